//! The room to write that a question wants on paper: lines, boxes to tick, tables to fill in.

use super::{Ask, Words, plain};
use crate::guide::model::PromptKind;

/// How many rows a table on paper leaves empty.
const ROWS: usize = 3;
/// More letters than these in the words to tick are too much for a cell: then one of them is written.
const LETTERS: usize = 64;
/// More columns than this are too narrow to write in: the table is turned, so that each row is a column.
const COLUMNS: usize = 5;

/// The room to write that an answer wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Room {
    /// Lines.
    Lines(usize),
    /// A few letters.
    Short,
    /// A day.
    Date,
    /// Boxes to tick, a label each.
    Boxes,
    /// Yes or no.
    YesNo,
    /// Tables.
    Tables(Vec<Grid>),
}

/// A table to fill in.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The head.
    pub head: Vec<Cell>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What there is to say about a column: its words, what can be written in it where its cells have no boxes, and the help.
    pub notes: Vec<(Words, Vec<Words>, String)>,
}

/// A cell of a table to fill in.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Something that is printed.
    Words(Words),
    /// The question which row this is about.
    Which,
    /// The number of a row.
    Number(usize),
    /// Nothing at all.
    Nothing,
    /// Room to write.
    Room,
    /// Boxes to tick.
    Boxes(Vec<Words>),
}

/// The room that an answer of this kind wants.
pub(super) fn room(kind: PromptKind, words: &[Words], fields: &[Ask]) -> Room {
    match kind {
        PromptKind::Choice | PromptKind::Choices if !words.is_empty() => Room::Boxes,
        PromptKind::Line | PromptKind::Person | PromptKind::Choice => Room::Lines(1),
        PromptKind::People | PromptKind::Choices => Room::Lines(2),
        PromptKind::Text | PromptKind::List => Room::Lines(4),
        PromptKind::YesNo => Room::YesNo,
        PromptKind::Date => Room::Date,
        PromptKind::Number => Room::Short,
        PromptKind::Rows => Room::Tables(tables(fields, false)),
        PromptKind::Each => Room::Tables(tables(fields, true)),
    }
}

// rows within rows are a table of their own, in which the row they belong to is named
fn tables(fields: &[Ask], which: bool) -> Vec<Grid> {
    let (nested, columns): (Vec<&Ask>, Vec<&Ask>) =
        fields.iter().partition(|field| matches!(field.room, Room::Tables(_)));
    let own = (!columns.is_empty()).then(|| grid(&columns, which));
    own.into_iter().chain(nested.into_iter().flat_map(|field| tables(&field.fields, true))).collect()
}

fn grid(columns: &[&Ask], which: bool) -> Grid {
    let name = |ask: &Ask| ask.label.clone().unwrap_or_else(|| plain(&ask.ask));
    let names: Vec<Cell> = which
        .then_some(Cell::Which)
        .into_iter()
        .chain(columns.iter().map(|ask| Cell::Words(name(ask))))
        .collect();
    let rooms: Vec<Cell> =
        which.then_some(Cell::Room).into_iter().chain(columns.iter().map(|ask| room_in(ask))).collect();
    let words = |ask: &Ask| if has_boxes(ask) { Vec::new() } else { ask.words.clone() };
    let notes = columns.iter().map(|ask| (name(ask), words(ask), ask.help.clone()));
    let notes = notes.filter(|(_, words, help)| !words.is_empty() || !help.is_empty()).collect();
    if names.len() > COLUMNS {
        let rows = names.into_iter().zip(rooms).map(|(name, room)| row(name, room)).collect();
        let numbers = (1..=ROWS).map(Cell::Number);
        return Grid { head: [Cell::Nothing].into_iter().chain(numbers).collect(), rows, notes };
    }
    Grid { head: names, rows: vec![rooms; ROWS], notes }
}

fn row(first: Cell, room: Cell) -> Vec<Cell> {
    [first].into_iter().chain(std::iter::repeat_n(room, ROWS)).collect()
}

// each row has its own: one set of boxes under a table is nobody's
fn room_in(ask: &Ask) -> Cell {
    match ask.room {
        Room::YesNo => Cell::Boxes(["yes", "no"].map(plain).into()),
        _ if has_boxes(ask) => Cell::Boxes(ask.words.clone()),
        _ => Cell::Room,
    }
}

fn has_boxes(ask: &Ask) -> bool {
    let letters = ask.words.iter().map(|word| word.text.chars().count()).sum::<usize>();
    (1..=LETTERS).contains(&letters)
}

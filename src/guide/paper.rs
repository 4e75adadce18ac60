//! A guide in words, without any case: what it asks, how, and where the answers go. Paper forms and descriptions of a guide
//! are made from it.

use super::known::Known;
use super::model::{Guide, Link, Prompt, PromptKind};
use super::wording::{self, Numbers};
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::vocabulary::Word;

/// How many rows a table on paper leaves empty.
const ROWS: usize = 3;
/// More letters than these in the words to tick are too much for a cell: then one of them is written.
const LETTERS: usize = 64;
/// More columns than this are too narrow to write in: the table is turned, so that each row is a column.
const COLUMNS: usize = 5;

/// A guide in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The id of the guide.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// The title in English, or a few words.
    pub gloss: Words,
    /// What it is for.
    pub purpose: String,
    /// The principles it serves.
    pub principles: Vec<Words>,
    /// Where guidance is to be found: for whom, and what.
    pub links: Vec<(Vec<Words>, Link)>,
    /// How many minutes its timed steps take together; none where none is timed.
    pub minutes: Option<u32>,
    /// The questions.
    pub asks: Vec<Ask>,
    /// What is asked about while it is still open: the questions, and for whom each counts.
    pub exits: Vec<(String, Option<When>)>,
}

/// Words, and their language where it is not the document's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The language, as a language tag.
    pub lang: Option<String>,
}

/// A question in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The id; of a field, after those it stands in: `actions/what`.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What explains it.
    pub help: String,
    /// The few words it goes by, where it has any.
    pub label: Option<Words>,
    /// How many minutes a meeting gives it.
    pub minutes: Option<u32>,
    /// What kind of answer it wants.
    pub how: String,
    /// What can be chosen.
    pub words: Vec<Words>,
    /// Where the answer goes, from the outside in; nothing where the visit keeps it.
    pub place: Vec<String>,
    /// When it is asked.
    pub when: Option<When>,
    /// What is asked of each row, those of rows within rows included.
    pub fields: Vec<Ask>,
    /// The room to write.
    pub room: Room,
}

/// When something is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// In words.
    Words(String),
    /// As the guide writes it: too much for plain words.
    Written(String),
}

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

impl Paper {
    /// A guide in words, with those of the cluster.
    pub fn new(guide: &Guide, known: &Known<'_>) -> Paper {
        let numbers = wording::numbers(guide);
        let asks: Vec<Ask> =
            guide.prompts.iter().map(|prompt| ask(prompt, "", &Path::default(), known, &numbers)).collect();
        let minutes: u32 = asks.iter().filter_map(|ask| ask.minutes).sum();
        let role = |id: &String| {
            let mut lists = ["posts", "roles"].into_iter();
            lists.find_map(|list| known.vocabulary.word(list, id)).map_or_else(|| plain(id), worded)
        };
        let link = |link: &Link| (link.roles.iter().map(role).collect(), link.clone());
        let principle =
            |id: &String| known.vocabulary.word("principles", id).map_or_else(|| plain(id), worded);
        Paper {
            id: guide.id.clone(),
            title: Words { text: guide.title.clone(), lang: guide.lang.clone() },
            gloss: plain(&guide.gloss),
            purpose: quoted(&guide.purpose),
            principles: guide.principles.iter().map(principle).collect(),
            links: guide.links.iter().map(link).collect(),
            minutes: (minutes > 0).then_some(minutes),
            asks,
            exits: guide
                .exits
                .iter()
                .map(|e| (quoted(&e.ask), when(e.when.as_deref(), known, &numbers)))
                .collect(),
        }
    }
}

fn ask(prompt: &Prompt, above: &str, base: &Path, known: &Known<'_>, numbers: &Numbers) -> Ask {
    let path = prompt.to.as_deref().map(|to| base.join(&Path::parse(to)));
    let words = offered(prompt, path.as_ref(), known);
    let id = format!("{above}{}", prompt.id);
    let below = path.clone().unwrap_or_default().key("*");
    let fields: Vec<Ask> =
        prompt.fields.iter().map(|field| ask(field, &format!("{id}/"), &below, known, numbers)).collect();
    Ask {
        ask: quoted(&prompt.ask),
        help: quoted(&prompt.help),
        label: prompt.label.as_ref().map(|text| Words { text: text.clone(), lang: prompt.lang.clone() }),
        minutes: prompt.minutes,
        how: how(prompt, !words.is_empty()),
        place: path.as_ref().map(wording::place).unwrap_or_default(),
        when: match (&prompt.when, &prompt.when_words) {
            (Some(_), Some(words)) => Some(When::Words(quoted(words))),
            (expression, _) => when(expression.as_deref(), known, numbers),
        },
        room: room(prompt.kind, &words, &fields),
        id,
        words,
        fields,
    }
}

/// What can be chosen, where that is known without a case: words, or the cluster's schools.
fn offered(prompt: &Prompt, path: Option<&Path>, known: &Known<'_>) -> Vec<Words> {
    if !matches!(prompt.kind, PromptKind::Choice | PromptKind::Choices) {
        return Vec::new();
    }
    let shape = path.and_then(|path| Case::SHAPE.at(path).ok());
    let list = match (&prompt.options, shape) {
        (Some(list), _) => list.as_str(),
        (None, Some(Shape::Term(list) | Shape::List(Shape::Term(list)))) => list,
        (None, Some(Shape::Setting | Shape::List(Shape::Setting))) => {
            return known.places().into_iter().map(|place| plain(&place.label)).collect();
        }
        _ => return Vec::new(),
    };
    let is_offered = |word: &Word| prompt.only.is_empty() || prompt.only.contains(&word.id);
    known.vocabulary.list(list).into_iter().filter(is_offered).map(worded).collect()
}

fn how(prompt: &Prompt, with_words: bool) -> String {
    match prompt.kind {
        PromptKind::Line => "one line",
        PromptKind::Text => "a text of any length",
        PromptKind::List => "several texts, one after the other",
        PromptKind::Choice if with_words => "one of these",
        PromptKind::Choices if with_words => "any of these",
        PromptKind::Choice => "one of those that are recorded already",
        PromptKind::Choices => "any of those that are recorded already",
        PromptKind::YesNo => "yes or no",
        PromptKind::Date => "a day",
        PromptKind::Number => "a whole number",
        PromptKind::Person => "somebody of the team or the cluster",
        PromptKind::People => "people of the team or the cluster",
        PromptKind::Rows => "any number of entries",
        PromptKind::Each => "the same for each entry that is there",
    }
    .into()
}

fn room(kind: PromptKind, words: &[Words], fields: &[Ask]) -> Room {
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

fn when(expression: Option<&str>, known: &Known<'_>, numbers: &Numbers) -> Option<When> {
    let expression = expression?;
    let words = wording::condition(expression, known, numbers);
    Some(words.map_or_else(|| When::Written(expression.into()), When::Words))
}

fn worded(word: Word) -> Words {
    Words { text: word.label, lang: word.lang }
}

fn plain(text: &str) -> Words {
    Words { text: quoted(text), lang: None }
}

/// A text in which backticks are the quotation marks of print.
fn quoted(text: &str) -> String {
    let mut open = false;
    let mark = |c: char| match c {
        '`' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        c => c,
    };
    text.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Paper, Room, When, quoted};
    use crate::guide::testing::World;

    fn paper(prompts: &str) -> Paper {
        let world = World::new();
        Paper::new(&world.guide(prompts), &world.known())
    }

    #[test]
    fn every_kind_of_answer_has_its_room() {
        let rooms = [
            ("kind = 'line'", Room::Lines(1)),
            ("kind = 'text'", Room::Lines(4)),
            ("kind = 'list'", Room::Lines(4)),
            ("kind = 'choice'\nto = 'layer'", Room::Boxes),
            ("kind = 'choices'\nto = 'focus'", Room::Boxes),
            ("kind = 'choice'\nto = 'setting'", Room::Boxes),
            ("kind = 'yes-no'", Room::YesNo),
            ("kind = 'date'", Room::Date),
            ("kind = 'number'", Room::Short),
            ("kind = 'person'", Room::Lines(1)),
            ("kind = 'people'", Room::Lines(2)),
        ];
        for (kind, room) in rooms {
            let paper = paper(&format!("[[prompt]]\nid = 'a'\nask = 'A?'\n{kind}\n"));
            assert_eq!(paper.asks[0].room, room, "{kind}");
        }
    }

    #[test]
    fn only_the_words_that_are_offered_have_boxes() {
        let prompt = "[[prompt]]\nid = 'a'\nask = 'A?'\nkind = 'choice'\nto = 'layer'\n";
        let labels = |paper: Paper| {
            let words = paper.asks[0].words.iter();
            words.map(|w| (w.text.clone(), w.lang.clone())).collect::<Vec<_>>()
        };
        let mi = |text: &str| (text.to_owned(), Some("mi".to_owned()));
        assert_eq!(labels(paper(prompt)), [mi("Te Matua"), mi("Te Kāhui"), mi("Te Arotahi")]);
        let some = format!("{prompt}only = ['te-kahui']\n");
        assert_eq!(labels(paper(&some)), [mi("Te Kāhui")]);
    }

    #[test]
    fn rows_are_tables_and_wide_ones_are_turned() {
        let field = |key: &str| {
            format!("[[prompt.field]]\nid = '{key}'\nask = '{key}?'\nkind = 'line'\nto = '{key}'\n")
        };
        let head = "[[prompt]]\nid = 'g'\nask = 'G?'\nkind = 'each'\nto = 'plan.goals'\n";
        let narrow = ["what", "why"].map(field).concat();
        let wide = ["what", "why", "measure", "baseline", "target"].map(field).concat();
        let nested = "[[prompt.field]]\nid = 'actions'\nask = 'Actions?'\nkind = 'rows'\nto = 'actions'\n\
                      [[prompt.field.field]]\nid = 'what'\nask = 'Done?'\nkind = 'line'\nto = 'what'\n";
        let tables = |fields: String| match &paper(&format!("{head}{fields}")).asks[0].room {
            Room::Tables(tables) => tables.clone(),
            other => panic!("{other:?}"),
        };
        let both = tables(narrow + nested);
        assert_eq!(both.len(), 2);
        assert_eq!((&both[0].head[0], both[0].head.len(), both[0].rows.len()), (&Cell::Which, 3, 3));
        assert_eq!((&both[1].head[0], both[1].head.len()), (&Cell::Which, 2));
        let turned = &tables(wide)[0];
        assert_eq!((turned.head.len(), turned.rows.len()), (4, 6));
        assert_eq!(turned.rows[0], [Cell::Which, Cell::Room, Cell::Room, Cell::Room]);
    }

    #[test]
    fn conditions_minutes_and_quotes() {
        let paper = paper(
            "[[prompt]]\nid = 'a'\nask = 'A `b`?'\nkind = 'line'\nminutes = 5\nwhen = \"kind.about == 'group'\"\n\
             [[prompt]]\nid = 'c'\nask = 'C?'\nkind = 'line'\nminutes = 10\nwhen = 'answered(\"a\")'\n",
        );
        assert_eq!(paper.minutes, Some(15));
        assert_eq!(paper.asks[0].ask, "A “b”?");
        assert_eq!(paper.asks[0].when, Some(When::Words("for this kind of work: group".into())));
        assert_eq!(paper.asks[1].when, Some(When::Written("answered(\"a\")".into())));
        assert_eq!(quoted("`a` and `b`"), "“a” and “b”");
    }
}

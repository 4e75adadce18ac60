//! What a report shows: parts, tables, rows, and figures that are protected. Everything that is written comes from these.

use serde::Serialize;

use super::counting::{Counting, Facet, Over};
use super::issue::{Issue, Issues, Sources};
use super::layout::{Layout, Measure, Table, name};
use super::period::Period;
use super::protect::Shows;
use super::tally::Key;
use crate::record::vocabulary::Vocabulary;

/// What the whole is called.
pub(super) const ALL: &str = "all together";
/// What stands where nobody wrote anything down.
pub(super) const NOT_WRITTEN: &str = "not written down";
/// What stands above figures of one time, of several things.
const FIGURE: &str = "cases";

/// One figure, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// A number.
    Number(i64),
    /// Kept back: too few, or it would give another figure away.
    KeptBack,
    /// There is nothing to tell.
    Nothing,
}

/// What a report shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The parts, in their order.
    pub parts: Vec<Part>,
    /// Whether any figure is kept back.
    pub keeps_back: bool,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// The id.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What it is.
    pub lead: String,
    /// The tables.
    pub tables: Vec<Told>,
}

/// A table, as it is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The id.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What stands above the names of the rows.
    pub by: String,
    /// What stands above the figures.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What to know about it.
    pub note: Option<String>,
    /// Whether the rows are parts of one whole that can be drawn side by side: figures of one kind in one column.
    pub drawn: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The id of its word; nothing of the whole, and where nobody wrote anything down.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The language of that, where it is not English.
    pub lang: Option<String>,
    /// Whether it is the whole.
    pub total: bool,
    /// The figures.
    pub cells: Vec<Shown>,
}

/// What people read for ids that no list of the vocabulary has.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The guides, in their order: id, title, language.
    pub guides: Vec<(String, String, Option<String>)>,
    /// Schools, kura and services: id, name.
    pub settings: Vec<(String, String)>,
}

/// What figures are told with.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The words of the practice.
    pub vocabulary: &'a Vocabulary,
    /// Other names.
    pub names: &'a Names,
}

impl Figures {
    /// The figures of one time, and beside them those of others.
    pub fn of(issues: &mut Issues<'_>, periods: &[&Period], words: Words<'_>) -> Figures {
        let settled: Vec<_> = periods.iter().map(|period| issues.of(period)).collect();
        let sources = *issues.sources();
        let told: Vec<Teller<'_>> =
            settled.iter().map(|issue| Teller { sources, issue, words, beside: periods.len() > 1 }).collect();
        let tables = |section: &super::layout::Section| {
            section.tables.iter().map(|table| together(&told, table)).collect()
        };
        let parts: Vec<Part> = sources
            .layout
            .sections
            .iter()
            .map(|section| Part {
                id: section.id.clone(),
                title: section.title.clone(),
                lead: section.lead.clone(),
                tables: tables(section),
            })
            .collect();
        let cells = parts.iter().flat_map(|part| &part.tables).flat_map(|table| &table.rows);
        let keeps_back = cells.flat_map(|row| &row.cells).any(|cell| *cell == Shown::KeptBack);
        Figures { parts, keeps_back }
    }
}

// the same table of several times: a column each, side by side
fn together(tellers: &[Teller<'_>], table: &Table) -> Told {
    let mut columns: Vec<Column> = tellers[0].columns(tellers, table);
    columns.retain(|column| {
        let vanishes = |teller: &Teller<'_>| teller.is_left_out(table, None, std::slice::from_ref(column));
        column.side.is_none() && table.rows.is_some() || !tellers.iter().any(vanishes)
    });
    if table.rows.is_none() {
        return turned(tellers, table, columns);
    }
    let mut ids: Vec<String> = Vec::new();
    for id in tellers.iter().flat_map(|teller| teller.ids(table.rows, table)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let ids = table.rows.map_or_else(Vec::new, |facet| tellers[0].in_order(facet, ids));
    let cells = |row: Option<(Facet, &str)>| -> Vec<Shown> {
        columns
            .iter()
            .flat_map(|column| tellers.iter().map(move |teller| teller.cell(table, row, column)))
            .collect()
    };
    let mut rows = Vec::new();
    for id in &ids {
        let Some(facet) = table.rows else { break };
        // its name alone would tell that there is somebody
        if tellers.iter().any(|teller| teller.is_left_out(table, Some((facet, id)), &columns)) {
            continue;
        }
        let cells = cells(Some((facet, id)));
        // nought all along is worth no line
        if is_nought(&cells) {
            continue;
        }
        let (label, lang) = tellers[0].label(facet, id);
        rows.push(Row { id: id.clone(), label, lang, total: false, cells });
    }
    if table.total || table.rows.is_none() {
        let label = if table.rows.is_some() { ALL } else { "figure" };
        rows.push(Row {
            id: String::new(),
            label: label.into(),
            lang: None,
            total: true,
            cells: cells(None),
        });
    }
    let one = columns.len() == 1 && matches!(columns[0].measure, Measure::Count);
    let labels = columns.iter().flat_map(|column| {
        tellers.iter().map(move |teller| match teller.beside {
            true => format!("{}: {}", teller.issue.period.name, column.label),
            false => column.label.clone(),
        })
    });
    Told {
        id: table.id.clone(),
        title: table.title.clone(),
        by: table.rows.map(|facet| tellers[0].by(facet)).unwrap_or_default(),
        columns: labels.collect(),
        rows,
        note: table.note.clone(),
        drawn: one,
    }
}

fn is_nought(cells: &[Shown]) -> bool {
    cells.iter().all(|cell| matches!(cell, Shown::Number(0) | Shown::Nothing))
}

// what is counted by nothing has a row for each thing that is counted
fn turned(tellers: &[Teller<'_>], table: &Table, columns: Vec<Column>) -> Told {
    let row = |column: Column| {
        let cells = tellers.iter().map(|teller| teller.cell(table, None, &column)).collect();
        Row { id: name(&column.counting), label: column.label, lang: None, total: false, cells }
    };
    let times = tellers.iter().map(|teller| match teller.beside {
        true => teller.issue.period.name.to_string(),
        false => FIGURE.to_owned(),
    });
    Told {
        id: table.id.clone(),
        title: table.title.clone(),
        by: String::new(),
        columns: times.collect(),
        // nought and what is left out look alike
        rows: columns.into_iter().map(row).filter(|row| !is_nought(&row.cells)).collect(),
        note: table.note.clone(),
        drawn: false,
    }
}

struct Column {
    counting: Counting,
    measure: Measure,
    side: Option<(Facet, String)>,
    label: String,
}

impl Column {
    // the cell of a row in it
    fn key(&self, table: &Table, row: Option<(Facet, &str)>) -> Key {
        let sides = row.into_iter().chain(self.side.as_ref().map(|(facet, id)| (*facet, id.as_str())));
        sides.fold(Key::whole(self.counting, table), |key, (facet, id)| key.with(facet, id))
    }
}

struct Teller<'a> {
    sources: Sources<'a>,
    issue: &'a Issue,
    words: Words<'a>,
    beside: bool,
}

impl Teller<'_> {
    fn layout(&self) -> &Layout {
        self.sources.layout
    }

    fn columns(&self, tellers: &[Teller<'_>], table: &Table) -> Vec<Column> {
        let mut columns = Vec::new();
        for counting in &table.counts {
            let own = name(counting);
            let label = self.layout().word("counts", &own).unwrap_or(&own).to_owned();
            if let Some(facet) = table.columns {
                let mut ids: Vec<String> =
                    tellers.iter().flat_map(|teller| teller.ids(Some(facet), table)).collect();
                ids.sort();
                ids.dedup();
                for id in self.in_order(facet, ids) {
                    let label = self.label(facet, &id).0;
                    let side = Some((facet, id));
                    columns.push(Column { counting: *counting, measure: Measure::Count, side, label });
                }
            }
            for measure in &table.measures {
                let label = match measure {
                    Measure::Count if table.columns.is_some() => ALL.into(),
                    Measure::Count => label.clone(),
                    other => self.layout().word("measures", &name_of(*other)).unwrap_or_default().to_owned(),
                };
                columns.push(Column { counting: *counting, measure: *measure, side: None, label });
            }
        }
        columns
    }

    // the words of a side that anything has, in this table
    fn ids(&self, facet: Option<Facet>, table: &Table) -> Vec<String> {
        let Some(facet) = facet else { return Vec::new() };
        let is_here = |key: &&Key| {
            table.counts.contains(&key.counting) && key.only == table.only && key.sides.len() == 1
        };
        let keys = self.issue.tally.keys().filter(is_here);
        keys.filter(|key| key.sides[0].0 == facet).map(|key| key.sides[0].1.clone()).collect()
    }

    // first in the order of its list, then what no list has, and last where nobody wrote it down
    fn in_order(&self, facet: Facet, mut ids: Vec<String>) -> Vec<String> {
        let own = facet.own().iter().map(|id| (*id).to_owned());
        let known: Vec<String> = match facet {
            Facet::Setting => self.words.names.settings.iter().map(|(id, _)| id.clone()).collect(),
            Facet::Element | Facet::ReturnedTo => {
                self.words.names.guides.iter().map(|(id, _, _)| id.clone()).collect()
            }
            _ => match facet.list() {
                Some(list) => self.words.vocabulary.list(list).into_iter().map(|word| word.id).collect(),
                None => own.collect(),
            },
        };
        let place = |id: &String| known.iter().position(|other| other == id).unwrap_or(known.len());
        ids.sort_by_key(|id| (id.is_empty(), place(id), id.clone()));
        ids
    }

    fn cell(&self, table: &Table, row: Option<(Facet, &str)>, column: &Column) -> Shown {
        let key = column.key(table, row);
        let Some(shows) = self.issue.shows.get(&key) else {
            return if column.measure == Measure::Count { Shown::Number(0) } else { Shown::Nothing };
        };
        let things = self.issue.tally.get(&key).map(Vec::as_slice).unwrap_or_default();
        let truth = i64::try_from(things.len()).unwrap_or_default();
        match (column.measure, shows) {
            (Measure::Count, Shows::Exactly) => Shown::Number(truth),
            (Measure::Count, Shows::Rounded(shown)) => Shown::Number(*shown),
            (Measure::Count, _) => Shown::KeptBack,
            (Measure::MedianWeeks, _) if truth == 0 && *shows == Shows::Exactly => Shown::Nothing,
            (Measure::MedianWeeks, shows) if !self.sources.rule.allows_beside(shows, truth) => {
                Shown::KeptBack
            }
            (Measure::MedianWeeks, _) => {
                let over = self.over();
                let weeks = things.iter().filter_map(|thing| over.weeks(column.counting, over.case(*thing)));
                median(weeks.collect(), self.sources.rule.min_cell)
            }
        }
    }

    // whether any of the figures of a row would be told by the name of the row
    fn is_left_out(&self, table: &Table, row: Option<(Facet, &str)>, columns: &[Column]) -> bool {
        let vanished =
            |column: &Column| self.issue.shows.get(&column.key(table, row)) == Some(&Shows::Nothing(0));
        columns.iter().any(vanished)
    }

    fn over(&self) -> Over<'_> {
        Over {
            cases: self.sources.cases,
            meant: None,
            period: &self.issue.period,
            today: self.sources.today,
            elements: self.sources.elements,
        }
    }

    fn label(&self, facet: Facet, id: &str) -> (String, Option<String>) {
        if id.is_empty() {
            let none = self.layout().word("none", &name(&facet));
            return (none.unwrap_or(NOT_WRITTEN).to_owned(), None);
        }
        let names = self.words.names;
        match facet {
            Facet::Setting => {
                let found = names.settings.iter().find(|(other, _)| other == id);
                (found.map_or_else(|| id.to_owned(), |(_, name)| name.clone()), None)
            }
            Facet::Element | Facet::ReturnedTo => {
                let found = names.guides.iter().find(|(other, _, _)| other == id);
                found.map_or_else(|| (id.to_owned(), None), |(_, title, lang)| (title.clone(), lang.clone()))
            }
            _ => match facet.list().and_then(|list| self.words.vocabulary.word(list, id)) {
                Some(word) => (word.label, word.lang),
                None => (self.layout().word(&name(&facet), id).unwrap_or(id).to_owned(), None),
            },
        }
    }

    fn by(&self, facet: Facet) -> String {
        let own = name(&facet);
        self.layout().word("by", &own).unwrap_or(&own).to_owned()
    }
}

fn name_of(measure: Measure) -> String {
    match measure {
        Measure::Count => "count".into(),
        Measure::MedianWeeks => "median-weeks".into(),
    }
}

// the one in the middle, or the lower of the two
fn median(mut weeks: Vec<i64>, least: i64) -> Shown {
    if i64::try_from(weeks.len()).unwrap_or_default() < least {
        return Shown::KeptBack;
    }
    weeks.sort();
    weeks.get((weeks.len() - 1) / 2).map_or(Shown::Nothing, |middle| Shown::Number(*middle))
}

//! One table of a report over lists.

use super::layout::{Layout, Table, keys};
use super::{KIND_OF_PLACE, Line, Over, Tally};
use crate::record::shape::{FieldShape, Shape};
use crate::report::figures::{ALL, NOT_WRITTEN, Names, Row, Shown, Told, Words};
use crate::report::period::Period;

/// Tells one table.
pub(super) struct Teller<'a> {
    pub(super) over: &'a Over<'a>,
    pub(super) layout: &'a Layout,
    pub(super) table: &'a Table,
    pub(super) counted: &'a [Tally],
    pub(super) periods: &'a [&'a Period],
}

/// A column: what is counted, in which time, and with which word.
struct Column<'a> {
    name: &'a str,
    time: usize,
    word: Option<String>,
}

impl Teller<'_> {
    pub(super) fn told(&self, part: &str, name: &str) -> Told {
        let table = self.table;
        let columns = self.columns();
        let rows = match &table.rows {
            Some(key) => self.by(key, &columns),
            None => self.each(),
        };
        let is_each = table.rows.is_none();
        let own = table.rows.as_ref().and_then(|key| Some(self.field(key)?.label()));
        let labels = match is_each {
            true => self.periods.iter().map(|period| period.title()).collect(),
            false => columns.iter().map(|column| self.above(column)).collect(),
        };
        Told {
            id: format!("{part}.{name}"),
            title: table.title.clone(),
            by: table.by.clone().or_else(|| own.map(str::to_owned)).unwrap_or_default(),
            columns: labels,
            rows,
            note: table.note.clone(),
            drawn: !is_each && columns.len() == 1,
        }
    }

    // what is counted by nothing has a row for each thing that is counted
    fn each(&self) -> Vec<Row> {
        let row = |name: &String| {
            let cell = |time| self.cell(None, &Column { name, time, word: None });
            let cells = (0..self.periods.len()).map(cell).collect();
            Row {
                id: name.clone(),
                label: self.layout.count[name].label.clone(),
                lang: None,
                total: false,
                cells,
            }
        };
        self.table.counts.iter().map(row).collect()
    }

    fn by(&self, key: &str, columns: &[Column<'_>]) -> Vec<Row> {
        let mut rows = Vec::new();
        for id in self.ids(key, self.table.every) {
            let cells = columns.iter().map(|column| self.cell(Some((key, &id)), column)).collect();
            let (label, lang) = self.label(key, &id);
            rows.push(Row { id, label, lang, total: false, cells });
        }
        if rows.len() > 1 {
            let cells = columns.iter().map(|column| self.cell(None, column)).collect();
            rows.push(Row { id: String::new(), label: ALL.into(), lang: None, total: true, cells });
        }
        rows
    }

    fn columns(&self) -> Vec<Column<'_>> {
        let words = match &self.table.columns {
            Some(key) => self.ids(key, false).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let mut columns = Vec::new();
        for name in &self.table.counts {
            for word in &words {
                // how things stand is the same in every time
                let times = if self.layout.count[name].is_of_a_time() { self.periods.len() } else { 1 };
                columns.extend((0..times).map(|time| Column { name, time, word: word.clone() }));
            }
        }
        columns
    }

    fn above(&self, column: &Column<'_>) -> String {
        let count = &self.layout.count[column.name];
        let label = match (&self.table.columns, &column.word) {
            (Some(key), Some(word)) => self.label(key, word).0,
            _ => count.label.clone(),
        };
        match self.periods.len() > 1 && count.is_of_a_time() {
            true => format!("{}: {label}", self.periods[column.time].name),
            false => label,
        }
    }

    fn cell(&self, row: Option<(&str, &str)>, column: &Column<'_>) -> Shown {
        let count = &self.layout.count[column.name];
        if column.time > 0 && !count.is_of_a_time() {
            return Shown::Nothing;
        }
        let has =
            |line: &&Line, key: &str, word: &str| self.over.words_of(line, key).iter().any(|w| w == word);
        let lines = self.counted[column.time].get(column.name).map_or(&[][..], Vec::as_slice);
        let lines: Vec<&Line> = lines
            .iter()
            .filter(|line| row.is_none_or(|(key, word)| has(line, key, word)))
            .filter(|line| match (&self.table.columns, &column.word) {
                (Some(key), Some(word)) => has(line, key, word),
                _ => true,
            })
            .collect();
        Shown::Number(count.of(&lines))
    }

    // the words that stand there, in the order of their list, and last where nobody wrote any down
    fn ids(&self, key: &str, every: bool) -> Vec<String> {
        let of = |tally: &Tally| -> Vec<String> {
            let lines = self.table.counts.iter().filter_map(|name| tally.get(name)).flatten();
            lines.flat_map(|line| self.over.words_of(line, key)).collect()
        };
        let mut ids: Vec<String> = self.counted.iter().flat_map(of).collect();
        let known = self.known(key);
        if every {
            ids.extend(known.iter().cloned());
        }
        let place = |id: &String| known.iter().position(|other| other == id).unwrap_or(known.len());
        ids.sort_by_key(|id| (id.is_empty(), place(id), id.clone()));
        ids.dedup();
        ids
    }

    fn field(&self, key: &str) -> Option<&'static FieldShape> {
        let count = self.table.counts.first().and_then(|name| self.layout.count.get(name))?;
        keys(&count.list).ok()?.get(key).copied()
    }

    // the list of the vocabulary whose words stand there
    fn list(&self, key: &str) -> Option<&'static str> {
        if key.ends_with(KIND_OF_PLACE) {
            return Some("setting-kinds");
        }
        match &self.field(key)?.shape {
            Shape::Term(list) | Shape::List(Shape::Term(list)) => Some(list),
            _ => None,
        }
    }

    fn known(&self, key: &str) -> Vec<String> {
        match self.list(key) {
            Some(list) => self.over.words.vocabulary.offered(list).into_iter().map(|word| word.id).collect(),
            None => Vec::new(),
        }
    }

    fn label(&self, key: &str, id: &str) -> (String, Option<String>) {
        if id.is_empty() {
            return (NOT_WRITTEN.into(), None);
        }
        let Words { vocabulary, names } = self.over.words;
        if let Some(word) = self.list(key).and_then(|list| vocabulary.word(list, id)) {
            return (word.label, word.lang);
        }
        named(names, id).unwrap_or_else(|| (id.to_owned(), None))
    }
}

fn named(names: &Names, id: &str) -> Option<(String, Option<String>)> {
    let guide = names.guides.iter().find(|(other, _, _)| other == id);
    let setting = || names.settings.iter().find(|(other, _)| other == id);
    guide
        .map(|(_, title, lang)| (title.clone(), lang.clone()))
        .or_else(|| setting().map(|(_, name)| (name.clone(), None)))
}

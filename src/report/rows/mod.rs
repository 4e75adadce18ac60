//! The rows of an export: what is counted of each case, case by case, for other programs. Without names, an id becomes a word that
//! stands for it and all days of a case are moved by the same number of days; both come from the cluster's secret, so that
//! they are the same in every export, and nobody outside can turn them back.

mod layout;
mod sample;
mod write;

use jiff::ToSpan;
use serde_json::Value as Json;

use super::Period;
use crate::folder::Secret;
use crate::record::id::LETTERS as ALPHABET;
use crate::record::value::Date;
use crate::view::{Counted, Named};
pub use layout::Tables;
use layout::{Column, Table};
pub use write::{Book, Csv, JsonLines, Writes};

/// By so many days, at most, the days of a case are moved forward or back.
const FURTHEST: u64 = 21;
/// So many letters stand for a case.
const LETTERS: usize = 10;

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Nothing,
    /// Words.
    Words(String),
    /// A day.
    Day(Date),
    /// A number.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
}

/// A table: what stands above its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name, for files and programs.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What a row is, in a sentence.
    pub note: String,
    /// The columns: what is written above each, and what it is.
    pub columns: Vec<(String, String)>,
}

/// A row of a table, a cell a column.
pub type Row = Vec<Cell>;

/// What is told of a case.
pub struct Told {
    values: Json,
    // as it is, with what tells whose it is
    identified: bool,
}

/// What people read for a word of a list; nothing where nobody knows it.
pub type Label<'l> = &'l dyn Fn(&str, &str) -> Option<String>;

impl Tables {
    /// Whether any column tells a name or a title, so that these are needed.
    pub fn ask_for_names(&self) -> bool {
        let columns = self.0.values().flat_map(|table| table.columns.values());
        columns.into_iter().filter_map(Column::key).any(sample::is_named)
    }

    /// The tables; with what tells whose the cases are only where they are identified.
    pub fn sheets(&self, identified: bool) -> Vec<Sheet> {
        self.0.iter().map(|(name, table)| table.sheet(name, identified)).collect()
    }

    /// The rows of a case, table by table in the order of the sheets.
    pub fn rows(&self, case: &Told, label: Label<'_>) -> Vec<Vec<Row>> {
        self.0.values().map(|table| table.rows(case, label)).collect()
    }
}

impl Table {
    fn told(&self, identified: bool) -> impl Iterator<Item = (&String, &Column)> {
        self.columns.iter().filter(move |(_, column)| !column.identified || identified)
    }

    fn sheet(&self, name: &str, identified: bool) -> Sheet {
        let head = |(name, column): (&String, &Column)| {
            (column.header.clone().unwrap_or_else(|| name.clone()), column.about.clone())
        };
        let columns = self.told(identified).map(head).collect();
        Sheet { name: name.to_owned(), title: self.title.clone(), note: self.note.clone(), columns }
    }

    fn rows(&self, case: &Told, label: Label<'_>) -> Vec<Row> {
        let values = &case.values;
        let of = if self.of.is_empty() {
            std::slice::from_ref(values)
        } else {
            values[&self.of].as_array().map_or(&[][..], Vec::as_slice)
        };
        let told: Vec<&Column> = self.told(case.identified).map(|(_, column)| column).collect();
        of.iter().map(|row| told.iter().map(|column| column.cell(row, values, label)).collect()).collect()
    }
}

impl Column {
    fn key(&self) -> Option<&str> {
        self.is.as_deref().or(self.of_case.as_deref())
    }

    fn cell(&self, row: &Json, case: &Json, label: Label<'_>) -> Cell {
        let value = match (&self.is, &self.of_case) {
            (Some(key), _) if key == "." => row,
            (Some(key), _) => &row[key],
            (_, Some(key)) => &case[key],
            _ => &Json::Null,
        };
        let word = |id: &str| {
            let label = self.words.as_ref().and_then(|list| label(list, id));
            label.unwrap_or_else(|| id.to_owned())
        };
        match value {
            Json::Bool(is) => Cell::YesNo(*is),
            Json::Number(number) => number.as_i64().map_or(Cell::Nothing, Cell::Number),
            Json::String(text) => text.parse().map_or_else(|_| Cell::Words(word(text)), Cell::Day),
            Json::Array(ids) if !ids.is_empty() => {
                let words: Vec<String> = ids.iter().filter_map(Json::as_str).map(word).collect();
                Cell::Words(words.join("; "))
            }
            _ => Cell::Nothing,
        }
    }
}

impl Told {
    /// A case as it is, with the names of it where a table asks for any.
    pub fn identified(case: &Counted, named: Option<&Named>) -> Told {
        let mut values = serde_json::to_value(case).unwrap_or_default();
        let named = named.and_then(|named| serde_json::to_value(named).ok());
        for (key, value) in named.as_ref().and_then(Json::as_object).into_iter().flatten() {
            values[key.as_str()] = value.clone();
        }
        Told { values, identified: true }
    }

    /// A case so that nothing says whose it is.
    pub fn without_names(case: &Counted, secret: &Secret) -> Told {
        let mut values = serde_json::to_value(case).unwrap_or_default();
        let days = moved_by(secret, case.case.as_str());
        values["case"] = stands_for(secret, case.case.as_str()).into();
        moved(&mut values, days);
        Told { values, identified: false }
    }
}

/// The word that stands for a case.
pub fn stands_for(secret: &Secret, id: &str) -> String {
    let keyed = secret.keyed("the name of a case in exports", id);
    keyed.iter().take(LETTERS).map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

// never by nothing
fn moved_by(secret: &Secret, id: &str) -> i64 {
    let n = secret.number("the days of a case in exports", id) % (2 * FURTHEST);
    let days = if n < FURTHEST { n + 1 } else { n - FURTHEST + 1 };
    i64::try_from(days).unwrap_or(1) * if n < FURTHEST { 1 } else { -1 }
}

fn moved(told: &mut Json, days: i64) {
    match told {
        Json::String(text) => {
            if let Ok(day) = text.parse::<Date>() {
                *text = Date(day.0.saturating_add(days.days())).to_string();
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| moved(item, days)),
        Json::Object(map) => map.values_mut().for_each(|value| moved(value, days)),
        _ => {}
    }
}

/// Whether a case was asked for, worked on or closed in a time, as far as that has come.
pub fn is_in(case: &Counted, period: &Period, today: Date) -> bool {
    let begins =
        case.asked.into_iter().chain(case.taken_on).chain(case.work.iter().map(|spell| spell.from)).min();
    let ends = case.work.iter().map(|spell| spell.to.unwrap_or(today)).max();
    // what nobody worked on ends where it was decided, and waits until then
    let ends = ends.or(case.decided.filter(|_| case.over)).or((!case.over).then_some(today));
    begins.is_some_and(|from| from <= period.to && ends.unwrap_or(from).max(from) >= period.from)
}

#[cfg(test)]
mod tests;

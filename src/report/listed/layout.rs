//! Which tables a report over the lists of records has, as data: one file of the folder `reports` for each report.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::record::case::Case;
use crate::record::overlaid::line_of;
use crate::record::shape::{Field, FieldShape, MapShape, Shape};
use crate::record::text::closest;
use crate::record::toml_words;

/// A report over the lists of records of a kind: a community, a project.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// What it is called; the time stands behind it.
    pub title: String,
    /// Which kinds of records it is over, as words of the list `kinds` say what they are about.
    pub about: String,
    /// What is said at its head.
    #[serde(default)]
    pub lead: String,
    /// Parts of the report on cases that are told in it too.
    #[serde(default)]
    pub takes: Vec<String>,
    /// What is counted.
    pub(super) count: BTreeMap<String, Count>,
    /// The parts.
    pub(super) section: IndexMap<String, Section>,
}

/// What is counted: rows of a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    pub(super) label: String,
    /// The list, by its path with dots.
    pub(super) list: String,
    /// The day that must lie in the time.
    pub(super) on: Option<String>,
    /// The day from which a row stands, and the day after which it does not: what stands on the last day of the time is counted.
    #[serde(default)]
    pub(super) standing: Vec<String>,
    /// Only rows with one of these words.
    #[serde(default)]
    pub(super) only: BTreeMap<String, Vec<String>>,
    /// Only rows where something stands here.
    #[serde(default)]
    pub(super) has: Vec<String>,
    /// Only rows where nothing stands here.
    #[serde(default)]
    pub(super) lacks: Vec<String>,
    /// The number that is added up, where the rows themselves are not counted.
    pub(super) sum: Option<String>,
}

/// A part.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub(super) title: String,
    #[serde(default)]
    pub(super) lead: String,
    #[serde(default)]
    pub(super) table: IndexMap<String, Table>,
}

/// A table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) title: String,
    /// What is counted: a column each; or a row each, where nothing says by what.
    pub(super) counts: Vec<String>,
    /// By what: a row each.
    pub(super) rows: Option<String>,
    /// A column each, where one thing is counted.
    pub(super) columns: Option<String>,
    /// What stands above the names of the rows, where that is not what the rows are by.
    pub(super) by: Option<String>,
    /// Whether each word has its row, also those of which there is nothing.
    #[serde(default)]
    pub(super) every: bool,
    pub(super) note: Option<String>,
}

/// Why a report cannot be made, and what to do.
type Fault = (String, String);

impl Layout {
    /// Reads a report; the error names its file, the line and what to do.
    pub fn read(file: &str, text: &str) -> Result<Layout> {
        let layout: Layout = toml::from_str(text).map_err(|e| {
            let (line, why, remedy) = toml_words::in_words(text, &e);
            Error::request(format!("`{file}`, line {line}: {why}")).hint(remedy)
        })?;
        layout.stands().map_err(|(at, (why, remedy))| {
            let place = line_of(text, &at).map_or(String::new(), |line| format!(", line {line}"));
            Error::request(format!("`{file}`{place}: {why}")).hint(remedy)
        })?;
        Ok(layout)
    }

    // where it cannot be made: the heading, and why
    fn stands(&self) -> std::result::Result<(), (String, Fault)> {
        for (name, count) in &self.count {
            count.stands().map_err(|fault| (format!("[count.{name}"), fault))?;
        }
        for (section, part) in &self.section {
            for (name, table) in &part.table {
                table.stands(self).map_err(|fault| (format!("[section.{section}.table.{name}"), fault))?;
            }
        }
        Ok(())
    }
}

impl Count {
    fn stands(&self) -> std::result::Result<(), Fault> {
        let keys = keys(&self.list)?;
        let days = self.on.iter().chain(&self.standing);
        for (key, is_day) in days.map(|key| (key, true)).chain(self.sum.iter().map(|key| (key, false))) {
            let fits = |field: &FieldShape| field.shape == if is_day { Shape::Date } else { Shape::Number };
            if !keys.get(key.as_str()).copied().is_some_and(fits) {
                let what = if is_day { "day" } else { "number" };
                return Err((
                    format!("`{key}` is no {what} of the rows of `{}`", self.list),
                    near(key, keys.iter().filter(|(_, field)| fits(field)).map(|(key, _)| *key)),
                ));
            }
        }
        let narrowed = self.only.keys().chain(&self.has).chain(&self.lacks);
        for key in narrowed {
            known(key, &keys, &self.list)?;
        }
        match self.standing.len() {
            0 | 2 if self.on.is_none() || self.standing.is_empty() => Ok(()),
            _ => Err((
                "it cannot be told which rows lie in the time".into(),
                "Write `on = \"…\"`, or `standing = [\"since\", \"until\"]`, or neither.".into(),
            )),
        }
    }
}

impl Table {
    fn stands(&self, layout: &Layout) -> std::result::Result<(), Fault> {
        if self.counts.is_empty() {
            return Err((
                "it counts nothing".into(),
                "Write what it counts, as in `counts = [\"needs\"]`.".into(),
            ));
        }
        if self.columns.is_some() && (self.counts.len() > 1 || self.rows.is_none()) {
            return Err((
                "has columns that do not go together".into(),
                "With `columns` it counts one thing, and has `rows` by something else.".into(),
            ));
        }
        for name in &self.counts {
            let Some(count) = layout.count.get(name) else {
                return Err((
                    format!("`{name}` is not counted"),
                    near(name, layout.count.keys().map(String::as_str)),
                ));
            };
            let keys = keys(&count.list)?;
            for key in self.rows.iter().chain(&self.columns) {
                let key = key.strip_suffix(super::KIND_OF_PLACE).unwrap_or(key);
                known(key, &keys, &count.list)?;
            }
        }
        Ok(())
    }
}

fn known(key: &str, keys: &BTreeMap<&str, &FieldShape>, list: &str) -> std::result::Result<(), Fault> {
    match keys.contains_key(key) {
        true => Ok(()),
        false => Err((format!("the rows of `{list}` have no `{key}`"), near(key, keys.keys().copied()))),
    }
}

/// The keys of the rows of a list, with those of the rows around them.
pub(super) fn keys(list: &str) -> std::result::Result<BTreeMap<&'static str, &'static FieldShape>, Fault> {
    let mut keys = BTreeMap::new();
    let mut at: Option<&'static MapShape> = map(&Case::SHAPE);
    let mut is_row = false;
    for key in list.split('.') {
        let field = at.and_then(|map| map.field(key));
        let Some(field) = field else {
            let known = at.into_iter().flat_map(|map| map.fields).map(|field| field.key);
            return Err((format!("no record has `{list}`"), near(key, known)));
        };
        at = map(&field.shape);
        is_row = field.shape.rows().is_some();
        if let Some(rows) = field.shape.rows() {
            keys.extend(rows.fields.iter().map(|field| (field.key, field)));
        }
    }
    match is_row {
        true => Ok(keys),
        false => Err((format!("`{list}` is no list of rows"), "Name one, as in `community.needs`.".into())),
    }
}

fn map(shape: &'static Shape) -> Option<&'static MapShape> {
    match shape {
        Shape::Map(map) | Shape::List(Shape::Map(map)) => Some(map),
        _ => None,
    }
}

fn near<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match closest(word, known.clone()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("There are {}.", known.map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")),
    }
}

//! Which tables a report has, as data: `report.toml`, with the cluster's own on top, key by key.

mod written;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::counting::{Counting, Facet};
use crate::error::{Error, Result};
use crate::record::overlaid::{Own, line_of, overlaid};
use written::Written;
pub(super) use written::name;

/// What is told of those that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many they are.
    Count,
    /// The middle of how many weeks it took.
    MedianWeeks,
}

/// The parts of a report, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The parts.
    pub sections: Vec<Section>,
    words: BTreeMap<String, BTreeMap<String, String>>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The id.
    pub id: String,
    /// The heading.
    pub title: String,
    /// A sentence or two that say what it is.
    pub lead: String,
    /// The tables.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The id, by which scripts know it: that of its part and its own.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What is counted: a column each.
    pub counts: Vec<Counting>,
    /// What is told of them: a column each.
    pub measures: Vec<Measure>,
    /// By what: a row each.
    pub rows: Option<Facet>,
    /// By what: a column each, where one thing is counted.
    pub columns: Option<Facet>,
    /// Only those with one of these words.
    pub only: Option<(Facet, Vec<String>)>,
    /// Whether the whole has a row of its own.
    pub total: bool,
    /// What is worth knowing about it.
    pub note: Option<String>,
}

impl Layout {
    /// Reads the tables that are built in, and on top of them the cluster's own, by the name of its file.
    pub fn read(built_in: &str, own: Option<Own<'_>>) -> Result<Layout> {
        let written: Written = overlaid("report", built_in, own)?;
        let Own { file, text } = own.unwrap_or(Own { file: "report.toml", text: "" });
        written.layout(|at, why, remedy| {
            let place = line_of(text, at).map_or(String::new(), |line| format!(", line {line}"));
            Error::request(format!("`{file}`{place}: {why}")).hint(remedy)
        })
    }

    /// What people read for a word of a list that the report itself has; nothing where it has none.
    pub fn word(&self, list: &str, id: &str) -> Option<&str> {
        self.words.get(list)?.get(id).map(String::as_str)
    }
}

#[cfg(test)]
mod tests;

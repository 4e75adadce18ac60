//! The tables of a report as they are written.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Layout, Measure, Section, Table};
use crate::error::{Error, Result};
use crate::report::counting::{Counting, Facet};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    section: IndexMap<String, WrittenSection>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSection {
    title: Option<String>,
    lead: Option<String>,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    table: IndexMap<String, WrittenTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    title: Option<String>,
    #[serde(default)]
    counts: Vec<Counting>,
    #[serde(default)]
    measures: Vec<Measure>,
    rows: Option<Facet>,
    columns: Option<Facet>,
    #[serde(default)]
    only: BTreeMap<Facet, Vec<String>>,
    #[serde(default = "yes")]
    total: bool,
    #[serde(default)]
    off: bool,
    note: Option<String>,
}

fn yes() -> bool {
    true
}

/// Where something is wrong, why, and what to do.
type Says<'s> = &'s dyn Fn(&str, String, &str) -> Error;

impl Written {
    /// The tables, all of which can be counted. `says` makes an error of what is wrong below a heading.
    pub(super) fn layout(self, says: impl Fn(&str, String, &str) -> Error) -> Result<Layout> {
        let on = self.section.into_iter().filter(|(_, section)| !section.off);
        let sections = on.map(|(id, section)| section.section(id, &says)).collect::<Result<_>>()?;
        Ok(Layout { sections, words: self.words })
    }
}

impl WrittenSection {
    fn section(self, id: String, says: Says<'_>) -> Result<Section> {
        let at = format!("[section.{id}");
        let Some(title) = self.title else {
            let why = format!("the part `{id}` has no title");
            return Err(says(
                &at,
                why,
                "Write `title = \"…\"` below it. Only a part that is built in has one already; is its name spelled so?",
            ));
        };
        let on = self.table.into_iter().filter(|(_, table)| !table.off);
        let tables = on.map(|(own, table)| table.table(&id, &own, says)).collect::<Result<_>>()?;
        Ok(Section { id, title, lead: self.lead.unwrap_or_default(), tables })
    }
}

impl WrittenTable {
    fn table(self, section: &str, own: &str, says: Says<'_>) -> Result<Table> {
        let at = format!("[section.{section}.table.{own}");
        let wrong = |why: String, remedy: &str| {
            Err(says(&at, format!("the table `{own}` of `{section}` {why}"), remedy))
        };
        let Some(title) = self.title.clone() else {
            return wrong("has no title".into(), "Write `title = \"…\"` below it.");
        };
        if self.counts.is_empty() {
            return wrong("counts nothing".into(), "Write what it counts, as in `counts = [\"asked\"]`.");
        }
        if self.columns.is_some()
            && (self.counts.len() > 1 || self.rows.is_none() || self.columns == self.rows)
        {
            return wrong(
                "has columns that do not go together".into(),
                "With `columns` it counts one thing, and has `rows` by something else.",
            );
        }
        if self.only.len() > 1 {
            return wrong("is narrowed by more than one thing".into(), "Leave one line below `only`.");
        }
        let measures = if self.measures.is_empty() { vec![Measure::Count] } else { self.measures };
        if measures.contains(&Measure::MedianWeeks) && !self.counts.iter().all(|count| count.has_length()) {
            return wrong(
                "tells weeks of something that takes none".into(),
                "`median-weeks` goes with `taken-on` and `ended` alone.",
            );
        }
        let by = self.rows.iter().chain(&self.columns).chain(self.only.keys());
        for facet in by {
            if let Some(count) = self.counts.iter().find(|count| !facet.is_of(**count)) {
                let why = format!("counts `{}` by `{}`, which those do not have", name(count), name(facet));
                return wrong(why, "Count something else, or by something else.");
            }
        }
        Ok(Table {
            id: format!("{section}.{own}"),
            title,
            counts: self.counts,
            measures,
            rows: self.rows,
            columns: self.columns,
            only: self.only.into_iter().next(),
            total: self.total,
            note: self.note,
        })
    }
}

/// What a word is called where it is written.
pub(in crate::report) fn name(word: &impl serde::Serialize) -> String {
    let text = serde_json::to_value(word).ok();
    text.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

//! Figures of what stands in the lists of records of a kind: what a community needs, has and decides, what projects learn.
//! They are of places and adults, made of [`Listed`], in which there is nothing about one mokopuna.

mod layout;
mod table;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use layout::Count;
pub use layout::Layout;
use table::Teller;

use super::figures::{Part, Words};
use super::period::Period;
use crate::record::cluster::Setting;
use crate::record::value::Date;
use crate::view::Listed;

/// Behind a key that names a school or service: the kind of it.
const KIND_OF_PLACE: &str = ".kind";

/// A row as it is counted.
type Line = Map<String, Json>;

/// The records that are counted, and what their words are read by.
#[derive(Clone, Copy, Debug)]
pub struct Over<'a> {
    /// What can be counted of each record.
    pub records: &'a [Listed],
    /// The words of the practice and other names.
    pub words: Words<'a>,
    /// The schools, kura and services.
    pub settings: &'a [Setting],
    /// The day on which it is told.
    pub today: Date,
}

impl Over<'_> {
    /// The parts of a report, for one time and others beside it.
    pub fn parts(&self, layout: &Layout, periods: &[&Period]) -> Vec<Part> {
        let counted: Vec<Tally> = periods.iter().map(|period| self.tally(layout, period)).collect();
        let part = |(id, section): (&String, &layout::Section)| Part {
            id: id.clone(),
            title: section.title.clone(),
            lead: section.lead.clone(),
            tables: section
                .table
                .iter()
                .map(|(name, table)| {
                    Teller { over: self, layout, table, counted: &counted, periods }.told(id, name)
                })
                .collect(),
        };
        layout.section.iter().map(part).collect()
    }

    fn tally(&self, layout: &Layout, period: &Period) -> Tally {
        let rows = |count: &Count| -> Vec<Line> {
            let rows = self.records.iter().flat_map(|record| record.rows(&count.list));
            rows.filter(|row| count.means(row, period, self.today)).collect()
        };
        layout.count.iter().map(|(name, count)| (name.clone(), rows(count))).collect()
    }

    // the words of a row at a key: none, one or several
    fn words_of(&self, row: &Line, key: &str) -> Vec<String> {
        if let Some(place) = key.strip_suffix(KIND_OF_PLACE) {
            let kind = |id: &String| {
                let setting = self.settings.iter().find(|setting| setting.id.as_str() == id)?;
                Some(setting.kind.as_ref()?.as_str().to_owned())
            };
            return some(self.words_of(row, place).iter().filter_map(kind).collect());
        }
        some(words_at(row, key))
    }
}

fn words_at(row: &Line, key: &str) -> Vec<String> {
    match row.get(key) {
        Some(Json::Array(ids)) => ids.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
        Some(Json::String(id)) => vec![id.clone()],
        Some(Json::Bool(is)) => vec![if *is { "yes" } else { "no" }.to_owned()],
        _ => Vec::new(),
    }
}

/// The rows of each thing that is counted, in one time.
type Tally = BTreeMap<String, Vec<Line>>;

// one empty word stands for none
fn some(words: Vec<String>) -> Vec<String> {
    if words.is_empty() { vec![String::new()] } else { words }
}

impl Count {
    // whether it tells of a time, and not only of how things stand
    fn is_of_a_time(&self) -> bool {
        self.on.is_some() || !self.standing.is_empty()
    }

    fn means(&self, row: &Line, period: &Period, today: Date) -> bool {
        let day = |key: &String| row.get(key).and_then(Json::as_str).and_then(|day| day.parse::<Date>().ok());
        let last = period.to.min(today);
        let in_time = match (&self.on, self.standing.as_slice()) {
            (Some(on), _) => day(on).is_some_and(|day| period.has(day)),
            // a day that nobody wrote down is no reason to leave it out
            (None, [since, until]) => {
                day(since).is_none_or(|day| day <= last) && day(until).is_none_or(|day| day > last)
            }
            _ => true,
        };
        let has_word =
            |(key, words): (&String, &Vec<String>)| words_at(row, key).iter().any(|id| words.contains(id));
        in_time
            && self.only.iter().all(has_word)
            && self.has.iter().all(|key| row.contains_key(key))
            && !self.lacks.iter().any(|key| row.contains_key(key))
    }

    fn of(&self, rows: &[&Line]) -> i64 {
        match &self.sum {
            Some(key) => rows.iter().filter_map(|row| row.get(key)?.as_i64()).fold(0, i64::saturating_add),
            None => i64::try_from(rows.len()).unwrap_or(i64::MAX),
        }
    }
}

#[cfg(test)]
mod tests;

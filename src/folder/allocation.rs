//! When the cluster meets to allocate requests, as `pikorua.toml` says it.

use std::result;

use serde::{Deserialize, Deserializer};

use super::day::{day, perhaps};
use super::find::MARK;
use crate::error::{Error, Result};
use crate::record::meetings::{Meeting, Meetings, Rhythm, days, weekday};
use crate::record::text::fold;
use crate::record::value::Date;

/// The section `[allocation]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Allocation {
    every: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "meetings")]
    calendar: Vec<Row>,
    /// Within how long whoever asked hears from somebody.
    first_contact: Option<String>,
}

/// One meeting; the weekdays are only there to find slips.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(deserialize_with = "day")]
    meets: Date,
    meets_weekday: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    due: Option<Date>,
    due_weekday: Option<String>,
}

/// A list of days, or of meetings with more than their day.
fn meetings<'de, D: Deserializer<'de>>(from: D) -> result::Result<Vec<Row>, D::Error> {
    let said = Vec::<toml::Value>::deserialize(from)?;
    let row = |value: toml::Value| match value {
        toml::Value::Table(_) => Row::deserialize(value),
        plain => day(plain).map(|meets| Row { meets, meets_weekday: None, due: None, due_weekday: None }),
    };
    let rows: result::Result<Vec<Row>, toml::de::Error> = said.into_iter().map(row).collect();
    rows.map_err(|e| serde::de::Error::custom(e.message()))
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Allocation {
    /// The days within which whoever asked hears from somebody.
    pub(super) fn first_contact(&self) -> Result<Option<i32>> {
        self.first_contact.as_deref().map(|text| days(text).map_err(|why| wrong(&why))).transpose()
    }

    /// The meetings that are meant, where it says any.
    pub(super) fn meetings(&self) -> Result<Option<Meetings>> {
        let nothing = self.every.is_none() && self.from.is_none() && self.calendar.is_empty();
        if nothing && self.first_contact.is_some() {
            return Ok(None);
        }
        self.said().map(Some)
    }

    fn said(&self) -> Result<Meetings> {
        match (&self.every, self.from, self.calendar.is_empty()) {
            (Some(every), Some(from), true) => {
                let rhythm: Rhythm = every.parse().map_err(|why: String| wrong(&why))?;
                Ok(Meetings::Rhythm(rhythm, from))
            }
            (None, None, false) => {
                self.calendar.iter().map(Row::meeting).collect::<Result<Vec<_>>>().map(Meetings::Days)
            }
            (Some(_), None, true) => Err(wrong("the rhythm has no day on which it begins")
                .hint("Add the day of a meeting: `from = 2026-04-24`.")),
            (None, _, true) => Err(wrong("it says neither how often nor on which days the cluster meets")),
            (.., false) => {
                Err(wrong("there are both a rhythm and days")
                    .hint("Keep one of them, and take out the other."))
            }
        }
    }
}

impl Row {
    fn meeting(&self) -> Result<Meeting> {
        is_called(self.meets, self.meets_weekday.as_deref())?;
        if let Some(due) = self.due {
            is_called(due, self.due_weekday.as_deref())?;
        }
        Meeting::new(self.meets, self.due).map_err(|why| wrong(&why))
    }
}

fn is_called(day: Date, name: Option<&str>) -> Result<()> {
    let Some(name) = name else { return Ok(()) };
    if !WEEKDAYS.contains(&fold(name.trim()).as_str()) {
        return Err(wrong(&format!("`{name}` is no day of the week")).hint("Write it out, as in `Thursday`."));
    }
    if fold(name.trim()) == fold(&weekday(day)) {
        return Ok(());
    }
    Err(wrong(&format!("{day} is a {}, not a {name}", weekday(day)))
        .hint("Put the day or the weekday right."))
}

fn wrong(why: &str) -> Error {
    Error::request(format!("in `{MARK}` under `[allocation]`: {why}"))
}

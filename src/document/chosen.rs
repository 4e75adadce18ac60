//! Which row of a list a document is about: the one that somebody asked for, else the newest.

use std::fmt;

use minijinja::{Error, ErrorKind, State, Value};

/// Nothing that was asked for is there, or more than one; what could be named in its place.
#[derive(Debug)]
pub(super) struct NotOneRow {
    /// What was asked for.
    pub(super) wanted: String,
    /// Whether more than one is meant.
    pub(super) several: bool,
    /// What could be named: ids with their days.
    pub(super) there: Vec<String>,
}

impl fmt::Display for NotOneRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.several { "more than one row" } else { "no row" };
        write!(f, "`{}` is {what} of what this document is about", self.wanted)
    }
}

impl std::error::Error for NotOneRow {}

/// The row of a list that `--row` names by its id or its day; without it the latest that is not after today, else the
/// next to come. Nothing where the list is empty.
pub(super) fn chosen(state: &State<'_, '_>, rows: Value) -> Result<Value, Error> {
    let rows = rows.try_iter()?.collect::<Vec<_>>();
    let wanted = state.lookup("wanted").filter(Value::is_true).map(|value| value.to_string());
    let Some(wanted) = wanted else { return Ok(newest(rows, &today(state)).unwrap_or(Value::from(()))) };
    let mut meant = rows.iter().filter(|row| id(row) == wanted || iso(row).as_ref() == Some(&wanted));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one.clone()),
        (first, _) => {
            let named = |row: &Value| iso(row).map_or_else(|| id(row), |day| format!("{} ({day})", id(row)));
            let there = rows.iter().map(named).collect();
            let not_one = NotOneRow { wanted, several: first.is_some(), there };
            Err(Error::new(ErrorKind::InvalidOperation, "not one row").with_source(not_one))
        }
    }
}

fn newest(rows: Vec<Value>, today: &str) -> Option<Value> {
    let held = |row: &&Value| iso(row).is_some_and(|day| day.as_str() <= today);
    let last = rows.iter().filter(held).max_by_key(|row| iso(row));
    let next = || rows.iter().filter(|row| iso(row).is_some()).min_by_key(|row| iso(row));
    last.or_else(next).or(rows.last()).cloned()
}

fn today(state: &State<'_, '_>) -> String {
    state.lookup("today").and_then(|day| text(&day, "iso")).unwrap_or_default()
}

fn id(row: &Value) -> String {
    text(row, "id").unwrap_or_default()
}

fn iso(row: &Value) -> Option<String> {
    // an agreement is known by the day on which it was given
    ["date", "given_on"].iter().find_map(|key| text(&row.get_attr(key).ok()?, "iso"))
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get_attr(key).ok()?.as_str().map(ToOwned::to_owned)
}

//! The school terms of `pikorua.toml`: those of the cluster, and of the schools whose days are others.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::day::day;
use super::find::MARK;
use crate::error::{Error, Result};
use crate::record::term::{Calendar, Term, TermName};
use crate::record::value::Date;

/// Terms as they are written, by their names.
pub(super) type Terms = BTreeMap<String, SchoolTerm>;

/// The first and the last day of a school term.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchoolTerm {
    #[serde(deserialize_with = "day")]
    first: Date,
    #[serde(deserialize_with = "day")]
    last: Date,
}

/// The calendar of what is written. Schools name only the terms that differ, so that what is corrected for all is corrected
/// for them.
pub(super) fn calendar(terms: &Terms, schools: &BTreeMap<String, Terms>) -> Result<Calendar> {
    let mut calendar = Calendar::new(read(terms, "")?).map_err(|why| wrong("", &why))?;
    for (id, own) in schools {
        let whose = format!("for `{id}`: ");
        if let Some(name) = own.keys().find(|name| !terms.contains_key(*name)) {
            return Err(Error::request(format!(
                "in `{MARK}`, `{name}` stands under `[terms-at.{id}]` and not under `[terms]`"
            ))
            .hint("Write the cluster's days of that term under `[terms]` first."));
        }
        calendar = calendar.with_school(id.clone(), read(own, &whose)?).map_err(|why| wrong(&whose, &why))?;
    }
    Ok(calendar)
}

fn read(written: &Terms, whose: &str) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for (name, term) in written {
        let named: TermName = name.parse().map_err(|_| {
            Error::request(format!("`{MARK}` has a school term named `{name}`"))
                .hint("Name a term by its year and number, as in `2026-T1`.")
        })?;
        terms.push(Term::new(named, term.first, term.last).map_err(|why| wrong(whose, &why))?);
    }
    Ok(terms)
}

fn wrong(whose: &str, why: &str) -> Error {
    Error::request(format!("in `{MARK}`, {whose}{why}"))
        .hint("Look at the days after `first` and `last`: year, month, day, as in `2026-02-02`.")
}

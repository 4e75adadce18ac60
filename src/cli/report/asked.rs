//! Which time is meant, and which cases.

use crate::error::{Error, Result};
use crate::guide::day;
use crate::record::term::{Calendar, Term};
use crate::record::text::fold;
use crate::record::value::Date;
use crate::report::Period;

/// What is asked for.
#[derive(Debug)]
pub(in crate::cli) struct Asked {
    /// The time.
    pub(in crate::cli) period: Period,
    /// A time beside it.
    pub(in crate::cli) beside: Option<Period>,
    /// The words of a filter.
    pub(in crate::cli) filter: Vec<String>,
}

impl Asked {
    /// The time stands before the filter, in one word or in two: `this term`.
    pub(in crate::cli) fn read(
        words: &[String],
        beside: Option<&str>,
        calendar: &Calendar,
        today: Date,
    ) -> Result<Asked> {
        if calendar.terms().is_empty() {
            return Err(Error::request(
                "no school terms stand in `pikorua.toml`, so nobody can tell what is in one",
            )
            .hint("`pikorua edit cluster` adds their first and last days."));
        }
        let mut asked = None;
        let mut rest = words;
        for many in [2, 1] {
            if let (None, Some(first)) = (&asked, words.get(..many)) {
                asked = period(&first.join(" "), today, calendar)?;
                rest = if asked.is_some() { &words[many..] } else { rest };
            }
        }
        let present = || begun(today, calendar).map(|term| Period::term(term, calendar));
        let Some(asked) = asked.or_else(present) else {
            return Err(
                Error::request("no term has begun yet").hint("Name one, as in `pikorua report 2026-T1`.")
            );
        };
        let beside = match beside {
            None => None,
            Some(text) => Some(period(text, today, calendar)?.ok_or_else(|| {
                Error::usage(format!("`{text}` is not a term"))
                    .hint("Write it as in `T3`, `2026-T3`, `last term` or `2026`.")
            })?),
        };
        if let Some(ahead) =
            [Some(&asked), beside.as_ref()].into_iter().flatten().find(|period| period.from > today)
        {
            return Err(Error::request(format!(
                "{} has not begun, so there is nothing to count",
                ahead.title()
            ))
            .hint("Name a term that has, as in `last term`."));
        }
        Ok(Asked { period: asked, beside, filter: rest.to_vec() })
    }
}

// nothing where the words name no time; an error where they name one that nobody has written down
fn period(text: &str, today: Date, calendar: &Calendar) -> Result<Option<Period>> {
    let meant = fold(text.trim());
    let found = match meant.as_str() {
        "this term" => begun(today, calendar),
        "last term" => begun(today, calendar)
            .and_then(|term| calendar.terms().iter().rev().find(|other| other.last() < term.first())),
        "this year" => return year(today.0.year(), calendar).map(Some),
        "last year" => return year(today.0.year() - 1, calendar).map(Some),
        _ if meant.len() == 4 && meant.bytes().all(|b| b.is_ascii_digit()) => {
            return year(meant.parse().unwrap_or_default(), calendar).map(Some);
        }
        _ if !is_term(&meant) => return Ok(None),
        _ => Some(day::term(text, today, calendar).map_err(Error::usage)?),
    };
    let term = found.ok_or_else(|| {
        Error::request(format!("`{text}` is no term that stands in `pikorua.toml`"))
            .hint("`pikorua edit cluster` adds the first and the last day of a term.")
    })?;
    Ok(Some(Period::term(term, calendar)))
}

fn year(year: i16, calendar: &Calendar) -> Result<Period> {
    Period::year(year, calendar).ok_or_else(|| {
        Error::request(format!("no term of {year} stands in `pikorua.toml`"))
            .hint("`pikorua edit cluster` adds the first and the last day of its terms.")
    })
}

// `T3`, `2026-T3`, `term 3`
fn is_term(text: &str) -> bool {
    let name = text.split_once('-').map_or(text, |(_, name)| name);
    let number = name.strip_prefix("term ").or_else(|| name.strip_prefix('t')).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// The term that began last.
fn begun(today: Date, calendar: &Calendar) -> Option<&Term> {
    calendar.terms().iter().rev().find(|term| term.first() <= today)
}

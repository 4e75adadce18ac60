//! How long a case is kept after its end. The period is the cluster's own, and a minimum: nothing goes by itself.

use jiff::Span;

use crate::record::case::Case;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// How far a case is from the end of its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is not closed.
    NotClosed,
    /// It is closed, and no day says since when.
    NoDay,
    /// It is kept to the end of this day.
    Until(Date),
    /// Its period is over.
    Over {
        /// The day it closed.
        closed: Date,
        /// The last day on which it had to be kept.
        until: Date,
    },
}

/// How a case stands that is kept for so many years after its end.
pub fn keeping(case: &Case, words: &Vocabulary, years: i64, today: Date) -> Keeping {
    // what was declined never began
    let closed =
        words.word("statuses", case.status.as_str()).is_some_and(|word| word.ended && !word.needs_reason);
    if !closed {
        return Keeping::NotClosed;
    }
    let Some(closed) = ended(case, words) else { return Keeping::NoDay };
    let until = Span::new().try_years(years).and_then(|years| closed.0.checked_add(years));
    match until.map(Date) {
        Ok(until) if until < today => Keeping::Over { closed, until },
        Ok(until) => Keeping::Until(until),
        // so far ahead that there is no such day
        Err(_) => Keeping::Until(Date(jiff::civil::Date::MAX)),
    }
}

/// The day of the last end, whichever place of the record says it.
fn ended(case: &Case, words: &Vocabulary) -> Option<Date> {
    let is_end = |status: &str| words.word("statuses", status).is_some_and(|word| word.ended);
    let steps = case.course.iter().filter(|step| step.status.as_ref().is_some_and(|to| is_end(to.as_str())));
    let steps = steps.filter_map(|step| step.date);
    steps.chain(case.closing.date).chain(case.endings.iter().filter_map(|ending| ending.date)).max()
}

#[cfg(test)]
mod tests {
    use super::{Keeping, keeping};
    use crate::query::testing::{case, today, words};

    fn kept(yaml: &str, years: i64) -> Keeping {
        keeping(&case(yaml), &words(), years, today())
    }

    #[test]
    fn the_years_are_counted_from_the_last_end_and_are_a_minimum() {
        let closed = |day: &str| format!("status: closed\nclosing:\n  date: {day}\n");
        let until = |day: &str| Keeping::Until(day.parse().unwrap());
        assert_eq!(kept(&closed("2016-08-14"), 10), until("2026-08-14"), "the last day still counts");
        let over =
            Keeping::Over { closed: "2016-08-13".parse().unwrap(), until: "2026-08-13".parse().unwrap() };
        assert_eq!(kept(&closed("2016-08-13"), 10), over);
        assert_eq!(kept(&closed("2016-02-29"), 11), until("2027-02-28"));
        assert_eq!(kept(&closed("2016-08-13"), 99_999), until("9999-12-31"));
        assert_eq!(kept("status: closed\n", 1), Keeping::NoDay);
        assert_eq!(kept("status: reopened\nclosing:\n  date: 2010-01-01\n", 1), Keeping::NotClosed);
        assert_eq!(
            kept("status: declined\ncourse:\n  - {status: declined, date: 2010-01-01}\n", 1),
            Keeping::NotClosed
        );
        let again = "course:\n  - {status: closed, date: 2020-03-01}\n";
        assert_eq!(kept(&format!("{}{again}", closed("2016-08-13")), 7), until("2027-03-01"));
        assert_eq!(kept(again.replace("course", "status: closed\ncourse").as_str(), 7), until("2027-03-01"));
    }
}

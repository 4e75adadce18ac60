//! How long a request waited until somebody took it on, and how long the work has been open.

use serde::{Deserialize, Serialize};

use crate::record::case::Case;
pub use crate::record::standing::counted_to;
use crate::record::standing::taken_on;
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// A time from one day to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Time {
    /// How many days it is.
    pub fn days(self) -> i64 {
        i64::from((self.to.0 - self.from.0).get_days())
    }

    /// How many school weeks it is; nothing where the terms are not written down.
    pub fn school_weeks(self, calendar: &Calendar) -> Option<usize> {
        calendar.weeks_between(self.from, self.to)
    }
}

/// A time that may go on: without an end, until today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// The first day.
    pub from: Date,
    /// The last day, where it is over.
    pub to: Option<Date>,
}

impl Since {
    /// The time as it is on a day; nothing where the days contradict each other.
    pub fn until(self, today: Date) -> Option<Time> {
        let to = self.to.unwrap_or(today);
        (self.from <= to).then_some(Time { from: self.from, to })
    }
}

/// From the day on which a request was complete, else handed in, until it was allocated; until today where it waits still.
/// Nothing where nobody handed it in, where it ended without anybody, and where the days contradict each other.
pub fn waited(case: &Case, words: &Vocabulary, today: Date) -> Option<Time> {
    since(case, words)?.until(today)
}

/// From when until when a request waited.
pub fn since(case: &Case, words: &Vocabulary) -> Option<Since> {
    let from = counted_from(case.request.complete, case.request.submitted)?;
    let word = words.word("statuses", case.status.as_str());
    match taken_on(case, words) {
        Some(day) => Some(Since { from, to: Some(day) }),
        // somebody has it, and nobody says since when
        None if word.is_some_and(|word| word.ended || word.in_work) => None,
        None => Some(Since { from, to: None }),
    }
}

/// The day from which waiting is counted: when everything was there, else when it was handed in.
pub fn counted_from(complete: Option<Date>, submitted: Option<Date>) -> Option<Date> {
    complete.or(submitted)
}

/// From the day on which somebody took it on until it was closed, or until today.
pub fn open(case: &Case, words: &Vocabulary, today: Date) -> Option<Time> {
    work_since(case, words)?.until(today)
}

/// From when until when the work on it was open.
pub fn work_since(case: &Case, words: &Vocabulary) -> Option<Since> {
    let from = taken_on(case, words)?;
    let ended = words.word("statuses", case.status.as_str()).is_some_and(|word| word.ended);
    let to = if ended { Some(case.closing.date?) } else { None };
    Some(Since { from, to })
}

#[cfg(test)]
mod tests {
    use super::{open, waited};
    use crate::query::testing::{case, today, words};
    use crate::record::testing::calendar;

    fn days(yaml: &str) -> (Option<i64>, Option<i64>) {
        let (case, words) = (case(yaml), words());
        let days = |time: Option<super::Time>| time.map(super::Time::days);
        (days(waited(&case, &words, today())), days(open(&case, &words, today())))
    }

    #[test]
    fn waiting_ends_when_somebody_takes_it_on() {
        let request = "request: {submitted: 2026-08-01, complete: 2026-08-04}\n";
        let taken = "allocation:\n  - {practitioner: p-4kd7, since: 2026-08-07}\n";
        assert_eq!(days(""), (None, None));
        let waits = "status: waitlisted\n";
        assert_eq!(days(&format!("{waits}request: {{submitted: 2026-08-01}}\n")), (Some(13), None));
        assert_eq!(days(&format!("{waits}{request}")), (Some(10), None));
        assert_eq!(days(&format!("{request}{taken}")), (Some(3), Some(7)));
        let closed = "status: closed\nclosing: {date: 2026-08-10}\n";
        assert_eq!(days(&format!("{request}{taken}{closed}")), (Some(3), Some(3)));
        assert_eq!(days(&format!("{request}status: declined\n")), (None, None));
        let active = "status: active\n";
        let unsaid = "allocation:\n  - {practitioner: p-4kd7}\n";
        assert_eq!(days(&format!("{request}{unsaid}{active}")), (None, None), "nobody says since when");
        // the day it was allocated counts, not the one on which somebody began
        let allocated = "course:\n  - {status: waitlisted, date: 2026-08-05}\n  - {status: allocated, date: 2026-08-06}\n";
        assert_eq!(days(&format!("{request}{taken}{allocated}")), (Some(2), Some(8)));
        let step = "course:\n  - {status: allocated, date: 2026-08-06}\n";
        assert_eq!(days(&format!("{request}{unsaid}{active}{step}")).0, Some(2));
        let decided = request.replace("complete", "decided: 2026-08-09, complete");
        assert_eq!(days(&format!("{decided}{unsaid}{active}")).0, Some(5));
        let before = "allocation:\n  - {practitioner: p-4kd7, since: 2026-07-07}\n";
        assert_eq!(days(&format!("{request}{before}")).0, None, "the days contradict each other");
    }

    #[test]
    fn waiting_is_counted_in_school_weeks_too() {
        let case = case("status: submitted\nrequest: {submitted: 2026-07-01}\n");
        let time = waited(&case, &words(), today()).unwrap();
        assert_eq!(time.school_weeks(&calendar()), Some(4));
    }
}

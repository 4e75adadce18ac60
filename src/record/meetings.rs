//! When the cluster meets to allocate requests: on days that it wrote down, or in a rhythm.

use std::str::FromStr;

use jiff::{Span, ToSpan, civil};

use super::term::{Calendar, Place, monday};
use super::value::Date;

/// When the cluster meets to allocate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meetings {
    /// On these days.
    Days(Vec<Meeting>),
    /// Again and again from a day on, and not in the holidays.
    Rhythm(Rhythm, Date),
}

/// One meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    meets: Date,
    due: Option<Date>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Each so many weeks.
    Weeks(u8),
    /// Each month, on the same weekday of the same week.
    Monthly,
}

/// So many meetings in a row may fall into holidays before it is given up.
const MOST: i32 = 60;

impl Meeting {
    /// A meeting, and the day by which requests are in.
    pub fn new(meets: Date, due: Option<Date>) -> Result<Meeting, String> {
        match due.filter(|due| *due > meets) {
            Some(due) => Err(format!("requests for the meeting on {meets} would be due after it, on {due}")),
            None => Ok(Meeting { meets, due }),
        }
    }
}

impl Meeting {
    /// The day on which it is held.
    pub fn meets(self) -> Date {
        self.meets
    }

    /// The day by which requests for it are in, where the cluster says one.
    pub fn due(self) -> Option<Date> {
        self.due
    }

    fn closes(&self) -> Date {
        self.due.unwrap_or(self.meets)
    }
}

/// Within how many days whoever asked hears from somebody, where the cluster does not say: nobody sets such a time for
/// everyone, and two weeks are long enough to be met.
pub const FIRST_CONTACT_DAYS: i32 = 14;

/// So many days, from a text such as `2w` or `10d`.
pub fn days(text: &str) -> Result<i32, String> {
    let number = |unit: char, most: i32| {
        let number = text.trim().strip_suffix(unit)?.trim().parse().ok();
        number.filter(|n| (1..=most).contains(n))
    };
    let days = number('d', 365).or_else(|| number('w', 52).map(|weeks| weeks * 7));
    days.ok_or_else(|| {
        format!("`{text}` is no length of time; write `10d` for ten days, or `2w` for two weeks")
    })
}

impl FromStr for Rhythm {
    type Err = String;

    fn from_str(text: &str) -> Result<Rhythm, String> {
        let weeks = text.strip_suffix('w').and_then(|n| n.trim().parse().ok());
        match (text, weeks) {
            ("weekly", _) => Ok(Rhythm::Weeks(1)),
            ("fortnightly", _) => Ok(Rhythm::Weeks(2)),
            ("monthly", _) => Ok(Rhythm::Monthly),
            (_, Some(weeks @ 1..=26)) => Ok(Rhythm::Weeks(weeks)),
            _ => {
                Err(format!("`{text}` is no rhythm; write `weekly`, `2w` for every two weeks, or `monthly`"))
            }
        }
    }
}

impl Meetings {
    /// The meeting for what comes in on a day; that day counts where the meeting is on it.
    pub fn next(&self, day: Date, calendar: &Calendar) -> Option<Date> {
        self.first(calendar, day, Meeting::closes).map(|meeting| meeting.meets)
    }

    /// The first meeting on a day or after it, whether or not something can still be handed in for it.
    pub fn coming(&self, day: Date, calendar: &Calendar) -> Option<Meeting> {
        self.first(calendar, day, |meeting| meeting.meets)
    }

    /// The meeting that a request which came in on a day is looked at on, seen from today: where its own is over and
    /// nothing was decided, the next one.
    pub fn meeting_for(&self, came_in: Date, today: Date, calendar: &Calendar) -> Option<Date> {
        let own = self.next(came_in, calendar).filter(|day| *day >= today);
        own.or_else(|| self.coming(today, calendar).map(|meeting| meeting.meets))
    }

    fn first(&self, calendar: &Calendar, day: Date, of: fn(&Meeting) -> Date) -> Option<Meeting> {
        match self {
            Meetings::Days(days) => days.iter().filter(|m| of(m) >= day).min().copied(),
            Meetings::Rhythm(rhythm, from) => {
                let in_holidays = |day: &Date| !is_school_day(calendar, *day);
                let from_there = rhythm.turns_before(from.0, day.0);
                let turns =
                    (from_there..from_there.saturating_add(MOST)).map_while(|n| rhythm.turn(from.0, n));
                let turn = turns.map(Date).find(|turn| *turn >= day && !in_holidays(turn))?;
                Some(Meeting { meets: turn, due: None })
            }
        }
    }
}

// where the terms are not written down, every day may be one
fn is_school_day(calendar: &Calendar, day: Date) -> bool {
    match calendar.place(day) {
        Place::Week(week) => {
            calendar.term(week.term()).is_some_and(|term| term.first() <= day && day <= term.last())
        }
        Place::Holidays(..) => false,
        Place::Unknown => true,
    }
}

impl Rhythm {
    // a number of turns that surely lie before a day, so that not all of them must be looked at
    fn turns_before(self, from: civil::Date, day: civil::Date) -> i32 {
        let days = (day - from).get_days().max(0);
        match self {
            Rhythm::Weeks(weeks) => days / (7 * i32::from(weeks.max(1))),
            Rhythm::Monthly => days / 31,
        }
    }

    fn turn(self, from: civil::Date, n: i32) -> Option<civil::Date> {
        let weeks = |weeks: u8| Span::new().try_weeks(i64::from(weeks) * i64::from(n)).ok();
        match self {
            Rhythm::Weeks(every) => from.checked_add(weeks(every)?).ok(),
            Rhythm::Monthly => {
                let month = from.first_of_month().checked_add(Span::new().try_months(n).ok()?).ok()?;
                let nth = (from.day() - 1) / 7 + 1;
                let there = month.nth_weekday_of_month(nth, from.weekday());
                // not every month has a fifth one
                there.or_else(|_| month.nth_weekday_of_month(-1, from.weekday())).ok()
            }
        }
    }
}

/// The weekday of a day, as it is called.
pub fn weekday(day: Date) -> String {
    day.0.strftime("%A").to_string()
}

/// The Monday after a day.
pub fn next_monday(day: Date) -> Date {
    Date(monday(day.0).saturating_add(7.days()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Meeting, Meetings, Rhythm};
    use crate::record::term::Calendar;
    use crate::record::testing::{calendar, cases};
    use crate::record::value::Date;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn next(meetings: &Meetings, text: &str) -> Option<String> {
        meetings.next(day(text), &calendar()).map(|d| d.to_string())
    }

    #[test]
    fn a_rhythm_leaves_the_holidays_out() {
        let weeks = |n, from| Meetings::Rhythm(Rhythm::Weeks(n), day(from));
        let fortnightly = weeks(2, "2026-04-24");
        assert_eq!(next(&fortnightly, "2026-01-01").as_deref(), Some("2026-04-24"));
        assert_eq!(next(&fortnightly, "2026-08-14").as_deref(), Some("2026-08-14"));
        assert_eq!(next(&fortnightly, "2026-08-15").as_deref(), Some("2026-08-28"));
        // 9 October lies in the holidays
        assert_eq!(next(&fortnightly, "2026-09-26").as_deref(), Some("2026-10-23"));
        // the last week of term goes on to Friday, and the term does not
        assert_eq!(next(&weeks(1, "2026-03-27"), "2026-03-28").as_deref(), Some("2026-04-24"));
    }

    #[test]
    fn a_length_of_time_is_days_or_weeks() {
        assert_eq!(super::days("2w"), Ok(14));
        assert_eq!(super::days(" 10d "), Ok(10));
        for wrong in ["", "2", "w", "0w", "-1d", "two weeks", "53w"] {
            assert!(super::days(wrong).unwrap_err().contains("is no length of time"), "{wrong}");
        }
    }

    #[test]
    fn a_month_keeps_its_weekday() {
        let fourth = Meetings::Rhythm(Rhythm::Monthly, day("2026-04-24"));
        assert_eq!(next(&fourth, "2026-04-25").as_deref(), Some("2026-05-22"));
        let fifth = Meetings::Rhythm(Rhythm::Monthly, day("2026-05-29"));
        assert_eq!(next(&fifth, "2026-06-01").as_deref(), Some("2026-06-26"));
    }

    #[test]
    fn what_is_late_for_one_meeting_is_there_for_the_next() {
        let meeting = |meets, due: &str| Meeting::new(day(meets), Some(day(due)));
        let days = [meeting("2026-05-22", "2026-05-21"), meeting("2026-05-08", "2026-05-07")];
        let days = Meetings::Days(days.map(Result::unwrap).into());
        assert_eq!(next(&days, "2026-05-07").as_deref(), Some("2026-05-08"));
        assert_eq!(next(&days, "2026-05-08").as_deref(), Some("2026-05-22"));
        assert_eq!(next(&days, "2026-05-22"), None);
        // the meeting itself is still to come when its list is closed
        let coming = |today: &str| days.coming(day(today), &calendar()).map(|m| m.meets().to_string());
        assert_eq!(coming("2026-05-08").as_deref(), Some("2026-05-08"));
        assert_eq!(coming("2026-05-09").as_deref(), Some("2026-05-22"));
        let looked_at = |came_in: &str, today: &str| {
            days.meeting_for(day(came_in), day(today), &calendar()).map(|d| d.to_string())
        };
        assert_eq!(
            looked_at("2026-05-08", "2026-05-08").as_deref(),
            Some("2026-05-22"),
            "too late for today's"
        );
        assert_eq!(looked_at("2026-05-01", "2026-05-08").as_deref(), Some("2026-05-08"));
        assert_eq!(looked_at("2026-05-01", "2026-05-11").as_deref(), Some("2026-05-22"), "passed over once");
        assert!(meeting("2026-05-22", "2026-05-23").unwrap_err().contains("would be due after it"));
    }

    #[test]
    fn rhythms_are_read_as_people_write_them() {
        assert_eq!("2w".parse(), Ok(Rhythm::Weeks(2)));
        assert_eq!("weekly".parse(), Ok(Rhythm::Weeks(1)));
        assert_eq!("monthly".parse(), Ok(Rhythm::Monthly));
        for bad in ["", "0w", "w", "often", "300w", "-1w", "27w"] {
            assert!(bad.parse::<Rhythm>().is_err(), "{bad}");
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn the_next_meeting_is_never_before_the_day(weeks in 1_u8..=26, from in 0_i32..40_000, day in 0_i32..40_000) {
            let at = |days: i32| {
                let start = jiff::civil::date(1960, 1, 1);
                Date(start.saturating_add(jiff::Span::new().days(days)))
            };
            for rhythm in [Rhythm::Weeks(weeks), Rhythm::Monthly] {
                let next = Meetings::Rhythm(rhythm, at(from)).next(at(day), Calendar::EMPTY).unwrap();
                prop_assert!(next >= at(day) && next >= at(from));
                prop_assert_eq!(next.0.weekday(), at(from).0.weekday());
            }
        }
    }
}

//! What comes due in a case as a list tells it: small, and so for as long as no day of the case comes to pass, so that a copy can
//! keep it by and need not read every case to find what is due this week.

use serde::{Deserialize, Serialize};

use super::days::Days;
use super::due::{Around, Due, due};
use super::facts::Short;
use crate::record::case::Case;
use crate::record::id::PersonId;

/// What comes due in one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// All of it, the earliest first.
    pub due: Vec<Told>,
    /// Whether a part of the case could not be read, so that something may be missing.
    pub partly: bool,
    /// The days on which all of this is so.
    pub days: Days,
}

/// One thing that is due, with what stands in the case about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What is due.
    pub item: Due,
    /// What it says itself, where there may be several of its kind.
    pub about: Option<String>,
    /// Those who see to it and are rows of the team, as they are called there.
    pub team: Vec<(PersonId, Short)>,
}

impl Coming {
    /// What comes due in a case, seen from a day; `about` says what a thing says itself.
    pub fn of(case: &Case, around: Around<'_>, about: impl Fn(&Due) -> Option<String>) -> Coming {
        let told = |item: Due| Told { about: about(&item), team: team(case, &item), item };
        // when the cluster decides depends on the day on which somebody looks
        let status = around.words.word("statuses", case.status.as_str());
        let days = match status.is_some_and(|status| status.undecided) {
            true => Days::only(around.today),
            false => Days::around(case, around.today),
        };
        Coming { due: due(case, around).into_iter().map(told).collect(), partly: false, days }
    }
}

fn team(case: &Case, item: &Due) -> Vec<(PersonId, Short)> {
    let called = |id: &PersonId| {
        let row = case.team.iter().find(|m| m.id.as_ref().is_some_and(|row| row.as_str() == id.as_str()));
        Some((id.clone(), row?.name.as_ref()?.as_str().into()))
    };
    item.who.iter().filter_map(called).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::ToSpan;

    use super::Coming;
    use crate::query::due::Around;
    use crate::query::testing::{around, words};
    use crate::record::case::Case;
    use crate::record::meetings::{Meetings, Rhythm};
    use crate::record::testing::calendar;
    use crate::record::value::Date;

    // whatever it depends on, it is one of the days of the case
    #[test]
    fn what_comes_due_is_the_same_on_every_day_on_which_it_is_so() {
        let (words, calendar) = (words(), calendar());
        let meetings = Meetings::Rhythm(Rhythm::Weeks(2), "2026-02-03".parse().unwrap());
        let elements = ["whakawhanaungatanga".to_owned()];
        let mut turned = 0;
        for text in crate::record::testing::examples() {
            let case: Case = crate::record::read::read(&text).value.unwrap();
            let on = |today: Date| {
                let around = Around {
                    today,
                    elements: &elements,
                    meetings: Some(&meetings),
                    ..around(&words, &calendar)
                };
                Coming::of(&case, around, |_| None)
            };
            let mut day = Date("2026-01-01".parse().unwrap());
            let mut then = on(day);
            for _ in 0..500 {
                day = Date(day.0.saturating_add(1.day()));
                let now = on(day);
                if then.days.hold(day) {
                    assert_eq!(now, then, "{} {day}", case.id);
                } else {
                    turned += usize::from(now.due != then.due);
                    then = now;
                }
            }
        }
        assert!(turned > 20, "the examples change with the days: {turned}");
    }
}

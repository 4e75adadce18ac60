//! The days on which what was found out about a case stays as it is.

use serde::{Deserialize, Serialize};

use crate::record::shape::Field;
use crate::record::value::Date;

/// A first and a last day; without one, for ever on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    first: Option<Date>,
    last: Option<Date>,
}

impl Days {
    /// This day and no other.
    pub fn only(day: Date) -> Days {
        Days { first: Some(day), last: Some(day) }
    }

    /// The days around today within which no day that stands in a case comes or goes: what depends only on which of them are
    /// over cannot change there.
    pub fn around(case: &impl Field, today: Date) -> Days {
        let mut days = Days::default();
        case.days(&mut |day| {
            // a day counts until it is over: something may change when it comes, and when the next one does
            for turn in [day, Date(day.0.tomorrow().unwrap_or(day.0))] {
                if turn <= today {
                    days.first = days.first.max(Some(turn));
                } else {
                    let before = Date(turn.0.yesterday().unwrap_or(turn.0));
                    days.last = Some(days.last.map_or(before, |last: Date| last.min(before)));
                }
            }
        });
        days
    }

    /// Whether a day is one of them.
    pub fn hold(&self, day: Date) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Days;
    use crate::record::value::Free;

    #[test]
    fn they_end_where_a_day_comes_or_goes() {
        let day = |text: &str| text.parse().unwrap();
        let tree = serde_json::json!({"a": ["2026-02-02", {"b": "2026-08-20"}], "c": "2026-08-17", "d": "2026-08-12"});
        let days = Days::around(&Free(tree), day("2026-08-14"));
        assert_eq!(days, Days { first: Some(day("2026-08-13")), last: Some(day("2026-08-16")) });
        assert!(days.hold(day("2026-08-16")) && !days.hold(day("2026-08-17")));
        assert!(Days::default().hold(day("2026-08-16")));
    }
}

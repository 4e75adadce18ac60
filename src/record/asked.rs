//! By when somebody who asked what is held about them has an answer.

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::case::AccessRequest;
use super::value::Date;

/// So many working days there are to decide on a request (Privacy Act 2020, section 44).
const WORKING_DAYS: i32 = 20;

/// The day by which they have an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerBy {
    /// The day.
    pub day: Date,
    /// Whether it is only reckoned, from weekdays: public holidays make it a little later.
    pub about: bool,
}

/// By when a request has its answer: as it was promised, else by law; nothing where it does not say when they asked.
pub fn answer_by(asked: &AccessRequest) -> Option<AnswerBy> {
    let set = asked.answer_by.map(|day| AnswerBy { day, about: false });
    set.or_else(|| working_days_after(asked.date?).map(|day| AnswerBy { day, about: true }))
}

/// The last of the working days that there are after a day, as far as weekdays tell.
pub fn working_days_after(asked: Date) -> Option<Date> {
    let (mut day, mut left) = (asked.0, WORKING_DAYS);
    while left > 0 {
        day = day.checked_add(1.day()).ok()?;
        left -= i32::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
    }
    Some(Date(day))
}

#[cfg(test)]
mod tests {
    use super::working_days_after;

    #[test]
    fn weekends_do_not_count() {
        let after = |day: &str| working_days_after(day.parse().unwrap()).map(|day| day.to_string());
        assert_eq!(after("2026-08-14").as_deref(), Some("2026-09-11"));
        assert_eq!(after("2026-08-15").as_deref(), Some("2026-09-11"));
        assert_eq!(after("2026-08-17").as_deref(), Some("2026-09-14"));
    }
}

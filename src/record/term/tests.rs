use jiff::{ToSpan, civil};
use proptest::prelude::*;

use super::{Calendar, Place, Term, TermName};
use crate::record::testing::{calendar, cases};
use crate::record::value::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn term(name: &str, first: &str, last: &str) -> Result<Term, String> {
    Term::new(name.parse().unwrap(), day(first), day(last))
}

fn said(calendar: &Calendar, text: &str) -> String {
    match calendar.place(day(text)) {
        Place::Week(week) => format!("{week}, {}", week.in_full()),
        Place::Holidays(one, next) => format!("holidays {} {}", one.name(), next.name()),
        Place::Unknown => "unknown".into(),
    }
}

#[test]
fn a_day_lies_in_a_week_or_in_the_holidays() {
    let calendar = calendar();
    for (text, place) in [
        ("2026-02-01", "unknown"),
        ("2026-02-02", "T1 week 1, 2026-T1 w1"),
        // the term begins on a Wednesday, and its week on the Monday before
        ("2027-02-01", "T1 week 1, 2027-T1 w1"),
        ("2026-08-14", "T3 week 4, 2026-T3 w4"),
        ("2026-08-16", "T3 week 4, 2026-T3 w4"),
        ("2026-08-17", "T3 week 5, 2026-T3 w5"),
        ("2026-09-27", "T3 week 10, 2026-T3 w10"),
        ("2026-09-28", "holidays 2026-T3 2026-T4"),
        ("2026-12-25", "holidays 2026-T4 2027-T1"),
        // between these two a term is missing
        ("2027-05-01", "unknown"),
        ("2028-01-01", "unknown"),
    ] {
        assert_eq!(said(&calendar, text), place, "{text}");
    }
    assert_eq!(said(Calendar::EMPTY, "2026-08-14"), "unknown");
}

#[test]
fn a_week_goes_from_monday_to_friday() {
    let calendar = calendar();
    let third = calendar.term("2026-T3".parse().unwrap()).unwrap();
    let week = third.week(4).unwrap();
    assert_eq!((week.monday(), week.friday()), (day("2026-08-10"), day("2026-08-14")));
    assert_eq!((third.weeks(), third.week(0), third.week(11)), (10, None, None));
}

#[test]
fn terms_follow_each_other() {
    let calendar = calendar();
    let later = |name: &str, n| calendar.later(name.parse().unwrap(), n).map(|t| t.name().to_string());
    assert_eq!(later("2026-T3", 0).as_deref(), Some("2026-T3"));
    assert_eq!(later("2026-T3", 2).as_deref(), Some("2027-T1"));
    assert_eq!(later("2027-T1", 1), None, "the second term of 2027 is not written down");
    assert_eq!(later("2026-T1", usize::MAX), None);
    let present = |text| calendar.present(day(text)).map(|t| t.name().to_string());
    assert_eq!(present("2026-08-14").as_deref(), Some("2026-T3"));
    assert_eq!(present("2026-10-01").as_deref(), Some("2026-T4"));
    assert_eq!(present("2028-10-01"), None);
}

#[test]
fn no_term_holds_nonsense() {
    for (name, first, last, message) in [
        ("2026-T1", "2026-05-01", "2026-04-02", "ends before it begins"),
        ("2026-T1", "2025-02-03", "2025-04-02", "begins in 2025"),
        ("2026-T1", "2026-02-02", "2027-04-02", "lasts longer than half a year"),
    ] {
        assert!(term(name, first, last).unwrap_err().contains(message));
    }
    let one = term("2026-T1", "2026-02-02", "2026-04-02").unwrap();
    let two = term("2026-T2", "2026-04-03", "2026-07-03").unwrap();
    assert!(
        Calendar::new([two, one.clone()]).unwrap_err().contains("`2026-T2` begins before the week is over")
    );
    assert!(Calendar::new([one.clone(), one]).unwrap_err().contains("twice"));
    for bad in ["", "2026", "T1", "2026-T0", "2026-T12", "26-T1", "2026-T", "first"] {
        assert!(bad.parse::<TermName>().is_err(), "{bad}");
    }
}

#[test]
fn school_weeks_leave_the_holidays_out() {
    let calendar = calendar();
    let weeks = |from, to| calendar.weeks_between(day(from), day(to));
    assert_eq!(weeks("2026-08-14", "2026-08-14"), Some(0));
    assert_eq!(weeks("2026-08-14", "2026-08-17"), Some(1));
    assert_eq!(weeks("2026-09-25", "2026-10-13"), Some(1));
    assert_eq!(weeks("2026-08-14", "2030-01-01"), None);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_day_of_a_week_leads_back_to_it(number in 1_u8..=12, offset in 0_i64..7, which in any::<prop::sample::Index>()) {
        let calendar = calendar();
        let Some(week) = which.get(calendar.terms()).week(number) else { return Ok(()) };
        let day = Date(week.monday().0.checked_add(offset.days()).unwrap());
        prop_assert_eq!(calendar.place(day), Place::Week(week));
    }

    #[test]
    fn no_day_is_too_far(year in -9999_i16..=9999, month in 1_i8..=12, day in 1_i8..=28) {
        let calendar = calendar();
        let date = Date(civil::date(year, month, day));
        if let Place::Week(week) = calendar.place(date) {
            prop_assert!(week.monday() <= date && date.0 <= week.monday().0.checked_add(6.days()).unwrap());
        }
        calendar.present(date);
        calendar.weeks_between(date, Date(civil::date(2026, 8, 14)));
    }
}

use proptest::prelude::*;
use proptest::sample::select;

use super::{ago, coming, day, in_full, read as read_for, remark, term};
use crate::record::shape::When;
use crate::record::term::{Calendar, Place};
use crate::record::testing::{calendar, cases};
use crate::record::value::Date;

fn today() -> Date {
    "2026-08-14".parse().unwrap()
}

fn read(text: &str) -> Result<String, String> {
    day(text, today(), &calendar()).map(|day| day.to_string())
}

#[track_caller]
fn means(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(read(text).as_deref(), Ok(*expected), "{text}");
    }
}

#[test]
fn days_of_the_calendar() {
    means(&[
        ("2026-08-14", "2026-08-14"),
        ("14/8", "2026-08-14"),
        ("14/8/2027", "2027-08-14"),
        ("14/8/26", "2026-08-14"),
        ("14 August", "2026-08-14"),
        ("August 14", "2026-08-14"),
        ("the 14th of August", "2026-08-14"),
        ("14 Aug 2027", "2027-08-14"),
        ("August 14, 2027", "2027-08-14"),
        ("1 Sept", "2026-09-01"),
        ("Friday 14 August 2026", "2026-08-14"),
        ("fri 14 aug", "2026-08-14"),
        ("Fri 21/8", "2026-08-21"),
        ("Friday, 21/8/2026", "2026-08-21"),
        ("21-08-2026", "2026-08-21"),
        ("21-8", "2026-08-21"),
    ]);
    assert!(read("Mon 21/8").is_err_and(|why| why.contains("is a Friday")));
}

// the fourteenth is a Friday
#[test]
fn days_near_today() {
    means(&[
        ("today", "2026-08-14"),
        ("TOMORROW", "2026-08-15"),
        ("yesterday", "2026-08-13"),
        ("Friday", "2026-08-14"),
        ("Monday", "2026-08-17"),
        ("Rāmere", "2026-08-14"),
        ("ratapu", "2026-08-16"),
        ("āpōpō", "2026-08-15"),
        ("this Monday", "2026-08-10"),
        ("next Friday", "2026-08-21"),
        ("next  monday", "2026-08-17"),
        ("last Tuesday", "2026-08-11"),
        ("last Friday", "2026-08-07"),
        ("Monday week", "2026-08-24"),
        ("Friday next week", "2026-08-21"),
        ("next week Friday", "2026-08-21"),
        ("Tuesday last week", "2026-08-04"),
        ("Monday this week", "2026-08-10"),
        ("the day after tomorrow", "2026-08-16"),
        ("the day before yesterday", "2026-08-12"),
        ("last month", "2026-07-01"),
        ("next month", "2026-09-01"),
        ("in a year", "2027-08-14"),
        ("two years ago", "2024-08-14"),
        ("Paraire", "2026-08-14"),
        ("next week", "2026-08-17"),
        ("in 3 weeks", "2026-09-04"),
        ("in three weeks", "2026-09-04"),
        ("in a week", "2026-08-21"),
        ("in a fortnight", "2026-08-28"),
        ("two fortnights ago", "2026-07-17"),
        ("last week", "2026-08-03"),
        ("in 2 days", "2026-08-16"),
        ("2 days ago", "2026-08-12"),
        ("in 1 month", "2026-09-14"),
    ]);
}

#[test]
fn days_of_school_time() {
    means(&[
        ("T3 week 4", "2026-08-10"),
        ("term 3 week 4", "2026-08-10"),
        ("Friday T3 week 4", "2026-08-14"),
        ("T3 week 4, Friday", "2026-08-14"),
        ("Friday of week 5", "2026-08-21"),
        ("week 5", "2026-08-17"),
        ("2026-T3 w4", "2026-08-10"),
        ("2027-t1 w1", "2027-02-01"),
        ("T1 2027 week 2", "2027-02-08"),
        ("end of term", "2026-09-25"),
        ("the end of T4", "2026-12-16"),
        ("end of 2027-T1", "2027-04-16"),
        ("start of T4", "2026-10-12"),
        ("next term", "2026-10-12"),
        ("end of next term", "2026-12-16"),
    ]);
}

#[test]
fn what_cannot_be_meant_is_said_in_plain_words() {
    for (text, why) in [
        ("soon", "`soon` is not a day of the calendar; write it as in `2026-08-14` or `14/8/2026`"),
        ("31/2", "`31/2` is not a day of the calendar; write it as in `2026-08-14` or `14/8/2026`"),
        ("30 February", "is not a day of the calendar"),
        ("Thursday 14 August", "14 August 2026 is a Friday"),
        ("T3 week 14", "`2026-T3` has weeks 1 to 10, and no week 14"),
        ("2027-T2 w1", "term `2027-T2` does not stand in `pikorua.toml`, which has 2026-T1, 2026-T2"),
        ("T7 week 1", "`pikorua edit cluster` adds terms"),
        ("T3", "write which week of it"),
        ("week 2 week 3", "is not a day of the calendar"),
    ] {
        let said = read(text).unwrap_err();
        assert!(said.contains(why), "{text}: {said}");
    }
    let said = day("T3 week 4", today(), Calendar::EMPTY).unwrap_err();
    assert!(said.contains("no school terms stand in `pikorua.toml`"), "{said}");
}

#[test]
fn in_the_holidays_term_means_the_one_that_comes() {
    let calendar = calendar();
    let in_holidays = |text| day(text, "2026-10-01".parse().unwrap(), &calendar).unwrap().to_string();
    assert_eq!(in_holidays("week 1"), "2026-10-12");
    assert_eq!(in_holidays("next term"), "2026-10-12");
    assert_eq!(in_holidays("end of term"), "2026-12-16");
}

#[test]
fn days_that_lie_ahead_are_the_ones_that_come() {
    let calendar = calendar();
    let ahead = |text: &str| coming(text, today(), &calendar).map(|day| day.to_string());
    for (text, expected) in [
        ("12/2", "2027-02-12"),
        ("14/8", "2026-08-14"),
        ("15/8", "2026-08-15"),
        ("12 February", "2027-02-12"),
        ("Friday 12 Feb", "2027-02-12"),
        ("this Monday", "2026-08-17"),
        ("this Friday", "2026-08-14"),
        ("T1 week 2", "2027-02-08"),
        ("T4 week 2", "2026-10-19"),
        ("week 1", "2026-10-12"),
        ("end of T1", "2027-04-16"),
        // what was said in full, or can only be over, is over
        ("Thursday 12 Feb", "2026-02-12"),
        ("12/2/2026", "2026-02-12"),
        ("2026-02-12", "2026-02-12"),
        ("2026-T1 w2", "2026-02-09"),
        ("last Friday", "2026-08-07"),
        ("2 days ago", "2026-08-12"),
    ] {
        assert_eq!(ahead(text).as_deref(), Ok(expected), "{text}");
    }
    let over = ahead("T2 week 2").unwrap_err();
    assert!(over.starts_with("that is over, it was Monday 27 April 2026 (T2 week 2); and "), "{over}");
    assert!(over.contains("term `2027-T2` does not stand"), "{over}");
    let ago = |text: &str| ago(text.parse().unwrap(), today());
    assert_eq!(ago("2026-08-10").as_deref(), Some("that was last Monday"));
    assert_eq!(ago("2026-08-13").as_deref(), Some("that was yesterday"));
    assert_eq!(ago("2026-08-14"), None);
}

// the fourteenth is the Friday of week 4
#[test]
fn a_week_that_is_still_running_is_this_one() {
    let calendar = calendar();
    for (today, text, expected) in [
        ("2026-08-14", "T3 week 4", "2026-08-14"),
        ("2026-08-11", "T3 week 4", "2026-08-14"),
        ("2026-08-10", "T3 week 4", "2026-08-10"),
        ("2026-08-12", "week 4", "2026-08-14"),
        ("2026-08-12", "2026-T3 w4", "2026-08-14"),
        ("2026-08-15", "T3 week 4", "2026-08-15"),
        // a day of it that is over is over
        ("2026-08-14", "Tuesday week 4", "2026-08-11"),
        ("2026-08-14", "Tuesday T3 week 4", "2026-08-11"),
        // and a week that is over is another one
        ("2026-08-17", "T4 week 4", "2026-11-02"),
    ] {
        let day = coming(text, today.parse().unwrap(), &calendar).map(|day| day.to_string());
        assert_eq!(day.as_deref(), Ok(expected), "{text} on {today}");
    }
}

#[test]
fn what_has_happened_does_not_lie_ahead() {
    let calendar = calendar();
    let over = |text: &str| read_for(text, When::Over, today(), &calendar).map(|day| day.to_string());
    assert_eq!(over("14/8").as_deref(), Ok("2026-08-14"));
    assert_eq!(over("last Friday").as_deref(), Ok("2026-08-07"));
    assert_eq!(over("T3 week 4").as_deref(), Ok("2026-08-10"));
    // a weekday alone is the one that was, and today where it is today's
    assert_eq!(over("Monday").as_deref(), Ok("2026-08-10"));
    assert_eq!(over("Friday").as_deref(), Ok("2026-08-14"));
    assert_eq!(over("10.8.2026").as_deref(), Ok("2026-08-10"));
    for text in ["12/12", "next Friday", "T4 week 3", "2026-08-15", "in 2 days"] {
        assert!(over(text).unwrap_err().starts_with("that is still to come: "), "{text}");
    }
}

#[test]
fn an_end_is_the_nearer_one() {
    let calendar = calendar();
    let end = |text: &str| read_for(text, When::Nearest, today(), &calendar).unwrap().to_string();
    assert_eq!(end("31/7"), "2026-07-31");
    assert_eq!(end("31/10"), "2026-10-31");
    assert_eq!(end("12/2"), "2027-02-12");
    assert_eq!(end("T3 week 3"), "2026-08-03");
    assert_eq!(end("in 3 weeks"), "2026-09-04");
}

#[test]
fn a_day_that_is_odd_is_said() {
    let calendar = calendar();
    let said = |text: &str, when: When| {
        let meant = read_for(text, when, today(), &calendar).unwrap();
        remark(text, meant, when, today(), &calendar).unwrap_or_default()
    };
    assert_eq!(said("2026-08-21", When::Ahead), "");
    assert_eq!(said("21/8", When::Ahead), "Friday 21 August 2026 (T3 week 5)");
    assert_eq!(said("2026-08-10", When::Ahead), "Monday 10 August 2026 (T3 week 4): that was last Monday");
    assert_eq!(said("2026-08-10", When::Over), "");
    assert!(said("31/7", When::Nearest).ends_with(": that is over"));
    assert!(said("10/8", When::Ahead).ends_with(": that of this year is over"));
    assert!(said("2027-09-10", When::Ahead).ends_with(": that is more than a year away"));
    assert!(said("in 99999 weeks", When::Ahead).ends_with(": that is 1917 years away"));
}

#[test]
fn terms_are_named_in_many_ways() {
    let calendar = calendar();
    for (text, name) in [
        ("T3", "2026-T3"),
        ("3", "2026-T3"),
        ("term 4", "2026-T4"),
        ("2027-T1", "2027-T1"),
        ("next term", "2026-T4"),
    ] {
        assert_eq!(term(text, today(), &calendar).unwrap().name().to_string(), name);
    }
    assert!(term("August", today(), &calendar).unwrap_err().contains("is not a term"));
}

#[test]
fn a_day_is_said_in_full() {
    let calendar = calendar();
    let full = |text: &str| in_full(text.parse().unwrap(), &calendar);
    assert_eq!(full("2026-08-21"), "Friday 21 August 2026 (T3 week 5)");
    assert_eq!(full("2026-10-01"), "Thursday 1 October 2026 (holidays)");
    assert_eq!(full("2029-10-01"), "Monday 1 October 2029");
    assert_eq!(full("2026-12-18"), "Friday 18 December 2026 (T4 week 10, after the end of T4)");
    assert_eq!(full("2026-12-16"), "Wednesday 16 December 2026 (T4 week 10)");
}

fn words() -> impl Strategy<Value = String> {
    let word = select(
        &[
            "next",
            "last",
            "this",
            "in",
            "ago",
            "end",
            "start",
            "term",
            "terms",
            "week",
            "w",
            "T3",
            "2026-T3",
            "2027",
            "14",
            "3",
            "99999999999",
            "9223372036854775807",
            "-",
            "0",
            "aug",
            "may",
            "friday",
            "days",
            "months",
            "/",
            "t",
            "-t",
            "a",
            "ā",
            "þ",
            "9999",
            "1st",
        ][..],
    );
    let text = proptest::collection::vec((word, select(&[" ", "", "-", "/", ","][..])), 0..6);
    prop_oneof![text.prop_map(|w| w.into_iter().flat_map(|(a, b)| [a, b]).collect::<String>()), ".{0,12}"]
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_text_is_a_day_or_a_reason(text in words()) {
        let calendar = calendar();
        for today in ["2026-08-14", "0001-01-01", "9999-12-31"] {
            match day(&text, today.parse().unwrap(), &calendar) {
                // the record can hold it
                Ok(day) => prop_assert_eq!(day.to_string().parse(), Ok(day)),
                Err(why) => prop_assert!(!why.is_empty()),
            }
            // the one that comes is the same, or a later one
            if let (Ok(near), Ok(later)) = (day(&text, today.parse().unwrap(), &calendar), coming(&text, today.parse().unwrap(), &calendar)) {
                prop_assert!(later >= near, "{}", text);
                prop_assert_eq!(later.to_string().parse(), Ok(later));
            }
            let _ = term(&text, today.parse().unwrap(), &calendar);
        }
    }

    #[test]
    fn a_school_day_is_read_as_it_is_shown(days in 0_i64..700) {
        let calendar = calendar();
        let first: Date = "2026-02-02".parse().unwrap();
        let date = Date(first.0.saturating_add(jiff::Span::new().days(days)));
        if let Place::Week(week) = calendar.place(date) {
            let shown = format!("{} {}", date.0.strftime("%A"), week.in_full());
            prop_assert_eq!(day(&shown, today(), &calendar), Ok(date));
            let other = format!("{} T{} {}, week {}", date.0.strftime("%a"), week.term().number(), week.term().year(), week.number());
            prop_assert_eq!(day(&other, today(), &calendar), Ok(date));
        }
        let words = date.0.strftime("%A %-d %B %Y").to_string();
        prop_assert_eq!(day(&words, today(), &calendar), Ok(date));
    }
}

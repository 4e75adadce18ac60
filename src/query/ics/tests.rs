use proptest::prelude::*;

use super::calendar;
use crate::query::due::{Around, Due, Kind, due};
use crate::query::testing::{around, case, words};
use crate::record::meetings::{Meetings, Rhythm};
use crate::record::testing::{calendar as terms, cases};
use crate::record::vocabulary::Vocabulary;

fn file(due: &[Due], words: &Vocabulary) -> String {
    calendar(due, &[], words, "2026-08-13T22:00:00Z".parse().unwrap())
}

fn one(kind: Kind, row: Option<&str>) -> Due {
    let row = row.map(|row| row.parse().unwrap());
    let case = "2026-kf3m".parse().unwrap();
    Due { date: "2026-08-31".parse().unwrap(), kind, case, row, who: Vec::new(), held_by: Vec::new() }
}

/// The lines as a calendar puts them together again.
fn unfolded(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_day_is_a_whole_day() {
    let file = file(&[one(Kind::Action, Some("d-3tm5"))], &words());
    let lines = unfolded(&file);
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "DTSTAMP:20260813T220000Z",
        "DTSTART;VALUE=DATE:20260831",
        "DTEND;VALUE=DATE:20260901",
        "SUMMARY:action 2026-kf3m",
        "SEQUENCE:3480360",
        "END:VCALENDAR",
    ] {
        assert!(lines.iter().any(|l| l == line), "{line}\n{file}");
    }
    assert!(!file.contains("VALARM") && !file.contains("DESCRIPTION"));
}

#[test]
fn what_is_over_is_called_off_under_its_mark() {
    let now = "2026-08-13T22:00:00Z".parse().unwrap();
    let (there, gone) = (one(Kind::Action, Some("d-3tm5")), one(Kind::Goal, Some("g-m2cd")));
    let lines = unfolded(&calendar(&[there], std::slice::from_ref(&gone), &words(), now));
    let states: Vec<&String> = lines.iter().filter(|line| line.starts_with("STATUS:")).collect();
    assert_eq!(states, ["STATUS:CONFIRMED", "STATUS:CANCELLED"]);
    let uid = |lines: &[String]| lines.iter().rfind(|l| l.starts_with("UID:")).cloned();
    assert_eq!(uid(&lines), uid(&unfolded(&file(&[gone], &words()))));
}

#[test]
fn the_same_thing_keeps_its_mark_when_its_day_moves() {
    let uid = |due: Due| {
        let lines = unfolded(&file(&[due], &words()));
        lines.into_iter().find(|l| l.starts_with("UID:")).unwrap()
    };
    let action = || one(Kind::Action, Some("d-3tm5"));
    let moved = Due { date: "2027-01-01".parse().unwrap(), ..action() };
    assert_eq!(uid(action()), uid(moved));
    assert_ne!(uid(action()), uid(one(Kind::Action, Some("d-pzr7"))));
    assert_ne!(uid(action()), uid(one(Kind::Goal, Some("d-3tm5"))));
    // this mark stands in people's calendars: it must never change
    assert_eq!(uid(action()), "UID:2026-kf3m-d5fd5a949afc630b@pikorua");
    assert!(!uid(one(Kind::Action, Some("hana"))).contains("hana"));
}

#[test]
fn no_two_have_the_same_mark() {
    let twice = [one(Kind::Action, None), one(Kind::Action, None), one(Kind::Action, None)];
    let mut uids: Vec<String> =
        unfolded(&file(&twice, &words())).into_iter().filter(|l| l.starts_with("UID:")).collect();
    uids.dedup();
    assert_eq!(uids.len(), 3, "{uids:?}");
}

/// A case in which a word stands at every place that takes words.
fn telling(word: &str) -> String {
    let date = "2026-09-10";
    format!(
        "title: {word}\nsetting: {slug}\nmokopuna:\n  - {{id: {slug}, name: {word}, description: {word}}}\n\
         team:\n  - {{id: t-bde2, name: {word}, connection: {word}}}\n\
         request: {{by: {word}, submitted: 2026-08-01}}\n\
         allocation:\n  - {{id: r-6nmq, practitioner: p-4kd7, since: 2026-08-03}}\n\
         agreements:\n  - {{id: {slug}, purpose: {word}, what: {word}, given_on: 2026-02-01, until: {date}, review_on: 2026-08-20}}\n\
         working: {{purpose: {word}, review_on: {date}}}\n\
         coaching:\n  - {{id: z-4kd7, coach: p-4kd7, purpose: {word}, until: {date}}}\n\
         plan:\n  review_on: {date}\n  sooner: {word}\n  goals:\n    - id: {slug}\n      what: {word}\n      why: {word}\n      by: {date}\n\
         \x20     actions:\n        - {{id: {slug}, what: {word}, who: t-bde2, by: {date}, note: {word}}}\n\
         hui:\n  - {{id: h-4kd7, date: {date}, question: {word}, next: [{{id: n-4kd7, what: {word}, by: {date}}}]}}\n\
         course:\n  - {{id: c-4kd7, status: active, reason: {word}, until: {date}}}\n\
         transition: {{moves_on: {date}, hand_over: {word}, look_again_on: {date}, knows: [{{who: {word}, what: {word}, by: {date}}}]}}\n\
         closing: {{thanks: [{word}], check_in_on: {date}}}\n\
         access_requests:\n  - {{id: j-4kd7, name: {word}, shown_by: {word}, answer_by: {date}}}\n\
         check_ins:\n  - {{id: c-7w2n, due: 2026-10-10, words: {word}}}\n\
         community:\n  ways: {{meet: {word}, review_on: {date}}}\n\
         \x20 decisions:\n    - {{id: d-4kd7, question: {word}, look_again_on: {date}, next: [{{id: n-7w2n, what: {word}, by: {date}}}]}}\n\
         project: {{loops: [{{id: l-4kd7, plan: {word}, due: {date}}}]}}\n",
        slug = "zq".to_owned() + &word.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "q"),
    )
}

#[test]
fn every_kind_is_in_what_the_next_law_looks_at() {
    let mut kinds: Vec<Kind> =
        due(&case(&telling("Zqx")), around(&words(), &terms())).into_iter().map(|d| d.kind).collect();
    let before = due(
        &case("allocation:\n  - {practitioner: p-4kd7, since: 2026-08-03}\n"),
        around(&words(), &terms()),
    );
    let meetings = Meetings::Rhythm(Rhythm::Weeks(1), "2026-08-21".parse().unwrap());
    let (words, terms) = (words(), terms());
    let undecided = Around { meetings: Some(&meetings), ..around(&words, &terms) };
    let asked = due(&case("status: submitted\n"), undecided);
    let again = "status: closed\nclosing: {date: 2026-02-27}\ncheck_ins:\n  - {id: c-7w2n, date: 2026-07-31, decision: reopen}\n";
    let wished = due(&case(again), around(&words, &terms));
    kinds.extend(before.into_iter().chain(asked).chain(wished).map(|d| d.kind));
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, Kind::ALL);
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn nothing_of_a_case_goes_into_a_calendar(word in "[A-Z][a-zāēīōū]{0,3}zq[a-zāēīōū]{1,8}") {
        let found = due(&case(&telling(&word)), around(&words(), &terms()));
        prop_assert!(found.len() >= 13);
        let file = unfolded(&file(&found, &words())).join("\n").to_lowercase();
        prop_assert!(!file.contains(&word.to_lowercase()), "{file}");
        prop_assert!(!file.contains("zq"), "{file}");
    }

    #[test]
    fn lines_are_short_and_whole(label in ".{1,200}") {
        let text = serde_json::to_string(&label).unwrap().replace('\u{7f}', " ");
        let Ok(own) = Vocabulary::parse(&format!("[due-kinds.action]\nlabel = {text}\n")) else { return Ok(()) };
        let file = file(&[one(Kind::Action, None)], &own);
        for line in file.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        }
        let summary = unfolded(&file).into_iter().find(|l| l.starts_with("SUMMARY:")).unwrap();
        prop_assert!(summary.ends_with(" 2026-kf3m"));
        let plain = summary.replace("\\\\", "").replace("\\;", "").replace("\\,", "").replace("\\n", "");
        prop_assert!(!plain.contains([';', ',', '\\']), "{plain}");
    }
}

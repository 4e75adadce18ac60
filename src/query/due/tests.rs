use super::{Around, Due, KINDS, Kind, due};
use crate::query::testing::{around, case, words};
use crate::record::meetings::{Meeting, Meetings};
use crate::record::testing::calendar;

fn found(yaml: &str) -> Vec<Due> {
    let elements = ["kohikohi".to_owned()];
    due(&case(yaml), Around { elements: &elements, ..around(&words(), &calendar()) })
}

/// What is due, as `day kind row who`.
#[track_caller]
fn shows(yaml: &str, expected: &[&str]) {
    let said = |d: Due| {
        let who: Vec<&str> = d.who.iter().map(|p| p.as_str()).collect();
        let row = d.row.map_or("-".into(), |row| row.to_string());
        format!("{} {} {row} {}", d.date, d.kind.id(), who.join("+")).trim_end().to_owned()
    };
    let said: Vec<String> = found(yaml).into_iter().map(said).collect();
    assert_eq!(said, expected, "{yaml}");
}

const LED: &str = "request: {first_contact: 2026-08-05}\nallocation:\n\
    \x20 - {practitioner: p-4kd7, part: lead, since: 2026-08-03}\n  - {practitioner: p-c3xe, part: co-worker}\n";

#[test]
fn a_request_is_decided_when_the_cluster_meets() {
    let meeting = |meets: &str, due: &str| Meeting::new(meets.parse().unwrap(), due.parse().ok()).unwrap();
    let meetings =
        Meetings::Days(vec![meeting("2026-08-14", "2026-08-12"), meeting("2026-08-28", "2026-08-26")]);
    let (words, calendar) = (words(), calendar());
    let around = Around { meetings: Some(&meetings), ..around(&words, &calendar) };
    let days = |yaml: &str| {
        let found = due(&case(yaml), around).into_iter().filter(|d| d.kind == Kind::Decision);
        found.map(|d| d.date.to_string()).collect::<Vec<_>>()
    };
    let request = |status: &str, day: &str| format!("status: {status}\nrequest: {{submitted: {day}}}\n");
    assert_eq!(days(&request("submitted", "2026-08-10")), ["2026-08-14"], "today's meeting is still to come");
    assert_eq!(days(&request("submitted", "2026-08-13")), ["2026-08-28"], "it came in too late for today's");
    assert_eq!(days(&request("submitted", "2026-03-01")), ["2026-08-14"], "it was passed over");
    for status in ["draft", "returned", "waitlisted", "active", "declined"] {
        assert_eq!(days(&request(status, "2026-08-10")), Vec::<String>::new(), "{status}");
    }
    // one that was sent back counts from the day on which it came again
    let again = "status: submitted\nrequest: {submitted: 2026-03-01}\ncourse:\n  - {status: returned, date: 2026-03-09}\n  - {status: submitted, date: 2026-08-13}\n";
    assert_eq!(days(again), ["2026-08-28"]);
}

#[test]
fn a_first_contact_is_due_when_the_cluster_says() {
    let (words, calendar) = (words(), calendar());
    let around = Around { first_contact: 7, ..around(&words, &calendar) };
    let taken = case("allocation:\n  - {practitioner: p-4kd7, since: 2026-08-03}\n");
    assert_eq!(due(&taken, around)[0].date.to_string(), "2026-08-10");
}

#[test]
fn a_planned_end_is_not_over_yet() {
    let led = |until: &str| {
        format!(
            "request: {{first_contact: 2026-08-05}}\nallocation:\n  - {{practitioner: p-4kd7, part: lead, until: {until}}}\n\
             \x20 - {{practitioner: p-c3xe, part: co-worker}}\nplan: {{review_on: 2026-09-10}}\n"
        )
    };
    shows(&led("2026-12-18"), &["2026-09-10 review - p-4kd7"]);
    shows(&led("2026-08-14"), &["2026-09-10 review - p-4kd7"]);
    // once it is over, those who are left see to it
    shows(&led("2026-08-13"), &["2026-09-10 review - p-c3xe"]);
}

#[test]
fn every_kind_has_a_word() {
    for kind in Kind::ALL {
        assert!(words().word(KINDS, kind.id()).is_some(), "{}", kind.id());
    }
    assert_eq!(words().list(KINDS).len(), Kind::ALL.len());
}

#[test]
fn a_case_with_no_days_has_nothing_due() {
    shows("", &[]);
}

#[test]
fn the_review_that_was_said_last_counts_until_it_was_held() {
    let plan = |rest: &str| format!("{LED}plan: {{review_on: 2026-09-10}}\n{rest}");
    shows(&plan(""), &["2026-09-10 review - p-4kd7"]);
    shows(
        &plan("reviews:\n  - {id: b-fwbj, date: 2026-07-30, next: 2026-09-10}\n"),
        &["2026-09-10 review - p-4kd7"],
    );
    let held = |rest: &str| format!("reviews:\n  - {{id: b-fwbj, date: {rest}}}\n");
    // the plan says another day than the review did: it was moved since
    shows(&plan(&held("2026-07-30, next: 2026-10-20")), &["2026-09-10 review - p-4kd7"]);
    let plan = |rest: &str| format!("{LED}plan: {{review_on: 2026-08-12}}\n{rest}");
    shows(&plan(&held("2026-08-13, next: 2026-10-20")), &["2026-10-20 review b-fwbj p-4kd7"]);
    shows(&plan(&held("2026-08-13")), &[]);
    shows(&format!("{LED}plan: {{review_on: 2026-09-10, state: closed}}\n"), &[]);
}

#[test]
fn goals_and_actions_are_due_until_they_are_done() {
    let goal = |rest: &str| {
        format!(
            "{LED}team:\n  - {{id: t-bde2, person: p-7w2n}}\nplan:\n  goals:\n    - id: g-m2cd\n      by: 2026-09-04\n{rest}"
        )
    };
    shows(&goal(""), &["2026-09-04 goal g-m2cd p-4kd7"]);
    shows(&goal("      latest_on: 2026-08-01\n      rating: some\n"), &["2026-09-04 goal g-m2cd p-4kd7"]);
    shows(&goal("      latest_on: 2026-09-04\n"), &[]);
    shows(&goal("      rating: met\n"), &[]);
    let action = |state: &str| {
        goal(&format!(
            "      rating: met\n      actions:\n        - {{id: d-3tm5, who: t-bde2, by: 2026-06-19, state: {state}}}\n"
        ))
    };
    // a row of the team that is a person of the cluster is that person
    shows(&action("not-begun"), &["2026-06-19 action d-3tm5 p-7w2n"]);
    shows(&action("null"), &["2026-06-19 action d-3tm5 p-7w2n"]);
    shows(&action("adapted"), &[]);
    shows(&action("as-planned"), &[]);
    shows(&action("done"), &[]);
    shows(&action("stopped"), &[]);
}

#[test]
fn a_next_step_is_followed_where_it_went() {
    let step = |rest: &str| {
        format!("{LED}hui:\n  - next:\n    - {{id: n-4kd7, who: t-95mm, by: 2026-08-20{rest}}}\n")
    };
    shows(&step(""), &["2026-08-20 next-step n-4kd7 t-95mm"]);
    shows(&step(", became: d-3tm5"), &[]);
    shows(&step(", done_on: 2026-08-12"), &[]);
}

#[test]
fn a_hui_is_due_until_its_day_is_over() {
    let planned = |day: &str| format!("{LED}hui:\n  - {{id: h-4kd7, date: {day}}}\n");
    shows(&planned("2026-08-20"), &["2026-08-20 hui h-4kd7 p-4kd7"]);
    shows(&planned("2026-08-14"), &["2026-08-14 hui h-4kd7 p-4kd7"]);
    shows(&planned("2026-08-13"), &[]);
}

#[test]
fn agreements_end_unless_they_were_given_anew() {
    let one = "{id: a-r7aj, purpose: Talk with the nurse, given_on: 2026-03-01, review_on: 2026-08-20, until: 2026-09-01";
    let both = ["2026-08-20 agreement-review a-r7aj p-4kd7", "2026-09-01 agreement-ends a-r7aj p-4kd7"];
    shows(&format!("{LED}agreements:\n  - {one}}}\n"), &both);
    shows(&format!("{LED}agreements:\n  - {one}, withdrawn_on: 2026-08-01}}\n"), &[]);
    let anew = "{id: a-mcvs, purpose: Talk with the nurse, given_on: 2026-08-01}";
    shows(&format!("{LED}agreements:\n  - {one}}}\n  - {anew}\n"), &[]);
    let other = anew.replace("nurse", "doctor");
    shows(&format!("{LED}agreements:\n  - {one}}}\n  - {other}\n"), &both);
}

#[test]
fn a_first_contact_is_due_while_nobody_has_met() {
    let taken = "allocation:\n  - {practitioner: p-4kd7, since: 2026-08-03}\n";
    shows(taken, &["2026-08-17 first-contact - p-4kd7"]);
    shows(&format!("{taken}request: {{first_contact: 2026-08-05}}\n"), &[]);
    shows(&format!("{taken}voice:\n  - {{words: I like drawing, date: 2026-08-05}}\n"), &[]);
    shows("allocation:\n  - {practitioner: p-4kd7, since: 2026-08-03, until: 2026-08-04}\n", &[]);
}

#[test]
fn a_hold_is_looked_at_while_it_lasts() {
    let held = "course:\n  - {id: c-4kd7, status: submitted}\n  - {id: c-7w2n, status: on-hold, by: p-m5zk, until: 2026-08-28}\n";
    shows(&format!("status: on-hold\n{held}"), &["2026-08-28 look-again c-7w2n p-m5zk"]);
    shows(&format!("status: active\n{held}"), &[]);
}

#[test]
fn a_move_and_who_needs_to_know() {
    let transition = |rest: &str| {
        format!("{LED}transition: {{moves_on: 2026-10-12, knows: [{{id: k-4kd7, by: 2026-09-18{rest}}}]}}\n")
    };
    shows(&transition(""), &["2026-09-18 tell k-4kd7 p-4kd7", "2026-10-12 move - p-4kd7"]);
    shows(&transition(", told_on: 2026-09-01"), &["2026-10-12 move - p-4kd7"]);
    // a move that is over needs nothing
    shows(&format!("{LED}transition: {{moves_on: 2026-08-13}}\n"), &[]);
}

#[test]
fn after_the_end_only_asking_how_it_goes_is_due() {
    let end = "status: closed\nplan: {review_on: 2026-09-10}\nagreements:\n  - {until: 2026-09-01}\n";
    let closing = "closing: {date: 2026-07-01, check_in_on: 2026-11-10}\n";
    shows(&format!("{LED}{end}{closing}"), &["2026-11-10 check-in - p-4kd7"]);
    let row = "check_ins:\n  - {id: c-4kd7, due: 2026-11-10, by: p-c3xe}\n";
    shows(&format!("{LED}{end}{closing}{row}"), &["2026-11-10 check-in c-4kd7 p-c3xe"]);
    let held = "check_ins:\n  - {id: c-4kd7, due: 2026-11-10, date: 2026-11-12}\n  - {id: c-7w2n, due: 2027-03-01}\n";
    shows(&format!("{LED}{end}{closing}{held}"), &["2027-03-01 check-in c-7w2n p-4kd7"]);
}

#[test]
fn without_a_lead_whoever_works_on_it_sees_to_it() {
    let two = "request: {first_contact: 2026-08-05}\nallocation:\n  - {practitioner: p-4kd7}\n  - {practitioner: p-c3xe}\n";
    shows(&format!("{two}plan: {{review_on: 2026-09-10}}\n"), &["2026-09-10 review - p-4kd7+p-c3xe"]);
    shows("plan: {review_on: 2026-09-10}\n", &["2026-09-10 review -"]);
}

#[test]
fn after_the_end_whoever_held_it_last_is_asked() {
    let left = "status: closed\nallocation:\n  - {practitioner: p-4kd7, part: lead, since: 2026-02-03, until: 2026-07-01}\n";
    let closing = "closing: {date: 2026-07-01, check_in_on: 2026-11-10}\n";
    shows(&format!("{left}{closing}"), &["2026-11-10 check-in - p-4kd7"]);
    let by = "closing: {date: 2026-07-01, check_in_on: 2026-11-10, check_in_by: p-c3xe}\n";
    shows(&format!("{left}{by}"), &["2026-11-10 check-in - p-c3xe"]);
}

#[test]
fn asking_after_a_move_comes_to_an_end() {
    let asked = |rest: &str| format!("{LED}transition: {{look_again_on: 2026-09-10{rest}}}\n");
    shows(&asked(""), &["2026-09-10 arrival - p-4kd7"]);
    shows(&asked(", looked_again_on: 2026-08-13"), &[]);
}

#[test]
fn what_is_over_is_known_for_a_while() {
    let over = |yaml: &str| {
        let over = super::over(&case(yaml), around(&words(), &calendar()), 60);
        over.iter().map(|d| format!("{} {}", d.date, d.kind.id())).collect::<Vec<_>>()
    };
    let goal = |state: &str| {
        format!(
            "{LED}plan:\n  goals:\n    - id: g-m2cd\n      actions:\n        - {{id: d-3tm5, by: 2026-08-01, state: {state}}}\n"
        )
    };
    assert_eq!(over(&goal("done")), ["2026-08-01 action", "2026-08-17 first-contact"]);
    assert_eq!(over(&goal("not-begun")), ["2026-08-17 first-contact"]);
    assert_eq!(over(&goal("done").replace("08-01", "04-01")), ["2026-08-17 first-contact"]);
    let closed = format!("status: closed\n{LED}plan: {{review_on: 2026-09-10, state: closed}}\n");
    assert_eq!(over(&closed), ["2026-08-17 first-contact", "2026-09-10 review"]);
}

#[test]
fn whoever_asked_what_is_held_has_an_answer_also_after_the_end() {
    let asked = "access_requests:\n  - {id: j-2222, answer_by: 2026-08-20}\n  - {id: j-3333, answer_by: 2026-08-10, answered_on: 2026-08-09}\n";
    shows(&format!("status: closed\n{asked}"), &["2026-08-20 answer j-2222"]);
    // where nobody set a day, the law does
    let unset = "access_requests:\n  - {id: j-2222, date: 2026-08-10}\n  - {id: j-3333}\n";
    shows(unset, &["2026-09-07 answer j-2222"]);
}

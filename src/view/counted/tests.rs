#![allow(clippy::unwrap_used)]

use super::Counted;
use crate::record::case_text::CaseText;
use crate::record::vocabulary::Vocabulary;

fn counted(yaml: &str) -> Counted {
    let steps =
        "\n[outcome-steps.some]\nlabel = \"with some help\"\n[outcome-steps.alone]\nlabel = \"alone\"\n";
    let words = include_str!("../../../templates/vocabulary.toml").to_owned() + steps;
    let status = if yaml.lines().any(|line| line.starts_with("status:")) { "" } else { "status: active\n" };
    let text = format!("schema: 1\nid: 2026-kf3m\nkind: individual\n{status}{yaml}");
    let case = CaseText::read("case.yaml", &text).unwrap();
    Counted::of(case.case(), &Vocabulary::parse(&words).unwrap(), &[])
}

#[test]
fn nothing_that_anybody_wrote_is_counted() {
    let said = "Quite Recognisable";
    let text = format!(
        "title: {said}\nmokopuna: [{{id: m-2222, name: {said}, year: '{said}', description: {said}}}]\n\
         request: {{by: {said}, concerns: [{said}], notes: {{rq-x: {said}}}}}\n\
         voice: [{{id: w-2222, who: whanau, words: {said}}}]\n\
         services: [{{id: z-2222, what: {said}, state: given}}]\n\
         outcomes: [{{id: k-2222, area: participation, start: {said}, end: alone}}]\n\
         plan: {{goals: [{{id: g-2222, what: {said}, actions: [{{id: d-2222, what: {said}}}]}}]}}\n\
         closing: {{why: {said}}}\n"
    );
    let counted = counted(&text);
    assert!(!serde_json::to_string(&counted).unwrap().contains(said), "{counted:?}");
    assert_eq!((counted.voices.len(), counted.actions.len(), counted.services.len()), (1, 1, 1));
    assert_eq!(counted.outcomes[0].end.as_deref(), Some("alone"));
}

#[test]
fn mokopuna_are_counted_in_spans_of_years_and_in_groups() {
    let counted = counted(
        "mokopuna:\n  - {id: m-2222, year: '3', ethnicities: [maori, samoan, tongan]}\n  - {id: m-3333, year: Year 9, ethnicities: [nz-european]}\n",
    );
    assert_eq!(counted.year_bands, ["early", "upper"]);
    assert_eq!(counted.ethnic_groups, ["european", "maori", "pacific"]);
}

#[test]
fn work_that_was_taken_up_again_is_counted_twice() {
    let told = |text: &str| {
        let spells = counted(text).work.into_iter();
        spells
            .map(|spell| format!("{}..{}", spell.from, spell.to.map(|d| d.to_string()).unwrap_or_default()))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let first =
        "course:\n  - {status: allocated, date: 2025-03-03}\n  - {status: closed, date: 2025-09-01}\n";
    let again =
        "  - {status: reopened, date: 2026-02-03}\nendings: [{date: 2025-09-01, reason: goals-met}]\n";
    assert_eq!(told(&format!("{first}{again}")), "2025-03-03..2025-09-01 2026-02-03..");
    let over = "closing: {date: 2025-09-01, reason: moved}\nstatus: closed\n";
    assert_eq!(told(&format!("{first}{over}")), "2025-03-03..2025-09-01");
    assert_eq!(told(&format!("{first}status: closed\n")), "", "nobody wrote down when it ended");
    assert_eq!(told(""), "");
}

#[test]
fn a_planned_review_is_followed_by_the_next_one_that_was_held() {
    let told = |text: &str| {
        let reviews = counted(text).reviews.into_iter();
        reviews
            .map(|one| format!("{} {}", one.on, one.held.map_or("-".into(), |d| d.to_string())))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(told("plan: {review_on: 2026-06-01}\n"), "2026-06-01 -");
    let held = "reviews: [{date: 2026-04-01, next: 2026-06-01}, {date: 2026-06-03, next: 2026-09-01}]\n";
    assert_eq!(told(held), "2026-06-01 2026-06-03, 2026-09-01 -");
    assert_eq!(
        told(&format!("{held}plan: {{review_on: 2026-09-01}}\n")),
        "2026-06-01 2026-06-03, 2026-09-01 -"
    );
}

#[test]
fn coming_back_to_an_element_is_told_from_opening_it() {
    let visits = counted(
        "visits:\n  - {guide: tatai, opened: 2026-05-01, closed: 2026-05-02}\n  - {guide: kohikohi, opened: 2026-05-03, returned_from: tatai}\n  - {guide: tatai, opened: 2026-06-01}\n",
    )
    .visits;
    assert_eq!(visits.iter().map(|visit| visit.again).collect::<Vec<_>>(), [false, true, true]);
}

//! Nothing that is recorded is invisible: a record with something at every place, and all documents about it.

use super::*;
use crate::view::tests::filler::filled;
use crate::view::tests::sample::{audience, case, seen_by, surroundings};

/// Documents for practitioners; what changed is told elsewhere.
const DOCUMENTS: [&str; 8] = ["case", "plan", "review", "notes", "hui", "closing", "hand-over", "shared"];

/// What is told of a learning support community, and of an improvement project.
const TOGETHER: [&str; 4] = ["community-plan", "register", "resources", "learning-loop"];

/// Places where a word stands only in for another one, says where a walk is, or waits for an answer before anything is printed.
const NOT_PRINTED: [&str; 6] = [
    ".visits.reached",
    ".source",
    ".questions.path",
    ".questions.one_by",
    ".questions.other_by",
    // the place of a value, for `log` and `diff`
    ".corrections.places",
];

#[test]
fn every_text_is_in_some_document_for_practitioners() {
    let (record, words) = filled();
    // a plan that is done says no more when people meet again
    let mut open = record.clone();
    open["closing"] = json!({});
    let mut all = String::new();
    for record in [record, open] {
        let view = seen_by(case(record), &surroundings().around(), &audience("practitioners"));
        for name in DOCUMENTS.into_iter().chain(TOGETHER) {
            all += &Document::render(name, &built_in(), &view).unwrap().markdown();
        }
    }
    let unseen: Vec<&str> = words
        .iter()
        .filter(|(place, word)| !all.contains(word.as_str()) && !NOT_PRINTED.contains(&place.as_str()))
        .map(|(place, _)| place.as_str())
        .collect();
    assert!(words.len() > 120, "{}", words.len());
    assert!(unseen.is_empty(), "recorded, and in no document: {unseen:#?}");
}

#[test]
fn strengths_come_before_concerns_in_every_document() {
    let (record, words) = filled();
    let case = case(record);
    let view = seen_by(case.clone(), &surroundings().around(), &audience("practitioners"));
    let concerns = [
        ".request.concerns",
        ".sense.hypotheses.idea",
        ".reviews.fell_short",
        ".plan.goals.why",
        ".hui.gaps",
        ".check_ins.slips",
        ".closing.early_signs",
    ];
    // what was shared is an account, and says nothing of anybody
    for name in DOCUMENTS.into_iter().filter(|name| *name != "shared") {
        let text = Document::render(name, &built_in(), &view).unwrap().markdown();
        let places = |of: &[&str]| -> Vec<usize> {
            let words = words.iter().filter(|(place, _)| of.contains(&place.as_str()));
            words.filter_map(|(_, word)| text.find(word.as_str())).collect()
        };
        let strengths =
            places(&[".strengths.what", ".hui.strengths", ".reviews.celebrated", ".closing.without_us"]);
        let (first, worry) = (strengths.iter().min(), places(&concerns).into_iter().min());
        assert!(first.is_some(), "{name} names no strength");
        assert!(worry.is_none_or(|worry| *first.unwrap() < worry), "{name} begins with a concern");
    }
}

#[test]
fn documents_of_an_empty_case_ask_and_never_fail() {
    for name in DOCUMENTS {
        for audience in ["practitioners", "whanau"] {
            let document = Document::render(name, &built_in(), &view(json!({}), audience)).unwrap();
            let text = document.markdown();
            assert!(!text.contains("None") && !text.contains("{%") && !text.contains("undefined"), "{text}");
        }
    }
}

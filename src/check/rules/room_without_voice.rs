//! Those whom a decision is for are in the room, or have a say before it is done.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};
use crate::record::vocabulary::Word;

pub(super) const RULE: Rule = Rule {
    id: "room-without-voice",
    level: Level::Look,
    practice: Some(Practice {
        theme: "voice",
        question: "Whose voice was missing where a community decided?",
    }),
    reason: "decisions hold where those whom they are for had a say in them",
    source: "Ministry of Education: Learning Support Update, local improvement projects, paragraphs 39, 41 and 45",
    find,
};

/// So far back a decision can still be taken up with those who were not there.
const LATELY: i32 = 366;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let asked: Vec<Word> =
        subject.known.vocabulary.list("room-voices").into_iter().filter(|v| v.question.is_some()).collect();
    let mut found = Vec::new();
    for (n, decision) in subject.case.community.decisions.iter().enumerate() {
        let is_late = decision.date.is_some_and(|day| subject.days_since(day) > LATELY);
        // where it is said how they have a say, the question is answered
        if decision.decided.is_none() || is_late || decision.missing.is_some() {
            continue;
        }
        let missing =
            asked.iter().filter(|voice| !decision.voices.iter().any(|there| there.as_str() == voice.id));
        let missing: Vec<&str> = missing.map(|voice| voice.label.as_str()).collect();
        if missing.is_empty() {
            continue;
        }
        let question =
            format!("who was not in the room, and how will they have a say: {}?", missing.join(", "));
        let remedy = "Ask them before it is done, and add who was heard to `voices`; or say in `missing` who asks them, and when.";
        found.push(subject.row_problem(RULE.id, ("community.decisions", n), question, remedy));
    }
    found
}

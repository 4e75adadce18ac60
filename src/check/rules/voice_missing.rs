//! A plan holds the voice of those it is for.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "voice-missing",
    level: Level::Look,
    practice: Some(Practice { theme: "voice", question: "Whose voice is missing from the plan?" }),
    reason: "what mokopuna and whānau want and say shapes the plan",
    source: "He Pikorua, hepikorua.education.govt.nz: our principles",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if subject.goals_in_work().is_empty() {
        return Vec::new();
    }
    let anybody = subject.case.voice.iter().any(|voice| voice.words.is_some());
    let question = match subject.is_about("setting") {
        false if !subject.is_heard("mokopuna") => {
            "what do the mokopuna say about it, in words, pictures or signs?"
        }
        true if !anybody => "whose words does this plan stand on?",
        _ => return Vec::new(),
    };
    let remedy = "Listen, and note it as it was said or shown: walk `kohikohi`.";
    vec![subject.problem(RULE.id, &Path::parse("plan"), question.into(), remedy)]
}

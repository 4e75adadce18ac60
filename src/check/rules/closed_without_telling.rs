//! Everybody knows that the work has ended.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "closed-without-telling",
    level: Level::Look,
    practice: Some(Practice {
        theme: "finishing",
        question: "Who has not been told that the work has ended, and what becomes of the record?",
    }),
    reason: "whānau and school hear that it is over, and what happens to what was written",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Mana motuhake",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_ended_lately() {
        return Vec::new();
    }
    let closing = &subject.case.closing;
    let whanau = closing.whanau_told.is_some() || subject.is_about("setting");
    let question = match (whanau, closing.school_told.is_some()) {
        (true, true) => return Vec::new(),
        (false, true) => "have the whānau been told that it has ended, and what becomes of the record?",
        (true, false) => "has the school or service been told that it has ended?",
        (false, false) => {
            "have whānau and school been told that it has ended, and what becomes of the record?"
        }
    };
    let remedy = "Tell them, and note the day: walk `closing`.";
    vec![subject.problem(RULE.id, &Path::parse("closing"), question.into(), remedy)]
}

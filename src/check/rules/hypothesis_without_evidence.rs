//! A working explanation rests on something that was gathered.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Hypothesis;
use crate::record::id::RowId;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "hypothesis-without-evidence",
    level: Level::Look,
    practice: Some(Practice { theme: "plan", question: "What does each explanation rest on?" }),
    reason: "what people think and what was seen are kept apart, and an idea is tested",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Āta whakaaro",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    let ideas = subject.case.sense.hypotheses.iter().enumerate();
    let set_aside = |idea: &Hypothesis| subject.word(idea.state.as_ref()).is_some_and(|state| state.ended);
    // a row that is not there is no evidence
    let is_there = |id: &RowId| subject.case.evidence.iter().any(|row| row.id.as_ref() == Some(id));
    let open = ideas.filter(|(_, idea)| !idea.evidence.iter().any(is_there) && !set_aside(idea));
    open.map(|(n, _)| {
        let question = "which evidence does this explanation rest on?";
        let remedy = "Name the evidence, or what it could be tested with: walk `ata-whakaaro`.";
        subject.row_problem(RULE.id, ("sense.hypotheses", n), question, remedy)
    })
    .collect()
}

//! A working explanation rests on something that was gathered.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Hypothesis;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "hypothesis-without-evidence",
    level: Level::Look,
    practice: Some(Practice { theme: "plan", question: "What does each explanation rest on?" }),
    reason: "what people think and what was seen are kept apart, and an idea is tested (domain.md 2.2, element 3)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    let ideas = subject.case.sense.hypotheses.iter().enumerate();
    let set_aside = |idea: &Hypothesis| subject.word(idea.state.as_ref()).is_some_and(|state| state.ended);
    let open = ideas.filter(|(_, idea)| idea.evidence.is_empty() && !set_aside(idea));
    open.map(|(n, _)| {
        let question = "which evidence does this explanation rest on?";
        let remedy = "Name the evidence, or what it could be tested with: walk `ata-whakaaro`.";
        subject.row_problem(RULE.id, ("sense.hypotheses", n), question, remedy)
    })
    .collect()
}

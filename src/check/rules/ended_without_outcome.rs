//! What became of the work is rated, each rating with what it rests on.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "ended-without-outcome",
    level: Level::Look,
    practice: Some(Practice {
        theme: "finishing",
        question: "What did the work change, and what does the team judge that by?",
    }),
    reason: "what changed is known where a team rates it and says what its judgement rests on",
    source: "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_ended_lately() {
        return Vec::new();
    }
    let outcomes = &subject.case.outcomes;
    if outcomes.iter().any(|outcome| outcome.start.is_some() || outcome.end.is_some()) {
        return without_basis(subject);
    }
    // somebody may have said why nothing could be rated, as a reason of its own for an outcome too
    let is_said = outcomes.iter().any(|outcome| outcome.start_why.is_some() || outcome.end_why.is_some());
    if is_said || subject.is_left_early() || subject.is_explained("outcomes") {
        return Vec::new();
    }
    let question = "what did the work change, as the team judges it?".into();
    let remedy = "Rate together what it was about, or say there why that cannot be done: walk `outcomes`.";
    vec![subject.problem(RULE.id, &Path::parse("closing"), question, remedy)]
}

fn without_basis(subject: &Subject<'_>) -> Vec<Problem> {
    let outcomes = subject.case.outcomes.iter().enumerate();
    let asked = outcomes.filter_map(|(n, outcome)| {
        let start = outcome.start.is_some() && outcome.start_why.is_none();
        let end = outcome.end.is_some() && outcome.end_why.is_none();
        Some((
            n,
            match (start, end) {
                (true, true) => "what do the two ratings rest on?",
                (true, false) => "what does the rating at the start rest on?",
                (false, true) => "what does the rating at the end rest on?",
                (false, false) => return None,
            },
        ))
    });
    asked
        .map(|(n, question)| {
            let remedy = "Say in a sentence what the team weighed: walk `outcomes`.";
            subject.row_problem(RULE.id, ("outcomes", n), question, remedy)
        })
        .collect()
}

//! An outcome that was rated at the start is rated at the end.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "outcome-rated-once",
    level: Level::Look,
    practice: Some(Practice {
        theme: "finishing",
        question: "How does the team rate at the end what it rated at the start?",
    }),
    reason: "rated twice by the same team, an outcome shows whether the work made a difference (domain.md 2.2, element 7; 5.7)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_ended_lately() {
        return Vec::new();
    }
    let outcomes = subject.case.outcomes.iter().enumerate();
    // a reason for having no second rating is an answer
    let once = outcomes.filter(|(_, o)| o.start.is_some() && o.end.is_none() && o.end_why.is_none());
    once.map(|(n, _)| {
        let question = "how does the team rate this now, beside the start?";
        let remedy = "Rate it together, or note why that cannot be done: walk `outcomes`.";
        subject.row_problem(RULE.id, ("outcomes", n), question, remedy)
    })
    .collect()
}

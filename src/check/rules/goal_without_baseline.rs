//! A goal says where it starts.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "goal-without-baseline",
    level: Level::Look,
    practice: Some(Practice {
        theme: "plan",
        question: "Where did each goal start, so that a change can be seen?",
    }),
    reason: "what has changed can only be told from where it began",
    source: "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    // a goal without a measure is asked for that first
    let goals = subject.goals_in_work().iter().enumerate();
    let open = goals.filter(|(_, goal)| goal.measure.is_some() && goal.baseline.is_none());
    open.map(|(n, _)| {
        let question = "where does this goal start, counted the same way?";
        let remedy = "Count once before anything changes, and note it: walk `tatai`.";
        subject.row_problem(RULE.id, ("plan.goals", n), question, remedy)
    })
    .collect()
}

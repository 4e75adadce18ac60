//! A goal says why it matters and how change would show.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "goal-without-reason-or-measure",
    level: Level::Look,
    practice: Some(Practice {
        theme: "plan",
        question: "Why is each goal worth doing, and what would show that it is met?",
    }),
    reason: "a plan says what should change and why, and the team agrees how it will know",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Tātai",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if subject.is_ended() {
        return Vec::new();
    }
    let goals = subject.case.plan.goals.iter().enumerate();
    goals
        .filter_map(|(n, goal)| {
            let question = match (&goal.why, &goal.measure) {
                (Some(_), Some(_)) => return None,
                (None, Some(_)) => "why is this goal worth doing?",
                (Some(_), None) => "what would we see, hear or count if this goal were met?",
                (None, None) => "why is this goal worth doing, and what would show that it is met?",
            };
            let row = subject.row(&Path::parse("plan.goals"), n);
            Some(subject.problem(
                RULE.id,
                &row,
                question.into(),
                "Walk `tatai` with the team and answer there.",
            ))
        })
        .collect()
}

//! Adults and surroundings change before a learner is asked to.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "learner-actions-only",
    level: Level::Look,
    practice: Some(Practice {
        theme: "plan",
        question: "What do adults or the surroundings change before anything is asked of the mokopuna?",
    }),
    reason: "the work goes mostly through adults, and what is in the way is taken away first",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Tātai",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let changes = subject.actions().filter_map(|action| subject.word(action.change.as_ref()));
    let (around, learner): (Vec<_>, Vec<_>) = changes.partition(|change| change.of_adults);
    let said = !around.is_empty() || !subject.case.plan.adults_first.is_empty();
    if learner.is_empty() || said || subject.goals_in_work().is_empty() {
        return Vec::new();
    }
    let message = "what will adults do differently, or change around the mokopuna?".into();
    let remedy = "Think of teaching, timetable, room and task first: walk `tatai`.";
    vec![subject.problem(RULE.id, &Path::parse("plan.goals"), message, remedy)]
}

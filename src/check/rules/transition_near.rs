//! Before a move everybody who needs to know is told.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "transition-near",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Who needs to know something before a move that is near?",
    }),
    reason: "a move goes well when the new place knows what helps, and by when",
    source: "Ministry of Education: Learning Support Delivery Model",
    find,
};

/// Weeks before a move in which people are told, so that they can get ready.
const WEEKS: i32 = 6;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let transition = &subject.case.transition;
    // also where the work has ended: somebody promised to ask
    let asked_by = transition
        .look_again_on
        .filter(|day| subject.days_since(*day) > 0 && transition.looked_again_on.is_none());
    if let Some(day) = asked_by.filter(|_| transition.arrived.is_none()) {
        let question = format!("somebody was to ask on {day} how they have arrived: who does?");
        let remedy = "Ask them and the whānau, and note what you hear: walk `transition`.";
        return vec![subject.problem(RULE.id, &Path::parse("transition.look_again_on"), question, remedy)];
    }
    let near = transition.moves_on.is_some_and(|day| subject.days_since(day) >= -WEEKS * 7);
    if !near || !subject.is_in_work() {
        return Vec::new();
    }
    // once the day has passed, people are asked how it went, and not to get ready for it
    let over = transition.moves_on.filter(|day| subject.days_since(*day) > 0);
    let remedy = match over {
        Some(_) => "Ask both places and the whānau, and note who was told, and when: walk `transition`.",
        None => "Tell them what was agreed, and note the day: walk `transition`.",
    };
    if transition.knows.is_empty() {
        let message = match over {
            Some(day) => format!("the move was to be on {day}: has it happened, and how is it going?"),
            None => "the move is near: who needs to know what, and by when?".into(),
        };
        return vec![subject.problem(RULE.id, &Path::parse("transition.moves_on"), message, remedy)];
    }
    let open = transition.knows.iter().enumerate().filter(|(_, row)| row.told_on.is_none());
    open.map(|(n, _)| {
        let question = match over {
            Some(day) => format!("the move was to be on {day}: were they told, and how is it going?"),
            None => "the move is near: who tells them, and when?".into(),
        };
        subject.row_problem(RULE.id, ("transition.knows", n), question, remedy)
    })
    .collect()
}

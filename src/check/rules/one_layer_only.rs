//! A plan reaches further than one mokopuna.

use super::less_intrusive_first;
use crate::check::{Practice, Rule, Subject};
use crate::record::case::{Action, Layer};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Term;

pub(super) const RULE: Rule = Rule {
    id: "one-layer-only",
    level: Level::Look,
    practice: Some(Practice {
        theme: "layers",
        question: "What does each plan change for the class or the school as well?",
    }),
    reason: "good practice for everybody stays in place under support for one",
    source: "He Pikorua, hepikorua.education.govt.nz: flexible, tailored model of support (Te Tūāpapa)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let goals = subject.goals_in_work();
    let Some(most) = subject.most_intensive() else { return Vec::new() };
    let is_most = |layer: &Term<Layer>| layer.as_str() == most.id;
    // where adults or the surroundings change, others have something of it, unless the plan says otherwise
    let around =
        |action: &Action| subject.word(action.change.as_ref()).is_some_and(|change| change.of_adults);
    let only = !goals.is_empty()
        && goals.iter().all(|goal| goal.layer.as_ref().is_some_and(is_most))
        && subject.actions().all(|action| action.layer.as_ref().map_or(!around(action), is_most));
    // one question about the layers is enough
    if !only || less_intrusive_first::asks(subject) {
        return Vec::new();
    }
    let message = format!("everything here is {}: what would help others in the room as well?", most.label);
    let remedy = "Think of the class and the school too: walk `tatai`.";
    vec![subject.problem(RULE.id, &Path::parse("plan.goals"), message, remedy)]
}

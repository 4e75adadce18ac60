//! The most intensive support comes after something less intrusive.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Layer;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Term;

pub(super) const RULE: Rule = Rule {
    id: "less-intrusive-first",
    level: Level::Look,
    practice: Some(Practice {
        theme: "layers",
        question: "What was tried for everybody, or for a few, before support for one?",
    }),
    reason: "support grows with need, and the least intrusive way that helps is the right one",
    source: "He Pikorua, hepikorua.education.govt.nz: flexible, tailored model of support (Te Tūāpapa)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !asks(subject) {
        return Vec::new();
    }
    let message = "what was tried for the whole class or a few, and how did it go?".into();
    let remedy =
        "Ask the kaiako, and note it under `request.tried`; or plan something for all: walk `tatai`.";
    vec![subject.problem(RULE.id, &Path::parse("layer"), message, remedy)]
}

/// Whether the case has reason to be asked.
pub(super) fn asks(subject: &Subject<'_>) -> bool {
    let case = subject.case;
    let Some(most) = subject.most_intensive() else { return false };
    let is_most = |layer: Option<&Term<Layer>>| layer.is_some_and(|layer| layer.as_str() == most.id);
    let less = |layer: Option<&Term<Layer>>| layer.is_some() && !is_most(layer);
    let planned = case.plan.goals.iter().any(|goal| less(goal.layer.as_ref()));
    let done = subject.actions().any(|action| less(action.layer.as_ref()));
    subject.is_in_work() && is_most(case.layer.as_ref()) && case.request.tried.is_empty() && !planned && !done
}

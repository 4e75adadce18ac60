//! More intensive support comes after something less intrusive.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Layer;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Term;
use crate::record::vocabulary::Word;

pub(super) const RULE: Rule = Rule {
    id: "less-intrusive-first",
    level: Level::Look,
    practice: Some(Practice {
        theme: "layers",
        question: "What was tried for everybody, or for a few, before something closer?",
    }),
    reason: "support grows with need, and the least intrusive way that helps is the right one",
    source: "He Pikorua, hepikorua.education.govt.nz: flexible, tailored model of support (Te Tūāpapa)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let Some(layer) = asked(subject) else { return Vec::new() };
    let usual = || "what less intrusive was tried first, and how did it go?".to_owned();
    let message = layer.before.unwrap_or_else(usual);
    let remedy =
        "Ask the kaiako, and note it under `request.tried`; or plan something for all: walk `tatai`.";
    vec![subject.problem(RULE.id, &Path::parse("layer"), message, remedy)]
}

/// Whether the case has reason to be asked.
pub(super) fn asks(subject: &Subject<'_>) -> bool {
    asked(subject).is_some()
}

// the layer of the case, where nothing that reaches further was tried or is planned
fn asked(subject: &Subject<'_>) -> Option<Word> {
    let case = subject.case;
    let layers = subject.known.vocabulary.list("layers");
    let place = |layer: &Term<Layer>| layers.iter().position(|word| word.id == layer.as_str());
    let own = place(case.layer.as_ref()?).filter(|n| *n > 0 && subject.is_in_work())?;
    let less = |layer: Option<&Term<Layer>>| layer.and_then(place).is_some_and(|n| n < own);
    let planned = case.plan.goals.iter().any(|goal| less(goal.layer.as_ref()));
    let done = subject.actions().any(|action| less(action.layer.as_ref()));
    let asked = case.request.tried.is_empty() && !planned && !done;
    asked.then(|| layers[own].clone())
}

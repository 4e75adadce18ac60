//! Nothing is handed on without an agreement that stood on that day and covers it.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::standing::stands_on;

pub(super) const RULE: Rule = Rule {
    id: "hand-over-without-agreement",
    level: Level::Warning,
    practice: Some(Practice {
        theme: "agreements",
        question: "What was handed on without an agreement that stood on that day?",
    }),
    reason: "what is known about a mokopuna travels on only with an agreement to share it",
    source: "Inclusive Education, inclusive.tki.org.nz: protocols for sharing information",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let transition = &subject.case.transition;
    let Some(day) = transition.handed_on else { return Vec::new() };
    let agreement = transition.agreement.as_ref();
    let row = agreement.and_then(|id| subject.case.agreements.iter().find(|row| row.id.as_ref() == Some(id)));
    let message = match row {
        Some(row) if stands_on(row, day) => match transition.covers.map(|covers| covers.0) {
            Some(true) => return Vec::new(),
            Some(false) => "the agreement does not name the place it goes to, or what may be shared".into(),
            None => "does the agreement name the place it goes to, and what may be shared with it?".into(),
        },
        Some(_) => format!("the agreement to hand it on did not stand on {day}"),
        None => "no agreement says that it may be handed on".into(),
    };
    let remedy =
        "Talk with whoever gave it, note what they say, and tell them what was handed on: walk `transition`.";
    vec![subject.problem(RULE.id, &Path::parse("transition.handed_on"), message, remedy)]
}

//! Nothing is handed on without an agreement that stood on that day and covers it.

use crate::check::{Practice, Rule, Subject};
use crate::record::agreed::{NotAgreed, agreed};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::tree;

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
    let Some(day) = subject.case.transition.handed_on else { return Vec::new() };
    let message = match agreed(&tree::of(subject.case), &Path::parse("transition.agreement"), day) {
        Ok(_) => return Vec::new(),
        Err(NotAgreed::Unnamed | NotAgreed::Unknown(_)) => {
            "no agreement says that it may be handed on".into()
        }
        Err(NotAgreed::Fallen(_)) => format!("the agreement to hand it on did not stand on {day}"),
        Err(NotAgreed::NamesNoPlace) => {
            "does the agreement name the place it goes to, and what may be shared with it?".into()
        }
        Err(NotAgreed::AnotherPlace) => "the agreement names another place than the one it goes to".into(),
    };
    let remedy =
        "Talk with whoever gave it, note what they say, and tell them what was handed on: walk `transition`.";
    vec![subject.problem(RULE.id, &Path::parse("transition.handed_on"), message, remedy)]
}

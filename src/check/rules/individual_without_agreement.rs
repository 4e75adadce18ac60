//! Work with one mokopuna stands on an agreement.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "individual-without-agreement",
    level: Level::Look,
    practice: Some(Practice {
        theme: "agreements",
        question: "Who agreed to the work, to what, and until when?",
    }),
    reason: "whānau agree to the work and to what is shared before it goes on",
    source: "Inclusive Education, inclusive.tki.org.nz: protocols for sharing information",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    // before the work the school holds the agreement, and after it there is nothing left to agree to
    if !subject.is_in_work() || subject.is_about("mokopuna") && subject.stands_an_agreement() {
        return Vec::new();
    }
    // a group is no list of children: each name stands there because a whānau agreed to it
    if !subject.is_about("mokopuna") {
        // whom work with a school is about is asked elsewhere
        if subject.is_about("setting") {
            return Vec::new();
        }
        let agreed = subject.standing_agreements();
        let mut named = case.mokopuna.iter().enumerate().filter(|(_, mokopuna)| mokopuna.name.is_some());
        let asked = named.nth(agreed).map(|(n, _)| {
            let question = "a name stands here: which whānau agreed to that, and when?".to_owned();
            let remedy = "Describe the group without names, or note each yes: walk `whakawhanaungatanga`.";
            subject.row_problem(RULE.id, ("mokopuna", n), question, remedy)
        });
        return asked.into_iter().collect();
    }
    let message = match case.agreements.is_empty() {
        true => "who agreed to this work, to what, and when?",
        false => "which agreement stands today?",
    };
    // where there is no agreement to point at, the status says that people work on it
    let place = if case.agreements.is_empty() { "status" } else { "agreements" };
    let remedy = "Talk it through with the whānau, then note it: walk `whakawhanaungatanga`.";
    vec![subject.problem(RULE.id, &Path::parse(place), message.into(), remedy)]
}

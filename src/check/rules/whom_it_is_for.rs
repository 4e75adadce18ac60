//! Work with one mokopuna is about one, and work with a school about nobody by name.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "whom-it-is-for",
    level: Level::Look,
    practice: Some(Practice {
        theme: "people",
        question: "Whom is the work for: one mokopuna, a group, or a place?",
    }),
    reason: "each mokopuna has a record that is about them alone, and whānau who agreed to it",
    source: "Privacy Act 2020, information privacy principle 1: only what the purpose needs",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if subject.word(Some(&subject.case.status)).is_some_and(|status| status.ended) {
        return Vec::new();
    }
    let mokopuna = subject.case.mokopuna.iter().enumerate();
    let (nth, question, remedy) = match () {
        () if subject.is_about("mokopuna") => (
            mokopuna.map(|(n, _)| n).nth(1),
            "this work is for one mokopuna, and here stands another: are they a group, or is there a record for each?",
            "Make it `kind=group` with `set`, or begin a request for each with `new`, and take this one out.",
        ),
        () if subject.is_about("setting") => (
            mokopuna.filter(|(_, row)| row.name.is_some()).map(|(n, _)| n).next(),
            "this work is with a school or service, and here stands a name: is there a record of their own for them?",
            "Say it without the name; what one mokopuna needs has a request of its own (`new`).",
        ),
        () => return Vec::new(),
    };
    nth.map(|n| subject.row_problem(RULE.id, ("mokopuna", n), question, remedy)).into_iter().collect()
}

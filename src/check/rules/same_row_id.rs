//! No two rows of a record have the same id.

use std::collections::BTreeSet;

use crate::check::{Rule, Subject};
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;

pub(super) const RULE: Rule = Rule {
    id: "same-row-id",
    level: Level::Error,
    practice: None,
    reason: "what is said about one row would be taken for the other",
    source: "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let ids = subject
        .each(|shape| *shape == Shape::Row)
        .into_iter()
        .filter(|(path, ..)| path.to_string().ends_with(".id"));
    let twice = ids.filter(|(.., id)| !seen.insert(id.clone())).collect::<Vec<_>>();
    let remedy = "Take the id out of one of them; it gets a new one at the next change.";
    twice
        .into_iter()
        .map(|(path, _, id)| subject.problem(RULE.id, &path, format!("two rows are called `{id}`"), remedy))
        .collect()
}

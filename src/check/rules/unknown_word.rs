//! Words of the practice are words of the vocabulary.

use crate::check::{Rule, Subject};
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;
use crate::record::text::closest;

pub(super) const RULE: Rule = Rule {
    id: "unknown-word",
    level: Level::Warning,
    reason: "figures are counted by these words, and a newer list may know it (domain.md 5.3, 5.8)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let terms = subject.each(|shape| matches!(shape, Shape::Term(_))).into_iter();
    terms
        .filter_map(|(path, shape, id)| {
            let Shape::Term(list) = shape else { return None };
            let words = subject.known.vocabulary.list(list);
            if words.iter().any(|w| w.id == id) {
                return None;
            }
            let ids = words.iter().map(|w| w.id.as_str());
            let remedy = match closest(&id, ids.clone()) {
                Some(near) => format!("Did you mean `{near}`? It is kept as it is."),
                None => format!("There are: {}. It is kept as it is.", ids.collect::<Vec<_>>().join(", ")),
            };
            Some(subject.problem(RULE.id, &path, format!("the list `{list}` has no `{id}`"), &remedy))
        })
        .collect()
}

//! Words of the practice are words of the vocabulary.

use crate::check::{Rule, Subject};
use crate::record::case::Case;
use crate::record::leaves::leaves;
use crate::record::node::Node;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::shape::{Field, Shape};
use crate::record::text::closest;
use crate::record::vocabulary::Vocabulary;

pub(super) const RULE: Rule = Rule {
    id: "unknown-word",
    level: Level::Warning,
    practice: None,
    reason: "figures are counted by these words, and a newer list may know it (domain.md 5.3, 5.8)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let words = in_file(&Case::SHAPE, subject.root, subject.known.vocabulary);
    words.into_iter().chain(guides(subject)).collect()
}

// a guide or a lens that nobody has: documents could show no more than its id
fn guides(subject: &Subject<'_>) -> Vec<Problem> {
    let ids = || subject.guides.iter().map(|guide| guide.id.as_str());
    let named = subject.each(|shape| matches!(shape, Shape::Guide)).into_iter();
    let unknown = named.filter(|(.., id)| !ids().any(|known| known == id));
    let problem = |(path, _, id): (Path, _, String)| {
        let remedy = match closest(&id, ids()) {
            Some(near) => format!("Did you mean `{near}`? It is kept as it is."),
            None => "`pikorua guides` lists them. It is kept as it is.".into(),
        };
        subject.problem(RULE.id, &path, format!("there is no guide `{id}`"), &remedy)
    };
    unknown.map(problem).collect()
}

/// The words of any file that its list does not have.
pub(in crate::check) fn in_file(shape: &'static Shape, root: &Node, vocabulary: &Vocabulary) -> Vec<Problem> {
    let mut found = Vec::new();
    leaves(shape, root, &mut |path, shape, node| {
        if let (Shape::Term(list), Some(id)) = (shape, node.text()) {
            found.extend(misfit(list, id, vocabulary, path, node));
        }
    });
    found
}

fn misfit(list: &str, id: &str, vocabulary: &Vocabulary, path: &Path, node: &Node) -> Option<Problem> {
    let words = vocabulary.list(list);
    if words.iter().any(|w| w.id == id) {
        return None;
    }
    let ids = words.iter().map(|w| w.id.as_str());
    let remedy = match closest(id, ids.clone()) {
        Some(near) => format!("Did you mean `{near}`? It is kept as it is."),
        None => format!("There are: {}. It is kept as it is.", ids.collect::<Vec<_>>().join(", ")),
    };
    let message = format!("the list `{list}` has no `{id}`");
    Some(Problem::new(RULE.id, path.clone(), node.span.clone(), message, remedy))
}

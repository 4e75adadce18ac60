//! Words of the practice are words of the vocabulary.

use crate::check::{Rule, Subject};
use crate::record::case::Case;
use crate::record::leaves::leaves;
use crate::record::node::Node;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::shape::{Field, Shape};
use crate::record::text::{closest, fold};
use crate::record::vocabulary::Vocabulary;

pub(super) const RULE: Rule = Rule {
    id: "unknown-word",
    level: Level::Warning,
    practice: None,
    reason: "figures are counted by these words, and a newer list may know it",
    source: "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    in_file(&Case::SHAPE, subject.root, subject.known.vocabulary)
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
    // another name of a word is found when it is typed, and not when it is counted
    let is_it = |name: &String| fold(name) == fold(id);
    let meant = words.iter().find(|w| is_it(&w.id) || is_it(&w.label) || w.aliases.iter().any(is_it));
    let remedy = match (meant, closest(id, ids.clone())) {
        (Some(word), _) => format!("Write `{}`, for which it stands. It is kept as it is.", word.id),
        (None, Some(near)) => format!("Did you mean `{near}`? It is kept as it is."),
        (None, None) => format!("There are: {}. It is kept as it is.", ids.collect::<Vec<_>>().join(", ")),
    };
    let message = format!("the list `{list}` has no `{id}`");
    Some(Problem::new(RULE.id, path.clone(), node.span.clone(), message, remedy))
}

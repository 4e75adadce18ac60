//! Words of the practice are words of the vocabulary.

use crate::check::{Rule, Subject};
use crate::guide::known::shorten;
use crate::guide::model::{Prompt, PromptKind};
use crate::record::case::Case;
use crate::record::leaves::leaves;
use crate::record::node::Node;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::shape::{Field, Shape};
use crate::record::text::{closest, fold};
use crate::record::vocabulary::{Vocabulary, Word};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "unknown-word",
    level: Level::Warning,
    practice: None,
    reason: "figures are counted by these words, and a newer list may know it",
    source: "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut found = in_file(&Case::SHAPE, subject.root, subject.known.vocabulary);
    found.extend(own_words(subject));
    found.extend(guides(subject));
    found
}

// lines for which the guides offer a list of the cluster's own, such as the steps of its scale
fn own_words(subject: &Subject<'_>) -> Vec<Problem> {
    let mut offered = BTreeMap::new();
    for guide in subject.guides {
        offers(&guide.prompts, &Path::default(), &mut offered);
    }
    let mut found = Vec::new();
    for (path, _, text) in subject.each(|shape| *shape == Shape::Text) {
        let words = offered.get(&keys(&path)).map(|list| subject.known.vocabulary.list(list));
        let Some(words) = words.filter(|words| !words.is_empty()) else { continue };
        let names = |word: &Word| {
            word.aliases.iter().chain([&word.label]).any(|name| fold(name) == fold(text.trim()))
        };
        if !words.iter().any(names) {
            let labels: Vec<&str> = words.iter().map(|word| word.label.as_str()).collect();
            let message = format!("`{}` is no step of the cluster's own scale", shorten(&text, 40));
            let remedy = format!("The steps are: {}. It is kept as it is.", labels.join("; "));
            found.push(subject.problem(RULE.id, &path, message, &remedy));
        }
    }
    found
}

fn offers<'g>(prompts: &'g [Prompt], base: &Path, offered: &mut BTreeMap<Vec<String>, &'g str>) {
    for prompt in prompts {
        let Some(place) = prompt.to.as_ref().map(|to| base.join(&Path::parse(to))) else { continue };
        if let Some(list) = prompt.options.as_deref().filter(|_| prompt.kind == PromptKind::Line) {
            offered.insert(keys(&place), list);
        }
        offers(&prompt.fields, &place.key("*"), offered);
    }
}

// the keys on the way to a place, without the ids of rows
fn keys(path: &Path) -> Vec<String> {
    let above = |n: usize| Case::SHAPE.at(&Path(path.0[..n].to_vec()));
    let is_row = |n: &usize| matches!(above(*n), Ok(Shape::List(_)));
    (0..path.0.len()).filter(|n| !is_row(n)).map(|n| path.0[n].to_string()).collect()
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
    // an older name, or the label: it is known what is meant
    if let Some(word) = words.iter().find(|w| w.aliases.iter().chain([&w.label]).any(|n| fold(n) == fold(id)))
    {
        let message = format!("the list `{list}` has no `{id}`; it is now `{}`", word.id);
        let remedy = format!("Write `{}`. It is kept as it is.", word.id);
        return Some(Problem::new(RULE.id, path.clone(), node.span.clone(), message, remedy));
    }
    let remedy = match closest(id, ids.clone()) {
        Some(near) => format!("Did you mean `{near}`? It is kept as it is."),
        None => format!("There are: {}. It is kept as it is.", ids.collect::<Vec<_>>().join(", ")),
    };
    let message = format!("the list `{list}` has no `{id}`");
    Some(Problem::new(RULE.id, path.clone(), node.span.clone(), message, remedy))
}

//! Places and values of a record in the words that people read.

use serde_json::Value as Tree;

use crate::guide::known::{Known, shorten};
use crate::record::case::Case;
use crate::record::difference::Difference;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::tree;
use crate::record::value::Date;

/// One difference in words: where, from what, to what; for lists, what came and what went.
pub(super) fn difference(known: &Known<'_>, record: &Tree, change: &Difference) -> String {
    let value = |tree: &Tree| value(known, record, change.shape, tree);
    let is_row = matches!(change.shape, Shape::Map(_));
    let path = match change.path.split_last() {
        Some((list, _)) if is_row => list,
        _ => change.path.clone(),
    };
    let place = place(known, record, &path);
    let (before, after) = (&change.before, &change.after);
    match change.shape {
        Shape::List(item) => format!("{place}: {}", list(known, record, item, before, after)),
        _ if is_row && before.is_null() => format!("{place}: added {}", value(after)),
        _ if before.is_null() => format!("{place}: {}", value(after)),
        _ if after.is_null() => format!("{place}: no longer {}", value(before)),
        _ => format!("{place}: {} → {}", value(before), value(after)),
    }
}

fn list(known: &Known<'_>, record: &Tree, item: &Shape, before: &Tree, after: &Tree) -> String {
    let items = |tree: &Tree| tree.as_array().cloned().unwrap_or_default();
    let (before, after) = (items(before), items(after));
    let words = |of: &[Tree], without: &[Tree]| {
        let only = of.iter().filter(|i| !without.contains(i));
        only.map(|i| value(known, record, item, i)).collect::<Vec<_>>().join("; ")
    };
    let (came, went) = (words(&after, &before), words(&before, &after));
    match (came.is_empty(), went.is_empty()) {
        (true, true) => "in another order".into(),
        (false, true) => format!("added {came}"),
        (true, false) => format!("no longer {went}"),
        (false, false) => format!("added {came}; no longer {went}"),
    }
}

/// A place in words: `plan › goal “Joins in” › by when`.
pub(super) fn place(known: &Known<'_>, record: &Tree, path: &Path) -> String {
    let mut words: Vec<String> = Vec::new();
    for n in 1..=path.0.len() {
        let here = Path(path.0[..n].to_vec());
        let above = Path(path.0[..n - 1].to_vec());
        match Case::SHAPE.at(&above).map(Shape::rows) {
            // the row says itself which one it is, after the name of its list
            Ok(Some(shape)) => {
                let label = known.row_label(shape, tree::at(record, &here));
                words.push(if label.is_empty() {
                    path.0[n - 1].to_string()
                } else {
                    format!("“{}”", shorten(&label, 40))
                });
            }
            _ => words.push(key(known, &path.0[n - 1])),
        }
    }
    words.join(" › ")
}

fn key(known: &Known<'_>, step: &Step) -> String {
    let key = step.to_string();
    known.vocabulary.word("keys", &key).map_or_else(|| key.replace('_', " "), |word| word.label)
}

/// A value in words.
pub(super) fn value(known: &Known<'_>, record: &Tree, shape: &Shape, tree: &Tree) -> String {
    let text = tree.as_str().unwrap_or_default();
    match shape {
        _ if tree.is_null() => "nothing".into(),
        Shape::Term(list) => known.vocabulary.label(list, text),
        Shape::Person => person(known, record, text),
        Shape::Setting => {
            known.places().into_iter().find(|p| p.id == text).map_or_else(|| text.into(), |p| p.label)
        }
        Shape::Date => date(text),
        Shape::YesNo => if tree == &Tree::Bool(true) { "yes" } else { "no" }.into(),
        Shape::List(Shape::Map(_)) => format!("{} rows", tree.as_array().map_or(0, Vec::len)),
        Shape::List(item) => {
            let items = tree.as_array().into_iter().flatten();
            items.map(|i| value(known, record, item, i)).collect::<Vec<_>>().join("; ")
        }
        Shape::Map(map) => format!("“{}”", known.row_label(map, tree)),
        Shape::Text => format!("“{}”", shorten(text, 60)),
        _ => match tree {
            Tree::String(text) => shorten(text, 60),
            Tree::Array(items) => format!("{} entries", items.len()),
            Tree::Object(map) => map.keys().cloned().collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        },
    }
}

/// Somebody's name; the id where nobody is called so.
pub(super) fn person(known: &Known<'_>, record: &Tree, id: &str) -> String {
    known.everybody(record).into_iter().find(|p| p.id == id).map_or_else(|| id.into(), |p| p.label)
}

/// A day as people write it.
pub(super) fn date(text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.into(), |d| d.0.strftime("%-d %B %Y").to_string())
}

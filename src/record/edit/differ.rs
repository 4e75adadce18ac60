//! What still differs between what stands somewhere and what is to stand there: the first change that is needed.

use serde_yaml::Value;

use super::locate::{Change, place};
use crate::record::node::{Entry, Kind, Node};
use crate::record::path::row_id;
use crate::record::shape::Shape;
use crate::record::text::tidy;

/// The next change on the way to a value; nothing where it is there already. Lists and mappings are changed part by part,
/// so that what stays the same keeps its lines and its comments.
pub(super) fn next(
    node: &Node,
    value: &Value,
    trail: &[usize],
    shape: Option<&'static Shape>,
) -> Option<Change> {
    if same(node, value) {
        return None;
    }
    let parts = match (&node.kind, value) {
        (Kind::Map { entries, .. }, Value::Mapping(map)) if !entries.is_empty() && !map.is_empty() => {
            keys(entries, map, trail, shape)
        }
        (Kind::List { items, .. }, Value::Sequence(values)) => rows(items, values, trail, shape),
        _ => None,
    };
    parts.or_else(|| Some(Change::Replace { at: trail.to_vec(), value: value.clone() }))
}

fn below(trail: &[usize], index: usize) -> Vec<usize> {
    trail.iter().copied().chain([index]).collect()
}

fn keys(
    entries: &[Entry],
    map: &serde_yaml::Mapping,
    trail: &[usize],
    shape: Option<&'static Shape>,
) -> Option<Change> {
    for (key, value) in map {
        let name = words(key);
        let Some(index) = entries.iter().position(|e| e.key == name) else {
            let place = place(entries, &name, shape, true);
            return Some(Change::Insert {
                map: trail.to_vec(),
                place,
                key: key.clone(),
                value: value.clone(),
            });
        };
        let field = match shape {
            Some(Shape::Map(map)) => map.field(&name).map(|f| &f.shape),
            other => other,
        };
        let change = entries.get(index).and_then(|e| next(&e.value, value, &below(trail, index), field));
        if change.is_some() {
            return change;
        }
    }
    let gone = entries.iter().position(|e| !map.keys().any(|k| words(k) == e.key))?;
    Some(Change::Remove { at: below(trail, gone) })
}

/// Changes a list row by row, where what stays is in the same order and what is new comes last.
fn rows(items: &[Node], values: &[Value], trail: &[usize], shape: Option<&'static Shape>) -> Option<Change> {
    let old: Vec<_> = items.iter().map(mark_of_node).collect::<Option<_>>()?;
    let new: Vec<_> = values.iter().map(mark_of_value).collect::<Option<_>>()?;
    let kept: Vec<_> = old.iter().filter(|mark| new.contains(mark)).collect();
    let once = |marks: &[String]| marks.iter().enumerate().all(|(i, m)| !marks[..i].contains(m));
    if kept.is_empty() || !once(&old) || !once(&new) || !kept.iter().zip(&new).all(|(k, n)| *k == n) {
        return None;
    }
    if let Some(gone) = old.iter().position(|mark| !new.contains(mark)) {
        return Some(Change::Remove { at: below(trail, gone) });
    }
    let shape = match shape {
        Some(Shape::List(item)) => Some(*item),
        other => other,
    };
    let mut pairs = items.iter().zip(values).enumerate();
    let changed = pairs.find_map(|(i, (item, value))| next(item, value, &below(trail, i), shape));
    changed.or_else(|| {
        let value = values.get(items.len())?.clone();
        Some(Change::Push { list: trail.to_vec(), value })
    })
}

/// What an item is known by: the id of a row, the words of a text.
fn mark_of_node(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Scalar { text, .. } => Some(format!("= {}", tidy(text))),
        Kind::Map { .. } => row_id(node).map(|id| format!("id {id}")),
        _ => None,
    }
}

fn mark_of_value(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Sequence(_) => None,
        Value::Mapping(map) => map.get("id").map(|id| format!("id {}", words(id))),
        _ => Some(format!("= {}", words(value))),
    }
}

/// A scalar as its words.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        _ => serde_yaml::to_string(value).unwrap_or_default().trim_end().to_owned(),
    }
}

/// Whether a value is there already: the same words, the same parts.
fn same(node: &Node, value: &Value) -> bool {
    match (&node.kind, value) {
        (Kind::Null, value) => value.is_null(),
        (Kind::Scalar { text, .. }, Value::String(words)) => tidy(text) == *words,
        (Kind::Scalar { text, .. }, Value::Bool(_) | Value::Number(_)) => {
            *text == words(value) || serde_yaml::from_str::<Value>(text).is_ok_and(|read| read == *value)
        }
        (Kind::List { items, .. }, Value::Sequence(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(n, v)| same(n, v))
        }
        (Kind::Map { entries, .. }, Value::Mapping(map)) => {
            let there = |(k, v): (&Value, &Value)| {
                let name = words(k);
                entries.iter().any(|e| e.key == name && same(&e.value, v))
            };
            entries.len() == map.len() && map.iter().all(there)
        }
        _ => false,
    }
}

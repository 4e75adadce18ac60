//! A text as plain values that can be set beside each other: words tidied, numbers and yes or no as such, keys as words.

use serde_yaml::{Mapping, Value};

use crate::record::node::{Kind, Node};
use crate::record::path::{Path, Step};
use crate::record::text::tidy;

/// What stands in a text, as values.
pub(super) fn of(node: &Node) -> Value {
    match &node.kind {
        Kind::Null => Value::Null,
        Kind::Scalar { text, .. } => scalar(text),
        Kind::List { items, .. } => Value::Sequence(items.iter().map(of).collect()),
        Kind::Map { entries, .. } => {
            Value::Mapping(entries.iter().map(|e| (e.key.as_str().into(), of(&e.value))).collect())
        }
    }
}

// quotes around a number mean nothing to a record, so that they are no difference either
fn scalar(text: &str) -> Value {
    let words = tidy(text);
    let short = words.len() < 24 && !words.contains([' ', '\n']);
    let read = short.then(|| serde_yaml::from_str::<Value>(&words).ok()).flatten();
    match read.filter(|value| matches!(value, Value::Bool(_) | Value::Number(_)) && plain(value) == words) {
        Some(value) => value,
        None => Value::String(words),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// A value, where it says something: an empty list says as little as no list.
pub(super) fn something(value: &Value) -> Option<&Value> {
    let nothing = match value {
        Value::Null => true,
        Value::String(words) => words.is_empty(),
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(map) => map.is_empty(),
        _ => false,
    };
    (!nothing).then_some(value)
}

/// Whether two values say the same, whatever keys there are that say nothing.
pub(super) fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one.and_then(something), other.and_then(something)) {
        (Some(Value::Mapping(a)), Some(Value::Mapping(b))) => {
            a.keys().chain(b.keys()).all(|key| same(a.get(key), b.get(key)))
        }
        (Some(Value::Sequence(a)), Some(Value::Sequence(b))) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(Some(a), Some(b)))
        }
        (one, other) => one == other,
    }
}

/// A value spelt out, the same for the same value whatever the order of its keys.
pub(super) fn spelt(value: &Value) -> String {
    match value {
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().map(spelt).collect();
            format!("[{}]", items.join(","))
        }
        Value::Mapping(map) => {
            let mut entries: Vec<_> =
                map.iter().map(|(k, v)| format!("{:?}:{}", plain(k), spelt(v))).collect();
            entries.sort();
            format!("{{{}}}", entries.join(","))
        }
        Value::Null => "~".into(),
        Value::String(words) => format!("{words:?}"),
        _ => plain(value),
    }
}

/// The same value with every list in one and the same order.
pub(super) fn sorted(value: &Value) -> Value {
    match value {
        Value::Sequence(items) => {
            let mut items: Vec<_> = items.iter().map(sorted).collect();
            items.sort_by_cached_key(spelt);
            Value::Sequence(items)
        }
        Value::Mapping(map) => Value::Mapping(map.iter().map(|(k, v)| (k.clone(), sorted(v))).collect()),
        _ => value.clone(),
    }
}

/// The id of a row, where it has one.
pub(super) fn row_id(row: &Value) -> Option<String> {
    let id = row.as_mapping()?.get("id").and_then(something)?;
    matches!(id, Value::String(_) | Value::Number(_) | Value::Bool(_)).then(|| plain(id))
}

/// A row under an id, which stands first.
pub(super) fn with_id(row: &Mapping, id: &str) -> Mapping {
    let rest = row.iter().filter(|(key, _)| *key != "id").map(|(key, value)| (key.clone(), value.clone()));
    std::iter::once(("id".into(), id.into())).chain(rest).collect()
}

/// What stands at a place; rows are found by their id.
pub(super) fn at<'v>(value: &'v Value, path: &Path) -> Option<&'v Value> {
    path.0.iter().try_fold(value, |value, step| match (value, step) {
        (Value::Mapping(map), Step::Key(key)) => map.get(key.as_str()),
        (Value::Sequence(rows), Step::Key(id)) => rows.iter().find(|r| row_id(r).as_ref() == Some(id)),
        _ => None,
    })
}

/// Takes away what stands at a place.
pub(super) fn forget(value: &mut Value, path: &[Step]) {
    let Some((Step::Key(key), rest)) = path.split_first() else { return };
    match value {
        Value::Mapping(map) if rest.is_empty() => drop(map.shift_remove(key.as_str())),
        Value::Mapping(map) => {
            map.get_mut(key.as_str()).into_iter().for_each(|below| forget(below, rest));
        }
        Value::Sequence(rows) if rest.is_empty() => rows.retain(|r| row_id(r).as_ref() != Some(key)),
        Value::Sequence(rows) => {
            let row = rows.iter_mut().find(|r| row_id(r).as_ref() == Some(key));
            row.into_iter().for_each(|below| forget(below, rest));
        }
        _ => {}
    }
}

/// Puts in a place what no record says, so that whatever is there in another version is something else. A row stays the row
/// that it is.
pub(super) fn put_nobodys(value: &mut Value, path: &[Step]) {
    const NOBODYS: &str = "\u{1}";
    match (path.split_first(), value) {
        (None, Value::Mapping(map)) => drop(map.insert(NOBODYS.into(), true.into())),
        (None, value) => *value = NOBODYS.into(),
        (Some((Step::Key(key), rest)), Value::Mapping(map)) => {
            put_nobodys(map.entry(key.as_str().into()).or_insert(Value::Null), rest);
        }
        (Some((Step::Key(id), rest)), Value::Sequence(rows)) => {
            let row = rows.iter_mut().find(|row| row_id(row).as_ref() == Some(id));
            row.into_iter().for_each(|row| put_nobodys(row, rest));
        }
        _ => {}
    }
}

/// The rows of a list under a key.
pub(super) fn rows<'v>(map: &'v Value, key: &str) -> &'v [Value] {
    map.get(key).and_then(Value::as_sequence).map_or(&[], Vec::as_slice)
}

/// A mapping of the entries that there are.
pub(super) fn map(entries: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let there = entries.into_iter().filter_map(|(key, value)| Some((key.into(), value?)));
    Value::Mapping(there.collect::<Mapping>())
}

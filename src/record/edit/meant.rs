//! What a change is to mean, worked out on plain values, and whether a text then says so.

use serde_yaml::Value;

use super::locate::Change;
use crate::record::lines::BOM;
use crate::record::node::{Kind, Node};
use crate::record::text::tidy;

/// The value of a text, by a reader of its own, for which a mark at its beginning would be part of the first line.
/// The last line counts as ended. The error is the line that reader will not have, where it says so.
pub(crate) fn read(text: &str) -> Result<Value, Option<usize>> {
    let text = text.trim_start_matches(BOM);
    let value = match text.ends_with(['\n', '\r']) {
        true => serde_yaml::from_str(text),
        false => serde_yaml::from_str(&format!("{text}\n")),
    };
    value.map_err(|error| error.location().map(|place| place.line()))
}

/// A value with its texts as they are kept.
pub(super) fn tidied(value: &Value) -> Value {
    match value {
        Value::String(words) => Value::String(tidy(words)),
        Value::Sequence(items) => Value::Sequence(items.iter().map(tidied).collect()),
        Value::Mapping(map) => Value::Mapping(map.iter().map(|(k, v)| (k.clone(), tidied(v))).collect()),
        Value::Tagged(tagged) => tidied(&tagged.value),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// The value after a change.
pub(super) fn after(value: &Value, change: &Change) -> Option<Value> {
    let mut after = value.clone();
    match change {
        Change::Replace { at, value } => *child(&mut after, at)? = value.clone(),
        Change::Insert { map, key, value, .. } => {
            child(&mut after, map)?.as_mapping_mut()?.insert(key.clone(), value.clone());
        }
        Change::Push { list, value } => child(&mut after, list)?.as_sequence_mut()?.push(value.clone()),
        Change::Remove { at } => {
            let (last, above) = at.split_last()?;
            remove(child(&mut after, above)?, *last)?;
        }
    }
    Some(after)
}

fn child<'v>(value: &'v mut Value, trail: &[usize]) -> Option<&'v mut Value> {
    trail.iter().try_fold(value, |value, index| match value {
        Value::Sequence(items) => items.get_mut(*index),
        Value::Mapping(map) => map.values_mut().nth(*index),
        _ => None,
    })
}

fn remove(value: &mut Value, index: usize) -> Option<()> {
    match value {
        Value::Sequence(items) if index < items.len() => {
            items.remove(index);
        }
        Value::Mapping(map) => {
            let key = map.keys().nth(index)?.clone();
            map.shift_remove(&key)?;
        }
        _ => return None,
    }
    Some(())
}

/// Whether two texts mean the same; one without any key means the same as an empty mapping.
pub(super) fn equal(one: &Value, other: &Value) -> bool {
    let nothing = |v: &Value| v.is_null() || v.as_mapping().is_some_and(|m| m.is_empty());
    one == other || nothing(one) && nothing(other)
}

/// Whether the tree says the same as the value, place by place.
pub(crate) fn agrees(node: &Node, value: &Value) -> bool {
    match (&node.kind, value) {
        (Kind::Null, Value::Null) => true,
        (Kind::Scalar { text, .. }, Value::String(words)) => text == words,
        (Kind::Scalar { text, plain: true }, value) => is_read_as(text, value),
        (Kind::List { items, .. }, Value::Sequence(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(n, v)| agrees(n, v))
        }
        (Kind::Map { entries, .. }, Value::Mapping(map)) => {
            let same = |key: &str, value: &Value| value.as_str() == Some(key) || is_read_as(key, value);
            let mut pairs = entries.iter().zip(map);
            entries.len() == map.len() && pairs.all(|(e, (k, v))| same(&e.key, k) && agrees(&e.value, v))
        }
        _ => false,
    }
}

fn is_read_as(words: &str, value: &Value) -> bool {
    serde_yaml::from_str::<Value>(words).is_ok_and(|read| read == *value)
}

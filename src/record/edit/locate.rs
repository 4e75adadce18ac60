//! Where an edit takes place, and as which changes.

use serde_yaml::{Mapping, Value};

use super::EditError;
use crate::record::node::{Entry, Kind, Node};
use crate::record::path::{Path, Step, row_id};
use crate::record::shape::Shape;

/// A list of anything.
static LIST: &Shape = &Shape::List(&Shape::Free);

/// The way from the root to a node: the number of an entry or an item, level by level.
pub(super) type Trail = Vec<usize>;

/// One change at one place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// A value in place of another.
    Replace { at: Trail, value: Value },
    /// A new key of a mapping that has others, before the entry of this number.
    Insert { map: Trail, place: usize, key: Value, value: Value },
    /// A new item at the end of a list that has others.
    Push { list: Trail, value: Value },
    /// An entry or an item less.
    Remove { at: Trail },
}

/// How far a path leads.
pub(super) struct Reached<'n, 'p> {
    /// The way to the last node that is there.
    pub(super) trail: Trail,
    /// That node.
    pub(super) node: &'n Node,
    /// Whether it is an item of a list.
    pub(super) row: bool,
    /// The steps that lead on from it.
    pub(super) rest: &'p [Step],
}

pub(super) fn reach<'n, 'p>(root: &'n Node, path: &'p Path) -> Reached<'n, 'p> {
    let mut reached = Reached { trail: Vec::new(), node: root, row: false, rest: &path.0 };
    while let Some((step, rest)) = reached.rest.split_first() {
        let index = match (step, &reached.node.kind) {
            (Step::Key(key), Kind::Map { entries, .. }) => entries.iter().position(|e| e.key == *key),
            (Step::Key(id), Kind::List { items, .. }) => items.iter().position(|row| row_id(row) == Some(id)),
            (Step::Index(index), Kind::List { items, .. }) => (*index < items.len()).then_some(*index),
            _ => None,
        };
        let Some((index, node)) = index.and_then(|i| Some((i, child(reached.node, i)?))) else { break };
        let row = matches!(reached.node.kind, Kind::List { .. });
        reached.trail.push(index);
        reached = Reached { node, row, rest, ..reached };
    }
    reached
}

/// The value of an entry or an item by its number.
pub(super) fn child(node: &Node, index: usize) -> Option<&Node> {
    match &node.kind {
        Kind::Map { entries, .. } => entries.get(index).map(|e| &e.value),
        Kind::List { items, .. } => items.get(index),
        _ => None,
    }
}

pub(super) fn at<'n>(root: &'n Node, trail: &[usize]) -> Option<&'n Node> {
    trail.iter().try_fold(root, |node, index| child(node, *index))
}

/// What may stand at a place, where that is known.
pub(super) fn shape_at(
    root: &Node,
    trail: &[usize],
    shape: Option<&'static Shape>,
) -> Option<&'static Shape> {
    let mut node = root;
    let mut path = Path::default();
    for index in trail {
        path = node.entries().get(*index).map_or_else(|| path.index(*index), |e| path.key(&e.key));
        node = child(node, *index)?;
    }
    shape?.at(&path).ok()
}

/// The smallest list or mapping around a change; nothing where that is the whole text.
pub(super) fn around(root: &Node, change: &Change) -> Option<Trail> {
    let trail = match change {
        Change::Replace { at, .. } | Change::Remove { at } => &at[..at.len().saturating_sub(1)],
        Change::Insert { map, .. } => map,
        Change::Push { list, .. } => list,
    };
    let flow = (0..=trail.len()).find(|depth| at(root, &trail[..*depth]).is_some_and(is_flow));
    let trail = &trail[..flow.unwrap_or(trail.len())];
    (!trail.is_empty() || flow.is_some()).then(|| trail.to_vec())
}

pub(super) fn is_flow(node: &Node) -> bool {
    matches!(node.kind, Kind::List { flow: true, .. } | Kind::Map { flow: true, .. })
}

/// The change that adds what a path leads to and the text does not have.
pub(super) fn add(
    reached: &Reached<'_, '_>,
    path: &Path,
    value: Value,
    shape: Option<&'static Shape>,
) -> Result<Change, EditError> {
    let known = Path(path.0[..path.0.len() - reached.rest.len()].to_vec());
    let shape = shape.and_then(|s| s.at(&known).ok());
    let trail = reached.trail.clone();
    let Some((step, rest)) = reached.rest.split_first() else {
        return Ok(Change::Replace { at: trail, value });
    };
    let made = |rest: &[Step], shape| made(rest, value, shape).map_err(|why| refused(path, why));
    match (&reached.node.kind, step) {
        (Kind::Map { entries, .. }, Step::Key(key)) if !entries.is_empty() => {
            let place = place(entries, key, shape, reached.row);
            let value = made(rest, below(shape, step))?;
            Ok(Change::Insert { map: trail, place, key: key.as_str().into(), value })
        }
        (Kind::List { items, .. }, Step::Key(id)) if !items.is_empty() => {
            let row = with_id(made(rest, below(shape, step))?, id).map_err(|why| refused(path, why))?;
            Ok(Change::Push { list: trail, value: row })
        }
        (Kind::List { items, .. }, Step::Index(index)) if *index == items.len() && *index > 0 => {
            Ok(Change::Push { list: trail, value: made(rest, below(shape, step))? })
        }
        (Kind::List { items, .. }, _) if items.is_empty() => {
            let shape = shape.filter(|s| matches!(s, Shape::Map(_))).unwrap_or(LIST);
            Ok(Change::Replace { at: trail, value: made(reached.rest, Some(shape))? })
        }
        (Kind::List { .. }, _) => Err(refused(path, "the list is shorter")),
        (Kind::Null, _) => Ok(Change::Replace { at: trail, value: made(reached.rest, shape)? }),
        (Kind::Map { entries, .. }, _) if entries.is_empty() => {
            Ok(Change::Replace { at: trail, value: made(reached.rest, shape)? })
        }
        _ => Err(refused(path, &format!("`{known}` holds something that has no such part"))),
    }
}

/// The change that adds an item to a list, or begins the list.
pub(super) fn push(
    root: &Node,
    path: &Path,
    value: Value,
    shape: Option<&'static Shape>,
) -> Result<Change, EditError> {
    let reached = reach(root, path);
    let list = |value| Value::Sequence(vec![value]);
    if !reached.rest.is_empty() {
        return add(&reached, path, list(value), shape);
    }
    match &reached.node.kind {
        Kind::List { items, .. } if !items.is_empty() => Ok(Change::Push { list: reached.trail, value }),
        Kind::List { .. } | Kind::Null => Ok(Change::Replace { at: reached.trail, value: list(value) }),
        Kind::Map { entries, .. } if entries.is_empty() => {
            Ok(Change::Replace { at: reached.trail, value: list(value) })
        }
        _ => Err(refused(path, "it is not a list")),
    }
}

fn refused(path: &Path, why: &str) -> EditError {
    let remedy = "Look at what stands there first, and change or remove that.";
    EditError::new(path, format!("nothing can be put at `{path}`: {why}"), remedy)
}

fn below(shape: Option<&'static Shape>, step: &Step) -> Option<&'static Shape> {
    shape?.at(&Path(vec![step.clone()])).ok()
}

/// What a path leads to, made from nothing: a list where one belongs, else mappings.
fn made(steps: &[Step], value: Value, shape: Option<&'static Shape>) -> Result<Value, &'static str> {
    let Some((step, rest)) = steps.split_first() else { return Ok(value) };
    let inner = made(rest, value, below(shape, step))?;
    match (step, shape) {
        (Step::Key(id), Some(Shape::List(_))) => Ok(Value::Sequence(vec![with_id(inner, id)?])),
        (Step::Key(key), _) => Ok(Value::Mapping(Mapping::from_iter([(key.as_str().into(), inner)]))),
        (Step::Index(0), _) => Ok(Value::Sequence(vec![inner])),
        (Step::Index(_), _) => Err("the list is shorter"),
    }
}

/// A row with an id, which stands first unless it is there already.
fn with_id(row: Value, id: &str) -> Result<Value, &'static str> {
    match row {
        Value::Null => Ok(Value::Mapping(Mapping::from_iter([("id".into(), id.into())]))),
        Value::Mapping(map) if map.contains_key("id") => Ok(Value::Mapping(map)),
        Value::Mapping(map) => {
            Ok(Value::Mapping(std::iter::once(("id".into(), id.into())).chain(map).collect()))
        }
        _ => Err("a row is a mapping"),
    }
}

/// A new value of a row, which keeps its id unless the value has one.
pub(super) fn with_own_id(row: &Node, value: Value) -> Value {
    match (row_id(row), &value) {
        (Some(id), Value::Mapping(_)) => with_id(value.clone(), id).unwrap_or(value),
        _ => value,
    }
}

/// Where a new key goes: after the last that precedes it in the shape, else before the first that follows it; an id first.
pub(super) fn place(entries: &[Entry], key: &str, shape: Option<&'static Shape>, row: bool) -> usize {
    let keys = shape.map(Shape::keys).unwrap_or_default();
    let rank = |key: &str| keys.iter().position(|k| *k == key);
    let Some(mine) = rank(key) else {
        return if key == "id" && row { 0 } else { entries.len() };
    };
    let before = entries.iter().rposition(|e| rank(&e.key).is_some_and(|r| r < mine)).map(|i| i + 1);
    let after = || entries.iter().position(|e| rank(&e.key).is_some_and(|r| r > mine));
    before.or_else(after).unwrap_or(entries.len())
}

//! What differs between two versions of a case, value by value.

use serde_json::Value as Tree;

use super::case::Case;
use super::path::Path;
use super::shape::{Field, MapShape, Shape};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where.
    pub path: Path,
    /// What may stand there.
    pub shape: &'static Shape,
    /// What stood there; null where nothing did.
    pub before: Tree,
    /// What stands there now; null where nothing does.
    pub after: Tree,
}

/// All that differs between two cases as trees, in the order of the schema. A row that came or went is one difference.
pub fn differences(before: &Tree, after: &Tree) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&Case::SHAPE, &Path::default(), before, after, &mut found);
    found
}

fn compare(shape: &'static Shape, path: &Path, before: &Tree, after: &Tree, found: &mut Vec<Difference>) {
    if before == after || (nothing(before) && nothing(after)) {
        return;
    }
    match shape {
        // of a section that was not there yet, each value is new by itself; only rows come and go as a whole
        Shape::Map(map) if map.prefix.is_none() || before.is_object() && after.is_object() => {
            fields(map, path, before, after, found)
        }
        Shape::List(row @ Shape::Map(_)) => rows(row, path, before, after, found),
        _ => {
            found.push(Difference { path: path.clone(), shape, before: before.clone(), after: after.clone() })
        }
    }
}

fn nothing(tree: &Tree) -> bool {
    tree.is_null() || tree.as_array().is_some_and(Vec::is_empty)
}

fn fields(map: &'static MapShape, path: &Path, before: &Tree, after: &Tree, found: &mut Vec<Difference>) {
    for field in map.fields {
        compare(&field.shape, &path.key(field.key), &before[field.key], &after[field.key], found);
    }
}

fn rows(shape: &'static Shape, path: &Path, before: &Tree, after: &Tree, found: &mut Vec<Difference>) {
    let all = |tree: &Tree| tree.as_array().cloned().unwrap_or_default();
    let (before, after) = (all(before), all(after));
    let same = |a: &Tree, b: &Tree| a["id"].is_string() && a["id"] == b["id"];
    // of rows without an id the place must do; one that was given an id is still the same row
    let nameless = |a: &Tree, b: &Tree| a["id"].is_null() || b["id"].is_null();
    for (n, row) in before.iter().enumerate() {
        let now = after.iter().find(|a| same(a, row)).or_else(|| after.get(n).filter(|a| nameless(a, row)));
        let place = row["id"].as_str().map_or_else(|| path.index(n), |id| path.key(id));
        compare(shape, &place, row, now.unwrap_or(&Tree::Null), found);
    }
    for (n, row) in after.iter().enumerate() {
        let place = row["id"].as_str().map_or_else(|| path.index(n), |id| path.key(id));
        let was = before.iter().any(|b| same(b, row)) || before.get(n).is_some_and(|b| nameless(b, row));
        if !was {
            found.push(Difference { path: place, shape, before: Tree::Null, after: row.clone() });
        }
    }
}

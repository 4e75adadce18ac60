//! A case as a tree of plain values, and how to find a way in it.

use serde_json::Value as Tree;

use super::case::Case;
use super::path::{Path, Step};
use super::shape::{Field, MapShape, Shape};

const NOTHING: Tree = Tree::Null;

/// The case as a tree: every key of the schema is there, an absent leaf is null, an absent list empty.
pub fn of(case: &Case) -> Tree {
    // a case is made of texts, lists and maps with text keys, so that this cannot fail
    serde_json::to_value(case).unwrap_or_default()
}

/// What stands at a place; null where nothing does. Rows are found by their id.
pub fn at<'t>(tree: &'t Tree, place: &Path) -> &'t Tree {
    place.0.iter().fold(tree, |tree, step| match (step, tree) {
        (Step::Key(id), Tree::Array(rows)) => {
            rows.iter().find(|r| r["id"] == *id.as_str()).unwrap_or(&NOTHING)
        }
        (Step::Key(key), _) => tree.get(key).unwrap_or(&NOTHING),
        (Step::Index(index), _) => tree.get(index).unwrap_or(&NOTHING),
    })
}

/// The places of all rows of a list; `*` in the place walks all rows of a list on the way.
pub fn rows(tree: &Tree, place: &Path) -> Vec<Path> {
    let star = place.0.iter().position(|step| *step == Step::Key("*".into()));
    match star {
        Some(n) => {
            let (list, below) = (Path(place.0[..n].to_vec()), Path(place.0[n + 1..].to_vec()));
            rows(tree, &list).iter().flat_map(|row| rows(tree, &row.join(&below))).collect()
        }
        None => {
            let rows = at(tree, place).as_array().into_iter().flatten().enumerate();
            rows.map(|(n, row)| row["id"].as_str().map_or_else(|| place.index(n), |id| place.key(id)))
                .collect()
        }
    }
}

/// Whether this text is one of a list.
pub fn holds(list: &Tree, text: &str) -> bool {
    list.as_array().is_some_and(|items| items.iter().any(|item| *item == *text))
}

/// Whether a row anywhere in a tree has this id.
pub fn has_row(tree: &Tree, id: &str) -> bool {
    match tree {
        Tree::Array(rows) => rows.iter().any(|row| has_row(row, id)),
        Tree::Object(map) => {
            map.get("id").is_some_and(|own| own == id) || map.values().any(|value| has_row(value, id))
        }
        _ => false,
    }
}

/// The row that has this id, anywhere in a case, with its shape.
pub fn row_of<'t>(tree: &'t Tree, id: &str) -> Option<(&'static MapShape, &'t Tree)> {
    let found = every_row(tree).into_iter().find(|(.., row)| row["id"] == id);
    found.map(|(_, shape, row)| (shape, row))
}

/// Every row of every list of a case, with its place and its shape, in the order of the record.
pub fn every_row(tree: &Tree) -> Vec<(Path, &'static MapShape, &Tree)> {
    let mut found = Vec::new();
    find_rows(&Case::SHAPE, tree, &Path::default(), &mut found);
    found
}

fn find_rows<'t>(
    shape: &'static Shape,
    tree: &'t Tree,
    here: &Path,
    found: &mut Vec<(Path, &'static MapShape, &'t Tree)>,
) {
    match (shape, tree) {
        (Shape::List(item @ Shape::Map(_)), Tree::Array(rows)) => {
            for (n, row) in rows.iter().enumerate() {
                let place = row["id"].as_str().map_or_else(|| here.index(n), |id| here.key(id));
                find_rows(item, row, &place, found);
            }
        }
        (Shape::Map(map), Tree::Object(_)) => {
            if map.prefix.is_some() {
                found.push((here.clone(), map, tree));
            }
            for field in map.fields {
                find_rows(&field.shape, &tree[field.key], &here.key(field.key), found);
            }
        }
        _ => {}
    }
}

/// The places of a case that name this person.
pub fn naming(tree: &Tree, person: &str) -> Vec<Path> {
    let mut found = Vec::new();
    find_naming(&Case::SHAPE, tree, person, &Path::default(), &mut found);
    found
}

fn find_naming(shape: &'static Shape, tree: &Tree, person: &str, here: &Path, found: &mut Vec<Path>) {
    match (shape, tree) {
        (Shape::Person, Tree::String(named)) if named == person => found.push(here.clone()),
        (Shape::List(item), Tree::Array(items)) => {
            for (n, row) in items.iter().enumerate() {
                let place = row["id"].as_str().map_or_else(|| here.index(n), |id| here.key(id));
                find_naming(item, row, person, &place, found);
            }
        }
        (Shape::Map(map), Tree::Object(_)) => {
            for field in map.fields {
                find_naming(&field.shape, &tree[field.key], person, &here.key(field.key), found);
            }
        }
        _ => {}
    }
}

/// The row at a place with every key of its shape, also where it is not there yet.
pub fn whole_row(tree: &Tree, place: &Path) -> Tree {
    let row = at(tree, place);
    if !row.is_null() {
        return row.clone();
    }
    let Ok(Shape::Map(shape)) = Case::SHAPE.at(place) else { return Tree::Null };
    let empty =
        |shape: &Shape| if matches!(shape, Shape::List(_)) { Tree::Array(Vec::new()) } else { Tree::Null };
    shape.fields.iter().map(|f| (f.key.to_owned(), empty(&f.shape))).collect()
}

/// A value as it is written: a record holds no empty keys.
pub fn without_gaps(value: &Tree) -> Tree {
    match value {
        Tree::Object(map) => {
            let kept = map.iter().map(|(key, value)| (key.clone(), without_gaps(value)));
            Tree::Object(kept.filter(|(_, value)| !is_nothing(value)).collect())
        }
        Tree::Array(items) => items.iter().map(without_gaps).collect(),
        other => other.clone(),
    }
}

/// Whether a value says nothing.
pub fn is_nothing(value: &Tree) -> bool {
    match value {
        Tree::Null => true,
        Tree::Array(items) => items.is_empty(),
        Tree::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// Every text in it, however deep.
pub fn each_text(tree: &Tree, take: &mut dyn FnMut(&str)) {
    match tree {
        Tree::String(text) => take(text),
        Tree::Array(items) => items.iter().for_each(|item| each_text(item, take)),
        Tree::Object(map) => map.values().for_each(|value| each_text(value, take)),
        _ => {}
    }
}

/// Takes a key out of every row of a list.
pub fn forget(tree: &mut Tree, list: &Path, key: &str) {
    let place = list.0.iter().map(|step| format!("/{step}")).collect::<String>();
    for row in tree.pointer_mut(&place).and_then(Tree::as_array_mut).into_iter().flatten() {
        if let Some(value) = row.get_mut(key) {
            *value = Tree::Null;
        }
    }
}

//! The same file taken twice: what it would put into the next row stands in one already.

use serde_json::{Map, Value as Tree};

use crate::record::path::{Path, Step};
use crate::record::tree;
use crate::record::value::Date;

/// The day of the visit that says all of what a file has just made of a record, where one does that was left before: the
/// file would only say it once more, of another row. Nothing where the file says anything new, or is about no rows.
pub fn taken_before(before: &Tree, after: &Tree) -> Option<Date> {
    let visits = |tree: &Tree| tree["visits"].as_array().cloned().unwrap_or_default();
    let there = visits(before);
    let is_there = |visit: &&Tree| there.iter().any(|other| other["id"] == visit["id"]);
    let all = visits(after);
    let this = all.iter().find(|visit| !is_there(visit))?;
    if without_rows(before) != without_rows(after) {
        return None;
    }
    let touched = touched(before, after);
    let says_it = |visit: &&Tree| {
        visit["guide"] == this["guide"]
            && !visit["closed"].is_null()
            && ["answers", "not_needed", "reason"].iter().all(|key| holds(&visit[*key], &this[*key]))
            && touched.iter().all(|(list, row)| is_among(before, visit, list, row))
    };
    let visit = there.iter().rev().filter(|_| !touched.is_empty()).find(says_it)?;
    visit["closed"].as_str()?.parse().ok()
}

// the rows that are new or changed, each with its list and what is new in it; visits tell of these
fn touched(before: &Tree, after: &Tree) -> Vec<(Path, Tree)> {
    let rows = tree::every_row(after).into_iter().filter(|(place, ..)| !is_visit(place));
    let changed = rows.filter_map(|(place, _, row)| {
        let (row, was) = (without_rows(row), without_rows(tree::at(before, &place)));
        let new =
            row.as_object()?.iter().filter(|(key, value)| **key != "id" && was[key.as_str()] != **value);
        let new: Map<String, Tree> = new.map(|(key, value)| (key.clone(), value.clone())).collect();
        (!new.is_empty()).then(|| Some((list_of(&place)?, Tree::Object(new))))?
    });
    changed.collect()
}

// whether a row that this visit made or filled says that too
fn is_among(before: &Tree, visit: &Tree, list: &Path, new: &Tree) -> bool {
    let own = visit["rows"].as_array().map_or(&[][..], |rows| rows);
    let of_visit = |place: &Path| place.0.iter().any(|step| own.contains(&step.to_string().into()));
    let rows = tree::every_row(before).into_iter();
    let mut alike = rows.filter(|(place, ..)| list_of(place).as_ref() == Some(list) && of_visit(place));
    alike.any(|(.., row)| holds(row, new))
}

// whether all of what is said stands there too
fn holds(there: &Tree, said: &Tree) -> bool {
    match (there, said) {
        (_, Tree::Null) => true,
        (there, Tree::Object(said)) => said.iter().all(|(key, value)| holds(&there[key.as_str()], value)),
        (Tree::Array(there), Tree::Array(said)) => said.iter().all(|one| there.contains(one)),
        _ => there == said,
    }
}

// lists of rows are looked at row by row; gaps say nothing
fn without_rows(value: &Tree) -> Tree {
    let is_rows = |value: &Tree| value.as_array().is_some_and(|items| items.iter().any(Tree::is_object));
    match value {
        Tree::Object(map) => {
            let kept = map.iter().filter(|(_, value)| !is_rows(value));
            tree::without_gaps(&kept.map(|(key, value)| (key.clone(), without_rows(value))).collect())
        }
        other => other.clone(),
    }
}

// the list of a row, whichever rows it is inside of
fn list_of(place: &Path) -> Option<Path> {
    let (list, _) = place.split_last()?;
    let any_row = |step: &Step| match step {
        Step::Key(key) if !key.contains('-') => step.clone(),
        _ => Step::Key("*".into()),
    };
    Some(Path(list.0.iter().map(any_row).collect()))
}

fn is_visit(place: &Path) -> bool {
    place.0.first() == Some(&Step::Key("visits".into()))
}

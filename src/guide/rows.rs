//! Rows of a record as something to choose from: told apart by what people know them by.

use serde_json::Value as Tree;

use super::known::{Choice, Known, shorten};
use super::model::Guide;
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::tree;
use crate::record::value::Date;

/// How many letters a row takes on a line, and its words after a day or a name.
const MOST: usize = 70;
const WORDS: usize = 40;
/// How much comes before its words: a day, a form and a name, say.
const BEFORE: usize = 3;

/// The rows of a list that have an id; no two of them look the same.
pub(super) fn rows(known: &Known<'_>, record: &Tree, list: &Path) -> Vec<Choice> {
    let Some(shape) = Case::SHAPE.at(list).ok().and_then(Shape::rows) else { return Vec::new() };
    let places = tree::rows(record, list).into_iter();
    let there = places.map(|path| tree::at(record, &path)).filter(|row| row["id"].is_string());
    let there: Vec<&Tree> = there.collect();
    let labels: Vec<String> = there.iter().map(|row| label(known, record, shape, row)).collect();
    let choice = |(row, label): (&&Tree, &String)| {
        let id = row["id"].as_str().unwrap_or_default().to_owned();
        let twice = labels.iter().filter(|other| *other == label).count() > 1;
        // what else it says, and where that is the same too, its id
        let more = || {
            let words =
                telling(known, record, shape, row).into_iter().find(|words| !label.contains(words.as_str()));
            let words = words.map(|words| format!(" · {}", shorten(&words, WORDS))).unwrap_or_default();
            format!("{label}{words} ({id})")
        };
        let label = if twice { more() } else { label.clone() };
        Choice { label, aliases: names(known, record, shape, row), note: None, id }
    };
    there.iter().zip(&labels).map(choice).collect()
}

/// The rows that visits of a guide made, each its own, and those that no visit made: another lens stands in the same list.
pub(super) fn own(guide: &Guide, known: &Known<'_>, record: &Tree) -> Vec<Choice> {
    let Some(list) = guide.own_list() else { return Vec::new() };
    let visits: Vec<&Tree> = record["visits"].as_array().into_iter().flatten().collect();
    let mut own = rows(known, record, &Path::parse(list));
    own.retain(|row| {
        let mut of = visits.iter().filter(|visit| tree::holds(&visit["rows"], &row.id)).peekable();
        of.peek().is_none() || of.any(|visit| visit["guide"] == *guide.id)
    });
    own
}

/// A row in a few words: what it is about, or the day, the form and the name that come before.
pub(super) fn label(known: &Known<'_>, record: &Tree, shape: &MapShape, row: &Tree) -> String {
    let mut before = Vec::new();
    for field in shape.fields.iter().filter(|field| field.key != "id") {
        let Some(said) = said(known, record, &field.shape, &row[field.key]) else { continue };
        if field.shape != Shape::Text {
            before.push(said);
            continue;
        }
        if before.is_empty() {
            return shorten(&said, MOST);
        }
        before.truncate(BEFORE);
        return format!("{} · {}", before.join(" · "), shorten(&said, WORDS));
    }
    before.truncate(BEFORE);
    match before.is_empty() {
        true => row["id"].as_str().unwrap_or_default().into(),
        false => before.join(" · "),
    }
}

// all that it says in a word or a line, in order
fn telling(known: &Known<'_>, record: &Tree, shape: &MapShape, row: &Tree) -> Vec<String> {
    let fields = shape.fields.iter().filter(|field| field.key != "id");
    fields.filter_map(|field| said(known, record, &field.shape, &row[field.key])).collect()
}

// what it can be called by: what stands in its label, each whole, and its days as files write them
fn names(known: &Known<'_>, record: &Tree, shape: &MapShape, row: &Tree) -> Vec<String> {
    let mut names = Vec::new();
    for field in shape.fields.iter().filter(|field| field.key != "id") {
        let Some(words) = said(known, record, &field.shape, &row[field.key]) else { continue };
        names.push(words);
        match field.shape {
            Shape::Text => break,
            Shape::Date => names.extend(row[field.key].as_str().map(ToOwned::to_owned)),
            _ => {}
        }
    }
    names
}

fn said(known: &Known<'_>, record: &Tree, shape: &Shape, value: &Tree) -> Option<String> {
    let text = value.as_str()?;
    Some(match shape {
        Shape::Text | Shape::Case => text.into(),
        Shape::Date => text.parse::<Date>().map_or_else(|_| text.into(), |day| day.in_words()),
        Shape::Term(list) => known.vocabulary.label(list, text),
        Shape::Person => known.everybody(record).into_iter().find(|p| p.id == text)?.label,
        Shape::Setting => known.places().into_iter().find(|p| p.id == text)?.label,
        Shape::Guide => known.guides.titles().into_iter().find(|g| g.id == text)?.label,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::rows;
    use crate::guide::testing::World;
    use crate::record::path::Path;

    #[test]
    fn rows_are_told_apart() {
        let world = World::new();
        let record = json!({
            "team": [{ "id": "t-2222", "name": "Aroha" }],
            "hui": [
                { "id": "h-2222", "date": "2026-07-15", "form": "case-sharing", "place": "Room 7" },
                { "id": "h-3333", "date": "2026-07-08", "form": "hui-a-whanau", "place": "Room 7" },
                { "id": "h-4444", "date": "2026-07-08", "form": "hui-a-whanau", "place": "Room 7", "question": "Who rings?" },
                { "id": "h-5555" },
            ],
            "plan": { "goals": [{ "id": "g-2222", "what": "Reads with a friend", "by": "2026-08-14" }] },
            "working": { "roles": [{ "id": "r-2222", "who": "t-2222", "does": "Rings Nan" }] },
        });
        let labels = |list: &str| {
            let rows = rows(&world.known(), &record, &Path::parse(list));
            rows.into_iter().map(|row| row.label).collect::<Vec<_>>()
        };
        let hui = labels("hui");
        assert_eq!(hui[0], "15 July 2026 · case sharing · Room 7");
        assert_eq!(hui[1], "8 July 2026 · hui ā-whānau · Room 7 (h-3333)");
        assert_eq!(hui[2], "8 July 2026 · hui ā-whānau · Room 7 · Who rings? (h-4444)");
        assert_eq!(hui[3], "h-5555");
        assert_eq!(labels("plan.goals"), ["Reads with a friend"]);
        assert_eq!(labels("working.roles"), ["Aroha · Rings Nan"]);
    }

    #[test]
    fn a_row_answers_to_each_of_its_names() {
        let world = World::new();
        let record = json!({ "hui": [
            { "id": "h-2222", "date": "2026-07-15", "form": "case-sharing", "place": "Room 7" },
            { "id": "h-3333", "date": "2026-07-08", "form": "hui-a-whanau", "place": "Room 7" },
        ] });
        let rows = rows(&world.known(), &record, &Path::parse("hui"));
        let choose = |name: &str| crate::guide::known::choose(&rows, name);
        for name in ["h-3333", "2026-07-08", "8 July 2026", "hui a-whanau"] {
            assert_eq!(choose(name).unwrap().id, "h-3333", "{name}");
        }
        let several = choose("Room 7").unwrap_err();
        assert!(several.contains("case sharing · Room 7; 8 July"), "{several}");
    }
}

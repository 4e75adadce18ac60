//! What is due in the words people read, and as scripts read it.

use serde_json::{Value as Tree, json};

use super::Found;
use crate::change::Desk;
use crate::guide::known::shorten;
use crate::query::due::{Due as Item, KINDS, Kind};
use crate::record::asked::answer_by;
use crate::record::case::Case;
use crate::record::id::PersonId;
use crate::record::meetings::Meeting;
use crate::record::term::Place;
use crate::record::tree;

/// One thing that is due, in the words people read.
pub(super) struct Row {
    pub(super) item: Item,
    pub(super) label: String,
    pub(super) title: String,
    /// What it says itself, where there may be several of its kind.
    pub(super) about: Option<String>,
    pub(super) people: Vec<String>,
}

/// One thing that is due in a case, in words.
pub(super) fn row(desk: &Desk, case: &Case, item: Item) -> Row {
    let name = |id: &PersonId| {
        let person = desk.people.iter().find(|p| p.id == *id).map(|p| &p.name);
        let member =
            || case.team.iter().find(|m| m.id.as_ref().is_some_and(|row| row.as_str() == id.as_str()));
        let name = person.or_else(|| member().and_then(|m| m.name.as_ref()));
        name.map_or_else(|| id.to_string(), ToString::to_string)
    };
    Row {
        label: desk.vocabulary.label(KINDS, item.kind.id()),
        title: case.title.as_ref().map(ToString::to_string).unwrap_or_default(),
        about: about(desk, case, &item),
        people: item.who.iter().map(name).collect(),
        item,
    }
}

// the first words of an action or a next step: whoever has three of them knows which one
fn about(desk: &Desk, case: &Case, item: &Item) -> Option<String> {
    if item.kind == Kind::Answer {
        let asked = case.access_requests.iter().find(|asked| asked.id == item.row)?;
        let about = answer_by(asked).is_some_and(|answer| answer.about);
        return about.then(|| "about that day: 20 working days from when they asked".into());
    }
    let row = item.row.as_ref().filter(|_| matches!(item.kind, Kind::Action | Kind::NextStep))?;
    let record = tree::of(case);
    let (shape, row) = tree::row_of(&record, row.as_str())?;
    let label = shorten(&desk.known().row_label(shape, row), 50);
    (row["id"] != *label).then_some(label)
}

/// All of it, for scripts.
pub(super) fn as_json(desk: &Desk, found: &Found) -> Tree {
    let row = |row: &Row| {
        let week = match desk.cluster.calendar.place(row.item.date) {
            Place::Week(week) => json!({ "term": week.term().to_string(), "week": week.number() }),
            _ => Tree::Null,
        };
        json!({
            "date": row.item.date, "week": week, "kind": row.item.kind.id(), "label": row.label, "case": row.item.case,
            "row": row.item.row, "title": row.title, "about": row.about, "who": row.item.who, "people": row.people,
            "before_today": row.item.date < desk.today(),
        })
    };
    json!({
        "schema": "pikorua/due/1",
        "due": found.rows.iter().map(row).collect::<Vec<_>>(),
        "next_meeting": desk.next_meeting().map(Meeting::meets),
        "requests_in_by": desk.next_meeting().and_then(Meeting::due),
        "unreadable": found.unreadable,
    })
}

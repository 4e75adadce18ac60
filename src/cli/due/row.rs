//! What is due in the words people read, and as scripts read it.

use serde_json::{Value as Tree, json};

use super::Found;
use crate::change::Desk;
use crate::query::coming::Told;
use crate::query::due::{Due as Item, KINDS};
use crate::query::facts::Short;
use crate::record::id::PersonId;
use crate::record::meetings::Meeting;
use crate::record::term::Place;

/// One thing that is due, in the words people read.
pub(super) struct Row {
    pub(super) item: Item,
    pub(super) label: String,
    pub(super) title: String,
    /// What it says itself, where there may be several of its kind.
    pub(super) about: Option<String>,
    pub(super) people: Vec<String>,
}

/// One thing that is due in a case with this title, in words.
pub(super) fn row(desk: &Desk, title: Option<&Short>, told: Told) -> Row {
    let name = |id: &PersonId| {
        let person = desk.people.iter().find(|p| p.id == *id).map(|p| p.name.as_str());
        let member = || told.team.iter().find(|(row, _)| row == id).map(|(_, name)| name.as_str());
        person.or_else(member).unwrap_or(id.as_str()).to_owned()
    };
    Row {
        label: desk.vocabulary.label(KINDS, told.item.kind.id()),
        title: title.map(ToString::to_string).unwrap_or_default(),
        people: told.item.who.iter().map(name).collect(),
        about: told.about,
        item: told.item,
    }
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

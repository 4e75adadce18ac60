//! Before something is told without names: looking whether a name is left in it, and taking what stands for one.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use super::left::{Left, UNKNOWN, Way, Where};
use crate::change::{Desk, Session};
use crate::cli::seen::Seen;
use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::history::Note;
use crate::query::names::{Found, places_of};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::naming::places;
use crate::record::path::{Path as Place, Step};
use crate::record::text::fold;
use crate::record::tree;
use crate::ui::{Reply, Ui};
use crate::view::pseudonym;

/// Stands for a room that is told by its number.
const ROOM: &str = "the classroom";

/// Records what stands for names in a case (`NAME=WORDS`), and which words are none.
pub(super) fn take(desk: &Desk, id: &CaseId, stand_ins: &[String], words: &[String]) -> Result<()> {
    if stand_ins.is_empty() && words.is_empty() {
        return Ok(());
    }
    let mut session = Session::open(desk, id)?;
    if !words.is_empty() {
        refuse_own_names(desk, session.case(), words)?;
    }
    let record = tree::of(session.case());
    let mut ids = desk.ids();
    let mut edits = Vec::new();
    let mut taken = BTreeSet::new();
    for text in stand_ins {
        let (name, instead) = text
            .split_once('=')
            .filter(|(name, instead)| !name.trim().is_empty() && !instead.trim().is_empty())
            .ok_or_else(|| {
                Error::usage(format!("`{text}` does not say what stands for a name"))
                    .hint("Write it as in `--say \"Anna=the kaiako\"`.")
            })?;
        let known = record["stand_ins"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|row| row["name"].as_str().map(fold) == Some(fold(name.trim())));
        let row = known.and_then(|row| row["id"].as_str().map(str::to_owned)).unwrap_or_else(|| {
            let row = ids.row('n', |id| taken.contains(id) || tree::has_row(&record, id));
            taken.insert(row.clone());
            row
        });
        let path = Place::parse("stand_ins").key(row);
        edits.push(Edit::Set { path: path.key("name"), value: name.trim().into() });
        edits.push(Edit::Set { path: path.key("instead"), value: instead.trim().into() });
    }
    let already = |word: &str| {
        record["not_names"].as_array().into_iter().flatten().any(|w| w.as_str().map(fold) == Some(fold(word)))
    };
    for word in words.iter().filter(|word| !already(word)) {
        edits.push(Edit::Push { path: Place::parse("not_names"), value: word.trim().into() });
    }
    session.apply(&edits)?;
    session.record(Note::new("said what stands for names")).map(|_| ())
}

/// Of a name of the case itself nobody can say that it is none.
fn refuse_own_names(desk: &Desk, case: &Case, words: &[String]) -> Result<()> {
    let known = desk.names_around(case, "")?;
    let Some(own) = words.iter().find(|word| known.is_of_the_case(word)) else { return Ok(()) };
    Err(Error::new(ErrorKind::Refused, format!("“{own}” is a name in this case"))
        .hint(format!("Nothing was kept. Say what stands for it: `--say \"{own}=…\"`.")))
}

/// What in a document, or in the names of the file and the folders that it goes into, could tell whose it is. `beside` are other
/// records that the document tells of as well.
pub(super) fn search(
    desk: &Desk,
    seen: &Seen,
    beside: &[Seen],
    document: &Document,
    file: Option<&Path>,
) -> Vec<Left> {
    let Some(known) = seen.names() else { return Vec::new() };
    let file = file.map(named).unwrap_or_default();
    let mut left: Vec<Left> = Vec::new();
    let found: BTreeSet<Found> = known.found(&document.searched(&file)).into_iter().collect();
    for found in found {
        let is_of_file = file.iter().any(|name| fold(name).contains(&fold(&found.said)));
        let place = match (places_in(desk, seen, &found), is_of_file) {
            (places, _) if !places.is_empty() => Where::Record(places),
            (_, true) => Where::File,
            _ => match beside.iter().find(|other| !places_in(desk, other, &found).is_empty()) {
                Some(other) => Where::Beside(other.pass().case_id().clone(), places_in(desk, other, &found)),
                None => Where::Template,
            },
        };
        match left.iter_mut().find(|left| fold(&left.found.said) == fold(&found.said)) {
            Some(left) => left.more(&found, place),
            None => left.push(Left::new(instead(desk, seen, &found.said), found, place)),
        }
    }
    left
}

/// Where people wrote what was found, as far as it is shown: answers that a visit keeps are shown where their guide shares them,
/// also where the visits themselves are not.
fn places_in(desk: &Desk, seen: &Seen, found: &Found) -> Vec<Place> {
    let (audience, around) = (seen.pass().audience(), seen.around(desk));
    let shares = |key: &str| {
        around.guides.iter().any(|guide| guide.labels.iter().any(|label| label.shared && label.key == key))
    };
    let is_shared = |path: &Place| match path.0.as_slice() {
        [Step::Key(visits), _, Step::Key(answers), Step::Key(key), ..] => {
            audience.shared && visits == "visits" && answers == "answers" && shares(key)
        }
        _ => false,
    };
    places_of(seen.pass().case(), found, |path| audience.sees(path) || is_shared(path))
}

/// The names that whoever is handed a file may read: its own, and those of the folders as they were typed. Of a place that
/// is told from the very top, only the two folders that it lies in; a home folder, and what is called after a drive or whoever
/// works there, nobody chose for this file.
fn named(file: &Path) -> Vec<String> {
    let names: Vec<String> = file
        .components()
        .filter_map(|step| match step {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    if file.is_relative() {
        return names;
    }
    // a home folder is called after whoever works there, and the first in it after where it is kept
    let home = std::env::home_dir().filter(|home| file.starts_with(home));
    let above = home.map_or(0, |home| named_steps(&home));
    let is_home = above > 0 && above + 1 == names.len();
    let least = names.len().saturating_sub(if is_home { 1 } else { 2 });
    let from = names.len().saturating_sub(3).max(if above > 0 { above + 1 } else { 0 }).min(least);
    names[from..].to_vec()
}

fn named_steps(folder: &Path) -> usize {
    folder.components().filter(|step| matches!(step, Component::Normal(_))).count()
}

/// What could stand for a name: what its bearer is, or does.
fn instead(desk: &Desk, seen: &Seen, said: &str) -> String {
    let has = |name: &str| !places(name, said).is_empty();
    let word = |list: &str, id: &str| desk.vocabulary.label(list, id);
    let (around, case) = (seen.around(desk), seen.pass().case());
    let mokopuna = case.mokopuna.iter().position(|m| m.name.as_ref().is_some_and(|name| has(name.as_str())));
    let member = || {
        let found = case.team.iter().find(|m| m.name.as_ref().is_some_and(|name| has(name.as_str())))?;
        Some(word("roles", found.role.as_ref()?.as_str()))
    };
    let person = || {
        let found = desk.people.iter().find(|person| has(person.name.as_str()))?;
        Some(word("posts", found.role.as_ref()?.as_str()))
    };
    let setting = || {
        let found = desk.settings.iter().find(|setting| has(setting.name.as_str()))?;
        Some(word("setting-kinds", found.kind.as_ref()?.as_str()))
    };
    if seen.names().is_some_and(|known| !known.called.rooms(said).is_empty()) {
        return ROOM.into();
    }
    let named = mokopuna.and_then(|n| pseudonym(&around, case.id.as_str(), n));
    named.or_else(member).or_else(person).or_else(setting).unwrap_or_else(|| UNKNOWN.into())
}

/// Asks about each what shall be said instead, and keeps it; nothing was decided where somebody stops.
pub(super) fn ask(desk: &Desk, id: &CaseId, ui: &mut Ui, left: &[Left]) -> Result<bool> {
    for one in left {
        let mut ways = one.ways();
        if ways.is_empty() {
            return Ok(false);
        }
        ways.push(("stop".into(), Way::Stop));
        ui.tell(&ui.fill(&format!("{}. What shall be said instead?", one.said())));
        let labels: Vec<String> = ways.iter().map(|(label, _)| label.clone()).collect();
        let chosen = ui.pick(&labels, None)?.map_or(Way::Stop, |n| ways[n].1);
        let stand_in = match chosen {
            Way::Offered => one.instead().to_owned(),
            Way::Other => match ui.ask_line(None)? {
                Reply::Got(text) if !text.trim().is_empty() => text.trim().to_owned(),
                _ => return Ok(false),
            },
            Way::NoName => {
                take(desk, id, &[], &[one.name().to_owned()])?;
                continue;
            }
            Way::Stop => return Ok(false),
        };
        take(desk, id, &[format!("{}={stand_in}", one.name())], &[])?;
    }
    Ok(true)
}

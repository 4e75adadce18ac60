//! Before something is told without names: looking whether a name is left in it, and taking what stands for one.

use std::collections::BTreeSet;

use crate::change::{Desk, Session};
use crate::cli::seen::Seen;
use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::history::Note;
use crate::query::names::{Found, places_in};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::naming::places;
use crate::record::path::Path;
use crate::record::text::fold;
use crate::record::tree;
use crate::ui::{Reply, Ui};
use crate::view::pseudonym;

/// Stands for a name of which nobody knows what could.
const UNKNOWN: &str = "…";

/// So many are shown; more are counted.
const SHOWN: usize = 8;

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
        let path = Path::parse("stand_ins").key(row);
        edits.push(Edit::Set { path: path.key("name"), value: name.trim().into() });
        edits.push(Edit::Set { path: path.key("instead"), value: instead.trim().into() });
    }
    let already = |word: &str| {
        record["not_names"].as_array().into_iter().flatten().any(|w| w.as_str().map(fold) == Some(fold(word)))
    };
    for word in words.iter().filter(|word| !already(word)) {
        edits.push(Edit::Push { path: Path::parse("not_names"), value: word.trim().into() });
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

/// What in a document, or in the name of its file, could tell whose it is.
pub(super) fn search(desk: &Desk, seen: &Seen, document: &Document, file: Option<&str>) -> Vec<Left> {
    let Some(known) = seen.names() else { return Vec::new() };
    let mut left: Vec<Left> = Vec::new();
    let found: BTreeSet<Found> = known.found(&document.searched(file)).into_iter().collect();
    for found in found {
        match left.iter_mut().find(|left| fold(&left.found.said) == fold(&found.said)) {
            Some(left) => {
                left.times += 1;
                left.found.may_be_a_word &= found.may_be_a_word;
            }
            None => {
                let place = place_of(seen.pass().case(), &found.said, file);
                left.push(Left { instead: instead(desk, seen, &found.said), found, place, times: 1 });
            }
        }
    }
    left
}

/// A name that is left in a document.
pub(super) struct Left {
    found: Found,
    times: usize,
    place: Place,
    // what could be said for it
    instead: String,
}

/// Where something comes from that is left.
enum Place {
    /// What somebody wrote into the case.
    Record(Path),
    /// The name that the file shall have.
    File,
    /// Neither: the template says it, or what else the cluster made its own.
    Template,
}

fn place_of(case: &Case, said: &str, file: Option<&str>) -> Place {
    match places_in(case, said).into_iter().next() {
        Some(path) => Place::Record(path),
        None if file.is_some_and(|file| fold(file).contains(&fold(said))) => Place::File,
        None => Place::Template,
    }
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
            Way::Offered => one.instead.clone(),
            Way::Other => match ui.ask_line(None)? {
                Reply::Got(text) if !text.trim().is_empty() => text.trim().to_owned(),
                _ => return Ok(false),
            },
            Way::NoName => {
                take(desk, id, &[], std::slice::from_ref(&one.found.said))?;
                continue;
            }
            Way::Stop => return Ok(false),
        };
        take(desk, id, &[format!("{}={stand_in}", one.found.said)], &[])?;
    }
    Ok(true)
}

/// What somebody can do about a name that is left.
#[derive(Clone, Copy)]
enum Way {
    Offered,
    Other,
    NoName,
    Stop,
}

impl Left {
    // only what somebody wrote into the case can be said in other words
    fn ways(&self) -> Vec<(String, Way)> {
        let mut ways = Vec::new();
        if matches!(self.place, Place::Record(_)) {
            ways.push((format!("“{}”", self.instead), Way::Offered));
            ways.push(("something else".into(), Way::Other));
        }
        if self.found.may_be_a_word {
            ways.push(("it is no name here, and no day".into(), Way::NoName));
        }
        ways
    }

    // a word of which nobody knows what could stand for it is most likely none
    fn way_on(&self) -> Option<String> {
        let said = &self.found.said;
        match (&self.place, self.instead.as_str()) {
            (Place::Record(_), UNKNOWN) | (Place::Template | Place::File, _) if self.found.may_be_a_word => {
                Some(format!("--not-a-name \"{said}\""))
            }
            (Place::Record(_), instead) => Some(format!("--say \"{said}={instead}\"")),
            _ => None,
        }
    }

    fn said(&self) -> String {
        let place = match &self.place {
            Place::Record(path) => format!(" (`{path}`)"),
            Place::File => " (the name of the file)".into(),
            Place::Template => " (in no text of the case)".into(),
        };
        let times =
            if self.times > 1 { format!(", and {} times more", self.times - 1) } else { String::new() };
        format!("“{}” in “{}”{place}{times}", self.found.said, self.found.around)
    }
}

/// The document is not written as long as something is left in it.
pub(super) fn refused(seen: &Seen, document: &str, left: &[Left]) -> Error {
    let message = format!("this is not for {} yet: it could tell whose it is", seen.pass().audience().label);
    let error = left
        .iter()
        .take(SHOWN)
        .fold(Error::new(ErrorKind::Refused, message), |error, one| error.because(one.said()));
    let error =
        if left.len() > SHOWN { error.because(format!("and {} others", left.len() - SHOWN)) } else { error };
    let mut error = error.hint(
        "Nothing was written. The record stays as people said it; what is told instead is kept beside it.",
    );
    let ways: Vec<String> = left.iter().filter_map(Left::way_on).collect();
    if !ways.is_empty() {
        let ways = ways.join(" ");
        error = error.hint(format!("Say what stands for each, once, or write the place anew: {ways}"));
    }
    let stuck = |of: fn(&Place) -> bool| left.iter().any(|one| of(&one.place) && one.way_on().is_none());
    if stuck(|place| matches!(place, Place::File)) {
        error = error.hint("Give the file another name: one that tells nobody's.");
    }
    if stuck(|place| matches!(place, Place::Template)) {
        let document = document.trim_end_matches(".md");
        error = error.hint(format!(
            "What stands in no text of the case comes from the template `{document}`, or from other words that the cluster \
             made its own: take it out there."
        ));
    }
    if left.iter().any(|one| one.found.may_be_a_word) {
        return error
            .hint("Where one of them is a word and no name here, or no day: `--not-a-name WORD`, once.");
    }
    error
}

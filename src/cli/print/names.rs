//! Before something is told without names: looking whether a name is left in it, and taking what stands for one.

use std::collections::BTreeSet;

use crate::change::{Desk, Session};
use crate::cli::seen::{self, Seen};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::history::Note;
use crate::query::names::{Found, Known, Names, places_in};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::naming::{folded_words, places};
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

/// What in a document could tell whose it is.
pub(super) fn search(
    desk: &Desk,
    id: &CaseId,
    seen: &Seen,
    document: &Document,
    file: Option<&str>,
) -> Result<Vec<Left>> {
    let case = seen.pass().case();
    let known = known(desk, id, case)?;
    let texts = document.texts().into_iter().chain(file.map(str::to_owned));
    let mut left: Vec<Left> = Vec::new();
    for found in texts.flat_map(|text| known.found(&text)).collect::<BTreeSet<_>>() {
        match left.iter_mut().find(|left| fold(&left.found.said) == fold(&found.said)) {
            Some(left) => left.times += 1,
            None => {
                let place = places_in(case, &found.said).into_iter().next();
                left.push(Left { instead: instead(desk, case, &found.said), found, place, times: 1 });
            }
        }
    }
    Ok(left)
}

/// A name that is left in a document.
pub(super) struct Left {
    found: Found,
    times: usize,
    // where it may stand in the record
    place: Option<Path>,
    // what could be said for it
    instead: String,
}

/// What could stand for a name: what its bearer is, or does.
fn instead(desk: &Desk, case: &Case, said: &str) -> String {
    let has = |name: &str| !places(name, said).is_empty();
    let word = |list: &str, id: &str| desk.vocabulary.label(list, id);
    let around = seen::around(desk, &[], "");
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
        ui.tell(&ui.fill(&format!("{}. What shall be said instead?", one.said())));
        let mut labels = vec![format!("“{}”", one.instead), "something else".into(), "stop".into()];
        if one.found.may_be_a_word {
            labels.insert(2, "it is a word, and no name here".into());
        }
        let chosen = ui.pick(&labels, None)?.unwrap_or(labels.len() - 1);
        let stand_in = match chosen {
            0 => one.instead.clone(),
            1 => match ui.ask_line(None)? {
                Reply::Got(text) if !text.trim().is_empty() => text.trim().to_owned(),
                _ => return Ok(false),
            },
            2 if one.found.may_be_a_word => {
                take(desk, id, &[], std::slice::from_ref(&one.found.said))?;
                continue;
            }
            _ => return Ok(false),
        };
        take(desk, id, &[format!("{}={stand_in}", one.found.said)], &[])?;
    }
    Ok(true)
}

impl Left {
    // a word of which nobody knows what could stand for it is most likely none
    fn way_on(&self) -> String {
        match self.instead.as_str() {
            UNKNOWN if self.found.may_be_a_word => format!("--not-a-name \"{}\"", self.found.said),
            instead => format!("--say \"{}={instead}\"", self.found.said),
        }
    }

    fn said(&self) -> String {
        let place = self.place.as_ref().map(|place| format!(" (`{place}`)")).unwrap_or_default();
        let times =
            if self.times > 1 { format!(", and {} times more", self.times - 1) } else { String::new() };
        format!("“{}” in “{}”{place}{times}", self.found.said, self.found.around)
    }
}

/// Every name that the cluster knows; what cannot be read of it cannot be looked for, and stops the document.
fn known(desk: &Desk, id: &CaseId, case: &Case) -> Result<Known> {
    let mut known = Known { here: Names::of_case(case, &desk.people, &desk.settings), ..Known::default() };
    known.elsewhere.add_cluster(&desk.cluster.name, &desk.people, &desk.settings);
    for file in desk.folder.cases()?.files.into_iter().filter(|file| file.id != *id) {
        let Some(other) = desk.look(&file.id)?.value else {
            return Err(Error::new(
                ErrorKind::Refused,
                format!("{} cannot be read, so that its names cannot be looked for", file.id),
            )
            .hint("`pikorua check` shows what is wrong with it. Nothing was written."));
        };
        known.elsewhere.add(Names::of_case(&other, &desk.people, &desk.settings));
    }
    known.ordinary = ordinary(desk);
    known.not_names = case.not_names.iter().map(|word| folded_words(word.as_str()).join(" ")).collect();
    Ok(known)
}

/// Words that the guides and documents write in small letters, and those of the vocabulary.
fn ordinary(desk: &Desk) -> BTreeSet<String> {
    let texts = desk.library.guides().iter().chain(desk.library.documents()).map(|file| file.text.as_str());
    let small = texts.flat_map(words_of).filter(|word| word.starts_with(char::is_lowercase));
    small.chain(words_of(desk.library.vocabulary())).map(fold).collect()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The document is not written as long as something is left in it.
pub(super) fn refused(seen: &Seen, left: &[Left]) -> Error {
    let message = format!("this is not for {} yet: it could tell whose it is", seen.pass().audience().label);
    let error = left
        .iter()
        .take(SHOWN)
        .fold(Error::new(ErrorKind::Refused, message), |error, one| error.because(one.said()));
    let error =
        if left.len() > SHOWN { error.because(format!("and {} others", left.len() - SHOWN)) } else { error };
    let say: Vec<String> = left.iter().map(Left::way_on).collect();
    let error = error
        .hint("Nothing was written. The record stays as people said it; what is told instead is kept beside it.")
        .hint(format!("Say what stands for each, once, or write the place anew: {}", say.join(" ")));
    if left.iter().any(|one| one.found.may_be_a_word) {
        return error.hint("Where one of them is a word and no name here: `--not-a-name WORD`, once.");
    }
    error
}

//! What is told to somebody who asks what is held about them: all of it, but for what somebody decided to keep back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::audience::known;
use super::place::place_in_words;
use super::sieve::is_sensitive;
use crate::record::case::{Basis, Case, Disclosure, Ground};
use crate::record::path::Path;
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::text::fold;
use crate::record::value::{Date, Vocabulary as _};
use crate::record::vocabulary::Vocabulary;

/// What is kept back from whoever asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct KeptBack {
    /// The request, by the id of its row.
    pub(super) request: Option<String>,
    /// Rows, by their ids.
    pub(super) rows: BTreeSet<String>,
    /// Places that are no rows.
    pub(super) places: Vec<Path>,
    /// What stands against it, once for each thing: words of the list `grounds`.
    pub(super) grounds: Vec<String>,
}

/// Something of which nobody has decided yet whether it may be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Undecided {
    /// The row, by its id; a row that has none has to get one first.
    pub row: Option<String>,
    /// What it is and where it stands, in words that tell nothing of what is in it.
    pub what: String,
}

/// What has to be decided before somebody who asked is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToDecide {
    /// The request, by the id of its row.
    pub request: String,
    /// What nobody has decided about yet.
    pub things: Vec<Undecided>,
}

/// Why nothing is told yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NotYet {
    /// Nobody is named.
    Nobody,
    /// Whoever is named has not asked, as far as the record says.
    NotAsked,
    /// Nothing says what right they have to it: the id of their request.
    WithoutRight(String),
    /// Somebody has to decide first.
    Undecided(ToDecide),
    /// A decision is about a place that no case has.
    NoPlace { decision: String, place: String, why: String },
}

/// What is kept back from somebody who asked; `to` is their id, or their name as their request has it.
pub(super) fn kept_back(
    case: &Case,
    record: &Json,
    to: Option<&str>,
    vocabulary: Option<&Vocabulary>,
    today: Date,
) -> Result<KeptBack, NotYet> {
    let request = request_of(case, to)?;
    let decided = Decided::of(case, request, vocabulary, today)?;
    let things = decided.leaves(record, vocabulary);
    match things.is_empty() {
        true => Ok(decided.kept_back(request)),
        false => Err(NotYet::Undecided(ToDecide { request: request.to_owned(), things })),
    }
}

// of several requests of theirs the last counts
fn request_of<'c>(case: &'c Case, to: Option<&str>) -> Result<&'c str, NotYet> {
    let to = to.ok_or(NotYet::Nobody)?;
    let named = |text: &str| fold(text.trim()) == fold(to.trim());
    let theirs = case.access_requests.iter().rev().find(|asked| {
        asked.person.as_ref().is_some_and(|id| id.as_str() == to)
            || asked.name.as_ref().is_some_and(|name| named(name.as_str()))
    });
    let request = theirs.ok_or(NotYet::NotAsked)?;
    let id = request.id.as_ref().map_or("", |id| id.as_str());
    if request.right.is_some() { Ok(id) } else { Err(NotYet::WithoutRight(id.to_owned())) }
}

/// What was decided for one request: of each row or place, the ground to keep it back, or that it may be told.
struct Decided {
    rows: BTreeMap<String, Option<String>>,
    places: BTreeMap<String, (Path, Option<String>)>,
}

impl Decided {
    fn of(
        case: &Case,
        request: &str,
        vocabulary: Option<&Vocabulary>,
        today: Date,
    ) -> Result<Decided, NotYet> {
        let mut decided = Decided { rows: BTreeMap::new(), places: BTreeMap::new() };
        let counts = case.withholding.iter().filter(|one| {
            one.request.as_ref().is_none_or(|id| id.as_str() == request)
                && one.again_on.is_none_or(|day| day > today)
        });
        for one in counts {
            let Some(ground) = &one.ground else { continue };
            let tells = vocabulary
                .and_then(|words| words.word(Ground::LIST, ground.as_str()))
                .is_some_and(|word| word.tells);
            let ground = (!tells).then(|| ground.as_str().to_owned());
            if let Some(row) = &one.row {
                // of two decisions the one that keeps it back counts
                let entry = decided.rows.entry(row.to_string()).or_default();
                *entry = entry.take().or(ground.clone());
            }
            if let Some(place) = &one.place {
                let path = known(place.as_str()).map_err(|why| NotYet::NoPlace {
                    decision: one.id.as_ref().map_or_else(String::new, ToString::to_string),
                    place: place.as_str().to_owned(),
                    why,
                })?;
                let entry = decided.places.entry(path.to_string()).or_insert((path, None));
                entry.1 = entry.1.take().or(ground);
            }
        }
        Ok(decided)
    }

    /// What is left to decide.
    fn leaves(&self, record: &Json, vocabulary: Option<&Vocabulary>) -> Vec<Undecided> {
        let mut things = Vec::new();
        for (path, map, row) in doubtful(record, vocabulary) {
            let id = row["id"].as_str();
            if id.is_none_or(|id| !self.rows.contains_key(id)) {
                things.push(Undecided { row: id.map(str::to_owned), what: in_words(&path, map, row) });
            }
        }
        things
    }

    fn kept_back(self, request: &str) -> KeptBack {
        let mut kept = KeptBack { request: Some(request.to_owned()), ..KeptBack::default() };
        for (row, ground) in self.rows {
            if let Some(ground) = ground {
                kept.rows.insert(row);
                kept.grounds.push(ground);
            }
        }
        for (path, ground) in self.places.into_values() {
            if let Some(ground) = ground {
                kept.places.push(path);
                kept.grounds.push(ground);
            }
        }
        kept
    }
}

/// The rows that must not be told unlooked at: what stays with the practitioners, and what was shared on a basis that waits.
fn doubtful<'r>(
    record: &'r Json,
    vocabulary: Option<&Vocabulary>,
) -> Vec<(Path, &'static MapShape, &'r Json)> {
    let mut found = Vec::new();
    rows_of(&Case::SHAPE, record, &Path::default(), &mut found);
    found.retain(|(_, map, row)| {
        let waits = || match vocabulary {
            Some(words) => {
                row["basis"].as_str().and_then(|id| words.word(Basis::LIST, id)).is_some_and(|w| w.waits)
            }
            None => true,
        };
        row.as_object().is_some_and(is_sensitive) || Disclosure::SHAPE == Shape::Map(map) && waits()
    });
    found
}

fn rows_of<'r>(
    shape: &'static Shape,
    json: &'r Json,
    here: &Path,
    found: &mut Vec<(Path, &'static MapShape, &'r Json)>,
) {
    match (shape, json) {
        (Shape::List(item), Json::Array(rows)) => {
            for (n, row) in rows.iter().enumerate() {
                let path = row["id"].as_str().map_or_else(|| here.index(n), |id| here.key(id));
                rows_of(item, row, &path, found);
            }
        }
        (Shape::Map(map), Json::Object(keys)) => {
            if map.prefix.is_some() {
                found.push((here.clone(), map, json));
            }
            for (key, below) in keys {
                if let Some(field) = map.field(key) {
                    rows_of(&field.shape, below, &here.key(key), found);
                }
            }
        }
        _ => {}
    }
}

fn in_words(path: &Path, map: &MapShape, row: &Json) -> String {
    let day = map.fields.iter().filter(|field| field.shape == Shape::Date);
    let day = day.filter_map(|field| row[field.key].as_str()?.parse::<Date>().ok()).next();
    let day = day.map(|day| format!(", {}", day.0.strftime("%-d %B %Y"))).unwrap_or_default();
    format!("{}{day}", place_in_words(path))
}

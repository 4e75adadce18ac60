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
use crate::record::tree;
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
    let requests = requests_of(case, to)?;
    let request = requests[0];
    let decided = Decided::of((case, record), Some(&requests), vocabulary, today)?;
    let things = decided.leaves(record, vocabulary);
    match things.is_empty() {
        true => {
            let mut kept = decided.kept_back();
            kept.request = Some(request.to_owned());
            kept.without_others(case, &requests, to.unwrap_or_default());
            Ok(kept)
        }
        false => Err(NotYet::Undecided(ToDecide { request: request.to_owned(), things })),
    }
}

/// What is kept back from whoever asks, and so from everybody outside the team.
pub(super) fn kept_from_all(
    case: &Case,
    record: &Json,
    vocabulary: Option<&Vocabulary>,
    today: Date,
) -> Result<KeptBack, NotYet> {
    Decided::of((case, record), None, vocabulary, today).map(Decided::kept_back)
}

impl KeptBack {
    // a correction of something that is kept back tells it, and what others asked and were told is theirs
    fn without_others(&mut self, case: &Case, requests: &[&str], to: &str) {
        let ids = |id: &Option<crate::record::id::RowId>| id.as_ref().map(ToString::to_string);
        let tells = |place: &str| {
            let path = Path::parse(place);
            self.rows.iter().any(|row| path.0.iter().any(|step| step.to_string() == *row))
                || self.places.iter().any(|kept| path.0.starts_with(&kept.0))
        };
        let corrections =
            case.corrections.iter().filter(|one| one.places.iter().any(|place| tells(place.as_str())));
        let corrections: Vec<String> = corrections.filter_map(|one| ids(&one.id)).collect();
        let others = case
            .access_requests
            .iter()
            .filter(|asked| ids(&asked.id).is_none_or(|id| !requests.contains(&id.as_str())));
        let others: Vec<String> = others.filter_map(|asked| ids(&asked.id)).collect();
        let theirs = |one: &&Disclosure| {
            one.person.as_ref().is_some_and(|person| person.as_str() == to)
                || one.to_elsewhere.as_ref().is_some_and(|name| fold(name.as_str().trim()) == fold(to.trim()))
        };
        let answers = case
            .disclosures
            .iter()
            .filter(|one| one.basis.as_ref().is_some_and(|basis| basis.as_str() == ANSWER));
        let answers: Vec<String> =
            answers.filter(|one| !theirs(one)).filter_map(|one| ids(&one.id)).collect();
        self.rows.extend(corrections.into_iter().chain(others).chain(answers));
    }
}

/// What a statement rests on: a word of the list `bases`.
const ANSWER: &str = "access";

// the newest of their requests first; what was decided for an earlier one holds
fn requests_of<'c>(case: &'c Case, to: Option<&str>) -> Result<Vec<&'c str>, NotYet> {
    let to = to.ok_or(NotYet::Nobody)?;
    let named = |text: &str| fold(text.trim()) == fold(to.trim());
    let theirs = case.access_requests.iter().rev().filter(|asked| {
        asked.person.as_ref().is_some_and(|id| id.as_str() == to)
            || asked.name.as_ref().is_some_and(|name| named(name.as_str()))
    });
    let theirs: Vec<_> = theirs.collect();
    let newest = theirs.first().ok_or(NotYet::NotAsked)?;
    let ids = theirs.iter().map(|asked| asked.id.as_ref().map_or("", |id| id.as_str()));
    if newest.right.is_some() {
        Ok(ids.collect())
    } else {
        Err(NotYet::WithoutRight(ids.clone().next().unwrap_or_default().to_owned()))
    }
}

/// What was decided for one request: of each row or place, the ground to keep it back, or that it may be told.
struct Decided {
    rows: BTreeMap<String, Option<String>>,
    places: BTreeMap<String, (Path, Option<String>)>,
    /// Rows about which somebody has to decide anew: the day for that is here, or it was not said what stands against it.
    anew: BTreeSet<String>,
}

impl Decided {
    /// Decisions for these requests and for whoever asks; without any, only the latter.
    fn of(
        (case, record): (&Case, &Json),
        requests: Option<&[&str]>,
        vocabulary: Option<&Vocabulary>,
        today: Date,
    ) -> Result<Decided, NotYet> {
        let mut decided = Decided { rows: BTreeMap::new(), places: BTreeMap::new(), anew: BTreeSet::new() };
        let is_known = |id: &str| {
            case.access_requests.iter().any(|asked| asked.id.as_ref().is_some_and(|own| own.as_str() == id))
        };
        for one in &case.withholding {
            let whose = one.request.as_ref().map(|id| id.as_str());
            let counts = match (whose, requests) {
                (None, _) => true,
                (Some(id), Some(requests)) => requests.contains(&id) || !is_known(id),
                (Some(_), None) => false,
            };
            if !counts {
                continue;
            }
            let id = || one.id.as_ref().map_or_else(String::new, ToString::to_string);
            if let Some(row) = one.row.as_ref().filter(|row| !tree::has_row(record, row.as_str())) {
                let why = "No row has that id: mend it, so that what was meant is not told.".to_owned();
                return Err(NotYet::NoPlace { decision: id(), place: row.to_string(), why });
            }
            let is_due = one.again_on.is_some_and(|day| day <= today);
            let is_whole = one.ground.is_some() && !is_due && whose.is_none_or(is_known);
            let word = one.ground.as_ref().and_then(|ground| vocabulary?.word(Ground::LIST, ground.as_str()));
            let ground = one.ground.as_ref().map(|ground| ground.as_str().to_owned());
            let ground = ground.filter(|_| !word.is_some_and(|word| word.tells));
            match &one.row {
                Some(row) if !is_whole => drop(decided.anew.insert(row.to_string())),
                Some(row) => {
                    // of two decisions the one that keeps it back counts
                    let entry = decided.rows.entry(row.to_string()).or_default();
                    *entry = entry.take().or(ground.clone());
                }
                None => {}
            }
            if let Some(place) = &one.place {
                let path = known(place.as_str()).map_err(|why| NotYet::NoPlace {
                    decision: id(),
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
        for (path, map, row) in doubtful(record, vocabulary, &self.anew) {
            let id = row["id"].as_str();
            if id.is_none_or(|id| !self.rows.contains_key(id)) {
                things.push(Undecided { row: id.map(str::to_owned), what: in_words(&path, map, row) });
            }
        }
        things
    }

    fn kept_back(self) -> KeptBack {
        let mut kept = KeptBack::default();
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

/// The rows that must not be told unlooked at: what stays with the practitioners, what was shared on a basis that waits, and
/// what is to be decided anew.
fn doubtful<'r>(
    record: &'r Json,
    vocabulary: Option<&Vocabulary>,
    anew: &BTreeSet<String>,
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
        row.as_object().is_some_and(is_sensitive)
            || row["id"].as_str().is_some_and(|id| anew.contains(id))
            || Disclosure::SHAPE == Shape::Map(map) && waits()
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

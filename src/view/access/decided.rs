//! What somebody decided: which rows and places are kept back from whoever asks, and what is still to be decided.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::{KeptBack, NotYet, Undecided, id_of};
use crate::record::case::{Basis, Case, Disclosure, Ground};
use crate::record::id::RowId;
use crate::record::path::Path;
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::tree;
use crate::record::value::{Date, Vocabulary as _};
use crate::record::vocabulary::Vocabulary;
use crate::view::audience::known_place;
use crate::view::place::place_in_words;
use crate::view::sieve::is_sensitive;

/// What was decided for one request: of each row or place, the ground to keep it back, or that it may be told.
pub(super) struct Decided {
    rows: BTreeMap<String, Option<String>>,
    places: BTreeMap<String, (Path, Option<String>)>,
    /// Places of which a decision is not finished, with the decision.
    open: Vec<(Path, String)>,
    /// Rows about which somebody has to decide anew: the day for that is here, or it was not said what stands against it.
    anew: BTreeSet<String>,
}

impl Decided {
    /// Decisions for these requests and for whoever asks; without any, only the latter.
    pub(super) fn of(
        (case, record): (&Case, &Json),
        requests: Option<&[&str]>,
        vocabulary: Option<&Vocabulary>,
        today: Date,
    ) -> Result<Decided, NotYet> {
        let mut decided = Decided {
            rows: BTreeMap::new(),
            places: BTreeMap::new(),
            open: Vec::new(),
            anew: BTreeSet::new(),
        };
        let is_known = |id: &str| case.access_requests.iter().any(|asked| id_of(&asked.id) == id);
        for one in &case.withholding {
            let whose = one.request.as_ref().map(RowId::as_str);
            let counts = match (whose, requests) {
                (None, _) => true,
                (Some(id), Some(requests)) => requests.contains(&id) || !is_known(id),
                (Some(_), None) => false,
            };
            if !counts {
                continue;
            }
            let id = || id_of(&one.id).to_owned();
            if let Some(row) = one.row.as_ref().filter(|row| !tree::has_row(record, row.as_str())) {
                let why = "No row has that id: mend it, so that what was meant is not told.".to_owned();
                return Err(NotYet::NoPlace { decision: id(), place: row.to_string(), why });
            }
            let is_due = one.again_on.is_some_and(|day| day <= today);
            // a decision is somebody's
            let is_made = one.ground.is_some() && one.by.is_some();
            let is_whole = is_made && !is_due && whose.is_none_or(is_known);
            let word = one.ground.as_ref().and_then(|ground| vocabulary?.word(Ground::LIST, ground.as_str()));
            let ground = one.ground.as_ref().map(|ground| ground.as_str().to_owned());
            let ground = ground.filter(|_| !word.is_some_and(|word| word.tells));
            let place = one.place.as_ref().map(|place| {
                known_place(place.as_str())
                    .and_then(|path| standing(record, path))
                    .map_err(|why| NotYet::NoPlace { decision: id(), place: place.as_str().to_owned(), why })
            });
            // a place that is one row is that row
            let (row, place) = match place.transpose()? {
                Some(path) => match row_at(record, &path) {
                    Some(row) => (Some(row), None),
                    None => (one.row.as_ref().map(ToString::to_string), Some(path)),
                },
                None => (one.row.as_ref().map(ToString::to_string), None),
            };
            match row {
                Some(row) if !is_whole => drop(decided.anew.insert(row)),
                Some(row) => {
                    // of two decisions the one that keeps it back counts
                    let entry = decided.rows.entry(row).or_default();
                    *entry = entry.take().or(ground.clone());
                }
                None => {}
            }
            match place {
                Some(path) if !is_made => decided.open.push((path, id())),
                Some(path) => {
                    let entry = decided.places.entry(path.to_string()).or_insert((path, None));
                    entry.1 = entry.1.take().or(ground);
                }
                None => {}
            }
        }
        Ok(decided)
    }

    /// A place must not be told because nobody said yet what stands against it.
    pub(super) fn is_finished(&self) -> Result<(), NotYet> {
        let is_kept = |path: &Path| matches!(self.places.get(&path.to_string()), Some((_, Some(_))));
        match self.open.iter().find(|(path, _)| !is_kept(path)) {
            None => Ok(()),
            Some((path, decision)) => {
                Err(NotYet::Unfinished { decision: decision.clone(), what: place_in_words(path) })
            }
        }
    }

    /// What is kept from everybody outside the team: also what is still to be decided, until somebody has.
    pub(super) fn kept_from_all(mut self) -> KeptBack {
        let open: Vec<String> =
            self.anew.iter().filter(|row| !self.rows.contains_key(*row)).cloned().collect();
        let places = std::mem::take(&mut self.open);
        let mut kept = self.kept_back();
        kept.rows.extend(open);
        kept.places.extend(places.into_iter().map(|(path, _)| path));
        kept
    }

    /// What is left to decide.
    pub(super) fn leaves(&self, record: &Json, vocabulary: Option<&Vocabulary>) -> Vec<Undecided> {
        let mut things = Vec::new();
        for (path, map, row) in doubtful(record, vocabulary, &self.anew) {
            let id = row["id"].as_str();
            if id.is_none_or(|id| !self.rows.contains_key(id)) {
                things.push(Undecided { row: id.map(str::to_owned), what: in_words(&path, map, row) });
            }
        }
        things
    }

    pub(super) fn kept_back(self) -> KeptBack {
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

/// The place itself, where every row that it names by an id is there.
fn standing(record: &Json, path: Path) -> Result<Path, String> {
    let gone = (0..path.0.len()).filter(|n| is_row(&path, *n)).map(|n| path.0[n].to_string());
    match gone.into_iter().find(|row| row != "*" && !tree::has_row(record, row)) {
        Some(row) => Err(format!("No row has the id `{row}`: mend it, so that what was meant is not told.")),
        None => Ok(path),
    }
}

/// The row that a place is, where it is one and no part of one.
fn row_at(record: &Json, path: &Path) -> Option<String> {
    let last = path.0.len().checked_sub(1)?;
    let id = path.0[last].to_string();
    (is_row(path, last) && tree::has_row(record, &id)).then_some(id)
}

// whether a step leads into a list
fn is_row(path: &Path, step: usize) -> bool {
    matches!(Case::SHAPE.at(&Path(path.0[..step].to_vec())), Ok(Shape::List(_)))
}

/// The rows that must not be told unlooked at: what stays with the practitioners, what was shared on a basis that waits, and
/// what is to be decided anew.
fn doubtful<'r>(
    record: &'r Json,
    vocabulary: Option<&Vocabulary>,
    anew: &BTreeSet<String>,
) -> Vec<(Path, &'static MapShape, &'r Json)> {
    let mut found = tree::every_row(record);
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

fn in_words(path: &Path, map: &MapShape, row: &Json) -> String {
    let day = map.fields.iter().filter(|field| field.shape == Shape::Date);
    let day = day.filter_map(|field| row[field.key].as_str()?.parse::<Date>().ok()).next();
    let day = day.map(|day| format!(", {}", day.in_words())).unwrap_or_default();
    format!("{}{day}", place_in_words(path))
}

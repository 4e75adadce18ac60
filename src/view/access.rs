//! What is told to somebody who asks what is held about them: all of it, but for what somebody decided to keep back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::audience::known;
use super::place::place_in_words;
use super::sieve::is_sensitive;
use crate::record::case::{AccessRequest, Basis, Case, Disclosure, Ground};
use crate::record::id::{PersonId, RowId};
use crate::record::path::Path;
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::text::fold;
use crate::record::tree;
use crate::record::value::{Date, Text, Vocabulary as _};
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

/// What is kept back from somebody who asked; `to` is their id, or their name as their request has it, and `answer` what a
/// statement rests on: a word of the list `bases`.
pub(super) fn kept_back(
    (case, record): (&Case, &Json),
    to: Option<&str>,
    answer: Option<&str>,
    vocabulary: Option<&Vocabulary>,
    today: Date,
) -> Result<KeptBack, NotYet> {
    let asker = Asker(to.ok_or(NotYet::Nobody)?);
    let requests = asker.requests(case)?;
    let decided = Decided::of((case, record), Some(&requests), vocabulary, today)?;
    let (request, things) = (requests[0].to_owned(), decided.leaves(record, vocabulary));
    if !things.is_empty() {
        return Err(NotYet::Undecided(ToDecide { request, things }));
    }
    let mut kept = decided.kept_back();
    kept.request = Some(request);
    let others = asker.others(case, answer);
    let corrections: Vec<String> = kept.corrections(case).collect();
    kept.rows.extend(others.into_iter().chain(corrections));
    Ok(kept)
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

/// Somebody who asked, by their id, or by their name as their request has it.
struct Asker<'a>(&'a str);

impl Asker<'_> {
    fn is(&self, person: Option<&PersonId>, name: Option<&Text>) -> bool {
        let named = |name: &Text| fold(name.as_str().trim()) == fold(self.0.trim());
        person.is_some_and(|person| person.as_str() == self.0) || name.is_some_and(named)
    }

    /// Their requests, the newest first; what was decided for an earlier one holds.
    fn requests<'c>(&self, case: &'c Case) -> Result<Vec<&'c str>, NotYet> {
        let theirs = case.access_requests.iter().rev();
        let theirs: Vec<&AccessRequest> =
            theirs.filter(|asked| self.is(asked.person.as_ref(), asked.name.as_ref())).collect();
        let ids: Vec<&str> = theirs.iter().map(|asked| id_of(&asked.id)).collect();
        match theirs.first() {
            None => Err(NotYet::NotAsked),
            Some(newest) if newest.right.is_none() => Err(NotYet::WithoutRight(ids[0].to_owned())),
            Some(_) => Ok(ids),
        }
    }

    /// What others asked, and what they were told: it is theirs.
    fn others(&self, case: &Case, answer: Option<&str>) -> Vec<String> {
        let asked = case.access_requests.iter();
        let asked = asked.filter(|asked| !self.is(asked.person.as_ref(), asked.name.as_ref()));
        let told = case.disclosures.iter().filter(|told| {
            let is_answer = told.basis.as_ref().is_some_and(|basis| Some(basis.as_str()) == answer);
            is_answer && !self.is(told.person.as_ref(), told.to_elsewhere.as_ref())
        });
        let ids = asked.map(|asked| &asked.id).chain(told.map(|told| &told.id));
        ids.map(id_of).map(str::to_owned).collect()
    }
}

impl KeptBack {
    /// The corrections of what is kept back, which would tell it.
    fn corrections<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = String> + 'a {
        let tells = |place: &Text| {
            let path = Path::parse(place.as_str());
            self.places.iter().any(|kept| path.0.starts_with(&kept.0))
                || path.0.iter().any(|step| self.rows.contains(&step.to_string()))
        };
        let corrections = case.corrections.iter().filter(move |one| one.places.iter().any(tells));
        corrections.map(|one| id_of(&one.id).to_owned())
    }
}

fn id_of(id: &Option<RowId>) -> &str {
    id.as_ref().map_or("", RowId::as_str)
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

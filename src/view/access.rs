//! What is told to somebody who asks what is held about them: all of it, but for what somebody decided to keep back.

mod decided;

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::record::case::{AccessRequest, Case};
use crate::record::id::{PersonId, RowId};
use crate::record::path::{Path, Written};
use crate::record::text::fold;
use crate::record::value::{Date, Text};
use crate::record::vocabulary::Vocabulary;
use decided::Decided;

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
    /// A decision about a place does not say what stands against it, or is to be made anew.
    Unfinished { decision: String, what: String },
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
    decided.is_finished()?;
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
    Decided::of((case, record), None, vocabulary, today).map(Decided::kept_from_all)
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
        let tells = |place: &Written| {
            let path = place.path();
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

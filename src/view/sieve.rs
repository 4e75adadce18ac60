//! What an audience does not see: hidden places, what is marked as sensitive, and whatever belongs to it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::audience::Audience;
use super::place::Place;
use crate::record::case::{Agreement, Hypothesis};
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::value::YesNo;

/// Decides what goes through to an audience.
pub(super) struct Sieve<'a> {
    audience: &'a Audience,
    /// Ids of rows that stay behind, and of people who are in the team only through such a row.
    behind: BTreeSet<String>,
    /// Those of them that stay behind by what stands in the record, and not by where they stand.
    pub(super) kept: BTreeSet<String>,
    /// Ids that stay behind in another version of the record, and so here.
    given: &'a BTreeSet<String>,
    /// Ids of rows that were written down in a visit of which a meeting stays behind.
    beside: BTreeSet<String>,
    /// Ids of rows that became of something marked as sensitive: a next step of such a meeting is an action now.
    made: BTreeSet<String>,
    /// Of all agreements the only ones that are seen, where the audience sees anything by an agreement.
    rests_on: Option<&'a BTreeSet<String>>,
}

impl<'a> Sieve<'a> {
    /// The sieve of an audience for one record.
    /// What is `given` stays behind too, whatever this record says of it.
    pub(super) fn new(
        audience: &'a Audience,
        shape: &Shape,
        record: &Json,
        given: &'a BTreeSet<String>,
        rests_on: Option<&'a BTreeSet<String>>,
    ) -> Sieve<'a> {
        let (behind, kept) = (given.clone(), given.clone());
        let beside = beside(record, |hui| {
            !audience.sensitive && is_sensitive(hui) || text(hui, "id").is_some_and(|id| given.contains(&id))
        });
        let made = BTreeSet::new();
        let mut sieve = Sieve { audience, behind, kept, given, beside, made, rests_on };
        // what belongs to a row that stays behind stays behind too, and may itself be belonged to
        loop {
            let before = (sieve.behind.len(), sieve.made.len());
            sieve.gather(&Place::TOP, shape, record, [false, false]);
            if (sieve.behind.len(), sieve.made.len()) == before {
                return sieve;
            }
        }
    }

    /// Whether the audience does not see this place.
    pub(super) fn hides(&self, place: &Place) -> bool {
        self.audience.hides(place)
    }

    /// Whether an id is that of something that stays behind.
    pub(super) fn is_behind(&self, id: &str) -> bool {
        self.behind.contains(id)
    }

    /// Whether a mapping stays behind: it is marked as sensitive, or belongs to a row that stays behind.
    pub(super) fn keeps(&self, shape: &Shape, map: &Map<String, Json>) -> bool {
        let sensitive = !self.audience.sensitive && is_sensitive(map);
        let Shape::Map(known) = shape else { return sensitive };
        // a row that stays behind in another version of the record does so here
        sensitive
            || known.prefix.is_some() && text(map, "id").is_some_and(|id| self.given.contains(&id))
            || known.prefix.is_some() && text(map, "id").is_some_and(|id| self.made.contains(&id))
            // an explanation speaks of whatever the meeting spoke of in which it came up
            || *shape == Hypothesis::SHAPE && text(map, "id").is_some_and(|id| self.beside.contains(&id))
            || *shape == Agreement::SHAPE
                && self.rests_on.is_some_and(|seen| text(map, "id").is_none_or(|id| !seen.contains(&id)))
            || known
                .fields
                .iter()
                .any(|f| f.shape == Shape::Row && f.key != "id" && self.names_behind(map, f.key))
    }

    fn names_behind(&self, map: &Map<String, Json>, key: &str) -> bool {
        map.get(key).and_then(Json::as_str).is_some_and(|id| self.is_behind(id))
    }

    // whether what is above stays behind, and whether by what stands in the record
    fn gather(&mut self, place: &Place, shape: &Shape, value: &Json, [behind, kept]: [bool; 2]) {
        let behind = behind || self.hides(place);
        match value {
            Json::Object(map) => {
                let kept = kept || self.keeps(shape, map);
                let behind = behind || kept;
                if kept {
                    self.made.extend(text(map, "became"));
                }
                if behind {
                    self.behind.extend(text(map, "id"));
                }
                if kept {
                    self.kept.extend(text(map, "id"));
                }
                // whoever is in the team only through a sensitive row is not named elsewhere either
                if kept && matches!(shape, Shape::Map(MapShape { prefix: Some('t'), .. })) {
                    self.behind.extend(text(map, "person"));
                    self.kept.extend(text(map, "person"));
                }
                for (key, below) in map {
                    let shape = match shape {
                        Shape::Map(known) => known.field(key).map_or(&Shape::Free, |f| &f.shape),
                        _ => &Shape::Free,
                    };
                    self.gather(&place.key(key, "", ""), shape, below, [behind, kept]);
                }
            }
            Json::Array(items) => {
                let shape = if let Shape::List(item) = shape { item } else { &Shape::Free };
                let row = |item: &Json| item["id"].as_str().map(str::to_owned);
                for item in items {
                    self.gather(&place.row(row(item).as_deref()), shape, item, [behind, kept]);
                }
            }
            _ => {}
        }
    }
}

/// The rows of each visit that has a meeting among them which stays behind.
fn beside(record: &Json, stays: impl Fn(&Map<String, Json>) -> bool) -> BTreeSet<String> {
    let rows = |list: &str| record[list].as_array().into_iter().flatten().filter_map(Json::as_object);
    let hui: BTreeSet<String> =
        rows("hui").filter(|hui| stays(hui)).filter_map(|hui| text(hui, "id")).collect();
    let visits = rows("visits").map(|visit| ids(visit.get("rows").unwrap_or(&Json::Null)));
    visits.filter(|rows| !rows.is_disjoint(&hui)).flatten().collect()
}

fn ids(json: &Json) -> BTreeSet<String> {
    match json {
        Json::String(id) => BTreeSet::from([id.clone()]),
        Json::Array(items) => items.iter().flat_map(ids).collect(),
        Json::Object(map) => map.values().flat_map(ids).collect(),
        _ => BTreeSet::new(),
    }
}

fn text(map: &Map<String, Json>, key: &str) -> Option<String> {
    map.get(key).and_then(Json::as_str).map(str::to_owned)
}

/// The key that keeps a row with those who do the work.
pub(super) const SENSITIVE: &str = "sensitive";

/// Whether a mapping is marked as sensitive; what cannot be understood is taken as a yes.
pub fn is_sensitive(map: &Map<String, Json>) -> bool {
    match map.get(SENSITIVE) {
        None | Some(Json::Null) => false,
        Some(Json::Bool(yes)) => *yes,
        Some(Json::String(text)) => text.parse().map_or(true, |YesNo(yes)| yes),
        Some(_) => true,
    }
}

//! Answers by the ids of their prompts, as rows under the words that their guide has for them.

use minijinja::value::Value;
use serde_json::{Map, Value as Json};

use super::around::{Around, NoteAnswer, NoteLabel};
use super::leaf::{Rows, Section};
use super::place::Place;
use super::side::{Sides, nothing};
use super::walk::{Seen, Walk};
use crate::record::shape::Shape;
use crate::record::value::YesNo;

/// Where a visit keeps why there is no answer, under the id of the same question.
const REASONS: [&str; 2] = ["visits.not_needed", "visits.left_open"];

/// Where a visit keeps answers without a place of their own.
const KEPT: &str = "visits.answers";

/// What a note is called, and where it stands among the others.
pub(super) struct Named<'a> {
    order: (usize, usize),
    label: Option<&'a NoteLabel>,
}

/// What a guide calls the note of a key: the row's own guide first, then any that writes to this place, then any other.
pub(super) fn name<'a>(around: &Around<'a>, own: Option<&str>, place: &str, key: &str) -> Named<'a> {
    let of = |guide: usize, fits: &dyn Fn(&NoteLabel) -> bool| {
        let labels = &around.guides[guide].labels;
        labels.iter().position(|l| l.key == key && fits(l)).map(|n| (guide, n))
    };
    let here = |l: &NoteLabel| l.place.as_deref() == Some(place);
    let kept_by_visits = |l: &NoteLabel| l.place.is_none();
    let all = 0..around.guides.len();
    let own = own.and_then(|id| around.guides.iter().position(|g| g.id == id));
    let found = own
        .and_then(|n| of(n, &here).or_else(|| of(n, &|_| true)))
        .or_else(|| all.clone().find_map(|n| of(n, &here)))
        .or_else(|| all.clone().find_map(|n| of(n, &kept_by_visits)));
    match found {
        Some((guide, n)) => Named { order: (guide, n), label: Some(&around.guides[guide].labels[n]) },
        None => Named { order: (usize::MAX, 0), label: None },
    }
}

impl<'a> Named<'a> {
    /// What stands under the key at a place; why there is no answer is always somebody's own words.
    pub(super) fn answer(&self, place: &str) -> Option<&'a NoteAnswer> {
        self.label.filter(|_| !REASONS.contains(&place)).map(|label| &label.answer)
    }

    /// The words, and their language; without any, the id itself as words.
    pub(super) fn words(&self, key: &str) -> (String, Option<&str>) {
        match self.label {
            Some(label) => (label.label.clone(), label.lang.as_deref()),
            None => (key.replace(['-', '_'], " "), None),
        }
    }
}

impl Walk<'_> {
    /// Rows of `id`, `label` and `said`, in the order of the guide; JSON keeps them as the record does.
    pub(super) fn notes(&mut self, place: &Place, own: Option<&str>, map: &Map<String, Json>) -> Seen {
        let (around, keys) = (*self.sides().around(), place.keys());
        let mut notes: Vec<_> =
            map.iter().map(|(key, said)| (name(&around, own, &keys, key), key, said)).collect();
        notes.sort_by_key(|(named, ..)| named.order);
        let (mut json, mut items) = (Map::new(), Vec::new());
        let owner = place.words();
        for (named, key, said) in notes {
            let (label, lang) = named.words(key);
            let seen = self.see(&place.key(key, &owner, &label), &Shape::Free, said, None);
            if self.is_behind(key) || seen.json.is_null() {
                continue;
            }
            let value = in_words(self.sides(), named.answer(&keys), said).unwrap_or(seen.value);
            self.sides().note(key);
            let entries = vec![
                // plain, so that a template can ask for one by its id
                ("id".into(), Value::from(key.as_str())),
                ("label".into(), self.sides().name(&label, lang, named.label.is_some())),
                ("said".into(), value),
            ];
            json.insert(key.clone(), seen.json);
            items.push(Value::from_object(Section { entries, label: None, hidden: false, other: None }));
        }
        Seen {
            json: Json::Object(json),
            value: Value::from_object(Rows { items, gap: Some(place.words()), free: false }),
        }
    }
}

impl Walk<'_> {
    /// What guides share of the answers that these visits keep, the latest last: rows of `id`, `label`, `said`, `guide`,
    /// `date`, and whether it is the `newest` answer to its question.
    pub(super) fn noted(&mut self, visits: &Json) -> Value {
        let around = *self.sides().around();
        // what was noted beside something that stays behind may speak of it
        let stays = |visit: &Json| {
            visit["rows"].as_array().is_some_and(|rows| rows.iter().any(|id| self.is_row_behind(id)))
        };
        let mut visits: Vec<&Json> =
            visits.as_array().into_iter().flatten().filter(|visit| !stays(visit)).collect();
        visits.sort_by_key(|visit| visit["opened"].as_str());
        let mut answers = Vec::new();
        for visit in visits {
            let keys = visit["answers"].as_object().into_iter().flatten().map(|(key, _)| key.as_str());
            // what another guide shares under the same key is not this one's to share
            let shares = |key: &&str| {
                let own = around.guides.iter().find(|guide| visit["guide"] == *guide.id);
                own.is_some_and(|guide| guide.labels.iter().any(|label| label.shared && label.key == *key))
            };
            let named =
                keys.filter(shares).map(|key| (name(&around, visit["guide"].as_str(), KEPT, key), key));
            let mut shared: Vec<_> = named.collect();
            shared.sort_by_key(|(named, _)| named.order);
            answers.extend(shared.into_iter().map(|(named, key)| (visit, named, key)));
        }
        let mut items = Vec::new();
        for (at, (visit, named, key)) in answers.iter().enumerate() {
            let newest = answers[at + 1..].iter().all(|(.., later)| later != key);
            items.push(self.one_noted(visit, named, key, newest));
        }
        Value::from_object(Rows { items, gap: None, free: true })
    }

    fn is_row_behind(&self, id: &Json) -> bool {
        id.as_str().is_some_and(|id| self.is_kept(id))
    }

    fn one_noted(&mut self, visit: &Json, named: &Named<'_>, key: &str, newest: bool) -> Value {
        let said = &visit["answers"][key];
        let (label, lang) = named.words(key);
        let seen = self.see(&Place::TOP, &Shape::Free, said, None);
        let value = in_words(self.sides(), named.answer(KEPT), said).unwrap_or(seen.value);
        let day = visit["opened"].as_str().and_then(|day| day.parse().ok());
        let guide = visit["guide"].as_str().map(|id| self.sides().guide(id));
        let entries = [
            ("id", Value::from(key)),
            ("label", self.sides().text(&label, lang)),
            ("said", value),
            ("guide", guide.unwrap_or_else(nothing)),
            ("date", day.map_or_else(nothing, |day| self.sides().date(day))),
            ("newest", Value::from(newest)),
        ];
        let entries = entries.map(|(key, value)| (key.into(), value)).into();
        Value::from_object(Section { entries, label: None, hidden: false, other: None })
    }
}

/// What was chosen, and a yes or no, as people read them; nothing for what they wrote themselves.
pub(super) fn in_words(sides: &mut Sides, answer: Option<&NoteAnswer>, said: &Json) -> Option<Value> {
    match (answer?, said) {
        (NoteAnswer::Text, _) => None,
        (NoteAnswer::YesNo, _) => {
            let yes = said.as_bool().or_else(|| said.as_str()?.parse::<YesNo>().ok().map(|yes| yes.0))?;
            Some(sides.text(if yes { "yes" } else { "no" }, None))
        }
        (NoteAnswer::Words(list), Json::Array(ids)) => {
            let items = ids.iter().filter_map(Json::as_str).map(|id| sides.term(list, id)).collect();
            Some(Value::from_object(Rows { items, gap: None, free: false }))
        }
        (NoteAnswer::Words(list), _) => Some(sides.term(list, said.as_str()?)),
    }
}

//! Answers by the ids of their prompts, as rows under the words that their guide has for them.

use minijinja::value::Value;
use serde_json::{Map, Value as Json};

use super::around::{Around, NoteLabel};
use super::leaf::{Rows, Section};
use super::place::Place;
use super::walk::{Seen, Walk};
use crate::record::shape::Shape;

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

impl Named<'_> {
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
            self.sides().note(key);
            let entries = vec![
                // plain, so that a template can ask for one by its id
                ("id".to_owned(), Value::from(key.as_str())),
                ("label".to_owned(), self.sides().text(&label, lang)),
                ("said".to_owned(), seen.value),
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

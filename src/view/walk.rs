//! One walk over a record by its shape: what goes through the sieve becomes JSON for scripts and values for templates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Weak;

use minijinja::value::Value;
use serde_json::{Map, Value as Json};

use super::around::Around;
use super::leaf::{ANY, Index, Key, Leaf, RowRef, Rows, Section};
use super::place::{Place, in_sentence, place_in_words};
use super::side::Sides;
use super::sieve::Sieve;
use crate::record::path::Path;
use crate::record::shape::{MapShape, Shape};
use crate::record::value::Date;

/// What is seen at a place: nothing, in JSON, is `null`.
pub(super) struct Seen {
    pub(super) json: Json,
    pub(super) value: Value,
}

pub(super) struct Walk<'a> {
    sieve: Sieve<'a>,
    sides: Sides<'a>,
    /// Members of the case's own team, by the id of their row.
    members: BTreeMap<String, Value>,
    /// Every row that goes through, by its id.
    pub(super) rows: BTreeMap<String, Value>,
    index: Weak<Index>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(around: &'a Around<'a>, sieve: Sieve<'a>, index: Weak<Index>) -> Walk<'a> {
        let (members, rows) = (BTreeMap::new(), BTreeMap::new());
        Walk { sieve, sides: Sides::new(around), members, rows, index }
    }

    /// Whether an id is that of something that stays behind.
    pub(super) fn is_behind(&self, id: &str) -> bool {
        self.sieve.is_behind(id)
    }

    /// Whether an id is that of something that stays behind by what stands in the record.
    pub(super) fn is_kept(&self, id: &str) -> bool {
        self.sieve.kept.contains(id)
    }

    /// The texts of the surroundings, made the same way as those of the record.
    pub(super) fn sides(&mut self) -> &mut Sides<'a> {
        &mut self.sides
    }

    /// The private-use characters that occur in what is seen.
    pub(super) fn private(self) -> BTreeSet<char> {
        self.sides.private
    }

    /// Makes the members of the team known by their rows, so that a person can be one of them.
    pub(super) fn meet(&mut self, shape: &Shape, team: &Json) {
        let case = Place::TOP;
        let place = case.key("team", "", "");
        let Shape::List(row) = shape else { return };
        for member in team.as_array().into_iter().flatten() {
            let (Some(id), Some(map)) = (member.get("id").and_then(Json::as_str), member.as_object()) else {
                continue;
            };
            if self.sieve.hides(&place) || self.sieve.keeps(row, map) {
                continue;
            }
            let seen = self.see(&place.row(Some(id)), row, member, None).value;
            let side = |key: &str| seen.get_attr(key).unwrap_or_default();
            let shown = [side("name"), side("person"), side("role")];
            let named = shown.iter().find(|v| v.is_true()).unwrap_or(&shown[0]);
            self.members.insert(id.to_owned(), Sides::member(id, named, side("role")));
        }
    }

    /// What is seen of a value at a place.
    pub(super) fn see(&mut self, place: &Place, shape: &Shape, json: &Json, lang: Option<&str>) -> Seen {
        if self.sieve.hides(place) {
            return Seen { json: Json::Null, value: hidden(shape) };
        }
        match (shape, json) {
            (Shape::Map(known), Json::Object(map)) => self.mapping(place, known, shape, map),
            (Shape::Map(known), _) => self.mapping(place, known, shape, &Map::new()),
            (Shape::List(item), _) => self.list(place, item, json),
            (Shape::Notes, Json::Object(map)) => self.notes(place, None, map),
            (Shape::Free | Shape::Notes, _) => self.free(place, json),
            (_, Json::Null) => Seen { json: Json::Null, value: gap(Some(place.words()), shape) },
            _ => self.leaf(place, shape, json, lang),
        }
    }

    fn mapping(
        &mut self,
        place: &Place,
        known: &'static MapShape,
        shape: &Shape,
        map: &Map<String, Json>,
    ) -> Seen {
        if self.sieve.keeps(shape, map) {
            return Seen { json: Json::Null, value: hidden(shape) };
        }
        let owner = self.owner(place, known, map);
        let lang = map.get("language").and_then(Json::as_str).and_then(|id| self.sides.language(id));
        let (mut json, mut entries) = (Map::new(), Vec::new());
        for field in known.fields {
            // only the words themselves are in the language, not what is said about them
            let lang = lang.as_deref().filter(|_| field.key == "words");
            let below = place.key(field.key, &owner, field.doc);
            let seen = match map.get(field.key) {
                Some(Json::String(id)) if field.key == "id" => {
                    Seen { json: id.as_str().into(), value: Value::from(id.as_str()) }
                }
                Some(Json::Object(notes)) if field.shape == Shape::Notes && !self.sieve.hides(&below) => {
                    self.notes(&below, own_guide(map), notes)
                }
                value => self.see(&below, &field.shape, value.unwrap_or(&Json::Null), lang),
            };
            if !seen.json.is_null() {
                json.insert(field.key.into(), seen.json);
            }
            entries.push((Key::Borrowed(field.key), seen.value));
        }
        let named =
            |f: &&(Key, Value)| known.field(&f.0).is_some_and(|f| f.shape == Shape::Text) && f.1.is_true();
        let label = entries.iter().find(named).map(|f| f.1.clone());
        let value = Value::from_object(Section { entries, label, hidden: false, other: None });
        if let (Some(_), Some(id)) = (known.prefix, map.get("id").and_then(Json::as_str)) {
            self.rows.insert(id.to_owned(), value.clone());
        }
        Seen { json: Json::Object(json), value }
    }

    fn list(&mut self, place: &Place, item: &Shape, json: &Json) -> Seen {
        let (mut items, mut values) = (Vec::new(), Vec::new());
        for row in json.as_array().into_iter().flatten() {
            let below = place.row(row["id"].as_str());
            if self.stays_behind(item, row) {
                continue;
            }
            let seen = self.see(&below, item, row, None);
            if !seen.json.is_null() {
                items.push(seen.json);
                values.push(seen.value);
            }
        }
        let value =
            Value::from_object(Rows { items: values, gap: Some(place.words()), free: *item == Shape::Free });
        Seen { json: Json::Array(items), value }
    }

    /// What a mapping is, in words: for a row, with the words or the day by which people know it.
    fn owner(&self, place: &Place, known: &MapShape, map: &Map<String, Json>) -> String {
        if place.is_top() {
            return String::new();
        }
        let what = in_sentence(known.doc);
        let seen = |key: &str| !self.sieve.hides(&place.key(key, "", ""));
        let mut telling =
            known.fields.iter().filter(|f| matches!(f.shape, Shape::Text | Shape::Date) && seen(f.key));
        match telling.find_map(|f| map.get(f.key)?.as_str()).filter(|_| known.prefix.is_some()) {
            Some(text) => match text.parse::<Date>() {
                Ok(_) if self.sides.around().by_terms => what,
                Ok(date) => format!("{what} on {}", date.in_words()),
                Err(_) => format!("{what} “{}”", short(text)),
            },
            None => what,
        }
    }

    fn stays_behind(&self, shape: &Shape, json: &Json) -> bool {
        match json {
            Json::Object(map) => self.sieve.keeps(shape, map),
            Json::String(id) if refers(shape) => self.sieve.is_behind(id),
            _ => false,
        }
    }

    fn free(&mut self, place: &Place, json: &Json) -> Seen {
        match json {
            Json::Null => Seen { json: Json::Null, value: open_gap(place) },
            Json::Array(_) => self.list(place, &Shape::Free, json),
            Json::Object(map) => self.free_mapping(place, map),
            Json::String(text) if self.sieve.is_behind(text) => {
                Seen { json: Json::Null, value: hidden(&Shape::Free) }
            }
            Json::String(text) => Seen { json: json.clone(), value: self.sides.text(text, None) },
            other => Seen { json: other.clone(), value: self.sides.text(&other.to_string(), None) },
        }
    }

    fn free_mapping(&mut self, place: &Place, map: &Map<String, Json>) -> Seen {
        if self.sieve.keeps(&Shape::Free, map) {
            return Seen { json: Json::Null, value: hidden(&Shape::Free) };
        }
        let (mut json, mut entries) = (Map::new(), Vec::new());
        let owner = place.words();
        for (key, below) in map {
            if self.sieve.is_behind(key) {
                continue;
            }
            let seen = self.see(&place.key(key, &owner, key), &Shape::Free, below, None);
            if !seen.json.is_null() {
                json.insert(key.clone(), seen.json);
                self.sides.note(key);
                entries.push((key.clone().into(), seen.value));
            }
        }
        let other = Some(open_gap(place));
        let value = Value::from_object(Section { entries, label: None, hidden: false, other });
        Seen { json: Json::Object(json), value }
    }

    fn leaf(&mut self, place: &Place, shape: &Shape, json: &Json, lang: Option<&str>) -> Seen {
        let text = json.as_str().unwrap_or_default();
        if refers(shape) && self.sieve.is_behind(text) {
            return Seen { json: Json::Null, value: hidden(shape) };
        }
        let missing = || gap(Some(place.words()), shape);
        let value = match shape {
            Shape::Number => json.as_i64().map_or_else(missing, Value::from),
            Shape::YesNo => json.as_bool().map_or_else(missing, Value::from),
            Shape::Date => text.parse::<Date>().map_or_else(|_| missing(), |day| self.sides.date(day)),
            Shape::Person => match self.members.get(text) {
                Some(member) => member.clone(),
                None => self.sides.person(text).unwrap_or_else(missing),
            },
            Shape::Setting => self.sides.setting(text).unwrap_or_else(missing),
            Shape::Guide => self.sides.guide(text),
            Shape::Place => self.sides.text(&place_in_words(&Path::parse(text)), None),
            Shape::Row => Value::from_object(RowRef { id: text.into(), index: self.index.clone() }),
            Shape::Term(list) => self.sides.term(list, text),
            _ => self.sides.text(text, lang),
        };
        Seen { json: json.clone(), value }
    }
}

/// The guide whose questions a row answers, where the row says so.
pub(super) fn own_guide(map: &Map<String, Json>) -> Option<&str> {
    ["guide", "lens"].iter().find_map(|key| map.get(*key)?.as_str())
}

/// Whether a value of this shape names a row or a person by id.
fn refers(shape: &Shape) -> bool {
    matches!(shape, Shape::Row | Shape::Person | Shape::Free)
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// The names that a value of a shape has for its sides, as in `case.kind.label`.
pub fn sides(shape: &Shape) -> &'static [&'static str] {
    match shape {
        Shape::Term(_) => &[
            "id",
            "label",
            "note",
            "lang",
            "about",
            "in_work",
            "ended",
            "leads",
            "speaks_for",
            "question",
            "voices",
        ],
        Shape::Person => &["id", "name", "role"],
        Shape::Date => &["iso", "short"],
        Shape::Setting => &["id", "name", "kind", "key_contact"],
        Shape::Guide => &["id", "title", "gloss", "element", "purpose"],
        _ => &[],
    }
}

/// A value that is not recorded, or with no words for it, not seen; it answers to the names the real one would have.
fn gap(words: Option<String>, shape: &Shape) -> Value {
    let names = if *shape == Shape::Row { ANY } else { sides(shape) };
    Value::from_object(Leaf::gap(words, names))
}

fn hidden(shape: &Shape) -> Value {
    match shape {
        Shape::Map(known) => {
            let entries = known.fields.iter().map(|f| (f.key.into(), hidden(&f.shape))).collect();
            Value::from_object(Section { entries, label: None, hidden: true, other: None })
        }
        Shape::List(_) => Value::from_object(Rows { items: vec![], gap: None, free: false }),
        Shape::Free | Shape::Notes => Value::from_object(Rows { items: vec![], gap: None, free: true }),
        _ => gap(None, shape),
    }
}

/// What stands where nobody has laid down what stands there, and nobody has recorded anything.
fn open_gap(place: &Place) -> Value {
    Value::from_object(Rows { items: vec![], gap: Some(place.words()), free: true })
}

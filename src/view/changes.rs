//! What changed between two versions of a case, as one audience sees both: nothing hidden in either gets in.

mod change;
mod say;

use minijinja::value::Value;
use serde_json::{Map, Value as Json, json};

pub(super) use change::{Change, as_value, rows};
use change::{Detail, Owner};

use super::notes;
use super::side::Sides;
use crate::record::case::Case;
use crate::record::difference::{Difference, differences};
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, FieldShape, MapShape, Shape, first_words};
use crate::record::tree;

/// Keys that say where a walk is or what a row is called by the program, not what anybody said.
const BOOKKEEPING: [&str; 4] = ["reached", "rows", "id", "schema"];

/// What comes before everything else.
const STRENGTHS: &str = "strengths";

/// Finds what changed and puts it in words.
struct Changes<'s, 'a> {
    sides: &'s mut Sides<'a>,
    before: &'s Json,
    after: &'s Json,
    /// Whether this audience sees what is sensitive too.
    sensitive: bool,
    found: Vec<Change>,
}

/// All that changed between two views of the same audience: strengths first, then in the order of the schema.
pub(super) fn changes(sides: &mut Sides, before: &Json, after: &Json, sensitive: bool) -> Vec<Change> {
    let mut changes = Changes { sides, before, after, sensitive, found: Vec::new() };
    for difference in differences(before, after) {
        changes.difference(&difference);
    }
    changes.found.sort_by_key(|change| !change.is_of(STRENGTHS));
    changes.found
}

impl Changes<'_, '_> {
    fn difference(&mut self, d: &Difference) {
        let Some(Step::Key(last)) = d.path.0.last() else { return };
        if BOOKKEEPING.contains(&last.as_str()) {
            return;
        }
        match d.shape {
            Shape::Map(map) => self.row(map, &d.path, &d.before, &d.after),
            Shape::List(item) => self.items(item, &d.path, &d.before, &d.after),
            Shape::Notes => self.notes(&d.path, &d.before, &d.after),
            shape => self.value(shape, &d.path, &d.before, &d.after),
        }
    }

    /// The version in which something stands: now, where it still does.
    fn version(&self, gone: bool) -> &Json {
        if gone { self.before } else { self.after }
    }

    fn value(&mut self, shape: &Shape, path: &Path, was: &Json, is: &Json) {
        let Some(field) = field(path) else { return };
        let (before, after) = (self.say(shape, was, true), self.say(shape, is, false));
        let owner = self.owner(path, is.is_null());
        // words that a row is known by name it already
        let owner = owner.filter(|owner| Some(owner.key) != last_key(path));
        let said = *shape == Shape::Text;
        // what was wrong is not said once more to those whom it is about
        let corrected = !self.sensitive && !is.is_null() && self.is_corrected(path);
        let (was, before) = if corrected { (&Json::Null, None) } else { (was, before) };
        let change = Change::of(path, field.label().to_owned()).from(was, is);
        self.found.push(Change { said, corrected, before, after, ..change.in_row(owner) });
    }

    /// Whether a place was put right at somebody's wish since the earlier version.
    fn is_corrected(&self, path: &Path) -> bool {
        let rows = |json: &Json| json["corrections"].as_array().cloned().unwrap_or_default();
        let before = rows(self.before);
        let new = rows(self.after).into_iter().filter(|row| !before.contains(row));
        let place = path.to_string();
        new.flat_map(|row| row["places"].as_array().cloned().unwrap_or_default())
            .any(|one| one == place.as_str())
    }

    /// Whether a row is the measure that stood as the latest before: it moved, and is nothing new.
    fn is_moved(&self, path: &Path, row: &Json) -> bool {
        let Some((list, _)) = path.split_last() else { return false };
        let Some((goal, _)) = list.split_last().filter(|(_, key)| **key == Step::Key("measures".into()))
        else {
            return false;
        };
        let was = tree::at(self.before, &goal);
        !self.sensitive && row["value"] == was["latest"] && row["date"] == was["latest_on"]
    }

    /// Of a list of texts or people, what came and what went.
    fn items(&mut self, item: &Shape, path: &Path, was: &Json, is: &Json) {
        let all = |json: &Json| json.as_array().cloned().unwrap_or_default();
        let only = |of: &Json, without: &Json| -> Json {
            let (of, without) = (all(of), all(without));
            of.into_iter().filter(|i| !without.contains(i)).collect()
        };
        let (gone, new) = (only(was, is), only(is, was));
        let [gone, new] = [gone, new].map(|items| if items == json!([]) { Json::Null } else { items });
        if gone.is_null() && new.is_null() {
            return;
        }
        let Some(field) = field(path) else { return };
        let words = |this: &mut Self, items: &Json, left: bool| {
            let quoted = |words: String| if *item == Shape::Text { format!("“{words}”") } else { words };
            let said = items.as_array()?.iter().filter_map(|i| this.say(item, i, left));
            let said: Vec<String> = said.map(|words| quoted(words.to_string())).collect();
            Some(this.sides.text(&said.join("; "), None))
        };
        let (before, after) = (words(self, &gone, true), words(self, &new, false));
        let owner = self.owner(path, false).or_else(|| self.owner(path, true));
        let what = field.label().to_owned();
        let change = Change { was: gone, is: new, list: true, ..Change::of(path, what) };
        self.found.push(Change { before, after, ..change.in_row(owner) });
    }

    /// Answers, each under the words of its guide.
    fn notes(&mut self, path: &Path, was: &Json, is: &Json) {
        let gone = is.is_null();
        let row = path.split_last().map(|(above, _)| tree::at(self.version(gone), &above).clone());
        let own = row.as_ref().and_then(Json::as_object).and_then(super::walk::own_guide).map(str::to_owned);
        let owner = self.owner(path, gone);
        let empty = Map::new();
        let (was, is) = (was.as_object().unwrap_or(&empty), is.as_object().unwrap_or(&empty));
        let mut keys: Vec<&String> = was.keys().chain(is.keys().filter(|k| !was.contains_key(*k))).collect();
        keys.sort();
        for key in keys {
            let (was, is) = (was.get(key).unwrap_or(&Json::Null), is.get(key).unwrap_or(&Json::Null));
            if was == is {
                continue;
            }
            let label = self.label_of_note(path, own.as_deref(), key);
            let (before, after) = [(was, true), (is, false)]
                .map(|(json, gone)| self.say_note(path, own.as_deref(), key, json, gone))
                .into();
            let change = Change::of(&path.key(key), label).from(was, is);
            self.found.push(Change { said: true, before, after, ..change.in_row(owner.clone()) });
        }
    }

    fn label_of_note(&self, path: &Path, own: Option<&str>, key: &str) -> String {
        notes::name(self.sides.around(), own, &keys_of(path), key).words(key).0
    }

    fn say_note(
        &mut self,
        path: &Path,
        own: Option<&str>,
        key: &str,
        json: &Json,
        gone: bool,
    ) -> Option<Value> {
        let place = keys_of(path);
        let answer = notes::name(self.sides.around(), own, &place, key).answer(&place);
        // the words of a list stand in a line of their own here
        let words = notes::in_words(self.sides, answer, json).map(|said| said.to_string());
        words.map(|said| self.sides.text(&said, None)).or_else(|| self.say(&Shape::Free, json, gone))
    }

    /// A row that came or went, with what it holds; rows below it follow by themselves.
    fn row(&mut self, map: &'static MapShape, path: &Path, was: &Json, is: &Json) {
        let gone = is.is_null();
        if gone && !self.sensitive && map.field("sensitive").is_some() {
            // it may have been marked after that day and before it went: that it went is all there is to say
            let change = Change::of(path, first_words(map.doc).to_owned()).from(&json!({}), is);
            self.found.push(Change { row: true, ..change });
            return;
        }
        let row = if gone { was } else { is };
        if !gone && self.is_moved(path, row) {
            return;
        }
        let named = label(map, row);
        let said = |this: &mut Self, shape: &Shape, json: &Json| this.say(shape, json, gone);
        let words = named.and_then(|f| said(self, &f.shape, &row[f.key]));
        let owner = path.split_last().and_then(|(list, _)| self.owner(&list, gone));
        let mut details = Vec::new();
        for field in map.fields.iter().filter(|f| named.is_none_or(|n| n.key != f.key)) {
            if BOOKKEEPING.contains(&field.key) || field.shape.rows().is_some() {
                continue;
            }
            match &row[field.key] {
                Json::Object(said) if field.shape == Shape::Notes => {
                    let own = row.as_object().and_then(super::walk::own_guide);
                    for (key, value) in said {
                        let place = path.key(field.key);
                        let label = self.label_of_note(&place, own, key);
                        let value = self.say_note(&place, own, key, value, gone);
                        details.extend(value.map(|value| Detail { key: field.key, what: label, value }));
                    }
                }
                value => {
                    let value = said(self, &field.shape, value);
                    let what = field.label().to_owned();
                    details.extend(value.map(|value| Detail { key: field.key, what, value }));
                }
            }
        }
        let (before, after) = if gone { (words, None) } else { (None, words) };
        let change = Change::of(path, first_words(map.doc).to_owned()).from(was, is);
        let said_by_words = named.is_some_and(|f| f.shape == Shape::Text);
        let change = Change { row: true, said: said_by_words, details, before, after, ..change };
        self.found.push(change.in_row(owner));
        for field in map.fields {
            let Some(below) = field.shape.rows() else { continue };
            for (n, nested) in row[field.key].as_array().into_iter().flatten().enumerate() {
                let list = path.key(field.key);
                let place = nested["id"].as_str().map_or_else(|| list.index(n), |id| list.key(id));
                let (was, is) = if gone { (nested, &Json::Null) } else { (&Json::Null, nested) };
                self.row(below, &place, was, is);
            }
        }
    }

    /// The nearest row around a place.
    fn owner(&mut self, path: &Path, gone: bool) -> Option<Owner> {
        for n in (1..=path.0.len()).rev() {
            let (here, list) = (Path(path.0[..n].to_vec()), Path(path.0[..n - 1].to_vec()));
            let Ok(Some(map)) = Case::SHAPE.at(&list).map(Shape::rows) else { continue };
            let row = tree::at(self.version(gone), &here).clone();
            let field = label(map, &row)?;
            let (key, what) = (field.key, first_words(map.doc));
            return self.say(&field.shape, &row[field.key], gone).map(|words| Owner { words, key, what });
        }
        None
    }
}

/// Without the rows that have no id and could be ones that stay behind: the one can not be told from the other.
pub(super) fn with_ids(shape: &Shape, json: &mut Json) {
    match (shape, json) {
        (Shape::Map(map), Json::Object(json)) => {
            for field in map.fields {
                if let Some(below) = json.get_mut(field.key) {
                    with_ids(&field.shape, below);
                }
            }
        }
        (Shape::List(item), Json::Array(items)) => {
            if matches!(item, Shape::Map(map) if map.prefix.is_some() && map.field("sensitive").is_some()) {
                items.retain(|row| row["id"].is_string());
            }
            items.iter_mut().for_each(|row| with_ids(item, row));
        }
        _ => {}
    }
}

/// The field by which people know a row: the first that says something; after a day, the words if they come next.
fn label(map: &'static MapShape, row: &Json) -> Option<&'static FieldShape> {
    let tells = |f: &FieldShape| {
        let one =
            !matches!(f.shape, Shape::List(_) | Shape::Map(_) | Shape::Notes | Shape::Free | Shape::YesNo);
        f.key != "id" && one && !row[f.key].is_null()
    };
    let first = map.fields.iter().position(tells)?;
    let words = map.fields.get(first + 1).filter(|f| f.shape == Shape::Text && tells(f));
    words.filter(|_| map.fields[first].shape == Shape::Date).or(Some(&map.fields[first]))
}

fn field(path: &Path) -> Option<&'static FieldShape> {
    let (above, last) = path.split_last()?;
    match (Case::SHAPE.at(&above).ok()?, last) {
        (Shape::Map(map), Step::Key(key)) => map.field(key),
        _ => None,
    }
}

fn last_key(path: &Path) -> Option<&str> {
    match path.0.last() {
        Some(Step::Key(key)) => Some(key),
        _ => None,
    }
}

/// The keys of a path, without its rows.
fn keys_of(path: &Path) -> String {
    let is_key = |n: &usize| {
        let above = Path(path.0[..*n].to_vec());
        !matches!(Case::SHAPE.at(&above), Ok(Shape::List(_)))
    };
    let keys = (0..path.0.len()).filter(is_key).map(|n| path.0[n].to_string());
    keys.collect::<Vec<_>>().join(".")
}

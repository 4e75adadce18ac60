//! A case told to people who need not know whose it is: roles instead of names, kinds instead of places, terms instead of days.

use serde_json::{Map, Value as Json};

use super::around::Around;
use crate::record::cluster::{Person, Setting};
use crate::record::naming::replaced;
use crate::record::shape::{MapShape, Shape};
use crate::record::text::mark;
use crate::record::value::Text;

/// How it says that a place is none of ours.
const ELSEWHERE: &str = "another place";
/// The cluster.
const CLUSTER: &str = "our cluster";
/// Somebody of whom nothing is said.
const SOMEBODY: &str = "somebody";

/// What lies around a case, without names.
pub(super) struct Disguise {
    people: Vec<Person>,
    settings: Vec<Setting>,
}

impl Disguise {
    /// The people by what they do, the schools and services by what they are.
    pub(super) fn of(around: &Around<'_>) -> Disguise {
        let label = |list: &str, id: Option<&str>| {
            let label = id.map_or_else(|| SOMEBODY.to_owned(), |id| around.vocabulary.label(list, id));
            Text::new(&label)
        };
        let people = around.people.iter().filter_map(|person| {
            Some(Person { name: label("posts", person.role.as_ref().map(|r| r.as_str()))?, ..person.clone() })
        });
        let settings = around.settings.iter().filter_map(|setting| {
            let name = match &setting.kind {
                Some(kind) => label("setting-kinds", Some(kind.as_str())),
                None => Text::new(ELSEWHERE),
            };
            Some(Setting { name: name?, key_contact: None, ..setting.clone() })
        });
        Disguise { people: people.collect(), settings: settings.collect() }
    }

    /// The surroundings with these in their place.
    pub(super) fn around<'a>(&'a self, around: &Around<'a>) -> Around<'a> {
        Around { cluster: CLUSTER, people: &self.people, settings: &self.settings, by_terms: true, ..*around }
    }
}

/// A record without names; where people decided what stands for a name in a text, that.
pub(super) fn disguised(shape: &Shape, record: &Json, around: &Around<'_>) -> Json {
    let rows = record["stand_ins"].as_array().into_iter().flatten();
    let said =
        rows.filter_map(|row| Some((row["name"].as_str()?.to_owned(), row["instead"].as_str()?.to_owned())));
    let mut stand_ins: Vec<(String, String)> = said.collect();
    // the longest first, so that a whole name goes before a part of it
    stand_ins.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let seed = mark(record["id"].as_str().unwrap_or_default().bytes());
    Teller { around, stand_ins, seed }.tell(shape, record)
}

/// What a mokopuna is called where nobody is told who it is: by the place of its row, and never by its name.
pub fn pseudonym(around: &Around<'_>, case: &str, place: usize) -> Option<String> {
    named(around, mark(case.bytes()), place)
}

fn named(around: &Around<'_>, seed: u64, place: usize) -> Option<String> {
    let names = around.vocabulary.offered("pseudonyms");
    let at = (seed % (names.len().max(1) as u64)) as usize + place;
    names.get(at % names.len().max(1)).map(|word| word.label.clone())
}

struct Teller<'a> {
    around: &'a Around<'a>,
    stand_ins: Vec<(String, String)>,
    seed: u64,
}

impl Teller<'_> {
    fn tell(&self, shape: &Shape, json: &Json) -> Json {
        match (shape, json) {
            (Shape::Map(known), Json::Object(map)) => Json::Object(self.mapping(known, map)),
            (Shape::List(item), Json::Array(rows)) => {
                let told = rows.iter().enumerate().map(|(n, row)| self.mokopuna(item, row, n));
                Json::Array(told.collect())
            }
            (Shape::Text | Shape::Free | Shape::Notes, _) => self.texts(json),
            _ => json.clone(),
        }
    }

    fn mokopuna(&self, shape: &Shape, row: &Json, place: usize) -> Json {
        let mut told = self.tell(shape, row);
        if let (Shape::Map(MapShape { prefix: Some('m'), .. }), Some(map)) = (shape, told.as_object_mut()) {
            if row["name"].is_string() {
                map.insert(
                    "name".into(),
                    named(self.around, self.seed, place).map_or(Json::Null, Json::String),
                );
            }
            let band = row["year"].as_str().and_then(|year| self.band(year));
            map.insert("year".into(), band.map_or(Json::Null, Json::String));
        }
        told
    }

    /// The span of years that a year level lies in; nothing where none is known.
    fn band(&self, year: &str) -> Option<String> {
        let digits: String =
            year.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let bands = self.around.vocabulary.offered("year-bands");
        bands.into_iter().find(|band| band.aliases.contains(&digits)).map(|band| band.label)
    }

    fn mapping(&self, known: &MapShape, map: &Map<String, Json>) -> Map<String, Json> {
        let told = |(key, value): (&String, &Json)| {
            let field = known.field(key);
            let told = match field {
                Some(field) if field.shape == Shape::Text && !value.is_null() && key == "name" => {
                    self.role(known, map)
                }
                Some(_) if key.ends_with("_elsewhere") && !value.is_null() => ELSEWHERE.into(),
                Some(field) => self.tell(&field.shape, value),
                None => self.texts(value),
            };
            (key.clone(), told)
        };
        map.iter().map(told).collect()
    }

    /// What somebody or something is, for whoever has a name: the first word of a list that the row has.
    fn role(&self, known: &MapShape, map: &Map<String, Json>) -> Json {
        let words = known.fields.iter().filter_map(|field| match field.shape {
            Shape::Term(list) => {
                map.get(field.key)?.as_str().map(|id| self.around.vocabulary.label(list, id))
            }
            _ => None,
        });
        words.into_iter().next().unwrap_or_else(|| SOMEBODY.to_owned()).into()
    }

    fn texts(&self, json: &Json) -> Json {
        match json {
            Json::String(text) => self
                .stand_ins
                .iter()
                .fold(text.clone(), |text, (name, instead)| replaced(&text, name, instead))
                .into(),
            Json::Array(items) => items.iter().map(|item| self.texts(item)).collect(),
            Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), self.texts(value))).collect(),
            other => other.clone(),
        }
    }
}

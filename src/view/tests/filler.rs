//! A record with something at every place, made from the schema itself.

use serde_json::{Map, Value as Json, json};

use super::sample::surroundings;
use crate::record::case::Case;
use crate::record::shape::{Field, Shape};

/// A record with something at every place, and for each text the place and a word that occurs nowhere else.
pub(crate) fn filled() -> (Json, Vec<(String, String)>) {
    let mut filler = Filler { made: 0, words: Vec::new() };
    let record = filler.fill(&Case::SHAPE, "");
    (record, filler.words)
}

/// Fills every place of a shape; each text is a word that occurs nowhere else.
struct Filler {
    made: usize,
    words: Vec<(String, String)>,
}

impl Filler {
    fn word(&mut self, place: &str) -> String {
        self.made += 1;
        let word = format!("word{}x", self.made);
        self.words.push((place.to_owned(), word.clone()));
        word
    }

    fn fill(&mut self, shape: &Shape, place: &str) -> Json {
        match shape {
            Shape::Text => self.word(place).into(),
            Shape::Date => "2026-08-03".into(),
            Shape::Number => 4.into(),
            Shape::YesNo => true.into(),
            Shape::Person => "p-mere".into(),
            Shape::Setting => "awa-school".into(),
            Shape::Case => "2025-kf3m".into(),
            Shape::Guide => "tatai".into(),
            Shape::Place => "request.hopes".into(),
            Shape::Term(list) => surroundings().vocabulary.list(list).first().map_or("any", |w| &w.id).into(),
            Shape::Notes => json!({ "some-prompt": self.word(place) }),
            Shape::Row | Shape::Free => Json::Null,
            Shape::List(Shape::Row) => json!([]),
            Shape::List(item) => json!([self.fill(item, place)]),
            Shape::Map(map) => {
                let mut filled = Map::new();
                for field in map.fields {
                    let value = match (field.key, map.prefix) {
                        ("id", Some(prefix)) => {
                            self.made += 1;
                            format!("{prefix}-{}", id(self.made)).into()
                        }
                        ("schema" | "id" | "kind" | "status" | "sensitive", _) if place.is_empty() => {
                            Json::Null
                        }
                        ("sensitive", _) => false.into(),
                        // it names a place of the record, which any words are not
                        ("place", _) if place == ".withholding" => Json::Null,
                        _ => self.fill(&field.shape, &format!("{place}.{}", field.key)),
                    };
                    filled.insert(field.key.into(), value);
                }
                filled.retain(|_, value| !value.is_null());
                filled.into()
            }
        }
    }
}

/// Four letters that ids may have, for each number others.
fn id(n: usize) -> String {
    let letters: Vec<char> = "23456789abcdefghjkmnpqrstvwxyz".chars().collect();
    (0..4).map(|place| letters[n / letters.len().pow(place) % letters.len()]).collect()
}

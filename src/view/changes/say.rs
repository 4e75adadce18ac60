//! Values of two versions in the words that people read.

use minijinja::value::Value;
use serde_json::Value as Json;

use super::{Changes, label};
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::value::Date;
use crate::view::place_in_words;
use crate::view::side::nothing;

impl Changes<'_, '_> {
    /// A value as people read it; nothing where there is none.
    pub(super) fn say(&mut self, shape: &Shape, json: &Json, gone: bool) -> Option<Value> {
        let text = json.as_str().unwrap_or_default();
        Some(match (shape, json) {
            (_, Json::Null) => return None,
            (Shape::List(item), Json::Array(items)) if items.iter().any(|i| !i.is_object()) => {
                let said: Vec<String> =
                    items.iter().filter_map(|i| self.say(item, i, gone)).map(|v| v.to_string()).collect();
                self.sides.text(&said.join("; "), None)
            }
            (Shape::List(_), _) => return None,
            (Shape::Term(list), _) => self.sides.term(list, text),
            (Shape::Date, _) => text.parse::<Date>().map_or_else(|_| nothing(), |day| self.sides.date(day)),
            (Shape::Setting, _) => self.sides.setting(text).unwrap_or_else(nothing),
            (Shape::Guide, _) => self.sides.guide(text),
            (Shape::Place, _) => self.sides.text(&place_in_words(&Path::parse(text)), None),
            (Shape::Person, _) => self.person(text, gone),
            (Shape::Row, _) => return self.row_by_id(text, gone),
            (Shape::YesNo, _) => self.sides.text(if *json == Json::Bool(true) { "yes" } else { "no" }, None),
            (_, Json::String(text)) => self.sides.text(text, None),
            (_, Json::Array(items)) => {
                let said: Vec<String> = items
                    .iter()
                    .filter_map(|i| self.say(&Shape::Free, i, gone))
                    .map(|v| v.to_string())
                    .collect();
                self.sides.text(&said.join("; "), None)
            }
            (_, Json::Object(map)) => {
                let said: Vec<String> = map
                    .iter()
                    .filter_map(|(key, value)| {
                        Some(format!("{key}: {}", self.say(&Shape::Free, value, gone)?))
                    })
                    .collect();
                self.sides.text(&said.join("; "), None)
            }
            (_, other) => self.sides.text(&other.to_string(), None),
        })
    }

    fn person(&mut self, id: &str, gone: bool) -> Value {
        let of_team = |version: &Json| {
            let rows = version["team"].as_array()?;
            rows.iter().find(|m| m["id"] == id).cloned()
        };
        let other = self.version(!gone);
        let Some(member) = of_team(self.version(gone)).or_else(|| of_team(other)) else {
            return self.sides.person(id).unwrap_or_else(nothing);
        };
        match (member["name"].as_str(), member["person"].as_str(), member["role"].as_str()) {
            (Some(name), ..) => self.sides.text(name, None),
            (_, Some(person), _) => self.sides.person(person).unwrap_or_else(nothing),
            (.., role) => role.map_or_else(nothing, |role| self.sides.term("roles", role)),
        }
    }

    fn row_by_id(&mut self, id: &str, gone: bool) -> Option<Value> {
        let (map, row) = find(&Case::SHAPE, self.version(gone), id)?;
        let field = label(map, row)?;
        let json = row[field.key].clone();
        self.say(&field.shape, &json, gone)
    }
}

fn find<'j>(shape: &'static Shape, json: &'j Json, id: &str) -> Option<(&'static MapShape, &'j Json)> {
    match shape {
        Shape::Map(map) if map.prefix.is_some() && json["id"] == id => Some((map, json)),
        Shape::Map(map) => map.fields.iter().find_map(|f| find(&f.shape, json.get(f.key)?, id)),
        Shape::List(item) => json.as_array()?.iter().find_map(|row| find(item, row, id)),
        _ => None,
    }
}

//! What is sensitive by a word that stands in it, such as the need of one mokopuna in a community: it is marked as if somebody
//! had written the mark beside it.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::sieve::SENSITIVE;
use crate::record::case::Case;
use crate::record::shape::{Field, Shape};
use crate::record::vocabulary::Vocabulary;

/// A record as plain data, with the mark beside whatever has such a word.
pub(super) fn marked(mut record: Json, words: &Vocabulary) -> Json {
    let known = words.sensitive();
    if !known.is_empty() {
        mark(&Case::SHAPE, &mut record, &known);
    }
    record
}

fn mark(shape: &Shape, value: &mut Json, known: &BTreeSet<(&str, &str)>) {
    match (shape, value) {
        (Shape::Map(fields), Json::Object(map)) => {
            let is_known = |list, id: Option<&str>| id.is_some_and(|id| known.contains(&(list, id)));
            let of = |key: &str| map.get(key).and_then(Json::as_str);
            let is_so = fields.fields.iter().any(|field| match field.shape {
                Shape::Term(list) => is_known(list, of(field.key)),
                _ => false,
            });
            for field in fields.fields {
                if let Some(below) = map.get_mut(field.key) {
                    mark(&field.shape, below, known);
                }
            }
            if is_so {
                map.insert(SENSITIVE.into(), true.into());
            }
        }
        (Shape::List(item), Json::Array(items)) => {
            items.iter_mut().for_each(|value| mark(item, value, known))
        }
        _ => {}
    }
}

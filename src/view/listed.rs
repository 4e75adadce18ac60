//! What can be counted in the lists of a record: words of the vocabulary, days, numbers, places, yes and no, and nothing that
//! anybody wrote. Figures of a community or a project are made of these, never of records.

use serde_json::{Map, Value as Json};

use super::marks::marked;
use super::sieve::is_sensitive;
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::shape::{Field, Shape};
use crate::record::tree;
use crate::record::vocabulary::Vocabulary;

/// What can be counted in the lists of one record. No row is in it that is marked as sensitive, or is so by one of its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    record: CaseId,
    json: Json,
}

impl Listed {
    /// What can be counted in a record.
    pub fn of(case: &Case, words: &Vocabulary) -> Listed {
        let json = counted(&Case::SHAPE, &marked(tree::of(case), words)).unwrap_or_default();
        Listed { record: case.id.clone(), json }
    }

    /// The record.
    pub fn record(&self) -> &CaseId {
        &self.record
    }

    /// The rows of a list, by its path with dots. A row of a list within a list has beside its own what its outer row has.
    pub fn rows(&self, path: &str) -> Vec<Map<String, Json>> {
        let mut rows = vec![(Map::new(), &self.json)];
        for key in path.split('.') {
            rows = rows.into_iter().flat_map(|(outer, at)| below(outer, &at[key])).collect();
        }
        rows.into_iter().filter_map(|(outer, row)| Some(within(outer, row.as_object()?))).collect()
    }
}

// what lies there: the rows of a list, or the one thing
fn below(outer: Map<String, Json>, at: &Json) -> Vec<(Map<String, Json>, &Json)> {
    let Json::Array(rows) = at else { return vec![(outer, at)] };
    let around = |row: &Json| row.as_object().map_or_else(|| outer.clone(), |row| within(outer.clone(), row));
    rows.iter().map(|row| (around(row), row)).collect()
}

fn within(mut outer: Map<String, Json>, row: &Map<String, Json>) -> Map<String, Json> {
    outer.extend(row.iter().map(|(key, value)| (key.clone(), value.clone())));
    outer
}

fn counted(shape: &Shape, value: &Json) -> Option<Json> {
    match (shape, value) {
        (Shape::Map(known), Json::Object(map)) => {
            let is_told = |(key, value): (&String, &Json)| {
                let shape = &known.field(key)?.shape;
                Some((key.clone(), counted(shape, value)?))
            };
            (!is_sensitive(map)).then(|| Json::Object(map.iter().filter_map(is_told).collect()))
        }
        (Shape::List(item), Json::Array(items)) => {
            let told: Vec<Json> = items.iter().filter_map(|value| counted(item, value)).collect();
            (!told.is_empty()).then(|| told.into())
        }
        (Shape::Term(_) | Shape::Date | Shape::Number | Shape::YesNo | Shape::Setting, value) => {
            (!value.is_null()).then(|| value.clone())
        }
        // that something was written can be counted, not what
        (Shape::Text | Shape::Person | Shape::Case | Shape::Row | Shape::Guide, value) => {
            (!value.is_null()).then_some(Json::Bool(true))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Listed;
    use crate::record::case::Case;
    use crate::record::read::read;
    use crate::record::vocabulary::Vocabulary;

    const RECORD: &str = "\
schema: 1
id: 2026-kf3m
kind: community
status: active
title: Around the harbour
opened: 2026-02-03
community:
  needs:
    - id: n-1aaa
      what: Ana needs a quiet place
      reach: individual
      case: 2026-aaaa
    - id: n-2bbb
      what: sleep
      reach: group
      settings: [awa-school]
    - id: n-3ccc
      what: something said in confidence
      reach: setting
      sensitive: true
  health:
    - id: h-4ddd
      date: 2026-03-04
      by: [Mere]
      conditions:
        - id: q-5eee
          condition: mana
          step: there
          evidence: what Mere said
";

    const WORDS: &str = "\
[kinds.community]
label = \"community\"
[need-reaches.individual]
label = \"one mokopuna\"
sensitive = true
[need-reaches.group]
label = \"a group\"
";

    fn listed() -> Listed {
        let case: Case = read(RECORD).value.unwrap();
        Listed::of(&case, &Vocabulary::parse(WORDS).unwrap())
    }

    #[test]
    fn nothing_that_anybody_wrote_is_in_it() {
        let told = listed().json.to_string();
        for word in ["Ana", "Mere", "quiet", "harbour", "confidence", "sleep", "2026-aaaa"] {
            assert!(!told.contains(word), "{word} in {told}");
        }
    }

    #[test]
    fn neither_are_rows_that_are_sensitive_by_a_mark_or_by_a_word() {
        let rows = listed().rows("community.needs");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["reach"], "group");
        assert_eq!(rows[0]["what"], true);
    }

    #[test]
    fn a_row_within_a_row_has_what_stands_around_it() {
        let rows = listed().rows("community.health.conditions");
        assert_eq!((&rows[0]["date"], &rows[0]["step"]), (&"2026-03-04".into(), &"there".into()));
        assert_eq!(listed().rows("community.nowhere"), []);
    }
}

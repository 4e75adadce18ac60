//! One thing that changed, as scripts and templates see it.

use minijinja::value::Value;
use serde_json::{Value as Json, json};

use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape, first_words};
use crate::view::leaf::{Key, Rows, Section};
use crate::view::place::in_sentence;
use crate::view::side::{Sides, nothing};

/// One thing that changed.
#[derive(Debug)]
pub(in crate::view) struct Change {
    pub(super) path: Path,
    /// What it is, in the words of the schema.
    pub(super) what: String,
    /// Whether its values are words that somebody wrote.
    pub(super) said: bool,
    /// The row it is in, by the words people know it by.
    pub(super) of: Option<Value>,
    /// What that row is.
    pub(super) of_what: &'static str,
    /// What a row that came or went held beside the words it is known by.
    pub(super) details: Vec<Detail>,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
    /// Whether a whole row came or went.
    pub(super) row: bool,
    /// Whether it is what came to a list and what went.
    pub(super) list: bool,
    /// Whether it was put right at somebody's wish, so that what stood there before is not said again.
    pub(super) corrected: bool,
    pub(super) was: Json,
    pub(super) is: Json,
}

/// One thing that a row held.
#[derive(Debug)]
pub(super) struct Detail {
    /// The key of the row it stood under.
    pub(super) key: &'static str,
    /// What it is, in the words of the schema or of the guide that asked.
    pub(super) what: String,
    /// What it held.
    pub(super) value: Value,
}

/// A row that something is in.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    /// The words it is known by.
    pub(super) words: Value,
    /// The key they stand under.
    pub(super) key: &'static str,
    /// What it is.
    pub(super) what: &'static str,
}

impl Change {
    pub(super) fn of(path: &Path, what: String) -> Change {
        Change {
            path: path.clone(),
            what,
            said: false,
            of: None,
            of_what: "",
            details: Vec::new(),
            before: None,
            after: None,
            row: false,
            list: false,
            corrected: false,
            was: Json::Null,
            is: Json::Null,
        }
    }

    pub(super) fn from(self, was: &Json, is: &Json) -> Change {
        Change { was: was.clone(), is: is.clone(), ..self }
    }

    pub(super) fn in_row(self, owner: Option<Owner>) -> Change {
        let of_what = owner.as_ref().map_or("", |owner| owner.what);
        Change { of: owner.map(|owner| owner.words), of_what, ..self }
    }

    /// The key of the case it lies under, where that holds more than one value.
    fn section(&self) -> Option<(&str, &'static str)> {
        let Some(Step::Key(key)) = self.path.0.first() else { return None };
        let Shape::Map(known) = &Case::SHAPE else { return None };
        known.field(key).filter(|_| self.path.0.len() > 1 || self.row).map(|f| (key.as_str(), f.doc))
    }

    /// Whether it lies under a key of the case.
    pub(super) fn is_of(&self, section: &str) -> bool {
        self.section().is_some_and(|(key, _)| key == section)
    }

    fn kind(&self) -> &'static str {
        match (self.was.is_null(), self.is.is_null()) {
            _ if self.corrected => "changed",
            (true, _) => "added",
            (_, true) => "gone",
            _ => "changed",
        }
    }

    /// As plain data.
    pub(in crate::view) fn json(&self) -> Json {
        let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        let details = self
            .details
            .iter()
            .map(|detail| json!({ "key": detail.key, "what": detail.what, "is": detail.value.to_string() }));
        json!({
            "path": self.path.to_string(),
            "section": self.section().map(|(_, doc)| first_words(doc).to_owned()),
            "kind": self.kind(),
            "row": self.row,
            "list": self.list,
            "said": self.said,
            "what": self.what,
            "of": text(&self.of),
            "of_what": self.of.as_ref().map(|_| self.of_what),
            "of_day": self.of.as_ref().is_some_and(|of| of.get_attr("iso").is_ok_and(|day| !day.is_undefined())),
            "was": text(&self.before),
            "is": text(&self.after),
            "details": details.collect::<Vec<_>>(),
            "before": self.was,
            "after": self.is,
        })
    }

    fn value(&self, sides: &mut Sides) -> Value {
        let optional = |value: &Option<Value>| value.clone().unwrap_or_else(nothing);
        let key = match self.path.0.last() {
            Some(Step::Key(key)) => Some(key.as_str()),
            _ => None,
        };
        let details = self.details.iter().map(|detail| {
            let what = sides.text(&detail.what, None);
            let (key, value) = (Value::from(detail.key), detail.value.clone());
            object(vec![("key".into(), key), ("what".into(), what), ("value".into(), value)])
        });
        let details = rows(details.collect());
        object(vec![
            ("key".into(), Value::from(key.unwrap_or_default())),
            ("kind".into(), Value::from(self.kind())),
            ("row".into(), Value::from(self.row)),
            ("list".into(), Value::from(self.list)),
            ("corrected".into(), Value::from(self.corrected)),
            ("said".into(), Value::from(self.said)),
            ("what".into(), sides.text(&self.what, None)),
            ("thing".into(), sides.text(&in_sentence(&self.what), None)),
            ("of".into(), optional(&self.of)),
            ("before".into(), optional(&self.before)),
            ("after".into(), optional(&self.after)),
            ("details".into(), details),
        ])
    }
}

/// What templates see: sections of the case, in order, each with what changed in it.
pub(in crate::view) fn as_value(sides: &mut Sides, changes: &[Change]) -> Value {
    let mut sections: Vec<(String, String, Vec<Value>)> = Vec::new();
    for change in changes {
        let (key, doc) = change.section().unwrap_or(("case", "The case itself"));
        let value = change.value(sides);
        match sections.iter_mut().find(|(k, ..)| k == key) {
            Some((.., items)) => items.push(value),
            None => sections.push((key.to_owned(), first_words(doc).to_owned(), vec![value])),
        }
    }
    let section = |(key, title, items): (String, String, Vec<Value>)| {
        object(vec![
            ("key".into(), Value::from(key)),
            ("title".into(), sides.text(&title, None)),
            ("rows".into(), rows(items)),
        ])
    };
    rows(sections.into_iter().map(section).collect())
}

fn object(entries: Vec<(Key, Value)>) -> Value {
    Value::from_object(Section { entries, label: None, hidden: false, other: None })
}

pub(in crate::view) fn rows(items: Vec<Value>) -> Value {
    Value::from_object(Rows { items, gap: None, free: false })
}

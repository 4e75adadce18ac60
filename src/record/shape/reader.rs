//! Reading what a shape describes: every problem is gathered on the way through a file.

use std::str::FromStr;

use super::{Field, MapShape, Shape};
use crate::record::node::{Entry, Kind, Node};
use crate::record::path::{Path, Step, row_id};
use crate::record::problem::Problem;
use crate::record::text::closest;
use crate::record::value::Date;

/// Gathers every problem on the way through a file.
#[derive(Debug, Default)]
pub struct Reader {
    /// All that was found so far.
    pub problems: Vec<Problem>,
    // the way to where it is; a path is made of it only where something is wrong
    trail: Vec<Trail>,
}

#[derive(Debug)]
enum Trail {
    Key(&'static str),
    Row(String),
    Index(usize),
}

impl Reader {
    fn path(&self) -> Path {
        let step = |trail: &Trail| match trail {
            Trail::Key(key) => Step::Key((*key).to_owned()),
            Trail::Row(id) => Step::Key(id.clone()),
            Trail::Index(index) => Step::Index(*index),
        };
        Path(self.trail.iter().map(step).collect())
    }

    /// Notes a problem with the value being read.
    pub fn problem(&mut self, rule: &'static str, node: &Node, message: String, remedy: &str) {
        self.problems.push(Problem::new(rule, self.path(), node.span.clone(), message, remedy));
    }

    /// Reads a scalar by its `FromStr`, whose error is the message.
    pub fn parse<T: FromStr<Err = String>>(
        &mut self,
        node: &Node,
        rule: &'static str,
        remedy: &str,
    ) -> Option<T> {
        let Some(text) = node.text() else {
            self.problem("wrong-type", node, "one value expected, not a list or a mapping".into(), remedy);
            return None;
        };
        match text.parse() {
            Ok(value) => Some(value),
            Err(message) => {
                self.problem(rule, node, message, remedy);
                None
            }
        }
    }

    fn within<T>(&mut self, step: Trail, read: impl FnOnce(&mut Reader) -> T) -> T {
        self.trail.push(step);
        let value = read(self);
        self.trail.pop();
        value
    }

    /// Reads one key of a mapping; called by `record!`.
    pub fn field<T: Field>(&mut self, map: &Node, key: &'static str) -> Option<T> {
        match map.entry(key) {
            Some(entry) if !entry.value.is_null() => {
                let before = self.problems.len();
                let read = self.within(Trail::Key(key), |r| T::read(&entry.value, r)).or_else(T::absent);
                // blanks alone are no name; without a word about it the whole row would be gone
                if read.is_none() && self.problems.len() == before {
                    let remedy = format!("Write something after `{key}:`.");
                    let message = format!("`{key}` is empty");
                    self.within(Trail::Key(key), |r| {
                        r.problem("missing-key", &entry.value, message, &remedy)
                    });
                }
                read
            }
            _ => T::absent().or_else(|| {
                let top = map.span.start..map.span.start;
                let remedy = format!("Add a line `{key}: …`.");
                self.problems.push(Problem::new(
                    "missing-key",
                    self.path(),
                    top,
                    format!("`{key}` is missing"),
                    remedy,
                ));
                None
            }),
        }
    }

    /// Notes every key of a mapping that its shape does not know; called by `record!`.
    pub fn known_keys(&mut self, map: &Node, shape: &MapShape) -> bool {
        if !matches!(map.kind, Kind::Map { .. }) {
            self.problem(
                "wrong-type",
                map,
                format!("{} expected, with keys such as `{}`", shape.doc_fragment(), first_keys(shape)),
                "Write it as indented `key: value` lines.",
            );
            return false;
        }
        for entry in map.entries().iter().filter(|e| shape.field(&e.key).is_none()) {
            self.unknown_key(entry, shape);
        }
        true
    }

    fn unknown_key(&mut self, entry: &Entry, shape: &MapShape) {
        let known = shape.fields.iter().map(|f| f.key);
        let remedy = match closest(&entry.key, known) {
            Some(key) => format!("Did you mean `{key}`? It is kept as it is."),
            None => "It is kept as it is; take it out if nobody needs it.".into(),
        };
        self.problems.push(Problem::new(
            "unknown-key",
            self.path().key(&entry.key),
            entry.key_span.clone(),
            format!("`{}` is not a key that belongs here", entry.key),
            remedy,
        ));
    }
}

impl MapShape {
    /// The first words of what it is, to stand in a sentence: `one goal of the plan`.
    pub fn doc_fragment(&self) -> String {
        let doc = self.doc.trim().split(['.', ':', ';']).next().unwrap_or_default();
        let mut letters = doc.chars();
        letters.next().map(|c| c.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
    }
}

fn first_keys(shape: &MapShape) -> String {
    shape.fields.iter().filter(|f| f.key != "id").take(3).map(|f| f.key).collect::<Vec<_>>().join("`, `")
}

impl<T: Field> Field for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn days(&self, take: &mut dyn FnMut(Date)) {
        self.iter().for_each(|value| value.days(take));
    }
}

impl<T: Field> Field for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if !matches!(node.kind, Kind::List { .. }) {
            reader.problem(
                "wrong-type",
                node,
                "a list expected".into(),
                "Write each item on a line of its own that begins with `- `.",
            );
            return None;
        }
        let mut items = Vec::new();
        for (index, item) in node.items().iter().enumerate() {
            let step = row_id(item).map_or(Trail::Index(index), |id| Trail::Row(id.to_owned()));
            items.extend(reader.within(step, |r| T::read(item, r)));
        }
        Some(items)
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn days(&self, take: &mut dyn FnMut(Date)) {
        self.iter().for_each(|value| value.days(take));
    }
}

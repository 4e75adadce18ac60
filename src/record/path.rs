//! A place in a record, written with dots: `plan.goals.g-4kd7.by`.

use std::fmt;

use super::node::{Entry, Kind, Node};
use super::shape::{Field, Reader, Shape};
use super::value::Text;

/// A place in a record: keys of mappings and ids of rows, `[2]` for a row that has no id yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// A key of a mapping, or the id of a row of a list.
    Key(String),
    /// An item of a list by its place, from 0.
    Index(usize),
}

/// A place of the same record, as it is written there.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Written(Text);

impl Written {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The place.
    pub fn path(&self) -> Path {
        Path::parse(self.as_str())
    }
}

impl Field for Written {
    const SHAPE: Shape = Shape::Place;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Text::read(node, reader).map(Written)
    }
}

impl Path {
    /// Reads `a.b.[2].c`; every text is a path, its meaning is found where it is used.
    pub fn parse(text: &str) -> Path {
        Path(text.split('.').filter(|s| !s.is_empty()).map(Step::parse).collect())
    }

    /// This place, one key further down.
    pub fn key(&self, key: impl Into<String>) -> Path {
        let mut path = self.clone();
        path.0.push(Step::Key(key.into()));
        path
    }

    /// This place, one item further down.
    pub fn index(&self, index: usize) -> Path {
        let mut path = self.clone();
        path.0.push(Step::Index(index));
        path
    }

    /// This place and another path below it.
    pub fn join(&self, below: &Path) -> Path {
        Path(self.0.iter().chain(&below.0).cloned().collect())
    }

    /// The place above and the last step; nothing for the root.
    pub fn split_last(&self) -> Option<(Path, &Step)> {
        self.0.split_last().map(|(last, above)| (Path(above.to_vec()), last))
    }

    /// The node at this place; rows are found by their `id`.
    pub fn find<'n>(&self, root: &'n Node) -> Option<&'n Node> {
        self.0.iter().try_fold(root, |node, step| step.find(node))
    }

    /// The entry (key and value) at this place, where the last step is a key of a mapping.
    pub fn find_entry<'n>(&self, root: &'n Node) -> Option<&'n Entry> {
        let (above, last) = self.split_last()?;
        match last {
            Step::Key(key) => above.find(root)?.entry(key),
            Step::Index(_) => None,
        }
    }
}

impl Step {
    fn parse(text: &str) -> Step {
        match text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).and_then(|t| t.parse().ok()) {
            Some(index) => Step::Index(index),
            None => Step::Key(text.into()),
        }
    }

    fn find<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        match (self, &node.kind) {
            (Step::Key(key), Kind::Map { .. }) => node.get(key),
            (Step::Key(id), Kind::List { items, .. }) => items.iter().find(|row| row_id(row) == Some(id)),
            (Step::Index(i), Kind::List { items, .. }) => items.get(*i),
            _ => None,
        }
    }
}

/// The `id` of a row, where it has one.
pub fn row_id(row: &Node) -> Option<&str> {
    row.get("id").and_then(Node::text)
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            write!(f, "{step}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Key(key) => f.write_str(key),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

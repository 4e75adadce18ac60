//! A YAML file as a tree that remembers where everything stands.

use std::ops::Range;

/// A value in a YAML file and the bytes it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes of the value, without a trailing line break or comment; empty where nothing was written.
    pub span: Range<usize>,
    /// What the value is.
    pub kind: Kind,
}

/// The shapes a value can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A word, a number, a text; `plain` where it was written without quotes or block marks.
    Scalar {
        /// The text it stands for, escapes and folding undone.
        text: String,
        /// Written without quotes and without `|` or `>`.
        plain: bool,
    },
    /// A list; `flow` where it was written in square brackets.
    List {
        /// The items in order.
        items: Vec<Node>,
        /// Written in square brackets.
        flow: bool,
    },
    /// A mapping of keys to values; `flow` where it was written in braces.
    Map {
        /// The entries in order; of two equal keys both are here.
        entries: Vec<Entry>,
        /// Written in braces.
        flow: bool,
    },
}

/// One key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Bytes of the key.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value under a key, where this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|e| &e.value)
    }

    /// The entry of a key, where this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|e| e.key == key)
    }

    /// The entries of a mapping; none where this is something else.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The items of a list; none where this is something else.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List { items, .. } => items,
            _ => &[],
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written here.
    pub fn is_null(&self) -> bool {
        self.kind == Kind::Null
    }
}

//! Editing a YAML text where it changes, and nowhere else.
//!
//! An edit is broken down into changes of one place each. A change is spliced into the bytes of the text at the places
//! that the tree knows, so that everything else stays as it is by construction. Then the new text is read by two readers
//! that know nothing of each other, and both must find the value that was meant; else nothing has changed. Of many edits
//! at once the second reader proves only the outcome.

mod differ;
#[cfg(test)]
mod laws;
mod locate;
pub(crate) mod meant;
mod splice;
#[cfg(test)]
mod tests;

use std::fmt;

use serde_yaml::Value;

use super::emit::Draft;
use super::node::{Kind, Node};
use super::parse::parse;
use super::path::Path;
use super::problem::Problem;
use super::shape::Shape;
use locate::{Change, reach};

/// One change to a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts a value at a place, making what is missing on the way: a mapping for a key,
    /// a new row `{id: …}` at the end of the list for a row id the list does not have.
    Set {
        /// Where.
        path: Path,
        /// What.
        value: Value,
    },
    /// Adds an item at the end of the list at a place, making the list if need be.
    Push {
        /// The list.
        path: Path,
        /// The item.
        value: Value,
    },
    /// Takes the key (or the row) at a place away; nothing happens where there is none.
    Remove {
        /// Where.
        path: Path,
    },
}

impl Edit {
    /// What makes a row of a list, key by key; what says nothing is left out.
    pub fn row(
        list: &str,
        id: &str,
        values: impl IntoIterator<Item = (&'static str, Option<String>)>,
    ) -> Vec<Edit> {
        let row = Path::parse(list).key(id);
        let said = values.into_iter().filter_map(|(key, value)| Some((key, value?.trim().to_owned())));
        let said = said.filter(|(_, value)| !value.is_empty());
        said.map(|(key, value)| Edit::Set { path: row.key(key), value: value.into() }).collect()
    }

    /// The place it is about.
    pub fn path(&self) -> &Path {
        match self {
            Edit::Set { path, .. } | Edit::Push { path, .. } | Edit::Remove { path } => path,
        }
    }
}

/// Why an edit was not made; nothing has changed then.
#[derive(Clone, Debug, PartialEq)]
pub struct EditError {
    /// The place it was about.
    pub path: Path,
    /// What is in the way, as a fragment without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub remedy: String,
}

impl EditError {
    fn new(path: &Path, message: impl Into<String>, remedy: impl Into<String>) -> EditError {
        EditError { path: path.clone(), message: message.into(), remedy: remedy.into() }
    }

    fn unreadable(problem: &Problem) -> EditError {
        EditError::new(&problem.path, problem.message.clone(), problem.remedy.clone())
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EditError {}

/// Makes edits to a text, one after the other, all or none. The shape of the whole text, where it is known, tells where
/// new keys go and what is a list.
pub fn apply(text: &str, edits: &[Edit], shape: Option<&'static Shape>) -> Result<String, EditError> {
    Source::read(text).apply(edits, shape).map(|source| source.text)
}

/// A text and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The text.
    pub text: String,
    /// What it holds; nothing where it cannot be read.
    pub root: Node,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Source {
    /// Reads a text.
    pub fn read(text: impl Into<String>) -> Source {
        let text = text.into();
        let parsed = parse(&text);
        Source { text, root: parsed.root, problems: parsed.problems }
    }

    /// The text after some edits; see [`apply`].
    pub fn apply(&self, edits: &[Edit], shape: Option<&'static Shape>) -> Result<Source, EditError> {
        if edits.is_empty() {
            return Ok(self.clone());
        }
        if let Some(problem) = self.problems.first() {
            return Err(EditError::unreadable(problem));
        }
        let value = meant::read(&self.text).map_err(|line| {
            let place = line.map_or("the file".into(), |line| format!("line {line}"));
            let message =
                format!("{place} can be read, but is written in a way that cannot be changed safely");
            EditError::new(
                &Path::default(),
                message,
                "Write it more plainly; quotes around an odd value are enough.",
            )
        })?;
        let start =
            Work { text: self.text.clone(), root: self.root.clone(), value, shape, each: edits.len() == 1 };
        // many edits are proved together, which is quicker; where that fails, one by one, each in its best way
        let work =
            start.together(edits).map_or_else(|| Work { each: true, ..start }.one_by_one(edits), Ok)?;
        Ok(Source { text: work.text, root: work.root, problems: Vec::new() })
    }
}

/// A text on its way through some edits.
#[derive(Clone)]
struct Work {
    text: String,
    root: Node,
    value: Value,
    shape: Option<&'static Shape>,
    // whether the second reader looks after each change, or only at the end
    each: bool,
}

impl Work {
    fn together(&self, edits: &[Edit]) -> Option<Work> {
        let work = (!self.each).then(|| self.clone())?.one_by_one(edits).ok()?;
        let value = meant::read(&work.text).ok()?;
        meant::equal(&value, &work.value).then_some(work)
    }

    fn one_by_one(mut self, edits: &[Edit]) -> Result<Work, EditError> {
        edits.iter().try_for_each(|edit| self.edit(edit))?;
        Ok(self)
    }

    fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::Set { path, value } => self.set(path, meant::tidied(value)),
            Edit::Push { path, value } => {
                let change = locate::push(&self.root, path, meant::tidied(value), self.shape)?;
                self.make(path, &change)
            }
            Edit::Remove { path } => {
                let reached = reach(&self.root, path);
                if !reached.rest.is_empty() || path.0.is_empty() {
                    return Ok(());
                }
                self.make(path, &Change::Remove { at: reached.trail })
            }
        }
    }

    fn set(&mut self, path: &Path, value: Value) -> Result<(), EditError> {
        let reached = reach(&self.root, path);
        if !reached.rest.is_empty() {
            let change = locate::add(&reached, path, value, self.shape)?;
            return self.make(path, &change);
        }
        let (trail, value) = (reached.trail, locate::with_own_id(reached.node, value));
        let steps = value_size(&value) + value_size(&self.value);
        for _ in 0..=steps {
            let Some(node) = locate::at(&self.root, &trail) else { break };
            let shape = locate::shape_at(&self.root, &trail, self.shape);
            match differ::next(node, &value, &trail, shape) {
                Some(change) => self.make(path, &change)?,
                None => return Ok(()),
            }
        }
        Err(unsure(path))
    }

    /// Makes one change, in place if that can be proved right, else after writing what surrounds it anew.
    fn make(&mut self, path: &Path, change: &Change) -> Result<(), EditError> {
        let meant = meant::after(&self.value, change).ok_or_else(|| unsure(path))?;
        let spread = splice::crowded(&self.text, &self.root, change).and_then(|trail| self.rewritten(&trail));
        let made = match spread {
            Some(work) => work.spliced(change, &meant),
            None => self.spliced(change, &meant),
        };
        let made = made.or_else(|| {
            let around = locate::around(&self.root, change)?;
            self.rewritten(&around)?.spliced(change, &meant)
        });
        *self = made.ok_or_else(|| unsure(path))?;
        Ok(())
    }

    /// The text with a change spliced in, where it then holds what was meant.
    fn spliced(&self, change: &Change, meant: &Value) -> Option<Work> {
        let splices = splice::splices(&self.text, &self.root, change)?;
        self.holding(splice::spliced(&self.text, splices)?, meant)
    }

    /// The text with one list or mapping written anew, line by line, meaning the same.
    fn rewritten(&self, trail: &[usize]) -> Option<Work> {
        let node = locate::at(&self.root, trail)?;
        if matches!(node.kind, Kind::Null | Kind::Scalar { .. }) {
            return None;
        }
        let draft = Draft::of_node(&self.text, node);
        let splices = splice::block_replace(&self.text, &self.root, trail, &draft)?;
        self.holding(splice::spliced(&self.text, splices)?, &self.value)
    }

    fn holding(&self, text: String, meant: &Value) -> Option<Work> {
        let parsed = parse(&text);
        let value = if self.each { meant::read(&text).ok()? } else { meant.clone() };
        let right =
            parsed.problems.is_empty() && meant::equal(&value, meant) && meant::agrees(&parsed.root, &value);
        right.then_some(Work { text, root: parsed.root, value, shape: self.shape, each: self.each })
    }
}

fn unsure(path: &Path) -> EditError {
    EditError::new(
        path,
        format!("`{path}` cannot be changed without harm to what is written around it"),
        "Change it by hand, or write that part of the file more simply first.",
    )
}

/// How many places a value has, which is how many changes can lead to it.
fn value_size(value: &Value) -> usize {
    match value {
        Value::Sequence(items) => 1 + items.iter().map(value_size).sum::<usize>(),
        Value::Mapping(map) => 1 + map.values().map(value_size).sum::<usize>(),
        _ => 1,
    }
}

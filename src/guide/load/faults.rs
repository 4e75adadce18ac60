//! What is gathered while a guide is looked over, and the one thing that all who look ask: whether a record has a place.

use super::place::At;
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::text::closest;
use crate::record::vocabulary::{Vocabulary, no_place};

/// One thing that is wrong with a guide: where, what, and what to do.
pub(super) struct Fault {
    pub(super) at: At,
    pub(super) message: String,
    pub(super) remedy: String,
}

/// What is wrong so far, under the words of the practice.
pub(super) struct Faults<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    found: Vec<Fault>,
}

impl<'v> Faults<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Faults<'v> {
        Faults { vocabulary, found: Vec::new() }
    }

    /// All that was found.
    pub(super) fn found(self) -> Vec<Fault> {
        self.found
    }

    pub(super) fn add(&mut self, at: At, message: String, remedy: impl Into<String>) {
        self.found.push(Fault { at, message, remedy: remedy.into() });
    }

    /// What may stand at a place; a place that no record has is wrong.
    pub(super) fn place(&mut self, path: &Path, at: At) -> Option<&'static Shape> {
        // below answers by the ids of their prompts anything could stand, but not everything belongs there
        let reason = path.0.iter().find_map(|step| no_place(self.vocabulary, &step.to_string()));
        if let Some(word) = reason {
            let remedy = word.note.unwrap_or_else(|| "Take it out.".into());
            self.add(at, format!("no record has the place `{path}`: {}", word.label), remedy);
            return None;
        }
        match Case::SHAPE.at(path) {
            Ok(shape) => Some(shape),
            Err(step) => {
                let above = path.0.iter().position(|s| *s == Step::Key(step.clone())).unwrap_or(0);
                let keys =
                    Case::SHAPE.at(&Path(path.0[..above].to_vec())).map(Shape::keys).unwrap_or_default();
                let remedy = match closest(&step, keys.iter().copied()) {
                    Some(key) => {
                        let mut meant = path.clone();
                        meant.0[above] = Step::Key(key.to_owned());
                        format!("Did you mean `{meant}`?")
                    }
                    None if keys.is_empty() => "Nothing can stand below that.".into(),
                    None => format!("There are: {}.", keys.join(", ")),
                };
                self.add(at, format!("no record has the place `{path}`"), remedy);
                None
            }
        }
    }
}

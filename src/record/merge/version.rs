//! One version of a record, and whether it can be read.

use super::Unreadable;
use super::lines::has_marks;
use crate::record::edit::{Source, meant};
use crate::record::read::{LAYOUT, read_node};
use crate::record::shape::Field;

/// One version of a record.
#[derive(Debug)]
pub(super) struct Version {
    /// Its text and what stands in it.
    pub(super) source: Source,
    /// Whether both readers read it, and find the same.
    pub(super) is_sound: bool,
    /// Whether a record of its type can be made of it.
    pub(super) is_record: bool,
    /// Whether a newer version of pikorua wrote it.
    pub(super) is_newer: bool,
}

impl Version {
    /// Reads a text as a record of a type.
    pub(super) fn read<T: Field>(text: &str) -> Version {
        let source = Source::read(text);
        let second = || meant::read(text).is_ok_and(|value| meant::agrees(&source.root, &value));
        let is_map = matches!(source.root.kind, crate::record::node::Kind::Map { .. });
        let can_be_read = source.problems.is_empty() && is_map && !has_marks(text) && second();
        let read = read_node::<T>(source.root.clone(), Vec::new());
        let is_newer = read.problems.iter().any(|problem| problem.rule == "newer-schema");
        Version {
            is_sound: can_be_read && !is_newer,
            is_record: can_be_read && read.value.is_some(),
            is_newer,
            source,
        }
    }

    /// Whether it may stand as it is, here or where a newer version is at work.
    pub(super) fn is_readable(&self) -> bool {
        self.is_sound || self.is_newer
    }

    /// Why it cannot be merged.
    pub(super) fn why(&self) -> Unreadable {
        let said =
            |message: &str, remedy: &str| Unreadable { message: message.into(), remedy: remedy.into() };
        match self.source.problems.first() {
            _ if self.is_newer => said(
                &format!(
                    "one of the two was written by a newer version of pikorua than this one, which knows layout {LAYOUT}"
                ),
                "Install the newer version, then do this again.",
            ),
            Some(problem) => {
                said(&format!("neither of the two can be read: {}", problem.message), &problem.remedy)
            }
            None if self.is_sound => said(
                "the two could not be brought together, and the place for questions holds something else",
                "Look at `questions:` in both and make it a list, then do this again.",
            ),
            None => said(
                "neither of the two can be read",
                "Mend one of them, then do this again; marks such as `<<<<<<<` have no place in a record.",
            ),
        }
    }
}

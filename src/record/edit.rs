//! Editing a YAML text where it changes, and nowhere else.

use serde_yaml::Value;

use super::path::Path;

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

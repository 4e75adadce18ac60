//! Two versions of a record into one, by what stands in them and not by their lines.
//!
//! Mappings go together by key, rows by id, lists of texts by what they say, long texts by paragraph. What only one side
//! changed holds; two additions both stay; where the two truly differ, one value stands and a row of the record's own
//! `questions` holds both, for a person to answer. The result is the text of one side, edited where it must be, so that
//! comments, order and layout stay; it is the same whichever side comes first, and both readers have read it.

mod answer;
mod asked;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod laws;
mod lines;
mod names;
mod pairs;
mod remarks;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod story;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod told;
mod tree;
mod values;
mod version;
mod words;
mod work;

use std::fmt;

use super::case::Question;
use super::shape::Field;
use super::value::Date;
use version::Version;
use work::Work;

pub use answer::{Choice, answer};
pub use lines::{BothChanged, merge_text};

/// The key under which a record holds its questions.
const KEY: &str = "questions";

/// One version of a record.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// Who wrote it: the id of a person, or a login name.
    pub by: &'a str,
    /// When it was recorded.
    pub on: Date,
}

/// What became of two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// The questions in it that neither side had.
    pub questions: Vec<Question>,
}

/// Why nothing could be made of two versions; both stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is in the way, as a fragment without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub remedy: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unreadable {}

/// Merges two versions of a record that both came from `base`, where there is one.
pub fn merge<T: Field>(base: Option<&str>, one: &Side<'_>, other: &Side<'_>) -> Result<Merged, Unreadable> {
    // from here on the order says which text is edited, and not who came first
    let (one, other) = if (one.text.len(), one.text) >= (other.text.len(), other.text) {
        (one, other)
    } else {
        (other, one)
    };
    let unchanged = |side: &Side<'_>| Ok(Merged { text: side.text.to_owned(), questions: Vec::new() });
    let first = Version::read::<T>(one.text);
    if first.is_readable() && (base == Some(other.text) || one.text == other.text) {
        return unchanged(one);
    }
    let second = Version::read::<T>(other.text);
    if second.is_readable() && base == Some(one.text) {
        return unchanged(other);
    }
    let read = [first, second];
    if let Some(newer) = read.iter().find(|version| version.is_newer) {
        return Err(newer.why());
    }
    let work = Work { sides: [one, other], read: [&read[0], &read[1]] };
    match (read[0].is_sound, read[1].is_sound) {
        (false, false) => Err(read[0].why()),
        (true, true) => {
            let base = base.map(Version::read::<T>).filter(|base| base.is_sound);
            work.by_structure::<T>(base.as_ref()).or_else(|| work.aside::<T>()).ok_or_else(|| read[1].why())
        }
        (first, _) => work.aside::<T>().ok_or_else(|| if first { read[0].why() } else { read[1].why() }),
    }
}

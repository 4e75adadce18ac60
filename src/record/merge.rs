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
mod remarks;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod told;
mod tree;
mod values;
mod version;
mod words;

use std::fmt;

use serde_yaml::Value;

use super::case::Question;
use super::edit::{Edit, Source};
use super::path::Path;
use super::shape::{Field, Reader, Shape};
use super::value::Date;
use asked::{Asked, Questions};
use names::Names;
use values::Merger;
use version::Version;

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
        _ => work.aside::<T>().ok_or_else(|| read[0].why()),
    }
}

/// Two versions at hand.
struct Work<'w> {
    sides: [&'w Side<'w>; 2],
    read: [&'w Version; 2],
}

impl Work<'_> {
    fn by_structure<T: Field>(&self, base: Option<&Version>) -> Option<Merged> {
        let shape = &T::SHAPE;
        let empty = Value::Mapping(serde_yaml::Mapping::new());
        let mut was = base.map_or(empty, |base| tree::of(&base.source.root));
        let [mut one, mut other] = self.read.map(|version| tree::of(&version.source.root));
        answered_differently(&mut was, &one, &other);
        let names = Names::give(shape, [&mut was, &mut one, &mut other]);
        let mut merger = Merger::new(self.sides.map(|side| side.on));
        let mut merged = merger.value(&Path::default(), Some(&was), Some(&one), Some(&other))?;
        let mut asked = merger.asked;
        if asked.0.iter().any(|asked| asked.path.0.is_empty()) {
            return None;
        }
        names.take_back(&mut merged, &mut asked);
        let sources = self.read.map(|version| &version.source);
        let before = base.map(|base| &base.source);
        if let Some(base) = base.filter(|_| asked.0.is_empty()) {
            let [one, other] = self.sides.map(|side| side.text);
            let lines = lines::merge_lines(&base.source.text, one, other)
                .map(|text| remarks::keep(text, before, sources));
            let same =
                |version: &Version| tree::sorted(&tree::of(&version.source.root)) == tree::sorted(&merged);
            if let Some(version) =
                lines.map(|text| Version::read::<T>(&text)).filter(|v| self.will_do(v) && same(v))
            {
                return Some(Merged { text: version.source.text, questions: Vec::new() });
            }
        }
        let new = asked.write(self.sides, &mut merged)?;
        sources.into_iter().find_map(|ground| {
            let text = self.written(ground, &merged, shape)?;
            self.finished::<T>(remarks::keep(text, before, sources), &merged, &new)
        })
    }

    /// A version with a value in its place, where that can be said in its layout.
    fn written(&self, ground: &Source, value: &Value, shape: &'static Shape) -> Option<String> {
        let was = tree::of(&ground.root);
        let mut edits = Vec::new();
        for (key, value) in value.as_mapping()?.iter().filter(|(key, value)| was.get(*key) != Some(*value)) {
            edits.push(Edit::Set { path: Path::default().key(key.as_str()?), value: value.clone() });
        }
        for key in was.as_mapping()?.keys().filter(|key| value.get(*key).is_none()) {
            edits.push(Edit::Remove { path: Path::default().key(key.as_str()?) });
        }
        ground.apply(&edits, Some(shape)).ok().map(|source| source.text)
    }

    /// A merged text, if it holds what it should and can be read.
    fn finished<T: Field>(&self, text: String, meant: &Value, new: &[String]) -> Option<Merged> {
        let version = Version::read::<T>(&text);
        let holds = self.will_do(&version) && tree::of(&version.source.root) == *meant;
        let questions = || questions(&version.source, new);
        holds.then(questions).map(|questions| Merged { text, questions })
    }

    // what a side could be read as, the result can be read as too
    fn will_do(&self, version: &Version) -> bool {
        version.is_sound && (version.is_record || !self.read.iter().any(|side| side.is_record))
    }

    /// The version that can be read as it is, with a question that holds the whole text of the other.
    fn aside<T: Field>(&self) -> Option<Merged> {
        let rank = |n: usize| (self.read[n].is_sound, self.read[n].is_record, self.sides[n].on);
        let first = rank(0) >= rank(1);
        let (stays, left) = if first { (0, 1) } else { (1, 0) };
        let mut value = tree::of(&self.read[stays].source.root);
        let whole = Value::String(super::text::tidy(self.sides[left].text));
        let asked = Questions(vec![Asked { path: Path::default(), first, stands: None, left: Some(whole) }]);
        let new = asked.write(self.sides, &mut value)?;
        let text = self.written(&self.read[stays].source, &value, &T::SHAPE)?;
        self.finished::<T>(text, &value, &new)
    }
}

/// Where both sides answered a question and did not choose the same, both chose something new.
fn answered_differently(base: &mut Value, one: &Value, other: &Value) {
    let gone = |row: &&Value| {
        let is_it = |other: &Value| tree::row_id(other).is_some() && tree::row_id(other) == tree::row_id(row);
        ![one, other].iter().any(|side| tree::rows(side, KEY).iter().any(is_it))
    };
    let places = tree::rows(base, KEY).iter().filter(gone).filter_map(|row| row.get("path")?.as_str());
    let places: Vec<Path> =
        places.map(Path::parse).filter(|path| tree::at(one, path) != tree::at(other, path)).collect();
    places.iter().for_each(|path| tree::forget(base, &path.0));
}

fn questions(source: &Source, ids: &[String]) -> Vec<Question> {
    let place = Path::default().key(KEY);
    let row =
        |id: &String| Question::read(place.key(id.as_str()).find(&source.root)?, &mut Reader::default());
    ids.iter().filter_map(row).collect()
}

//! Where in a case the walk stands: to know what is hidden there, and to name it in words.

use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape, first_words};

/// A place, as a chain of steps up to the top of the case.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    above: Option<&'p Place<'p>>,
    step: &'p str,
    /// The id of the row, where it is one that has an id.
    id: Option<&'p str>,
    /// What the place is part of, in words; empty at the top.
    owner: &'p str,
    doc: &'p str,
}

impl<'p> Place<'p> {
    pub(super) const TOP: Place<'static> = Place { above: None, step: "", id: None, owner: "", doc: "" };

    /// A key of the mapping here.
    pub(super) fn key(&'p self, step: &'p str, owner: &'p str, doc: &'p str) -> Place<'p> {
        Place { above: Some(self), step, id: None, owner, doc }
    }

    /// A row of the list here.
    pub(super) fn row(&'p self, id: Option<&'p str>) -> Place<'p> {
        Place { above: Some(self), step: "*", id, owner: self.owner, doc: self.doc }
    }

    /// Whether this is the record itself.
    pub(super) fn is_top(&self) -> bool {
        self.above.is_none()
    }

    /// Whether a path leads here; of a row it may name the id, or `*` for any.
    pub(super) fn is(&self, path: &Path) -> bool {
        let mut here = Some(self);
        for step in path.0.iter().rev() {
            match (here, step) {
                (Some(place), Step::Key(key)) if place.above.is_some() && place.is_step(key) => {
                    here = place.above
                }
                _ => return false,
            }
        }
        here.is_some_and(|place| place.above.is_none())
    }

    fn is_step(&self, key: &str) -> bool {
        self.step == key || self.id == Some(key)
    }

    /// The keys that lead here, without rows: `hui.picture`.
    pub(super) fn keys(&self) -> String {
        let mut keys = Vec::new();
        let mut here = Some(self);
        while let Some(place) = here {
            if place.above.is_some() && place.step != "*" {
                keys.insert(0, place.step);
            }
            here = place.above;
        }
        keys.join(".")
    }

    /// The place in words: `one goal of the plan “reads with a friend”: where it starts`.
    pub(super) fn words(&self) -> String {
        let what = in_sentence(self.doc);
        match self.owner {
            "" => what,
            owner => format!("{owner}: {what}"),
        }
    }
}

/// What stands in a place of a case, in words, without the ids of its rows; the place itself, where no such is known.
pub fn place_in_words(path: &Path) -> String {
    let named = (1..=path.0.len()).rev().find_map(|n| {
        match (Case::SHAPE.at(&Path(path.0[..n - 1].to_vec())).ok()?, &path.0[n - 1]) {
            (Shape::Map(map), Step::Key(key)) => map.field(key),
            _ => None,
        }
    });
    named.map_or_else(|| path.to_string(), |field| in_sentence(field.doc))
}

/// The first words of a doc line, to stand in a sentence.
pub fn in_sentence(doc: &str) -> String {
    let doc = first_words(doc);
    let mut letters = doc.chars();
    let first = letters.next().map(|c| c.to_lowercase().collect::<String>());
    // an abbreviation at the beginning keeps its capitals
    match letters.clone().next().is_some_and(char::is_uppercase) {
        true => doc.to_owned(),
        false => first.unwrap_or_default() + letters.as_str(),
    }
}

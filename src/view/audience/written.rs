//! Audiences as a file says them: its keys, and what each stands for.

use serde::Deserialize;

use super::{Audience, Needs, below};
use crate::error::{Error, Result};
use crate::record::case::Case;
use crate::record::id::RowId;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, Shape};
use crate::record::text::closest;

/// What an audience needs that may see what an agreement says it may.
const AGREEMENTS: &str = "agreements";

/// What an audience needs that asked what is held about them.
const ASKED: &str = "access_requests";

/// What a file says of one audience.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    label: Option<String>,
    lang: Option<String>,
    #[serde(default)]
    pub(super) default: bool,
    sensitive: Option<bool>,
    shared: Option<bool>,
    #[serde(default)]
    hides: Vec<String>,
    #[serde(default)]
    shows: Vec<String>,
    needs: Option<String>,
    disguise: Option<bool>,
    goes_to: Option<Vec<String>>,
    figures: Option<bool>,
    rests_on: Option<String>,
    documents: Option<Vec<String>>,
    plain: Option<bool>,
    voices: Option<Vec<String>>,
}

/// What a file says of one audience, with its places understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    label: Option<(String, Option<String>)>,
    sensitive: Option<bool>,
    shared: Option<bool>,
    hides: Vec<Path>,
    pub(super) shows: Vec<Path>,
    /// Somewhere, or in so many words nowhere.
    pub(super) needs: Option<Option<Needs>>,
    disguise: Option<bool>,
    goes_to: Option<Vec<Path>>,
    figures: Option<bool>,
    rests_on: Option<String>,
    documents: Option<Vec<String>>,
    plain: Option<bool>,
    voices: Option<Vec<String>>,
}

impl Written {
    /// With its places understood.
    pub(super) fn said(self, id: &str) -> Result<Said> {
        let places = |verb: &str, places: &[String]| {
            places.iter().map(|place| self::place(id, verb, place)).collect::<Result<Vec<Path>>>()
        };
        let needs = match self.needs.as_deref() {
            None => None,
            Some(place) if place.trim().is_empty() => Some(None),
            Some(ASKED) => Some(Some(Needs::Asked)),
            Some(AGREEMENTS) => Some(Some(Needs::AsReader)),
            Some(place) => Some(Some(Needs::NamedBy(needed(id, place)?))),
        };
        Ok(Said {
            sensitive: self.sensitive,
            shared: self.shared,
            hides: places("hides", &self.hides)?,
            shows: places("shows", &self.shows)?,
            needs,
            disguise: self.disguise,
            goes_to: self.goes_to.map(|list| places("goes to", &list)).transpose()?,
            figures: self.figures,
            rests_on: self.rests_on,
            documents: self.documents,
            plain: self.plain,
            voices: self.voices,
            // a label is in a language of its own
            label: self.label.map(|label| (label, self.lang)),
        })
    }
}

impl Said {
    /// An audience with what is said here on top.
    pub(super) fn over(self, mut old: Audience) -> Audience {
        if let Some((label, lang)) = self.label {
            (old.label, old.lang) = (label, lang);
        }
        old.sensitive = self.sensitive.unwrap_or(old.sensitive);
        old.shared = self.shared.unwrap_or(old.shared);
        old.hides.retain(|hidden| !self.shows.iter().any(|shown| below(hidden, shown)));
        for path in self.hides {
            if !old.hides.contains(&path) {
                old.hides.push(path);
            }
        }
        old.needs = self.needs.unwrap_or(old.needs);
        old.disguise = self.disguise.unwrap_or(old.disguise);
        old.goes_to = self.goes_to.unwrap_or(old.goes_to);
        old.figures = self.figures.unwrap_or(old.figures);
        old.rests_on = self.rests_on.or(old.rests_on);
        old.plain = self.plain.unwrap_or(old.plain);
        old.documents = self.documents.unwrap_or(old.documents);
        old.voices = self.voices.unwrap_or(old.voices);
        old
    }
}

fn place(audience: &str, verb: &str, text: &str) -> Result<Path> {
    known(text).map_err(|hint| {
        let message = format!("the audience `{audience}` {verb} `{text}`, and no case has such a place");
        Error::request(message).hint(hint)
    })
}

/// The path a text stands for, where a case has such a place; else what to write instead. `*` stands for every row.
pub(in crate::view) fn known(text: &str) -> Result<Path, String> {
    place_of(text, |_| false)
}

/// The same, where one row may be meant by its id.
pub fn known_place(text: &str) -> Result<Path, String> {
    // a letter, a hyphen and the rest; any other word is a key at the wrong place
    place_of(text, |step| step.find('-') == Some(1) && step.parse::<RowId>().is_ok())
}

fn place_of(text: &str, is_row: impl Fn(&str) -> bool) -> Result<Path, String> {
    let path = Path::parse(text);
    let mut shape = &Case::SHAPE;
    if path.0.is_empty() {
        return Err("Name a place, as in `sense.hypotheses`.".into());
    }
    for step in &path.0 {
        let Step::Key(key) = step else { return Err("Write `*` for every row of a list.".into()) };
        shape = match shape {
            Shape::Free | Shape::Notes => return Ok(path),
            Shape::List(item) if key == "*" || is_row(key) => item,
            Shape::List(_) => {
                return Err(format!("`{key}` comes after a list: write `*` before it, for all its rows."));
            }
            Shape::Map(map) => match map.field(key) {
                Some(field) => &field.shape,
                None => return Err(near(key, shape)),
            },
            _ => return Err(format!("Nothing lies below `{key}`.")),
        };
    }
    Ok(path)
}

/// The place of one row's id, which stands once in a case.
fn needed(audience: &str, text: &str) -> Result<Path> {
    let path = Path::parse(text);
    match Case::SHAPE.at(&path) {
        Ok(Shape::Row) if !text.contains('*') => Ok(path),
        _ => {
            let message = format!("the audience `{audience}` needs `{text}`, which names no agreement");
            Err(Error::request(message).hint(
                "Name the place where a case says which agreement it is, as in `transition.agreement`.",
            ))
        }
    }
}

fn near(key: &str, shape: &Shape) -> String {
    match closest(key, shape.keys().into_iter()) {
        Some(meant) => format!("Did you mean `{meant}` instead of `{key}`?"),
        None => format!("`{key}` is not a key of a case."),
    }
}

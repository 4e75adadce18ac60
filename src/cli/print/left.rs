//! What is left in a document that could tell whose it is: where it comes from, and what somebody can do about it.

use crate::cli::seen::Seen;
use crate::error::{Error, ErrorKind};
use crate::query::names::Found;
use crate::record::id::CaseId;
use crate::record::path::Path;

/// Stands for a name of which nobody knows what could.
pub(super) const UNKNOWN: &str = "…";

/// So many are shown; more are counted.
const SHOWN: usize = 8;
/// So many places of one are named; more are counted.
const PLACES: usize = 4;

/// A name that is left in a document.
pub(super) struct Left {
    pub(super) found: Found,
    place: Where,
    // what could be said for it
    instead: String,
}

/// Where something comes from that is left.
pub(super) enum Where {
    /// What somebody wrote into the case.
    Record(Vec<Path>),
    /// What somebody wrote into another record that the document tells of.
    Beside(CaseId, Vec<Path>),
    /// The name that the file or its folder shall have.
    File,
    /// Neither: the template says it, or what else the cluster made its own.
    Template,
}

impl Left {
    pub(super) fn new(instead: String, found: Found, place: Where) -> Left {
        Left { found, place, instead }
    }

    /// The same name once more.
    pub(super) fn more(&mut self, found: &Found, place: Where) {
        self.found.may_be_a_word &= found.may_be_a_word;
        match (&mut self.place, place) {
            (Where::Record(known), Where::Record(places)) => {
                let new: Vec<Path> = places.into_iter().filter(|place| !known.contains(place)).collect();
                known.extend(new);
            }
            (Where::Record(_), _) | (_, Where::File | Where::Template) => {}
            (one, place) => *one = place,
        }
    }

    /// It, as it stands there.
    pub(super) fn name(&self) -> &str {
        &self.found.said
    }

    /// What could be said for it.
    pub(super) fn instead(&self) -> &str {
        &self.instead
    }
}

/// What somebody can do about a name that is left.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Offered,
    Other,
    NoName,
    Stop,
}

impl Left {
    // only what somebody wrote into the case can be said in other words
    pub(super) fn ways(&self) -> Vec<(String, Way)> {
        let mut ways = Vec::new();
        if matches!(self.place, Where::Record(_)) {
            ways.push((format!("“{}”", self.instead), Way::Offered));
            ways.push(("something else".into(), Way::Other));
        }
        if self.found.may_be_a_word {
            ways.push(("it is no name here, and no day".into(), Way::NoName));
        }
        ways
    }

    // a word of which nobody knows what could stand for it is most likely none
    fn way_on(&self) -> Option<String> {
        let said = &self.found.said;
        match (&self.place, self.instead.as_str()) {
            (Where::Record(_), UNKNOWN) | (Where::Template | Where::File, _) if self.found.may_be_a_word => {
                Some(format!("--not-a-name \"{said}\""))
            }
            (Where::Record(_), instead) => Some(format!("--say \"{said}={instead}\"")),
            _ => None,
        }
    }

    pub(super) fn said(&self) -> String {
        let place = match &self.place {
            Where::Record(paths) => format!(" ({})", listed(paths)),
            Where::Beside(id, paths) => format!(" ({id}: {})", listed(paths)),
            Where::File => " (the name of the file, or of its folder)".into(),
            Where::Template => " (in no text of the case)".into(),
        };
        format!("“{}” in “{}”{place}", self.found.said, self.found.around())
    }
}

fn listed(paths: &[Path]) -> String {
    let named: Vec<String> = paths.iter().take(PLACES).map(|path| format!("`{path}`")).collect();
    match paths.len().saturating_sub(PLACES) {
        0 => named.join(", "),
        more => format!("{}, and {more} more", named.join(", ")),
    }
}

/// The document is not written as long as something is left in it.
pub(super) fn refused(seen: &Seen, document: &str, left: &[Left]) -> Error {
    let message = format!("this is not for {} yet: it could tell whose it is", seen.pass().audience().label);
    let error = left
        .iter()
        .take(SHOWN)
        .fold(Error::new(ErrorKind::Refused, message), |error, one| error.because(one.said()));
    let error =
        if left.len() > SHOWN { error.because(format!("and {} others", left.len() - SHOWN)) } else { error };
    let mut error = error.hint(
        "Nothing was written. The record stays as people said it; what is told instead is kept beside it.",
    );
    let ways: Vec<String> = left.iter().filter_map(Left::way_on).collect();
    if !ways.is_empty() {
        let ways = ways.join(" ");
        error = error.hint(format!("Say what stands for each, once, or write the place anew: {ways}"));
    }
    let stuck = |of: fn(&Where) -> bool| left.iter().any(|one| of(&one.place) && one.way_on().is_none());
    if stuck(|place| matches!(place, Where::File)) {
        error = error.hint("Give the file, or its folder, another name: one that tells nobody's.");
    }
    if stuck(|place| matches!(place, Where::Beside(..))) {
        error = error.hint(
            "What stands in another of these records is said in other words there: print that one alone with `--say`, which \
             keeps it, or write the place anew.",
        );
    }
    if stuck(|place| matches!(place, Where::Template)) {
        let document = document.trim_end_matches(".md");
        error = error.hint(format!(
            "What stands in no text of the case comes from the template `{document}`, or from other words that the cluster \
             made its own: take it out there."
        ));
    }
    if left.iter().any(|one| one.found.may_be_a_word) {
        return error
            .hint("Where one of them is a word and no name here, or no day: `--not-a-name WORD`, once.");
    }
    error
}

//! Where in a case something comes from that was found in a document.

use std::ops::Range;

use super::Found;
use crate::record::case::Case;
use crate::record::named::{Says, each};
use crate::record::naming::{folded_words, places, replaced};
use crate::record::path::Path;
use crate::record::shape::Field;
use crate::record::tree;

/// So many characters on each side are told.
const BESIDE: usize = 24;

/// A few words before a place in a text, and after it.
pub(super) fn beside(text: &str, at: &Range<usize>) -> (String, String) {
    let before: Vec<char> = text[..at.start].chars().rev().take(BESIDE).collect();
    (before.into_iter().rev().collect(), text[at.end..].chars().take(BESIDE).collect())
}

/// Where people wrote what was found: the places whose words are around it. Where none has them, as in a cell that was cut,
/// every place that says it. Places of which `is_seen` says that they are not in the document do not count.
pub fn places_of(case: &Case, found: &Found, is_seen: impl Fn(&Path) -> bool) -> Vec<Path> {
    let instead = |row: &crate::record::case::StandIn| {
        Some((row.name.as_ref()?.to_string(), row.instead.as_ref()?.to_string()))
    };
    let stand_ins: Vec<(String, String)> = case.stand_ins.iter().filter_map(instead).collect();
    let (mut sure, mut all) = (Vec::new(), Vec::new());
    each(&Case::SHAPE, &tree::of(case), |at| {
        let Some(text) = at.value.as_str().filter(|_| at.says == Says::Words && is_seen(at.path)) else {
            return;
        };
        let told = replaced(text, &stand_ins);
        let there = places(&told, &found.said);
        if there.iter().any(|at| is_around(&told, at, found)) {
            sure.push(at.path.clone());
        }
        if !there.is_empty() {
            all.push(at.path.clone());
        }
    });
    if sure.is_empty() { all } else { sure }
}

// a text may stand within a longer one, and be cut into lines
fn is_around(text: &str, at: &Range<usize>, found: &Found) -> bool {
    let (before, after) = beside(text, at);
    let words = |text: &str| folded_words(text).concat();
    let (here, there) = ([words(&before), words(&after)], [words(&found.before), words(&found.after)]);
    let ends = |one: &str, other: &str| one.ends_with(other) || other.ends_with(one);
    let starts = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
    ends(&here[0], &there[0]) && starts(&here[1], &there[1])
}

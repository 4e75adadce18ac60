//! Cases and what two people made of them, for the laws of merging.

use std::sync::OnceLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::testing::{Step, after, steps};
use crate::record::case::Case;
use crate::record::edit::Source;
use crate::record::shape::Field;
use crate::record::testing::examples;

/// The keys that every case begins with.
const FIRST: [&str; 4] = ["schema", "id", "kind", "status"];
/// A text larger than this is there for other tests; merging it many times over would show nothing new.
const LARGEST: usize = 40_000;

/// The texts of all example cases, and of cases in every style, in parts: what each begins with, and then its sections.
fn texts() -> &'static [Vec<String>] {
    static TEXTS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    TEXTS.get_or_init(|| examples().into_iter().filter(|text| text.len() < LARGEST).map(parts).collect())
}

// a text that is not written section by section is one part
fn parts(text: String) -> Vec<String> {
    let source = Source::read(text.as_str());
    let entries = source.root.entries();
    let head = entries.iter().rposition(|entry| FIRST.contains(&entry.key.as_str())).map_or(0, |n| n + 1);
    let mut cuts: Vec<usize> = entries[head..].iter().map(|entry| entry.key_span.start).collect();
    if cuts.iter().any(|at| !text[..*at].ends_with('\n')) {
        return vec![text];
    }
    cuts.insert(0, 0);
    cuts.push(text.len());
    cuts.windows(2).map(|part| text[part[0]..part[1]].to_owned()).collect()
}

/// A text with what it begins with, and these of its sections; with all of it, where none is named.
fn with_sections(parts: &[String], sections: &[Index]) -> String {
    let Some((head, rest)) = parts.split_first().filter(|(_, rest)| !sections.is_empty() && !rest.is_empty())
    else {
        return parts.concat();
    };
    let kept: Vec<usize> = sections.iter().map(|section| section.index(rest.len())).collect();
    let part = |(n, part): (usize, &String)| kept.contains(&n).then(|| part.clone());
    std::iter::once(head.clone()).chain(rest.iter().enumerate().filter_map(part)).collect()
}

/// What two people did to a case.
#[derive(Clone, Debug)]
pub(super) struct Story {
    text: Index,
    // what of it there is; a few sections, so that people meet, and now and then all of it
    sections: Vec<Index>,
    pub(super) near: Index,
    before: Vec<Step>,
    a: Vec<Step>,
    b: Vec<Step>,
    pub(super) days: (u8, u8),
    windows: u8,
}

pub(super) fn story() -> impl Strategy<Value = Story> {
    let sections = prop_oneof![7 => vec(any::<Index>(), 1..4), 1 => Just(Vec::new())];
    let texts = (any::<Index>(), sections, any::<Index>());
    (texts, steps(4), steps(7), steps(7), (0..3_u8, 0..3_u8), 0..12_u8).prop_map(
        |((text, sections, near), before, a, b, days, windows)| Story {
            text,
            sections,
            near,
            before,
            a,
            b,
            days,
            windows,
        },
    )
}

impl Story {
    /// The base, and what two people made of it.
    pub(super) fn told(&self) -> [String; 3] {
        let start = with_sections(self.text.get::<Vec<String>>(texts()), &self.sections);
        let after = |text: &str, steps| after(text, steps, &self.near, &Case::SHAPE);
        let base = after(&start, &self.before);
        let windows = |text: String| text.replace("\r\n", "\n").replace('\n', "\r\n");
        let (a, b) = (after(&base, &self.a), after(&base, &self.b));
        if self.windows == 0 { [base, windows(a), b] } else { [base, a, b] }
    }
}

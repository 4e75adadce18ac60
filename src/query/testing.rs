//! What the tests of this room share.

#![allow(clippy::unwrap_used)]

use super::due::Around;
use crate::record::case::Case;
use crate::record::read::read;
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// The day of the tests: a Friday, in the fourth week of term 3.
pub(super) fn today() -> Date {
    "2026-08-14".parse().unwrap()
}

/// The built-in words.
pub(super) fn words() -> Vocabulary {
    Vocabulary::parse(include_str!("../../templates/vocabulary.toml")).unwrap()
}

/// What is known around the cases: the built-in words, and no meetings.
pub(super) fn around<'a>(words: &'a Vocabulary, calendar: &'a Calendar) -> Around<'a> {
    Around { words, elements: &[], today: today(), calendar, meetings: None, first_contact: 14 }
}

/// A case that somebody works on, with further lines.
#[track_caller]
pub(super) fn case(yaml: &str) -> Case {
    let status = if yaml.lines().any(|line| line.starts_with("status:")) { "" } else { "status: active\n" };
    let text = format!("schema: 1\nid: 2026-kf3m\nkind: individual\n{status}{yaml}");
    let read = read::<Case>(&text);
    assert_eq!(read.problems, [], "{text}");
    read.value.unwrap()
}

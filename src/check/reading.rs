//! The rules that hold while a file is read.

use super::{Rule, Subject};
use crate::record::problem::{Level, Problem};

/// What reading finds, by the ids that the reader gives.
pub(super) const RULES: &[Rule] = &[
    reading("unreadable", "a file that cannot be opened is a record that nobody has (domain.md 9.5)"),
    reading("syntax", "what cannot be read now cannot be read in twenty years either (domain.md 9.5)"),
    reading("too-deep", "no part of a case reaches so far down (domain.md 7)"),
    reading(
        "alias",
        "every value stands where it belongs, so that a change to one never changes another (domain.md 9.3)",
    ),
    reading(
        "duplicate-key",
        "of two values under one name one would be lost without a word (domain.md 9.3, accuracy)",
    ),
    reading(
        "newer-schema",
        "an older program must not guess what a newer one meant (domain.md 9.3, accuracy)",
    ),
    reading("wrong-type", "a value that is not what its key says is not used (domain.md 9.3, accuracy)"),
    reading("bad-date", "waiting times and reviews are reckoned from dates (domain.md 5.5, 5.6)"),
    reading("bad-id", "ids hold records together and never a name (domain.md 9.1)"),
    reading("missing-key", "without it nobody can say what this record is (domain.md 5.4)"),
    Rule {
        level: Level::Warning,
        ..reading("unknown-key", "a mistyped key hides what was written under it (domain.md 12)")
    },
];

const fn reading(id: &'static str, reason: &'static str) -> Rule {
    Rule { id, level: Level::Error, reason, find: nothing }
}

fn nothing(_: &Subject<'_>) -> Vec<Problem> {
    Vec::new()
}

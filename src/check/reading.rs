//! The rules that hold while a file is read.

use super::{Rule, Subject};
use crate::record::path::Step;
use crate::record::problem::{Level, Problem};
use crate::record::text::fold;
use crate::record::vocabulary::{Vocabulary, Word};

/// What reading finds, by the ids that the reader gives.
pub(super) const RULES: &[Rule] = &[
    reading(
        "unreadable",
        "a file that cannot be opened is a record that nobody has",
        "Public Records Act 2005",
    ),
    reading(
        "syntax",
        "what cannot be read now cannot be read in twenty years either",
        "Public Records Act 2005",
    ),
    reading(
        "too-deep",
        "no part of a case reaches so far down",
        "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    ),
    reading(
        "alias",
        "every value stands where it belongs, so that a change to one never changes another",
        "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    ),
    reading(
        "duplicate-key",
        "of two values under one name one would be lost without a word",
        "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    ),
    reading(
        "newer-schema",
        "an older program must not guess what a newer one meant",
        "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    ),
    reading(
        "wrong-type",
        "a value that is not what its key says is not used",
        "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    ),
    reading(
        "bad-date",
        "waiting times and reviews are reckoned from dates",
        "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    ),
    reading(
        "bad-id",
        "ids hold records together and never a name",
        "Privacy Act 2020, information privacy principle 13: unique identifiers",
    ),
    reading(
        "missing-key",
        "without it nobody can say what this record is",
        "Ministry of Education: standards and procedures for RTLB",
    ),
    reading(
        "word-without-effect",
        "a word of the cluster's own that nothing asks for, or that nobody can read, helps nobody",
        "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    ),
    Rule {
        level: Level::Warning,
        ..reading(
            "open-audience",
            "what was shown only while whānau agree to it is now shown without asking them",
            "Privacy Act 2020, information privacy principle 11: nothing is disclosed that nobody agreed to",
        )
    },
    Rule {
        level: Level::Warning,
        ..reading(
            UNKNOWN_KEY,
            "a mistyped key hides what was written under it",
            "Privacy Act 2020, information privacy principle 8: accurate before it is used",
        )
    },
    Rule {
        level: Level::Warning,
        ..reading(
            NO_PLACE,
            "what would harm somebody in the wrong hands, and the work does not need, is not kept",
            "Privacy Act 2020, information privacy principle 1: only what is needed",
        )
    },
];

const UNKNOWN_KEY: &str = "unknown-key";
const NO_PLACE: &str = "no-place";

const fn reading(id: &'static str, reason: &'static str, source: &'static str) -> Rule {
    Rule { id, level: Level::Error, practice: None, reason, source, find: nothing }
}

fn nothing(_: &Subject<'_>) -> Vec<Problem> {
    Vec::new()
}

/// A problem as it is; or, where somebody wrote a key that records leave out on purpose, why they do.
pub(super) fn no_place(problem: &Problem, vocabulary: &Vocabulary) -> Problem {
    let mut problem = problem.clone();
    let key = problem.path.0.last().filter(|_| problem.rule == UNKNOWN_KEY);
    if let Some(Step::Key(key)) = key
        && let Some(word) = vocabulary.list(NO_PLACE).into_iter().find(|word| is_called(word, key))
    {
        problem.rule = NO_PLACE;
        problem.message = word.label;
        problem.remedy = word.note.unwrap_or_else(|| "Take it out.".into());
    }
    problem
}

// `_`, `-` and blanks are the same to whoever makes up a key
fn is_called(word: &Word, key: &str) -> bool {
    let plain = |name: &str| fold(name).replace(['_', ' '], "-");
    std::iter::once(&word.id).chain(&word.aliases).any(|name| plain(name) == plain(key))
}

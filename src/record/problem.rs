//! What is wrong with a file, where, why, and what to do.

use std::ops::Range;

use super::path::Path;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The data cannot be read, or contradicts itself.
    Error,
    /// The data can be read; somebody should look.
    Warning,
    /// A question about the practice.
    Look,
}

/// One thing found in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The id of the rule it breaks, as `check` lists them.
    pub rule: &'static str,
    /// The place in the record; empty for the whole file.
    pub path: Path,
    /// Bytes of the file that it is about; an empty range points between two.
    pub span: Range<usize>,
    /// What is wrong, as a fragment without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub remedy: String,
}

impl Problem {
    /// A problem of a rule at a place.
    pub fn new(
        rule: &'static str,
        path: Path,
        span: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        Problem { rule, path, span, message: message.into(), remedy: remedy.into() }
    }
}

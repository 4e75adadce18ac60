//! What is wrong with a file, where, why, and what to do.

use std::ops::Range;

use super::path::Path;

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

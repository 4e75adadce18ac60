//! What stays of cases that were lawfully disposed of: a line each, without a word about anybody who was in it.

use super::case::Question;
use super::id::{CaseId, PersonId, RowId};
use super::shape::record;
use super::value::{Date, Number, Text};

record! {
    /// The cases that were disposed of: `disposed.yaml`.
    Disposed {
        /// The layout of this file.
        schema: Number,
        /// What stays of each.
        disposed: Vec<Gone>,
        /// Where two people wrote different things.
        questions: Vec<Question>,
    }

    /// One case that was disposed of.
    Gone row 'd' {
        /// The id of the row.
        id: Option<RowId>,
        /// The id that the case had.
        case: CaseId,
        /// When.
        on: Date,
        /// Who did it.
        by: Option<PersonId>,
        /// Who permitted it.
        permitted_by: Option<Text>,
        /// On what authority.
        authority: Option<Text>,
        /// How it was made sure that no national pause on disposal applies.
        no_pause: Option<Text>,
    }
}

impl Gone {
    /// What became of the case, to stand in a sentence.
    pub fn words(&self) -> String {
        let when = self.on.in_words();
        match &self.authority {
            Some(authority) => format!("was disposed of on {when}, on the authority of {authority}"),
            None => format!("was disposed of on {when}"),
        }
    }
}

/// Whether a file or folder is named after one of these cases: its name holds the id and neither a letter nor a digit
/// beside it, as `2016-kf3m.yaml` does, and a copy of it that another program made. Every copy of the work must judge
/// alike for ever, so this is never changed.
pub fn is_named_after(name: &str, cases: &[CaseId]) -> bool {
    let name = name.to_ascii_lowercase();
    let is_free = |beside: Option<char>| beside.is_none_or(|c| !c.is_alphanumeric());
    cases.iter().any(|case| {
        name.match_indices(case.as_str()).any(|(at, id)| {
            is_free(name[..at].chars().next_back()) && is_free(name[at + id.len()..].chars().next())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_named_after;

    #[test]
    fn whatever_bears_the_id_is_named_after_the_case() {
        let cases = ["2016-kf3m".parse().unwrap(), "2017-w7hd".parse().unwrap()];
        for yes in [
            "2016-kf3m.yaml",
            "2016-KF3M.yaml",
            "2016-kf3m (1).yaml",
            "2016-kf3m.other-00003fa9.yaml",
            ".2016-kf3m.yaml.x7.tmp",
            "cases-2016-2016-kf3m.yaml.before",
            "2017-w7hd",
        ] {
            assert!(is_named_after(yes, &cases), "{yes}");
        }
        for no in
            ["2016-kf3ma.yaml", "12016-kf3m.yaml", "2016-kf3.yaml", "2016", "kf3m.yaml", "2016-kf3mā.yaml"]
        {
            assert!(!is_named_after(no, &cases), "{no}");
        }
        assert!(!is_named_after("2016-kf3m.yaml", &[]));
    }
}

//! Texts that are no records, line by line.

use similar::TextMerge;

use crate::record::lines::line_break;

/// Two people changed the same lines, so that somebody must look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BothChanged;

/// Merges two versions of a text that is no record, such as a guide or a document, where they changed different lines.
pub fn merge_text(base: Option<&str>, one: &str, other: &str) -> Result<String, BothChanged> {
    let merged = match base {
        _ if one == other => one.to_owned(),
        Some(base) if base == other => one.to_owned(),
        Some(base) if base == one => other.to_owned(),
        Some(base) => {
            // whoever saved it with other line ends changed no line; the larger text says which ends stay
            let ends =
                if (one.len(), one) >= (other.len(), other) { line_break(one) } else { line_break(other) };
            let [base, one, other] = [base, one, other].map(|text| text.replace("\r\n", "\n"));
            merge_lines(&base, &one, &other).ok_or(BothChanged)?.replace('\n', ends)
        }
        None => return Err(BothChanged),
    };
    if merged.lines().any(is_mark) { Err(BothChanged) } else { Ok(merged) }
}

/// A text merged by lines, where no two changes touch.
pub(super) fn merge_lines(base: &str, one: &str, other: &str) -> Option<String> {
    let merge = TextMerge::from_lines(base, one, other);
    (!merge.is_conflicted()).then(|| merge.to_string())
}

/// Whether a line is what other tools write into a text that they could not merge.
fn is_mark(line: &str) -> bool {
    ["<<<<<<<", ">>>>>>>", "|||||||"]
        .iter()
        .any(|mark| line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether a record has such marks, which stand at the beginning of a line.
pub(super) fn has_marks(text: &str) -> bool {
    text.lines().any(|line| is_mark(line) || line.trim_end() == "=======")
}

#[cfg(test)]
mod tests {
    use super::{BothChanged, merge_text};

    #[test]
    fn lines_apart_go_together_and_the_same_lines_do_not() {
        let base = "a\nb\nc\nd\n";
        assert_eq!(merge_text(Some(base), "A\nb\nc\nd\n", "a\nb\nc\nD\n").as_deref(), Ok("A\nb\nc\nD\n"));
        assert_eq!(
            merge_text(Some(base), "A\r\nb\r\nc\r\nd\r\n", "a\nb\nc\nD\n").as_deref(),
            Ok("A\r\nb\r\nc\r\nD\r\n")
        );
        assert_eq!(merge_text(Some(base), "A\nb\nc\nd\n", "x\nb\nc\nd\n"), Err(BothChanged));
        assert_eq!(merge_text(Some(base), "a\nb\nc\nd\ne\n", "a\nb\nc\nd\nf\n"), Err(BothChanged));
        assert_eq!(merge_text(None, "a\n", "b\n"), Err(BothChanged));
        assert_eq!(merge_text(None, "a\n", "a\n").as_deref(), Ok("a\n"));
    }

    #[test]
    fn no_marks_come_out() {
        let marked = "a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\n";
        assert_eq!(merge_text(Some("a\n"), "a\n", marked), Err(BothChanged));
        let heading = "Title\n=======\n\nWords\n";
        assert_eq!(merge_text(Some("a\n"), "a\n", heading).as_deref(), Ok(heading));
    }
}

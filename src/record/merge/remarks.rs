//! The comments of a file: which ones a merged text must still hold.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::record::edit::Source;
use crate::record::lines::{line_break, line_end, next_line};
use crate::record::node::{Kind, Node};
use crate::record::parse::block_header;

/// Stands above comments that lost the place where they stood.
const SENTENCE: &str =
    "# These notes stood in another version of this file, in a place that is not there any more:";

/// The text with every comment that either side added, and every one that both kept; those without a place at its end.
pub(super) fn keep(text: String, base: Option<&Source>, sides: [&Source; 2]) -> String {
    let there: BTreeSet<String> = all(&Source::read(text.as_str())).into_iter().collect();
    let was: Vec<String> = base.map(all).unwrap_or_default();
    let [one, other] = sides.map(all);
    let stays = |remark: &String| !was.contains(remark) || one.contains(remark) && other.contains(remark);
    let mut lost: Vec<&String> = Vec::new();
    for remark in one.iter().chain(&other).filter(|remark| stays(remark) && !there.contains(*remark)) {
        if !lost.contains(&remark) {
            lost.push(remark);
        }
    }
    if lost.is_empty() {
        return text;
    }
    let eol = line_break(&text);
    let mut text = text;
    if !text.is_empty() && !text.ends_with(['\n', '\r']) {
        text.push_str(eol);
    }
    let sentence = (!there.contains(SENTENCE)).then_some(SENTENCE);
    for line in sentence.into_iter().chain(lost.into_iter().map(String::as_str).filter(|l| *l != SENTENCE)) {
        text.push_str(line);
        text.push_str(eol);
    }
    text
}

/// The comments of a text, without the blanks around them.
pub(super) fn all(source: &Source) -> Vec<String> {
    let text = source.text.as_str();
    let mut words = Vec::new();
    scalars(text, &source.root, &mut words);
    words.sort_by_key(|range| range.start);
    let mut remarks = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('#')).map(|n| from + n) {
        from = at + 1;
        let within =
            words.partition_point(|range| range.start <= at).checked_sub(1).and_then(|n| words.get(n));
        let begins =
            text[..at].chars().next_back().is_none_or(|c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{feff}'));
        if begins && within.is_none_or(|range| range.end <= at) {
            let end = line_end(text, at);
            let remark = text[at..end].trim_end();
            if remark.trim_matches('#').trim() != "" {
                remarks.push(remark.to_owned());
            }
            from = end;
        }
    }
    remarks
}

/// The bytes of all words, in which `#` is no comment.
fn scalars(text: &str, node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar { plain, .. } => {
            let header =
                if *plain { node.span.start..node.span.start } else { block_header(text, node.span.start) };
            // a comment may stand behind `|`
            let start = if header.is_empty() { node.span.start } else { next_line(text, header.end) };
            found.push(start..node.span.end.max(start));
        }
        Kind::List { items, .. } => items.iter().for_each(|item| scalars(text, item, found)),
        Kind::Map { entries, .. } => entries.iter().for_each(|entry| {
            found.push(entry.key_span.clone());
            scalars(text, &entry.value, found);
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::all;
    use crate::record::edit::Source;

    #[test]
    fn comments_are_told_from_words() {
        let text = "# top\na: b#c # behind\nb: '# no'\nc: | # block\n  # no\n  x\n  # deeper\n# low\nd: [a, # in\n  b]\n#\n";
        let source = Source::read(text);
        assert!(source.problems.is_empty(), "{:?}", source.problems);
        assert_eq!(all(&source), ["# top", "# behind", "# block", "# low", "# in"]);
    }
}

//! Long texts, paragraph by paragraph.

use std::ops::Range;

use similar::{MergeResolution, TextMerge};

/// Stands for a line break within a paragraph, while paragraphs are lines. No text that is kept has such a character.
const BREAK: &str = "\u{1}";
/// Stands around paragraphs, so that changes to neighbours are not taken for changes of the same one.
const BETWEEN: &str = "\u{2}\n";

/// A text with what two people made of it, where they changed different paragraphs. Where both added something in the same
/// place both stay, that of `one` first if it came `first`.
pub(super) fn merge(base: &str, one: &str, other: &str, first: bool) -> Option<String> {
    let texts = [base, one, other];
    if !texts.iter().any(|text| text.contains('\n')) {
        return None;
    }
    let apart = texts.iter().any(|text| text.lines().any(is_blank));
    let [base, one, other] = texts.map(|text| as_lines(text, apart));
    let merge = TextMerge::from_lines(base.as_str(), one.as_str(), other.as_str());
    let ours = |range: Range<usize>| told(range.filter_map(|n| merge.ours_line(n)));
    let theirs = |range: Range<usize>| told(range.filter_map(|n| merge.theirs_line(n)));
    let mut merged: Vec<&str> = Vec::new();
    for region in merge.regions() {
        let (one, other) = (ours(region.ours_range()), theirs(region.theirs_range()));
        match region.resolution() {
            MergeResolution::Theirs => merged.extend(other),
            MergeResolution::Conflict => {
                let was = told(region.base_range().filter_map(|n| merge.base_line(n)));
                let taken_away = one.is_empty() || other.is_empty();
                let in_doubt = !was.is_empty() && (was.len() > 1 || taken_away);
                let (early, late) = if first { (one, other) } else { (other, one) };
                merged.extend(match containing(&early, &late) {
                    // both wrote the same in its place, and one of them more
                    Some(more) if !in_doubt => more.to_vec(),
                    None if was.is_empty() => {
                        let more: Vec<&str> =
                            late.into_iter().filter(|words| !early.contains(words)).collect();
                        early.into_iter().chain(more).collect()
                    }
                    _ => return None,
                });
            }
            _ => merged.extend(one),
        }
    }
    let sides = [told(one.split_inclusive('\n')), told(other.split_inclusive('\n'))];
    let merged = as_often(merged, &sides);
    let gap = if apart { "\n\n" } else { "\n" };
    Some(merged.join(gap).replace(BREAK, "\n"))
}

/// Whichever of two has all that the other has.
fn containing<'a, 'l>(one: &'a [&'l str], other: &'a [&'l str]) -> Option<&'a [&'l str]> {
    let has = |all: &[&str], some: &[&str]| some.iter().all(|words| all.contains(words));
    if has(other, one) { Some(other) } else { has(one, other).then_some(one) }
}

/// The paragraphs without those that came along twice: none is there more often than in one of the sides.
fn as_often<'l>(merged: Vec<&'l str>, sides: &[Vec<&str>; 2]) -> Vec<&'l str> {
    let count = |told: &[&str], words: &str| told.iter().filter(|other| **other == words).count();
    let mut kept: Vec<&str> = Vec::new();
    for words in merged {
        if sides.iter().any(|side| count(side, words) > count(&kept, words)) {
            kept.push(words);
        }
    }
    kept
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// One paragraph a line, with something around each.
fn as_lines(text: &str, apart: bool) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let paragraphs: Vec<String> = match apart {
        true => lines.split(|line| is_blank(line)).map(|lines| lines.join(BREAK)).collect(),
        false => lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let lines = paragraphs.iter().filter(|words| !is_blank(words)).map(|words| format!("{words}\n{BETWEEN}"));
    std::iter::once(BETWEEN.to_owned()).chain(lines).collect()
}

/// The paragraphs among some lines.
fn told<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<&'l str> {
    lines.filter(|line| *line != BETWEEN).map(|line| line.trim_end_matches('\n')).collect()
}

#[cfg(test)]
mod tests {
    use super::merge;

    fn both(base: &str, one: &str, other: &str) -> Option<String> {
        let merged = merge(base, one, other, true);
        let turned = merge(base, other, one, false);
        assert_eq!(merged, turned, "the same from both sides");
        merged
    }

    #[test]
    fn different_paragraphs_go_together() {
        let cases = [
            // base, one, other, merged
            ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
            ("a\nb", "A\nb", "a\nB", "A\nB"),
            ("a\n\nb\nc", "a\n\nb\nC", "A\n\nb\nc", "A\n\nb\nC"),
            ("a", "a\nx", "a\ny", "a\nx\ny"),
            ("a\n\nb", "a\n\nx\n\nb", "a\n\ny\n\nb", "a\n\nx\n\ny\n\nb"),
            ("a", "A", "a\n\nb", "A\n\nb"),
            ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
            ("", "a\nb", "a\nb\nc", "a\nb\nc"),
            // what came along already
            ("a", "A", "A\n\nx", "A\n\nx"),
            ("a", "A\n\nx", "a\n\nx", "A\n\nx"),
        ];
        for (base, one, other, merged) in cases {
            assert_eq!(both(base, one, other).as_deref(), Some(merged), "{base:?} {one:?} {other:?}");
        }
    }

    #[test]
    fn the_same_paragraph_is_for_people() {
        for (base, one, other) in
            [("a", "A", "B"), ("a\nb", "A\nb", "x\nb"), ("a\nb\n", "b", "A\nb"), ("a\nb", "b", "a")]
        {
            assert_eq!(both(base, one, other), None, "{base:?} {one:?} {other:?}");
        }
    }
}

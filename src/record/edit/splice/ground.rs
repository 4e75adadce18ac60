//! The ground on which a change is written: where values begin, how the file lays out its lists, which comments follow.

use std::ops::Range;

use crate::record::edit::locate::at;
use crate::record::emit::Style;
use crate::record::lines::{column, line_end, line_start, next_line};
use crate::record::node::{Kind, Node};
use crate::record::parse::{after_colon, block_header, dash};

/// The place of a value behind a key or a dash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// The column of the key or the dash.
    pub(super) column: usize,
    /// The position after the `:` or the `-`.
    pub(super) head: usize,
    /// Behind a dash.
    pub(super) item: bool,
}

/// The place of the value that a trail leads to; nothing for the root.
pub(super) fn slot(text: &str, root: &Node, trail: &[usize]) -> Option<Slot> {
    let (index, around) = trail.split_last()?;
    let around = at(root, around)?;
    match &around.kind {
        Kind::Map { entries, .. } => {
            let key = &entries.get(*index)?.key_span;
            let head = after_colon(text, key.end);
            Some(Slot { column: column(text, key.start), head, item: false })
        }
        _ => {
            let dash = start(text, around, *index)?;
            Some(Slot { column: column(text, dash), head: dash + 1, item: true })
        }
    }
}

/// Where an entry begins with its key, or an item with its dash.
pub(super) fn start(text: &str, around: &Node, index: usize) -> Option<usize> {
    match &around.kind {
        Kind::Map { entries, .. } => entries.get(index).map(|e| e.key_span.start),
        Kind::List { items, .. } => match index.checked_sub(1) {
            Some(before) => Some(dash(text, items.get(before)?.span.end)),
            None => Some(around.span.start),
        },
        _ => None,
    }
}

/// A list or a mapping written line by line.
pub(super) fn is_block(node: &Node) -> bool {
    matches!(node.kind, Kind::List { flow: false, .. } | Kind::Map { flow: false, .. })
}

/// The header of a text that stands after `|` or `>`.
pub(super) fn block_text(text: &str, node: &Node) -> Option<Range<usize>> {
    let header = matches!(node.kind, Kind::Scalar { plain: false, .. })
        && text[node.span.start..].starts_with(['|', '>']);
    header.then(|| block_header(text, node.span.start))
}

/// The header of the last thing within a value, where that is a text after `|` or `>`.
pub(super) fn last_text(text: &str, node: &Node) -> Option<Range<usize>> {
    match &node.kind {
        Kind::List { items, .. } => items.last().and_then(|n| last_text(text, n)),
        Kind::Map { entries, .. } => entries.last().and_then(|e| last_text(text, &e.value)),
        _ => block_text(text, node),
    }
}

/// How the file lays things out, for what is written before the line that begins here.
pub(super) fn style(text: &str, root: &Node, next: usize) -> Style {
    let (mut level, mut deeper) = (0, 0);
    count_lists(text, root, &mut level, &mut deeper);
    let following = comments(text, next).first().map_or(0, |line| indent(text, *line) + 1);
    Style { dash: if level > deeper { 0 } else { 2 }, text: following }
}

fn count_lists(text: &str, node: &Node, level: &mut usize, deeper: &mut usize) {
    for entry in node.entries() {
        if let Kind::List { flow: false, .. } = entry.value.kind {
            let same = column(text, entry.value.span.start) == column(text, entry.key_span.start);
            *(if same { &mut *level } else { &mut *deeper }) += 1;
        }
        count_lists(text, &entry.value, level, deeper);
    }
    node.items().iter().for_each(|item| count_lists(text, item, level, deeper));
}

/// The lines of comments that come next, past empty lines.
pub(super) fn comments(text: &str, from: usize) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut at = from;
    while at < text.len() {
        let line = text[at..line_end(text, at)].trim();
        match line.starts_with('#') {
            true => lines.push(at),
            false if line.is_empty() => {}
            false => break,
        }
        at = next_line(text, at);
    }
    lines
}

/// The end of the line of a position, and of the comments below it that stand further in than a column.
pub(super) fn settled(text: &str, end: usize, column: usize) -> usize {
    let deeper =
        comments(text, next_line(text, end)).into_iter().take_while(|line| indent(text, *line) > column);
    line_end(text, deeper.last().unwrap_or(end))
}

/// How many blanks a line begins with.
pub(super) fn indent(text: &str, line: usize) -> usize {
    text[line..].bytes().take_while(|b| *b == b' ').count()
}

/// Where the comment lines begin that stand directly above a line, or that line itself.
pub(super) fn above(text: &str, line: usize) -> usize {
    let mut at = line;
    while let Some(end) = at.checked_sub(1) {
        let end = if text[..end].ends_with('\r') { end - 1 } else { end };
        let before = line_start(text, end);
        if before >= at || !text[before..end].trim_start().starts_with('#') {
            break;
        }
        at = before;
    }
    at
}

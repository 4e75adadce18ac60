//! Changes to lists and mappings that are written line by line.

use super::Splice;
use super::ground::{
    Slot, above, block_text, comments, indent, is_block, last_text, settled, slot, start, style,
};
use crate::record::edit::locate::{at, child};
use crate::record::emit::{Draft, Style, Written, entry};
use crate::record::lines::{begins_line, column, line_break, line_end, line_start, next_line};
use crate::record::node::{Kind, Node};

/// A value in place of another, on lines where it has parts.
pub(in crate::record::edit) fn replace(
    text: &str,
    root: &Node,
    trail: &[usize],
    draft: &Draft,
) -> Option<Vec<Splice>> {
    let old = at(root, trail)?;
    let end = if is_block(old) { line_end(text, old.span.end) } else { old.span.end };
    let style = style(text, root, next_line(text, end));
    let Some(slot) = slot(text, root, trail) else {
        return Some(whole(text, old, end, draft, style));
    };
    if text[slot.head..old.span.start].contains(['\n', '\r']) {
        return Some(replace_below(text, slot, old, end, draft, style));
    }
    let header = block_text(text, old);
    let (from, end) = header.as_ref().map_or((end, end), |header| (header.end, end.max(header.end)));
    let stop = line_end(text, from);
    let remark = !text[from..stop].trim().is_empty();
    let parts = has_parts(draft);
    let written = match slot.item {
        // A remark on a whole row stays beside its dash.
        true if parts && remark => {
            Written { head: String::new(), below: draft.lines(slot.column + 2, style) }
        }
        true => draft.after_dash(slot.column, style),
        false => draft.after_key(slot.column, style),
    };
    // What is laid out below its own first line must begin where that layout thinks it does.
    let gap = &text[slot.head..old.span.start];
    let gap = if gap.is_empty() || old.span.is_empty() || parts { " " } else { gap };
    let head = if written.head.is_empty() { String::new() } else { format!("{gap}{}", written.head) };
    let below = lines_below(text, &written);
    let from = if remark { from } else { stop };
    Some(vec![Splice(slot.head..from, head), Splice(stop..end.max(stop), below)])
}

/// Whether a value takes lines for its parts.
fn has_parts(draft: &Draft) -> bool {
    matches!(draft, Draft::List(_) | Draft::Map(_)) && !draft.is_short()
}

/// A value in place of one that does not begin on the line of its key or dash.
fn replace_below(text: &str, slot: Slot, old: &Node, end: usize, draft: &Draft, style: Style) -> Vec<Splice> {
    let parts = has_parts(draft);
    let first = line_start(text, old.span.start);
    let least =
        if matches!(draft, Draft::List(_)) && !slot.item && parts { slot.column } else { slot.column + 1 };
    let column = column(text, old.span.start);
    let column = if is_block(old) && column >= least { column } else { slot.column + 2 };
    if parts && !slot.item {
        return vec![Splice(first..end, draft.lines(column, style).join(line_break(text)))];
    }
    let stop = line_end(text, end);
    let remark = parts && !text[slot.head..line_end(text, slot.head)].trim().is_empty();
    if remark || !comments(text, next_line(text, slot.head)).is_empty() {
        let written = if parts { draft.compact(column, style) } else { draft.after_key(slot.column, style) };
        let head = format!("{}{}", " ".repeat(column), written.head);
        return vec![Splice(first..end, head), Splice(stop..stop, lines_below(text, &written))];
    }
    let written =
        if parts { draft.after_dash(slot.column, style) } else { draft.after_key(slot.column, style) };
    let head = Splice(slot.head..slot.head, format!(" {}", written.head));
    let rest = Splice(line_end(text, slot.head)..end, String::new());
    vec![head, rest, Splice(stop..stop, lines_below(text, &written))]
}

/// A value in place of all there is.
fn whole(text: &str, old: &Node, end: usize, draft: &Draft, style: Style) -> Vec<Splice> {
    let eol = line_break(text);
    let lines = draft.lines(0, style).join(eol);
    if !old.span.is_empty() {
        let before = if begins_line(text, old.span.start) { "" } else { eol };
        let from = if before.is_empty() { line_start(text, old.span.start) } else { old.span.start };
        return vec![Splice(from..end, format!("{before}{lines}"))];
    }
    let stop = text.match_indices("...").find(|(i, _)| *i > 0 && line_start(text, *i) == *i);
    let at = stop.map_or(text.len(), |(i, _)| i);
    let open = line_start(text, at) != at;
    vec![Splice(at..at, format!("{}{lines}{eol}", if open { eol } else { "" }))]
}

/// A new key.
pub(super) fn insert(
    text: &str,
    root: &Node,
    map: &[usize],
    place: usize,
    key: &str,
    draft: &Draft,
) -> Option<Vec<Splice>> {
    let entries = at(root, map)?.entries();
    let first = entries.first()?.key_span.start;
    let column = column(text, first);
    let blanks = " ".repeat(column);
    let eol = line_break(text);
    let Some(before) = place.checked_sub(1) else {
        if !begins_line(text, first) {
            let written = entry(key, draft, column, style(text, root, text.len()));
            let new = format!("{}{}{eol}{blanks}", written.head, lines_below(text, &written));
            return Some(vec![Splice(first..first, new)]);
        }
        let line = above(text, line_start(text, first));
        let written = entry(key, draft, column, style(text, root, line));
        let new = format!("{blanks}{}{}{eol}", written.head, lines_below(text, &written));
        return Some(vec![Splice(line..line, new)]);
    };
    let end = settled(text, entries.get(before)?.value.span.end, column);
    let written = entry(key, draft, column, style(text, root, next_line(text, end)));
    let new = format!("{eol}{blanks}{}{}", written.head, lines_below(text, &written));
    Some(vec![Splice(end..end, new)])
}

/// A new item.
pub(super) fn push(text: &str, root: &Node, list: &[usize], draft: &Draft) -> Option<Vec<Splice>> {
    let list = at(root, list)?;
    let column = column(text, list.span.start);
    let end = settled(text, list.items().last()?.span.end, column);
    let written = draft.after_dash(column, style(text, root, next_line(text, end))).after("-");
    let new =
        format!("{}{}{}{}", line_break(text), " ".repeat(column), written.head, lines_below(text, &written));
    Some(vec![Splice(end..end, new)])
}

/// An entry or an item less; the last leaves its list or mapping empty.
pub(super) fn remove(text: &str, root: &Node, trail: &[usize], index: usize) -> Option<Vec<Splice>> {
    let around = at(root, trail)?;
    let (count, nothing) = match &around.kind {
        Kind::Map { entries, .. } => (entries.len(), Draft::Map(Vec::new())),
        _ => (around.items().len(), Draft::List(Vec::new())),
    };
    if count == 1 && !(trail.is_empty() && nothing == Draft::Map(Vec::new())) {
        return replace(text, root, trail, &nothing);
    }
    let begin = start(text, around, index)?;
    let end = line_end(text, child(around, index)?.span.end);
    if begins_line(text, begin) {
        let mut rest = next_line(text, end);
        let before = index.checked_sub(1).and_then(|i| child(around, i)).and_then(|n| last_text(text, n));
        if before.as_ref().is_some_and(|header| text[header.clone()].contains('+')) {
            // Empty lines would become part of the text above, which keeps all that follow it.
            while rest < text.len() && text[rest..line_end(text, rest)].trim().is_empty() {
                rest = next_line(text, rest);
            }
        }
        let mut splices = vec![Splice(line_start(text, begin)..rest, String::new())];
        if before.is_some() {
            splices.extend(comments_out(text, rest, column(text, begin)));
        }
        return Some(splices);
    }
    let next = start(text, around, index + 1)?;
    match text[end..next].trim().is_empty() {
        true => Some(vec![Splice(begin..next, String::new())]),
        false => Some(vec![Splice(text[..begin].trim_end_matches(' ').len()..end, String::new())]),
    }
}

/// Moves comments out to a column, so that they do not become part of a text above them.
fn comments_out(text: &str, from: usize, column: usize) -> impl Iterator<Item = Splice> {
    let lines = comments(text, from).into_iter().map(|line| (line, indent(text, line)));
    let deeper: Vec<_> = lines.take_while(|(_, indent)| *indent > column).collect();
    deeper.into_iter().map(move |(line, indent)| Splice(line..line + indent, " ".repeat(column)))
}

/// The lines below the first, each after a line break.
fn lines_below(text: &str, written: &Written) -> String {
    let eol = line_break(text);
    written.below.iter().map(|line| format!("{eol}{line}")).collect()
}

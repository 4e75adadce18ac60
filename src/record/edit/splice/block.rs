//! Changes to lists and mappings that are written line by line.

use super::Splice;
use super::ground::{
    Slot, above, block_text, comments, ends_in_text, indent, is_block, settled, slot, start, style,
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
    let written = match slot.item {
        true => draft.after_dash(slot.column, style),
        false => draft.after_key(slot.column, style),
    };
    let gap = &text[slot.head..old.span.start];
    let gap = if gap.is_empty() || old.span.is_empty() { " " } else { gap };
    let head = if written.head.is_empty() { String::new() } else { format!("{gap}{}", written.head) };
    let below = lines_below(text, &written);
    if let Some(header) = block_text(text, old) {
        let body = line_end(text, header.end);
        return Some(vec![Splice(slot.head..header.end, head), Splice(body..end.max(body), below)]);
    }
    let stop = line_end(text, end);
    let end = if text[end..stop].trim().is_empty() { stop } else { end };
    Some(vec![Splice(slot.head..end, head), Splice(stop..stop, below)])
}

/// A value in place of one that does not begin on the line of its key or dash.
fn replace_below(text: &str, slot: Slot, old: &Node, end: usize, draft: &Draft, style: Style) -> Vec<Splice> {
    let first = line_start(text, old.span.start);
    let commented = !comments(text, next_line(text, slot.head)).is_empty();
    let column = column(text, old.span.start);
    let deep = if matches!(draft, Draft::List(_)) && !slot.item { slot.column } else { slot.column + 1 };
    let column = if is_block(old) && column >= deep { column } else { slot.column + 2 };
    let stop = line_end(text, end);
    if !draft.is_short() && !slot.item && !matches!(draft, Draft::Text(_)) {
        let lines = draft.lines(column, style).join(line_break(text));
        return vec![Splice(first..end, lines)];
    }
    let written = match draft {
        Draft::List(_) | Draft::Map(_) if !draft.is_short() => draft.compact(column, style),
        _ => draft.after_key(slot.column, style),
    };
    let below = lines_below(text, &written);
    if commented {
        return vec![Splice(old.span.start..end, written.head), Splice(stop..stop, below)];
    }
    let head_end = line_end(text, slot.head);
    let written = match draft {
        Draft::List(_) | Draft::Map(_) if !draft.is_short() => draft.after_dash(slot.column, style),
        _ => written,
    };
    let head = Splice(slot.head..slot.head, format!(" {}", written.head));
    vec![head, Splice(head_end..end, String::new()), Splice(stop..stop, lines_below(text, &written))]
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
        let line = line_start(text, begin);
        let mut splices = vec![Splice(line..next_line(text, end), String::new())];
        let before = index.checked_sub(1).and_then(|i| child(around, i));
        if before.is_some_and(|n| ends_in_text(text, n)) {
            splices.extend(comments_out(text, next_line(text, end), column(text, begin)));
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

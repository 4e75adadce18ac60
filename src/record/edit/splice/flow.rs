//! Changes within brackets and braces.

use super::Splice;
use crate::record::edit::locate::at;
use crate::record::emit::{Draft, flow_entry};
use crate::record::lines::skip;
use crate::record::node::{Kind, Node};
use crate::record::parse::after_colon;

/// A value in place of another.
pub(super) fn replace(text: &str, root: &Node, trail: &[usize], draft: &Draft) -> Option<Vec<Splice>> {
    let (index, around) = trail.split_last()?;
    let around = at(root, around)?;
    let node = at(root, trail)?;
    let new = draft.flow();
    let (Kind::Map { entries, .. }, true) = (&around.kind, node.span.is_empty()) else {
        return Some(vec![Splice(node.span.clone(), new)]);
    };
    let key_end = entries.get(*index)?.key_span.end;
    let colon = if after_colon(text, key_end) == key_end { ": " } else { " " };
    let rest = &text[node.span.start..];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let blanks = if rest[blanks..].starts_with('#') { 0 } else { blanks };
    Some(vec![Splice(node.span.start..node.span.start + blanks, format!("{colon}{new}"))])
}

/// A new key.
pub(super) fn insert(text: &str, map: &Node, place: usize, key: &str, draft: &Draft) -> Option<Vec<Splice>> {
    let entries = map.entries();
    let new = flow_entry(key, draft);
    bracketed(text, map)?;
    let end = entries.last()?.value.span.end;
    let (at, new) = match entries.get(place) {
        Some(next) => (next.key_span.start, format!("{new}, ")),
        None if text[..end].ends_with(':') => (end, format!(" , {new}")),
        None => (end, format!(", {new}")),
    };
    Some(vec![Splice(at..at, new)])
}

/// A new item.
pub(super) fn push(text: &str, list: &Node, draft: &Draft) -> Option<Vec<Splice>> {
    bracketed(text, list)?;
    let end = list.items().last()?.span.end;
    Some(vec![Splice(end..end, format!(", {}", draft.flow()))])
}

/// An entry or an item less, with its comma.
pub(super) fn remove(text: &str, around: &Node, index: usize) -> Option<Vec<Splice>> {
    if bracketed(text, around).is_none() {
        return Some(vec![Splice(around.span.clone(), "{}".into())]);
    }
    let spans: Vec<_> = match &around.kind {
        Kind::Map { entries, .. } => entries.iter().map(|e| e.key_span.start..e.value.span.end).collect(),
        _ => around.items().iter().map(|n| n.span.clone()).collect(),
    };
    let span = spans.get(index)?.clone();
    let comma = |end: usize| {
        let at = Some(skip(text, end, b"")).filter(|at| text[*at..].starts_with(','))?;
        let blanks = text[at + 1..].bytes().take_while(|b| *b == b' ').count();
        Some(at..at + 1 + blanks)
    };
    let before = index.checked_sub(1).and_then(|i| comma(spans.get(i)?.end));
    let (first, second) = match (before, comma(span.end)) {
        (Some(before), _) if before.end == span.start => (before.start..span.end, None),
        (_, Some(after)) if after.start == span.end => (span.start..after.end, None),
        (_, Some(after)) => (span, Some(after)),
        (before, None) => (span, before),
    };
    Some([Some(first), second].into_iter().flatten().map(|range| Splice(range, String::new())).collect())
}

/// Only what has brackets of its own can be added to: not the `a: b` of `[a: b]`.
fn bracketed(text: &str, node: &Node) -> Option<()> {
    text[node.span.start..].starts_with(['[', '{']).then_some(())
}

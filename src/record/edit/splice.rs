//! A change as replaced ranges of bytes.

mod block;
mod flow;
mod ground;

use std::ops::Range;

use super::locate::{Change, Trail, at, is_flow};
use crate::record::emit::Draft;
use crate::record::lines::{column, line_end, line_start};
use crate::record::node::{Kind, Node};

pub(super) use block::replace as block_replace;

/// Bytes of a text, and what is put in their place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Splice(Range<usize>, String);

/// Lines in brackets may be so long.
const WIDTH: usize = 100;

/// The splices of a change; nothing where it cannot be made in place.
pub(super) fn splices(text: &str, root: &Node, change: &Change) -> Option<Vec<Splice>> {
    match change {
        Change::Replace { at, value } => {
            let draft = Draft::of_value(value);
            if in_brackets(root, at) {
                return flow::replace(text, root, at, &draft);
            }
            match short_list(text, root, at, &draft) {
                Some(splice) => Some(vec![splice]),
                None => block::replace(text, root, at, &draft),
            }
        }
        Change::Insert { map, place, key, value } => {
            let (key, draft) = (Draft::key_of(key), Draft::of_value(value));
            match is_flow(at(root, map)?) {
                true => flow::insert(text, at(root, map)?, *place, &key, &draft),
                false => block::insert(text, root, map, *place, &key, &draft),
            }
        }
        Change::Push { list, value } => {
            let draft = Draft::of_value(value);
            match is_flow(at(root, list)?) {
                true => flow::push(text, at(root, list)?, &draft),
                false => block::push(text, root, list, &draft),
            }
        }
        Change::Remove { at: trail } => {
            let (index, around) = trail.split_last()?;
            match is_flow(at(root, around)?) {
                true => flow::remove(text, at(root, around)?, *index),
                false => block::remove(text, root, around, *index),
            }
        }
    }
}

/// The text with its splices made; nothing where they are in each other's way.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> Option<String> {
    splices.sort_by_key(|s| (s.0.start, s.0.end));
    let mut out = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for Splice(range, new) in splices {
        out.push_str(text.get(done..range.start)?);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// The list or mapping in brackets that a change would crowd, and that should stand on lines first.
pub(super) fn crowded(text: &str, root: &Node, change: &Change) -> Option<Trail> {
    let (around, key, value) = match change {
        Change::Replace { at, value } => (&at[..at.len().checked_sub(1)?], None, value),
        Change::Insert { map, key, value, .. } => (&map[..], Some(key), value),
        Change::Push { list, value } => (&list[..], None, value),
        Change::Remove { .. } => return None,
    };
    let outer = (0..=around.len()).find(|depth| at(root, &around[..*depth]).is_some_and(is_flow))?;
    let outer = &around[..outer];
    let written = text.get(at(root, outer)?.span.clone())?;
    let draft = Draft::of_value(value);
    let more = draft.flow().chars().count() + key.map_or(0, |k| Draft::key_of(k).chars().count() + 2);
    let one_line = !written.contains(['\n', '\r']);
    (one_line && (!draft.is_short() || line_width(text, at(root, outer)?) + more + 2 > WIDTH))
        .then(|| outer.to_vec())
}

fn in_brackets(root: &Node, trail: &[usize]) -> bool {
    (0..trail.len()).any(|depth| at(root, &trail[..depth]).is_some_and(is_flow))
}

/// How wide the line of a value is, without what follows it.
fn line_width(text: &str, node: &Node) -> usize {
    column(text, node.span.end.min(line_end(text, node.span.start)))
}

/// A list in brackets stays one where its new items are short.
fn short_list(text: &str, root: &Node, trail: &[usize], draft: &Draft) -> Option<Splice> {
    let node = at(root, trail)?;
    let Kind::List { items: old, flow: true } = &node.kind else { return None };
    let Draft::List(items) = draft else { return None };
    let word = |item: &Draft| !item.flow().contains([' ', '\'', '"']);
    let fitting = items.iter().all(|item| item.is_short() && (!old.is_empty() || word(item)));
    let written = draft.flow();
    let before = column(text, node.span.start);
    let one_line = line_start(text, node.span.end) <= node.span.start;
    (fitting && one_line && before + written.chars().count() <= WIDTH)
        .then(|| Splice(node.span.clone(), written))
}

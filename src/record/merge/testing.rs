//! What people do to records, for the laws of merging: changes as `set`, walks and hands make them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_yaml::{Mapping, Value};

use crate::record::edit::{Edit, Source};
use crate::record::node::{Kind, Node};
use crate::record::path::{Path, row_id};
use crate::record::shape::Shape;
use crate::record::testing::words;

#[derive(Clone, Copy, Debug)]
enum Act {
    Say,
    Empty,
    Paragraph,
    Line,
    Remove,
    NewKey,
    UnknownKey,
    Item,
    ChangeItem,
    Row,
    HandRow,
    LoseId,
    GiveId,
    Remark,
    RemarkBehind,
}

const ACTS: [Act; 19] = [
    Act::Say,
    Act::Say,
    Act::Say,
    Act::Empty,
    Act::Paragraph,
    Act::Paragraph,
    Act::Line,
    Act::Remove,
    Act::Remove,
    Act::NewKey,
    Act::NewKey,
    Act::UnknownKey,
    Act::Item,
    Act::ChangeItem,
    Act::Row,
    Act::HandRow,
    Act::LoseId,
    Act::GiveId,
    Act::Remark,
];

/// Something that somebody does to a record.
#[derive(Clone, Debug)]
pub(super) struct Step {
    act: Act,
    place: Index,
    // near where everybody works, so that they meet
    near: bool,
    words: String,
}

pub(super) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let said = prop_oneof![
        3 => (0..400_u32).prop_map(|n| format!("w{n}")),
        1 => (0..3_u32).prop_map(|n| format!("same {n}")),
        1 => (0..99_u32, 0..99_u32).prop_map(|(n, m)| format!("l{n}\nl{m}")),
        1 => (0..99_u32, 0..99_u32, 0..9_u32).prop_map(|(n, m, o)| format!("p{n}\nand\n\np{m}\n\np{o}")),
        1 => words(),
    ];
    let act = prop_oneof![9 => select(&ACTS[..]), 1 => Just(Act::RemarkBehind)];
    let step = (act, any::<Index>(), prop::bool::weighted(0.7), said);
    vec(step.prop_map(|(act, place, near, words)| Step { act, place, near, words }), 0..most)
}

/// A record after some steps; `near` is the section where people meet.
pub(super) fn after(text: &str, steps: &[Step], near: &Index, shape: &'static Shape) -> String {
    steps.iter().fold(text.to_owned(), |text, step| step.made(&text, near, shape).unwrap_or(text))
}

/// A place of a record: where, what stands there, and what may.
struct Spot<'n> {
    path: Path,
    node: &'n Node,
    shape: Option<&'static Shape>,
}

fn spots<'n>(node: &'n Node, path: Path, shape: Option<&'static Shape>, found: &mut Vec<Spot<'n>>) {
    for entry in node.entries() {
        let below = path.key(&entry.key);
        let field = shape.and_then(|shape| shape.at(&Path::default().key(&entry.key)).ok());
        if path.0.is_empty() && ["schema", "id", "questions"].contains(&entry.key.as_str()) {
            continue;
        }
        spots(&entry.value, below, field, found);
    }
    for (n, item) in node.items().iter().enumerate() {
        let twice = node.items().iter().filter(|other| row_id(other) == row_id(item)).count() > 1;
        let below = row_id(item).filter(|_| !twice).map_or_else(|| path.index(n), |id| path.key(id));
        let item_shape =
            shape.and_then(|shape| if let Shape::List(item) = shape { Some(*item) } else { None });
        spots(item, below, item_shape, found);
    }
    found.push(Spot { path, node, shape });
}

impl Step {
    fn made(&self, text: &str, near: &Index, shape: &'static Shape) -> Option<String> {
        let source = Source::read(text);
        let mut all = Vec::new();
        spots(&source.root, Path::default(), Some(shape), &mut all);
        let sections: Vec<&str> = source.root.entries().iter().map(|e| e.key.as_str()).collect();
        let section = (!sections.is_empty()).then(|| near.get(&sections).to_string())?;
        all.retain(|spot| self.fits(spot));
        let close: Vec<&Spot<'_>> = all
            .iter()
            .filter(|spot| spot.path.0.first().is_some_and(|step| step.to_string() == section))
            .collect();
        let far: Vec<&Spot<'_>> = all.iter().collect();
        let choice = if self.near && !close.is_empty() { close } else { far };
        let spot = (!choice.is_empty()).then(|| *self.place.get(&choice))?;
        if let Act::Remark | Act::RemarkBehind = self.act {
            return self.remark(text, spot.node);
        }
        source.apply(&[self.edit(spot)?], Some(shape)).ok().map(|source| source.text)
    }

    fn fits(&self, spot: &Spot<'_>) -> bool {
        let (node, top) = (spot.node, spot.path.0.is_empty());
        let is_id = spot.path.to_string().ends_with("id");
        match self.act {
            Act::Say | Act::Empty => node.text().is_some() && !is_id,
            Act::Paragraph | Act::Line | Act::Remark | Act::RemarkBehind => {
                node.text().is_some()
                    && !is_id
                    && matches!(spot.shape, None | Some(Shape::Text | Shape::Free))
            }
            Act::Remove => !top && !is_id,
            Act::NewKey | Act::UnknownKey => matches!(node.kind, Kind::Map { .. }),
            Act::Item | Act::ChangeItem => node.items().iter().any(|item| item.text().is_some()),
            Act::Row | Act::HandRow => spot.shape.is_some_and(|shape| shape.rows().is_some()),
            Act::LoseId => row_id(node).is_some() && !top,
            Act::GiveId => {
                !top && row_id(node).is_none()
                    && spot.path.to_string().ends_with(']')
                    && !node.entries().is_empty()
            }
        }
    }

    fn edit(&self, spot: &Spot<'_>) -> Option<Edit> {
        let path = spot.path.clone();
        let said = || Value::from(self.words.as_str());
        let old = spot.node.text().unwrap_or_default().trim_end();
        let set = |path: Path, value: Value| Some(Edit::Set { path, value });
        match self.act {
            Act::Say => set(path, said()),
            Act::Empty => set(path, Value::Null),
            Act::Paragraph if self.words.contains('7') => {
                set(path, format!("{}\n\n{old}", self.words).into())
            }
            Act::Paragraph => set(path, format!("{old}\n\n{}", self.words).into()),
            Act::Line => {
                let mut lines: Vec<&str> = old.lines().collect();
                let at = if lines.is_empty() { return None } else { self.place.index(lines.len()) };
                if self.words.contains('3') {
                    lines.remove(at);
                } else {
                    lines[at] = &self.words
                }
                set(path, lines.join("\n").into())
            }
            Act::Remove => Some(Edit::Remove { path }),
            Act::NewKey => {
                let keys = spot.shape.map(Shape::keys).unwrap_or_default();
                let free: Vec<_> =
                    keys.into_iter().filter(|k| spot.node.get(k).is_none() && *k != "questions").collect();
                let key = (!free.is_empty()).then(|| *self.place.get(&free))?;
                let field = spot.shape?.at(&Path::default().key(key)).ok()?;
                let value = match field {
                    Shape::Text | Shape::Free => said(),
                    Shape::Date => format!("2026-08-{:02}", 10 + self.place.index(15)).into(),
                    Shape::Notes => Value::Mapping(Mapping::from_iter([("tt-1".into(), said())])),
                    Shape::List(Shape::Text) => Value::Sequence(vec![said()]),
                    Shape::YesNo => true.into(),
                    _ => return None,
                };
                set(path.key(key), value)
            }
            Act::UnknownKey => {
                set(path.key(if self.words.contains('1') { "extra" } else { "more.dotted" }), said())
            }
            Act::Item => Some(Edit::Push { path, value: said() }),
            Act::ChangeItem => {
                let at = spot.node.items().iter().position(|item| item.text().is_some())?;
                set(path.index(at), said())
            }
            Act::Row | Act::HandRow => {
                let rows = spot.shape?.rows()?;
                let key = rows.fields.iter().find(|f| matches!(f.shape, Shape::Text))?.key;
                let id: String = format!("{}-{:04x}", rows.prefix?, self.place.index(60_000));
                let id = matches!(self.act, Act::Row).then(|| ("id".into(), id.into()));
                let row = id.into_iter().chain([(key.into(), said())]).collect();
                Some(Edit::Push { path, value: Value::Mapping(row) })
            }
            Act::LoseId => Some(Edit::Remove { path: path.key("id") }),
            Act::GiveId => set(path.key("id"), format!("z-{:04x}", self.place.index(60_000)).into()),
            Act::Remark | Act::RemarkBehind => None,
        }
    }

    fn remark(&self, text: &str, node: &Node) -> Option<String> {
        let remark = format!("# r{}", self.words.split_whitespace().next()?);
        let line = text[..node.span.start].rfind('\n').map_or(0, |n| n + 1);
        let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let after = if let Act::Remark = self.act {
            let indent = text[line..].len() - text[line..].trim_start_matches(' ').len();
            format!("{}{}{remark}{eol}{}", &text[..line], " ".repeat(indent), &text[line..])
        } else {
            let end = text[node.span.end..].find(['\r', '\n']).map_or(text.len(), |n| node.span.end + n);
            format!("{} {remark}{}", &text[..end], &text[end..])
        };
        // a remark may only be one
        let (before, now) = (Source::read(text), Source::read(after.as_str()));
        let same = now.problems.is_empty() && super::tree::of(&before.root) == super::tree::of(&now.root);
        let readable = crate::record::edit::meant::read(&after).is_ok();
        (same && readable).then_some(after)
    }
}

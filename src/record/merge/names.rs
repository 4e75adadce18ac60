//! Rows that somebody wrote by hand and that have no id yet: which of them are the same in three versions.
//!
//! Such a row gets an id for the time of the merge, so that everything after can go by ids. Where both sides gave the same
//! row an id meanwhile, one of the two holds, and what pointed at the other points at it.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

use super::asked::{Questions, letters};
use super::pairs::{ids, in_common, is_nameless, pairs_of_both};
use super::tree::{row_id, spelt, with_id};
use crate::record::shape::Shape;

/// Base, one, other.
pub(super) type Three<'v> = [Option<&'v mut Value>; 3];

/// The ids that were given.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: BTreeSet<String>,
    // of one and of other: an id, and the one that holds instead
    instead: [BTreeMap<String, String>; 2],
}

impl Names {
    /// Gives ids to the rows of three versions of a record.
    pub(super) fn give(shape: &'static Shape, [base, one, other]: [&mut Value; 3]) -> Names {
        let mut names = Names::default();
        names.walk(shape, [Some(base), Some(&mut *one), Some(&mut *other)]);
        for (side, instead) in [one, other].into_iter().zip(&names.instead) {
            if !instead.is_empty() {
                rename(side, instead);
            }
        }
        names
    }

    fn walk(&mut self, shape: &'static Shape, mut three: Three<'_>) {
        match shape {
            Shape::Map(map) => {
                for field in map.fields {
                    let below = three.each_mut().map(|value| value.as_mut()?.get_mut(field.key));
                    self.walk(&field.shape, below);
                }
            }
            Shape::List(item) => {
                let Some(rows) = shape.rows() else { return };
                let mut lists = three.map(|value| value.and_then(Value::as_sequence_mut));
                if let Some(prefix) = rows.prefix {
                    self.list(prefix, lists.each_mut().map(|list| list.as_deref_mut()));
                }
                let ids: BTreeSet<String> =
                    lists.iter().flatten().flat_map(|l| l.iter().filter_map(row_id)).collect();
                for id in ids {
                    let is_it = |row: &&mut Value| row_id(row).as_ref() == Some(&id);
                    self.walk(item, lists.each_mut().map(|list| list.as_mut()?.iter_mut().find(is_it)));
                }
            }
            _ => {}
        }
    }

    fn list(&mut self, prefix: char, [base, one, other]: [Option<&mut Vec<Value>>; 3]) {
        let mut nobody = [Vec::new(), Vec::new(), Vec::new()];
        let [no_base, no_one, no_other] = &mut nobody;
        let base = base.unwrap_or(no_base);
        let mut sides = [one.unwrap_or(no_one), other.unwrap_or(no_other)];
        let mut taken: BTreeSet<String> =
            ids(base).into_iter().chain(sides.iter().flat_map(|s| ids(s))).collect();
        self.since_the_base(prefix, base, &mut sides, &mut taken);
        let [one, other] = &mut sides;
        twins(one, other);
        twins(other, one);
        // what both added without an id and in the same words gets the same id
        for side in sides {
            let mut taken = taken.clone();
            for row in side.iter_mut().filter(|row| is_nameless(row)) {
                let id = self.new_id(prefix, row, &mut taken);
                set_id(row, &id);
            }
        }
    }

    /// Names the rows that had no id in the base, there and in both sides.
    fn since_the_base(
        &mut self,
        prefix: char,
        base: &mut [Value],
        sides: &mut [&mut Vec<Value>; 2],
        taken: &mut BTreeSet<String>,
    ) {
        let pairs = pairs_of_both(base, [&*sides[0], &*sides[1]]);
        for (n, row) in base.iter_mut().enumerate().filter(|(_, row)| is_nameless(row)) {
            let mut there: [Option<&mut Value>; 2] = [None, None];
            for (there, (side, pairs)) in there.iter_mut().zip(sides.iter_mut().zip(&pairs)) {
                *there = pairs.get(&n).and_then(|n| side.get_mut(*n));
            }
            let own = there.each_ref().map(|row| row.as_deref().and_then(row_id));
            let id = own.iter().flatten().min().cloned();
            let id = id.unwrap_or_else(|| self.new_id(prefix, row, taken));
            there.into_iter().flatten().for_each(|row| set_id(row, &id));
            set_id(row, &id);
            for (own, instead) in own.into_iter().zip(&mut self.instead) {
                instead.extend(own.filter(|own| *own != id).map(|own| (own, id.clone())));
            }
        }
    }

    fn new_id(&mut self, prefix: char, row: &Value, taken: &mut BTreeSet<String>) -> String {
        let what = spelt(row);
        let mut ids = (0_u32..).map(|turn| letters(prefix, &format!("{what}\n{turn}")));
        let id = ids.find(|id| !taken.contains(id)).unwrap_or_default();
        taken.insert(id.clone());
        self.given.insert(id.clone());
        id
    }

    /// Takes the ids away again that no question needs.
    pub(super) fn take_back(&self, record: &mut Value, questions: &mut Questions) {
        let asked: BTreeSet<String> =
            questions.0.iter().flat_map(|q| q.path.0.iter().map(ToString::to_string)).collect();
        let gone: BTreeSet<&String> = self.given.iter().filter(|id| !asked.contains(*id)).collect();
        if gone.is_empty() {
            return;
        }
        nameless_again(record, &gone);
        for question in &mut questions.0 {
            [&mut question.stands, &mut question.left]
                .into_iter()
                .flatten()
                .for_each(|v| nameless_again(v, &gone));
        }
    }
}

/// Gives rows without an id that of a row of the other side that says the same and is not theirs already.
fn twins(mine: &mut [Value], theirs: &[Value]) {
    let known = ids(mine);
    let mut free: Vec<&Value> =
        theirs.iter().filter(|row| row_id(row).is_some_and(|id| !known.contains(&id))).collect();
    for row in mine.iter_mut().filter(|row| is_nameless(row)) {
        if let Some(n) = free.iter().position(|other| in_common(row, other) == usize::MAX) {
            row_id(free.remove(n)).into_iter().for_each(|id| set_id(row, &id));
        }
    }
}

fn set_id(row: &mut Value, id: &str) {
    if let Some(map) = row.as_mapping_mut() {
        *map = with_id(map, id);
    }
}

fn rename(value: &mut Value, instead: &BTreeMap<String, String>) {
    match value {
        Value::String(words) => {
            if let Some(id) = instead.get(words) {
                id.clone_into(words);
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| rename(item, instead)),
        Value::Mapping(map) => map.values_mut().for_each(|value| rename(value, instead)),
        _ => {}
    }
}

fn nameless_again(value: &mut Value, gone: &BTreeSet<&String>) {
    match value {
        Value::Sequence(items) => items.iter_mut().for_each(|item| nameless_again(item, gone)),
        Value::Mapping(map) => {
            if map.get("id").and_then(Value::as_str).is_some_and(|id| gone.iter().any(|g| *g == id)) {
                map.shift_remove("id");
            }
            map.values_mut().for_each(|value| nameless_again(value, gone));
        }
        _ => {}
    }
}

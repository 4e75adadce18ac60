//! Three values into one: mappings by key, lists item by item, long texts by paragraph, and what is left is asked.

use serde_yaml::{Mapping, Value};

use super::asked::{Asked, Questions};
use super::tree::{row_id, same, something, spelt};
use super::words;
use crate::record::path::Path;
use crate::record::text::tidy;
use crate::record::value::Date;

/// Places that only help the tool along: the later one holds, and nobody is asked.
const HELPERS: [&[&str]; 1] = [&["visits", "*", "reached"]];

/// Keys whose values are written as one: where both sides wrote them anew, what stands of them is of one side.
pub(super) const AS_ONE: [[&str; 2]; 2] = [["latest", "latest_on"], ["rating", "rating_reason"]];

/// Merges the values of two versions, and gathers what it must ask.
pub(super) struct Merger {
    on: [Date; 2],
    pub(super) asked: Questions,
}

impl Merger {
    /// For two versions that were recorded on these days.
    pub(super) fn new(on: [Date; 2]) -> Merger {
        Merger { on, asked: Questions::default() }
    }

    /// What both made of a value; nothing where nothing is left.
    pub(super) fn value(
        &mut self,
        path: &Path,
        base: Option<&Value>,
        one: Option<&Value>,
        other: Option<&Value>,
    ) -> Option<Value> {
        let [base, one, other] = [base, one, other].map(|value| value.and_then(something));
        if same(one, other) || same(base, other) {
            return one.cloned();
        }
        if same(base, one) {
            return other.cloned();
        }
        match (one, other) {
            (Some(a), Some(b)) if is_same_question(path, a, b) => Some(later(a, b).clone()),
            (Some(Value::Mapping(a)), Some(Value::Mapping(b))) => {
                self.map(path, base.and_then(Value::as_mapping), a, b)
            }
            (None | Some(Value::Sequence(_)), None | Some(Value::Sequence(_)))
                if base.is_none_or(Value::is_sequence) =>
            {
                let [base, one, other] = [base, one, other].map(items);
                self.list(path, base, one, other)
            }
            (Some(Value::String(a)), Some(Value::String(b))) => {
                let base = base.and_then(Value::as_str);
                let first = (self.on[0], a) <= (self.on[1], b);
                let merged = words::merge(base.unwrap_or_default(), a, b, first);
                // what two people began independently is not strung together, unless one of them has it all
                match merged.filter(|merged| base.is_some() || merged == a || merged == b) {
                    Some(merged) => something(&Value::String(merged)).cloned(),
                    None => self.conflict(path, one, other),
                }
            }
            _ => self.conflict(path, one, other),
        }
    }

    fn map(&mut self, path: &Path, base: Option<&Mapping>, one: &Mapping, other: &Mapping) -> Option<Value> {
        let before = self.asked.count();
        let mut merged = Mapping::new();
        let apart = Self::apart(base, one, other);
        for key in one.keys().chain(other.keys().filter(|key| !one.contains_key(*key))) {
            let below = path.key(key.as_str().unwrap_or_default());
            let asked = self.asked.count();
            let (was, a, b) = (base.and_then(|m| m.get(key)), one.get(key), other.get(key));
            let with = apart.iter().find(|keys| keys.iter().any(|k| key == *k));
            let value = match with {
                Some(keys) => self.of_one_side(&below, [a, b], self.is_first(keys, one, other)),
                None => self.value(&below, was, a, b),
            };
            if self.asked.count() > asked && !can_be_named(&below) {
                return self.whole(path, before, Value::Mapping(one.clone()), Value::Mapping(other.clone()));
            }
            // a key that said nothing already may go on saying nothing
            let empty = || one.get(key).filter(|value| something(value).is_none()).cloned();
            if let Some(value) = value.or_else(empty) {
                merged.insert(key.clone(), value);
            }
        }
        Some(Value::Mapping(merged))
    }

    /// The keys that are written as one and that both sides wrote anew, each in another way.
    fn apart(base: Option<&Mapping>, one: &Mapping, other: &Mapping) -> Vec<[&'static str; 2]> {
        let differ = |keys: &[&str; 2], a: Option<&Mapping>, b: &Mapping| {
            keys.iter().any(|key| !same(a.and_then(|a| a.get(*key)), b.get(*key)))
        };
        let apart = |keys: &[&str; 2]| {
            differ(keys, base, one) && differ(keys, base, other) && differ(keys, Some(one), other)
        };
        AS_ONE.into_iter().filter(apart).collect()
    }

    /// Whether what the first side wrote under some keys stands for now: what was recorded later.
    fn is_first(&self, keys: &[&str; 2], one: &Mapping, other: &Mapping) -> bool {
        let told = |side: &Mapping| keys.map(|key| side.get(key).map(spelt));
        (self.on[0], told(one)) >= (self.on[1], told(other))
    }

    /// What one side wrote, and a question where the other wrote something else.
    fn of_one_side(&mut self, path: &Path, sides: [Option<&Value>; 2], first: bool) -> Option<Value> {
        let [one, other] = sides.map(|value| value.and_then(something));
        let (stands, left) = if first { (one, other) } else { (other, one) };
        if !same(stands, left) {
            self.asked.add(Asked { path: path.clone(), first, stands: stands.cloned(), left: left.cloned() });
        }
        stands.cloned()
    }

    fn list(&mut self, path: &Path, base: &[Value], one: &[Value], other: &[Value]) -> Option<Value> {
        let before = self.asked.count();
        let marks = [base, one, other].map(marks);
        let find = |version: usize, items: &'_ [Value], mark: &Mark| {
            marks[version].iter().position(|m| m == mark).and_then(|n| items.get(n).cloned())
        };
        let mut merged: Vec<(&Mark, Value)> = Vec::new();
        let gone = |words: &String| {
            let [was, a, b] =
                [0, 1, 2].map(|version: usize| marks[version].contains(&Mark::Words(words.clone(), 0)));
            was && !(a && b)
        };
        let all = marks[1].iter().chain(marks[2].iter().filter(|mark| !marks[1].contains(mark)));
        for mark in all {
            let (was, a, b) = (find(0, base, mark), find(1, one, mark), find(2, other, mark));
            let value = match mark {
                // an item without an id is there or not; one that either of them took away is not
                Mark::Words(..) if was.is_some() && (a.is_none() || b.is_none()) => None,
                // nor is one that only one of them wrote once more while the other took it away: it says the same
                Mark::Words(words, 1..) if gone(words) => None,
                Mark::Words(..) => a.clone().or(b),
                Mark::Id(id, nth) => {
                    let below = path.key(id.as_str());
                    let asked = self.asked.count();
                    let value = self.value(&below, was.as_ref(), a.as_ref(), b.as_ref());
                    if self.asked.count() > asked && (*nth > 0 || !can_be_named(&below)) {
                        let [one, other] = [one, other].map(|items| Value::Sequence(items.to_vec()));
                        return self.whole(path, before, one, other);
                    }
                    value
                }
            };
            if let Some(value) = value {
                let place = if a.is_some() { merged.len() } else { place(mark, &marks[2], &merged) };
                merged.insert(place, (mark, value));
            }
        }
        let merged: Vec<Value> = merged.into_iter().map(|(_, value)| value).collect();
        (!merged.is_empty()).then_some(Value::Sequence(merged))
    }

    /// Asks about a value as a whole, because a part of it that must be asked about has no name.
    fn whole(&mut self, path: &Path, asked: usize, one: Value, other: Value) -> Option<Value> {
        self.asked.back_to(asked);
        self.conflict(path, Some(&one), Some(&other))
    }

    /// One of two values, and a question that holds both. What was changed stands for now where the other took it away, else
    /// what was recorded later.
    fn conflict(&mut self, path: &Path, one: Option<&Value>, other: Option<&Value>) -> Option<Value> {
        let first = match (one, other) {
            (Some(one), Some(other)) => (self.on[0], spelt(one)) >= (self.on[1], spelt(other)),
            (one, _) => one.is_some(),
        };
        if is_helper(path) {
            return if first { one } else { other }.cloned();
        }
        self.of_one_side(path, [one, other], first)
    }
}

/// What an item of a list is known by: its id or what it says, and how often that was there before.
#[derive(Debug, PartialEq)]
enum Mark {
    Id(String, usize),
    Words(String, usize),
}

fn marks(items: &[Value]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for item in items {
        let mark = |n| match row_id(item) {
            Some(id) => Mark::Id(id, n),
            None => Mark::Words(spelt(item), n),
        };
        let nth = (0..).find(|n| !marks.contains(&mark(*n))).unwrap_or_default();
        marks.push(mark(nth));
    }
    marks
}

/// Where a new item of the other version goes: behind what it stands behind there, but rows, and what was added at the end,
/// go to the end, so that nothing else must be written anew.
fn place(mark: &Mark, marks: &[Mark], merged: &[(&Mark, Value)]) -> usize {
    let there = |mark: &Mark| merged.iter().position(|(m, _)| *m == mark);
    let at = marks.iter().position(|m| m == mark).unwrap_or(marks.len());
    let last = matches!(mark, Mark::Id(..)) || !marks[at..].iter().any(|mark| there(mark).is_some());
    let before = marks[..at].iter().rev().find_map(there);
    if last { merged.len() } else { before.map_or(0, |n| n + 1) }
}

fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_sequence).map_or(&[], Vec::as_slice)
}

/// Whether a place can be said in a question and found again.
fn can_be_named(path: &Path) -> bool {
    Path::parse(&tidy(&path.to_string())) == *path
}

fn is_helper(path: &Path) -> bool {
    let steps: Vec<String> = path.0.iter().map(ToString::to_string).collect();
    HELPERS.iter().any(|helper| {
        helper.len() == steps.len() && helper.iter().zip(&steps).all(|(h, step)| *h == "*" || h == step)
    })
}

// the id of a question comes from its place and its two values, so that only who wrote which, and when, can differ
fn is_same_question(path: &Path, one: &Value, other: &Value) -> bool {
    let alike = |key: &str| one.get(key) == other.get(key);
    let turned = one.get("one") == other.get("other") && one.get("other") == other.get("one");
    path.0.len() == 2
        && path.to_string().starts_with("questions.")
        && alike("path")
        && (turned || alike("one") && alike("other"))
}

fn later<'v>(one: &'v Value, other: &'v Value) -> &'v Value {
    if spelt(one) >= spelt(other) { one } else { other }
}

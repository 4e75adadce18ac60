//! What a record tells, value by value, for the laws of merging.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

use super::{KEY, tree};
use crate::record::edit::Source;

/// One value of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Leaf {
    /// Its place, rows by their id.
    pub(super) place: String,
    /// The same with all rows alike.
    alike: String,
    /// The row it stands in.
    row: String,
    /// What it says.
    pub(super) words: String,
}

impl Leaf {
    fn with(&self, words: &str) -> Leaf {
        Leaf { words: words.to_owned(), ..self.clone() }
    }

    /// Whether merging may change it without asking: ids that make one row of two, and what only helps the tool along.
    pub(super) fn is_free(&self, nameless: bool) -> bool {
        nameless && self.place.ends_with(".id")
            || self.place.starts_with(".visits.") && self.place.ends_with(".reached")
    }
}

/// All that a record tells.
#[derive(Default)]
pub(super) struct Told {
    pub(super) leaves: BTreeSet<Leaf>,
    times: BTreeMap<Leaf, usize>,
    here: BTreeSet<(String, String)>,
    alike: BTreeSet<(String, String)>,
    nameless: BTreeSet<(String, String)>,
    rows: BTreeSet<String>,
    asked: BTreeSet<String>,
    // whether a question is about the whole file
    whole: bool,
}

impl Told {
    pub(super) fn by(text: &str) -> Told {
        let mut told = Told::default();
        let record = tree::of(&Source::read(text).root);
        told.walk(&record, ["", "", ""]);
        for question in tree::rows(&record, KEY) {
            told.ask(question);
            told.whole |= question.get("path").is_none();
        }
        told
    }

    fn walk(&mut self, value: &Value, [place, alike, row]: [&str; 3]) {
        self.rows.insert(row.to_owned());
        match value {
            Value::Mapping(map) => {
                for (key, value) in map {
                    let key = key.as_str().unwrap();
                    if !(place.is_empty() && key == KEY) {
                        self.walk(value, [&format!("{place}.{key}"), &format!("{alike}.{key}"), row]);
                    }
                }
            }
            Value::Sequence(items) => {
                for item in items {
                    let place = format!("{place}.{}", tree::row_id(item).unwrap_or("*".into()));
                    let row = if item.is_mapping() { &place } else { row };
                    self.walk(item, [&place, &format!("{alike}.*"), row]);
                }
            }
            _ => {
                let Some(value) = tree::something(value) else { return };
                let words = value.as_str().map_or_else(|| tree::spelt(value), str::to_owned);
                let [place, alike, row] = [place, alike, row].map(str::to_owned);
                let sets = [(&mut self.here, &place), (&mut self.alike, &alike)];
                let nameless = row.contains('*').then_some((&mut self.nameless, &alike));
                for (set, place) in sets.into_iter().chain(nameless) {
                    set.insert((place.clone(), words.clone()));
                    set.extend(words.lines().map(|line| (format!("{place}|"), line.trim_end().to_owned())));
                }
                let leaf = Leaf { place, alike, row, words };
                *self.times.entry(leaf.clone()).or_default() += 1;
                self.leaves.insert(leaf);
            }
        }
    }

    fn ask(&mut self, value: &Value) {
        match value {
            Value::Mapping(map) => map.values().for_each(|value| self.ask(value)),
            Value::Sequence(items) => items.iter().for_each(|value| self.ask(value)),
            Value::String(words) => {
                self.asked.insert(words.clone());
            }
            _ => drop(self.asked.insert(tree::spelt(value))),
        }
    }

    /// Whether it says just this, in its place; a row that is not known by its id may be any.
    pub(super) fn says(&self, leaf: &Leaf) -> bool {
        let known = self.knows(leaf) && !leaf.row.contains('*');
        self.here.contains(&(leaf.place.clone(), leaf.words.clone()))
            || !known && self.alike.contains(&(leaf.alike.clone(), leaf.words.clone()))
    }

    /// Whether it said this before: rows that had no id then may have one now.
    pub(super) fn said(&self, leaf: &Leaf) -> bool {
        let known = self.knows(leaf);
        self.here.contains(&(leaf.place.clone(), leaf.words.clone()))
            || !known && self.nameless.contains(&(leaf.alike.clone(), leaf.words.clone()))
    }

    /// How many times it says this.
    pub(super) fn times(&self, leaf: &Leaf) -> usize {
        self.times.get(leaf).copied().unwrap_or_default()
    }

    /// Whether a row without an id says this too.
    pub(super) fn has_nameless_saying(&self, leaf: &Leaf) -> bool {
        self.nameless.contains(&(leaf.alike.clone(), leaf.words.clone()))
    }

    /// Whether it knows the row of a value.
    pub(super) fn knows(&self, leaf: &Leaf) -> bool {
        self.rows.contains(&leaf.row)
    }

    /// Whether it has open questions.
    pub(super) fn asks(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The rows that a place is, or is in.
    pub(super) fn rows_at(&self, place: &str) -> impl Iterator<Item = &str> {
        let is_in = move |row: &&String| !row.is_empty() && place.starts_with(&format!("{row}."));
        self.rows.iter().filter(is_in).map(String::as_str)
    }

    /// Whether it has a row.
    pub(super) fn has(&self, row: &str) -> bool {
        self.rows.contains(row)
    }

    /// Whether it has rows without an id.
    pub(super) fn has_nameless(&self) -> bool {
        self.rows.iter().any(|row| row.contains('*'))
    }

    /// Whether a text in that place has this line.
    fn has_line(&self, leaf: &Leaf, line: &str) -> bool {
        let line = leaf.with(line.trim_end());
        self.says(&Leaf { place: format!("{}|", leaf.place), alike: format!("{}|", leaf.alike), ..line })
    }

    /// Whether it says this, in its place or in a question.
    pub(super) fn says_or_asks(&self, leaf: &Leaf) -> bool {
        let quoted = |text: &String| leaf.words.lines().all(|line| text.contains(line.trim()));
        // a text that was set aside may say it in another way of writing
        let told = |text: &String| quoted(text) || Told::by(text).says(leaf);
        self.says(leaf) || self.asked.contains(&leaf.words) || self.whole && self.asked.iter().any(told)
    }

    /// The lines of a text that it does not have in that place.
    pub(super) fn lacks<'l>(&self, leaf: &'l Leaf) -> Vec<&'l str> {
        leaf.words.lines().filter(|line| !line.trim().is_empty() && !self.has_line(leaf, line)).collect()
    }
}

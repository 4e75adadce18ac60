//! All that a report counts: each cell of each table, with the things that are in it.

use std::collections::BTreeMap;

use super::counting::{Counting, Facet, FirstAsked, Over, Thing};
use super::layout::{Layout, Table};

/// A word of a side: of the kind of work, say, `group`. An empty one is where nobody wrote it down.
type Side = (Facet, String);

/// Which cell: what is counted, and by what. The same cell of two tables is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What is counted.
    pub counting: Counting,
    /// Only those with one of these words.
    pub only: Option<(Facet, Vec<String>)>,
    /// Only those with each of these, the side that comes first in [`Facet`] first.
    pub sides: Vec<Side>,
}

/// A cell: which things are in it.
pub type Tally = BTreeMap<Key, Vec<(u32, u32)>>;

impl Key {
    /// The whole of what a table counts.
    pub fn whole(counting: Counting, table: &Table) -> Key {
        Key { counting, only: table.only.clone(), sides: Vec::new() }
    }

    /// The part of it that has a word.
    pub fn with(&self, facet: Facet, word: &str) -> Key {
        let mut key = self.clone();
        key.sides.push((facet, word.to_owned()));
        key.sides.sort();
        key
    }

    /// The same cell where something else is counted.
    pub fn of(&self, counting: Counting) -> Key {
        Key { counting, ..self.clone() }
    }

    /// The same cell without being narrowed.
    pub fn of_all(&self) -> Key {
        Key { only: None, ..self.clone() }
    }
}

/// Counts all cells of all tables.
pub(super) fn tally(over: &Over<'_>, layout: &Layout, first: &FirstAsked) -> Tally {
    let mut tally = Tally::new();
    let mut counted: BTreeMap<Counting, Vec<Thing>> = BTreeMap::new();
    for table in layout.sections.iter().flat_map(|section| &section.tables) {
        for counting in &table.counts {
            let whole = Key::whole(*counting, table);
            let things = counted.entry(*counting).or_insert_with(|| over.things(*counting, first)).clone();
            let things = match &table.only {
                None => things,
                Some((facet, words)) => {
                    let has = |word: &&str| words.iter().any(|other| other == word);
                    things.into_iter().filter(|thing| facet.of(over, *thing).iter().any(&has)).collect()
                }
            };
            for (key, part) in [table.rows, table.columns]
                .into_iter()
                .flatten()
                .flat_map(|facet| parts(over, &whole, facet, &things))
            {
                tally.insert(key, part);
            }
            if let (Some(rows), Some(columns)) = (table.rows, table.columns) {
                for (row, part) in parts(over, &whole, rows, &things) {
                    tally.extend(parts(over, &row, columns, &part));
                }
            }
            tally.insert(whole, things);
        }
    }
    tally
}

// the parts of a cell by a side; a thing that has several of it is in several
fn parts(over: &Over<'_>, whole: &Key, facet: Facet, things: &[Thing]) -> Tally {
    let mut parts: BTreeMap<&str, Vec<Thing>> = BTreeMap::new();
    for thing in things {
        for word in facet.of(over, *thing) {
            parts.entry(word).or_default().push(*thing);
        }
    }
    parts.into_iter().map(|(word, things)| (whole.with(facet, word), things)).collect()
}

//! Reports put together, cell by cell, into one system of what can be laid beside each other.

use std::collections::BTreeMap;

use super::Sources;
use crate::report::counting::{Counting, Thing};
use crate::report::noise::Noise;
use crate::report::protect::{Place, Rule, Shows, System};
use crate::report::tally::{Key, Tally};

/// Puts reports together into one system.
pub(super) struct Builder<'a> {
    pub(super) rule: Rule,
    noise: &'a Noise,
    pub(super) system: System,
    /// What is shown of each set of things in the reports before.
    shown: BTreeMap<(u8, Vec<Thing>), Shows>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(sources: &Sources<'a>) -> Builder<'a> {
        Builder {
            rule: sources.rule,
            noise: sources.noise,
            system: System::default(),
            shown: BTreeMap::new(),
        }
    }

    /// Adds the cells of a report, settled or not. The same things are one place in it, whatever they are counted by; of things
    /// that were counted before the same is shown as then, or less.
    pub(super) fn add(
        &mut self,
        tally: &Tally,
        settled: Option<&BTreeMap<Key, Shows>>,
    ) -> BTreeMap<Key, usize> {
        let (mut places, mut sets) = (BTreeMap::new(), BTreeMap::new());
        for (key, things) in tally {
            let set = (sort_of(key.counting), things.clone());
            let settled = settled.and_then(|shows| shows.get(key));
            let place = *sets.entry(set).or_insert_with_key(|set| self.place(set, settled));
            let worth = &mut self.system.places[place].worth;
            *worth = worth_of(key).max(*worth);
            places.insert(key.clone(), place);
        }
        for (set, place) in sets {
            self.shown.insert(set, self.system.places[place].shows);
        }
        places
    }

    fn place(&mut self, set: &(u8, Vec<Thing>), settled: Option<&Shows>) -> usize {
        let (sort, things) = set;
        let number = count(things.len());
        let mut cases: Vec<u32> = things.iter().map(|(case, _)| *case).collect();
        cases.dedup();
        let small = self.rule.is_small(number, count(cases.len()));
        let own = || self.rule.shows(number, small, self.noise.of(*sort, things));
        let shows = settled.or_else(|| self.shown.get(set)).copied().unwrap_or_else(own);
        self.system.place(Place { truth: number, shows, small, settled: settled.is_some(), worth: 0 })
    }
}

// a whole is missed more than its parts, and how much was asked for most of all
fn worth_of(key: &Key) -> u8 {
    match (key.sides.is_empty(), key.counting) {
        (false, _) => 0,
        (true, Counting::Asked) => 2,
        (true, _) => 1,
    }
}

// what can be told apart: two cases, or two actions of one
fn sort_of(counting: Counting) -> u8 {
    match counting {
        Counting::Actions => 1,
        Counting::Services => 2,
        Counting::Reviews => 3,
        Counting::Outcomes => 4,
        Counting::Settings | Counting::NewSettings => 5,
        _ => 0,
    }
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

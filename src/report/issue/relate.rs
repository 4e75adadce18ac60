//! What ties the cells of reports together: whoever has them knows these sums without looking into any case.

use std::collections::BTreeMap;

use super::builder::Builder;
use crate::report::counting::{Counting, Facet};
use crate::report::layout::{Layout, Table};
use crate::report::tally::Key;

/// Cells by what they are, in the system.
type Places = BTreeMap<Key, usize>;

impl Builder<'_> {
    /// What ties the cells of one report together. Gives what stays in work after it, cell by cell.
    pub(super) fn relate_within(&mut self, places: &Places, layout: &Layout) -> Places {
        for table in layout.sections.iter().flat_map(|section| &section.tables) {
            for counting in &table.counts {
                self.relate_table(places, &Key::whole(*counting, table), table);
            }
        }
        let mut stays = Places::new();
        for (key, part) in places {
            let whole = key.counting.part_of().and_then(|whole| places.get(&key.of(whole)));
            let rest = whole.and_then(|whole| self.part(*part, *whole, false));
            if let Some(rest) = rest.filter(|_| key.counting == Counting::Ended) {
                stays.insert(key.of(Counting::Open), rest);
            }
            // those who are not in a group are as few as those who are
            if let Some(all) = key.only.as_ref().and_then(|_| places.get(&key.of_all())) {
                self.part(*part, *all, true);
            }
        }
        stays
    }

    fn relate_table(&mut self, places: &Places, whole: &Key, table: &Table) {
        for facet in table.rows.iter().chain(&table.columns) {
            self.relate_parts(places, whole, *facet);
        }
        if let (Some(rows), Some(columns)) = (table.rows, table.columns) {
            for (facet, other) in [(rows, columns), (columns, rows)] {
                for key in parts(places, whole, facet) {
                    self.relate_parts(places, &key, other);
                }
            }
        }
    }

    // parts and their whole
    fn relate_parts(&mut self, places: &Places, whole: &Key, facet: Facet) {
        let Some(all) = places.get(whole).copied() else { return };
        let parts: Vec<usize> =
            parts(places, whole, facet).iter().filter_map(|key| places.get(key).copied()).collect();
        let none = places.get(&whole.with(facet, "")).copied();
        let sum = parts.iter().map(|part| (1, *part)).chain([(-1, all)]);
        if !facet.is_several() {
            return self.system.relate(sum);
        }
        // so often something counts once more
        let truth = |place: usize| self.system.places[place].truth;
        let more = parts.iter().map(|part| truth(*part)).sum::<i64>() - truth(all);
        let small = facet.is_of_mokopuna() && self.rule.is_small(more, more);
        let more = self.system.rest(more, small);
        self.system.relate(sum.chain([(-1, more)]));
        // the whole less those that have none of it are those that have any: a figure like others, and as few
        let any = none.and_then(|none| self.part(none, all, true));
        for part in parts.into_iter().filter(|part| Some(*part) != none) {
            self.part(part, all, facet.is_of_mokopuna());
            if let Some(any) = any {
                self.part(part, any, false);
            }
        }
    }

    /// What was in work at the end of one report is in work in the next, beside what was taken on; what waited then and what
    /// was asked for waits still, or was taken on, or declined.
    pub(super) fn relate_after(&mut self, (before, stays): (&Places, &Places), next: &Places) {
        for (key, stay) in stays {
            let Some(open) = next.get(key) else { continue };
            self.part(*stay, *open, false);
            // what is new in work was taken on, or taken up again
            if let Some(taken) = next.get(&key.of(Counting::TakenOn)) {
                self.sum([(1, *open), (-1, *stay), (-1, *taken)]);
            }
        }
        for (key, waited) in before.iter().filter(|(key, _)| key.counting == Counting::Waiting) {
            let [asked, taken, waits] = [Counting::Asked, Counting::TakenOn, Counting::Waiting]
                .map(|counting| next.get(&key.of(counting)).copied());
            if let (Some(asked), Some(taken), Some(waits)) = (asked, taken, waits) {
                let sum = [(1, *waited), (1, asked), (-1, taken), (-1, waits)];
                // the rest was declined
                self.sum(sum);
            }
        }
    }

    // what comes to nothing or more, as far as its days do not contradict each other
    fn sum<const N: usize>(&mut self, terms: [(i64, usize); N]) {
        let left: i64 = terms.iter().map(|(factor, place)| factor * self.system.places[*place].truth).sum();
        if left >= 0 {
            let rest = self.system.rest(left, false);
            self.system.relate(terms.into_iter().chain([(-1, rest)]));
        }
    }

    /// A year is its terms together; what is in work in a term is so in the year.
    pub(super) fn relate_terms(&mut self, terms: &[&Places], year: &Places) {
        for (key, place) in year {
            let of_terms: Vec<usize> = terms.iter().filter_map(|places| places.get(key).copied()).collect();
            if key.counting.adds_up() {
                self.system.relate(of_terms.iter().map(|part| (1, *part)).chain([(-1, *place)]));
            }
            for part in of_terms {
                self.part(part, *place, false);
            }
        }
    }

    /// What is counted over some cases is a part of what is counted over all; those that are left are as few.
    pub(super) fn relate_part(&mut self, some: &Places, all: &Places) {
        for (key, part) in some {
            if let Some(whole) = all.get(key) {
                self.part(*part, *whole, true);
            }
        }
    }

    // a part and what is left of its whole; nothing where it is no part, or all of it
    fn part(&mut self, part: usize, whole: usize, tells: bool) -> Option<usize> {
        let left = self.system.places[whole].truth - self.system.places[part].truth;
        if part == whole || left < 0 {
            return None;
        }
        let rest = self.system.rest(left, tells && self.rule.is_small(left, left));
        self.system.relate([(1, part), (1, rest), (-1, whole)]);
        Some(rest)
    }
}

// the cells that a cell is parted into by one more side
fn parts(places: &Places, whole: &Key, facet: Facet) -> Vec<Key> {
    let is_part = |key: &&Key| {
        key.counting == whole.counting
            && key.only == whole.only
            && key.sides.len() == whole.sides.len() + 1
            && key.sides.iter().any(|(other, _)| *other == facet)
            && whole.sides.iter().all(|side| key.sides.contains(side))
    };
    places.keys().filter(is_part).cloned().collect()
}

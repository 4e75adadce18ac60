//! Mending: the true numbers fit. Another number at one place upsets the sums it is in; each is mended by changing one more of
//! its places, as far as what is shown there allows, until all fit again. Finds quickly what takes few changes.

use std::collections::BTreeMap;

use crate::report::protect::system::{Shows, System};

/// How many places are changed at most, tried one after the other: few are found soonest.
const DEPTHS: [usize; 3] = [3, 6, 10];
/// How many changes are tried for one question.
const TRIES: usize = 3_000;

/// Whether the number at a place can be another one, by so much, while everything that is shown stays as it is.
pub(super) fn can_change(system: &System, place: usize, by: i64) -> bool {
    let mut search = Search { system, changes: BTreeMap::new(), upset: BTreeMap::new(), tries: TRIES };
    DEPTHS.iter().any(|depth| {
        let found = search.change(place, by) && search.mend(*depth);
        if !found {
            search.take_back(place);
        }
        found
    })
}

struct Search<'s> {
    system: &'s System,
    /// By how much the number at a place is another than the true one.
    changes: BTreeMap<usize, i64>,
    /// By how much sums do not come to nothing.
    upset: BTreeMap<usize, i64>,
    tries: usize,
}

impl Search<'_> {
    // false where what is shown there does not allow it, or it was changed already
    fn change(&mut self, place: usize, by: i64) -> bool {
        let number = self.system.places[place].truth + by;
        let (low, high) = self.system.places[place].bounds();
        if number < low || number > high || self.changes.contains_key(&place) {
            return false;
        }
        self.changes.insert(place, by);
        self.shift(place, by);
        true
    }

    fn take_back(&mut self, place: usize) {
        if let Some(by) = self.changes.remove(&place) {
            self.shift(place, -by);
        }
    }

    fn shift(&mut self, place: usize, by: i64) {
        for (at, factor) in self.system.factors_of(place) {
            let sum = self.upset.entry(at).or_default();
            *sum += factor * by;
            if *sum == 0 {
                self.upset.remove(&at);
            }
        }
    }

    // mends one sum after the other
    fn mend(&mut self, depth: usize) -> bool {
        let Some((at, sum)) = self.most_pressing() else { return true };
        if self.changes.len() >= depth {
            return false;
        }
        let mut terms: Vec<(i64, usize)> = self.system.relations()[at].terms.clone();
        // what is on no page gives way most easily
        terms.sort_by_key(|(_, place)| {
            (self.system.places[*place].shows != Shows::Never, self.system.factors_of(*place).count())
        });
        for (factor, place) in terms {
            let whole = (sum % factor == 0).then_some(-sum / factor);
            let one = -sum.signum() * factor.signum();
            let by = whole.into_iter().chain(Some(one).filter(|one| whole != Some(*one)));
            for by in by.collect::<Vec<_>>() {
                if self.tries == 0 {
                    return false;
                }
                if self.change(place, by) {
                    self.tries -= 1;
                    if self.mend(depth) {
                        return true;
                    }
                    self.take_back(place);
                }
            }
        }
        false
    }

    // the sum in which the fewest places can give way
    fn most_pressing(&self) -> Option<(usize, i64)> {
        let can_give = |at: usize| {
            let terms = &self.system.relations()[at].terms;
            let open = |place: usize| {
                let (low, high) = self.system.places[place].bounds();
                low < high && !self.changes.contains_key(&place)
            };
            terms.iter().filter(|(_, place)| open(*place)).count()
        };
        self.upset.iter().map(|(at, sum)| (*at, *sum)).min_by_key(|(at, _)| can_give(*at))
    }
}

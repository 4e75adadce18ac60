//! Carrying on: the bounds that follow from each sum are carried on to all its places until nothing changes; then one number
//! after another is tried, those nearest to the truth first. Finds what takes many changes.

use crate::report::protect::system::{Place, Relation, System};

/// How often bounds are carried on for one question: sums that chase each other are given up.
const STEPS: usize = 30_000;
/// How many numbers are tried for one question.
const TRIES: usize = 1_500;

/// Whether a number can stand at a place.
pub(super) fn can_stand(system: &System, place: usize, number: i64) -> bool {
    Search::new(system, place).can_stand(number)
}

struct Search<'s> {
    system: &'s System,
    place: usize,
    /// The places whose numbers hang on it: what is shown as it is keeps the others apart.
    around: Vec<usize>,
    /// The smallest and the largest number at each place.
    bounds: Vec<(i64, i64)>,
    /// What bounds were before, the newest last.
    before: Vec<(usize, (i64, i64))>,
    steps: usize,
    tries: usize,
}

impl<'s> Search<'s> {
    fn new(system: &'s System, place: usize) -> Search<'s> {
        let bounds = system.places.iter().map(Place::bounds).collect();
        let around = super::around(system, place);
        Search { system, place, around, bounds, before: Vec::new(), steps: 0, tries: 0 }
    }

    fn can_stand(&mut self, number: i64) -> bool {
        (self.steps, self.tries) = (STEPS, TRIES);
        let found = self.put(self.place, number) && self.fits(0);
        self.back_to(0);
        found
    }

    // whether numbers can be found for all places around, from one of them on
    fn fits(&mut self, from: usize) -> bool {
        let is_open = |at: &usize| self.bounds[self.around[*at]].0 < self.bounds[self.around[*at]].1;
        let Some(at) = (from..self.around.len()).find(is_open) else { return true };
        let place = self.around[at];
        let (low, high) = self.bounds[place];
        let near = self.system.places[place].truth.clamp(low, high);
        let mut tried = Vec::new();
        for number in [near, low, high, near + 1, near - 1] {
            if number < low || number > high || tried.contains(&number) {
                continue;
            }
            tried.push(number);
            self.tries = self.tries.saturating_sub(1);
            if self.tries == 0 {
                return false;
            }
            let mark = self.before.len();
            if self.put(place, number) && self.fits(at + 1) {
                return true;
            }
            self.back_to(mark);
        }
        false
    }

    // puts a number at a place, and carries on what follows; false where nothing fits any more, or it takes too long
    fn put(&mut self, place: usize, number: i64) -> bool {
        let (low, high) = self.bounds[place];
        if number < low || number > high {
            return false;
        }
        self.set(place, (number, number));
        let mut changed = vec![place];
        let system = self.system;
        while let Some(place) = changed.pop() {
            for (at, _) in system.factors_of(place) {
                let relation = &system.relations()[at];
                self.steps = self.steps.saturating_sub(1);
                if self.steps == 0 || !self.narrow(relation, &mut changed) {
                    return false;
                }
            }
        }
        true
    }

    // what one sum says about each of its places
    fn narrow(&mut self, relation: &Relation, changed: &mut Vec<usize>) -> bool {
        let (mut least, mut most) = (0, 0);
        for term in &relation.terms {
            let (low, high) = self.span(*term);
            (least, most) = (least + low, most + high);
        }
        for term in &relation.terms {
            let (factor, place) = *term;
            let (low, high) = self.span(*term);
            // all together come to nothing, so this one is what the others are not
            let (from, to) = (high - most, low - least);
            let (from, to) = match factor > 0 {
                true => (ceil(from, factor), floor(to, factor)),
                false => (ceil(-to, -factor), floor(-from, -factor)),
            };
            let was = self.bounds[place];
            let next = (was.0.max(from), was.1.min(to));
            if next.0 > next.1 {
                return false;
            }
            if next != was {
                self.set(place, next);
                let (new_low, new_high) = self.span(*term);
                (least, most) = (least - low + new_low, most - high + new_high);
                changed.push(place);
            }
        }
        true
    }

    fn span(&self, (factor, place): (i64, usize)) -> (i64, i64) {
        let (low, high) = self.bounds[place];
        if factor > 0 { (factor * low, factor * high) } else { (factor * high, factor * low) }
    }

    fn set(&mut self, place: usize, bounds: (i64, i64)) {
        self.before.push((place, self.bounds[place]));
        self.bounds[place] = bounds;
    }

    fn back_to(&mut self, mark: usize) {
        while self.before.len() > mark {
            if let Some((place, bounds)) = self.before.pop() {
                self.bounds[place] = bounds;
            }
        }
    }
}

fn floor(number: i64, by: i64) -> i64 {
    number.div_euclid(by)
}

fn ceil(number: i64, by: i64) -> i64 {
    -(-number).div_euclid(by)
}

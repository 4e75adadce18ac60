//! All figures that somebody may lay beside each other, and the sums that tie them together.

use std::collections::BTreeMap;

/// More than any cluster has.
pub(super) const MOST: i64 = 1 << 24;

/// What is shown at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The number itself.
    Exactly,
    /// A number that is a multiple of three, at most two away.
    Rounded(i64),
    /// That something is kept back; the smallest number that it may be. Where that is nought, not even its name is shown.
    Nothing(i64),
    /// No place on any page: what is left where a part is taken from a whole.
    Never,
}

/// A number, and what is shown of it. Equal sets of cases are one place in a report, whatever tables they stand in.
#[derive(Clone, Debug)]
pub struct Place {
    /// The number itself.
    pub truth: i64,
    /// What is shown of it.
    pub shows: Shows,
    /// Whether it could point to somebody.
    pub small: bool,
    /// Whether it is printed already, and so can no longer be kept back.
    pub settled: bool,
    /// How much would be missed without it: what is worth more goes later.
    pub worth: u8,
}

impl Place {
    /// The smallest and the largest number that it may be for whoever sees what is shown of it alone.
    pub fn bounds(&self) -> (i64, i64) {
        match self.shows {
            Shows::Exactly => (self.truth, self.truth),
            Shows::Rounded(shown) => ((shown - 2).max(0), shown + 2),
            Shows::Nothing(least) => (least, MOST),
            Shows::Never => (0, MOST),
        }
    }

    /// Whether it is on a page, and could still be kept back. Of what is rounded to nought that would tell that it is none.
    pub(super) fn can_go(&self) -> bool {
        let is_shown =
            matches!(self.shows, Shows::Exactly) || matches!(self.shows, Shows::Rounded(shown) if shown > 0);
        !self.settled && is_shown
    }

    /// Whether it could be left out altogether, as nought is.
    pub(super) fn can_vanish(&self) -> bool {
        !self.settled && matches!(self.shows, Shows::Nothing(1..) | Shows::Rounded(0))
    }
}

/// A sum that comes to nothing: so many times each of these places.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The places, each with its factor, which is never nothing.
    pub terms: Vec<(i64, usize)>,
}

/// All places, and all sums that somebody knows to hold.
#[derive(Clone, Debug, Default)]
pub struct System {
    /// The places.
    pub places: Vec<Place>,
    relations: Vec<Relation>,
    of: Vec<Vec<(usize, i64)>>,
}

impl System {
    /// One more place.
    pub fn place(&mut self, place: Place) -> usize {
        self.places.push(place);
        self.of.push(Vec::new());
        self.places.len() - 1
    }

    /// What is on no page, as a whole less its part: unprotected where it is about nobody.
    pub fn rest(&mut self, truth: i64, small: bool) -> usize {
        self.place(Place { truth, shows: Shows::Never, small, settled: false, worth: 0 })
    }

    /// Says that a sum comes to nothing. One that does not hold is left out: nobody can know it.
    pub fn relate(&mut self, terms: impl IntoIterator<Item = (i64, usize)>) {
        let mut factors: BTreeMap<usize, i64> = BTreeMap::new();
        for (factor, place) in terms {
            *factors.entry(place).or_default() += factor;
        }
        let terms: Vec<(i64, usize)> = factors
            .into_iter()
            .filter(|(_, factor)| *factor != 0)
            .map(|(place, factor)| (factor, place))
            .collect();
        let sum: i64 = terms.iter().map(|(factor, place)| factor * self.places[*place].truth).sum();
        if terms.len() < 2 || sum != 0 {
            return;
        }
        for (factor, place) in &terms {
            self.of[*place].push((self.relations.len(), *factor));
        }
        self.relations.push(Relation { terms });
    }

    /// All sums.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The sums that a place is in, each with its factor there.
    pub(super) fn factors_of(&self, place: usize) -> impl Iterator<Item = (usize, i64)> {
        self.of[place].iter().copied()
    }

    /// The places that share a sum with a place.
    pub(super) fn beside(&self, place: usize) -> impl Iterator<Item = usize> {
        self.of[place].iter().flat_map(|(at, _)| &self.relations[*at].terms).map(|(_, other)| *other)
    }
}

//! What is looked for whoever a case is about: gathered once, however many documents are looked through, and beside it what
//! is looked for of the one case.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::gathered::{Kind, Names, Wanted};
use super::{Called, Known};
use crate::record::naming::{Sought, Spelt, folded_words};

/// What is known of names that is the same around every case of a cluster.
#[derive(Debug, Default)]
pub struct Everybody {
    /// The names of the whole cluster, and of all its cases.
    pub names: Names,
    /// Words that are ordinary ones, folded.
    pub ordinary: BTreeSet<String>,
    /// Words that people are called by as well, folded: whoever has only such names is not taken for somebody who is described,
    /// and of a name of the case itself they are shown once.
    pub also: BTreeSet<String>,
    /// Words that this program brings along for everybody, folded.
    pub brought: BTreeSet<String>,
    /// Found out when it is first asked for.
    pub found_out: FoundOut,
}

/// What is looked for, and the words of it.
#[derive(Debug, Default)]
pub struct FoundOut {
    sought: OnceLock<Sought<About>>,
    words: OnceLock<BTreeSet<String>>,
}

/// What is known of something that is looked for.
#[derive(Debug)]
pub(super) struct About {
    pub(super) wanted: Wanted,
    pub(super) is_word: bool,
    pub(super) is_also: bool,
    pub(super) is_here: bool,
    pub(super) is_brought: bool,
}

impl Everybody {
    /// Every word of their names.
    pub fn words(&self) -> &BTreeSet<String> {
        self.found_out.words.get_or_init(|| self.names.words())
    }

    // iwi, and the words for kinds of places, are the same in every case too
    fn sought(&self, called: &Called) -> &Sought<About> {
        let all = || {
            // one ordinary word is the name of a place only where it is that of the case
            let places = self.names.short_places(&called.place_words);
            let places = places.into_iter().filter(|words| words.contains(' '));
            let also = places.chain(called.iwi.iter().cloned());
            let also = also.map(|words| Wanted { words, kind: Kind::Name });
            self.names.wanted(&self.ordinary).into_iter().chain(also).collect()
        };
        self.found_out.sought.get_or_init(|| self.sought_among(all(), false))
    }

    fn sought_among(&self, wanted: BTreeSet<Wanted>, is_here: bool) -> Sought<About> {
        Sought::new(wanted.into_iter().map(|wanted| {
            let spelt = match wanted.kind {
                Kind::Name => Spelt::Loosely,
                Kind::Id => Spelt::AsOne,
                Kind::Initials if !wanted.words.contains(' ') => Spelt::AsOne,
                Kind::Apart | Kind::Initials => Spelt::Apart,
            };
            (wanted.words.clone(), spelt, self.about(wanted, is_here))
        }))
    }

    fn about(&self, wanted: Wanted, is_here: bool) -> About {
        let words = folded_words(&wanted.words);
        let is_name = wanted.kind == Kind::Name;
        About {
            is_word: is_name && words.iter().all(|w| self.ordinary.contains(w) || self.also.contains(w)),
            is_also: is_name && words.iter().any(|w| self.also.contains(w)),
            is_brought: is_name && words.iter().all(|w| self.brought.contains(w)),
            wanted,
            is_here,
        }
    }
}

/// What is looked for in the documents about one case.
pub(super) struct Looked<'k> {
    known: &'k Known,
    here: BTreeSet<Wanted>,
    of_the_case: Sought<About>,
    of_everybody: &'k Sought<About>,
}

impl<'k> Looked<'k> {
    pub(super) fn of(known: &'k Known) -> Looked<'k> {
        let Known { here, everybody, not_names, called, .. } = known;
        let places = here.short_places(&called.place_words).into_iter();
        let places = places.map(|words| Wanted { words, kind: Kind::Name });
        let mut here: BTreeSet<Wanted> =
            here.wanted(&everybody.ordinary).into_iter().chain(here.hidden(&everybody.ordinary)).collect();
        here.extend(places);
        here.retain(|wanted| wanted.kind != Kind::Initials || !not_names.contains(&wanted.words));
        let of_the_case = everybody.sought_among(here.clone(), true);
        Looked { known, here, of_the_case, of_everybody: everybody.sought(&known.called) }
    }

    /// Where any of it stands in a text with words.
    pub(super) fn found(&self, text: &str) -> Vec<(Range<usize>, &About)> {
        self.told(self.of_the_case.found_beside(self.of_everybody, text))
    }

    /// The same in a piece without blanks, also within a word.
    pub(super) fn found_within(&self, piece: &str) -> Vec<(Range<usize>, &About)> {
        self.told(self.of_the_case.found_within(self.of_everybody, piece))
    }

    // what is known here counts as that, wherever else it is known
    fn told<'s>(&'s self, mut found: Vec<(Range<usize>, &'s About)>) -> Vec<(Range<usize>, &'s About)> {
        let is_no_name = |wanted: &Wanted| self.known.not_names.contains(&wanted.words);
        found.retain(|(_, about)| {
            about.is_here || !is_no_name(&about.wanted) && !self.here.contains(&about.wanted)
        });
        // of two at one place always the same one comes first
        found
            .chunk_by_mut(|one, next| one.0 == next.0)
            .for_each(|same| same.sort_by(|one, other| one.1.wanted.cmp(&other.1.wanted)));
        found
    }
}

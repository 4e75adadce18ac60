//! Names that no record knows as such: those of iwi, whoever is called by a title, and words that are written like a name.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::record::naming::{Lead, capitalised, folded_words, led_to, numbered};
use crate::record::vocabulary::{Vocabulary, Word};

/// What leads to a name, and what is one whoever it is about: lists of the vocabulary, which a cluster extends.
#[derive(Clone, Debug, Default)]
pub struct Called {
    /// Iwi by name, folded.
    pub(super) iwi: BTreeSet<String>,
    leads: Vec<Lead>,
    titles: Vec<Lead>,
    /// What stands for names, word by word and folded.
    stand_ins: BTreeSet<String>,
    /// The titles, word by word and folded.
    words: BTreeSet<String>,
    /// What leads to the number of a room, folded.
    rooms: BTreeSet<String>,
    /// Words of the names of places that say what kind of place it is, folded.
    pub(super) place_words: BTreeSet<String>,
}

/// The lists of the vocabulary that hold names and what leads to one: their words are no ordinary words because they stand
/// there.
pub const LISTS: [&str; 5] = ["iwi", "iwi-leads", "titles", "pseudonyms", "room-words"];

impl Called {
    /// What a cluster's vocabulary says, and what stands for names in a case.
    pub fn new<'a>(words: &Vocabulary, stand_ins: impl Iterator<Item = &'a str>) -> Called {
        let said = |list: &str| words.offered(list).into_iter().flat_map(names_of).collect::<Vec<_>>();
        let leads = |list: &str| said(list).iter().map(|text| Lead::new(text)).collect();
        let pseudonyms = words.offered("pseudonyms").into_iter().map(|word| word.label);
        let instead = pseudonyms.chain(stand_ins.map(str::to_owned));
        Called {
            iwi: said("iwi").iter().map(|name| folded_words(name).join(" ")).collect(),
            leads: leads("iwi-leads"),
            titles: leads("titles"),
            rooms: said("room-words").iter().map(|text| folded_words(text).concat()).collect(),
            words: said("titles").iter().flat_map(|text| folded_words(text)).collect(),
            place_words: ["setting-kinds", "place-words"]
                .iter()
                .flat_map(|list| said(list))
                .flat_map(|text| folded_words(&text))
                .collect(),
            stand_ins: instead.flat_map(|text| folded_words(&text)).collect(),
        }
    }

    /// Where an iwi or a hapū is named by its beginning: `Ngāti …`.
    pub(super) fn iwi(&self, text: &str) -> Vec<Range<usize>> {
        led_to(text, &self.leads)
    }

    /// Where a room or a class is named by its number, which everybody at the school knows: `Room 7`, `class 5B`.
    pub fn rooms(&self, text: &str) -> Vec<Range<usize>> {
        numbered(text, &self.rooms)
    }

    /// Where somebody may be named: by a title, or by words that are written like a name and are no ordinary ones.
    pub(super) fn people(&self, text: &str, ordinary: &BTreeSet<String>) -> Vec<Range<usize>> {
        let titled =
            led_to(text, &self.titles).into_iter().filter(|at| !self.are_stand_ins(&text[at.clone()]));
        let mut found: Vec<Range<usize>> = titled.collect();
        for (run, begins) in capitalised(text) {
            let like = self.like_a_name(text, &run, begins, ordinary);
            found.extend(
                like.filter(|at| found.iter().all(|other| at.end <= other.start || other.end <= at.start)),
            );
        }
        found
    }

    // the title itself is no name
    fn are_stand_ins(&self, said: &str) -> bool {
        folded_words(said).iter().skip(1).all(|word| self.stand_ins.contains(word))
    }

    /// Two words that follow each other, of which at least one is nothing that anybody writes. A word at the beginning of a
    /// sentence is written with a capital whatever it is.
    fn like_a_name(
        &self,
        text: &str,
        run: &[Range<usize>],
        begins: bool,
        ordinary: &BTreeSet<String>,
    ) -> Option<Range<usize>> {
        let word = |at: &Range<usize>| folded_words(&text[at.clone()]).concat();
        let stands_in = |at: &Range<usize>| self.stand_ins.contains(&word(at));
        // a letter by itself is no name, and may be the beginning of one
        let is_known = |word: &String| ordinary.contains(word) || self.words.contains(word);
        let is_new =
            |at: &Range<usize>| !stands_in(at) && word(at).chars().count() > 1 && !is_known(&word(at));
        let first = run.iter().position(is_new)?;
        let last = run.iter().rposition(is_new)?;
        let from = match first {
            // `Grace Akehurst` within a sentence: the word before belongs to it
            1.. if !stands_in(&run[first - 1]) && (first > 1 || !begins) => first - 1,
            _ => first,
        };
        let to =
            if last == first && last + 1 < run.len() && !stands_in(&run[last + 1]) { last + 1 } else { last };
        let beside = first > 0 && stands_in(&run[first - 1]) || run.get(last + 1).is_some_and(stands_in);
        (to > from || beside).then(|| run[from].start..run[to].end)
    }
}

fn names_of(word: Word) -> Vec<String> {
    std::iter::once(word.label).chain(word.aliases).collect()
}

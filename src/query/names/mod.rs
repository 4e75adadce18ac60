//! The names that a cluster knows, and where one of them stands in a text that should have none.

mod called;
mod everybody;
mod gathered;
mod place;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

pub use called::{Called, LISTS};
use everybody::{About, Looked};
pub use everybody::{Everybody, FoundOut};
pub use gathered::Names;
use gathered::{Kind, SHORTEST};
pub use place::places_of;

use crate::record::naming::{folded_words, tell_tales};

/// Everything that is known of names around one case.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Those of the case itself, now and earlier.
    pub here: Names,
    /// What is the same around every case.
    pub everybody: Arc<Everybody>,
    /// What is a name whoever it is about, and what leads to one.
    pub called: Called,
    /// What somebody said is no name in this case, folded.
    pub not_names: BTreeSet<String>,
    /// The version of the record, which is no telephone number.
    pub version: String,
}

/// Texts that are looked through.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// All of them.
    pub all: Vec<String>,
    /// The same without what this program says in every document of this kind, whoever it is about.
    ///
    /// A name that is one of its words, such as `Our` or `Taha`, is looked for in these alone. That is safe: what is left out
    /// here was written before anybody had that name, stands in the same place of everybody's document, and so tells nothing
    /// of anybody; whatever people typed, and whatever the cluster's own templates say, is still looked through.
    pub typed: Vec<String>,
    /// Pieces without blanks, in which words are joined: addresses, the name of a file.
    pub pieces: Vec<String>,
    /// What parts of a file are called that have no words of their own, such as the styles of a Word form: only names that are
    /// known are looked for there.
    pub labels: Vec<String>,
}

/// Something in a text that could tell whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As it stands there.
    pub said: String,
    /// A few words before it.
    pub before: String,
    /// A few words after it.
    pub after: String,
    /// Whether a person can say that it is no name here.
    pub may_be_a_word: bool,
}

impl Found {
    fn at(text: &str, at: &Range<usize>, may_be_a_word: bool) -> Found {
        let (before, after) = place::beside(text, at);
        Found { said: text[at.clone()].into(), before, after, may_be_a_word }
    }

    /// It, and what is around it.
    pub fn around(&self) -> String {
        let whole = format!("{}{}{}", self.before, self.said, self.after);
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where something stands in one text, and whether a person can say that it is no name here.
type Place = (Range<usize>, bool);

impl Known {
    /// What in some texts could tell whose they are.
    pub fn found(&self, texts: &Texts) -> Vec<Found> {
        let sought = Looked::of(self);
        let mut found = Vec::new();
        let mut keep = |text: &str, places: Vec<Place>| {
            found.extend(places.into_iter().map(|(at, may_be)| Found::at(text, &at, may_be)));
        };
        for text in &texts.all {
            keep(text, self.look(text, sought.found(text), &|about: &About| !about.is_brought));
            keep(text, self.tales(text));
        }
        for text in &texts.typed {
            let there = sought.found(text);
            let mut places = self.look(text, there.clone(), &|about: &About| about.is_brought);
            let known = self.look(text, there, &|about: &About| !about.is_brought);
            places.extend(self.people(text, &known));
            keep(text, places);
        }
        let links = texts.all.iter().flat_map(|text| text.split_whitespace()).filter(|word| is_address(word));
        for text in texts.pieces.iter().map(String::as_str).chain(links) {
            // within a longer word only what is long enough to be no chance, and of this case
            let counts = |about: &About| about.is_here && about.wanted.words.chars().count() > SHORTEST;
            keep(text, self.look(text, sought.found_within(text), &counts));
            keep(text, self.look(text, sought.found(text), &|about: &About| !counts(about)));
        }
        texts.pieces.iter().for_each(|text| keep(text, self.tales(text)));
        texts
            .labels
            .iter()
            .for_each(|text| keep(text, self.look(text, sought.found(text), &|_: &About| true)));
        found
    }

    /// Whether something is a name of the case itself; written small it may be a word all the same.
    pub fn is_of_the_case(&self, word: &str) -> bool {
        let meant = folded_words(word).join(" ");
        let is_word =
            is_small(word) && folded_words(word).iter().all(|one| self.everybody.also.contains(one));
        let is_place =
            || !is_small(word) && self.here.short_places(&self.called.place_words).contains(&meant);
        let ordinary = &self.everybody.ordinary;
        let is_name = || self.here.wanted(ordinary).into_iter().any(|wanted| wanted.words == meant);
        !is_word && (is_name() || is_place())
    }

    // of a name of the case itself nobody can say that it is none
    fn look(
        &self,
        text: &str,
        places: Vec<(Range<usize>, &About)>,
        counts: &dyn Fn(&About) -> bool,
    ) -> Vec<Place> {
        let (mut end, mut found) = (0, Vec::new());
        for (at, about) in places.into_iter().filter(|(_, about)| counts(about)) {
            let said = &text[at.clone()];
            let is_short = about.wanted.words.chars().count() < SHORTEST;
            // whether it is somebody of the case or the word, whoever reads it knows
            let is_doubtful =
                about.is_word && about.is_also && about.is_here && is_small(said) && !self.is_told(said);
            let is_name = match about.wanted.kind {
                Kind::Name if is_doubtful => true,
                Kind::Name => !(about.is_word || is_short) || is_written_like_a_name(said),
                Kind::Id | Kind::Apart => true,
                // `HPS` is another word, and `HPs` are HP's
                Kind::Initials => {
                    !said.contains(char::is_lowercase) && !text[at.end..].starts_with(char::is_uppercase)
                }
            };
            // what lies within a longer name that was found is told with it
            if !is_name || at.end <= end || self.is_of_another_word(text, &at) {
                continue;
            }
            end = at.end;
            let may_be_a_word = match about.wanted.kind {
                Kind::Initials => true,
                _ if is_doubtful => true,
                _ => !about.is_here && (about.is_word || is_small(said)),
            };
            found.push((at, may_be_a_word));
        }
        found
    }

    // people of whom nobody wrote down that they are some; what is known is told already
    fn people(&self, text: &str, known: &[Place]) -> Vec<Place> {
        let is_free =
            |at: &Range<usize>| known.iter().all(|(one, _)| at.end <= one.start || one.end <= at.start);
        let called = self.called.people(text, &self.everybody.ordinary).into_iter().filter(is_free);
        called.filter(|at| !self.is_told(&text[at.clone()])).map(|at| (at, true)).collect()
    }

    fn is_told(&self, said: &str) -> bool {
        self.not_names.contains(&folded_words(said).join(" "))
    }

    // `Hopes` is a word where `Hope` is a name
    fn is_of_another_word(&self, text: &str, at: &Range<usize>) -> bool {
        let longer =
            text[at.end..].strip_prefix('s').map(|_| folded_words(&text[at.start..at.end + 1]).join(" "));
        longer.is_some_and(|longer| self.everybody.ordinary.contains(&longer))
    }

    fn tales(&self, text: &str) -> Vec<Place> {
        let versions: Vec<Range<usize>> = match self.version.as_str() {
            "" => Vec::new(),
            version => text.match_indices(version).map(|(at, said)| at..at + said.len()).collect(),
        };
        let is_version = |at: &Range<usize>| versions.iter().any(|of| of.start < at.end && at.start < of.end);
        let tales = tell_tales(text).into_iter().map(|tale| (tale.at, !tale.is_sure));
        let tales = tales.chain(self.called.iwi(text).into_iter().map(|at| (at, false)));
        let tales = tales.chain(self.called.rooms(text).into_iter().map(|at| (at, true)));
        let left =
            tales.filter(|(at, doubted)| !(is_version(at) || *doubted && self.is_told(&text[at.clone()])));
        left.collect()
    }
}

// ids with digits are no words
fn is_small(said: &str) -> bool {
    said.starts_with(char::is_lowercase) && !said.contains(|c: char| c.is_ascii_digit())
}

fn is_address(word: &str) -> bool {
    ["://", "www.", "@"].iter().any(|sign| word.contains(sign))
}

// a capital at the beginning, and where there are several words, at each
fn is_written_like_a_name(said: &str) -> bool {
    let words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let long = |word: &&str| word.chars().count() >= SHORTEST;
    said.starts_with(char::is_uppercase)
        && words.filter(long).all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests;

//! The names that a cluster knows, and where one of them stands in a text that should have none.

mod gathered;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use gathered::Names;
use gathered::SHORTEST;

use crate::record::case::Case;
use crate::record::named::{Says, each};
use crate::record::naming::{Sought, Spelt, folded_words, places, tell_tales};
use crate::record::path::Path;
use crate::record::shape::Field;
use crate::record::tree;

/// Everything that is known of names around one case.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Those of the case itself, now and earlier.
    pub here: Names,
    /// Those of the rest of the cluster.
    pub elsewhere: Names,
    /// Words that are ordinary ones, folded.
    pub ordinary: BTreeSet<String>,
    /// Words that this program brings along for everybody, folded.
    pub brought: BTreeSet<String>,
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
}

/// Something in a text that could tell whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As it stands there.
    pub said: String,
    /// What is around it.
    pub around: String,
    /// Whether a person can say that it is no name here.
    pub may_be_a_word: bool,
}

/// What is known of something that is looked for.
#[derive(Debug)]
struct About {
    words: String,
    is_id: bool,
    is_word: bool,
    is_here: bool,
    is_brought: bool,
}

impl Known {
    /// What in some texts could tell whose they are.
    pub fn found(&self, texts: &Texts) -> Vec<Found> {
        let sought = self.sought();
        let mut found = Vec::new();
        for (texts, brought) in [(&texts.all, false), (&texts.typed, true)] {
            for text in texts {
                self.look(text, sought.found(text), &|about: &About| about.is_brought == brought, &mut found);
            }
        }
        let links = texts.all.iter().flat_map(|text| text.split_whitespace()).filter(|word| is_address(word));
        for text in texts.pieces.iter().map(String::as_str).chain(links) {
            // within a longer word only what is long enough to be no chance, and of this case
            let counts = |about: &About| about.is_here && about.words.chars().count() > SHORTEST;
            self.look(text, sought.found_within(text), &counts, &mut found);
            self.look(text, sought.found(text), &|about: &About| !counts(about), &mut found);
        }
        texts.all.iter().chain(&texts.pieces).for_each(|text| self.look_for_tales(text, &mut found));
        found
    }

    /// Every word of a name that is known.
    pub fn words(&self) -> BTreeSet<String> {
        self.here.words().into_iter().chain(self.elsewhere.words()).collect()
    }

    /// Whether something is a name of the case itself.
    pub fn is_of_the_case(&self, word: &str) -> bool {
        let meant = folded_words(word).join(" ");
        self.here.wanted(&self.ordinary).into_iter().any(|wanted| wanted.words == meant)
    }

    // what is known here counts as that, wherever else it is known
    fn sought(&self) -> Sought<About> {
        let mut all: BTreeMap<gathered::Wanted, bool> = BTreeMap::new();
        all.extend(self.elsewhere.wanted(&self.ordinary).into_iter().map(|wanted| (wanted, false)));
        all.extend(self.here.wanted(&self.ordinary).into_iter().map(|wanted| (wanted, true)));
        all.retain(|wanted, is_here| *is_here || !self.not_names.contains(&wanted.words));
        let abouts: Vec<About> = all
            .into_iter()
            .map(|(wanted, is_here)| {
                let all_in =
                    |set: &BTreeSet<String>| folded_words(&wanted.words).iter().all(|w| set.contains(w));
                About {
                    is_word: !wanted.is_id && all_in(&self.ordinary),
                    is_brought: !wanted.is_id && all_in(&self.brought),
                    is_id: wanted.is_id,
                    words: wanted.words,
                    is_here,
                }
            })
            .collect();
        Sought::new(abouts.into_iter().map(|about| {
            let spelt = if about.is_id { Spelt::AsOne } else { Spelt::Loosely };
            (about.words.clone(), spelt, about)
        }))
    }

    // of a name of the case itself nobody can say that it is none
    fn look(
        &self,
        text: &str,
        places: Vec<(Range<usize>, &About)>,
        counts: &dyn Fn(&About) -> bool,
        found: &mut Vec<Found>,
    ) {
        let mut end = 0;
        for (at, about) in places.into_iter().filter(|(_, about)| counts(about)) {
            let said = &text[at.clone()];
            let is_short = about.words.chars().count() < SHORTEST;
            let is_name = !(about.is_word || is_short && !about.is_id) || is_written_like_a_name(said);
            // what lies within a longer name that was found is told with it
            if !is_name || at.end <= end || self.is_of_another_word(text, &at) {
                continue;
            }
            end = at.end;
            found.push(Found {
                said: said.into(),
                around: around(text, &at),
                may_be_a_word: !about.is_here && (about.is_word || is_small(said)),
            });
        }
    }

    // `Hopes` is a word where `Hope` is a name
    fn is_of_another_word(&self, text: &str, at: &Range<usize>) -> bool {
        let longer =
            text[at.end..].strip_prefix('s').map(|_| folded_words(&text[at.start..at.end + 1]).join(" "));
        longer.is_some_and(|longer| self.ordinary.contains(&longer))
    }

    fn look_for_tales(&self, text: &str, found: &mut Vec<Found>) {
        let versions: Vec<Range<usize>> = match self.version.as_str() {
            "" => Vec::new(),
            version => text.match_indices(version).map(|(at, said)| at..at + said.len()).collect(),
        };
        for tale in tell_tales(text) {
            let said = &text[tale.at.clone()];
            let is_version = versions.iter().any(|of| of.start < tale.at.end && tale.at.start < of.end);
            let is_told = !tale.is_sure && self.not_names.contains(&folded_words(said).join(" "));
            if !is_version && !is_told {
                found.push(Found {
                    said: said.into(),
                    around: around(text, &tale.at),
                    may_be_a_word: !tale.is_sure,
                });
            }
        }
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

/// A few words on both sides.
fn around(text: &str, at: &Range<usize>) -> String {
    let before: String =
        text[..at.start].chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[at.end..].chars().take(24).collect();
    format!("{before}{}{after}", &text[at.clone()]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where in a case people wrote a text that has these words.
pub fn places_in(case: &Case, said: &str) -> Vec<Path> {
    let mut found = Vec::new();
    each(&Case::SHAPE, &tree::of(case), |at| {
        let text = at.value.as_str().filter(|_| at.says == Says::Words);
        if text.is_some_and(|text| !places(text, said).is_empty()) {
            found.push(at.path.clone());
        }
    });
    found
}

#[cfg(test)]
mod tests;

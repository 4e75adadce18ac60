//! Finding names in texts, and putting other words in their place: whole words, with or without macrons, in any case.

mod alike;
mod called;
mod days;
mod letters;
mod numbers;
mod tokens;

use std::collections::BTreeMap;
use std::ops::Range;

pub use alike::spelled;
pub use called::{Lead, capitalised, led_to, numbered};
pub use letters::Spelt;
use letters::{Letters, Pattern};
use tokens::Plain;

/// The words of a text, folded for comparing.
pub fn folded_words(text: &str) -> Vec<String> {
    Letters::of(text).words()
}

/// Where a name stands in a text: all of its words, one after the other, whatever is between them but other words.
pub fn places(text: &str, name: &str) -> Vec<Range<usize>> {
    let sought = Sought::new([(name, Spelt::Loosely, ())]);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, ()) in sought.found(text) {
        if found.last().is_none_or(|last| last.end <= at.start) {
            found.push(at);
        }
    }
    found
}

/// A text with other words where names stand, each with its own: of two at one place for the longer. A name that begins with
/// a capital stays where a text writes it small: `aroha` is a word. What stands for two parts of one name is said once.
pub fn replaced(text: &str, names: &[(String, String)]) -> String {
    let sought = Sought::new(names.iter().map(|(name, instead)| (name, Spelt::Loosely, (name, instead))));
    let (mut told, mut from, mut last) = (String::new(), 0, "");
    for (at, (name, instead)) in sought.found(text) {
        let is_small = !text[at.clone()].contains(char::is_uppercase);
        if at.start < from || is_small && name.contains(char::is_uppercase) {
            continue;
        }
        let between = &text[from..at.start];
        if last != instead.as_str() || !between.chars().all(|c| c.is_whitespace() || letters::is_hyphen(c)) {
            told.push_str(between);
            told.push_str(instead);
        }
        (from, last) = (at.end, instead);
    }
    told.push_str(&text[from..]);
    told
}

/// Names that are looked for, all in one go over each text.
#[derive(Debug)]
pub struct Sought<T> {
    // by their first two letters; of one letter alone nothing can be said
    by_beginning: BTreeMap<[char; 2], Vec<(Pattern, Spelt, T)>>,
}

impl<T> Sought<T> {
    /// Names, and what is known of each.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = (N, Spelt, T)>) -> Sought<T> {
        let mut by_beginning: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (name, spelt, known) in names {
            let letters = Letters::of(name.as_ref());
            if let Some(key) = letters.key(0) {
                by_beginning.entry(key).or_default().push((letters.pattern(), spelt, known));
            }
        }
        Sought { by_beginning }
    }

    /// Where any of them stands in a text with words.
    pub fn found(&self, text: &str) -> Vec<(Range<usize>, &T)> {
        found_among(&[self], &Letters::of(text))
    }

    /// Where any of them, or of others, stands in a text with words.
    pub fn found_beside<'s>(&'s self, others: &'s Sought<T>, text: &str) -> Vec<(Range<usize>, &'s T)> {
        found_among(&[self, others], &Letters::of(text))
    }

    /// The same in one piece without blanks, as an address or the name of a file is: also within a word.
    pub fn found_within<'s>(&'s self, others: &'s Sought<T>, piece: &str) -> Vec<(Range<usize>, &'s T)> {
        found_among(&[self, others], &Letters::of_piece(piece))
    }
}

// in the order of the text, the longest first
fn found_among<'s, T>(sought: &[&'s Sought<T>], letters: &Letters) -> Vec<(Range<usize>, &'s T)> {
    let mut found = Vec::new();
    for n in 0..letters.len() {
        let Some(key) = letters.key(n) else { continue };
        let names = sought.iter().filter_map(|one| one.by_beginning.get(&key)).flatten();
        let mut here: Vec<_> =
            names.filter_map(|(name, spelt, known)| Some((letters.is_at(n, name, *spelt)?, known))).collect();
        here.sort_by_key(|(at, _)| std::cmp::Reverse(at.end));
        found.extend(here);
    }
    found
}

/// What could tell a person whoever they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tale {
    /// Where it stands.
    pub at: Range<usize>,
    /// Whether it can be nothing else; a person may say of the others that they tell nothing.
    pub is_sure: bool,
}

/// What could tell a person whoever they are: addresses, telephone numbers, and days, which are finer than a term.
pub fn tell_tales(text: &str) -> Vec<Tale> {
    let plain = Plain::of(text);
    let mut found = addresses(&plain.text);
    found.extend(days::days(&plain.text));
    let free = |tale: &Tale, found: &[Tale]| {
        found.iter().all(|other| tale.at.end <= other.at.start || other.at.end <= tale.at.start)
    };
    for number in numbers::numbers(&plain.text) {
        if free(&number, &found) {
            found.push(number);
        }
    }
    found.into_iter().map(|tale| Tale { at: plain.back(&tale.at), ..tale }).collect()
}

fn addresses(text: &str) -> Vec<Tale> {
    let is_address = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| {
            name.chars().last().is_some_and(char::is_alphanumeric) && host.contains('.')
        })
    };
    let place = |word: &str| {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        Tale { at: from..from + word.len(), is_sure: true }
    };
    text.split_whitespace().filter(|word| is_address(word)).map(place).collect()
}

#[cfg(test)]
mod tests;

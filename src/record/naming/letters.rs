//! A text as names are looked for in it: its letters, folded, and what stands between them.
//!
//! Who hides a name seldom means to: a keyboard has no okina, an e-mail address has no blanks, a word was broken at the end
//! of a line. So what stands within a word is looked through, and is the end of a word as well: `Laʻei`, `La'ei` and `Laei`
//! are one name, and `Hana’s` has Hana in it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::alike::alike;

/// What stands before a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing: the word goes on.
    None,
    /// Nothing, but another word may begin: a capital in the middle, a letter beside a digit.
    Turn,
    /// What may stand within a word, or end it: an apostrophe, a mark that nobody sees.
    Mark,
    /// What divides parts of a word: a hyphen.
    Hyphen,
    /// What ends a word.
    Between,
}

/// One letter or digit.
#[derive(Debug)]
struct Letter {
    folded: char,
    at: Range<usize>,
    before: Gap,
}

/// The letters of a text.
#[derive(Debug, Default)]
pub(super) struct Letters(Vec<Letter>);

/// The letters of a name that is looked for: a cluster of ten years knows very many, so each takes little room.
#[derive(Debug)]
pub(super) struct Pattern(Box<[(char, Gap)]>);

/// Which gaps a name may have where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelt {
    /// Its words may be anyhow apart, or joined.
    Loosely,
    /// Its parts are joined, or by a hyphen or the like: an id.
    AsOne,
    /// Each of its letters stands apart from the next: `R E W I`, `K.R.`
    Apart,
}

impl Letters {
    /// Of a text with words.
    pub(super) fn of(text: &str) -> Letters {
        let mut letters: Vec<Letter> = Vec::new();
        let (mut gap, mut last) = (Gap::Between, ' ');
        let mut rest = text.char_indices();
        while let Some((from, c)) = rest.next() {
            let to = from + c.len_utf8();
            if is_combining_mark(c) {
                // belongs to the letter before it
                if let (Gap::None, Some(letter)) = (gap, letters.last_mut()) {
                    letter.at.end = to;
                }
            } else if !c.is_alphanumeric() || is_apostrophe(c) {
                let tag = markup(&text[from..]);
                // a tag is of letters that take one byte each
                for _ in 1..tag {
                    rest.next();
                }
                gap = gap.max(if tag > 0 { Gap::Mark } else { gap_of(c) });
            } else {
                let before = if gap == Gap::None && turns(last, c) { Gap::Turn } else { gap };
                letters.extend(folded(c).enumerate().map(|(n, folded)| {
                    let before = if n == 0 { before } else { Gap::None };
                    Letter { folded, at: from..to, before }
                }));
                (gap, last) = (Gap::None, c);
            }
        }
        Letters(letters)
    }

    /// Of one piece without blanks, such as an address: any word may begin anywhere in it.
    pub(super) fn of_piece(text: &str) -> Letters {
        let mut letters = Letters::of(text);
        letters.0.iter_mut().for_each(|letter| letter.before = letter.before.max(Gap::Turn));
        letters
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The letters from here on, as the key under which names are kept that begin so.
    pub(super) fn key(&self, n: usize) -> Option<[char; 2]> {
        Some([self.0.get(n)?.folded, self.0.get(n + 1)?.folded])
    }

    /// The words; what may stand within a word does not part it.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for letter in &self.0 {
            match words.last_mut() {
                Some(word) if letter.before <= Gap::Mark => word.push(letter.folded),
                _ => words.push(letter.folded.into()),
            }
        }
        words
    }

    /// As a name that is looked for.
    pub(super) fn pattern(&self) -> Pattern {
        Pattern(self.0.iter().map(|letter| (letter.folded, letter.before)).collect())
    }

    /// Where a name stands that begins at this letter.
    pub(super) fn is_at(&self, n: usize, name: &Pattern, spelt: Spelt) -> Option<Range<usize>> {
        let there = self.0.get(n..n + name.0.len())?;
        let most = |wanted: Gap| match (spelt, wanted) {
            (Spelt::Loosely, Gap::Hyphen | Gap::Between) => Gap::Between,
            _ => Gap::Hyphen,
        };
        let fits = |one: &Letter, wanted: Gap| match spelt {
            Spelt::Apart => one.before >= Gap::Mark,
            _ => one.before <= most(wanted),
        };
        let is_it = |(at, (one, (folded, before))): (usize, (&Letter, &(char, Gap)))| {
            one.folded == *folded && (at == 0 || fits(one, *before))
        };
        let begins = there.first().is_some_and(|first| first.before > Gap::None);
        let ends = |n: usize| self.0.get(n).is_none_or(|next| next.before > Gap::None);
        let after = n + name.0.len();
        // `Hanas`, as people write who leave the apostrophe out
        let of_theirs = || self.0[after].folded == 's' && ends(after + 1);
        let is_here = begins && there.iter().zip(&name.0).enumerate().all(is_it);
        (is_here && (ends(after) || of_theirs())).then(|| there[0].at.start..there[there.len() - 1].at.end)
    }
}

// a letter without its marks, as it looks; a letter that is two, as a ligature is, becomes both
fn folded(c: char) -> impl Iterator<Item = char> {
    c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).flat_map(alike)
}

fn turns(last: char, c: char) -> bool {
    last.is_lowercase() && c.is_uppercase() || last.is_numeric() != c.is_numeric()
}

/// Whatever somebody takes for a glottal stop or an apostrophe: some of these count as letters elsewhere.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{B4}' | '\u{2B9}'..='\u{2C1}' | '\u{2C8}' | '\u{2CA}' | '\u{2CB}' | '\u{2018}'..='\u{201B}'
        | '\u{2032}' | '\u{A78C}' | '\u{FF07}')
}

// marks of Markdown are looked through as well
fn gap_of(c: char) -> Gap {
    match c {
        '*' | '_' | '~' | '\\' => Gap::Mark,
        _ if is_apostrophe(c) || is_unseen(c) => Gap::Mark,
        _ if is_hyphen(c) => Gap::Hyphen,
        _ => Gap::Between,
    }
}

/// What stands within a name: a hyphen, an apostrophe.
pub(super) fn is_within(c: char) -> bool {
    is_hyphen(c) || is_apostrophe(c)
}

/// Hyphens and dashes.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// What takes no room: soft hyphens, joiners, marks of direction.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// How many characters a tag as in `<b>` has, at the beginning of a text.
fn markup(text: &str) -> usize {
    let Some(end) = text.strip_prefix('<').and_then(|rest| rest.find('>')) else { return 0 };
    let tag = text[1..=end].trim_matches('/');
    if (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()) { end + 2 } else { 0 }
}

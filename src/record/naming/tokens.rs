//! Words and numbers of a text, for finding days and telephone numbers in it.

use std::ops::Range;

use super::letters::{is_hyphen, is_unseen};

/// A text with one kind of blank and one kind of hyphen, and without what nobody sees.
pub(super) struct Plain {
    pub(super) text: String,
    /// For each byte of it, the byte it comes from; and the end.
    from: Vec<usize>,
}

impl Plain {
    pub(super) fn of(text: &str) -> Plain {
        let mut plain = Plain { text: String::with_capacity(text.len()), from: Vec::new() };
        for (at, c) in text.char_indices().filter(|(_, c)| !is_unseen(*c)) {
            plain.text.push(match c {
                '\n' => '\n',
                c if c.is_whitespace() => ' ',
                c if is_hyphen(c) => '-',
                // digits of full width
                '\u{FF10}'..='\u{FF19}' => char::from(b'0' + (c as u32 - 0xFF10) as u8),
                c => c,
            });
            plain.from.resize(plain.text.len(), at);
        }
        plain.from.push(text.len());
        plain
    }

    /// Where in the text itself a place of this one lies.
    pub(super) fn back(&self, at: &Range<usize>) -> Range<usize> {
        self.from[at.start]..self.from[at.end]
    }
}

/// A word, or a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) from: usize,
}

impl Token<'_> {
    pub(super) fn end(&self) -> usize {
        self.from + self.text.len()
    }

    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// The number, of so many digits at the most.
    pub(super) fn number(&self, digits: usize) -> Option<u32> {
        (self.is_number() && self.text.len() <= digits).then(|| self.text.parse().ok()).flatten()
    }
}

/// Runs of letters and runs of digits.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<(usize, usize, bool)> = Vec::new();
    for (at, c) in text.char_indices() {
        let is_digit = c.is_ascii_digit();
        let is_mark = unicode_normalization::char::is_combining_mark(c);
        if !is_digit && !c.is_alphabetic() && !is_mark {
            continue;
        }
        match tokens.last_mut() {
            Some((_, end, of_digits)) if *end == at && *of_digits == is_digit => *end = at + c.len_utf8(),
            _ => tokens.push((at, at + c.len_utf8(), is_digit)),
        }
    }
    tokens.into_iter().map(|(from, end, _)| Token { text: &text[from..end], from }).collect()
}

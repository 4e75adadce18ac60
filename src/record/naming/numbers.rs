//! Numbers of seven digits and more, whatever they are divided by: telephones, and those that a register gives.

use super::Tale;
use super::tokens::{Token, tokens};

/// So many digits make a number by which somebody can be found.
const DIGITS: usize = 7;

pub(super) fn numbers(text: &str) -> Vec<Tale> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        let mut end = n + 1;
        while end < tokens.len() && goes_on(text, &tokens[end - 1], &tokens[end]) {
            end += 1;
        }
        let parts = &tokens[n..end];
        if parts[0].is_number() && tells(text, parts) {
            let from = parts[0].from;
            let opened = text[..from].trim_end_matches(['(', '+']).len();
            found.push(Tale { at: opened..parts[parts.len() - 1].end(), is_sure: true });
        }
        n = end;
    }
    found
}

/// Whether two numbers may be parts of one. A dot or a stroke divides only what is too long for a decimal or a fraction.
fn goes_on(text: &str, one: &Token<'_>, next: &Token<'_>) -> bool {
    let between = &text[one.end()..next.from];
    let is_strong = one.text.len() >= 2 && next.text.len() >= 3;
    let joins = match between {
        "." | "/" => is_strong,
        _ => !between.is_empty() && between.len() <= 3 && between.chars().all(|c| " -()+".contains(c)),
    };
    one.is_number() && next.is_number() && joins
}

fn tells(text: &str, parts: &[Token<'_>]) -> bool {
    let digits: usize = parts.iter().map(|part| part.text.len()).sum();
    let is_year = |part: &Token<'_>| part.number(4).is_some_and(|n| (1900..=2100).contains(&n));
    // as one dials it
    let is_dialled = parts[0].text.starts_with('0') || text[..parts[0].from].ends_with('+');
    let are_small = parts.iter().all(|part| part.text.len() <= 2) && !is_dialled;
    digits >= DIGITS
        && !parts.iter().all(is_year)
        && !are_small
        && !parts.iter().any(|part| is_version(text, part))
}

// letters and digits that a version of a record is written with
fn is_version(text: &str, part: &Token<'_>) -> bool {
    let is_part = |c: &char| c.is_alphanumeric();
    let before = text[..part.from].chars().rev().take_while(is_part).count();
    let after = text[part.end()..].chars().take_while(is_part).count();
    let from = text[..part.from].char_indices().rev().take(before).last().map_or(part.from, |(at, _)| at);
    let word: String = text[from..].chars().take(before + part.text.len() + after).collect();
    before + after > 0 && (7..=40).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit())
}

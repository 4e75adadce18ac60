//! Names that stand in no record: what follows a word that leads to a name, such as `Ngāti` or `Mrs`, and words that are
//! written like a name.

use std::collections::BTreeSet;
use std::ops::Range;

use super::folded_words;
use super::tokens::{Token, tokens};

/// So many words of a name are taken at the most.
const LONGEST: usize = 4;
/// The number of a room has so many digits at the most.
const LONGEST_NUMBER: usize = 3;

/// A word, or a few, that lead to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    words: Vec<String>,
    dotted: bool,
}

impl Lead {
    /// As people write it; one that ends in a dot may have it, as `Mr.`
    pub fn new(text: &str) -> Lead {
        Lead { words: folded_words(text), dotted: text.ends_with('.') }
    }
}

/// Where a name stands that is led to, with what leads to it: words that begin with a capital.
pub fn led_to(text: &str, leads: &[Lead]) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for n in 0..tokens.len() {
        if found.last().is_some_and(|last| tokens[n].from < last.end) {
            continue;
        }
        let ends = leads.iter().filter_map(|lead| name_after(text, &tokens, n, lead));
        if let Some(end) = ends.max() {
            found.push(tokens[n].from..end);
        }
    }
    found
}

fn name_after(text: &str, tokens: &[Token<'_>], n: usize, lead: &Lead) -> Option<usize> {
    let first = n + lead.words.len();
    let said = tokens.get(n..first).filter(|said| !said.is_empty())?;
    let same = said.iter().zip(&lead.words).all(|(token, word)| folded_words(token.text).concat() == *word);
    let together = said.windows(2).all(|two| joins(&text[two[0].end()..two[1].from]));
    let begun = tokens.get(first).filter(|token| is_capital(token))?;
    let gap = &text[said.last()?.end()..begun.from];
    if !(same && together && (joins(gap) || lead.dotted && gap == ". ")) {
        return None;
    }
    let mut end = begun.end();
    for token in tokens[first + 1..].iter().take(LONGEST - 1) {
        if !is_capital(token) || !joins(&text[end..token.from]) {
            break;
        }
        end = token.end();
    }
    Some(end)
}

/// Where something is told by its number: one of these words, and a number behind it that may have a letter, `Room 7`, `class 5B`.
pub fn numbered(text: &str, words: &BTreeSet<String>) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let near = |one: &Token<'_>, next: &Token<'_>| {
        matches!(&text[one.end()..next.from], "" | " " | "\u{A0}" | "-" | ". " | ".")
    };
    let named = |n: usize| {
        let (word, number) = (tokens.get(n)?, tokens.get(n + 1)?);
        let is_one = words.contains(&folded_words(word.text).concat()) && near(word, number);
        number.number(LONGEST_NUMBER).filter(|_| is_one)?;
        // `5B`, and no word of its own
        let letter =
            tokens.get(n + 2).filter(|next| next.from == number.end() && next.text.chars().count() == 1);
        Some(word.from..letter.unwrap_or(number).end())
    };
    (0..tokens.len()).filter_map(named).collect()
}

/// Words that begin with a capital and follow each other: where each stands, and whether the first begins a sentence.
pub fn capitalised(text: &str) -> Vec<(Vec<Range<usize>>, bool)> {
    let mut runs: Vec<(Vec<Range<usize>>, bool)> = Vec::new();
    let mut goes_on = false;
    for token in tokens(text) {
        if !is_capital(&token) {
            goes_on = false;
            continue;
        }
        let at = token.from..token.end();
        match runs.last_mut() {
            Some((run, _)) if goes_on && run.last().is_some_and(|last| joins(&text[last.end..at.start])) => {
                run.push(at);
            }
            _ => runs.push((vec![at.clone()], begins(&text[..token.from]))),
        }
        goes_on = true;
    }
    runs
}

fn is_capital(token: &Token<'_>) -> bool {
    token.text.starts_with(char::is_uppercase)
}

// one blank, a hyphen, or what stands within a name
fn joins(between: &str) -> bool {
    let mut signs = between.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => sign == ' ' || super::letters::is_within(sign),
        _ => false,
    }
}

// whether a sentence begins after this
fn begins(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n' || "“\"‘'(*_".contains(c));
    before.chars().last().is_none_or(|c| ".!?:;\n|•–—-".contains(c))
}

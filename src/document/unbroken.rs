//! Days in a table: a column is as wide as a day, and no day is broken over two lines.

use super::tree::{Cell, Inline};
use crate::record::days_named::MONTHS;

/// A blank at which no line ends.
const BLANK: &str = "\u{A0}";
/// Letters by which a month is known.
const SHORTEST: usize = 3;

/// The same cell, in which each day stays on one line, whoever wrote it: `14 August 2026`, `5 May`.
pub(super) fn days(cell: Cell) -> Cell {
    let whole = |mut inline: Inline| {
        if let Inline::Text(span) = &mut inline {
            span.text = joined(&span.text);
        }
        inline
    };
    cell.into_iter().map(whole).collect()
}

fn joined(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut told = String::with_capacity(text.len() + 8);
    for (n, word) in words.iter().enumerate() {
        told.push_str(word);
        let next = words.get(n + 1);
        let holds = |next: &&str| {
            is_day(word) && is_month(next) || n > 0 && is_day(words[n - 1]) && is_month(word) && is_year(next)
        };
        match next {
            Some(next) if holds(next) => told.push_str(BLANK),
            Some(_) => told.push(' '),
            None => {}
        }
    }
    told
}

// `(5`, as it stands in brackets
fn is_day(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_punctuation());
    number.len() <= 2 && number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

// `May)`, `Aug`, `Sept.`
fn is_month(word: &str) -> bool {
    let name = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
    let begins = |month: &&str| name.len() >= SHORTEST && month.starts_with(&name.to_lowercase());
    name.starts_with(|c: char| c.is_ascii_uppercase()) && MONTHS.iter().any(begins)
}

fn is_year(word: &str) -> bool {
    let number: String = word.chars().take_while(char::is_ascii_digit).collect();
    number.len() == 4 && word[4..].chars().all(|c| c.is_ascii_punctuation())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_word_whoever_wrote_it_and_nothing_else_is() {
        for (text, told) in [
            ("by 14 August 2026, at the latest", "by 14_August_2026, at the latest"),
            ("0 of 4 (5 May)", "0 of 4 (5_May)"),
            ("14 Aug 2026", "14_Aug_2026"),
            ("2 of 10 in Term 3", "2 of 10 in Term 3"),
            ("5 may", "5 may"),
            ("May 2026 and 40 March", "May 2026 and 40 March"),
            ("3 June 20 times", "3_June 20 times"),
        ] {
            assert_eq!(joined(text), told.replace('_', BLANK));
        }
    }
}

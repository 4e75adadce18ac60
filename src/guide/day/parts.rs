//! What was written for a day, taken apart: numbers, names of days and months, terms, weeks.

use jiff::civil::Weekday;

use crate::record::days_named::{MONTHS, WEEKDAYS};

/// One part of what was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Number(i64),
    Year(i16),
    Weekday(Weekday),
    Month(i8),
    /// A term by its number, and its year where that is said.
    Term(Option<i16>, i64),
    /// A week of a term.
    Week(i64),
    Unit(Unit),
    Word(Word),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Term,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    Today,
    Tomorrow,
    Yesterday,
    Next,
    This,
    Last,
    In,
    Ago,
    After,
    Before,
    Start,
    End,
}

const COUNTS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The parts of a text that was folded; nothing where one of its words has no meaning here.
pub(super) fn parts(text: &str) -> Option<Vec<Part>> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')'))
        .filter(|word| !matches!(*word, "" | "on" | "the" | "of" | "by"))
        .collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let number = words.get(at + 1).and_then(|next| next.parse::<i64>().ok());
        let (part, length) = match (*word, number) {
            ("term", Some(number)) => (Part::Term(None, number), 2),
            ("week" | "wk" | "w", Some(number)) => (Part::Week(number), 2),
            (word, _) => (part(word)?, 1),
        };
        parts.push(part);
        at += length;
    }
    Some(parts)
}

fn part(word: &str) -> Option<Part> {
    let named = match word {
        "today" => Part::Word(Word::Today),
        "tomorrow" | "apopo" => Part::Word(Word::Tomorrow),
        "yesterday" | "inanahi" => Part::Word(Word::Yesterday),
        "next" => Part::Word(Word::Next),
        "this" => Part::Word(Word::This),
        "last" => Part::Word(Word::Last),
        "in" => Part::Word(Word::In),
        "ago" => Part::Word(Word::Ago),
        "after" => Part::Word(Word::After),
        "before" => Part::Word(Word::Before),
        "start" | "beginning" => Part::Word(Word::Start),
        "end" => Part::Word(Word::End),
        "day" | "days" => Part::Unit(Unit::Day),
        "week" | "weeks" => Part::Unit(Unit::Week),
        "fortnight" | "fortnights" => Part::Unit(Unit::Fortnight),
        "month" | "months" => Part::Unit(Unit::Month),
        "year" | "years" => Part::Unit(Unit::Year),
        "term" | "terms" => Part::Unit(Unit::Term),
        "a" | "an" => Part::Number(1),
        _ => return counted(word).or_else(|| calendar_name(word)).or_else(|| numbered(word)),
    };
    Some(named)
}

fn counted(word: &str) -> Option<Part> {
    let at = COUNTS.iter().position(|count| *count == word)?;
    Some(Part::Number(i64::try_from(at).ok()? + 1))
}

// a name of a day or a month, or its first letters
fn calendar_name(word: &str) -> Option<Part> {
    let begins = |name: &str| word.len() >= 3 && name.starts_with(word);
    let day = WEEKDAYS.iter().position(|[english, maori @ ..]| begins(english) || maori.contains(&word));
    if let Some(day) = day {
        return Weekday::from_monday_zero_offset(i8::try_from(day).ok()?).ok().map(Part::Weekday);
    }
    let month = MONTHS.iter().position(|name| begins(name) || (word == "sept" && *name == "september"))?;
    Some(Part::Month(i8::try_from(month).ok()? + 1))
}

// `14`, `14th`, `2026`, `t3`, `2026-t3`, `w4`
fn numbered(word: &str) -> Option<Part> {
    let number = |text: &str| text.parse::<i64>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    if let Some((year, term)) = word.split_once("-t") {
        return Some(Part::Term(Some(number(year)?.try_into().ok()?), number(term)?));
    }
    if let Some(term) = word.strip_prefix('t').and_then(number) {
        return Some(Part::Term(None, term));
    }
    if let Some(week) = ["week", "wk", "w"].iter().find_map(|w| word.strip_prefix(w).and_then(number)) {
        return Some(Part::Week(week));
    }
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    match number(bare)? {
        year @ 1900..=2999 if bare == word => i16::try_from(year).ok().map(Part::Year),
        number => Some(Part::Number(number)),
    }
}

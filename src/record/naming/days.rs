//! Days, in whatever shape people write them: `14 August`, `Aug. 14th`, `14-August-2026`, `14/8`, `3-5-18`, `2026-08-14`; and
//! `the third of May`, `last Friday`; and months and weeks of a term, which are finer than a term too.

use super::Tale;
use super::tokens::{Token, tokens};
use crate::record::days_named::{MONTHS, MONTHS_MI, ORDINALS, WEEKDAYS};
use crate::record::text::fold;

/// Words that lead to a month.
const LEADS: [&str; 12] =
    ["in", "of", "since", "until", "by", "from", "to", "early", "late", "mid", "last", "next"];

/// Words that lead to a day, and to no share of anything.
const TIMES: [&str; 9] = ["on", "since", "until", "till", "before", "after", "dated", "date", "due"];

/// Words that make a weekday one certain day.
const ONE_DAY: [&str; 3] = ["last", "next", "this"];

/// What can be said of something that may be a day.
type Sure = bool;

pub(super) fn days(text: &str) -> Vec<Tale> {
    let line = Line { text, tokens: tokens(text) };
    let (mut found, mut n) = (Vec::new(), 0);
    while n < line.tokens.len() {
        let shapes =
            [Line::three, Line::in_words, Line::counted, Line::week, Line::two, Line::weekday, Line::alone];
        match shapes.iter().find_map(|shape| shape(&line, n)) {
            Some((end, is_sure)) => {
                found.push(Tale { at: line.tokens[n].from..line.tokens[end - 1].end(), is_sure });
                n = end;
            }
            None => n += 1,
        }
    }
    found
}

struct Line<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
}

impl Line<'_> {
    /// What stands between a token and the next one.
    fn after(&self, n: usize) -> Option<&str> {
        let next = self.tokens.get(n + 1)?;
        Some(&self.text[self.tokens[n].end()..next.from])
    }

    /// Whether no more than a blank and a mark stands between.
    fn is_near(&self, n: usize) -> bool {
        self.after(n).is_some_and(|between| {
            between.chars().count() <= 3 && between.chars().all(|c| " .,-/()".contains(c))
        })
    }

    fn word(&self, n: usize) -> Option<&str> {
        self.tokens.get(n).filter(|token| !token.is_number()).map(|token| token.text)
    }

    fn number(&self, n: usize, digits: usize, of: std::ops::RangeInclusive<u32>) -> Option<u32> {
        self.tokens.get(n)?.number(digits).filter(|number| of.contains(number))
    }

    fn before(&self, n: usize) -> String {
        n.checked_sub(1).and_then(|before| self.word(before)).unwrap_or_default().to_lowercase()
    }

    /// Whether what stands before says that a day follows: a word of time, `Monday`, `birthday`.
    fn is_led_to(&self, n: usize) -> bool {
        let before = self.before(n);
        TIMES.contains(&before.as_str()) || before.ends_with("day")
    }

    /// A day of a month, as in `14` or `14th`, and the token behind it.
    fn day(&self, n: usize) -> Option<usize> {
        self.number(n, 2, 1..=31)?;
        let ending = self.word(n + 1).map(str::to_lowercase);
        let is_ending =
            self.after(n) == Some("") && ["st", "nd", "rd", "th"].map(Some).contains(&ending.as_deref());
        Some(if is_ending { n + 2 } else { n + 1 })
    }

    /// `14 August`, `the 14th of August`, `14Aug`, `August, 14`. In small letters some months are other words too.
    fn in_words(&self, n: usize) -> Option<(usize, Sure)> {
        if let Some(mut at) = self.day(n) {
            if self.word(at).is_some_and(|word| ["of", "o"].contains(&word)) && self.is_near(at - 1) {
                at += 1;
            }
            let month = self.word(at).filter(|_| self.is_near(at - 1))?;
            return is_month(month).then(|| (at + 1, !is_word(month)));
        }
        self.word(n).filter(|word| is_month(word) && !is_word(word))?;
        self.day(n + 1).filter(|_| self.is_near(n)).map(|end| (end, true))
    }

    /// The word that counts a day of a month, `third` or `twenty-first`, and the token behind it.
    fn ordinal(&self, n: usize) -> Option<usize> {
        let word = self.word(n)?.to_lowercase();
        let counts = |word: &str| ORDINALS.iter().position(|ordinal| *ordinal == word);
        if matches!(word.as_str(), "twenty" | "thirty") && self.is_near(n) {
            let ones = counts(&self.word(n + 1)?.to_lowercase()).filter(|ones| *ones < 9)?;
            return (word == "twenty" || ones == 0).then_some(n + 2);
        }
        (counts(&word).is_some() || word == "thirtieth").then_some(n + 1)
    }

    /// `May the third`, `the twenty-first of May`; and with doubt a day without its month: `on the 14th`.
    fn counted(&self, n: usize) -> Option<(usize, Sure)> {
        let is = |at: usize, word: &str| self.word(at).is_some_and(|said| said.eq_ignore_ascii_case(word));
        let day = |at: usize| self.ordinal(at).or_else(|| self.day(at).filter(|end| *end > at + 1));
        let month = |at: usize| self.word(at).is_some_and(is_month);
        if month(n) && self.is_near(n) && is(n + 1, "the") {
            return day(n + 2).map(|end| (end, true));
        }
        if let Some(end) = self.ordinal(n).filter(|end| is(*end, "of") && month(end + 1)) {
            return Some((end + 2, true));
        }
        // `on the first page` is no day, and with a digit it seldom is anything else
        let end = day(n).filter(|_| n > 1 && is(n - 1, "the") && self.is_led_to(n - 1))?;
        let ends = self.after(end - 1).is_none_or(|between| between.contains(['.', ',', ';', '\n']));
        (!self.tokens[n].text.starts_with(char::is_alphabetic) || ends || end > n + 1).then_some((end, false))
    }

    /// `last Friday`; and with doubt `on Friday`, which may be any.
    fn weekday(&self, n: usize) -> Option<(usize, Sure)> {
        let is_one = |at: usize| self.word(at).is_some_and(|word| is_weekday(&fold(word)));
        let word = self.word(n)?.to_lowercase();
        if ONE_DAY.contains(&word.as_str()) && is_one(n + 1) && self.is_near(n) {
            return Some((n + 2, true));
        }
        let before = self.before(n);
        let leads = TIMES.contains(&before.as_str()) || matches!(before.as_str(), "by" | "from" | "te");
        (is_one(n) && leads && self.word(n)?.starts_with(char::is_uppercase)).then_some((n + 1, false))
    }

    /// `14/8/2026`, `2026-08-14`, `3-5-18`, `08/14/2026`.
    fn three(&self, n: usize) -> Option<(usize, Sure)> {
        let sign = self.after(n)?.trim();
        if !["/", "-", "."].contains(&sign) || self.after(n + 1)?.trim() != sign {
            return None;
        }
        let year = |at: usize| {
            let two = self.number(at, 2, 0..=99).is_some_and(|_| self.tokens[at].text.len() == 2);
            two || self.number(at, 4, 1900..=2100).is_some()
        };
        let is = |day: usize, month: usize| {
            self.number(day, 2, 1..=31).is_some() && self.number(month, 2, 1..=12).is_some()
        };
        let is_one =
            is(n, n + 1) && year(n + 2) || is(n + 1, n) && year(n + 2) || year(n) && is(n + 2, n + 1);
        is_one.then_some((n + 3, true))
    }

    /// `14/8`, and with doubt what could be a share as well, `6/10`; `08/2026`; `on 14.8`.
    fn two(&self, n: usize) -> Option<(usize, Sure)> {
        let sign = self.after(n)?;
        let year = |n: usize| self.number(n, 4, 1900..=2100).is_some();
        let month = |n: usize| self.number(n, 2, 1..=12);
        if sign == "/" && month(n).is_some() && year(n + 1) {
            return Some((n + 2, true));
        }
        if matches!(sign, "-" | "/")
            && year(n)
            && month(n + 1).is_some()
            && self.tokens[n + 1].text.len() == 2
        {
            return Some((n + 2, false));
        }
        let (day, month) = (self.number(n, 2, 1..=31)?, month(n + 1)?);
        // part of something longer
        let goes_on = |at: usize| {
            self.after(at) == Some(sign) && self.tokens[at].is_number() && self.tokens[at + 1].is_number()
        };
        if goes_on(n + 1) || n.checked_sub(1).is_some_and(goes_on) || (day, month) == (24, 7) {
            return None;
        }
        match sign {
            "/" => Some((n + 2, day > month || self.is_led_to(n))),
            "." if self.is_led_to(n) => Some((n + 2, false)),
            _ => None,
        }
    }

    /// `Term 3, week 2`, `week 2 of term 3`, `T3 W2`.
    fn week(&self, n: usize) -> Option<(usize, Sure)> {
        let named = |n: usize, names: [&str; 3], most: u32| {
            let word = self.word(n).map(str::to_lowercase)?;
            (names.contains(&word.as_str()) && self.is_near(n)).then(|| self.number(n + 1, 2, 1..=most))?
        };
        let term = |n: usize| named(n, ["term", "t", "wāhanga"], 4);
        let week = |n: usize| named(n, ["week", "wk", "w"], 12);
        if term(n).is_some() && self.is_near(n + 1) && week(n + 2).is_some() {
            return Some((n + 4, true));
        }
        week(n)?;
        let of = usize::from(self.word(n + 2) == Some("of"));
        (self.is_near(n + 1) && term(n + 2 + of).is_some()).then_some((n + 4 + of, true))
    }

    /// A month by itself. Those that are words or names as well count behind a word that leads to a time, or with doubt.
    fn alone(&self, n: usize) -> Option<(usize, Sure)> {
        let word = self.word(n).filter(|word| word.starts_with(char::is_uppercase))?;
        let name = fold(word);
        if MONTHS_MI.iter().flatten().any(|month| fold(month) == name) {
            return Some((n + 1, false));
        }
        let is_whole = MONTHS.contains(&name.as_str());
        let is_led_to = LEADS.contains(&self.before(n).as_str());
        // whatever it is else, with its year it is a month
        if is_month(&name) && self.is_near(n) && self.number(n + 1, 4, 1900..=2100).is_some() {
            return Some((n + 2, true));
        }
        let is_short = is_month(&name) && !is_whole;
        (is_whole && !is_word(&name) || (is_whole || is_short) && is_led_to).then_some((n + 1, true))
    }
}

/// Whole or by its first letters; those of te reo Māori are written out.
fn is_month(word: &str) -> bool {
    let name = fold(word);
    let english = name.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&name));
    english || MONTHS_MI.iter().flatten().any(|month| fold(month) == name)
}

fn is_weekday(folded: &str) -> bool {
    WEEKDAYS.iter().flatten().any(|day| *day == folded)
}

// `may` and `march` in small letters are words first
fn is_word(word: &str) -> bool {
    ["may", "march", "mar"].contains(&word)
}

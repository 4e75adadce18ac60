//! Finding names in texts, and putting other words in their place: whole words, with or without macrons, in any case.

use std::ops::Range;

use super::text::fold;
use super::value::MONTHS;

/// The words of a text, by where they stand: letters and digits, with nothing between.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // a mark that stands on the letter before it belongs to the word
        let belongs = c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c);
        match found.last_mut() {
            _ if !belongs => {}
            Some(last) if last.end == at => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

/// The words of a text, folded for comparing.
pub fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|at| fold(&text[at])).collect()
}

/// Where a name stands in a text: all of its words, one after the other, whatever is between them but other words.
pub fn places(text: &str, name: &str) -> Vec<Range<usize>> {
    let wanted = folded_words(name);
    let there = words(text);
    let said: Vec<String> = there.iter().map(|at| fold(&text[at.clone()])).collect();
    if wanted.is_empty() || said.len() < wanted.len() {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for n in 0..=said.len() - wanted.len() {
        let is_it = said[n..n + wanted.len()] == wanted[..];
        let range = there[n].start..there[n + wanted.len() - 1].end;
        if is_it && found.last().is_none_or(|last| last.end <= range.start) {
            found.push(range);
        }
    }
    found
}

/// A text with other words where a name stands.
pub fn replaced(text: &str, name: &str, instead: &str) -> String {
    let mut told = String::new();
    let mut from = 0;
    for at in places(text, name) {
        told.push_str(&text[from..at.start]);
        told.push_str(instead);
        from = at.end;
    }
    told.push_str(&text[from..]);
    told
}

/// What could tell a person whoever they are: addresses, telephone numbers, and days, which are finer than a term.
pub fn tell_tales(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split_whitespace().filter(|word| is_address(word)).collect();
    found.extend(numbers(text));
    found.extend(days(text));
    found
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        name.chars().last().is_some_and(char::is_alphanumeric) && host.contains('.')
    })
}

/// Numbers of seven digits and more, whatever they are divided by: telephones, and those that a register gives.
fn numbers(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{A0}' | '-' | '(' | ')' | '+');
    let is_number = |part: &&str| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        // two years are no telephone
        let is_years = part.split(|c: char| !c.is_ascii_digit()).all(|n| n.is_empty() || n.len() == 4);
        digits >= 7 && !is_years && part.parse::<super::value::Date>().is_err()
    };
    let mut found = Vec::new();
    for word in text.split(|c: char| !is_part(c) && !c.is_alphanumeric()) {
        // what has letters in one piece with digits is something else, as a version is
        let pieces = word.split(|c: char| c.is_alphabetic());
        let is_whole = |part: &&str| {
            let at = part.as_ptr() as usize - word.as_ptr() as usize;
            let before = word[..at]
                .chars()
                .next_back()
                .is_none_or(|_| part.starts_with(|c: char| !c.is_ascii_digit()));
            let after = word[at + part.len()..]
                .chars()
                .next()
                .is_none_or(|_| part.ends_with(|c: char| !c.is_ascii_digit()));
            before && after
        };
        found.extend(pieces.filter(is_whole).map(str::trim).filter(is_number));
    }
    found
}

/// Days: `14 August`, `August 14th`, `14 Aug`, `14/8`, `14.8.2026`, `2026-08-14`.
fn days(text: &str) -> Vec<&str> {
    let at = words(text);
    let mut found = Vec::new();
    for pair in at.windows(2) {
        let [one, other] = [&text[pair[0].clone()], &text[pair[1].clone()]];
        let between = &text[pair[0].end..pair[1].start];
        let said = &text[pair[0].start..pair[1].end];
        let in_words = between.chars().all(char::is_whitespace)
            && (is_day(one) && is_month(other) || is_month(one) && is_day(other));
        let number = |word: &str, most: u32| {
            word.len() <= 2 && word.parse().is_ok_and(|n: u32| (1..=most).contains(&n))
        };
        let in_numbers = matches!(between, "/" | ".")
            && number(one, 31)
            && number(other, 12)
            && !is_fraction(text, &pair[1]);
        if in_words || in_numbers {
            found.push(said);
        }
    }
    for (n, range) in at.iter().enumerate() {
        let word = |n: Option<usize>| n.and_then(|n| at.get(n)).map_or("", |range| &text[range.clone()]);
        if is_month_alone(word(n.checked_sub(1)), &text[range.clone()], word(n.checked_add(1))) {
            found.push(&text[range.clone()]);
        }
    }
    for three in at.windows(3) {
        let range = three[0].start..three[2].end;
        let is_iso = three[0].len() == 4 && text[range.clone()].parse::<super::value::Date>().is_ok();
        if is_iso {
            found.push(&text[range]);
        }
    }
    found
}

// `6/10` words read are no day; a day in numbers is one with its year, or the end of what is said
fn is_fraction(text: &str, second: &Range<usize>) -> bool {
    let after = &text[second.end..];
    let year =
        after.strip_prefix(['/', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !year
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    matches!(ending, "" | "st" | "nd" | "rd" | "th")
        && digits.parse().is_ok_and(|n: u32| (1..=31).contains(&n))
}

// a month is finer than a term too; two of them are words as well, and count behind a word that leads to a time
fn is_month_alone(before: &str, word: &str, after: &str) -> bool {
    let name = word.to_lowercase();
    let leads = ["in", "of", "since", "until", "by", "from", "to", "early", "late", "mid", "last", "next"];
    let is_word = ["may", "march"].contains(&name.as_str());
    word.starts_with(char::is_uppercase)
        && MONTHS.contains(&name.as_str())
        && !is_day(before)
        && !is_day(after)
        && (!is_word || leads.contains(&before.to_lowercase().as_str()))
}

// `may` is a word as well; a month is written with a capital
fn is_month(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.starts_with(char::is_uppercase)
        && word.len() >= 3
        && MONTHS.iter().any(|month| month.starts_with(&lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        let text = "Hana’s friend hana-Marie saw HĀNA; Johanna did not.";
        let found: Vec<&str> = places(text, "Hana").into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, ["Hana", "hana", "HĀNA"]);
        assert_eq!(places("at te  Awa\nschool", "Te Awa School").len(), 1);
        assert_eq!(places("", "Hana").len() + places("Hana", "").len(), 0);
        // a macron in two parts
        assert_eq!(places("Ha\u{304}na", "Hāna").len(), 1);
    }

    #[test]
    fn other_words_take_their_place() {
        assert_eq!(replaced("Hana’s book, said Hana.", "hana", "Rimu"), "Rimu’s book, said Rimu.");
        assert_eq!(
            replaced("On 14 August at Awa School", "14 August", "one day"),
            "On one day at Awa School"
        );
    }

    #[test]
    fn what_tells_is_found() {
        for tells in [
            "write to ana@te-awa.example please",
            "021 555 0134",
            "+64 (3) 555-0134",
            "NSN 123456789",
            "on 14 August",
            "August 14th",
            "3 Sept",
            "2026-08-14",
            "14/8/2026",
            "14.8.2026",
            "at the end of April",
            "April was good",
            "in May he came",
            "Late August 14",
        ] {
            assert_eq!(tell_tales(tells).len(), 1, "{tells}: {:?}", tell_tales(tells));
        }
        for plain in [
            "6/10 words",
            "7 of 10",
            "Term 3, 2026",
            "2025 2026",
            "version 1231135d",
            "d1231135",
            "may 14 of them",
            "in 3 weeks",
            "1.5",
            "So May helps",
            "They March on",
        ] {
            assert_eq!(tell_tales(plain), Vec::<&str>::new(), "{plain}");
        }
    }
}

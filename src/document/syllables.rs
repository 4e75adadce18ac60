//! How many syllables a word has, by ear: near enough for a figure over a whole document.

use crate::record::text::fold;

/// The syllables of a word, as they weigh in a count of how hard a text is: a word that can be te reo Māori weighs one, since
/// it is not its length that makes it hard, and whoever reads it here says it every day.
pub(super) fn weight(word: &str) -> usize {
    let word = fold(word);
    if can_be_te_reo(&word) { 1 } else { english(&word) }
}

/// Vowels that stand side by side sound as one; an `e` at the end is mostly silent.
fn english(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    for (i, c) in letters.iter().enumerate() {
        let begins = i == 0 || !is_vowel(letters[i - 1]);
        // two vowels that are two syllables: idea, create, science, being
        let apart = i > 0
            && matches!((letters[i - 1], *c), ('i', 'a' | 'o') | ('e', 'a') | ('y', 'i'))
            && is_apart(&letters, i);
        count += usize::from(is_vowel(*c) && (begins || apart));
    }
    let ends = |end: &str| word.trim_end_matches(|c: char| !c.is_alphabetic()).ends_with(end);
    let before = |n: usize| letters.len().checked_sub(n).map(|at| letters[at]);
    let silent = ends("e") && !ends("le") && before(2).is_some_and(|c| !is_vowel(c))
        || ends("es")
            && !["ses", "zes", "ces", "ges", "xes", "ches", "shes"].iter().any(|end| ends(end))
            && before(3).is_some_and(|c| !is_vowel(c))
        || ends("ed") && !ends("ted") && !ends("ded") && before(3).is_some_and(|c| !is_vowel(c));
    let silent = silent || ends("le") && before(3).is_some_and(is_vowel);
    count.saturating_sub(usize::from(silent && count > 1)).max(1)
}

// `ia` and `io` are one in -tion, -cial; `ea` is one in reading and two in create and idea
fn is_apart(letters: &[char], i: usize) -> bool {
    match (letters[i - 1], letters[i]) {
        ('i', _) => i < 2 || !matches!(letters[i - 2], 't' | 's' | 'c' | 'g'),
        ('e', 'a') => {
            i + 1 == letters.len()
                || i >= 2
                    && letters[i - 2] == 'r'
                    && letters.get(i + 1) == Some(&'t')
                    && letters.get(i + 2) == Some(&'e')
        }
        _ => true,
    }
}

/// Whether a folded word is made of the syllables of te reo: one consonant or none, then vowels, to the very end.
fn can_be_te_reo(word: &str) -> bool {
    let word = word.replace("wh", "w").replace("ng", "n");
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut consonants = 0;
    for c in word.chars() {
        match c {
            c if is_vowel(c) => consonants = 0,
            'h' | 'k' | 'm' | 'n' | 'p' | 'r' | 't' | 'w' if consonants == 0 => consonants = 1,
            _ => return false,
        }
    }
    consonants == 0 && !word.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_by_ear() {
        for (word, syllables) in [
            ("cat", 1),
            ("reading", 2),
            ("table", 2),
            ("school", 1),
            ("looked", 1),
            ("wanted", 2),
            ("goes", 1),
            ("classes", 2),
            ("together", 3),
            ("information", 4),
            ("strategies", 3),
            ("hypothesis", 4),
            ("teacher’s", 2),
            ("create", 2),
            ("social", 2),
            ("every", 3),
            ("rhythm", 1),
            ("while", 1),
            ("a", 1),
        ] {
            assert_eq!(english(word), syllables, "{word}");
        }
    }

    #[test]
    fn words_of_te_reo_are_not_hard() {
        for word in ["whānau", "mokopuna", "Whakawhanaungatanga", "tamariki", "kaiako", "hui", "Ngā"] {
            assert_eq!(weight(word), 1, "{word}");
        }
        for word in ["responsibility", "organisation", "understanding"] {
            assert!(weight(word) >= 4, "{word}: {}", weight(word));
        }
        assert!(!can_be_te_reo("class"));
    }
}

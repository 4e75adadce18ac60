//! Texts: NFC on the way in, macrons folded for finding and sorting, never for showing.

use std::collections::HashSet;

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc, is_nfc_quick,
};

/// A short mark by which contents are told apart, the same on every machine and in every version (FNV-1a, 64 bits). It
/// keeps nobody from making two of the same mark on purpose.
pub fn mark(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mixed = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, mixed)
}

/// A text as it is kept: NFC, `\n` line ends, no blanks around it, no control characters that would hide in a file.
pub fn tidy(words: &str) -> String {
    let shown = |words: &str| words.trim_end().trim_start_matches(['\n', ' ', '\t']).to_owned();
    let hides = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    // nearly all that is read was kept so before
    if words.is_ascii() && !words.bytes().any(|byte| hides(char::from(byte))) {
        return shown(words);
    }
    if !words.contains(hides) && is_nfc_quick(words.chars()) == IsNormalized::Yes {
        return shown(words);
    }
    let unix = words.replace("\r\n", "\n").replace('\r', "\n");
    shown(&unix.nfc().filter(|c| !hides(*c)).collect::<String>())
}

/// A text whose new lines are NFC; those that stood there before stay as they are.
pub fn composed(before: &str, now: &str) -> String {
    if is_nfc(now) {
        return now.to_owned();
    }
    let stood: HashSet<&str> = before.split_inclusive('\n').collect();
    now.split_inclusive('\n')
        .map(|line| if stood.contains(line) { line.to_owned() } else { line.nfc().collect() })
        .collect()
}

/// A text as it is compared: lower case, without macrons and other marks.
pub fn fold(words: &str) -> String {
    if words.is_ascii() {
        return words.to_ascii_lowercase();
    }
    words.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The known word nearest to one that is not known, where one is near enough to have been meant.
pub fn closest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let word = fold(word);
    known
        .map(|k| (strsim::jaro_winkler(&word, &fold(k)), k))
        .filter(|(near, _)| *near > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::composed;

    #[test]
    fn only_what_is_new_is_composed() {
        let before = "a: wha\u{304}nau\nb: x\n";
        let now = "a: wha\u{304}nau\nb: Ma\u{304}ori";
        assert_eq!(composed(before, now), "a: wha\u{304}nau\nb: M\u{101}ori");
        assert_eq!(composed(before, before), before);
        assert_eq!(composed("", "M\u{101}ori\r\n"), "M\u{101}ori\r\n");
    }
}

//! Letters that look like others, or are written as others where a keyboard lacks them: a name is one name in all of them.

/// Letters of other alphabets that nobody can tell from ours, and ours that stand for one or two plain ones. All in small
/// letters; what they look like counts in capitals as well.
const ALIKE: [(&str, &str); 43] = [
    // Cyrillic
    ("аӓ", "a"),
    ("в", "b"),
    ("с", "c"),
    ("ԁ", "d"),
    ("еєҽ", "e"),
    ("ԍ", "g"),
    ("нһ", "h"),
    ("іїӏ", "i"),
    ("ј", "j"),
    ("к", "k"),
    ("м", "m"),
    ("оө", "o"),
    ("р", "p"),
    ("ԛ", "q"),
    ("ѕ", "s"),
    ("т", "t"),
    ("ѵ", "v"),
    ("ԝ", "w"),
    ("хҳ", "x"),
    ("уү", "y"),
    // Greek
    ("α", "a"),
    ("β", "b"),
    ("ε", "e"),
    ("η", "h"),
    ("ι", "i"),
    ("κ", "k"),
    ("μ", "m"),
    ("ν", "n"),
    ("οσ", "o"),
    ("ρ", "p"),
    ("τ", "t"),
    ("υγ", "y"),
    ("χ", "x"),
    ("ζ", "z"),
    // Latin letters that have no marks to take away
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ø", "o"),
    ("ł", "l"),
    ("đð", "d"),
    ("þ", "th"),
    ("ı", "i"),
    ("ɡ", "g"),
];

/// What a small letter is compared as: itself, or what it looks like.
pub(super) fn alike(c: char) -> impl Iterator<Item = char> {
    let found = (!c.is_ascii()).then(|| ALIKE.iter().find(|(letters, _)| letters.contains(c)));
    let plain = found.flatten().map(|(_, plain)| *plain).unwrap_or_default();
    plain.chars().chain(plain.is_empty().then_some(c))
}

/// Other ways in which a word may be written where a keyboard lacks its marks: `Müller` as `Mueller`, `Pōtae` as `Pootae`.
pub fn spelled(word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let with = |pairs: &[(&str, &str)]| {
        let written = pairs.iter().fold(lower.clone(), |word, (from, to)| word.replace(from, to));
        (written != lower).then_some(written)
    };
    let long = [("ā", "aa"), ("ē", "ee"), ("ī", "ii"), ("ō", "oo"), ("ū", "uu")];
    let two = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe")];
    // and the other way about; of a short name too little is left to tell
    let one = [("ae", "a"), ("oe", "o"), ("ue", "u")];
    let shorter = with(&one).filter(|word| word.chars().count() > 3);
    [with(&long), with(&two), shorter].into_iter().flatten().collect()
}

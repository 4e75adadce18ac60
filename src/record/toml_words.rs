//! What is wrong with a TOML file, in words for whoever wrote it.

use super::text::closest;

const WRITING: &str =
    "Text stands in double quotes, a section begins with its name in square brackets, notes with `#`.";

/// What the reader of a file found: on which line, why, and what to do.
pub fn in_words(text: &str, found: &toml::de::Error) -> (usize, String, String) {
    let start = found.span().map_or(0, |span| span.start);
    let line = text.bytes().take(start).filter(|b| *b == b'\n').count() + 1;
    let (why, remedy) = said(found);
    (line, why, remedy)
}

/// Why, and what to do, where the line is not known.
pub fn said(found: &toml::de::Error) -> (String, String) {
    let said = found.message().lines().next().unwrap_or_default();
    let known = missing(said).or_else(|| unknown_key(said)).or_else(|| unknown_word(said));
    known
        .or_else(|| wrong_type(said))
        .or_else(|| writing(said))
        .unwrap_or_else(|| (said.to_owned(), WRITING.into()))
}

type Said = Option<(String, String)>;

fn missing(said: &str) -> Said {
    let key = said.strip_prefix("missing field `")?.strip_suffix('`')?;
    Some((format!("`{key}` is missing"), format!("Add a line `{key} = …` there.")))
}

fn unknown_key(said: &str) -> Said {
    let (key, known) = said.strip_prefix("unknown field `")?.split_once('`')?;
    Some((format!("`{key}` is not a key that belongs here"), nearest(key, known, "The keys here are")))
}

fn unknown_word(said: &str) -> Said {
    let (word, known) = said.strip_prefix("unknown variant `")?.split_once('`')?;
    Some((format!("`{word}` is none of the words that can stand here"), nearest(word, known, "There are")))
}

fn nearest(word: &str, known: &str, all: &str) -> String {
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    match closest(word, known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("{all} {}.", known.join(", ")),
    }
}

fn wrong_type(said: &str) -> Said {
    let rest = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "))?;
    let (found, expected) = rest.split_once(", expected ")?;
    Some((format!("{} expected, and {} found", plain(expected), plain(found)), WRITING.into()))
}

// how the file is written, not what it says
fn writing(said: &str) -> Said {
    let ours = match said {
        "wanted string or table" => "a word in quotes expected",
        "duplicate key" => "this key stands there twice",
        "key with no value, expected `=`" => "a `=` is missing, and a value after it",
        _ if said.starts_with("string values must be quoted") => "text in quotes expected",
        _ if said.contains("string, expected `\"`") => "a quotation mark is missing at its end",
        _ if said.starts_with("unclosed array table") => "`]]` is missing at its end",
        _ if said.starts_with("unclosed table") => "`]` is missing at its end",
        _ => return None,
    };
    Some((ours.into(), WRITING.into()))
}

fn plain(kind: &str) -> String {
    const WORDS: [(&str, &str); 11] = [
        ("a string", "text in quotes"),
        ("string", "the text"),
        ("integer", "the number"),
        ("floating point", "the number"),
        ("a boolean", "`true` or `false`"),
        ("boolean", "the word"),
        ("a sequence", "a list in square brackets"),
        ("a map", "a section"),
        ("map", "a section"),
        ("i64", "a whole number"),
        ("u32", "a whole number, nought or more,"),
    ];
    let ours = WORDS.iter().find(|(theirs, _)| kind.starts_with(theirs));
    ours.map_or_else(|| kind.into(), |(theirs, ours)| kind.replacen(theirs, ours, 1))
}

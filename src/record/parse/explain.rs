//! Why a text cannot be read, in the words of whoever wrote it.

use std::ops::Range;

use crate::record::lines::{line_end, line_start, next_line};
use crate::record::path::Path;
use crate::record::problem::Problem;

const QUOTE: &str = "Put quotes around the whole text, or write it after `|` on indented lines below.";
const INDENT: &str =
    "Let lines that belong together begin below each other, two blanks further in than their heading.";
const LOOK: &str =
    "Look at this line and the one above it: the indentation, the quotes, and a blank after each `:`.";

fn syntax(span: Range<usize>, message: impl Into<String>, remedy: &str) -> Problem {
    Problem::new("syntax", Path::default(), span, message, remedy)
}

fn alias(span: Range<usize>, message: String) -> Problem {
    let remedy = "Write the value out; a text that begins with `*`, `&` or `!` needs quotes around it.";
    Problem::new("alias", Path::default(), span, message, remedy)
}

/// A name for a value, a value by its name, or a tag.
pub(super) fn mark(text: &str, at: usize) -> Problem {
    let len = text[at..]
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}'))
        .unwrap_or(text.len() - at);
    let word = &text[at..at + len];
    let message = match word.as_bytes().first() {
        Some(b'&') => {
            format!("`{word}` gives a value a name to be used elsewhere, which records do not have")
        }
        Some(b'*') => format!("`{word}` stands for a value written elsewhere, which records do not have"),
        _ => format!("`{word}` is a tag, which records do not have"),
    };
    alias(at..at + len, message)
}

/// `<<` as a key.
pub(super) fn merge(span: Range<usize>) -> Problem {
    alias(span, "`<<` takes in another mapping, which records do not have".into())
}

/// A second document in the same file.
pub(super) fn second_document(span: Range<usize>) -> Problem {
    let message = "another record begins here, and a file holds one";
    let remedy = "Take the line `---` out, or write out what follows in a file of its own.";
    Problem::new("alias", Path::default(), span, message, remedy)
}

/// `? key`.
pub(super) fn question_mark(at: usize) -> Problem {
    syntax(
        at..at + 1,
        "a key after `?`",
        "Write `key: value`, or put quotes around a text that begins with `?`.",
    )
}

/// `: value` without a key.
pub(super) fn no_key(at: usize) -> Problem {
    syntax(
        at..at,
        "there is no key before `:`",
        "Write `key: value`, or put quotes around a text that contains `: `.",
    )
}

/// A list or a mapping where a key belongs.
pub(super) fn odd_key(text: &str, at: usize) -> Problem {
    let span = one(text, at);
    syntax(
        span,
        "a list or a mapping stands where a key belongs",
        "Put quotes around a text that begins with a bracket.",
    )
}

/// What the scanner could not read, at its position and with what it says.
pub(super) fn broken(text: &str, at: usize, says: &str) -> Problem {
    let at = written(text, at);
    let about = |words: &[&str]| words.iter().any(|w| says.contains(w));
    if about(&["anchor", "a tag", "tag ", "handle", "URI"]) && text[at..].starts_with(['*', '&', '!']) {
        return mark(text, at);
    }
    let below = about(&["found a tab"]).then(|| next_line(text, at));
    if let Some(tab) = tab(text, at, below) {
        return syntax(
            tab..tab + 1,
            "a tab at the beginning of a line",
            "Indent with blanks; tabs do not count.",
        );
    }
    let quoted = about(&["quoted scalar"]);
    if quoted && about(&["end of stream", "document indicator", "invalid indentation"]) {
        return syntax(
            one(text, at),
            "this quote is never closed",
            "Close it, or take it away if it only stands inside the text.",
        );
    }
    if quoted && about(&["trailing content"]) {
        return syntax(one(text, at), "something follows after the closing quote", QUOTE);
    }
    if quoted {
        let remedy = "Write `\\\\` where a backslash is meant, or use single quotes.";
        return syntax(one(text, at), "a backslash in double quotes that means nothing", remedy);
    }
    if about(&["mapping values", "simple key", "expected key"]) {
        return colon(text, at, says);
    }
    if about(&[
        "flow sequence",
        "flow mapping",
        "flow construct",
        "misplaced bracket",
        "illegal placement",
        "node content",
    ]) {
        return bracket(text, at);
    }
    let (message, remedy) = match text[at..].chars().next() {
        Some(c) if about(&["unexpected character"]) => (format!("a text cannot begin with `{c}`"), QUOTE),
        _ => structure(&about),
    };
    syntax(one(text, at), message, remedy)
}

fn structure(about: &dyn Fn(&[&str]) -> bool) -> (String, &'static str) {
    let (message, remedy) = if about(&["scanning a block scalar"]) {
        ("text behind `|` or `>`", "Begin the text on the next line, indented.")
    } else if about(&["block sequence entries", "only valid inside a block"]) {
        (
            "a list begins in the middle of a line",
            "Write each item on a line of its own that begins with `- `.",
        )
    } else if about(&["mapping keys are not allowed"]) {
        ("a text cannot begin with `? `", QUOTE)
    } else if about(&["byte order mark"]) {
        ("a character that cannot be seen (U+FEFF)", "Delete it; it often comes along when text is pasted.")
    } else if about(&["comment intercept"]) {
        (
            "a comment in the middle of a text",
            "Put the comment above the text, or the text after `|` on indented lines.",
        )
    } else if about(&["valid YAML whitespace", "tabs disallowed", "tab cannot"]) {
        ("a tab where a blank belongs", "Put a blank in its place.")
    } else if about(&["separated from other tokens"]) {
        ("a comment without a blank before its `#`", "Put a blank before the `#`, or quotes around the text.")
    } else if about(&["indent", "expected '-'", "document start"]) {
        ("the line is not indented like the lines it belongs to", INDENT)
    } else {
        ("this cannot be read", LOOK)
    };
    (message.into(), remedy)
}

/// A bracket that is open, or else one that was never opened.
fn bracket(text: &str, at: usize) -> Problem {
    let mut closed = 0;
    for (i, byte) in text.as_bytes()[..at].iter().enumerate().rev() {
        match byte {
            b']' | b'}' => closed += 1,
            b'[' | b'{' if closed > 0 => closed -= 1,
            b'[' | b'{' => {
                let remedy =
                    "Close it where its list ends; a text that begins with a bracket needs quotes around it.";
                return syntax(i..i + 1, "this bracket is never closed", remedy);
            }
            _ => {}
        }
    }
    syntax(one(text, at), "a bracket or comma that belongs to no list", QUOTE)
}

/// A `:` that is missing, that lacks its blank, or that is one too many.
fn colon(text: &str, at: usize, says: &str) -> Problem {
    let here = line_start(text, at);
    let above = above(text, here);
    for line in [above, Some(here)].into_iter().flatten() {
        if let Some(colon) = tight_colon(text, line) {
            let key = text[line..colon].trim_start_matches(['-', ' ']);
            let message = format!("no blank after `{key}:`");
            return syntax(colon..colon + 1, message, "Put a blank between the `:` and what follows.");
        }
    }
    if says.contains("mapping values") {
        let deeper = above.is_some_and(|a| indent(text, here) > indent(text, a));
        if deeper && text[here..at].trim_start_matches([' ', '-']).chars().all(is_key_char) {
            return syntax(
                one(text, here + indent(text, here)),
                "the line is indented further than the line it belongs to",
                INDENT,
            );
        }
        return syntax(one(text, at), "`: ` inside a text without quotes", QUOTE);
    }
    let lines = [Some(here), above];
    let bare = lines
        .into_iter()
        .flatten()
        .find(|l| !content(text, *l).contains(": ") && !content(text, *l).ends_with(':'));
    match bare {
        Some(line) if says.contains("simple key") => {
            let start = line + indent(text, line);
            syntax(start..line_end(text, line), "neither a key with `:` nor a part of the text above", LOOK)
        }
        _ => syntax(one(text, at), "the line is not indented like the lines it belongs to", INDENT),
    }
}

fn is_key_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// The `:` of `key:value`.
fn tight_colon(text: &str, line: usize) -> Option<usize> {
    let start = line + text[line..].find(|c| !matches!(c, ' ' | '-'))?;
    let colon = start + text[start..].find(|c| !is_key_char(c))?;
    let next = text[colon..].strip_prefix(':')?;
    (colon > start && !next.starts_with("//") && next.starts_with(|c: char| !c.is_whitespace()))
        .then_some(colon)
}

fn content(text: &str, line: usize) -> &str {
    text[line..line_end(text, line)].trim()
}

fn indent(text: &str, line: usize) -> usize {
    text[line..].bytes().take_while(|b| *b == b' ').count()
}

/// The nearest line above that says something.
fn above(text: &str, line: usize) -> Option<usize> {
    let mut at = line;
    while at > 0 {
        let before = text[..at].char_indices().next_back().map(|(i, _)| i)?;
        at = line_start(text, before).min(before);
        let said = content(text, at);
        if !said.is_empty() && !said.starts_with('#') {
            return Some(at);
        }
    }
    None
}

/// A tab among the blanks that a line, or the one above it, begins with.
fn tab(text: &str, at: usize, below: Option<usize>) -> Option<usize> {
    let here = line_start(text, at);
    [below, Some(here), above(text, here)].into_iter().flatten().find_map(|line| {
        let blanks = text[line..].bytes().take_while(|b| matches!(b, b' ' | b'\t'));
        blanks.enumerate().find(|(_, b)| *b == b'\t').map(|(i, _)| line + i)
    })
}

/// The position, or the end of the last line that says something where it lies behind everything.
fn written(text: &str, at: usize) -> usize {
    match text[at..].trim().is_empty() {
        true => text.trim_end().len().min(at),
        false => at,
    }
}

/// One character, or nothing at the end of a line.
fn one(text: &str, at: usize) -> Range<usize> {
    let len = text[at..].chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
    at..at + len
}

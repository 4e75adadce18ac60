//! Reading YAML into a tree that knows its places, or saying in plain words why it cannot be read.
//!
//! Records are one mapping of plain values. What YAML has beyond that (names for values, tags, merging, several documents)
//! is refused: nobody needs it here, and a file that means more than it shows is a file people cannot check by reading.

mod build;
mod explain;
mod span;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use super::lines::line_number;
use super::node::{Entry, Kind, Node};
use super::path::{Path, row_id};
use super::problem::Problem;

pub(crate) use span::{after_colon, block_header, dash};

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// How deep lists and mappings may stand in each other.
pub const MAX_DEPTH: usize = 40;
/// More brackets than this open at once would keep the scanner busy for long; no record comes near.
const MAX_OPEN: usize = 1000;
/// So many keys that are there twice are told at once.
const MAX_DUPLICATES: usize = 100;

/// What a text holds, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The tree; nothing where the text cannot be read.
    pub root: Node,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Reads a text. A text whose last line has no line break is read as if it had one.
pub fn parse(text: &str) -> Parsed {
    let read = match refused(text) {
        Some(problem) => Err(vec![problem]),
        None => build::tree(text),
    };
    match read {
        Ok(root) => {
            let mut problems = Vec::new();
            if has_duplicates(&root) {
                duplicates(text, &root, &Path::default(), &mut problems);
            }
            Parsed { root, problems }
        }
        Err(problems) => Parsed { root: Node { span: 0..0, kind: Kind::Null }, problems },
    }
}

/// What keeps a text from being read at all, whatever its grammar.
fn refused(text: &str) -> Option<Problem> {
    let whole = |rule, message: String, remedy| Problem::new(rule, Path::default(), 0..0, message, remedy);
    if text.len() > MAX_BYTES {
        let message = format!("the file is larger than {} MB", MAX_BYTES / (1024 * 1024));
        return Some(whole(
            "unreadable",
            message,
            "A record holds words only; move what it quotes at length elsewhere.",
        ));
    }
    if let Some((at, hidden)) = first_hidden(text) {
        let message = format!("a character that cannot be seen (U+{:04X})", hidden as u32);
        let remedy = "Delete it, or put a blank in its place; it often comes along when text is pasted.";
        return Some(Problem::new("syntax", Path::default(), at..at + hidden.len_utf8(), message, remedy));
    }
    // where there are few brackets, few can be open
    let opening = text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    (opening > MAX_OPEN && open_brackets(text) > MAX_OPEN).then(|| too_deep(0))
}

/// The first character that hides. Nearly no byte can be the beginning of one, and most texts are gone through at once.
fn first_hidden(text: &str) -> Option<(usize, char)> {
    let may_be = |byte: u8| {
        byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef)
    };
    if !text.bytes().any(may_be) {
        return None;
    }
    text.char_indices().find(|(_, c)| is_hidden(*c))
}

/// Characters that end lines or hide in some readers of YAML and not in others.
fn is_hidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

fn open_brackets(text: &str) -> usize {
    let mut open: usize = 0;
    let mut most = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => continue,
        }
        most = most.max(open);
    }
    most
}

fn too_deep(at: usize) -> Problem {
    let message = format!("lists and mappings stand in each other more than {MAX_DEPTH} deep");
    let remedy =
        "No record is that deep; look for a missing bracket or for lines indented further and further.";
    Problem::new("too-deep", Path::default(), at..at, message, remedy)
}

/// Whether any mapping has a key twice: hardly ever, so it is asked before a place is made of every key.
fn has_duplicates(node: &Node) -> bool {
    let entries = node.entries();
    let is_there = |(at, entry): (usize, &Entry)| entries[..at].iter().any(|other| other.key == entry.key);
    // a few are compared with each other, a file made to keep us busy is not
    let twice = match entries.len() {
        0..=64 => entries.iter().enumerate().any(is_there),
        many => entries.iter().map(|entry| &entry.key).collect::<HashSet<_>>().len() < many,
    };
    twice
        || entries.iter().any(|entry| has_duplicates(&entry.value))
        || node.items().iter().any(has_duplicates)
}

/// Notes every key that its mapping has already.
fn duplicates(text: &str, node: &Node, path: &Path, problems: &mut Vec<Problem>) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for entry in node.entries() {
        let here = path.key(&entry.key);
        match first.get(entry.key.as_str()) {
            Some(_) if problems.len() >= MAX_DUPLICATES => {}
            Some(at) => problems.push(Problem::new(
                "duplicate-key",
                here.clone(),
                entry.key_span.clone(),
                format!("`{}` is there twice, first in line {}", entry.key, line_number(text, *at)),
                "Keep one of the two, with everything that belongs in it.",
            )),
            None => {
                first.insert(&entry.key, entry.key_span.start);
            }
        }
        duplicates(text, &entry.value, &here, problems);
    }
    for (index, item) in node.items().iter().enumerate() {
        let here = row_id(item).map_or_else(|| path.index(index), |id| path.key(id));
        duplicates(text, item, &here, problems);
    }
}

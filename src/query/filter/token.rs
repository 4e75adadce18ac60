//! The parts of a filter.

use std::ops::Range;

use super::NoFilter;
use super::parse::no_filter;

/// A part of a filter, where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

/// What kind of part it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    Sign(&'static str),
    Word(String),
    /// What stands between quotes, which is never a field nor `not`, `and` or `or`.
    Quoted(String),
}

const SIGNS: [&str; 6] = ["<=", ">=", "<", ">", ":", "="];

/// The parts of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, NoFilter> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '(' => (Kind::Open, 1),
            ')' => (Kind::Close, 1),
            '"' | '“' | '”' => {
                let inner = &rest[c.len_utf8()..];
                let Some((end, close)) = inner.char_indices().find(|(_, c)| matches!(c, '"' | '“' | '”'))
                else {
                    return Err(no_filter("a quote has no end", at..text.len(), "Close it with `\"`."));
                };
                (Kind::Quoted(inner[..end].to_owned()), c.len_utf8() + end + close.len_utf8())
            }
            _ => match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
                Some(sign) => (Kind::Sign(sign), sign.len()),
                None => {
                    let ends = |c: char| c.is_whitespace() || "()<>:=\"“”".contains(c);
                    let length = rest.find(ends).unwrap_or(rest.len());
                    (Kind::Word(rest[..length].to_owned()), length)
                }
            },
        };
        tokens.push(Token { kind, at: at..at + length });
        at += length;
    }
    Ok(tokens)
}

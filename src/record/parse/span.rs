//! Where tokens begin and end, exactly: the scanner counts characters, and lets some tokens run on.

use std::ops::Range;

use crate::record::lines::{break_len, column, line_end, next_line, skip};

/// From characters, which the scanner counts, to bytes.
pub(super) struct Marks {
    /// The byte of each character; nothing where they are the same.
    bytes: Option<Vec<usize>>,
    len: usize,
}

impl Marks {
    pub(super) fn new(text: &str) -> Marks {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(i, _)| i).collect());
        Marks { bytes, len: text.len() }
    }

    pub(super) fn byte(&self, character: usize) -> usize {
        match &self.bytes {
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.len),
            None => character.min(self.len),
        }
    }
}

/// The position after the `:` of a key that ends here, or this one where it has none (as in `{a}`).
pub(crate) fn after_colon(text: &str, key_end: usize) -> usize {
    let at = skip(text, key_end, b"");
    if text.as_bytes().get(at) == Some(&b':') { at + 1 } else { key_end }
}

/// The dash of the next item of a list, from the end of what stands before it.
pub(crate) fn dash(text: &str, from: usize) -> usize {
    skip(text, from, b"")
}

/// The end of a quoted scalar that begins here, after its closing quote.
pub(super) fn quoted_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let quote = bytes.get(start).copied().unwrap_or_default();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\\' if quote == b'"' => 2,
            b if *b == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => 2,
            b if *b == quote => return at + 1,
            _ => 1,
        };
    }
    text.len()
}

/// The `|` or `>` of a block scalar with what belongs to it, such as `|-` and `>2+`.
pub(crate) fn block_header(text: &str, start: usize) -> Range<usize> {
    if !text[start..].starts_with(['|', '>']) {
        return start..start;
    }
    let marks = text[start..].bytes().skip(1).take_while(|b| matches!(b, b'+' | b'-' | b'0'..=b'9'));
    start..start + 1 + marks.count()
}

/// The bytes of a block scalar, from its header to the end of its last line, without that line's break.
/// `content` is its first character and `end` the next token, as the scanner tells them.
pub(super) fn block_span(
    text: &str,
    header: Range<usize>,
    content: usize,
    end: usize,
    words: &str,
) -> Range<usize> {
    let first = next_line(text, header.end);
    let end = end.max(first).min(text.len());
    if text[header.clone()].contains('+') {
        let last = text[..end].rfind(['\n', '\r']).unwrap_or(header.end);
        let paired = text[..last].ends_with('\r') && text[last..].starts_with('\n');
        return header.start..if paired { last - 1 } else { last };
    }
    if words.trim_matches('\n').is_empty() {
        return header;
    }
    let indent = column(text, content);
    let (mut at, mut last) = (first, header.end);
    while at < end {
        let stop = line_end(text, at).min(end);
        if stop - at > indent {
            last = stop;
        }
        at = stop + break_len(&text[stop..]).max(1);
    }
    header.start..last
}

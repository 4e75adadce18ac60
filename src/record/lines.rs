//! Finding one's way in a text by lines; `\n`, `\r\n` and `\r` all end one.

/// The mark that some editors put at the beginning of a file.
pub(crate) const BOM: char = '\u{feff}';

/// Where the line of a position begins, after a mark at the beginning of the file.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    if start == 0 && text.starts_with(BOM) { BOM.len_utf8().min(at) } else { start }
}

/// Where the line of a position ends, before its line break.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |i| at + i)
}

/// Where the line after that of a position begins.
pub(crate) fn next_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    end + break_len(&text[end..])
}

/// How long the line break is that a text begins with; 0 where it begins with none.
pub(crate) fn break_len(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// How many characters stand before a position in its line.
pub(crate) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

/// The number of the line of a position, from 1.
pub(crate) fn line_number(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at];
    let breaks = before.iter().enumerate().filter(|(i, b)| match b {
        b'\n' => true,
        b'\r' => before.get(i + 1) != Some(&b'\n'),
        _ => false,
    });
    breaks.count() + 1
}

/// The line break of most lines of a text.
pub(crate) fn line_break(text: &str) -> &'static str {
    let all = text.matches('\n').count();
    if text.matches("\r\n").count() * 2 > all { "\r\n" } else { "\n" }
}

/// The first position that is not white space, a line break, a comment or one of some marks.
pub(crate) fn skip(text: &str, from: usize, marks: &[u8]) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at + 1,
            b'#' => line_end(text, at),
            _ if marks.contains(byte) => at + 1,
            _ if text[at..].starts_with(BOM) => at + BOM.len_utf8(),
            _ => break,
        };
    }
    at
}

/// Whether nothing but blanks stands before a position in its line.
pub(crate) fn begins_line(text: &str, at: usize) -> bool {
    text[line_start(text, at)..at].bytes().all(|b| b == b' ')
}

//! Typed text on its way through a template: it stays aside, and a token stands for it, so that no engine ever reads it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output};

use super::chart::{Chart, Drawn};
use super::tree::{Inline, Span};
use crate::view::{NOT_RECORDED, Shown, is_of_the_practice, shown};

/// What a token stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Text and its language.
    Words(String, Option<String>),
    /// The same, where it is what this program says to everybody.
    Brought(String, Option<String>),
    /// What draws what stands in words beside it.
    Drawing(Box<Chart>),
    /// Something that is not recorded, in words.
    Missing(String),
}

/// What was put aside. A token is a number between two marks; the mark is a character that nobody typed.
#[derive(Clone, Debug)]
pub(super) struct Aside {
    mark: char,
    brought: Brought,
    pieces: Arc<Mutex<Vec<Piece>>>,
}

/// What this program brings along for everybody: the texts of its vocabulary and guides, and whether the templates that are
/// filled are its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Brought {
    pub(super) phrases: Arc<BTreeSet<String>>,
    pub(super) templates: bool,
}

/// A value that has no words of its own to print.
#[derive(Debug)]
pub(super) struct NotPrintable;

impl std::fmt::Display for NotPrintable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a whole row or section cannot be printed; name one of its fields")
    }
}

impl std::error::Error for NotPrintable {}

impl Aside {
    pub(super) fn new(mark: char) -> Aside {
        Aside { mark, brought: Brought::default(), pieces: Arc::default() }
    }

    /// The same, where it is known what is brought along for everybody.
    pub(super) fn bringing(self, brought: Brought) -> Aside {
        Aside { brought, ..self }
    }

    /// Writes a value as the template engine's output: only text of the template itself goes through as it is.
    pub(super) fn print(&self, out: &mut Output, value: &Value) -> Result<(), Error> {
        if let (true, Some(text)) = (value.is_safe(), value.as_str()) {
            return Ok(out.write_str(text)?);
        }
        if let Some(drawn) = value.downcast_object_ref::<Drawn>() {
            let drawing = drawn.0.clone().map(|chart| Piece::Drawing(Box::new(chart)));
            return drawing.map_or(Ok(()), |drawing| self.put(out, drawing));
        }
        match shown(value) {
            Some(Shown::Words { text, lang })
                if is_of_the_practice(value) && self.brought.phrases.contains(&text) =>
            {
                self.put(out, Piece::Brought(text, lang))
            }
            Some(Shown::Words { text, lang }) => self.put(out, Piece::Words(text, lang)),
            Some(Shown::Missing(words)) => self.put(out, Piece::Missing(words)),
            Some(Shown::Nothing) => Ok(()),
            Some(Shown::Several(values)) => self.print_several(out, &values),
            None => self.print_plain(out, value),
        }
    }

    fn print_plain(&self, out: &mut Output, value: &Value) -> Result<(), Error> {
        match value.kind() {
            ValueKind::Undefined | ValueKind::None => Ok(()),
            ValueKind::Bool => self.print_text(out, if value.is_true() { "yes" } else { "no" }),
            ValueKind::Number => self.print_text(out, &value.to_string()),
            ValueKind::String => self.print_text(out, value.as_str().unwrap_or_default()),
            ValueKind::Seq | ValueKind::Iterable => {
                self.print_several(out, &value.try_iter()?.collect::<Vec<_>>())
            }
            _ => Err(Error::new(ErrorKind::InvalidOperation, "not printable").with_source(NotPrintable)),
        }
    }

    fn print_several(&self, out: &mut Output, values: &[Value]) -> Result<(), Error> {
        let seen = values.iter().filter(|v| shown(v) != Some(Shown::Nothing)).collect::<Vec<_>>();
        // names stand in a sentence; what has commas or reads like a sentence itself is divided more strongly
        let whole = seen.iter().any(|value| is_long(&value.to_string()));
        for (i, value) in seen.iter().enumerate() {
            match i {
                0 => {}
                _ if whole => out.write_str("; ")?,
                _ if i + 1 == seen.len() => out.write_str(" and ")?,
                _ => out.write_str(", ")?,
            }
            match shown(value) {
                // in the middle of a line an article is small
                Some(Shown::Words { text, lang }) if i > 0 && !whole && text.starts_with("The ") => {
                    self.put(out, Piece::Words(text.replacen("The ", "the ", 1), lang))?;
                }
                _ => self.print(out, value)?,
            }
        }
        Ok(())
    }

    /// A text may hold tokens, where a filter went over what a macro had printed.
    fn print_text(&self, out: &mut Output, text: &str) -> Result<(), Error> {
        for (i, part) in text.split(self.mark).enumerate() {
            match i % 2 {
                0 if part.is_empty() => {}
                // what a template hands to a macro is its own as well
                0 if self.brought.templates && self.brought.phrases.contains(part) => {
                    self.put(out, Piece::Brought(part.to_owned(), None))?;
                }
                0 => self.put(out, Piece::Words(part.to_owned(), None))?,
                _ => write!(out, "{0}{part}{0}", self.mark)?,
            }
        }
        Ok(())
    }

    fn put(&self, out: &mut Output, piece: Piece) -> Result<(), Error> {
        let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        pieces.push(piece);
        Ok(write!(out, "{0}{1}{0}", self.mark, pieces.len() - 1)?)
    }

    /// The pieces of a text in which tokens stand.
    pub(super) fn read(&self, text: &str) -> Vec<Piece> {
        let pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        let piece = |(i, part): (usize, &str)| match i % 2 {
            0 if part.is_empty() => None,
            0 if self.brought.templates => Some(Piece::Brought(part.to_owned(), None)),
            0 => Some(Piece::Words(part.to_owned(), None)),
            _ => part.parse().ok().and_then(|i: usize| pieces.get(i).cloned()),
        };
        text.split(self.mark).enumerate().filter_map(piece).collect()
    }
}

impl Piece {
    /// The same where only what was typed is looked at: signs stand for what everybody is told.
    pub(super) fn typed(self) -> Piece {
        match self {
            Piece::Brought(text, lang) => {
                let sign = |c: char| if c.is_alphanumeric() { '\u{FFFC}' } else { c };
                Piece::Brought(text.chars().map(sign).collect(), lang)
            }
            other => other,
        }
    }

    /// As parts of a line that look like `style`; line breaks stay.
    pub(super) fn inlines(&self, style: &Span) -> Vec<Inline> {
        match self {
            Piece::Missing(_) => {
                vec![Inline::Text(Span { text: NOT_RECORDED.into(), missing: true, ..style.clone() })]
            }
            Piece::Drawing(chart) => vec![Inline::Chart(chart.clone())],
            Piece::Words(text, lang) | Piece::Brought(text, lang) => {
                let mut inlines = Vec::new();
                for (i, line) in lines(text).enumerate() {
                    if i > 0 {
                        inlines.push(Inline::Break);
                    }
                    let (text, lang) = (clean(line), lang.clone());
                    let apart = text.contains(runs_right_to_left);
                    inlines.push(Inline::Text(Span { text, lang, apart, ..style.clone() }));
                }
                inlines
            }
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(|line| line.trim_end_matches('\r'))
}

/// A line without control characters, and without marks that would turn the direction of all that follows.
fn clean(line: &str) -> String {
    let stays = |c: &char| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(stays).collect()
}

/// Letters and marks of scripts that run from right to left.
fn runs_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether an item of a list is no mere name.
fn is_long(item: &str) -> bool {
    item.contains([',', ';']) || item.contains(" and ") || item.split_whitespace().count() > 4
}

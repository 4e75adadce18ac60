//! A finding in a file, with the lines it stands in and a caret.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Drawn, Renderer, Snippet};

use super::Ui;
use crate::record::problem::Level;

/// Where a finding stands.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The file, as people name it.
    pub file: &'a str,
    /// All of its text.
    pub text: &'a str,
    /// The bytes it is about.
    pub span: Range<usize>,
}

/// Draws a finding: `level[rule]: message`, the excerpt, then notes as (`heading`, text).
pub fn excerpt(
    ui: &Ui,
    level: Level,
    rule: &str,
    message: &str,
    place: &Place<'_>,
    notes: &[(&'static str, &str)],
) -> String {
    let drawn = match level {
        Level::Error => Drawn::ERROR,
        Level::Warning => Drawn::WARNING,
        Level::Look => Drawn::INFO.with_name("worth a look"),
    };
    let width = ui.full_width();
    let span = fitting(place.text, whole_letters(place.text, &place.span), width);
    let snippet = Snippet::source(place.text).path(place.file).annotation(AnnotationKind::Primary.span(span));
    // what the drawer breaks nowhere is broken here; it sets the further lines in by itself
    let name = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Look => "worth a look",
    };
    let title = drawn.primary_title(wrapped(message, width, name.len() + rule.len() + 4)).id(rule);
    let numbers = place.text.lines().count().to_string().len();
    let notes = notes.iter().map(|(heading, text)| {
        let before = numbers + heading.len() + 5;
        Drawn::HELP.with_name(*heading).message(wrapped(text, width, before))
    });
    let group = Group::with_title(title).element(snippet).elements(notes);
    let renderer = if ui.color() { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(width).render(&[group])
}

// behind what comes before it on its first line
fn wrapped(text: &str, width: usize, before: usize) -> String {
    textwrap::fill(text, super::wrapping(width.saturating_sub(before).max(30)))
}

// a mark as long as a long line would push the line over the edge; its beginning is enough
fn fitting(text: &str, span: Range<usize>, width: usize) -> Range<usize> {
    let most = width.saturating_sub(30).max(10);
    let marked = &text[span.clone()];
    let end = marked.char_indices().nth(most).map_or(span.end, |(n, _)| span.start + n);
    span.start..end
}

// a span must not cut a letter, and must show at least where it is
fn whole_letters(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = (0..=span.start.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    // of a long passage the first line is enough
    let line = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let end = (span.end.min(line)..=text.len()).find(|n| text.is_char_boundary(*n)).unwrap_or(text.len());
    start..end.max(start)
}

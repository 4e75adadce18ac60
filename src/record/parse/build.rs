//! The tree, from the events of the YAML scanner.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::span::{Marks, after_colon, block_header, block_span, dash, quoted_end};
use super::{MAX_DEPTH, explain, too_deep};
use crate::record::lines::skip;
use crate::record::node::{Entry, Kind, Node};
use crate::record::problem::Problem;

/// So many refusals are told at once; whoever has more has one mistake.
const MAX_REFUSALS: usize = 20;

/// Reads a text that is no larger than allowed.
pub(super) fn tree(text: &str) -> Result<Node, Vec<Problem>> {
    let ended = match text.ends_with(['\n', '\r']) || text.is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("{text}\n")),
    };
    let mut builder = Builder::new(&ended);
    let finished = builder.read();
    let mut problems = builder.refusals;
    problems.extend(finished.err());
    if !problems.is_empty() {
        for problem in &mut problems {
            problem.span = problem.span.start.min(text.len())..problem.span.end.min(text.len());
        }
        return Err(problems);
    }
    let nothing = Node { span: text.len()..text.len(), kind: Kind::Null };
    Ok(builder.root.unwrap_or(nothing))
}

struct Builder<'t> {
    text: &'t str,
    marks: Marks,
    open: Vec<Open>,
    /// The end of what was read so far.
    at: usize,
    documents: usize,
    root: Option<Node>,
    refusals: Vec<Problem>,
}

/// A list or a mapping that is not yet at its end.
struct Open {
    start: usize,
    flow: bool,
    what: Collection,
}

enum Collection {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<(String, Range<usize>)> },
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Builder<'t> {
        let marks = Marks::new(text);
        Builder { text, marks, open: Vec::new(), at: 0, documents: 0, root: None, refusals: Vec::new() }
    }

    fn read(&mut self) -> Result<(), Problem> {
        for event in Parser::new_from_str(self.text) {
            let (event, span) = match event {
                Ok(read) => read,
                Err(error) => {
                    let at = self.marks.byte(error.marker().index());
                    return Err(explain::broken(self.text, at, error.info()));
                }
            };
            if self.event(event, span)? || self.refusals.len() >= MAX_REFUSALS {
                break;
            }
        }
        Ok(())
    }

    /// Takes one event; true where reading on makes no sense.
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<bool, Problem> {
        let (start, end) = (self.marks.byte(span.start.index()), self.marks.byte(span.end.index()));
        match event {
            Event::DocumentStart(explicit) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refusals.push(explain::second_document(start..end));
                    return Ok(true);
                }
                if explicit {
                    self.at = end;
                }
            }
            Event::Alias(_) => self.refusals.push(explain::mark(self.text, start)),
            Event::Scalar(_, _, 1.., _)
            | Event::SequenceStart(1.., _)
            | Event::MappingStart(1.., _)
            | Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                self.refusals.push(explain::mark(self.text, start));
            }
            // What has names and tags in it is not taken apart further, only looked through for more of them.
            _ if !self.refusals.is_empty() => {}
            Event::Scalar(words, style, ..) => self.scalar(words.into_owned(), style, start, end)?,
            Event::SequenceStart(..) => self.begin(start, false)?,
            Event::MappingStart(..) => self.begin(start, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(false)
    }

    /// The position from which the next value is looked for: after the `:` or the `-` that stands before it.
    fn slot(&self) -> usize {
        match self.open.last() {
            Some(Open { what: Collection::Map { key: Some((_, span)), .. }, .. }) => {
                after_colon(self.text, span.end)
            }
            Some(Open { what: Collection::List(_), flow: false, .. }) => {
                let dash = dash(self.text, self.at);
                if self.text.as_bytes().get(dash) == Some(&b'-') { dash + 1 } else { self.at }
            }
            _ => self.at,
        }
    }

    fn is_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { what: Collection::Map { key: None, .. }, .. }))
    }

    fn scalar(&mut self, words: String, style: ScalarStyle, start: usize, end: usize) -> Result<(), Problem> {
        let plain = style == ScalarStyle::Plain;
        if self.is_key() {
            let end = if plain { end } else { quoted_end(self.text, start) };
            return self.key(words, start..end, plain);
        }
        let slot = self.slot();
        let span = match style {
            ScalarStyle::Plain if words.is_empty() => slot..slot,
            ScalarStyle::Plain => start..end,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => start..quoted_end(self.text, start),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let header = block_header(self.text, skip(self.text, slot, b""));
                block_span(self.text, header, start, end, &words)
            }
        };
        let kind = match words.as_str() {
            "" | "~" | "null" | "Null" | "NULL" if plain => Kind::Null,
            _ => Kind::Scalar { text: words, plain },
        };
        self.node(Node { span, kind });
        Ok(())
    }

    fn key(&mut self, words: String, span: Range<usize>, plain: bool) -> Result<(), Problem> {
        let asked = skip(self.text, self.at, b",{");
        if self.text[asked..].starts_with('?') && asked < span.start {
            return Err(explain::question_mark(asked));
        }
        if plain && words.is_empty() {
            return Err(explain::no_key(span.start));
        }
        if plain && words == "<<" {
            self.refusals.push(explain::merge(span.clone()));
        }
        self.at = span.end;
        if let Some(Open { start, flow, what: Collection::Map { entries, key } }) = self.open.last_mut() {
            if entries.is_empty() && !*flow {
                *start = span.start;
            }
            *key = Some((words, span));
        }
        Ok(())
    }

    fn begin(&mut self, start: usize, map: bool) -> Result<(), Problem> {
        if self.is_key() {
            return Err(explain::odd_key(self.text, start));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(start));
        }
        let slot = self.slot();
        let inside = self.open.last().is_some_and(|o| o.flow);
        let flow = inside || self.text[skip(self.text, slot, b"")..].starts_with(if map { '{' } else { '[' });
        let start = if flow || map { start } else { dash(self.text, slot) };
        let what = match map {
            true => Collection::Map { entries: Vec::new(), key: None },
            false => Collection::List(Vec::new()),
        };
        self.open.push(Open { start, flow, what });
        self.at = start;
        if self.text[start..].starts_with(['[', '{']) && flow {
            self.at += 1;
        }
        Ok(())
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let bracket = open.flow && self.text[open.start..].starts_with(['[', '{']);
        let last = match &open.what {
            Collection::List(items) => items.last().map(|n| n.span.end),
            Collection::Map { entries, .. } => entries.last().map(|e| e.value.span.end),
        };
        let end = match bracket {
            true => (skip(self.text, self.at, b",") + 1).min(self.text.len()),
            false => last.unwrap_or(open.start),
        };
        let flow = open.flow;
        let kind = match open.what {
            Collection::List(items) => Kind::List { items, flow },
            Collection::Map { entries, .. } => Kind::Map { entries, flow },
        };
        self.node(Node { span: open.start..end.max(open.start), kind });
    }

    /// Puts a finished value where it belongs.
    fn node(&mut self, node: Node) {
        self.at = self.at.max(node.span.end);
        match self.open.last_mut().map(|o| &mut o.what) {
            Some(Collection::List(items)) => items.push(node),
            Some(Collection::Map { entries, key }) => {
                entries.extend(key.take().map(|(key, key_span)| Entry { key, key_span, value: node }));
            }
            None => self.root = Some(node),
        }
    }
}

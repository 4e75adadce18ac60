//! What was found where documents were tried out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::document::Document;
use crate::error::Error;
use crate::record::case::Case;
use crate::ui::wrapping;
use crate::view::{Audience, CONTEXT};

/// Something that is wrong with a document, with the cases and readers for whom it is.
pub(super) struct Finding {
    error: Error,
    cases: BTreeSet<String>,
    readers: BTreeSet<String>,
}

/// What was found, by document and message.
#[derive(Default)]
pub(super) struct Report {
    pub(super) findings: BTreeMap<(String, String), Finding>,
    /// Places that stay empty, with the number of cases in which they do.
    empty: BTreeMap<(String, String), BTreeSet<String>>,
    pub(super) printed: usize,
}

impl Report {
    pub(super) fn add(&mut self, document: &str, error: Error, whose: Option<(&Case, &Audience)>) {
        let key = (document.to_owned(), error.message.clone());
        let new = || Finding { error, cases: BTreeSet::new(), readers: BTreeSet::new() };
        let finding = self.findings.entry(key).or_insert_with(new);
        if let Some((case, reader)) = whose {
            finding.cases.insert(case.id.to_string());
            finding.readers.insert(reader.id.clone());
        }
    }

    pub(super) fn read(
        &mut self,
        name: &str,
        document: &Document,
        (case, reader): (&Case, &Audience),
        typed: &str,
    ) {
        for text in document.texts() {
            if let Some(left) = unfilled(&text).filter(|left| !typed.contains(left)) {
                let error = Error::request(format!("`{name}`: “{}” was not filled", short(&text)))
                    .hint(format!("`{left}` is no tag. One begins with two braces, `{{{{ case.title }}}}`, and ends with two."));
                self.add(name, error, Some((case, reader)));
            }
        }
        for what in &document.missing {
            let key = (name.to_owned(), without_words(what));
            self.empty.entry(key).or_default().insert(case.id.to_string());
        }
    }

    pub(super) fn text(&self, width: usize) -> String {
        let fill = |text: &str, indent: &str| {
            textwrap::fill(text, wrapping(width).initial_indent(indent).subsequent_indent("    "))
        };
        let mut lines = Vec::new();
        for finding in self.findings.values() {
            lines.push(fill(&finding.error.message, ""));
            lines.extend(finding.error.causes.iter().map(|cause| fill(cause, "    ")));
            lines.extend(finding.error.hints.iter().map(|hint| fill(&format!("remedy: {hint}"), "    ")));
            if let Some(first) = finding.cases.first() {
                let readers = finding.readers.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                let more = if finding.cases.len() > 1 {
                    format!(" and {} more", finding.cases.len() - 1)
                } else {
                    String::new()
                };
                lines.push(fill(&format!("in {first}{more}, for {readers}"), "    "));
            }
        }
        if self.findings.is_empty() {
            lines.push("Nothing is wrong with the documents.".into());
        }
        if !self.empty.is_empty() {
            lines.extend([
                String::new(),
                "Not recorded yet, so that these places say so, and in how many cases:".into(),
            ]);
            let line = |((name, what), cases): (&(String, String), &BTreeSet<String>)| {
                fill(&format!("{name}: {what} ({})", cases.len()), "  ")
            };
            lines.extend(self.empty.iter().map(line));
        }
        lines.join("\n") + "\n"
    }

    pub(super) fn json(&self) -> serde_json::Value {
        let finding = |((name, _), finding): (&(String, String), &Finding)| {
            let Error { message, causes, hints, .. } = &finding.error;
            json!({ "document": name, "message": message, "causes": causes, "remedies": hints, "cases": finding.cases, "readers": finding.readers })
        };
        let empty = |((name, what), cases): (&(String, String), &BTreeSet<String>)| json!({ "document": name, "what": what, "cases": cases });
        json!({
            "schema": "pikorua/documents/1", "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
            "empty": self.empty.iter().map(empty).collect::<Vec<_>>(), "printed": self.printed,
        })
    }
}

/// What looks like a tag and was none: half of one, or one with a single brace.
fn unfilled(text: &str) -> Option<String> {
    if let Some(mark) = ["{{", "}}", "{%", "%}"].into_iter().find(|mark| text.contains(mark)) {
        return Some(mark.to_owned());
    }
    let single = |(at, _): (usize, &str)| {
        let inside = text[at + 1..].trim_start();
        let named = CONTEXT.iter().any(|(name, _)| {
            inside.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(['.', '}']))
        });
        named.then(|| text[at..].chars().take_while(|c| *c != '}').chain(['}']).take(60).collect())
    };
    text.match_indices('{').find_map(single)
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A place without what tells one row from another: the words of people, and days.
fn without_words(what: &str) -> String {
    let mut text = String::new();
    for (i, part) in what.split(['“', '”']).enumerate() {
        text.push_str(if i % 2 == 0 { part } else { "“…”" });
    }
    match text.split_once(" on ") {
        Some((before, after)) if after.starts_with(|c: char| c.is_ascii_digit()) => {
            let rest = after.find(':').map_or("", |at| &after[at..]);
            format!("{before}{rest}")
        }
        _ => text,
    }
}

//! Every template and form, tried out over every case of the folder for everybody it may be for.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use serde_json::json;

use super::{Found, all};
use crate::change::Desk;
use crate::cli::not_all;
use crate::cli::print::{self, word};
use crate::cli::seen::{around, audiences};
use crate::document::{Document, Form, Templates, guide_names};
use crate::error::{Error, Result};
use crate::folder::Standing;
use crate::record::case::Case;
use crate::record::tree;
use crate::ui::{Ui, wrapping};
use crate::view::{Audience, CONTEXT, Going, GuideName, View};

/// Try every document over every case: unknown names, tags that were not filled, copies that what is built in has moved away from
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// Something that is wrong with a document, with the cases and readers for whom it is.
struct Finding {
    error: Error,
    cases: BTreeSet<String>,
    readers: BTreeSet<String>,
}

/// What was found, by document and message.
#[derive(Default)]
struct Report {
    findings: BTreeMap<(String, String), Finding>,
    /// Places that stay empty, with the number of cases in which they do.
    empty: BTreeMap<(String, String), BTreeSet<String>>,
    printed: usize,
}

impl Check {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let mut found = Report::default();
        let all = all(desk);
        around_the_cases(desk, &all, &mut found);
        let tried = Tried::new(desk, &all, &mut found)?;
        let mut cases = 0;
        for file in desk.folder.cases()?.files {
            if let Some(case) = desk.look(&file.id)?.value {
                cases += 1;
                tried.over(&case, &mut found);
            }
        }
        let checked =
            format!("{} documents, {cases} cases, {} readers", tried.documents.len(), tried.readers.len());
        if self.json {
            ui.print_json(&found.json())?;
        } else {
            ui.print(&found.text(ui.width()))?;
            ui.say(&format!("Tried: {checked}; nothing was written."));
        }
        if found.findings.is_empty() { Ok(()) } else { Err(not_all()) }
    }
}

/// What is wrong before any case is looked at.
fn around_the_cases(desk: &Desk, all: &[Found<'_>], found: &mut Report) {
    for problem in desk.library.problems().iter().filter(|problem| problem.message.contains("documents/")) {
        found.add("", problem.clone(), None);
    }
    if let Err(error) = word::letterhead(desk) {
        found.add("letterhead", error, None);
    }
    for document in all {
        let Some((file, Standing::Drifted { of })) = &document.template else { continue };
        let error = Error::request(format!("what is built in has changed since `{}` was copied from `{of}`", file.origin))
            .hint(format!("`pikorua documents compare {}` shows what differs.", document.name))
            .hint("Bring over what you want, then put the first line of a new copy (`--to`) in place of that of yours.");
        found.add(document.name, error, None);
    }
}

/// What is tried out.
struct Tried<'d> {
    desk: &'d Desk,
    templates: Templates,
    guides: Vec<GuideName>,
    readers: Vec<Audience>,
    documents: Vec<(&'d str, Option<Form>)>,
}

impl<'d> Tried<'d> {
    fn new(desk: &'d Desk, all: &[Found<'d>], found: &mut Report) -> Result<Tried<'d>> {
        let mut documents = Vec::new();
        for document in all.iter().filter(|document| !document.is_part()) {
            documents.extend(document.template.is_some().then_some((document.name, None)));
            match document.form.map(|file| word::read_form(desk, file)).transpose() {
                Ok(form) => documents.extend(form.map(|form| (document.name, Some(form)))),
                Err(error) => found.add(document.name, error, None),
            }
        }
        let readers = audiences(desk)?.list().iter().filter(|audience| !audience.figures).cloned().collect();
        let guides = guide_names(&desk.guides());
        Ok(Tried { desk, templates: print::templates(desk), guides, readers, documents })
    }

    fn over(&self, case: &Case, found: &mut Report) {
        // what somebody typed may look like a tag, and is none
        let typed = tree::of(case).to_string();
        for reader in &self.readers {
            // nothing leaves, so that what may be seen by law stands for what nobody agreed to
            let admit =
                |by_law| reader.admit(case.clone(), self.desk.today(), Going { by_law, ..Going::default() });
            let Ok(pass) = admit(false).or_else(|_| admit(true)) else { continue };
            let view = View::new(&pass, &around(self.desk, &self.guides, "0123abcd"));
            for (name, form) in &self.documents {
                let made = match form {
                    Some(form) => Document::filled(form, &self.templates, &view),
                    None => Document::render(name, &self.templates, &view),
                };
                found.printed += 1;
                match made {
                    Ok(document) => found.read(name, &document, (case, reader), &typed),
                    Err(error) => found.add(name, error, Some((case, reader))),
                }
            }
        }
    }
}

impl Report {
    fn add(&mut self, document: &str, error: Error, whose: Option<(&Case, &Audience)>) {
        let key = (document.to_owned(), error.message.clone());
        let new = || Finding { error, cases: BTreeSet::new(), readers: BTreeSet::new() };
        let finding = self.findings.entry(key).or_insert_with(new);
        if let Some((case, reader)) = whose {
            finding.cases.insert(case.id.to_string());
            finding.readers.insert(reader.id.clone());
        }
    }

    fn read(&mut self, name: &str, document: &Document, (case, reader): (&Case, &Audience), typed: &str) {
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

    fn text(&self, width: usize) -> String {
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

    fn json(&self) -> serde_json::Value {
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

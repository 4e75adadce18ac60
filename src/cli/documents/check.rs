//! Every template and form, tried out over every case of the folder for everybody it may be for.

use clap::Args;

use super::report::Report;
use super::{Found, all};
use crate::change::Desk;
use crate::cli::not_all;
use crate::cli::print::{self, word};
use crate::cli::seen::{around, audiences};
use crate::document::{Cover, Document, Form, Templates, lists_of};
use crate::error::{Error, Result};
use crate::folder::Standing;
use crate::record::case::Case;
use crate::record::tree;
use crate::ui::Ui;
use crate::view::{Audience, Going, View};

/// Try every document over every case: unknown names, tags that were not filled, copies that what is built in has moved away from
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let mut found = Report::default();
        let all = all(desk);
        around_the_cases(desk, &all, &mut found);
        let tried = Tried::new(desk, &all, &mut found)?;
        tried.covers(&mut found);
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
    readers: Vec<Audience>,
    documents: Vec<(&'d str, Option<Form>)>,
}

/// Whether a document is of a record: some are of one kind alone, and `print` makes them of no other.
fn is_of(desk: &Desk, name: &str, case: &Case) -> bool {
    print::only_of(desk, name).is_none_or(|about| desk.vocabulary.is_about(case.kind.as_str(), about))
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
        Ok(Tried { desk, templates: print::templates(desk), readers, documents })
    }

    /// What stands before several documents in one file, for each of them and every reader.
    fn covers(&self, found: &mut Report) {
        for reader in &self.readers {
            for (name, _) in
                self.documents.iter().filter(|(name, form)| form.is_none() && self.is_for(reader, name))
            {
                let named = !reader.disguise;
                let cover = Cover {
                    document: name,
                    cluster: named.then_some(self.desk.cluster.name.as_str()),
                    audience: &reader.label,
                    by: named.then_some("…"),
                    today: self.desk.today(),
                    dated: named,
                    left_out: 1,
                };
                if let Err(error) = Document::together(Vec::new(), &self.templates, cover) {
                    found.add("_cover", error, None);
                }
            }
        }
    }

    /// Whether a reader is given a document: some are for one reader and nobody else.
    fn is_for(&self, reader: &Audience, name: &str) -> bool {
        let has = |reader: &Audience| reader.documents.iter().any(|own| own == name);
        has(reader) || reader.documents.is_empty() && !self.readers.iter().any(has)
    }

    fn over(&self, case: &Case, found: &mut Report) {
        // what somebody typed may look like a tag, and is none
        let typed = tree::of(case).to_string();
        let texts = self.desk.library.documents().iter();
        let lists: Vec<&str> = texts.flat_map(|file| lists_of(&file.text)).collect();
        for reader in &self.readers {
            // nothing leaves, so that what may be seen by law stands for what nobody agreed to
            let admit =
                |by_law| reader.admit(case.clone(), self.desk.today(), Going { by_law, ..Going::default() });
            let Ok(pass) = admit(false).or_else(|_| admit(true)) else { continue };
            let around = around(self.desk, "0123abcd");
            let view = View::new(&pass, &around).with_lists(&lists, &around);
            let asked = |name: &str| self.is_for(reader, name) && is_of(self.desk, name, case);
            for (name, form) in self.documents.iter().filter(|(name, _)| asked(name)) {
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

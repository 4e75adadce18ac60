//! What a document is made from: a template, or the cluster's own form of Word.

use std::cell::OnceCell;

use super::{templates, templates_for, word};
use crate::change::Desk;
use crate::document::{Document, Form, Format, Templates, lists_of};
use crate::error::{Error, Result};
use crate::folder::is_only_of;
use crate::guide::day::day;
use crate::record::id::{CaseId, RowId};
use crate::view::{Audience, View};

/// What a document is made from.
pub(super) struct Source<'d> {
    desk: &'d Desk,
    name: String,
    form: Option<Form>,
    // gathered once: many documents are made from one source
    templates: OnceCell<Templates>,
    disguised: OnceCell<Templates>,
    takes_held: OnceCell<bool>,
}

impl<'d> Source<'d> {
    /// The form where Word is wanted or there is nothing else, and the template otherwise.
    pub(super) fn of(desk: &'d Desk, name: &str, format: Format) -> Result<Source<'d>> {
        let form = word::form(desk, name, format)?;
        let name = name.trim_end_matches(".md");
        let name = desk.library.document(name).map_or(name, |file| &file.name).to_owned();
        let (templates, disguised) = (OnceCell::new(), OnceCell::new());
        Ok(Source { desk, name, form, templates, disguised, takes_held: OnceCell::new() })
    }

    /// Whether it speaks of something.
    pub(super) fn has(&self, word: &str) -> bool {
        match &self.form {
            Some(form) => form.mentions(word),
            None => self.desk.library.document(&self.name).is_some_and(|file| file.text.contains(word)),
        }
    }

    /// Whether it takes all that is held, which is put together for it alone.
    pub(super) fn takes_held(&self) -> bool {
        *self.takes_held.get_or_init(|| {
            self.has("held") && (self.is_form() || templates(self.desk).asks_for(&self.name, "held"))
        })
    }

    /// Whether one document is made of all the cases that are named, and not one of each.
    pub(super) fn is_of_all(&self) -> bool {
        self.has("in records")
    }

    /// Refuses a record that the document is not of: a paper of a community is not made of a case.
    pub(super) fn refuse_others(&self, ids: &[CaseId]) -> Result<()> {
        let Some(about) = only_of(self.desk, &self.name) else { return Ok(()) };
        let words = &self.desk.vocabulary;
        for id in ids {
            let Some(case) = self.desk.look(id)?.value else { continue };
            if words.is_about(case.kind.as_str(), about) {
                continue;
            }
            let own = words.kind_about(about).map_or(about, |kind| kind.label.as_str());
            let is = words.label("kinds", case.kind.as_str());
            let message = format!("`{}` is a document of: {own}; and {id} is: {is}", self.name);
            return Err(Error::request(message).hint(
                "`pikorua documents` says what each document is about, and `list kind:…` finds the records.",
            ));
        }
        Ok(())
    }

    /// The lists of the vocabulary that it names: `lists["needs"]`.
    pub(super) fn lists(&self) -> Vec<&str> {
        let text = self.desk.library.document(&self.name).filter(|_| self.form.is_none());
        let text = text.map(|file| file.text.as_str()).unwrap_or_default();
        lists_of(text)
    }

    /// Whether it is a form, which is one file of its own.
    pub(super) fn is_form(&self) -> bool {
        self.form.is_some()
    }

    /// The document, made from a view.
    pub(super) fn document(&self, view: &View) -> Result<Document> {
        match &self.form {
            Some(form) => Document::filled(form, self.templates.get_or_init(|| templates(self.desk)), view),
            None => Document::render(&self.name, self.templates_for(view.audience()), view),
        }
    }

    fn templates_for(&self, audience: &Audience) -> &Templates {
        let kept = if audience.disguise { &self.disguised } else { &self.templates };
        kept.get_or_init(|| templates_for(self.desk, audience))
    }

    /// The row that is wanted: an id as it is, and a day in any words that the prompts take.
    pub(super) fn wanted(&self, row: &str) -> Result<String> {
        let known = self.is_form() || self.desk.library.document(&self.name).is_some();
        if known && !self.has("| chosen") {
            let message =
                format!("the document `{}` is about the whole case and not about one row", self.name);
            return Err(
                Error::usage(message).hint("Leave `--row` out; it goes with documents such as `hui`.")
            );
        }
        if row.parse::<RowId>().is_ok() {
            return Ok(row.to_owned());
        }
        day(row, self.desk.today(), &self.desk.cluster.calendar)
            .map(|day| day.to_string())
            .map_err(|why| Error::usage("`--row` is the id of a row or a day").because(why))
    }
}

/// What records are about that a document is of; nothing where it is of any.
pub(in crate::cli) fn only_of<'d>(desk: &'d Desk, name: &str) -> Option<&'d str> {
    desk.library.document(name).and_then(|file| is_only_of(&file.text))
}

//! What a document is made from: a template, or the cluster's own form of Word.

use super::{templates, templates_for, word};
use crate::change::Desk;
use crate::document::{Document, Form, Format, lists_of};
use crate::error::{Error, Result};
use crate::guide::day::day;
use crate::record::id::RowId;
use crate::view::View;

/// What a document is made from.
pub(super) struct Source<'d> {
    desk: &'d Desk,
    name: String,
    form: Option<Form>,
}

impl<'d> Source<'d> {
    /// The form where Word is wanted or there is nothing else, and the template otherwise.
    pub(super) fn of(desk: &'d Desk, name: &str, format: Format) -> Result<Source<'d>> {
        let form = word::form(desk, name, format)?;
        let name = name.trim_end_matches(".md");
        let name = desk.library.document(name).map_or(name, |file| &file.name).to_owned();
        Ok(Source { desk, name, form })
    }

    /// Whether it speaks of something.
    pub(super) fn has(&self, word: &str) -> bool {
        match &self.form {
            Some(form) => form.mentions(word),
            None => self.desk.library.document(&self.name).is_some_and(|file| file.text.contains(word)),
        }
    }

    /// Whether one document is made of all the cases that are named, and not one of each.
    pub(super) fn is_of_all(&self) -> bool {
        self.has("in records")
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
            Some(form) => Document::filled(form, &templates(self.desk), view),
            None => Document::render(&self.name, &templates_for(self.desk, view.audience()), view),
        }
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

//! The cluster's own files of Word: a form that is filled in place of a template, and the letterhead.

use std::sync::Arc;

use crate::change::Desk;
use crate::document::{Document, Form, Format, Letterhead};
use crate::error::{Error, Result};
use crate::folder::WordFile;
use crate::ui::Ui;
use crate::view::Audience;

/// The form that a document is made from: where Word is wanted, and where there is nothing but the form.
pub(in crate::cli) fn form(desk: &Desk, name: &str, format: Format) -> Result<Option<Form>> {
    let name = name.trim_end_matches(".md").trim_end_matches(".docx");
    let is_wanted = format == Format::Docx || desk.library.document(name).is_none();
    let file = desk.library.form(name).filter(|_| is_wanted);
    file.map(|file| read_form(desk, file)).transpose()
}

/// A form, read from its file.
pub(in crate::cli) fn read_form(desk: &Desk, file: &WordFile) -> Result<Form> {
    Form::read(&file.name, file.path.as_str(), &bytes(desk, file)?)
}

/// The cluster's letterhead, where it has one.
pub(in crate::cli) fn letterhead(desk: &Desk) -> Result<Option<Letterhead>> {
    let read = |file: &WordFile| Letterhead::read(file.path.as_str(), &bytes(desk, file)?);
    desk.library.letterhead().map(read).transpose()
}

/// A document under the cluster's letterhead, where it is for Word and there is one.
pub(in crate::cli) fn under_letterhead(desk: &Desk, document: Document, format: Format) -> Result<Document> {
    if format != Format::Docx {
        return Ok(document);
    }
    Ok(match letterhead(desk)? {
        Some(letterhead) => document.under(Arc::new(letterhead)),
        None => document,
    })
}

/// Says that a letterhead is left away: where nothing may tell whose it is, it would tell the cluster.
pub(super) fn say_without_letterhead(desk: &Desk, audience: &Audience, format: Format, ui: &mut Ui) {
    if format == Format::Docx && audience.disguise && desk.library.letterhead().is_some() {
        ui.say("Written without your letterhead, which would tell where it comes from.");
    }
}

/// Says how easily a document reads that people outside the work get.
pub(super) fn say_ease(document: &Document, audience: &Audience, ui: &mut Ui) {
    if let Some(ease) = document.ease().filter(|_| audience.plain) {
        ui.say(&format!("Reading ease (Flesch): {} of 100, {}.", ease.figure, ease.means));
    }
}

fn bytes(desk: &Desk, file: &WordFile) -> Result<Vec<u8>> {
    desk.folder.read_bytes(&file.path)?.ok_or_else(|| Error::request(format!("`{}` is gone", file.path)))
}

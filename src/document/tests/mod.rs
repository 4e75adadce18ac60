mod built_in;
mod formats;
mod forms;
mod hostile;
mod letterheads;
mod office;
#[cfg(feature = "pdf")]
mod pages;
mod templates;
mod together;
mod whole;
mod word;

use serde_json::{Value as Json, json};

use super::*;
use crate::view::tests::sample::{full, view};

pub(super) fn built_in() -> Templates {
    let files = crate::folder::Library::built_in();
    Templates::new(files.documents().iter().map(|f| (format!("{}.md", f.name), f.text.clone())))
}

/// The document that one template makes of a case, for whānau.
pub(super) fn made(template: &str, case: Json) -> Document {
    try_made(template, case).unwrap()
}

pub(super) fn try_made(template: &str, case: Json) -> Result<Document> {
    Document::render("it", &Templates::new([("it.md", template)]), &view(case, "whanau"))
}

/// The three formats, in one text each.
pub(super) fn all(document: &Document) -> [String; 3] {
    [document.screen(100, false), document.markdown(), document.html("")]
}

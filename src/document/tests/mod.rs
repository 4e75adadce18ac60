mod built_in;
mod formats;
mod hostile;
mod templates;

use serde_json::{Value as Json, json};

use super::*;
use crate::view::tests::sample::{full, view};

pub(super) fn built_in() -> Templates {
    Templates::new([
        ("plan.md", include_str!("../../../templates/documents/plan.md")),
        ("review.md", include_str!("../../../templates/documents/review.md")),
        ("_stamp.md", include_str!("../../../templates/documents/_stamp.md")),
    ])
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

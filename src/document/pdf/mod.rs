//! Pages as pdf, set by Typst: a fixed template goes through the tree, whose texts reach it as values and never as code.

mod values;
mod world;

use std::collections::BTreeSet;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::world::Desk;
use super::Document;
use crate::error::{Error, Result};

/// Writes a document as pages: tagged, with its title and its languages; the same bytes for the same document.
pub(super) fn write(document: &Document) -> Result<Vec<u8>> {
    let desk = Desk::new(values::of(document)?);
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|why| not_set(&why))?;
    // PDF/UA is the standard for people who listen to pages; a sign that no font here has is against it
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).ok();
    let as_listened = accessible.and_then(|standards| typst_pdf::pdf(&pages, &options(standards)).ok());
    match as_listened {
        Some(pdf) => Ok(pdf),
        None => typst_pdf::pdf(&pages, &options(PdfStandards::default())).map_err(|why| not_set(&why)),
    }
}

/// The signs of a document that stand in none of the fonts: pages show an empty box in their place.
pub(super) fn without_sign(document: &Document) -> Vec<char> {
    let is_seen = |c: &char| !c.is_whitespace() && !c.is_control();
    let all: BTreeSet<char> = document.markdown().chars().filter(is_seen).collect();
    all.into_iter().filter(|c| !world::has_sign(*c)).collect()
}

fn options(standards: PdfStandards) -> PdfOptions {
    PdfOptions { creator: Smart::Custom(Some("pikorua".into())), standards, ..PdfOptions::default() }
}

/// What Typst says is about the template; what people wrote does not come into it.
fn not_set(why: &[SourceDiagnostic]) -> Error {
    let error = Error::fault("the pages could not be set");
    why.iter().map(|one| one.message.as_str()).fold(error, Error::because)
}

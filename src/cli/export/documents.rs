//! The documents of an export: one of each case, made as `print` makes them.

use super::Export;
use super::said::{LeftOut, Said};
use crate::change::Desk;
use crate::change::disclose::Entry;
use crate::cli::print::{Each, in_a_line};
use crate::document::Format;
use crate::error::{Error, Result};
use crate::folder::Bundle;
use crate::record::id::CaseId;
use crate::report::rows::stands_for;

/// For whom documents are where nothing may tell whose they are.
const WITHOUT_NAMES: &str = "case-sharing";

/// What became of the documents.
#[derive(Default)]
pub(super) struct Made {
    /// What is to be entered once they are handed out.
    pub(super) entries: Vec<(CaseId, Entry)>,
    /// The cases of which there is none.
    pub(super) left_out: Vec<LeftOut>,
}

/// Puts a document of each case into the bundle.
pub(super) fn put(
    export: &Export,
    desk: &Desk,
    name: &str,
    ids: &[CaseId],
    bundle: &mut Bundle,
    said: &mut Said<'_>,
) -> Result<Made> {
    let (format, ending) = format(&export.format)?;
    let name = name.trim_end_matches(".md");
    let default = (!export.identified).then_some(WITHOUT_NAMES);
    let each = Each::of(desk, name, export.audience.as_deref().or(default), &export.handing, format)?;
    if !export.identified && !each.is_disguised() {
        return Err(Error::usage("such a document tells whose it is")
            .hint("Add `--identified` and `--basis`, or leave `--for` out."));
    }
    let secret = if export.identified { None } else { Some(desk.secret()?) };
    let mut made = Made::default();
    for (done, id) in (1..).zip(ids) {
        let called = secret.as_ref().map_or_else(|| id.to_string(), |secret| stands_for(secret, id.as_str()));
        match each.file(id) {
            Ok((bytes, entry)) => {
                bundle.add(&format!("documents/{name}/{called}.{ending}"), &bytes)?;
                made.entries.extend(entry.map(|entry| (id.clone(), entry)));
            }
            Err(error) => made.left_out.push((id.clone(), in_a_line(&error))),
        }
        said.document(name, done, ids.len())?;
    }
    Ok(made)
}

fn format(name: &str) -> Result<(Format, &'static str)> {
    let format = Format::named(name)?;
    Ok((
        format,
        match format {
            Format::Screen => {
                return Err(
                    Error::usage("a screen is no format for files").hint("There are html, docx, md and pdf.")
                );
            }
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
        },
    ))
}

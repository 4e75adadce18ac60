//! The documents of an export: one of each case, made as `print` makes them.

use super::Export;
use super::hands::by_hands;
use super::said::{LeftOut, Said};
use crate::change::Desk;
use crate::change::disclose::Entry;
use crate::cli::print::{Each, Order, in_a_line};
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

/// Puts a document of each case into the bundle, by as many hands as there are desks.
pub(super) fn put(
    export: &Export,
    desks: &mut [Desk],
    name: &str,
    ids: &[CaseId],
    bundle: &Bundle,
    said: &mut Said<'_>,
) -> Result<Made> {
    let Some(desk) = desks.first() else { return Err(Error::fault("there is no desk to work at")) };
    let (format, ending) = format(&export.format)?;
    let default = (!export.identified).then_some(WITHOUT_NAMES);
    let name = name.trim_end_matches(".md");
    let audience = export.audience.as_deref().or(default);
    let order = Order { document: name, audience, handing: &export.handing, format };
    let first = Each::of(desk, &order, None)?;
    if !export.identified && !first.is_disguised() {
        return Err(Error::usage("such a document tells whose it is")
            .hint("Add `--identified` and `--basis`, or leave `--for` out."));
    }
    let practice = first.practice();
    let secret = if export.identified { None } else { Some(desk.secret()?) };
    let file = |id: &CaseId| {
        let called = secret.as_ref().map_or_else(|| id.to_string(), |secret| stands_for(secret, id.as_str()));
        format!("documents/{name}/{called}.{ending}")
    };
    let work = |each: &Each<'_>, id: &CaseId| match each.file(id) {
        Ok((bytes, entry)) => bundle.add(&file(id), &bytes).map(|()| Ok(entry)),
        Err(error) => Ok(Err(in_a_line(&error))),
    };
    let hands = |desk| Each::of(desk, &order, Some(practice.clone()));
    let done = by_hands(desks, hands, ids, work, |done| said.document(name, done, ids.len()))?;
    let mut made = Made::default();
    for (id, one) in ids.iter().zip(done) {
        match one {
            Ok(entry) => made.entries.extend(entry.map(|entry| (id.clone(), entry))),
            Err(why) => made.left_out.push((id.clone(), why)),
        }
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

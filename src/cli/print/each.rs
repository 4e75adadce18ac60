//! One file for each of many cases, made one after the other, by as many hands as there are.

use std::sync::Arc;

use super::making::Making;
use super::practice::Practice;
use super::source::Source;
use super::{Print, style, word};
use crate::change::Desk;
use crate::change::disclose::Entry;
use crate::cli::handing::Handing;
use crate::cli::seen;
use crate::document::Format;
use crate::error::{Error, Result};
use crate::record::id::CaseId;
use crate::view::Audience;

/// What the files are made with.
pub(in crate::cli) struct Each<'d> {
    print: Print,
    desk: &'d Desk,
    audience: Audience,
    source: Source<'d>,
    practice: Arc<Practice>,
    format: Format,
}

/// What is ordered: the files of a document, for whom and in which format.
pub(in crate::cli) struct Order<'o> {
    /// The document.
    pub(in crate::cli) document: &'o str,
    /// Whom they are for; the practitioners, where nobody is named.
    pub(in crate::cli) audience: Option<&'o str>,
    /// What is said about handing them out.
    pub(in crate::cli) handing: &'o Handing,
    /// How they are written.
    pub(in crate::cli) format: Format,
}

impl<'d> Each<'d> {
    /// Makes ready for a document; what another hand has read for it already is not read again.
    pub(in crate::cli) fn of(
        desk: &'d Desk,
        order: &Order<'_>,
        practice: Option<Arc<Practice>>,
    ) -> Result<Each<'d>> {
        let Order { document, audience, handing, format } = *order;
        let audience = seen::audience_of(desk, document, audience)?;
        let source = Source::of(desk, document, format)?;
        let print = Print {
            document: document.to_owned(),
            cases: Vec::new(),
            audience: Some(audience.id.clone()),
            format: None,
            row: None,
            output: None,
            handing: handing.clone(),
            say: Vec::new(),
            not_names: Vec::new(),
        };
        print.handing.refuse_another_basis(&audience)?;
        print.handing.refuse_afterwards(desk)?;
        let practice = practice.map_or_else(|| Practice::read(desk, &source).map(Arc::new), Ok)?;
        Ok(Each { print, desk, audience, source, practice, format })
    }

    /// What was read for it.
    pub(in crate::cli) fn practice(&self) -> Arc<Practice> {
        self.practice.clone()
    }

    /// Whether nothing in the files may tell whose they are.
    pub(in crate::cli) fn is_disguised(&self) -> bool {
        self.audience.disguise
    }

    /// The file about a case, and what is to be entered once it is handed out.
    pub(in crate::cli) fn file(&self, id: &CaseId) -> Result<(Vec<u8>, Option<Entry>)> {
        let Each { print, desk, audience, source, practice, format } = self;
        let (seen, document) = Making { print, desk, audience, source, practice }.of_several(id)?;
        let title = document.title.clone();
        let document =
            if audience.disguise { document } else { word::under_letterhead(desk, document, *format)? };
        let bytes = document.file(*format, style(desk))?;
        let goes_out = seen.pass().goes_out();
        let entry = goes_out.then(|| print.handing.entry(desk, &seen, title, Some(print.document.clone())));
        Ok((bytes, entry.transpose()?))
    }
}

/// Why a document is not there, in one line.
pub(in crate::cli) fn in_a_line(why: &Error) -> String {
    why.causes.first().unwrap_or(&why.message).clone()
}

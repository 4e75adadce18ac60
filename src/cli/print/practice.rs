//! What stands beside a case where people look over the work: what is due, and the questions of practice.

use super::source::Source;
use crate::change::Desk;
use crate::cli::check::Cases;
use crate::cli::seen::Seen;
use crate::error::Result;
use crate::query::due::{KINDS, due};
use crate::query::held::days;
use crate::view::{ComesDue, View};

/// What is due further ahead than this many days says little about the work now.
const DAYS_AHEAD: i32 = 60;

/// All cases, where a document asks questions about them.
pub(in crate::cli) struct Practice {
    cases: Option<Cases>,
    elements: Vec<String>,
}

impl Practice {
    /// Reads what the document asks for.
    pub(super) fn read(desk: &Desk, source: &Source<'_>) -> Result<Practice> {
        if !source.has("questions") {
            return Ok(Practice { cases: None, elements: Vec::new() });
        }
        Ok(Practice { cases: Some(Cases::read(desk)?), elements: desk.elements() })
    }

    /// A view with it.
    pub(super) fn beside(&self, desk: &Desk, seen: &Seen, view: View) -> View {
        let Some(cases) = &self.cases else { return view };
        let (case, today) = (seen.pass().case(), desk.today());
        let soon = due(case, desk.around_due(&self.elements));
        let soon = soon.into_iter().filter(|one| days(today, one.date) <= DAYS_AHEAD);
        let comes: Vec<ComesDue> = soon
            .map(|one| ComesDue {
                what: desk.vocabulary.label(KINDS, one.kind.id()),
                date: one.date,
                row: one.row.map(|row| row.to_string()),
            })
            .collect();
        view.with_practice(&comes, &cases.asked(desk, &case.id), &seen.around(desk))
    }
}

//! The steps of a meeting: which one it began with, and the clock of the one that is on.

use jiff::Zoned;

use crate::guide::clock;
use crate::guide::walk::Question;

/// The steps of a walk as people at the table live through them.
#[derive(Default)]
pub(super) struct Steps {
    // the question that this sitting began with
    first: Option<String>,
    // the step that was shown last, and when it would end
    timed: Option<(String, Option<Zoned>)>,
}

impl Steps {
    /// Whether a question is the one that this sitting began with.
    pub(super) fn is_first(&mut self, id: &str) -> bool {
        self.first.get_or_insert_with(|| id.into()) == id
    }

    /// The minutes of a step in words; the clock starts when it is first asked, whatever came before took.
    pub(super) fn clock(&mut self, question: &Question, now: Option<Zoned>) -> Option<String> {
        let minutes = question.minutes?;
        let id = question.id();
        let until = match self.timed.take() {
            Some((shown, until)) if shown == id => until,
            _ => now.as_ref().and_then(|now| clock::until_about(now, minutes)),
        };
        let words = now.map(|now| clock::shown(minutes, until.as_ref(), &now));
        self.timed = Some((id, until));
        words.or_else(|| Some(clock::in_minutes(minutes)))
    }
}

//! One line of the list: a case as people read it, and as scripts do.

use crate::change::Desk;
use crate::query::waiting::{self, Time};
use crate::record::case::Case;
use crate::record::standing::leaders;

/// What scripts go by, which no cluster renames.
#[derive(Default)]
pub(super) struct Ids {
    pub(super) status: String,
    pub(super) kind: String,
    pub(super) setting: Option<String>,
    pub(super) leads: Vec<String>,
}

/// One line of the list, in the words that people read.
#[derive(Default)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) ids: Ids,
    pub(super) status: String,
    pub(super) kind: String,
    pub(super) setting: String,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) waiting: Option<Time>,
    pub(super) work: Option<Time>,
    pub(super) open: Vec<String>,
    pub(super) questions: usize,
    pub(super) unrecorded: bool,
    pub(super) readable: bool,
}

impl Row {
    /// Where it stands, and for how many days somebody has waited already, where nobody has it yet.
    pub(super) fn status_and_waiting(&self) -> String {
        match self.waiting.filter(|_| self.work.is_none()).map(Time::days) {
            None | Some(0) => self.status.clone(),
            Some(1) => format!("{}, 1 day", self.status),
            Some(days) => format!("{}, {days} days", self.status),
        }
    }
}

/// The line of a case; of one that cannot be read, that it is so.
pub(super) fn row(desk: &Desk, id: String, case: Option<&Case>, unrecorded: bool) -> Row {
    let Some(case) = case else {
        let title = "cannot be read; see `pikorua check`".to_owned();
        return Row { id, title, unrecorded, ..Row::default() };
    };
    let words = &desk.vocabulary;
    let known = desk.known();
    let place = case.setting.as_ref().map(|id| id.as_str());
    let setting = place.and_then(|id| known.places().into_iter().find(|p| p.id == id)).map(|p| p.label);
    let leads = leaders(case, words, desk.today());
    let names =
        leads.iter().filter_map(|id| desk.people.iter().find(|p| p.id == **id)).map(|p| p.name.as_str());
    let lead = names.collect::<Vec<_>>().join(", ");
    let open = case
        .visits
        .iter()
        .filter(|v| v.closed.is_none())
        .filter_map(|v| v.guide.as_ref())
        .map(ToString::to_string);
    Row {
        id,
        status: words.label("statuses", case.status.as_str()),
        kind: words.label("kinds", case.kind.as_str()),
        setting: setting.or(place.map(Into::into)).unwrap_or_default(),
        title: case.title.as_ref().map(ToString::to_string).unwrap_or_default(),
        lead,
        ids: Ids {
            status: case.status.as_str().to_owned(),
            kind: case.kind.as_str().to_owned(),
            setting: place.map(Into::into),
            leads: leads.into_iter().map(ToString::to_string).collect(),
        },
        waiting: waiting::waited(case, words, desk.today()),
        work: waiting::open(case, words, desk.today()),
        open: open.collect(),
        questions: case.questions.len(),
        unrecorded,
        readable: true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Row;
    use crate::query::waiting::Time;

    #[test]
    fn whoever_waits_is_listed_with_the_days() {
        let day = |text: &str| text.parse().unwrap();
        let waiting = |to: &str| Time { from: day("2026-08-01"), to: day(to) };
        let said = |waiting, work| {
            Row { status: "handed in".into(), waiting, work, ..Row::default() }.status_and_waiting()
        };
        assert_eq!(said(Some(waiting("2026-08-14")), None), "handed in, 13 days");
        assert_eq!(said(Some(waiting("2026-08-02")), None), "handed in, 1 day");
        assert_eq!(said(Some(waiting("2026-08-01")), None), "handed in");
        assert_eq!(said(None, None), "handed in");
        let work = Some(waiting("2026-08-14"));
        assert_eq!(said(Some(waiting("2026-08-14")), work), "handed in", "somebody has it");
    }
}

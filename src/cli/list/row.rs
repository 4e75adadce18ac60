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
            Some(1) => format!("{}, 1 day", self.status),
            Some(days) => format!("{}, {days} days", self.status),
            None => self.status.clone(),
        }
    }
}

/// The line of a case; of one that cannot be read, that it is so.
pub(super) fn row(desk: &Desk, id: String, case: Option<&Case>, unrecorded: bool) -> Row {
    let Some(case) = case else {
        let title = "cannot be read; see `pikorua check`".to_owned();
        let empty = String::new;
        return Row {
            id,
            ids: Ids::default(),
            status: empty(),
            kind: empty(),
            setting: empty(),
            title,
            lead: empty(),
            waiting: None,
            work: None,
            open: Vec::new(),
            questions: 0,
            unrecorded,
            readable: false,
        };
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

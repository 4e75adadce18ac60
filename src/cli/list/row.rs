//! One line of the list: a case as people read it, and as scripts do.

use crate::change::Desk;
use crate::query::waiting::{self, Time};
use crate::record::case::Case;
use crate::record::standing::leaders;
use crate::record::text::fold;

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
    pub(super) found_by: String,
}

/// The line of a case; of one that cannot be read, that it is so.
pub(super) fn row(desk: &Desk, id: String, case: Option<&Case>, unrecorded: bool) -> Row {
    let Some(case) = case else {
        let title = "cannot be read; see `pikorua check`".to_owned();
        let found_by = id.clone();
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
            found_by,
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
    // the older names of the layers are still in people's mouths
    let layer = case.layer.as_ref().and_then(|layer| words.word("layers", layer.as_str()));
    let layer =
        layer.map(|word| [vec![word.id, word.label], word.aliases].concat().join(" ")).unwrap_or_default();
    let open = case
        .visits
        .iter()
        .filter(|v| v.closed.is_none())
        .filter_map(|v| v.guide.as_ref())
        .map(ToString::to_string);
    let people = case
        .mokopuna
        .iter()
        .filter_map(|m| m.name.as_ref())
        .chain(case.team.iter().filter_map(|t| t.name.as_ref()));
    let mut row = Row {
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
        found_by: String::new(),
    };
    let people: Vec<String> = people.map(ToString::to_string).collect();
    let found = [&row.id, &row.status, &row.kind, &row.setting, &row.title, &row.lead];
    row.found_by = fold(&format!(
        "{} {} {} {} {layer}",
        found.map(String::as_str).join(" "),
        row.open.join(" "),
        people.join(" "),
        case.status.as_str()
    ));
    row
}

//! One line of the list: a case as people read it, and as scripts do.

use std::collections::HashMap;

use crate::change::{Desk, Indexed};
use crate::query::facts::Facts;
use crate::query::waiting::Time;
use crate::record::value::Date;

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
    /// Whether what stands in its file is not recorded yet.
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

/// What the lines need of what lies around the cases, looked up once for all of them.
pub(super) struct Around<'d> {
    today: Date,
    settings: HashMap<&'d str, &'d str>,
    people: HashMap<&'d str, &'d str>,
    statuses: HashMap<String, String>,
    kinds: HashMap<String, String>,
}

impl<'d> Around<'d> {
    /// What lies around the cases of a desk.
    pub(super) fn of(desk: &'d Desk) -> Around<'d> {
        let labels =
            |list: &str| desk.vocabulary.list(list).into_iter().map(|word| (word.id, word.label)).collect();
        Around {
            today: desk.today(),
            settings: desk
                .settings
                .iter()
                .map(|setting| (setting.id.as_str(), setting.name.as_str()))
                .collect(),
            people: desk.people.iter().map(|person| (person.id.as_str(), person.name.as_str())).collect(),
            statuses: labels("statuses"),
            kinds: labels("kinds"),
        }
    }

    /// The line of a case; of one that cannot be read, that it is so.
    pub(super) fn row(&self, case: &Indexed<Facts>) -> Row {
        let id = case.file.id.to_string();
        let Some(facts) = &case.known else {
            let title = "cannot be read; see `pikorua check`".to_owned();
            return Row { id, title, ..Row::default() };
        };
        let label =
            |labels: &HashMap<String, String>, id: &str| labels.get(id).map_or(id, String::as_str).to_owned();
        let place = facts.setting.as_deref().map(|id| self.settings.get(id).copied().unwrap_or(id));
        let leads = facts.leads.iter().filter_map(|id| self.people.get(id).copied());
        Row {
            id,
            status: label(&self.statuses, &facts.status),
            kind: label(&self.kinds, &facts.kind),
            setting: place.unwrap_or_default().to_owned(),
            title: facts.title.as_deref().unwrap_or_default().to_owned(),
            lead: leads.collect::<Vec<_>>().join(", "),
            ids: Ids {
                status: facts.status.to_string(),
                kind: facts.kind.to_string(),
                setting: facts.setting.as_ref().map(ToString::to_string),
                leads: facts.leads.iter().map(ToString::to_string).collect(),
            },
            waiting: facts.waited.and_then(|time| time.until(self.today)),
            work: facts.worked.and_then(|time| time.until(self.today)),
            open: facts.open.iter().map(ToString::to_string).collect(),
            questions: facts.questions,
            unrecorded: false,
            readable: true,
        }
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

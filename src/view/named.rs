//! What tells whose a case is, for rows that may say so: beside what is counted, and never among it.

use serde::Serialize;

use crate::record::case::Case;
use crate::record::cluster::{Person, Setting};
use crate::record::vocabulary::Vocabulary;

/// Names and titles of one case. What is marked sensitive is none of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Named {
    /// The title of the case.
    pub title: Option<String>,
    /// The mokopuna, each by the name they go by; a group is told by none.
    pub mokopuna: Vec<String>,
    /// Their year levels as they are written, in the same order.
    pub years: Vec<String>,
    /// The school, kura or service by its name.
    pub setting_name: Option<String>,
    /// Those who lead the work, and are in it still.
    pub leads: Vec<String>,
    /// Who asked.
    pub asked_by: Option<String>,
}

impl Named {
    /// The names of a case.
    pub fn of(case: &Case, words: &Vocabulary, people: &[Person], settings: &[Setting]) -> Named {
        let rows = case.mokopuna.iter().filter(|row| row.name.is_some());
        let setting = settings.iter().find(|setting| Some(&setting.id) == case.setting.as_ref());
        let is_lead = |part: &str| words.word("parts", part).is_some_and(|word| word.leads);
        let leads = case.allocation.iter().filter(|row| {
            row.until.is_none() && row.part.as_ref().is_some_and(|part| is_lead(part.as_str()))
        });
        let person = |id| people.iter().find(|person| Some(&person.id) == id).map(|p| p.name.to_string());
        Named {
            title: case.title.as_ref().map(ToString::to_string),
            mokopuna: rows.clone().filter_map(|row| row.name.as_ref().map(ToString::to_string)).collect(),
            years: rows.filter_map(|row| row.year.as_ref().map(ToString::to_string)).collect(),
            setting_name: setting.map(|setting| setting.name.to_string()),
            leads: leads.filter_map(|row| person(row.practitioner.as_ref())).collect(),
            asked_by: case.request.by.as_ref().map(ToString::to_string),
        }
    }
}

//! What is counted of a case: ids of words, days and numbers, and nothing that anybody wrote. Figures over many cases are
//! made of these, never of cases.

mod gather;

use serde::{Deserialize, Serialize};

use crate::record::case::Case;
use crate::record::cluster::Setting;
use crate::record::id::{CaseId, SettingId};
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// What a kind of school is counted in, as the list of the vocabulary is called.
pub const SECTORS: &str = "sectors";
/// What an ethnic group is counted in, likewise.
pub const ETHNIC_GROUPS: &str = "ethnic-groups";
/// The steps in which a cluster rates outcomes, likewise.
pub const STEPS: &str = "outcome-steps";

/// What is counted of one case. It has no words of anybody, and no name: [`Counted::of`] reads none but those of the
/// vocabulary, and days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// The id of the case, by which the same case is known again; no figure shows it.
    pub case: CaseId,
    /// Where it stands: an id of the list `statuses`.
    pub status: String,
    /// Whether it has come to its end, there.
    pub over: bool,
    /// The kind of work: an id of the list `kinds`.
    pub kind: String,
    /// The layer of support: an id of the list `layers`.
    pub layer: Option<String>,
    /// What it is about: ids of the list `focus`.
    pub focus: Vec<String>,
    /// What is needed: ids of the list `needs`.
    pub needs: Vec<String>,
    /// The school, kura or service.
    pub setting: Option<SettingId>,
    /// The kind of that school: an id of the list `setting-kinds`.
    pub setting_kind: Option<String>,
    /// What that kind is counted in: an id of the list `sectors`.
    pub sector: Option<String>,
    /// The spans of years of its mokopuna: ids of the list `year-bands`, each once.
    pub year_bands: Vec<String>,
    /// The groups that the ethnic groups of its mokopuna are counted in, each once: ids of the list `ethnic-groups`. One
    /// mokopuna is counted in at most three.
    pub ethnic_groups: Vec<String>,
    /// When the request came in.
    pub asked: Option<Date>,
    /// When everything needed was there.
    pub complete: Option<Date>,
    /// When it was decided.
    pub decided: Option<Date>,
    /// When somebody took it on.
    pub taken_on: Option<Date>,
    /// When an RTLB first met or rang the people who asked.
    pub first_contact: Option<Date>,
    /// The times in which people worked on it, one after the other.
    pub work: Vec<Spell>,
    /// Whether it has a plan: at least one goal.
    pub planned: bool,
    /// Whose words stand in it: ids of the list `speakers`, each once.
    pub voices: Vec<String>,
    /// The walks through guides.
    pub visits: Vec<Walked>,
    /// The days on which the team meant to look back.
    pub reviews: Vec<Planned>,
    /// What the actions of its plan change: an id of the list `changes` for each; nothing where nobody said.
    pub actions: Vec<Option<String>>,
    /// Services that were asked for.
    pub services: Vec<Wanted>,
    /// Outcomes.
    pub outcomes: Vec<Rated>,
}

/// A time in which people worked on a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// The first day.
    pub from: Date,
    /// The last day, where it is over.
    pub to: Option<Date>,
    /// Why it ended: an id of the list `closing-reasons`.
    pub reason: Option<String>,
}

/// A walk through a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walked {
    /// The guide.
    pub guide: String,
    /// When it was opened.
    pub opened: Date,
    /// When it was left.
    pub closed: Option<Date>,
    /// Whether the team had come back to it, from another or from before.
    pub again: bool,
}

/// A day on which a team meant to look back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The day.
    pub on: Date,
    /// When it did, next.
    pub held: Option<Date>,
}

/// A service that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// When.
    pub on: Option<Date>,
    /// What came of it: an id of the list `service-states`.
    pub state: Option<String>,
}

/// An outcome, rated twice on the cluster's steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// Which: an id of the list `outcome-areas`.
    pub area: Option<String>,
    /// The step at the start: an id of the list `outcome-steps`; nothing where it was not rated, or on no step.
    pub start: Option<String>,
    /// The step at the end, likewise.
    pub end: Option<String>,
}

impl Counted {
    /// What is counted of a case.
    pub fn of(case: &Case, words: &Vocabulary, settings: &[Setting]) -> Counted {
        gather::gather(case, words, settings)
    }
}

#[cfg(test)]
mod tests;

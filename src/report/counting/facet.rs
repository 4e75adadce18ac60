//! By what is counted.

use serde::{Deserialize, Serialize};

use super::{Counting, Over, Thing};
use crate::record::term::monday;
use crate::view::counted::{ETHNIC_GROUPS, SECTORS, STEPS};

/// A side of what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// The kind of work.
    Kind,
    /// Where it stands.
    Status,
    /// The layer of support.
    Layer,
    /// What it is about.
    Focus,
    /// What is needed.
    Need,
    /// The kind of school or service.
    SettingKind,
    /// The sector of the school or service.
    Sector,
    /// The school or service itself.
    Setting,
    /// The span of years of the mokopuna.
    YearBand,
    /// The ethnic groups of the mokopuna.
    Ethnicity,
    /// Whose voice stands in it.
    Voice,
    /// The elements that were in use in the time.
    Element,
    /// The elements that a team came back to in the time.
    ReturnedTo,
    /// Why it ended.
    Reason,
    /// Who or what an action changes.
    Change,
    /// What came of asking for a service.
    State,
    /// Whether a team looked back when it meant to.
    OnTime,
    /// Which outcome.
    Area,
    /// The step of an outcome at the start.
    Start,
    /// The step of an outcome at the end.
    End,
}

/// In the week that was meant, or before.
const ON_TIME: &str = "on-time";
/// Later than that.
const LATER: &str = "later";
/// Not held, and past.
const NOT_HELD: &str = "not-held";
/// Still to come.
const AHEAD: &str = "ahead";

impl Facet {
    /// The list of the vocabulary that its words stand in; nothing where the report itself has them.
    pub fn list(self) -> Option<&'static str> {
        Some(match self {
            Facet::Kind => "kinds",
            Facet::Status => "statuses",
            Facet::Layer => "layers",
            Facet::Focus => "focus",
            Facet::Need => "needs",
            Facet::SettingKind => "setting-kinds",
            Facet::Sector => SECTORS,
            Facet::YearBand => "year-bands",
            Facet::Ethnicity => ETHNIC_GROUPS,
            Facet::Voice => "speakers",
            Facet::Reason => "closing-reasons",
            Facet::Change => "changes",
            Facet::State => "service-states",
            Facet::Area => "outcome-areas",
            Facet::Start | Facet::End => STEPS,
            Facet::Setting | Facet::Element | Facet::ReturnedTo | Facet::OnTime => return None,
        })
    }

    /// Whether one thing can have several of it, so that the parts do not add up to the whole.
    pub fn is_several(self) -> bool {
        matches!(
            self,
            Facet::Focus
                | Facet::Need
                | Facet::YearBand
                | Facet::Ethnicity
                | Facet::Voice
                | Facet::Element
                | Facet::ReturnedTo
        )
    }

    /// Whether it says something of mokopuna, so that those without it are as few as those with it.
    pub fn is_of_mokopuna(self) -> bool {
        matches!(self, Facet::Need | Facet::YearBand | Facet::Ethnicity)
    }

    /// Whether what is counted has it.
    pub fn is_of(self, counting: Counting) -> bool {
        match self {
            Facet::Reason => counting == Counting::Ended,
            Facet::Change => counting == Counting::Actions,
            Facet::State => counting == Counting::Services,
            Facet::OnTime => counting == Counting::Reviews,
            Facet::Area | Facet::Start | Facet::End => counting == Counting::Outcomes,
            Facet::Setting | Facet::SettingKind | Facet::Sector => true,
            _ => !matches!(counting, Counting::Settings | Counting::NewSettings),
        }
    }

    /// The words that its own list has, in their order, where that is not of the vocabulary.
    pub fn own(self) -> &'static [&'static str] {
        match self {
            Facet::OnTime => &[ON_TIME, LATER, NOT_HELD, AHEAD],
            _ => &[],
        }
    }

    /// What a thing has of it; an empty text where nobody wrote it down.
    pub fn of<'a>(self, over: &Over<'a>, thing: Thing) -> Vec<&'a str> {
        let (case, at) = (over.case(thing), thing.1 as usize);
        let some = |ids: &'a [String]| ids.iter().map(String::as_str).collect::<Vec<_>>();
        let found = match self {
            Facet::Kind => vec![case.kind.as_str()],
            Facet::Status => vec![case.status.as_str()],
            Facet::Layer => one(&case.layer),
            Facet::Focus => some(&case.focus),
            Facet::Need => some(&case.needs),
            Facet::SettingKind => one(&case.setting_kind),
            Facet::Sector => one(&case.sector),
            Facet::Setting => case.setting.as_ref().map(|setting| setting.as_str()).into_iter().collect(),
            Facet::YearBand => some(&case.year_bands),
            Facet::Ethnicity => some(&case.ethnic_groups),
            Facet::Voice => some(&case.voices),
            Facet::Element => walked(over, thing, false),
            Facet::ReturnedTo => walked(over, thing, true),
            Facet::Reason => over.ended(case).map(|spell| one(&spell.reason)).unwrap_or_default(),
            Facet::Change => case.actions.get(at).map(one).unwrap_or_default(),
            Facet::State => case.services.get(at).map(|row| one(&row.state)).unwrap_or_default(),
            Facet::OnTime => vec![on_time(over, thing)],
            Facet::Area => case.outcomes.get(at).map(|row| one(&row.area)).unwrap_or_default(),
            Facet::Start => case.outcomes.get(at).map(|row| one(&row.start)).unwrap_or_default(),
            Facet::End => case.outcomes.get(at).map(|row| one(&row.end)).unwrap_or_default(),
        };
        if found.is_empty() { vec![""] } else { found }
    }
}

fn one(id: &Option<String>) -> Vec<&str> {
    id.as_deref().into_iter().collect()
}

// the elements that were open at any time in the time, or that the team came back to in it
fn walked<'a>(over: &Over<'a>, thing: Thing, again: bool) -> Vec<&'a str> {
    let is_element = |guide: &String| over.elements.contains(guide);
    let visits = over.case(thing).visits.iter().filter(|visit| is_element(&visit.guide));
    let visits = visits.filter(|visit| match again {
        true => visit.again && over.period.has(visit.opened),
        false => {
            visit.opened <= over.period.to && visit.closed.is_none_or(|closed| closed >= over.period.from)
        }
    });
    let mut guides: Vec<&str> = visits.map(|visit| visit.guide.as_str()).collect();
    guides.sort();
    guides.dedup();
    guides
}

// any day of the week that was meant will do
fn on_time(over: &Over<'_>, thing: Thing) -> &'static str {
    let Some(review) = over.case(thing).reviews.get(thing.1 as usize) else { return NOT_HELD };
    let same_week = |day: jiff::civil::Date| monday(day) <= monday(review.on.0);
    match review.held {
        Some(held) if same_week(held.0) => ON_TIME,
        Some(_) => LATER,
        None if same_week(over.today.0) => AHEAD,
        None => NOT_HELD,
    }
}

//! What is counted, and by what: each thing that is counted belongs to one case.

mod facet;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use facet::Facet;

use super::period::Period;
use crate::record::value::Date;
use crate::view::Counted;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// Cases that were asked for in the time.
    Asked,
    /// Cases that wait for somebody on the last day of it.
    Waiting,
    /// Cases that somebody took on in it.
    TakenOn,
    /// Cases in work at any time in it.
    Open,
    /// Those of them that have a plan.
    Planned,
    /// Cases whose work ended in it.
    Ended,
    /// Actions of the plans of cases in work.
    Actions,
    /// Services that were asked for in it.
    Services,
    /// Days in it on which a team meant to look back.
    Reviews,
    /// Outcomes of the cases whose work ended in it.
    Outcomes,
    /// Schools, kura and services that asked in it.
    Settings,
    /// Those of them that asked for the first time, as far as there are records.
    NewSettings,
}

/// One thing that is counted: the number of its case among all cases, and its place in it.
pub(super) type Thing = (u32, u32);

/// When each school or service asked for the first time, as far as there are records.
#[derive(Debug)]
pub(super) struct FirstAsked(BTreeMap<String, Date>);

impl FirstAsked {
    pub(super) fn of(cases: &[Counted]) -> FirstAsked {
        let mut first: BTreeMap<&str, Date> = BTreeMap::new();
        for case in cases {
            if let (Some(setting), Some(asked)) = (&case.setting, case.asked) {
                let day = first.entry(setting.as_str()).or_insert(asked);
                *day = asked.min(*day);
            }
        }
        FirstAsked(first.into_iter().map(|(setting, day)| (setting.to_owned(), day)).collect())
    }
}

/// All cases, the time, and the day on which it is told.
#[derive(Clone, Copy, Debug)]
pub struct Over<'a> {
    /// What is counted of each case.
    pub cases: &'a [Counted],
    /// Whether each case is meant; nothing where all are.
    pub meant: Option<&'a [bool]>,
    /// The time.
    pub period: &'a Period,
    /// The day on which it is told.
    pub today: Date,
    /// The guides that are elements of the framework, in their order.
    pub elements: &'a [String],
}

impl<'a> Over<'a> {
    /// The case of a thing.
    pub fn case(&self, thing: Thing) -> &'a Counted {
        &self.cases[thing.0 as usize]
    }

    /// All things that are counted.
    pub(super) fn things(&self, counting: Counting, first: &FirstAsked) -> Vec<Thing> {
        match counting {
            Counting::Settings => self.settings(None),
            Counting::NewSettings => self.settings(Some(first)),
            _ => self.each(|case| self.of_case(counting, case)),
        }
    }

    fn each(&self, places: impl Fn(&Counted) -> Vec<usize>) -> Vec<Thing> {
        let is_meant = |at: usize| self.meant.is_none_or(|meant| meant[at]);
        let cases = self.cases.iter().enumerate().filter(|(at, _)| is_meant(*at));
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        cases
            .flat_map(|(at, case)| places(case).into_iter().map(move |place| (number(at), number(place))))
            .collect()
    }

    // the places in a case of what is counted; a case itself is at its first
    fn of_case(&self, counting: Counting, case: &Counted) -> Vec<usize> {
        let has = |day: Option<Date>| day.is_some_and(|day| self.period.has(day));
        let whole = |is: bool| if is { vec![0] } else { Vec::new() };
        let all = |many: usize, is: bool| if is { (0..many).collect() } else { Vec::new() };
        match counting {
            Counting::Asked => whole(has(case.asked)),
            Counting::Waiting => whole(self.waits(case)),
            Counting::TakenOn => whole(has(case.taken_on)),
            Counting::Open => whole(self.is_open(case)),
            Counting::Planned => whole(self.is_open(case) && case.planned),
            Counting::Ended => whole(self.ended(case).is_some()),
            Counting::Actions => all(case.actions.len(), self.is_open(case)),
            Counting::Services => {
                let of = case.services.iter().enumerate();
                of.filter(|(_, service)| has(service.on)).map(|(at, _)| at).collect()
            }
            Counting::Reviews => {
                let of = case.reviews.iter().enumerate();
                of.filter(|(_, review)| self.period.has(review.on)).map(|(at, _)| at).collect()
            }
            Counting::Outcomes => all(case.outcomes.len(), self.ended(case).is_some()),
            Counting::Settings | Counting::NewSettings => Vec::new(),
        }
    }

    // schools that asked stand for the first of their requests
    fn settings(&self, new: Option<&FirstAsked>) -> Vec<Thing> {
        let mut met = BTreeSet::new();
        let mut asked = self.each(|case| self.of_case(Counting::Asked, case));
        asked.retain(|thing| {
            let Some(setting) = &self.case(*thing).setting else { return false };
            let has =
                |first: &FirstAsked| first.0.get(setting.as_str()).is_some_and(|day| self.period.has(*day));
            new.is_none_or(has) && met.insert(setting.as_str())
        });
        asked
    }

    fn is_open(&self, case: &Counted) -> bool {
        let is_in = |from: Date, to: Option<Date>| {
            from <= self.period.to && to.is_none_or(|to| to >= self.period.from)
        };
        case.work.iter().any(|spell| is_in(spell.from, spell.to))
    }

    /// The time of work that ended in it; of several the last.
    pub fn ended<'c>(&self, case: &'c Counted) -> Option<&'c crate::view::counted::Spell> {
        case.work.iter().rev().find(|spell| spell.to.is_some_and(|to| self.period.has(to)))
    }

    fn waits(&self, case: &Counted) -> bool {
        let last = self.period.to.min(self.today);
        let is_in = case.asked.is_some_and(|asked| asked <= last);
        let is_taken = case.taken_on.is_some_and(|taken| taken <= last);
        // whoever was told no waits no longer
        let is_told = case.taken_on.is_none() && case.over && case.decided.is_none_or(|day| day <= last);
        is_in && !is_taken && !is_told
    }

    /// For how many weeks a case waited, or was worked on: whole weeks, the nearest.
    pub fn weeks(&self, counting: Counting, case: &Counted) -> Option<i64> {
        let (from, to) = match counting {
            Counting::TakenOn => (case.complete.or(case.asked)?, case.taken_on?),
            Counting::Ended => self.ended(case).and_then(|spell| Some((spell.from, spell.to?)))?,
            _ => return None,
        };
        let days = i64::from((to.0 - from.0).get_days());
        (days >= 0).then_some((days + 3) / 7)
    }
}

impl Counting {
    /// Whether it has a length that a middle can be told of.
    pub fn has_length(self) -> bool {
        matches!(self, Counting::TakenOn | Counting::Ended)
    }

    /// What it is a part of, where the same case counts in both.
    pub fn part_of(self) -> Option<Counting> {
        match self {
            Counting::Ended | Counting::Planned => Some(Counting::Open),
            Counting::NewSettings => Some(Counting::Settings),
            Counting::Settings => Some(Counting::Asked),
            _ => None,
        }
    }

    /// Whether what is counted in a year is what is counted in its terms, each once.
    pub fn adds_up(self) -> bool {
        matches!(self, Counting::Asked | Counting::TakenOn | Counting::Services | Counting::Reviews)
    }
}

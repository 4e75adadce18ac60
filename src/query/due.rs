//! What is due in a case: everything with a day on it that nobody has said is done.

mod kind;
mod list;
#[cfg(test)]
mod tests;

pub use kind::Kind;

use list::List;
use serde::{Deserialize, Serialize};

use super::held;
use crate::record::case::Case;
use crate::record::id::{CaseId, PersonId, RowId};
use crate::record::meetings::Meetings;
use crate::record::standing::{leaders, present};
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// The list of the vocabulary that says what each kind is called.
pub const KINDS: &str = "due-kinds";

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// When.
    pub date: Date,
    /// What kind of thing.
    pub kind: Kind,
    /// The case.
    pub case: CaseId,
    /// The row it stands in; without one it is about the case as a whole.
    pub row: Option<RowId>,
    /// Who sees to it: people of the cluster, else rows of the case's team.
    pub who: Vec<PersonId>,
    /// Who holds the case, and follows what others see to.
    pub held_by: Vec<PersonId>,
}

/// What is known around the cases.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The words of the practice.
    pub words: &'a Vocabulary,
    /// The guides that nobody walks without having met.
    pub elements: &'a [String],
    /// The day.
    pub today: Date,
    /// The school terms.
    pub calendar: &'a Calendar,
    /// When the cluster meets to allocate requests, where it says so.
    pub meetings: Option<&'a Meetings>,
    /// The days within which whoever asked hears from somebody.
    pub first_contact: i32,
}

/// Everything that is due in a case, the earliest first.
pub fn due(case: &Case, around: Around<'_>) -> Vec<Due> {
    listed(case, around, false)
}

/// What was due in a case and is no longer, whatever became of it: finished, moved to another row, or gone with its end.
/// Only what a calendar may still show: what lay less than these days back.
pub fn over(case: &Case, around: Around<'_>, days: i32) -> Vec<Due> {
    let present = due(case, around);
    let is_there =
        |item: &Due| present.iter().any(|other| (other.kind, &other.row) == (item.kind, &item.row));
    let mut all = listed(case, around, true);
    all.retain(|item| held::days(item.date, around.today) <= days && !is_there(item));
    all
}

/// Whether anything of a case may be due on some day: it has not ended, or something was agreed for the time after it.
pub fn can_be(case: &Case, words: &Vocabulary) -> bool {
    let ended = words.word("statuses", case.status.as_str()).is_some_and(|word| word.ended);
    let agreed = case.closing.check_in_on.or(case.transition.look_again_on).is_some();
    !ended || agreed || !case.access_requests.is_empty() || !case.check_ins.is_empty()
}

// what nobody has said is done; or `all`, done or not
fn listed(case: &Case, around: Around<'_>, all: bool) -> Vec<Due> {
    let held_by = holders(case, around.words, around.today);
    let mut list = List { case, around, all, held_by, due: Vec::new() };
    if all || !list.ended("statuses", case.status.as_str()) {
        list.request();
        list.plan();
        list.hui();
        list.agreements();
        list.people();
        list.course();
        list.transition();
        list.community();
        list.project();
    }
    list.afterwards();
    list.due.sort_by(|a, b| (a.date, a.kind, &a.row).cmp(&(b.date, b.kind, &b.row)));
    list.due
}

/// Who holds a case at present: those who lead it, else everyone who works on it.
pub fn holders(case: &Case, words: &Vocabulary, today: Date) -> Vec<PersonId> {
    let leads = leaders(case, words, today);
    let everyone = || present(case, today).filter_map(|(_, row)| row.practitioner.as_ref()).collect();
    let holders = if leads.is_empty() { everyone() } else { leads };
    holders.into_iter().cloned().collect()
}

// Who held it last, where nobody does any more: after the end somebody still asks how it goes.
fn last_holders(case: &Case) -> Vec<PersonId> {
    let last = case.allocation.iter().filter_map(|row| row.until).max();
    let rows = case.allocation.iter().filter(|row| row.until == last);
    rows.filter_map(|row| row.practitioner.clone()).take(1).collect()
}

//! What is due in a case: everything with a day on it that nobody has said is done.

mod kind;

pub use kind::Kind;

use jiff::ToSpan;

use super::held;
use crate::record::agreed::watched;
use crate::record::case::{Action, Agreement, Case, Goal};
use crate::record::id::{CaseId, PersonId, RowId};
use crate::record::meetings::Meetings;
use crate::record::standing::{handed_in, leaders, present};
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// The list of the vocabulary that says what each kind is called.
pub const KINDS: &str = "due-kinds";

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
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

struct List<'a> {
    case: &'a Case,
    around: Around<'a>,
    all: bool,
    held_by: Vec<PersonId>,
    due: Vec<Due>,
}

impl List<'_> {
    /// Adds what has a day; what nobody is named for, those who hold the case see to.
    fn add(&mut self, kind: Kind, date: Option<Date>, row: Option<&RowId>, who: &[&PersonId]) {
        let Some(date) = date else { return };
        let mut people: Vec<PersonId> = who.iter().map(|id| self.person(id)).collect();
        if people.is_empty() {
            people.clone_from(&self.held_by);
        }
        people.dedup();
        let (case, held_by) = (self.case.id.clone(), self.held_by.clone());
        self.due.push(Due { date, kind, case, row: row.cloned(), who: people, held_by });
    }

    // a row of the team may be a person of the cluster
    fn person(&self, id: &PersonId) -> PersonId {
        let row =
            self.case.team.iter().find(|m| m.id.as_ref().is_some_and(|row| row.as_str() == id.as_str()));
        row.and_then(|member| member.person.clone()).unwrap_or_else(|| id.clone())
    }

    fn ended(&self, list: &str, id: &str) -> bool {
        self.around.words.word(list, id).is_some_and(|word| word.ended)
    }

    // what was handed in is looked at when the cluster meets
    fn request(&mut self) {
        let status = self.around.words.word("statuses", self.case.status.as_str());
        if !status.is_some_and(|status| status.undecided) {
            return;
        }
        let Around { meetings, today, calendar, .. } = self.around;
        let came_in = handed_in(self.case).unwrap_or(today);
        let meeting = meetings.and_then(|meetings| meetings.meeting_for(came_in, today, calendar));
        self.add(Kind::Decision, meeting, None, &[]);
    }

    fn plan(&mut self) {
        let case = self.case;
        let is_over = case.plan.state.as_ref().is_some_and(|state| self.ended("plan-states", state.as_str()));
        if is_over && !self.all {
            return;
        }
        self.review();
        for goal in &case.plan.goals {
            if self.all || !self.is_reached(goal) {
                self.add(Kind::Goal, goal.by, goal.id.as_ref(), &[]);
            }
            goal.actions.iter().for_each(|action| self.action(action));
        }
    }

    fn review(&mut self) {
        let case = self.case;
        if self.all {
            self.add(Kind::Review, case.plan.review_on, None, &[]);
            for review in &case.reviews {
                self.add(Kind::Review, review.next, review.id.as_ref(), &[]);
            }
        } else if let Some(next) = held::next_review(case, self.around.words, self.around.today) {
            self.add(Kind::Review, Some(next.day), next.row.as_ref(), &[]);
        }
    }

    // a goal whose measure was taken on its day or later was looked at
    fn is_reached(&self, goal: &Goal) -> bool {
        goal.rating.as_ref().is_some_and(|rating| self.ended("ratings", rating.as_str()))
            || goal.latest_on.is_some_and(|latest| goal.by.is_some_and(|by| latest >= by))
    }

    // what is in hand is not waited for: its day was there to begin by
    fn action(&mut self, action: &Action) {
        let state =
            action.state.as_ref().and_then(|state| self.around.words.word("action-states", state.as_str()));
        if self.all || !state.is_some_and(|state| state.ended || state.in_hand) {
            self.add(Kind::Action, action.by, action.id.as_ref(), &some(&action.who));
        }
    }

    // what became an action or an entry is followed there
    fn hui(&mut self) {
        let steps = self.case.hui.iter().flat_map(|hui| &hui.next);
        let all = self.all;
        for step in steps.filter(|step| all || (step.done_on.is_none() && step.became.is_none())) {
            self.add(Kind::NextStep, step.by, step.id.as_ref(), &some(&step.who));
        }
    }

    fn agreements(&mut self) {
        let case = self.case;
        let rows: Vec<&Agreement> = match self.all {
            true => case.agreements.iter().collect(),
            false => watched(case, self.around.today).map(|(_, row)| row).collect(),
        };
        for agreement in rows {
            let row = agreement.id.as_ref();
            self.add(Kind::AgreementEnds, agreement.until, row, &[]);
            let again = agreement.review_on.filter(|on| agreement.until.is_none_or(|until| *on < until));
            self.add(Kind::AgreementReview, again, row, &[]);
        }
    }

    fn people(&mut self) {
        let case = self.case;
        self.add(Kind::Roles, case.working.review_on, None, &[]);
        for row in case.coaching.iter().filter(|row| self.all || row.learned.is_none()).collect::<Vec<_>>() {
            let who: Vec<&PersonId> = row.coach.iter().chain(&row.with).collect();
            self.add(Kind::Coaching, row.until, row.id.as_ref(), &who);
        }
        let Around { words, elements, today, first_contact, .. } = self.around;
        let since = match self.all {
            true => case.allocation.iter().filter_map(|row| row.since).min(),
            false => held::first_contact(case, words, elements, today),
        };
        let date = since.and_then(|since| since.0.checked_add(first_contact.days()).ok());
        self.add(Kind::FirstContact, date.map(Date), None, &[]);
    }

    // only the step that the case stands at
    fn course(&mut self) {
        let case = self.case;
        let last = case.course.last().filter(|step| step.status.as_ref() == Some(&case.status));
        let steps = if self.all { case.course.iter().collect() } else { Vec::from_iter(last) };
        for step in steps {
            self.add(Kind::LookAgain, step.until, step.id.as_ref(), &some(&step.by));
        }
    }

    fn transition(&mut self) {
        let (transition, today) = (&self.case.transition, self.around.today);
        // a move happens on its day, whatever anybody writes down
        let is_near = |day: &Date| *day >= today && transition.handed_on.is_none();
        let moves_on = transition.moves_on.filter(|day| self.all || is_near(day));
        self.add(Kind::Move, moves_on, None, &[]);
        for row in transition.knows.iter().filter(|row| self.all || row.told_on.is_none()).collect::<Vec<_>>()
        {
            self.add(Kind::Tell, row.by, row.id.as_ref(), &[]);
        }
    }

    // what is due in a case that has ended too
    fn afterwards(&mut self) {
        let case = self.case;
        if self.held_by.is_empty() {
            self.held_by = last_holders(case);
        }
        if let Some((n, day)) = held::wished_again(case, self.around.words) {
            let row = &case.check_ins[n];
            self.add(Kind::TakeUp, Some(day), row.id.as_ref(), &some(&row.by));
        }
        let asked = case.transition.looked_again_on.is_some();
        self.add(Kind::Arrival, case.transition.look_again_on.filter(|_| self.all || !asked), None, &[]);
        let waiting = match self.all {
            true => case.check_ins.iter().map(|row| (row.due, row.id.clone(), row.by.clone())).collect(),
            false => Vec::from_iter(
                held::check_ins(case)
                    .into_iter()
                    .map(|planned| (Some(planned.day), planned.row, planned.who)),
            ),
        };
        for (day, row, who) in waiting {
            self.add(Kind::CheckIn, day, row.as_ref(), &some(&who));
        }
        if self.all {
            self.add(Kind::CheckIn, case.closing.check_in_on, None, &some(&case.closing.check_in_by));
        }
    }
}

fn some(person: &Option<PersonId>) -> Vec<&PersonId> {
    person.iter().collect()
}

#[cfg(test)]
mod tests;

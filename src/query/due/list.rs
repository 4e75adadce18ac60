//! What is due, part by part of a case.

use jiff::ToSpan;

use super::{Around, Due, Kind, last_holders};
use crate::query::held;
use crate::record::agreed::watched;
use crate::record::asked::answer_by;
use crate::record::case::{Action, Agreement, Case, Goal, NextStep};
use crate::record::id::{PersonId, RowId};
use crate::record::standing::handed_in;
use crate::record::value::Date;

/// What is due in a case so far.
pub(super) struct List<'a> {
    pub(super) case: &'a Case,
    pub(super) around: Around<'a>,
    pub(super) all: bool,
    pub(super) held_by: Vec<PersonId>,
    pub(super) due: Vec<Due>,
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

    pub(super) fn ended(&self, list: &str, id: &str) -> bool {
        self.around.words.word(list, id).is_some_and(|word| word.ended)
    }

    // what was handed in is looked at when the cluster meets
    pub(super) fn request(&mut self) {
        let status = self.around.words.word("statuses", self.case.status.as_str());
        if !status.is_some_and(|status| status.undecided) {
            return;
        }
        let Around { meetings, today, calendar, .. } = self.around;
        let came_in = handed_in(self.case).unwrap_or(today);
        let meeting = meetings.and_then(|meetings| meetings.meeting_for(came_in, today, calendar));
        self.add(Kind::Decision, meeting, None, &[]);
    }

    pub(super) fn plan(&mut self) {
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
    pub(super) fn hui(&mut self) {
        for hui in &self.case.hui {
            // what was held is over, whoever wrote it down
            let is_ahead = hui.date.is_some_and(|date| date >= self.around.today);
            self.add(Kind::Hui, hui.date.filter(|_| self.all || is_ahead), hui.id.as_ref(), &[]);
            self.steps(&hui.next);
        }
    }

    fn steps(&mut self, steps: &[NextStep]) {
        let all = self.all;
        for step in steps.iter().filter(|step| all || (step.done_on.is_none() && step.became.is_none())) {
            self.add(Kind::NextStep, step.by, step.id.as_ref(), &some(&step.who));
        }
    }

    pub(super) fn agreements(&mut self) {
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

    pub(super) fn people(&mut self) {
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
    pub(super) fn course(&mut self) {
        let case = self.case;
        let last = case.course.last().filter(|step| step.status.as_ref() == Some(&case.status));
        let steps = if self.all { case.course.iter().collect() } else { Vec::from_iter(last) };
        for step in steps {
            self.add(Kind::LookAgain, step.until, step.id.as_ref(), &some(&step.by));
        }
    }

    pub(super) fn transition(&mut self) {
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

    // what a community decided and agreed, and the year groups that move
    pub(super) fn community(&mut self) {
        let (case, all) = (self.case, self.all);
        let ways = &case.community.ways;
        self.add(Kind::TogetherAgain, ways.review_on, None, &[]);
        for one in &case.community.decisions {
            let again = one.look_again_on.filter(|_| all || one.looked_on.is_none());
            self.add(Kind::TogetherAgain, again, one.id.as_ref(), &[]);
            self.steps(&one.next);
        }
        for one in &case.community.support_plans {
            self.add(Kind::TogetherAgain, one.review_on, one.id.as_ref(), &[]);
        }
        for one in &case.community.moves {
            let on = one.on.filter(|day| all || *day >= self.around.today);
            self.add(Kind::Move, on, one.id.as_ref(), &[]);
            self.steps(&one.steps);
        }
    }

    pub(super) fn project(&mut self) {
        for one in &self.case.project.loops {
            let due = one.due.filter(|_| self.all || one.closed_on.is_none());
            self.add(Kind::Loop, due, one.id.as_ref(), &[]);
        }
    }

    // what is due in a case that has ended too
    pub(super) fn afterwards(&mut self) {
        let case = self.case;
        if self.held_by.is_empty() {
            self.held_by = last_holders(case);
        }
        for asked in case
            .access_requests
            .iter()
            .filter(|row| self.all || row.answered_on.is_none())
            .collect::<Vec<_>>()
        {
            let day = answer_by(asked).map(|answer| answer.day);
            self.add(Kind::Answer, day, asked.id.as_ref(), &[]);
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

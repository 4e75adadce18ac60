//! What is due in a case: everything with a day on it that nobody has said is done.

use jiff::ToSpan;

use crate::record::case::{Action, Agreement, Case, Goal};
use crate::record::id::{CaseId, PersonId, RowId};
use crate::record::meetings::Meetings;
use crate::record::standing::{handed_in, leaders, present};
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// The list of the vocabulary that says what each kind is called.
pub const KINDS: &str = "due-kinds";

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The cluster decides about a request.
    Decision,
    /// The team looks at the plan again.
    Review,
    /// A goal is to be reached.
    Goal,
    /// An action.
    Action,
    /// A next step from a hui.
    NextStep,
    /// An agreement runs out.
    AgreementEnds,
    /// An agreement is to be asked for again.
    AgreementReview,
    /// The first talk with whoever asked.
    FirstContact,
    /// The agreed roles are looked at again.
    Roles,
    /// A hold or a pause is looked at again.
    LookAgain,
    /// A colleague beside a colleague, for a while.
    Coaching,
    /// A move to another setting or service.
    Move,
    /// Somebody needs to know something before a move.
    Tell,
    /// Asking how somebody has arrived after a move.
    Arrival,
    /// Asking how it goes, some time after the end.
    CheckIn,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 15] = [
        Kind::Decision,
        Kind::Review,
        Kind::Goal,
        Kind::Action,
        Kind::NextStep,
        Kind::AgreementEnds,
        Kind::AgreementReview,
        Kind::FirstContact,
        Kind::Roles,
        Kind::LookAgain,
        Kind::Coaching,
        Kind::Move,
        Kind::Tell,
        Kind::Arrival,
        Kind::CheckIn,
    ];

    /// Its id in the vocabulary.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Decision => "decision",
            Kind::Review => "review",
            Kind::Goal => "goal",
            Kind::Action => "action",
            Kind::NextStep => "next-step",
            Kind::AgreementEnds => "agreement-ends",
            Kind::AgreementReview => "agreement-review",
            Kind::FirstContact => "first-contact",
            Kind::Roles => "roles",
            Kind::LookAgain => "look-again",
            Kind::Coaching => "coaching",
            Kind::Move => "move",
            Kind::Tell => "tell",
            Kind::Arrival => "arrival",
            Kind::CheckIn => "check-in",
        }
    }
}

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
    let held_by = holders(case, around.words, around.today);
    let mut list = List { case, around, held_by, due: Vec::new() };
    if !list.ended("statuses", case.status.as_str()) {
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

struct List<'a> {
    case: &'a Case,
    around: Around<'a>,
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
        if case.plan.state.as_ref().is_some_and(|state| self.ended("plan-states", state.as_str())) {
            return;
        }
        self.review();
        for goal in &case.plan.goals {
            if !self.is_reached(goal) {
                self.add(Kind::Goal, goal.by, goal.id.as_ref(), &[]);
            }
            goal.actions.iter().for_each(|action| self.action(action));
        }
    }

    // the day that was said last, unless the team met since
    fn review(&mut self) {
        let case = self.case;
        let last = case.reviews.iter().max_by_key(|review| review.date);
        let next = last
            .and_then(|review| review.next)
            .filter(|next| case.plan.review_on.is_none_or(|on| *next > on));
        let (date, row) = match next {
            Some(next) => (Some(next), last.and_then(|review| review.id.as_ref())),
            None => (case.plan.review_on, None),
        };
        let was_held = |date: &Date| last.and_then(|review| review.date).is_some_and(|held| held >= *date);
        self.add(Kind::Review, date.filter(|date| !was_held(date)), row, &[]);
    }

    // a goal whose measure was taken on its day or later was looked at
    fn is_reached(&self, goal: &Goal) -> bool {
        goal.rating.as_ref().is_some_and(|rating| self.ended("ratings", rating.as_str()))
            || goal.latest_on.is_some_and(|latest| goal.by.is_some_and(|by| latest >= by))
    }

    fn action(&mut self, action: &Action) {
        if !action.state.as_ref().is_some_and(|state| self.ended("action-states", state.as_str())) {
            self.add(Kind::Action, action.by, action.id.as_ref(), &some(&action.who));
        }
    }

    // what became an action or an entry is followed there
    fn hui(&mut self) {
        let steps = self.case.hui.iter().flat_map(|hui| &hui.next);
        for step in steps.filter(|step| step.done_on.is_none() && step.became.is_none()) {
            self.add(Kind::NextStep, step.by, step.id.as_ref(), &some(&step.who));
        }
    }

    fn agreements(&mut self) {
        let all = &self.case.agreements;
        for agreement in
            all.iter().filter(|a| a.withdrawn_on.is_none() && !all.iter().any(|b| takes_over(b, a)))
        {
            let row = agreement.id.as_ref();
            self.add(Kind::AgreementEnds, agreement.until, row, &[]);
            let again = agreement.review_on.filter(|on| agreement.until.is_none_or(|until| *on < until));
            self.add(Kind::AgreementReview, again, row, &[]);
        }
    }

    fn people(&mut self) {
        let case = self.case;
        self.add(Kind::Roles, case.working.review_on, None, &[]);
        for row in case.coaching.iter().filter(|row| row.learned.is_none()) {
            let who: Vec<&PersonId> = row.coach.iter().chain(&row.with).collect();
            self.add(Kind::Coaching, row.until, row.id.as_ref(), &who);
        }
        let since = present(case, self.around.today).filter_map(|(_, row)| row.since).min();
        if !has_met(case) {
            let date = since.and_then(|since| since.0.checked_add(self.around.first_contact.days()).ok());
            self.add(Kind::FirstContact, date.map(Date), None, &[]);
        }
    }

    // only the step that the case stands at
    fn course(&mut self) {
        let last = self.case.course.last().filter(|step| step.status.as_ref() == Some(&self.case.status));
        if let Some(step) = last {
            self.add(Kind::LookAgain, step.until, step.id.as_ref(), &some(&step.by));
        }
    }

    fn transition(&mut self) {
        let (transition, today) = (&self.case.transition, self.around.today);
        // a move happens on its day, whatever anybody writes down
        let moves_on = transition.moves_on.filter(|day| *day >= today && transition.handed_on.is_none());
        self.add(Kind::Move, moves_on, None, &[]);
        for row in transition.knows.iter().filter(|row| row.told_on.is_none()) {
            self.add(Kind::Tell, row.by, row.id.as_ref(), &[]);
        }
    }

    // what is due in a case that has ended too
    fn afterwards(&mut self) {
        let case = self.case;
        self.add(Kind::Arrival, case.transition.look_again_on, None, &[]);
        for row in case.check_ins.iter().filter(|row| row.date.is_none()) {
            self.add(Kind::CheckIn, row.due, row.id.as_ref(), &some(&row.by));
        }
        let asked = case.closing.check_in_on.filter(|day| {
            let since = case.closing.date;
            !case
                .check_ins
                .iter()
                .any(|row| row.due == Some(*day) || row.date.is_some_and(|d| Some(d) >= since))
        });
        self.add(Kind::CheckIn, asked, None, &[]);
    }
}

fn some(person: &Option<PersonId>) -> Vec<&PersonId> {
    person.iter().collect()
}

// the same thing agreed to anew by the same person
fn takes_over(new: &Agreement, old: &Agreement) -> bool {
    let same = new.purpose.is_some() && new.purpose == old.purpose && new.given_by == old.given_by;
    same && new.withdrawn_on.is_none() && old.given_on.is_some() && new.given_on > old.given_on
}

// whoever wrote down what people said or did has met them
fn has_met(case: &Case) -> bool {
    case.request.first_contact.is_some()
        || !(case.hui.is_empty()
            && case.voice.is_empty()
            && case.evidence.is_empty()
            && case.progress.is_empty())
}

#[cfg(test)]
mod tests;

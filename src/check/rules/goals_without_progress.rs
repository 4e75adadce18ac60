//! Goals that are worked on are heard of.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Goal;
use crate::record::problem::{Level, Problem};
use crate::record::value::Date;

pub(super) const RULE: Rule = Rule {
    id: "goals-without-progress",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "How are the goals going that nobody has written about for a term?",
    }),
    reason: "everybody helps to watch how it goes, so that the plan can change in time",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Whakamahi",
    find,
};

/// Days that are about a term with its holidays.
const A_TERM: i32 = 90;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let plan = &subject.case.plan;
    let active = subject.word(plan.state.as_ref()).is_some_and(|state| state.active);
    if !active || !subject.is_under_way() {
        return Vec::new();
    }
    let reviewed = subject.case.reviews.iter().filter_map(|review| review.date).max();
    let common = began(subject).max(reviewed);
    let goals = plan.goals.iter().enumerate().filter(|(_, goal)| !is_reached(subject, goal));
    let silent = goals.filter(|(_, goal)| {
        let last = common.max(goal.latest_on).max(heard(subject, goal));
        last.is_some_and(|last| subject.days_since(last) > A_TERM)
    });
    silent
        .map(|(n, _)| {
            let remedy = "Ask those who work on it, and note what they see: walk `progress`.";
            subject.row_problem(RULE.id, ("plan.goals", n), "how is this goal going?", remedy)
        })
        .collect()
}

// when people said yes; or else, when a guide was last left
fn began(subject: &Subject<'_>) -> Option<Date> {
    let agreed = subject.case.plan.agreed.iter().filter_map(|yes| yes.date).max();
    agreed.or_else(|| subject.case.visits.iter().filter_map(|visit| visit.closed).max())
}

fn is_reached(subject: &Subject<'_>, goal: &Goal) -> bool {
    subject.word(goal.rating.as_ref()).is_some_and(|rating| rating.ended)
}

// an entry that belongs to no goal may be about any
fn heard(subject: &Subject<'_>, goal: &Goal) -> Option<Date> {
    let entries = subject.case.progress.iter();
    entries.filter(|entry| entry.goal.is_none() || entry.goal == goal.id).filter_map(|entry| entry.date).max()
}

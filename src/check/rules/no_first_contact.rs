//! Who asked for support hears from somebody soon.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};
use crate::record::value::Date;

pub(super) const RULE: Rule = Rule {
    id: "no-first-contact",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Who has not heard from us yet since their case was taken on?",
    }),
    reason: "people who asked have waited already, and the first contact is a date to keep",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

/// Days in which somebody usually rings.
const SOON: i32 = 10;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let taken_on = taken_on(subject);
    let first = subject.allocated().filter_map(|(n, row)| Some((row.since.or(taken_on)?, n))).min();
    let Some((since, n)) = first.filter(|_| subject.is_under_way()) else { return Vec::new() };
    let met = subject.case.request.first_contact.is_some() || have_met(subject, since);
    if met || subject.days_since(since) <= SOON {
        return Vec::new();
    }
    let question = "when did or will somebody first meet or ring the people who asked?";
    let remedy = "Ring them, and note the day: walk `allocation`.";
    vec![subject.row_problem(RULE.id, ("allocation", n), question, remedy)]
}

// the first step of the way on which the case came into work
fn taken_on(subject: &Subject<'_>) -> Option<Date> {
    let steps = subject.case.course.iter();
    let steps = steps.filter(|step| subject.word(step.status.as_ref()).is_some_and(|word| word.in_work));
    steps.filter_map(|step| step.date).min()
}

// words, a meeting, a walk through an element: nobody does these without having met
fn have_met(subject: &Subject<'_>, since: Date) -> bool {
    let case = subject.case;
    let elements = case.visits.iter().filter(|visit| {
        let mut guides = subject.guides.iter().filter(|guide| guide.element.is_some());
        visit.guide.as_ref().is_some_and(|id| guides.any(|guide| guide.id == id.as_str()))
    });
    let mut days = case
        .voice
        .iter()
        .filter_map(|voice| voice.date)
        .chain(case.hui.iter().filter_map(|hui| hui.date))
        .chain(case.evidence.iter().filter_map(|evidence| evidence.date))
        .chain(case.progress.iter().filter_map(|progress| progress.date))
        .chain(elements.filter_map(|visit| visit.opened));
    days.any(|day| day >= since)
}

//! What was handed in is decided when the cluster meets.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::standing::handed_in;
use crate::record::value::Date;

pub(super) const RULE: Rule = Rule {
    id: "request-undecided",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which requests were handed in and have been decided by nobody yet?",
    }),
    reason: "a request is looked at when the cluster meets, and who asked hears what was decided",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let undecided = subject.word(Some(&subject.case.status)).is_some_and(|status| status.undecided);
    let Some(came_in) = handed_in(subject.case).filter(|_| undecided) else { return Vec::new() };
    let message = match (meeting(subject, came_in), term(subject, came_in)) {
        (Some(day), _) if day < subject.known.today => {
            format!("the cluster met on {day}, and nothing is decided: what does the school hear, and when?")
        }
        (None, Some(day)) if day < subject.known.today => {
            format!(
                "it was handed in before the term ended on {day}, and nothing is decided: what does the school hear, and when?"
            )
        }
        _ => return Vec::new(),
    };
    let place = if subject.case.request.submitted.is_some() { "request.submitted" } else { "status" };
    let remedy = "Decide, or say what is missing and who asks for it: walk `allocation`.";
    vec![subject.problem(RULE.id, &Path::parse(place), message, remedy)]
}

// what came in on the very day of a meeting may have come too late for it
fn meeting(subject: &Subject<'_>, came_in: Date) -> Option<Date> {
    let (meetings, calendar) = (subject.known.meetings?, subject.known.calendar);
    let own = meetings.next(came_in, calendar)?;
    let after = || meetings.next(Date(came_in.0.tomorrow().ok()?), calendar);
    if own == came_in { after() } else { Some(own) }
}

// without meetings, the end of the term in which it came in; of the next one where that was in the holidays
fn term(subject: &Subject<'_>, came_in: Date) -> Option<Date> {
    let mut terms = subject.known.calendar.terms().iter().map(|term| term.last());
    terms.find(|last| *last >= came_in)
}

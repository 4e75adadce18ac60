//! The day on which somebody wanted to look again is kept.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "look-again-past",
    level: Level::Look,
    practice: Some(Practice { theme: "time", question: "What was put aside until a day that has passed?" }),
    reason: "nobody waits without a day, and on that day somebody looks again",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    let ended = subject.word(Some(&case.status)).is_some_and(|status| status.ended);
    // only the step that the case stands at
    let last = case.course.iter().enumerate().next_back();
    let last = last.filter(|(_, step)| !ended && step.status.as_ref() == Some(&case.status));
    let Some((n, day)) = last.and_then(|(n, step)| Some((n, step.until?))) else { return Vec::new() };
    if day >= subject.known.today {
        return Vec::new();
    }
    let label = subject.known.vocabulary.label("statuses", case.status.as_str());
    let message = format!("it was {label} until {day}: who looks again, and what do people hear?");
    let remedy = "Decide anew, or agree on another day and say so: walk `allocation` for a request, `standing` for work that is under way.";
    let place = subject.row(&Path::parse("course"), n).key("until");
    vec![subject.problem(RULE.id, &place, message, remedy)]
}

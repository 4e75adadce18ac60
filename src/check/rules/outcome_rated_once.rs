//! An outcome is rated at the start and at the end.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Outcome;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "outcome-rated-once",
    level: Level::Look,
    practice: Some(Practice {
        theme: "finishing",
        question: "How does the team rate at the end what it rated at the start?",
    }),
    reason: "rated twice by the same team, an outcome shows whether the work made a difference",
    source: "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_ended_lately() {
        return Vec::new();
    }
    // a reason for having no second rating is an answer
    let once = |o: &Outcome| match (&o.start, &o.end) {
        (Some(_), None) if o.end_why.is_none() => Some((
            "how does the team rate this now, beside the start?",
            "Rate it together, or note why that cannot be done: walk `outcomes`.",
        )),
        (None, Some(_)) if o.start_why.is_none() => Some((
            "how did the team see this at the start, beside the end?",
            "Rate the start together, as far as it was written down then, or note why that cannot be done: walk `outcomes`.",
        )),
        _ => None,
    };
    let outcomes = subject.case.outcomes.iter().enumerate();
    let found = outcomes.filter_map(|(n, outcome)| Some((n, once(outcome)?)));
    found
        .map(|(n, (question, remedy))| subject.row_problem(RULE.id, ("outcomes", n), question, remedy))
        .collect()
}

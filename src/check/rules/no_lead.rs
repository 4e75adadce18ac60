//! Somebody holds the threads.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "no-lead",
    level: Level::Look,
    practice: Some(Practice { theme: "people", question: "Who holds the threads of each case?" }),
    reason: "whānau and school need one person to ring",
    source: "Ministry of Education: Learning Support Delivery Model",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() || subject.allocated().any(|(_, row)| subject.leads(row)) {
        return Vec::new();
    }
    // where nobody is named at all, the status says that somebody works on it
    let place = if subject.case.allocation.is_empty() { "status" } else { "allocation" };
    let remedy = "Agree on somebody, and tell whānau and school who it is: walk `allocation`.";
    vec![subject.problem(RULE.id, &Path::parse(place), "who leads this work now?".into(), remedy)]
}

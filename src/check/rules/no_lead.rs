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
    if !subject.is_in_work() {
        return Vec::new();
    }
    let mut leads = subject.allocated().filter(|(_, row)| subject.leads(row));
    match (leads.next(), leads.find(|(_, row)| row.part.is_some())) {
        (Some(_), Some((n, _))) => {
            let question = "more than one leads this work: whom do whānau and school ring?".to_owned();
            let remedy = "Agree on one of them, and give the other another part: walk `allocation`.";
            return vec![subject.row_problem(RULE.id, ("allocation", n), question, remedy)];
        }
        (Some(_), None) => return Vec::new(),
        (None, _) => {}
    }
    // where nobody is named at all, the status says that somebody works on it
    let place = if subject.case.allocation.is_empty() { "status" } else { "allocation" };
    let remedy = "Agree on somebody, and tell whānau and school who it is: walk `allocation`.";
    vec![subject.problem(RULE.id, &Path::parse(place), "who leads this work now?".into(), remedy)]
}

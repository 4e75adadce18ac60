//! Work with one mokopuna stands on an agreement.

use crate::check::{Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "individual-without-agreement",
    level: Level::Look,
    reason: "whānau agree to the work and to what is shared before it goes on (domain.md 5.4; 9.2)",
    find,
};

/// Where nobody works on a case yet, the school still holds the agreement.
const NOT_YET: [&str; 6] = ["draft", "submitted", "returned", "declined", "on-hold", "waitlisted"];

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    let today = subject.known.today;
    let stands = case.agreements.iter().any(|a| {
        a.given_on.is_some() && a.withdrawn_on.is_none() && a.until.is_none_or(|until| until >= today)
    });
    let closed = case.status.as_str() == "closed";
    if stands || closed || !subject.is_about_mokopuna() || NOT_YET.contains(&case.status.as_str()) {
        return Vec::new();
    }
    let message = match case.agreements.is_empty() {
        true => "who agreed to this work, to what, and when?",
        false => "which agreement stands today?",
    };
    let remedy = "Talk it through with the whānau, then note it: walk `whakawhanaungatanga`.";
    vec![subject.problem(RULE.id, &Path::parse("agreements"), message.into(), remedy)]
}

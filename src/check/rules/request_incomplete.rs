//! What a request needs is looked at when it comes in: whether it is for us, what is known, and who signed.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "request-incomplete",
    level: Level::Look,
    practice: Some(Practice {
        theme: "agreements",
        question: "What is still missing from requests that were handed in?",
    }),
    reason: "a request can be decided once it is for us, says what is known, and whānau have signed it",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let request = &subject.case.request;
    let status = subject.word(Some(&subject.case.status));
    let undecided = status.as_ref().is_some_and(|status| status.undecided);
    // a decision does not make a missing signature appear; what is still being written is not asked
    let goes_on = request.submitted.is_some() && !status.is_some_and(|status| status.ended || status.default);
    if !undecided && !goes_on {
        return Vec::new();
    }
    // what was looked through and found whole may still wait for the one thing that only whānau can give
    let open = request.complete.is_none();
    let known = match subject.is_about("setting") {
        true => "what is known, such as what kaiako, leaders and whānau of the school see",
        false => "what is known, such as work samples or attendance",
    };
    let missing = [
        (open && request.in_scope.is_none(), "whether it is work for us"),
        (open && request.data.is_empty(), known),
        (subject.is_about("mokopuna") && request.signed_on.is_none(), "the day on which whānau signed"),
    ];
    let missing: Vec<&str> = missing.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let place = if request.submitted.is_some() { "request.submitted" } else { "status" };
    let message = format!("who asks for what is still missing: {}?", missing.join("; "));
    let remedy = "Ask by telephone, then note it: walk `allocation`.";
    vec![subject.problem(RULE.id, &Path::parse(place), message, remedy)]
}

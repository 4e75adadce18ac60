//! Work shared with another service has a reason, and each side knows what it does.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::CoWork;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "shared-work-without-reason",
    level: Level::Look,
    practice: Some(Practice {
        theme: "people",
        question: "Why do other services work along with us, and who does what?",
    }),
    reason: "whānau tell their story once and read one plan where both sides know why they share the work, and who does what",
    source: "RTLB toolkit, rtlb.tki.org.nz: case sharing and co-working",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    let today = subject.known.today;
    let rows = subject.case.co_work.iter().enumerate();
    let there = rows.filter(|(_, row)| row.until.is_none_or(|until| until >= today));
    let asked = there.filter_map(|(n, row)| Some((n, question(row)?)));
    asked
        .map(|(n, question)| {
            let remedy = "Agree on it with them and with the whānau, and note it: walk `co-working`.";
            subject.row_problem(RULE.id, ("co_work", n), question, remedy)
        })
        .collect()
}

fn question(row: &CoWork) -> Option<&'static str> {
    match (row.reason.is_some(), row.theirs.is_some() && row.ours.is_some()) {
        (true, true) => None,
        (false, true) => Some("why is the work shared with them?"),
        (true, false) => Some("what do they do, and what do we do?"),
        (false, false) => Some("why is the work shared with them, and who does what?"),
    }
}

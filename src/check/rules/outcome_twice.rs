//! Each outcome has one row, with both of its ratings.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "outcome-twice",
    level: Level::Look,
    practice: Some(Practice { theme: "finishing", question: "Which outcomes stand twice in one record?" }),
    reason: "start and end of an outcome can be laid side by side where they stand in one row",
    source: "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() && !subject.is_ended_lately() {
        return Vec::new();
    }
    let outcomes = &subject.case.outcomes;
    let stands_before = |n: usize| {
        let area = outcomes[n].area.as_ref();
        area.is_some() && outcomes[..n].iter().any(|before| before.area.as_ref() == area)
    };
    let again = (0..outcomes.len()).filter(|n| stands_before(*n));
    again
        .map(|n| {
            let question = "this outcome stands here twice: which of the two does the team rate on?";
            let remedy = "Keep one row with both ratings, and take the other out: walk `outcomes`.";
            subject.row_problem(RULE.id, ("outcomes", n), question, remedy)
        })
        .collect()
}

//! What a community decided is looked at again.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "decision-past-its-day",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which decisions of a community were to be looked at again?",
    }),
    reason: "looking at how it went is how a community gets better at deciding",
    source: "Ministry of Education: Learning Support Delivery Model",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (n, decision) in subject.case.community.decisions.iter().enumerate() {
        let Some(day) = decision.look_again_on.filter(|day| subject.days_since(*day) > 0) else { continue };
        if decision.looked_on.is_some() {
            continue;
        }
        let question = format!("it was to be looked at again on {day}: what came of it?");
        let remedy = "Look at it together, and write what came of it: walk `decision-looked-at`.";
        found.push(subject.row_problem(RULE.id, ("community.decisions", n), question, remedy));
    }
    found
}

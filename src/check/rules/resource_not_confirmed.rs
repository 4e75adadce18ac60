//! Somebody makes sure once a year that a resource is still there.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "resource-not-confirmed",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which resources has nobody made sure of for a year?",
    }),
    reason: "a list of help that is no longer there costs people their trust in it",
    source: "Ministry of Education: Learning Support Delivery Model",
    find,
};

/// The days after which somebody asks again.
const A_YEAR: i32 = 366;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let resources = subject.case.community.resources.iter().enumerate();
    let old =
        resources.filter(|(_, one)| one.confirmed_on.is_none_or(|day| subject.days_since(day) > A_YEAR));
    old.map(|(n, one)| {
        let question = match one.confirmed_on {
            Some(day) => format!("is it still there? Somebody last made sure on {day}"),
            None => "is it there, and who made sure of it?".into(),
        };
        let remedy = "Ask those who have it, and write the day into `confirmed_on`; or take the row out.";
        subject.row_problem(RULE.id, ("community.resources", n), question, remedy)
    })
    .collect()
}

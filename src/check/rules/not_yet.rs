//! What has happened has happened by today.

use crate::check::{Rule, Subject};
use crate::record::case::Case;
use crate::record::problem::{Level, Problem};
use crate::record::shape::{Field, Shape, When};

pub(super) const RULE: Rule = Rule {
    id: "not-yet",
    level: Level::Warning,
    practice: None,
    reason: "whoever reads a day of what has happened takes it for done",
    source: "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let days = subject.each(|shape| *shape == Shape::Date).into_iter();
    let ahead = days.filter(|(path, _, text)| {
        let is_ahead = text.parse().is_ok_and(|day| subject.days_since(day) < 0);
        is_ahead && Case::SHAPE.when(path) == When::Over
    });
    ahead
        .map(|(path, _, text)| {
            let message =
                format!("{text} is still to come, and this is the day of something that has happened");
            let remedy = "Look whether the day or its year is right; write it down when it has happened.";
            subject.problem(RULE.id, &path, message, remedy)
        })
        .collect()
}

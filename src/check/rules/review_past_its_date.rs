//! A review that was agreed is held.

use crate::check::{Practice, Rule, Subject};
use crate::query::held;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "review-past-its-date",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which reviews were agreed and have not been held yet?",
    }),
    reason: "the team chose the day on which it looks at the plan again",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Whai whakaaro",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let next = held::next_review(subject.case, subject.known.vocabulary, subject.known.today);
    let Some(next) = next.filter(|next| subject.is_under_way() && subject.days_since(next.day) > 0) else {
        return Vec::new();
    };
    let place = match next.row {
        Some(row) => Path::parse("reviews").key(row.as_str()).key("next"),
        None => Path::parse("plan.review_on"),
    };
    let message = format!("the team meant to look at the plan again on {}: when will it?", next.day);
    let remedy = "Hold it, or agree on another day: walk `whai-whakaaro`.";
    vec![subject.problem(RULE.id, &place, message, remedy)]
}

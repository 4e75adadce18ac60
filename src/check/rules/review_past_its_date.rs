//! A review that was agreed is held.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Date;

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

/// Days before the agreed one on which a meeting still counts as the one that was agreed.
const EARLY: i32 = 14;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let Some((place, due)) = due(subject).filter(|_| subject.is_under_way()) else { return Vec::new() };
    if subject.days_since(due) <= 0 || is_held(subject, due) {
        return Vec::new();
    }
    let message = format!("the team meant to look at the plan again on {due}: when will it?");
    let remedy = "Hold it, or agree on another day: walk `whai-whakaaro`.";
    vec![subject.problem(RULE.id, &place, message, remedy)]
}

// the later one of the plan's own day and the one that the last review set
fn due(subject: &Subject<'_>) -> Option<(Path, Date)> {
    let reviews = subject.case.reviews.iter().enumerate();
    let last = reviews.max_by_key(|(_, review)| review.date);
    let next = last
        .and_then(|(n, review)| Some((subject.row(&Path::parse("reviews"), n).key("next"), review.next?)));
    let planned = subject.case.plan.review_on.map(|day| (Path::parse("plan.review_on"), day));
    next.into_iter().chain(planned).max_by_key(|(_, day)| *day)
}

fn is_held(subject: &Subject<'_>, due: Date) -> bool {
    let counts = |day: &Date| subject.days_since(*day) - subject.days_since(due) <= EARLY;
    // the review that set the day is not the one it was set for
    let reviews = subject.case.reviews.iter().filter(|review| review.next != Some(due));
    let hui =
        subject.case.hui.iter().filter(|hui| subject.word(hui.form.as_ref()).is_some_and(|f| f.looks_back));
    let set_on = subject.case.reviews.iter().filter(|r| r.next == Some(due)).filter_map(|r| r.date).max();
    let mut days = reviews.filter_map(|review| review.date).chain(hui.filter_map(|hui| hui.date));
    days.any(|day| counts(&day) && Some(day) > set_on)
}

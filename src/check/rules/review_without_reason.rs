//! What a team decides has a reason that others can follow.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Review;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "review-without-reason",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "What speaks for what a team decided when it looked back?",
    }),
    reason: "whoever was not there can follow a decision, or question it, where its reason stands beside it",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Whai whakaaro",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    // what was decided before the work was taken up again went with its end
    let ended = subject.case.endings.iter().filter_map(|ending| ending.date).max();
    let asked = |review: &Review| {
        review.decision.is_some() && review.reason.is_none() && (ended.is_none() || review.date > ended)
    };
    let reviews = subject.case.reviews.iter().enumerate().filter(|(_, review)| asked(review));
    reviews
        .map(|(n, _)| {
            let remedy = "Say it so that somebody who was not there can follow: `edit` has the place, or walk `whai-whakaaro`.";
            subject.row_problem(RULE.id, ("reviews", n), "what speaks for what was decided here?", remedy)
        })
        .collect()
}

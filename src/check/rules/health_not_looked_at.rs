//! A community looks at how it does itself, once a year.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "health-not-looked-at",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which community has not looked at itself this year?",
    }),
    reason: "what lets a community do well needs looking after, as everything else does",
    source: "Ministry of Education: Learning Support Delivery Model: conditions for success",
    find,
};

/// The days after which a community looks at itself again.
const A_YEAR: i32 = 366;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let community = &subject.case.community;
    // one that was begun this year has nothing to look back on yet
    let first = community.members.iter().filter_map(|member| member.since).min();
    let last = community.health.iter().filter_map(|review| review.date).max().or(first);
    let is_late = last.is_some_and(|day| subject.days_since(day) > A_YEAR);
    if !subject.is_about("community") || !subject.is_standing() || !is_late {
        return Vec::new();
    }
    let question = "how does the community itself do, and what shows it?".to_owned();
    let remedy = "Look at it together once a year: walk `community-health`.";
    vec![subject.problem(RULE.id, &Path::parse("community.health"), question, remedy)]
}

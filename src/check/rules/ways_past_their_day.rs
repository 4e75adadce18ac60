//! How a community works together is agreed, and looked at again.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "ways-past-their-day",
    level: Level::Look,
    practice: Some(Practice {
        theme: "agreements",
        question: "Which community has not looked lately at how it works together?",
    }),
    reason: "people and places change; what was agreed once holds as long as those who are here now agree to it",
    source: "Ministry of Education: Learning Support Delivery Model",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_about("community") || !subject.is_standing() {
        return Vec::new();
    }
    let ways = &subject.case.community.ways;
    let (key, question) = match (ways.agreed_on, ways.review_on) {
        (None, _) => {
            ("community.ways", "how do we meet, decide and share here, and is that agreed?".to_owned())
        }
        (_, Some(day)) if subject.days_since(day) > 0 => (
            "community.ways.review_on",
            format!("how we work together was to be looked at again on {day}: does it still hold?"),
        ),
        (Some(day), None) if subject.days_since(day) > A_YEAR => (
            "community.ways.agreed_on",
            format!("how we work together was agreed on {day}: does it still hold?"),
        ),
        _ => return Vec::new(),
    };
    let remedy = "Talk it over at the next hui, and write it down: walk `ways-of-working`.";
    vec![subject.problem(RULE.id, &Path::parse(key), question, remedy)]
}

/// The days after which what was agreed is looked at again.
const A_YEAR: i32 = 366;

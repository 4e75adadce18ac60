//! Who whānau stand with is looked for in the plan.

use crate::check::{Practice, Rule, Subject};
use crate::guide::partners;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::tree;

pub(super) const RULE: Rule = Rule {
    id: "plan-without-partner",
    level: Level::Look,
    practice: Some(Practice {
        theme: "people",
        question: "Which partners of the whānau could stand beside the plan?",
    }),
    reason: "identity, language and culture are strengths, and iwi and community know about them",
    source: "He Pikorua, hepikorua.education.govt.nz: our principles",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if subject.goals_in_work().is_empty() || subject.case.plan.without_partner.is_some() {
        return Vec::new();
    }
    let missing = partners::missing(&tree::of(subject.case), subject.known.vocabulary).into_iter();
    missing
        .map(|kind| {
            let label = subject.known.vocabulary.label("partner-kinds", &kind);
            let message = format!(
                "who could stand beside this plan: {label}? Or what is the reason for going without?"
            );
            let remedy = "Ask the whānau whom they would like, and note it, or the reason: walk `partners`.";
            subject.problem(RULE.id, &Path::parse("plan"), message, remedy)
        })
        .collect()
}

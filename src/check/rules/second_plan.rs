//! One mokopuna has one plan.

use crate::check::{Other, Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "second-plan",
    level: Level::Look,
    practice: Some(Practice { theme: "plan", question: "Where do two plans speak about the same mokopuna?" }),
    reason: "one plan is what everybody works from, so that whānau tell their story once",
    source: "He Pikorua, hepikorua.education.govt.nz: our story (one plan)",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if subject.goals_in_work().is_empty() {
        return Vec::new();
    }
    let this = Other::of(subject.case, subject.known.vocabulary);
    let others = subject.others.iter().filter(|other| other.id != this.id && other.in_work && other.has_plan);
    others
        .filter(|other| this.is_about_the_same(other))
        .map(|other| {
            let id = &other.id;
            let message = format!(
                "`{id}` seems to hold a plan for the same mokopuna: which of the two is the one plan?"
            );
            let remedy = "Bring both teams together, and keep one: walk `co-working`.";
            subject.problem(RULE.id, &Path::parse("plan"), message, remedy)
        })
        .collect()
}

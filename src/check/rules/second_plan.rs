//! One mokopuna has one plan.

use crate::check::{Alike, Other, Practice, Rule, Subject};
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
    let alike = others.filter_map(|other| Some((&other.id, this.alike(other)?)));
    alike
        .map(|(id, alike)| {
            let (message, remedy) = match alike {
                Alike::Here => (
                    format!("`{id}` seems to hold a plan for the same mokopuna: which of the two is the one plan?"),
                    "Bring both teams together, and keep one: walk `co-working`.".to_owned(),
                ),
                Alike::Elsewhere => (
                    format!(
                        "`{id}`, at another school, holds a plan for somebody of the same name: is that the same mokopuna?"
                    ),
                    format!(
                        "Ask those who lead it. If so, bring both teams together and keep one plan: walk `co-working`. If \
                         not, say it once: `pikorua set {} links.+.case={id} links.+.how=namesake`.",
                        this.id
                    ),
                ),
            };
            subject.problem(RULE.id, &Path::parse("plan"), message, &remedy)
        })
        .collect()
}

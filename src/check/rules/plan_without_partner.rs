//! Who whānau stand with is looked for in the plan.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use std::collections::BTreeSet;

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
    let there = there(subject);
    let missing: BTreeSet<String> = wanted(subject).filter(|kind| !there.contains(kind)).collect();
    missing
        .into_iter()
        .map(|kind| {
            let label = subject.known.vocabulary.label("partner-kinds", &kind);
            let message = format!("who could stand beside this plan: {label}? Or what is the reason for going without?");
            let remedy = "Ask the whānau whom they would like: walk `partners`; a reason goes into the plan: walk `tatai`.";
            subject.problem(RULE.id, &Path::parse("plan"), message, remedy)
        })
        .collect()
}

/// The kinds of partners one would look for, going by the ethnic groups that whānau named.
fn wanted(subject: &Subject<'_>) -> impl Iterator<Item = String> {
    let groups = subject.case.mokopuna.iter().flat_map(|mokopuna| &mokopuna.ethnicities);
    groups.filter_map(|group| subject.word(Some(group))).flat_map(|word| word.partners)
}

/// The kinds that are in the work, as partners or as members of the team.
fn there(subject: &Subject<'_>) -> BTreeSet<String> {
    let partners = subject.case.partners.iter().filter_map(|partner| partner.kind.as_ref());
    let team = subject.case.team.iter().filter_map(|member| subject.word(member.role.as_ref()));
    partners.map(|kind| kind.as_str().to_owned()).chain(team.flat_map(|role| role.partners)).collect()
}

//! The work is given to somebody of the cluster or of a service, not to those whom it is for.

use crate::check::{Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "given-to-those-it-is-for",
    level: Level::Warning,
    practice: None,
    reason: "mokopuna, whānau and kaiako are the team; whose work it is, and whom they ring, is one of the cluster or of a service",
    source: "Ministry of Education: Learning Support Delivery Model",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let given = subject.allocated().filter(|(_, row)| {
        let team = subject.case.team.iter().find(|t| {
            t.id.is_some()
                && t.id.as_ref().map(|id| id.as_str()) == row.practitioner.as_ref().map(|id| id.as_str())
        });
        team.and_then(|t| subject.word(t.role.as_ref())).is_some_and(|role| role.speaks_for.is_some())
    });
    given
        .map(|(n, _)| {
            let message = "the work is given to somebody whom it is for";
            let remedy = "Name who does it for the cluster: walk `allocation`. What others do in it stands under roles and in the plan.";
            subject.row_problem(RULE.id, ("allocation", n), message, remedy)
        })
        .collect()
}

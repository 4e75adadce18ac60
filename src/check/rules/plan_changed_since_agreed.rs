//! A yes is for the plan that people heard.

use std::collections::BTreeMap;

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "plan-changed-since-agreed",
    level: Level::Look,
    practice: Some(Practice {
        theme: "agreements",
        question: "Which plans have changed since people said yes to them?",
    }),
    reason: "the plan is agreed by those it is for, and so is what changes in it",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Tātai",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let plan = &subject.case.plan;
    let Some(changed_on) = plan.changed_on.filter(|_| subject.is_in_work()) else { return Vec::new() };
    // of each person the yes that was given last
    let mut last = BTreeMap::new();
    for yes in &plan.agreed {
        if let (Some(who), Some(date)) = (&yes.who, yes.date) {
            let known = last.entry(who.as_str()).or_insert(date);
            *known = date.max(*known);
        }
    }
    if last.values().all(|date| *date >= changed_on) {
        return Vec::new();
    }
    let message = format!(
        "the plan was changed on {changed_on}, after people had said yes: who has heard what is new?"
    );
    let remedy = "Go through what changed with them, and note what they say: walk `tatai`.";
    vec![subject.problem(RULE.id, &Path::parse("plan.agreed"), message, remedy)]
}

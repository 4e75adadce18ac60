//! A picture that people build on comes from more than one side.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "evidence-from-one-circle",
    level: Level::Look,
    practice: Some(Practice { theme: "plan", question: "Whose knowledge is missing from the evidence?" }),
    reason: "whānau, practitioners and research each know something that the others do not",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Kohikohi",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    // while people are still gathering there is nothing to ask
    let built_on = !case.sense.hypotheses.is_empty() || !case.plan.goals.is_empty();
    let circles: BTreeSet<&str> =
        case.evidence.iter().filter_map(|e| e.circle.as_ref()).map(|c| c.as_str()).collect();
    if circles.len() != 1 || !built_on || !subject.is_in_work() {
        return Vec::new();
    }
    let words = subject.known.vocabulary.list("circles").into_iter();
    let missing: Vec<String> =
        words.filter(|word| !circles.contains(word.id.as_str())).map(|word| word.label).collect();
    let message = format!("all of this comes from one side: what is known from {}?", missing.join(" or "));
    let remedy = "Ask one of them, and note it: walk `kohikohi` again.";
    vec![subject.problem(RULE.id, &Path::parse("evidence"), message, remedy)]
}

//! Everybody a record points to is in its team or in the cluster.

use crate::check::{Rule, Subject};
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;
use crate::record::text::closest;

pub(super) const RULE: Rule = Rule {
    id: "unknown-person",
    level: Level::Error,
    practice: None,
    reason: "an action with a person nobody knows is nobody's action",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Tātai",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let people = subject.known.people.iter().map(|p| p.id.as_str());
    let team = subject.case.team.iter().filter_map(|t| t.id.as_ref()).map(|id| id.as_str());
    let known: Vec<&str> = people.chain(team).collect();
    let persons = subject.each(|shape| *shape == Shape::Person).into_iter();
    persons
        .filter(|(.., id)| !known.contains(&id.as_str()))
        .map(|(path, _, id)| {
            let remedy = match closest(&id, known.iter().copied()) {
                Some(near) => {
                    format!("Did you mean `{near}`? Otherwise add the person to `team` or to people.yaml.")
                }
                None => "Add the person to `team` or to people.yaml, and write the id from there.".into(),
            };
            subject.problem(RULE.id, &path, format!("nobody here is `{id}`"), &remedy)
        })
        .collect()
}

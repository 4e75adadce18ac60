//! What a record points to in itself is there.

use crate::check::{Rule, Subject};
use crate::record::path::{Path, Step};
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;
use crate::record::text::closest;

pub(super) const RULE: Rule = Rule {
    id: "unknown-row",
    level: Level::Warning,
    practice: None,
    reason: "whoever follows a thread from an action to its goal, or from an idea to its evidence, should find its other end",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Tātai",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let all = subject.each(|shape| *shape == Shape::Row);
    let is_own = |path: &Path| path.0.last() == Some(&Step::Key("id".into()));
    let rows: Vec<&str> = all.iter().filter(|(path, ..)| is_own(path)).map(|(.., id)| id.as_str()).collect();
    // a visit remembers what it touched, also what was taken out later
    let of_visit = |path: &Path| path.0.first() == Some(&Step::Key("visits".into()));
    let pointing = all.iter().filter(|(path, ..)| !is_own(path) && !of_visit(path));
    pointing
        .filter(|(.., id)| !rows.contains(&id.as_str()))
        .map(|(path, _, id)| {
            let remedy = match closest(id, rows.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`? It is kept as it is."),
                None => {
                    "Write the `id` of the row that is meant, or take it out. It is kept as it is.".into()
                }
            };
            subject.problem(RULE.id, path, format!("nothing in this case has the id `{id}`"), &remedy)
        })
        .collect()
}

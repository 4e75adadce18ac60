//! A linked case is there.

use crate::check::{Rule, Subject};
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;
use crate::record::text::closest;

pub(super) const RULE: Rule = Rule {
    id: "unknown-case",
    level: Level::Warning,
    practice: None,
    reason: "whoever follows a thread to an earlier case, or to a brother's or sister's, should find it",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Kohikohi",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let known: Vec<&str> = subject.others.iter().map(|other| other.id.as_str()).collect();
    let linked = subject.each(|shape| *shape == Shape::Case).into_iter();
    // of what was disposed of a line is kept, which `show` says
    let is_gone = |id: &str| subject.gone.iter().any(|gone| gone.as_str() == id);
    let lost = linked.filter(|(_, _, id)| {
        *id != *subject.case.id.as_str() && !known.contains(&id.as_str()) && !is_gone(id)
    });
    lost.map(|(path, _, id)| {
        let remedy = match closest(&id, known.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => {
                "Write the id of the case that is meant, as `list` shows it, or take the link out.".into()
            }
        };
        subject.problem(RULE.id, &path, format!("no case that can be read here has the id `{id}`"), &remedy)
    })
    .collect()
}

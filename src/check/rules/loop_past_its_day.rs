//! A learning loop is closed on its day, or moved with a reason.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "loop-past-its-day",
    level: Level::Look,
    practice: Some(Practice { theme: "time", question: "Which learning loops were to be closed by now?" }),
    reason: "a project learns where people stop and look; a day that does not fit is moved, and why is worth knowing",
    source: "Ministry of Education: Learning Support Update, local improvement projects, paragraph 44",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (n, one) in subject.case.project.loops.iter().enumerate().filter(|(_, one)| one.closed_on.is_none()) {
        let Some(day) = one.due.filter(|day| subject.days_since(*day) > 0) else { continue };
        let question =
            format!("it was to be looked at on {day}: what did we learn, or is the project not ready yet?");
        let remedy = "Look at it together, or move the day and say why: walk `learning-loop`.";
        found.push(subject.row_problem(RULE.id, ("project.loops", n), question, remedy));
    }
    found
}

//! The need of one mokopuna is told to a community only by a case, and where its people agreed.

use crate::check::{Practice, Rule, Subject};
use crate::record::id::CaseId;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "need-of-one-without-agreement",
    level: Level::Look,
    practice: Some(Practice {
        theme: "agreements",
        question: "Whose need stands in a register without an agreement?",
    }),
    reason: "what concerns one child is told with the agreement of their whānau, and by the case alone",
    source: "Privacy Act 2020, information privacy principles 3, 10 and 11",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (n, need) in subject.case.community.needs.iter().enumerate() {
        let of_one = need.reach.as_ref().is_some_and(|reach| reach.as_str() == "individual");
        let (question, remedy) = match &need.case {
            None if of_one => (
                "which case is it? The need of one mokopuna stands here by its case, and nothing else of them",
                "Write the id of the case into `case`; or say what a group or a whole place needs.",
            ),
            Some(case) if !is_agreed(subject, case) => (
                "do the whānau of that case agree that the community knows of it?",
                "Ask them, and write it into the case: `agreements`, or take the row out of the register.",
            ),
            _ => continue,
        };
        found.push(subject.row_problem(RULE.id, ("community.needs", n), question, remedy));
    }
    found
}

// one that nobody can read, or that is not here, is for other rules to say
fn is_agreed(subject: &Subject<'_>, case: &CaseId) -> bool {
    let other = subject.others.iter().find(|other| other.id == *case);
    other.is_none_or(|other| {
        other.agreed.iter().any(|until| until.is_none_or(|day| subject.days_since(day) <= 0))
    })
}

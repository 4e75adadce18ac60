//! Who coaches walks beside somebody else.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Case;
use crate::record::id::PersonId;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "coach-of-themselves",
    level: Level::Look,
    practice: Some(Practice { theme: "people", question: "Who walks beside whom where somebody learns?" }),
    reason: "coaching takes two: one who walks an element, and one who walks beside them",
    source: "RTLB toolkit, rtlb.tki.org.nz: case sharing and co-working",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    let rows = case.coaching.iter().enumerate().filter(|(_, row)| {
        let coach = row.coach.as_ref().map(|coach| known_as(case, coach));
        coach.is_some() && row.with.iter().any(|with| coach == Some(known_as(case, with)))
    });
    rows.map(|(n, _)| {
        let question = "the same person coaches here and is coached: who walks beside whom?";
        let remedy = "Say who of the two is who; what you ask of yourself has its place in `reflection`: walk `coaching`.";
        subject.row_problem(RULE.id, ("coaching", n), question, remedy)
    })
    .collect()
}

// a member of the team may be somebody of the cluster
fn known_as<'c>(case: &'c Case, person: &'c PersonId) -> &'c str {
    let member = case.team.iter().find(|m| m.id.as_ref().is_some_and(|id| id.as_str() == person.as_str()));
    member.and_then(|m| m.person.as_ref()).unwrap_or(person).as_str()
}

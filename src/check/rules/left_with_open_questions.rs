//! What was open when a guide was left is not forgotten.

use crate::check::{Practice, Rule, Subject};
use crate::guide::exits;
use crate::guide::model::{Exit, Guide};
use crate::record::problem::{Level, Problem};
use crate::record::tree;
use serde_json::Value as Tree;

pub(super) const RULE: Rule = Rule {
    id: "left-with-open-questions",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "What was still open when a guide was left, and nobody said why?",
    }),
    reason: "nothing has to be whole before people go on; what is left for later is left knowingly",
    source: "He Pikorua in action, hepikorua.education.govt.nz: the elements are no steps",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    let record = tree::of(subject.case);
    let guides = subject.guides.iter().filter(|guide| !guide.exits.is_empty());
    guides.flat_map(|guide| of_guide(subject, guide, &record)).collect()
}

// the last visit counts, and only once it is over; a reason that was given in an earlier one still stands
fn of_guide(subject: &Subject<'_>, guide: &Guide, record: &Tree) -> Vec<Problem> {
    let visits = subject.case.visits.iter().enumerate();
    let visits: Vec<_> =
        visits.filter(|(_, visit)| visit.guide.as_ref().is_some_and(|id| id.as_str() == guide.id)).collect();
    let Some((n, last)) = visits.last().filter(|_| visits.iter().all(|(_, v)| v.closed.is_some())) else {
        return Vec::new();
    };
    // a guide with a fault is told about where the guides are looked at
    let open = exits::open(guide, record, last, &subject.known).unwrap_or_default();
    let said = |exit: &Exit| visits.iter().any(|(_, visit)| visit.left_open.0.contains_key(&exit.id));
    let open = open.into_iter().filter(|exit| exit.check.is_none() && !said(exit));
    open.map(|exit| {
        let remedy = format!("Walk `{}` again, or say there why it stays open.", guide.id);
        subject.row_problem(RULE.id, ("visits", *n), exit.ask.clone(), &remedy)
    })
    .collect()
}

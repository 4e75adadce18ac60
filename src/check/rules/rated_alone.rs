//! An outcome is rated by several people who know the work.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "rated-alone",
    level: Level::Look,
    practice: Some(Practice { theme: "finishing", question: "Which outcomes did one person rate alone?" }),
    reason: "a rating is the overall judgement of a team, whānau among them, and not of one person",
    source: "RTLB toolkit, rtlb.tki.org.nz: outcomes reporting",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() && !subject.is_ended_lately() {
        return Vec::new();
    }
    let outcomes = subject.case.outcomes.iter().enumerate();
    let asked = outcomes.filter_map(|(n, outcome)| {
        let start = outcome.start.is_some() && outcome.by.len() == 1;
        let end = outcome.end.is_some() && outcome.end_by.len() == 1;
        let when = match (start, end) {
            (true, true) => "start and end were",
            (true, false) => "the start was",
            (false, true) => "the end was",
            (false, false) => return None,
        };
        Some((n, format!("{when} rated by one person: who else sees it, whānau and kaiako above all?")))
    });
    asked
        .map(|(n, question)| {
            let remedy = "Look at the rating together, and note who judged it: walk `outcomes`.";
            subject.row_problem(RULE.id, ("outcomes", n), question, remedy)
        })
        .collect()
}

//! Several RTLB on one case have a reason that whānau could be told.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Allocation;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "several-rtlb-without-reason",
    level: Level::Look,
    practice: Some(Practice {
        theme: "people",
        question: "Why are several of us on this case, and what does the one who learns from it gain?",
    }),
    reason: "a case goes to more than one RTLB for a reason, and who learns from it should gain by it",
    source: "RTLB toolkit, rtlb.tki.org.nz: case sharing and co-working",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let rows: Vec<_> = subject.allocated().collect();
    if rows.len() < 2 || !subject.is_in_work() {
        return Vec::new();
    }
    let lead = rows.iter().position(|(_, row)| subject.leads(row)).unwrap_or(0);
    let questions = rows.iter().enumerate().filter_map(|(at, (n, row))| {
        Some((*n, twice(&rows, at).or_else(|| question(subject, row, at == lead))?))
    });
    questions
        .map(|(n, question)| {
            let remedy = "Say it as you would to the whānau: walk `allocation`.";
            subject.row_problem(RULE.id, ("allocation", n), question, remedy)
        })
        .collect()
}

fn twice(rows: &[(usize, &Allocation)], at: usize) -> Option<&'static str> {
    let same = |(_, row): &(usize, &Allocation)| row.practitioner == rows[at].1.practitioner;
    rows[..at].iter().any(same).then_some("the same person stands here twice: which of the two is right?")
}

fn question(subject: &Subject<'_>, row: &Allocation, is_lead: bool) -> Option<&'static str> {
    let learns = subject.word(row.reason.as_ref()).is_some_and(|reason| reason.learns);
    match row.reason {
        None if !is_lead => Some("why is there more than one RTLB here?"),
        Some(_) if learns && row.gains.is_none() => Some("what does the one who is learning hope to gain?"),
        _ => None,
    }
}

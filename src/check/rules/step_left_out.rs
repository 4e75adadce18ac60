//! A request and the work go their way step by step, so that whoever reads it later can follow.

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Status;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Term;

pub(super) const RULE: Rule = Rule {
    id: "step-left-out",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Where does the course of the work leave a step out?",
    }),
    reason: "whoever asked can follow a request from the day it was handed in to the day the work ended",
    source: "RTLB toolkit, rtlb.tki.org.nz: practice sequence",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    let course = case.course.iter().enumerate();
    let noted = course.filter_map(|(n, step)| Some((Some(n), step.status.as_ref()?)));
    // where it stands is a step too, also where nobody noted it
    let steps: Vec<_> = noted.chain([(None, &case.status)]).collect();
    let pairs =
        steps.windows(2).filter_map(|pair| Some((left_out(subject, pair[0].1, pair[1].1)?, pair[1].0)));
    let remedy = "Walk `standing`, `allocation`, `closing` or `reopening`, which note each step; or mend what was noted by mistake.";
    pairs
        .map(|(question, row)| match row {
            Some(n) => subject.row_problem(RULE.id, ("course", n), question, remedy),
            None => subject.problem(RULE.id, &Path::parse("status"), question, remedy),
        })
        .collect()
}

fn left_out(subject: &Subject<'_>, before: &Term<Status>, after: &Term<Status>) -> Option<String> {
    let (before, after) = (subject.word(Some(before))?, subject.word(Some(after))?);
    let asked = || format!("it was “{}” and then “{}”: what happened in between?", before.label, after.label);
    (!after.follows(&before.id)).then(asked)
}

//! Some time after the end somebody asks how it goes.

use crate::check::{Practice, Rule, Subject};
use crate::query::held;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::value::Date;

pub(super) const RULE: Rule = Rule {
    id: "check-in-due",
    level: Level::Look,
    practice: Some(Practice {
        theme: "finishing",
        question: "Where has nobody asked yet how it goes without us?",
    }),
    reason: "whether gains last is seldom looked at, and one talk a term or two later shows it",
    source: "Education Review Office: RTLB, governing and managing clusters",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    if let Some((n, day)) = held::wished_again(case, subject.known.vocabulary) {
        let question = format!("on {day} it was wished that this is taken up again: who does, and when?");
        let remedy =
            "Talk with the whānau and the school, and walk `reopening`; or note what was agreed instead.";
        return vec![subject.row_problem(RULE.id, ("check_ins", n), question, remedy)];
    }
    if subject.is_left_early() || !subject.is_ended_lately() {
        return Vec::new();
    }
    let remedy = "Ring the whānau and the school, and note what holds and what slips: walk `check-in`.";
    let overdue = waiting(subject).filter(|(_, due)| subject.days_since(*due) > 0);
    // what was agreed at an earlier end went with it
    let since_the_end = |day: &Date| Some(*day) >= case.closing.date;
    let asked = case.check_ins.iter().any(|row| row.date.or(row.due).as_ref().is_some_and(since_the_end));
    if let Some((place, due)) = overdue {
        let message = format!("somebody was to ask on {due} how it goes: who does?");
        return vec![subject.problem(RULE.id, &place, message, remedy)];
    }
    if asked || case.closing.check_in_on.is_some() {
        return Vec::new();
    }
    let message = "when will somebody ask how it goes without us?".into();
    let remedy = "A term or two after the end is usual; agree on a day: walk `closing`.";
    vec![subject.problem(RULE.id, &Path::parse("closing"), message, remedy)]
}

// the check-in that was agreed and not held
fn waiting(subject: &Subject<'_>) -> Option<(Path, Date)> {
    let next = held::check_ins(subject.case).into_iter().min_by_key(|planned| planned.day)?;
    let place = match next.row {
        Some(row) => Path::parse("check_ins").key(row.as_str()).key("due"),
        None if subject.case.closing.check_in_on == Some(next.day) => Path::parse("closing.check_in_on"),
        None => Path::parse("check_ins"),
    };
    Some((place, next.day))
}

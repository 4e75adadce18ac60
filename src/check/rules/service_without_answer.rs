//! Who asked for a service gets an answer.

use crate::check::{Practice, Rule, Subject};
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "service-without-answer",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which services were asked for long ago and have not answered?",
    }),
    reason: "what was asked for and not given is worth knowing, for the whānau and for the cluster",
    source: "Ministry of Education: Learning Support Delivery Model",
    find,
};

/// Weeks in which a service usually answers.
const WEEKS: i32 = 6;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_in_work() {
        return Vec::new();
    }
    let services = subject.case.services.iter().enumerate();
    let silent = services.filter_map(|(n, service)| {
        let usual = || subject.known.vocabulary.default_of("service-states");
        let state = if service.state.is_some() { subject.word(service.state.as_ref()) } else { usual() };
        let waits = state.is_some_and(|state| state.unanswered) && service.answered_on.is_none();
        let asked_on = service.asked_on.filter(|day| waits && subject.days_since(*day) > WEEKS * 7)?;
        Some((n, asked_on))
    });
    silent
        .map(|(n, asked_on)| {
            let question = format!("this was asked for on {asked_on}: what was the answer?");
            subject.row_problem(
                RULE.id,
                ("services", n),
                question,
                "Ask once more, and note what came of it: walk `partners`.",
            )
        })
        .collect()
}

//! What a hui decided is done by somebody.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "next-step-open",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Which next steps of hui have nobody, or are past their day?",
    }),
    reason: "a meeting helps when somebody does what it decided",
    source: "RTLB toolkit, rtlb.tki.org.nz: case sharing and co-working",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    if !subject.is_under_way() {
        return found;
    }
    for (n, hui) in subject.case.hui.iter().enumerate() {
        let next = subject.row(&Path::parse("hui"), n).key("next");
        for (m, step) in hui.next.iter().enumerate() {
            let late = step.by.is_some_and(|by| subject.days_since(by) > 0);
            let question = match (step.done_on.is_some() || step.became.is_some(), step.who.is_some(), late) {
                (true, ..) | (_, true, false) => continue,
                (_, false, false) => "who sees to this?",
                (_, false, true) => "was this done, and who sees to it?",
                (_, true, true) => "was this done?",
            };
            let remedy = "Ask them, and note the day it was done or a new one: walk `progress`.";
            found.push(subject.problem(RULE.id, &subject.row(&next, m), question.into(), remedy));
        }
    }
    found
}

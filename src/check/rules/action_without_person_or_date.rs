//! An action has somebody who leads it, and a day.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "action-without-person-or-date",
    level: Level::Look,
    practice: Some(Practice { theme: "plan", question: "Who leads each action, and by when?" }),
    reason: "a plan says what will be done, by whom and when",
    source: "He Pikorua in action, hepikorua.education.govt.nz: Tātai",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    if subject.is_ended() {
        return found;
    }
    for (n, goal) in subject.case.plan.goals.iter().enumerate() {
        let actions = subject.row(&Path::parse("plan.goals"), n).key("actions");
        for (m, action) in goal.actions.iter().enumerate() {
            let question = match (&action.who, &action.by) {
                (Some(_), Some(_)) => continue,
                (None, Some(_)) => "who leads this action?",
                (Some(_), None) => "by when will this be done?",
                (None, None) => "who leads this action, and by when?",
            };
            let row = subject.row(&actions, m);
            found.push(subject.problem(
                RULE.id,
                &row,
                question.into(),
                "Ask the person, then note it in the plan: walk `tatai`.",
            ));
        }
    }
    found
}

//! Whether a plan is still the one that people said yes to.

use super::case::{Action, Goal, Plan};
use super::value::Date;

/// Whether somebody said yes before a day, and goals or actions are others now than they heard.
pub fn is_news(before: &Plan, after: &Plan, today: Date) -> bool {
    let is_earlier =
        after.agreed.iter().any(|yes| yes.who.is_some() && yes.date.is_some_and(|day| day < today));
    is_earlier && goals(before) != goals(after)
}

// what is meant to happen; how it goes, and what was measured, changes no plan
fn goals(plan: &Plan) -> Vec<Goal> {
    let meant = |goal: &Goal| Goal {
        id: None,
        baseline: None,
        latest: None,
        latest_on: None,
        rating: None,
        rating_reason: None,
        measures: Vec::new(),
        actions: goal.actions.iter().map(action).collect(),
        ..goal.clone()
    };
    plan.goals.iter().map(meant).collect()
}

fn action(action: &Action) -> Action {
    Action { id: None, state: None, note: None, ..action.clone() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::record::case_text::CaseText;

    fn plan(rows: &str) -> Plan {
        let text = format!("schema: 1\nid: 2026-kf3m\nkind: group\nstatus: active\nplan:\n{rows}");
        CaseText::read("case.yaml", &text).unwrap().case().plan.clone()
    }

    #[test]
    fn another_goal_or_action_is_news_and_how_it_goes_is_not() {
        let yes = "  agreed:\n    - {who: t-4kd7, date: 2026-07-29}\n  goals:\n";
        let goal = "    - what: Reads along\n      actions:\n        - {what: Read twice, state: planned}\n";
        let news = |after: &str, today: &str| {
            is_news(&plan(&format!("{yes}{goal}")), &plan(after), today.parse().unwrap())
        };
        for (change, is) in [
            (goal.to_owned(), false),
            (goal.replace("planned", "adapted"), false),
            (goal.replace("Reads along", "Reads along\n      latest: seven"), false),
            (goal.replace("Reads along", "Reads alone"), true),
            (goal.replace("Read twice", "Read daily"), true),
            (format!("{goal}        - what: Count them\n"), true),
            (format!("{goal}    - what: Writes\n"), true),
        ] {
            assert_eq!(news(&format!("{yes}{change}"), "2026-08-14"), is, "{change}");
            assert!(!news(&format!("{yes}{change}"), "2026-07-29"), "said yes to it today: {change}");
        }
        assert!(!news("  goals: []\n", "2026-08-14"), "nobody has said yes");
    }
}

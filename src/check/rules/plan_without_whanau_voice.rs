//! A plan for mokopuna holds the words of the whānau.

use crate::check::{Practice, Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "plan-without-whanau-voice",
    level: Level::Look,
    practice: Some(Practice {
        theme: "voice", question: "What do the whānau hope for, in their own words?"
    }),
    reason: "whānau hopes are to be heard in the plan, in their own words",
    source: "He Pikorua, hepikorua.education.govt.nz: our principles",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let case = subject.case;
    if case.plan.goals.is_empty()
        || subject.is_ended()
        || subject.is_heard("whanau")
        || subject.is_about("setting")
    {
        return Vec::new();
    }
    let message = "what do the whānau hope for, in their own words?".into();
    let remedy = "Ask them, and note it as they say it: walk `whakawhanaungatanga` again.";
    vec![subject.problem(RULE.id, &Path::parse("plan"), message, remedy)]
}

//! The school or service of a case has a file in `settings/`.

use crate::check::{Rule, Subject};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};
use crate::record::text::closest;

pub(super) const RULE: Rule = Rule {
    id: "unknown-setting",
    level: Level::Warning,
    practice: None,
    reason: "every setting has one known person to talk to, and its file says who",
    source: "Ministry of Education: roles and responsibilities of the RTLB service",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let known: Vec<&str> = subject.known.settings.iter().map(|s| s.id.as_str()).collect();
    let Some(id) = subject.case.setting.as_ref().filter(|id| !known.contains(&id.as_str())) else {
        return Vec::new();
    };
    let remedy = match closest(id.as_str(), known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Add `settings/{id}.yaml`, or write the name of a file that is there."),
    };
    vec![subject.problem(RULE.id, &Path::parse("setting"), format!("no setting is called `{id}`"), &remedy)]
}

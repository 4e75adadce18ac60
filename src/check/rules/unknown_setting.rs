//! Every school or service that a case names has a file in `settings/`.

use crate::check::{Rule, Subject};
use crate::record::id::SettingId;
use crate::record::problem::{Level, Problem};
use crate::record::shape::Shape;
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
    let named = subject.each(|shape| *shape == Shape::Setting).into_iter();
    named
        // what cannot be an id at all is told about as such
        .filter(|(.., id)| id.parse::<SettingId>().is_ok() && !known.contains(&id.as_str()))
        .map(|(path, _, id)| {
            let remedy = match closest(&id, known.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Add `settings/{id}.yaml`, or write the name of a file that is there."),
            };
            subject.problem(RULE.id, &path, format!("no setting is called `{id}`"), &remedy)
        })
        .collect()
}

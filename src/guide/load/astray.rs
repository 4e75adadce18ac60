//! Names in a guide of what lies outside of it: rules of `check`, and prompts of other guides.

use super::place::{At, line_of};
use crate::error::Error;
use crate::guide::model::{Guide, Prompt};
use crate::record::text::closest;

/// What the names in a guide may mean, as whoever knows all of it says.
#[derive(Clone, Debug, Default)]
pub struct Names {
    checks: Vec<String>,
    prompts: Vec<String>,
}

impl Names {
    /// The ids of the rules that there are, and the prompts of these guides.
    pub fn new<'g>(
        checks: impl Iterator<Item = &'static str>,
        guides: impl Iterator<Item = &'g Guide>,
    ) -> Names {
        let prompts = guides.flat_map(|guide| &guide.prompts).map(|prompt| prompt.id.clone());
        Names { checks: checks.map(Into::into).collect(), prompts: prompts.collect() }
    }
}

/// The names in a guide that mean nothing: they take nothing away from the walk, and do not do what was meant.
pub fn astray(origin: &str, text: &str, guide: &Guide, names: &Names) -> Option<Error> {
    let mut found = Vec::new();
    let top = At::default();
    for (n, exit) in guide.exits.iter().enumerate() {
        let at = top.nth("exit", n);
        if let Some(check) = exit.check.as_ref().filter(|check| !names.checks.contains(check)) {
            let remedy = match closest(check, names.checks.iter().map(String::as_str)) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "`pikorua check --rules` lists them.".into(),
            };
            found.push((at.key("check"), format!("`check` has no rule `{check}`"), remedy));
        }
        answered(&exit.met, at.key("met"), names, &mut found);
        answered(exit.when.as_deref().unwrap_or_default(), at.key("when"), names, &mut found);
    }
    prompts(&guide.prompts, "prompt", &top, names, &mut found);
    for (key, rules) in super::writes::by_itself(guide) {
        for (n, rule) in rules.iter().enumerate() {
            let at = top.nth(key, n);
            answered(rule.when.as_deref().unwrap_or_default(), at.key("when"), names, &mut found);
            answered(&rule.to, at.key("to"), names, &mut found);
        }
    }
    for (n, rule) in guide.on_leave_add.iter().enumerate() {
        let when = rule.when.as_deref().unwrap_or_default();
        answered(when, top.nth("on_leave_add", n).key("when"), names, &mut found);
    }
    let error = Error::request(format!("{origin}: this guide names something that is not there"));
    let error = found.iter().fold(error, |error, (at, message, remedy)| {
        error.because(format!("{origin}:{}: {message}", line_of(text, at))).hint(remedy)
    });
    (!found.is_empty()).then_some(error)
}

type Found = Vec<(At, String, String)>;

fn prompts(all: &[Prompt], key: &'static str, above: &At, names: &Names, found: &mut Found) {
    for (n, prompt) in all.iter().enumerate() {
        let at = above.nth(key, n);
        answered(prompt.when.as_deref().unwrap_or_default(), at.key("when"), names, found);
        answered(prompt.default.as_deref().unwrap_or_default(), at.key("default"), names, found);
        prompts(&prompt.fields, "field", &at, names, found);
    }
}

// `answered('x')` of a prompt that no guide has is never true
fn answered(expression: &str, at: At, names: &Names, found: &mut Found) {
    for rest in expression.split("answered(").skip(1) {
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '\'' | '"')) else { continue };
        let Some(id) = rest[1..].split(quote).next() else { continue };
        if names.prompts.iter().any(|known| known == id) {
            continue;
        }
        let remedy = match closest(id, names.prompts.iter().map(String::as_str)) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "Name the id of a prompt that some guide asks outside of rows.".into(),
        };
        found.push((at.clone(), format!("no guide has a prompt `{id}`"), remedy));
    }
}

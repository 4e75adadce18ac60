//! The minutes of the steps, looked at before anything else: a reader of numbers would speak of its own affairs.

use toml::{Table, Value};

use super::faults::Fault;
use super::place::At;

/// What a step of a session can take.
const LEAST: i64 = 1;
const MOST: i64 = 240;

/// The steps whose time is no time.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    if let Ok(table) = text.parse::<Table>() {
        let prompts = table.get("prompt").and_then(Value::as_array);
        look(prompts.map_or(&[], Vec::as_slice), "prompt", &At::default(), &mut found);
    }
    found
}

fn look(prompts: &[Value], key: &'static str, above: &At, found: &mut Vec<Fault>) {
    for (n, prompt) in prompts.iter().enumerate() {
        let at = above.nth(key, n);
        let id = prompt.get("id").and_then(Value::as_str).unwrap_or_default();
        let fits = |minutes: &&Value| minutes.as_integer().is_some_and(|m| (LEAST..=MOST).contains(&m));
        if let Some(minutes) = prompt.get("minutes").filter(|minutes| !fits(minutes)) {
            found.push(Fault {
                at: at.key("minutes"),
                message: format!(
                    "prompt `{id}`: `minutes` is a whole number between {LEAST} and {MOST}, and this is {minutes}"
                ),
                remedy: "Write how long the step takes, such as `minutes = 5`, or take the line out.".into(),
            });
        }
        let fields = prompt.get("field").and_then(Value::as_array);
        look(fields.map_or(&[], Vec::as_slice), "field", &at, found);
    }
}

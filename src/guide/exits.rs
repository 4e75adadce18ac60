//! What is still open of a guide: criteria that are not met, and of which nobody said that they are not needed here.

use serde_json::Value as Tree;

use super::expression::{Scene, holds, places};
use super::known::Known;
use super::model::{Exit, Guide, Prompt};
use crate::record::case::Visit;
use crate::record::path::Path;
use crate::record::tree;

/// The criteria of a guide that one visit, with its answers and rows, and the record as it is now do not meet. The error is a fault of the
/// guide.
pub fn open<'g>(
    guide: &'g Guide,
    record: &Tree,
    visit: &Visit,
    known: &Known<'_>,
) -> Result<Vec<&'g Exit>, String> {
    let visit = serde_json::to_value(visit).map_err(|e| e.to_string())?;
    open_in(guide, &Scene { record, known, row: None, visit: &visit })
}

/// The same for a visit as far as it is written.
pub(super) fn open_in<'g>(guide: &'g Guide, scene: &Scene<'_>) -> Result<Vec<&'g Exit>, String> {
    let mut open = Vec::new();
    for exit in &guide.exits {
        let asked = holds(exit.when.as_deref(), scene)?;
        if asked && !holds(Some(&exit.met), scene)? && !is_not_needed(guide, exit, scene) {
            open.push(exit);
        }
    }
    Ok(open)
}

// whoever said why a question is not needed has answered what rests on it: all that it asks for is there or not needed
fn is_not_needed(guide: &Guide, exit: &Exit, scene: &Scene<'_>) -> bool {
    let named = places(&exit.met, None);
    let asks = |prompt: &&Prompt| named.iter().any(|place| prompt_place(prompt).as_ref() == Some(place));
    let not_needed = |prompt: &Prompt| !scene.visit["not_needed"][prompt.id.as_str()].is_null();
    let there =
        |prompt: &Prompt| prompt_place(prompt).is_some_and(|place| !tree::at(scene.record, &place).is_null());
    let asked: Vec<&Prompt> = guide.prompts.iter().filter(asks).collect();
    asked.iter().any(|prompt| not_needed(prompt))
        && asked.iter().all(|prompt| not_needed(prompt) || there(prompt))
}

// the visit's own row stands as `*` in what an expression names
fn prompt_place(prompt: &Prompt) -> Option<Path> {
    prompt.to.as_deref().map(|to| Path::parse(&to.replace('@', "*")))
}

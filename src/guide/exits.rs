//! What was still open when a guide was left, seen from today.

use serde_json::Value as Tree;

use super::expression::{Scene, holds};
use super::known::Known;
use super::model::{Exit, Guide};
use crate::record::case::Visit;

/// The criteria of a guide that one visit, with its answers and rows, and the record as it is now do not meet. The error is a fault of the
/// guide.
pub fn open<'g>(
    guide: &'g Guide,
    record: &Tree,
    visit: &Visit,
    known: &Known<'_>,
) -> Result<Vec<&'g Exit>, String> {
    let visit = serde_json::to_value(visit).map_err(|e| e.to_string())?;
    let scene = Scene { record, known, row: None, visit: &visit };
    let mut open = Vec::new();
    for exit in &guide.exits {
        if holds(exit.when.as_deref(), &scene)? && !holds(Some(&exit.met), &scene)? {
            open.push(exit);
        }
    }
    Ok(open)
}

//! Reading guides: each is checked against the shape of a record before anybody walks it.

mod check;
mod place;
#[cfg(test)]
mod tests;
mod values;
mod words;
mod writes;

use super::model::Guide;
use crate::error::{Error, Result};
use crate::record::vocabulary::Vocabulary;

/// The newest layout of a guide file that this version can read.
pub const SCHEMA: i64 = 1;

/// Reads a guide; `origin` names the file in messages.
pub fn load(origin: &str, text: &str, vocabulary: &Vocabulary) -> Result<Guide> {
    if let Some(schema) = newer(text) {
        return Err(Error::request(format!(
            "{origin}: this guide was written for a newer pikorua (layout {schema})"
        ))
        .hint("Get the newest pikorua, or take the guide out of `guides/`."));
    }
    let guide: Guide = toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(1, |span| place::line_at(text, span.start));
        Error::request(format!("{origin}:{line}: this guide cannot be read"))
            .because(e.message())
            .hint("Compare it with a built-in guide.")
    })?;
    let faults = check::faults(&guide, vocabulary);
    if faults.is_empty() {
        return Ok(guide);
    }
    let mut error = Error::request(format!("{origin}: this guide does not fit the records"));
    for fault in faults {
        let line = place::line_of(text, &fault.at);
        error = error.because(format!("{origin}:{line}: {}", fault.message)).hint(fault.remedy);
    }
    Err(error)
}

// a newer layout may have keys that nobody here knows, so it is looked for before anything else
fn newer(text: &str) -> Option<i64> {
    let table: toml::Table = text.parse().ok()?;
    table.get("schema")?.as_integer().filter(|schema| *schema > SCHEMA)
}

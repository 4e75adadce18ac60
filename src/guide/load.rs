//! Reading guides: each is checked against the shape of a record before anybody walks it.

mod astray;
mod check;
mod faults;
mod head;
mod minutes;
mod place;
#[cfg(test)]
mod tests;
mod tried;
mod values;
mod words;
mod writes;

pub use astray::{Names, astray};

use super::model::Guide;
use crate::error::{Error, Result};
use crate::record::id::is_slug;
use crate::record::toml_words;
use crate::record::vocabulary::Vocabulary;

/// The newest layout of a guide file that this version can read.
pub const SCHEMA: i64 = 1;

/// Reads a guide of a file with this name, which is its id: one of another id would be walked under two names.
pub fn load_named(name: &str, origin: &str, text: &str, vocabulary: &Vocabulary) -> Result<Guide> {
    let guide = load(origin, text, vocabulary)?;
    if guide.id == name {
        return Ok(guide);
    }
    let line = place::line_of(text, &place::At::default().key("id"));
    let message = format!(
        "{origin}:{line}: the guide in it is called `{}`, and the file is not, so it is not used",
        guide.id
    );
    let remedy = match is_slug(name) {
        true => format!("Change the `id` in it to `{name}`, or call the file `{}.toml`.", guide.id),
        false => format!("Call the file `{}.toml`.", guide.id),
    };
    Err(Error::request(message).hint(remedy))
}

/// Reads a guide; `origin` names the file in messages.
pub fn load(origin: &str, text: &str, vocabulary: &Vocabulary) -> Result<Guide> {
    if let Some(schema) = newer(text) {
        return Err(Error::request(format!(
            "{origin}: this guide was written for a newer pikorua (layout {schema})"
        ))
        .hint("Get the newest pikorua, or take the guide out of `guides/`."));
    }
    let untimely = minutes::faults(text);
    if !untimely.is_empty() {
        return Err(misfit(origin, text, untimely));
    }
    let guide: Guide = toml::from_str(text).map_err(|e| {
        let (line, why, remedy) = toml_words::in_words(text, &e);
        Error::request(format!("{origin}:{line}: this guide cannot be read")).because(why).hint(remedy)
    })?;
    let faults = check::faults(&guide, vocabulary);
    if faults.is_empty() {
        return Ok(guide);
    }
    Err(misfit(origin, text, faults))
}

fn misfit(origin: &str, text: &str, faults: Vec<faults::Fault>) -> Error {
    let mut error = Error::request(format!("{origin}: this guide does not fit the records"));
    for fault in faults {
        let line = place::line_of(text, &fault.at);
        error = error.because(format!("{origin}:{line}: {}", fault.message)).hint(fault.remedy);
    }
    error
}

// a newer layout may have keys that nobody here knows, so it is looked for before anything else
fn newer(text: &str) -> Option<i64> {
    let table: toml::Table = text.parse().ok()?;
    table.get("schema")?.as_integer().filter(|schema| *schema > SCHEMA)
}

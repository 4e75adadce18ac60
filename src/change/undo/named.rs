//! What is taken back must not be missing elsewhere: a row, a person, a school or a case that something still names.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::{Desk, Returned};
use crate::error::{Error, ErrorKind, Result};
use crate::record::file::{Holds, RelPath};

impl Desk {
    /// Refuses where something that goes is still named.
    pub(super) fn refuse_named(&self, files: &[Returned]) -> Result<()> {
        for file in files {
            let lost = lost(file);
            if lost.is_empty() {
                continue;
            }
            if let Some(id) = file.then.as_deref().and_then(|then| named(&lost, then)) {
                return Err(still_named(&id, &file.path));
            }
            // rows are named in their own case only
            if file.path.holds() != Holds::Case || file.then.is_none() {
                self.refuse_named_elsewhere(&lost, files)?;
            }
        }
        Ok(())
    }

    fn refuse_named_elsewhere(&self, lost: &BTreeSet<String>, files: &[Returned]) -> Result<()> {
        let cases = self.folder.cases()?.files.into_iter().map(|file| file.path);
        let settings = self.settings.iter().map(|setting| RelPath::of_setting(&setting.id));
        for path in cases.chain(settings) {
            let content = match files.iter().find(|file| file.path == path) {
                Some(file) => file.then.clone(),
                // what cannot be read names nobody
                None => self.folder.read_bytes(&path).unwrap_or_default(),
            };
            if let Some(id) = content.and_then(|content| named(lost, &content)) {
                return Err(still_named(&id, &path));
            }
        }
        Ok(())
    }
}

/// The ids that go with a change.
fn lost(file: &Returned) -> BTreeSet<String> {
    let read = |content: &Option<Vec<u8>>| {
        let mut found = BTreeSet::new();
        let value = content.as_deref().and_then(|bytes| serde_yaml::from_slice::<Value>(bytes).ok());
        value.iter().for_each(|value| ids(value, &mut found));
        found
    };
    let (now, then) = (read(&file.now), read(&file.then));
    match (&file.then, file.path.case()) {
        // of a case that goes, only itself can be named elsewhere
        (None, Some(id)) => BTreeSet::from([id.to_string()]),
        _ => now.difference(&then).cloned().collect(),
    }
}

fn ids(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(map) => {
            found.extend(map.get("id").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| ids(value, found));
        }
        Value::Sequence(items) => items.iter().for_each(|item| ids(item, found)),
        _ => {}
    }
}

fn named(lost: &BTreeSet<String>, content: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(content);
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.find(|word| lost.contains(*word)).map(str::to_owned)
}

fn still_named(id: &str, path: &RelPath) -> Error {
    let place = path.case().map_or_else(|| format!("`{path}`"), |id| id.to_string());
    let error = Error::new(
        ErrorKind::Decide,
        format!("later work names what this change brought, so it was not taken back: `{id}`, in {place}"),
    );
    match path.case() {
        Some(case) => error
            .hint(format!(
                "`pikorua log {case}` lists the changes to it; take back the one that names it first."
            ))
            .hint(format!("Or take the name out there: `pikorua edit {case}`.")),
        None => error.hint("Take the name out there first."),
    }
}

//! What was exported so that it tells whose it is: entered in the folder, one small file for each, so that two who export at the
//! same time never collide. It is no input to another export.

use serde::Serialize;

use super::desk::Desk;
use super::disclose;
use crate::error::{Error, Result};
use crate::history::{Commit, Note};
use crate::record::file::RelPath;
use crate::record::value::Date;

/// The fact in the history by which such an entry is told from other changes.
const FACT: &str = "Export";
/// The folder of them.
const PLACE: &str = "exports";

/// An export that tells whose it is.
#[derive(Clone, Debug, Serialize)]
pub struct Export {
    /// The day.
    pub date: Date,
    /// Who made it.
    pub by: String,
    /// The time it is about.
    pub term: String,
    /// Which cases, where somebody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// From which recorded change.
    pub version: String,
    /// How many cases are in it.
    pub cases: usize,
    /// The tables and documents.
    pub what: Vec<String>,
    /// What it rests on: a word of the list `bases`.
    pub basis: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Who gets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// How it is handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
}

impl Desk {
    /// Enters an export; gives the place of the entry.
    pub fn enter_export(&self, export: &Export) -> Result<RelPath> {
        let row = self
            .ids()
            .row('e', |id| self.folder.root().join(format!("{PLACE}/{}-{id}.yaml", export.date)).exists());
        let file: RelPath = format!("{PLACE}/{}-{row}.yaml", export.date).parse().map_err(Error::fault)?;
        let text = serde_yaml::to_string(export)
            .map_err(|e| Error::fault("the entry could not be written").because(e))?;
        let note = Note::new(format!("exported with names: {}", export.term)).with(FACT, &row);
        self.put(&file, &format!("schema: 1\n{text}"), None, note)?;
        Ok(file)
    }

    /// The newest change to the work itself: one that did more than enter what was shared or exported.
    pub fn newest_work(&self) -> Result<Commit> {
        for commit in self.history.commits(None)? {
            let commit = commit?;
            if [FACT, disclose::FACT].iter().all(|fact| commit.note.fact(fact).is_none()) {
                return Ok(commit);
            }
        }
        Err(Error::request("nothing is recorded in this folder yet")
            .hint("`pikorua new` records a request for support."))
    }
}

//! Second versions of files that are no records: which of the two holds.

use super::desk::Desk;
use crate::error::{Error, Result};
use crate::history::Note;
use crate::record::file::RelPath;

/// Which of two versions of a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The one that stands in its place.
    First,
    /// The one that lies beside it.
    Second,
}

impl Desk {
    /// Puts the version that holds in its place, and takes away the second, as one change.
    pub fn choose(&self, second: &RelPath, holds: Version) -> Result<()> {
        let first = second.is_beside().filter(|file| file.case().is_none()).ok_or_else(|| {
            Error::request(format!(
                "`{second}` is not a second version of a file that could be put in place here"
            ))
            .hint(
                "Put into the case what shall stay, with `pikorua edit`, then take the second version away.",
            )
        })?;
        let files = [first, second.clone()];
        for file in &files {
            self.settle(file)?;
        }
        let _recording = self.history.recording()?;
        let [there, beside] = [&files[0], &files[1]].map(|file| self.folder.read_bytes(file));
        let (there, beside) = (there?, beside?);
        let Some(beside) = beside else {
            return Err(Error::request(format!("`{second}` is not there any more"))
                .hint("Somebody may have decided it meanwhile."));
        };
        if holds == Version::Second {
            self.folder.write(&files[0], &beside, there.as_deref())?;
        }
        self.folder.take_away(second, &beside)?;
        let note = Note::new("decided between two versions");
        self.history.commit(&files, &note, &self.author(), &self.author()).map(drop)
    }
}

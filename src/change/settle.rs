//! Recording what lies unrecorded before anything else is changed: a walk that was broken off, a change
//! that could not be recorded at once, or an edit by hand.
//! Nobody's work is recorded under another's name, and nothing is overwritten.

use super::desk::Desk;
use crate::error::Result;
use crate::history::{Author, Change, Note};
use crate::record::file::RelPath;

/// Something that lay unrecorded and is recorded now.
#[derive(Clone, Debug, PartialEq)]
pub enum Noticed {
    /// Answers of a walk that was broken off, by this person.
    Walk {
        /// Whose answers.
        by: String,
    },
    /// Something else that this person changed here, and that could not be recorded at once.
    Change {
        /// Whose change.
        by: String,
    },
    /// An edit that was made without this tool.
    Hand {
        /// The file.
        file: RelPath,
    },
}

/// Who an edit is by that was made without this tool.
pub const BY_HAND: &str = "by hand";

impl Desk {
    /// Records what lies unrecorded in a file; says what it was.
    pub fn settle(&self, file: &RelPath) -> Result<Vec<Noticed>> {
        self.finish()?;
        // read first: where the hub's work is taken in from here on, what is pending is no longer over this
        let recorded = self.history.recorded(file)?;
        let case = file.case();
        let pending = case.as_ref().map(|id| self.private.pending(id)).transpose()?.flatten();
        let mut noticed = Vec::new();
        let forget = || case.as_ref().map_or(Ok(()), |id| self.private.remove_pending(id));
        match self.history.status_of(file)? {
            None => {
                forget()?;
                return Ok(noticed);
            }
            // what somebody wrote before it was taken away comes back with it
            Some(Change::Removed) => return Ok(noticed),
            Some(_) => {}
        }
        if let Some(work) = pending.filter(|work| recorded.as_ref() != Some(&work.content)) {
            let mut note = Note::new(match &work.guide {
                Some(_) => "answers of a walk that was broken off",
                None => "changes that could not be recorded at once",
            });
            if let Some(id) = &case {
                note = note.with("Case", id);
            }
            if let Some(guide) = &work.guide {
                note = note.with("Guide", guide);
            }
            self.history.commit_content(
                file,
                &work.content,
                recorded.as_deref(),
                &note,
                &self.author_of(&work.by),
                &self.author(),
            )?;
            let (by, guide) = (work.by, work.guide);
            noticed.push(if guide.is_some() { Noticed::Walk { by } } else { Noticed::Change { by } });
        }
        forget()?;
        if self.history.status_of(file)?.is_some() {
            let mut note = Note::new("edited by hand");
            if let Some(id) = &case {
                note = note.with("Case", id);
            }
            let files = std::slice::from_ref(file);
            // another program may have recorded it just now
            if self.history.commit(files, &note, &self.by_hand(), &self.author())?.is_some() {
                noticed.push(Noticed::Hand { file: file.clone() });
            }
        }
        Ok(noticed)
    }

    // nobody can tell who typed it; the one who records it is the one at the keyboard
    fn by_hand(&self) -> Author {
        Author { name: BY_HAND.into(), email: String::new(), when: self.now.clone() }
    }
}

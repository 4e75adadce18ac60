//! Recording what lies unrecorded before anything else is changed: a walk that was broken off, a change
//! that could not be recorded at once, or an edit by hand.
//! Nobody's work is recorded under another's name, and nothing is overwritten.

use super::colliding::Meanwhile;
use super::desk::Desk;
use crate::error::Result;
use crate::folder::Pending;
use crate::history::{Author, Change, CommitId, Note};
use crate::record::file::RelPath;
use crate::record::id::CaseId;

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
    /// A new case that this person was recording, of which there was no file yet.
    Begun {
        /// The case.
        case: CaseId,
        /// Whose.
        by: String,
    },
    /// An edit that was made without this tool.
    Hand {
        /// The file.
        file: RelPath,
    },
    /// Somebody else worked on it meanwhile, and both are joined.
    Meanwhile(Meanwhile),
    /// Somebody took the file away meanwhile; with what was written on it, it is there again.
    CameBack {
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
        if self.is_settled(file)? || self.is_gone(file) {
            return Ok(Vec::new());
        }
        let _recording = self.history.recording()?;
        let _writing = self.writing(file)?;
        self.settle_as(file, ["answers of a walk so far", "changes that could not be recorded at once"])
    }

    /// The same while somebody, who holds the guards, is at work on the file: whose work lies there may be at it too.
    pub(super) fn settle_meanwhile(&self, file: &RelPath) -> Result<Vec<Noticed>> {
        self.settle_as(file, ["answers so far", "changed meanwhile"])
    }

    fn is_settled(&self, file: &RelPath) -> Result<bool> {
        let pending = file.case().map(|id| self.private.pending(&id)).transpose()?.flatten();
        Ok(pending.is_none() && matches!(self.history.status_of(file)?, None | Some(Change::Removed)))
    }

    pub(super) fn settle_as(&self, file: &RelPath, [walked, changed]: [&str; 2]) -> Result<Vec<Noticed>> {
        let mut noticed = Vec::new();
        let pending = file.case().map(|id| self.private.pending(&id)).transpose()?.flatten();
        if let Some(work) = pending {
            self.complete(file, &work)?;
            let note = noted(file, Note::new(if work.guide.is_some() { walked } else { changed }));
            let note = match &work.guide {
                Some(guide) => note.with("Guide", guide),
                None => note,
            };
            let lay_here = self.history.status_of(file)?.is_some();
            if lay_here && self.record_work(file, &work, &note)?.is_some() {
                let (by, guide) = (work.by, work.guide);
                noticed.push(if guide.is_some() { Noticed::Walk { by } } else { Noticed::Change { by } });
            } else {
                file.case().map_or(Ok(()), |id| self.private.remove_pending(&id))?;
            }
        }
        if matches!(self.history.status_of(file)?, Some(change) if change != Change::Removed) {
            let note = noted(file, Note::new("edited by hand"));
            let files = std::slice::from_ref(file);
            // another program may have recorded it just now
            if self.history.commit(files, &note, &self.by_hand(), &self.author())?.is_some() {
                noticed.push(Noticed::Hand { file: file.clone() });
            }
        }
        Ok(noticed)
    }

    /// Writes what somebody was about to write when they were ended: the mark was there, and the file as before. A new
    /// case that was never written comes to be, but none comes back that was taken away since.
    fn complete(&self, file: &RelPath, work: &Pending) -> Result<()> {
        let there = self.folder.read_bytes(file)?;
        if !work.was_not_written(there.as_deref()) {
            return Ok(());
        }
        let recorded = self.history.recorded(file)?;
        if recorded.as_ref() != Some(&work.content) && (there.is_some() || recorded.is_none()) {
            self.folder.write(file, &work.content, there.as_deref())?;
        }
        Ok(())
    }

    /// Records what is marked as somebody's, in their name; nothing comes back where it is recorded already.
    pub(super) fn record_work(
        &self,
        file: &RelPath,
        work: &Pending,
        note: &Note,
    ) -> Result<Option<CommitId>> {
        let recorded = self.history.recorded(file)?;
        let made = if recorded.as_ref() == Some(&work.content) {
            None
        } else {
            let author = self.author_of(&work.by);
            let content = work.content.as_slice();
            self.history.commit_content(file, content, recorded.as_deref(), note, &author, &self.author())?
        };
        // it is recorded: a mark that stays says nothing any more, and whoever comes next takes it away
        let _ = file.case().map_or(Ok(()), |id| self.private.remove_pending(&id));
        Ok(made)
    }

    // nobody can tell who typed it; the one who records it is the one at the keyboard
    pub(super) fn by_hand(&self) -> Author {
        Author { name: BY_HAND.into(), email: String::new(), when: self.now.clone() }
    }
}

fn noted(file: &RelPath, note: Note) -> Note {
    match file.case() {
        Some(id) => note.with("Case", id),
        None => note,
    }
}

//! The change that joins two lines of work, file by file.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::joined::{Sided, join};
use super::settle::BY_HAND;
use crate::error::Result;
use crate::history::{Apart, Author, CommitId, Meeting, Note, Step};
use crate::record::file::RelPath;
use crate::record::id::CaseId;

/// Something that a person should know of what was joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Two different cases had been given the same id; the one recorded later has a new one.
    NewId {
        /// The id that both had.
        old: CaseId,
        /// The id of the later one.
        new: CaseId,
    },
    /// Two versions that could not be joined lie side by side.
    Beside {
        /// The file.
        file: RelPath,
        /// Where the other version lies.
        other: RelPath,
    },
    /// Somebody took a file away and somebody else changed it: it is there.
    CameBack {
        /// The file.
        file: RelPath,
    },
}

/// A step that joins two lines of work.
pub(super) struct Joining {
    pub(super) step: Step,
    pub(super) remarks: Vec<Remark>,
}

/// What was decided for each file.
type Decided = BTreeMap<RelPath, Option<Vec<u8>>>;

impl Desk {
    /// The change that joins two lines of work; nothing in the folder has changed yet.
    pub(super) fn joining(&self, ours: &CommitId, theirs: &CommitId) -> Result<Joining> {
        let meeting = self.history.meet(ours, theirs)?;
        let mut decided = BTreeMap::new();
        let mut remarks = Vec::new();
        for apart in &meeting.apart {
            self.decide(&meeting, apart, &mut decided, &mut remarks)?;
        }
        let note = Note::new("joined with the work of others");
        let to = self.history.join(&meeting, &decided, &note, &self.author())?;
        Ok(Joining { step: Step { from: Some(*ours), to }, remarks })
    }

    fn decide(
        &self,
        meeting: &Meeting,
        apart: &Apart,
        decided: &mut Decided,
        remarks: &mut Vec<Remark>,
    ) -> Result<()> {
        let here = self.history.content_at(&apart.ours, &meeting.ours)?;
        let there = self.history.content_at(&apart.theirs, &meeting.theirs)?;
        let base = self.base_of(&apart.base, &meeting.bases, 0)?;
        if base.is_none()
            && let (Some(here), Some(there)) = (&here, &there)
            && let Some(parted) = self.same_id(meeting, &apart.path, here, there, decided)?
        {
            remarks.push(Remark::NewId { old: parted.old, new: parted.new.clone() });
            decided.insert(apart.path.clone(), Some(parted.stays));
            decided.insert(RelPath::of_case(&parted.new), Some(parted.moves));
            return Ok(());
        }
        let ours = self.last_by(&apart.ours, &meeting.ours, &meeting.bases)?;
        let theirs = self.last_by(&apart.theirs, &meeting.theirs, &meeting.bases)?;
        let joined = join(
            &apart.path,
            base.as_deref(),
            Sided { content: here.as_deref(), by: &ours },
            Sided { content: there.as_deref(), by: &theirs },
        );
        if joined.came_back {
            remarks.push(Remark::CameBack { file: apart.path.clone() });
        }
        for place in [&apart.base, &apart.ours, &apart.theirs] {
            decided.insert(place.clone(), None);
        }
        decided.insert(apart.path.clone(), joined.content);
        if let Some((other, content)) = joined.beside {
            remarks.push(Remark::Beside { file: apart.path.clone(), other: other.clone() });
            decided.insert(other, Some(content));
        }
        Ok(())
    }

    /// What both lines had of a file. Where they met crosswise before, they had several versions, and those are joined.
    fn base_of(&self, path: &RelPath, bases: &[CommitId], depth: usize) -> Result<Option<Vec<u8>>> {
        let Some((first, rest)) = bases.split_first() else { return Ok(None) };
        let mut content = self.history.content_at(path, first)?;
        for next in rest {
            let other = self.history.content_at(path, next)?;
            if other == content {
                continue;
            }
            // so deep a past is not looked into: what both have of it now is enough to lose nothing
            let below = if depth < 8 { self.history.bases(first, next)? } else { Vec::new() };
            let below = self.base_of(path, &below, depth + 1)?;
            let by = (self.last_by(path, first, &[])?, self.last_by(path, next, &[])?);
            let sides = (
                Sided { content: content.as_deref(), by: &by.0 },
                Sided { content: other.as_deref(), by: &by.1 },
            );
            content = join(path, below.as_deref(), sides.0, sides.1).content;
        }
        Ok(content)
    }

    // who changed a file last in a line of work; where nobody did, whoever recorded the newest of it. Of an edit by hand
    // nobody can tell more than who was at the keyboard when it was recorded.
    pub(super) fn last_by(&self, path: &RelPath, newest: &CommitId, without: &[CommitId]) -> Result<Author> {
        let mut changes = self.history.since(newest, without, Some(path))?;
        let last = changes.next().unwrap_or_else(|| self.history.change(newest))?;
        let name = if last.author.name == BY_HAND {
            format!("{BY_HAND}, recorded by {}", last.committer.name)
        } else {
            last.author.name
        };
        Ok(Author { name, ..last.author })
    }
}

//! Putting a whole file in place: what an editor wrote, or what the demo brings.

use jiff::Zoned;

use super::desk::Desk;
use crate::error::Result;
use crate::folder::Pending;
use crate::history::{CommitId, Note};
use crate::record::file::RelPath;
use crate::record::id::PersonId;

impl Desk {
    /// The same desk with somebody else at the keyboard, at another moment.
    pub fn hand_over(&mut self, user: PersonId, now: Zoned) {
        self.user = user;
        self.now = now;
    }

    /// Writes a whole file over what was seen of it (nothing, where it is new) and records it.
    pub fn put(
        &self,
        file: &RelPath,
        text: &str,
        seen: Option<&[u8]>,
        note: Note,
    ) -> Result<Option<CommitId>> {
        self.finish()?;
        self.folder.write(file, text.as_bytes(), seen)?;
        let case = file.case();
        let note = match &case {
            Some(id) => note.with("Case", id),
            None => note,
        };
        if let Some(id) = &case {
            self.private.save_pending(id, &self.pending(text.as_bytes(), None))?;
        }
        let recorded =
            self.history.commit(std::slice::from_ref(file), &note, &self.author(), &self.author())?;
        case.as_ref().map_or(Ok(()), |id| self.private.remove_pending(id))?;
        Ok(recorded)
    }

    /// The mark of what is written now and not recorded yet.
    pub(super) fn pending(&self, content: &[u8], guide: Option<String>) -> Pending {
        Pending { content: content.to_vec(), by: self.user.to_string(), guide }
    }
}

//! New cases whose first writing was broken off: the mark was put down, and the file never came to be.

use super::desk::Desk;
use super::settle::Noticed;
use crate::error::Result;
use crate::record::id::CaseId;

impl Desk {
    /// New cases that somebody was recording here when they were ended, before there was a file. The mark holds all of it.
    pub fn begun(&self) -> Result<Vec<CaseId>> {
        let mut begun = self.private.all_pending()?;
        begun.retain(|case| self.is_begun(case).unwrap_or(false));
        Ok(begun)
    }

    /// Writes and records them, as their writers'. Where one cannot be come by now, it waits for the next: it must not be
    /// in the way of other work.
    pub fn bring_begun(&self) -> Result<Vec<Noticed>> {
        let brought = self.begun()?.into_iter().filter_map(|case| self.bring_one(case).ok().flatten());
        Ok(brought.collect())
    }

    fn bring_one(&self, case: CaseId) -> Result<Option<Noticed>> {
        let file = self.folder.case_path(&case);
        self.finish()?;
        let _recording = self.history.recording()?;
        let _writing = self.writing(&file)?;
        // its writer may have lived, and have come to the file by now
        let Some(work) = self.private.pending(&case)?.filter(|_| self.is_begun(&case).unwrap_or(false))
        else {
            return Ok(None);
        };
        self.settle_as(&file, ["a new case that was broken off"; 2])?;
        Ok(Some(Noticed::Begun { case, by: work.by }))
    }

    // what was recorded once was taken away since, and stays away
    fn is_begun(&self, case: &CaseId) -> Result<bool> {
        let file = self.folder.case_path(case);
        let Some(work) = self.private.pending(case)? else { return Ok(false) };
        Ok(work.was_not_written(self.folder.read_bytes(&file)?.as_deref())
            && work.over.is_none()
            && self.history.recorded(&file)?.is_none())
    }
}

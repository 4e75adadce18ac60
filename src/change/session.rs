//! Work on one case: answers go to disk as they come, and are recorded when the work is put down.

use super::desk::Desk;
use super::settle::Noticed;
use crate::error::{Error, ErrorKind, Result};
use crate::history::{CommitId, Note};
use crate::record::case::Case;
use crate::record::case_text::CaseText;
use crate::record::edit::Edit;
use crate::record::file::RelPath;
use crate::record::id::CaseId;

/// Work on one case.
pub struct Session<'d> {
    desk: &'d Desk,
    id: CaseId,
    file: RelPath,
    seen: Option<Vec<u8>>,
    now: CaseText,
    guide: Option<String>,
    noticed: Vec<Noticed>,
}

impl<'d> Session<'d> {
    /// Takes a case up: what lies unrecorded in its file is recorded first.
    pub fn open(desk: &'d Desk, id: &CaseId) -> Result<Session<'d>> {
        let file = desk.folder.case_path(id);
        let text = desk.folder.read_text(&file)?;
        let now = CaseText::read(file.as_str(), &text.text)?;
        let noticed = desk.settle(&file)?;
        let seen = Some(text.bytes().to_vec());
        Ok(Session { desk, id: id.clone(), file, seen, now, guide: None, noticed })
    }

    /// A new case of a kind, with an id that nothing has; it is on disk from its first answer on.
    pub fn create(desk: &'d Desk, kind: &str) -> Result<Session<'d>> {
        let mut ids = desk.ids();
        let (id, file) = loop {
            let id = CaseId::new(desk.now.year(), &mut ids);
            let file = desk.folder.case_path(&id);
            if desk.folder.read_if_there(&file)?.is_none() {
                break (id, file);
            }
        };
        let text =
            format!("schema: {}\nid: {id}\nkind: {kind}\nstatus: draft\n", crate::record::read::LAYOUT);
        let now = CaseText::read(file.as_str(), &text)?;
        Ok(Session { desk, id, file, seen: None, now, guide: None, noticed: Vec::new() })
    }

    /// What a new case begins with, before its first answer.
    pub fn begin_with(&mut self, edits: &[Edit]) -> Result<()> {
        self.now = self.tried(edits)?;
        Ok(())
    }

    /// The id of the case.
    pub fn id(&self) -> &CaseId {
        &self.id
    }

    /// Its file.
    pub fn file(&self) -> &RelPath {
        &self.file
    }

    /// Whether there is a file of it.
    pub fn is_written(&self) -> bool {
        self.seen.is_some()
    }

    /// The case as it is now.
    pub fn case(&self) -> &Case {
        self.now.case()
    }

    /// Its text as it is now, to try things on.
    pub fn text(&self) -> &CaseText {
        &self.now
    }

    /// What was found unrecorded since this was asked last.
    pub fn noticed(&mut self) -> Vec<Noticed> {
        std::mem::take(&mut self.noticed)
    }

    /// From here on what is written belongs to a walk of this guide.
    pub fn walking(&mut self, guide: &str) {
        self.guide = Some(guide.into());
    }

    /// Writes edits to disk, on top of whatever stands there by now.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<()> {
        self.catch_up()?;
        let next = self.tried(edits)?;
        self.write(next)
    }

    /// Writes edits that were tried before, one after the other, on this very text; where it is not the same any more they
    /// are made again on top of what stands there.
    pub fn apply_tried(&mut self, edits: &[Edit], on: &CaseText, made: CaseText) -> Result<()> {
        self.catch_up()?;
        let next = if on.text() == self.now.text() { made } else { self.tried(edits)? };
        self.write(next)
    }

    fn tried(&self, edits: &[Edit]) -> Result<CaseText> {
        let next = self.now.apply(edits)?;
        let missing = next.missing_ids(&mut self.desk.ids());
        if missing.is_empty() { Ok(next) } else { next.apply(&missing) }
    }

    fn write(&mut self, next: CaseText) -> Result<()> {
        if next.text() == self.now.text() && self.seen.is_some() {
            return Ok(());
        }
        let bytes = next.text().as_bytes();
        self.desk.folder.write(&self.file, bytes, self.seen.as_deref())?;
        // where it cannot be recorded now, it is recorded later in the same name
        self.desk.private.save_pending(&self.id, &self.desk.pending(bytes, self.guide.clone()))?;
        self.seen = Some(bytes.to_vec());
        self.now = next;
        Ok(())
    }

    // somebody may have written since: theirs is recorded, and the edits go on top of it
    fn catch_up(&mut self) -> Result<()> {
        let there = self.desk.folder.read_if_there(&self.file)?;
        let bytes = there.as_ref().map(|file| file.bytes().to_vec());
        if bytes == self.seen {
            return Ok(());
        }
        let Some(file) = there else {
            return Err(Error::new(ErrorKind::Decide, format!("`{}` was taken away meanwhile", self.file))
                .hint("Put it back, or ask whoever took it away. Its history is still there."));
        };
        let text = CaseText::read(self.file.as_str(), &file.text)?;
        let settled = self.desk.settle(&self.file)?;
        self.noticed.extend(settled);
        self.seen = bytes;
        self.now = text;
        Ok(())
    }

    /// Records what was written; nothing comes back where nothing was.
    pub fn record(&self, note: Note) -> Result<Option<CommitId>> {
        self.desk.finish()?;
        let author = self.desk.author();
        let note = note.with("Case", &self.id);
        let note = match &self.guide {
            Some(guide) => note.with("Guide", guide),
            None => note,
        };
        let recorded = self.desk.history.commit(std::slice::from_ref(&self.file), &note, &author, &author)?;
        self.desk.private.remove_pending(&self.id)?;
        Ok(recorded)
    }
}

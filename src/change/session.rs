//! Work on one case: answers go to disk as they come, and are recorded when the work is put down.

use super::colliding::{Collided, Versions};
use super::desk::Desk;
use super::put::written_all_the_same;
use super::settle::Noticed;
use crate::error::Result;
use crate::folder::Pending;
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
    // the newest change when it was read last
    began: Option<CommitId>,
    // whether something was written that was not recorded by this session
    wrote: bool,
    noticed: Vec<Noticed>,
    collided: Vec<Collided>,
}

impl<'d> Session<'d> {
    /// Takes a case up: what lies unrecorded in its file is recorded first.
    pub fn open(desk: &'d Desk, id: &CaseId) -> Result<Session<'d>> {
        let file = desk.folder.case_path(id);
        let text = desk.folder.read_text(&file)?;
        CaseText::read(file.as_str(), &text.text)?;
        let noticed = desk.settle(&file)?;
        // what was broken off may have been finished
        let text = desk.folder.read_text(&file)?;
        let now = CaseText::read(file.as_str(), &text.text)?;
        let seen = Some(text.bytes().to_vec());
        Session::of(desk, id.clone(), file, seen, now).map(|session| Session { noticed, ..session })
    }

    /// A new case of a kind, with an id that nothing has; it is on disk from its first answer on.
    pub fn create(desk: &'d Desk, kind: &str) -> Result<Session<'d>> {
        let mut ids = desk.ids();
        let (id, file) = loop {
            let id = CaseId::new(desk.now.year(), &mut ids);
            let file = desk.folder.case_path(&id);
            let is_taken = desk.folder.read_if_there(&file)?.is_some() || desk.is_gone(&file);
            if !is_taken && desk.private.pending(&id)?.is_none() {
                break (id, file);
            }
        };
        let text =
            format!("schema: {}\nid: {id}\nkind: {kind}\nstatus: draft\n", crate::record::read::LAYOUT);
        let now = CaseText::read(file.as_str(), &text)?;
        Session::of(desk, id, file, None, now)
    }

    fn of(
        desk: &'d Desk,
        id: CaseId,
        file: RelPath,
        seen: Option<Vec<u8>>,
        now: CaseText,
    ) -> Result<Session<'d>> {
        let began = desk.history.newest()?;
        let (noticed, collided) = (Vec::new(), Vec::new());
        Ok(Session { desk, id, file, seen, now, guide: None, began, wrote: false, noticed, collided })
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

    /// What was found unrecorded, and what others did meanwhile, since this was asked last.
    pub fn noticed(&mut self) -> Vec<Noticed> {
        std::mem::take(&mut self.noticed)
    }

    /// Where somebody else wrote something different in the same place, since this was asked last. The record keeps both.
    pub fn collided(&mut self) -> Vec<Collided> {
        std::mem::take(&mut self.collided)
    }

    /// From here on what is written belongs to a walk of this guide.
    pub fn walking(&mut self, guide: &str) {
        self.guide = Some(guide.into());
    }

    /// Writes edits to disk. Where somebody else wrote meanwhile, the two are joined.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<()> {
        let next = self.tried(edits)?;
        self.write(next)
    }

    /// Writes edits that were tried before, one after the other, on this very text; where it is not the same any more they
    /// are made again on top of what it is.
    pub fn apply_tried(&mut self, edits: &[Edit], on: &CaseText, made: CaseText) -> Result<()> {
        let next = if on.text() == self.now.text() { made } else { self.tried(edits)? };
        self.write(next)
    }

    fn tried(&self, edits: &[Edit]) -> Result<CaseText> {
        let next = self.now.apply(edits)?;
        let missing = next.missing_ids(&mut self.desk.ids());
        if missing.is_empty() { Ok(next) } else { next.apply(&missing) }
    }

    fn write(&mut self, next: CaseText) -> Result<()> {
        let next = self.desk.dating_change(&self.now, next)?;
        if next.text() == self.now.text() && self.seen.is_some() {
            return Ok(());
        }
        let guard = self.desk.writing(&self.file)?;
        if self.is_as_seen()? {
            return self.place(next, self.seen.clone());
        }
        // recording is guarded first, always
        drop(guard);
        self.meet(&next)
    }

    // as it was seen, and nobody else's work lies unrecorded in it
    fn is_as_seen(&self) -> Result<bool> {
        let pending = self.desk.private.pending(&self.id)?;
        let free = pending.is_none_or(|work| self.is_ours(&work));
        Ok(free && self.desk.folder.read_bytes(&self.file)? == self.seen)
    }

    fn is_ours(&self, work: &Pending) -> bool {
        work.by == self.desk.user.as_str() && Some(&work.content) == self.seen.as_ref()
    }

    fn place(&mut self, next: CaseText, there: Option<Vec<u8>>) -> Result<()> {
        let bytes = next.text().as_bytes();
        let mark = self.desk.pending(bytes, self.guide.clone(), there.as_deref());
        self.desk.place(&self.id, &self.file, &mark, there.as_deref())?;
        self.seen = Some(bytes.to_vec());
        self.now = next;
        self.wrote = true;
        Ok(())
    }

    // somebody wrote since: theirs is recorded as theirs, and both are joined
    fn meet(&mut self, ours: &CaseText) -> Result<()> {
        self.desk.finish()?;
        let (_recording, _writing) = (self.desk.history.recording()?, self.desk.writing(&self.file)?);
        // what it is told of is the joining
        self.desk.settle_meanwhile(&self.file)?;
        let there = self.desk.folder.read_if_there(&self.file)?;
        let theirs = there.as_ref().map(|file| file.bytes().to_vec());
        let Some(theirs) = theirs.filter(|theirs| Some(theirs) != self.seen.as_ref()) else {
            if there.is_none() && self.seen.is_some() {
                // what is typed is not lost with it, and it can be taken away again
                self.noticed.push(Noticed::CameBack { file: self.file.clone() });
            }
            return self.place(ours.clone(), there.map(|file| file.bytes().to_vec()));
        };
        let versions = Versions { base: self.seen.as_deref(), ours: ours.text(), theirs: &theirs };
        let met = self.desk.meet(&self.file, &versions, self.began.as_ref())?;
        let joined = CaseText::read(self.file.as_str(), &met.text)?;
        self.place(joined, Some(theirs))?;
        self.began = self.desk.history.newest()?;
        self.noticed.push(Noticed::Meanwhile(met.meanwhile));
        self.collided.extend(met.collided);
        Ok(())
    }

    /// Records what was written; nothing comes back where nothing was.
    pub fn record(&mut self, note: Note) -> Result<Option<CommitId>> {
        let wrote = self.wrote;
        self.record_it(note).map_err(|error| if wrote { written_all_the_same(error) } else { error })
    }

    fn record_it(&mut self, note: Note) -> Result<Option<CommitId>> {
        self.desk.finish()?;
        let (_recording, _writing) = (self.desk.history.recording()?, self.desk.writing(&self.file)?);
        let work = self.desk.private.pending(&self.id)?.filter(|work| self.is_ours(work));
        let wrote = std::mem::take(&mut self.wrote);
        let Some(work) = work else {
            // whoever came here since has recorded it already, in the name of who wrote it
            return if wrote { self.desk.history.newest() } else { Ok(None) };
        };
        let note = note.with("Case", &self.id);
        let note = match &self.guide {
            Some(guide) => note.with("Guide", guide),
            None => note,
        };
        let recorded = self.desk.record_work(&self.file, &work, &note)?;
        self.began = self.desk.history.newest()?;
        Ok(recorded)
    }
}

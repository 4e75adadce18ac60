//! Putting a whole file in place: what an editor wrote, or what the demo brings.

use jiff::Zoned;

use super::alone::alone_with;
use super::colliding::{Collided, Versions};
use super::desk::Desk;
use super::settle::Noticed;
use crate::error::{Error, Result};
use crate::folder::{Pending, known_by};
use crate::guard::Guard;
use crate::history::{CommitId, Note};
use crate::record::case_text::CaseText;
use crate::record::edit::Edit;
use crate::record::file::RelPath;
use crate::record::heard::is_news;
use crate::record::id::{CaseId, PersonId};
use crate::record::path::Path;

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
        self.put_over(file, text, Seen { content: seen, newest: None }, note).map(|put| put.recorded)
    }

    /// The same where somebody may have been at it for long. Where others wrote meanwhile, the two are joined.
    pub fn put_over(&self, file: &RelPath, text: &str, seen: Seen<'_>, note: Note) -> Result<Put> {
        self.finish()?;
        let _recording = self.history.recording()?;
        let _writing = self.writing(file)?;
        let mut put = Put::default();
        let mut text = match seen.content.and_then(|seen| std::str::from_utf8(seen).ok()) {
            Some(before) if file.case().is_some() => self.dated(file, before, text)?,
            _ => text.to_owned(),
        };
        let mut there = self.folder.read_bytes(file)?;
        if there.as_deref() != seen.content {
            self.settle_meanwhile(file)?;
            there = self.folder.read_bytes(file)?;
            if let (Some(theirs), Some(_)) = (&there, seen.content) {
                let versions = Versions { base: seen.content, ours: &text, theirs };
                let met = self.meet(file, &versions, seen.newest.as_ref())?;
                put.noticed.push(Noticed::Meanwhile(met.meanwhile));
                (text, put.collided, put.asks) = (met.text, met.collided, met.asks);
            }
        }
        let over = if seen.content.is_some() && there.is_some() { there.as_deref() } else { seen.content };
        put.recorded = self.put_there(file, &text, over, note)?;
        Ok(put)
    }

    // a record that cannot be read, before or after, says nothing of a plan
    fn dated(&self, file: &RelPath, before: &str, after: &str) -> Result<String> {
        match (CaseText::read(file.as_str(), before), CaseText::read(file.as_str(), after)) {
            (Ok(before), Ok(next)) => Ok(self.dating_change(&before, next)?.text().to_owned()),
            _ => Ok(after.to_owned()),
        }
    }

    /// The text with the day on it where it changes a plan that people had said yes to: whichever way it was changed, it
    /// is asked about.
    pub(super) fn dating_change(&self, before: &CaseText, next: CaseText) -> Result<CaseText> {
        let today = self.today();
        let known = next.case().plan.changed_on == Some(today);
        if known || !is_news(&before.case().plan, &next.case().plan, today) {
            return Ok(next);
        }
        next.apply(&[Edit::Set { path: Path::parse("plan.changed_on"), value: today.to_string().into() }])
    }

    fn put_there(
        &self,
        file: &RelPath,
        text: &str,
        there: Option<&[u8]>,
        note: Note,
    ) -> Result<Option<CommitId>> {
        let Some(id) = file.case() else {
            self.folder.write(file, text.as_bytes(), there)?;
            return self.history.commit(std::slice::from_ref(file), &note, &self.author(), &self.author());
        };
        let work = self.pending(text.as_bytes(), None, there);
        self.place(&id, file, &work, there)?;
        self.record_work(file, &work, &note.with("Case", &id)).map_err(written_all_the_same)
    }

    /// Holds the guard of a case while it is written to; nothing is held for other files.
    pub(super) fn writing(&self, file: &RelPath) -> Result<Option<Guard<'_>>> {
        alone_with(&self.folder, &self.history, &self.private, file)
    }

    /// Writes a case's file, its mark first: whatever ends it in between, what was typed is there and known as whose it is.
    pub(super) fn place(
        &self,
        id: &CaseId,
        file: &RelPath,
        work: &Pending,
        there: Option<&[u8]>,
    ) -> Result<()> {
        self.refuse_gone(file)?;
        let before = self.private.pending(id)?;
        let marked = self.private.save_pending(id, work);
        let written = marked.and_then(|()| self.folder.write(file, &work.content, there));
        match written {
            // it stands there all the same, and is its writer's
            Err(_) if self.folder.holds(file, &work.content) => written,
            Err(why) => Err(self.unmark(id, before.as_ref(), why)),
            Ok(()) => Ok(()),
        }
    }

    // what is said not to be written must not come to be later
    fn unmark(&self, id: &CaseId, before: Option<&Pending>, why: Error) -> Error {
        let back = match before {
            _ if self.private.pending(id).is_ok_and(|now| now.as_ref() == before) => Ok(()),
            Some(before) => self.private.save_pending(id, before),
            None => self.private.remove_pending(id),
        };
        match back {
            Ok(()) => why.hint("Nothing of this was written."),
            Err(_) => Error::new(why.kind, why.to_string())
                .hint("What you wrote is kept aside, and the next change here writes it: look before you enter it again.")
                .hint("Make room on the disk, and look whether the drive is still connected."),
        }
    }

    /// The mark of what is written now and not recorded yet.
    pub(super) fn pending(&self, content: &[u8], guide: Option<String>, over: Option<&[u8]>) -> Pending {
        Pending { content: content.to_vec(), by: self.user.to_string(), guide, over: over.map(known_by) }
    }
}

/// What was written stands in the record, though it could not be recorded.
pub(super) fn written_all_the_same(mut error: Error) -> Error {
    let why = error.to_string();
    // whoever did it again would have it twice
    error.hints.retain(|hint| !hint.contains("try again") && !hint.contains("same again"));
    error.hints.insert(0, "The next change here records it, in your name: do not enter it again.".into());
    error.message = "what you wrote stands in the record, and could not be put into the history yet".into();
    error.causes = vec![why];
    error
}

/// What somebody saw of a file when they began.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Its content; none where there was no file.
    pub content: Option<&'a [u8]>,
    /// The newest change then, where it is known.
    pub newest: Option<CommitId>,
}

/// What became of putting a file in place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Put {
    /// The change by which it is recorded; none where nothing changed.
    pub recorded: Option<CommitId>,
    /// What others did meanwhile.
    pub noticed: Vec<Noticed>,
    /// Whether somebody else wrote something different in the same place. The file keeps both.
    pub asks: bool,
    /// Where they did, in a case.
    pub collided: Vec<Collided>,
}

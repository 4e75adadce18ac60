//! Bringing the files of the folder to what the history goes forward to, and finishing what was broken off.

use super::alone::alone_with;
use super::desk::Desk;
use super::joined::{Sided, join};
use crate::error::{Error, ErrorKind, Result};
use crate::folder::{Folder, Pending, Private, known_by};
use crate::history::{Advanced, Author, History, Step, Turn};
use crate::record::file::RelPath;

/// What is at work on a folder's files.
#[derive(Clone, Copy)]
pub(super) struct Hands<'a> {
    pub(super) folder: &'a Folder,
    pub(super) history: &'a History,
    pub(super) private: &'a Private,
    pub(super) who: &'a Author,
}

impl Desk {
    /// Finishes taking in the hub's work, and letting go of cases, where that was broken off here. Whoever changes something
    /// comes by here first.
    pub fn finish(&self) -> Result<()> {
        while let Some(open) = self.history.unfinished()? {
            let who = self.author();
            let hands = self.hands(&who);
            if hands.go(&open, None)? == Advanced::Done {
                continue;
            }
            // a git program recorded something in between: both are joined, and that is gone forward to
            let Some(newest) = self.history.newest()? else { continue };
            let step = self.joining(&newest, &open.to)?.step;
            hands.go(&step, Some(&open))?;
        }
        self.finish_letting_go()
    }

    pub(super) fn hands<'a>(&'a self, who: &'a Author) -> Hands<'a> {
        Hands { folder: &self.folder, history: &self.history, private: &self.private, who }
    }
}

impl Hands<'_> {
    /// Goes forward. What can be known to be in the way is looked at before anything is changed.
    pub(super) fn go(&self, step: &Step, instead_of: Option<&Step>) -> Result<Advanced> {
        for turn in self.history.turns(step)? {
            let (_, new) = self.history.contents_of(&turn)?;
            self.folder.is_in_the_way(&turn.path, new.map_or(0, |new| new.len()))?;
        }
        self.history.advance(step, instead_of, self.who, &mut |turns| {
            turns.iter().try_for_each(|turn| self.bring(turn))
        })
    }

    /// Brings one file to its new content. It is as it was, or has been brought already, or somebody changed it since,
    /// before it was brought or after: then the two changes are joined, which changes nothing where it holds both.
    fn bring(&self, turn: &Turn) -> Result<()> {
        let (old, new) = self.history.contents_of(turn)?;
        self.history.still_recording();
        let _writing = alone_with(self.folder, self.history, self.private, &turn.path)?;
        if turn.path.case().is_none() {
            // the guard of recording is held, as by everybody who writes such a file
            self.folder.sweep(&turn.path);
        }
        let step = |there: Option<&[u8]>| self.carried(&turn.path, old.as_deref(), there, new.as_deref());
        for _ in 0..5 {
            let there = self.folder.read_bytes(&turn.path)?;
            let next = match &there {
                // taken away by hand, which is not recorded: it comes back with what others wrote
                None => Carried { content: new.clone(), beside: None },
                Some(there) => step(Some(there)),
            };
            // before the file itself: what is beside it must not be missing, whatever happens
            if let Some((path, content)) = &next.beside {
                self.put(path, self.folder.read_bytes(path)?.as_deref(), Some(content))?;
            }
            // the mark of what somebody wrote goes before the file, here as everywhere
            self.bring_pending(turn, &step, there.as_deref(), next.content.as_deref())?;
            match self.put(&turn.path, there.as_deref(), next.content.as_deref()) {
                Err(e) if e.kind == ErrorKind::Decide => continue,
                done => return done,
            }
        }
        Err(Error::new(ErrorKind::Busy, format!("`{}` is being changed all the time", turn.path))
            .hint("Close it in other programs, then do the same again."))
    }

    // what somebody wrote here and has not recorded stays theirs, and gets what others wrote like the file itself
    fn bring_pending(
        &self,
        turn: &Turn,
        step: &dyn Fn(Option<&[u8]>) -> Carried,
        there: Option<&[u8]>,
        next: Option<&[u8]>,
    ) -> Result<()> {
        let Some(case) = turn.path.case() else { return Ok(()) };
        let Some(work) = self.private.pending(&case)? else { return Ok(()) };
        let Some(content) = step(Some(&work.content)).content else { return Ok(()) };
        let over = if work.was_not_written(there) { next.map(known_by) } else { work.over };
        let brought = Pending { content, over, ..work.clone() };
        if brought == work { Ok(()) } else { self.private.save_pending(&case, &brought) }
    }

    fn carried(
        &self,
        path: &RelPath,
        old: Option<&[u8]>,
        there: Option<&[u8]>,
        new: Option<&[u8]>,
    ) -> Carried {
        if there == old || there == new {
            return Carried { content: new.map(<[u8]>::to_vec), beside: None };
        }
        let side = |content| Sided { content, by: self.who };
        let joined = join(path, old, side(there), side(new));
        Carried { content: joined.content, beside: joined.beside }
    }

    fn put(&self, path: &RelPath, there: Option<&[u8]>, content: Option<&[u8]>) -> Result<()> {
        match (there, content) {
            (there, Some(content)) => self.folder.write(path, content, there),
            (Some(there), None) => self.folder.take_away(path, there),
            (None, None) => Ok(()),
        }
    }
}

struct Carried {
    content: Option<Vec<u8>>,
    beside: Option<(RelPath, Vec<u8>)>,
}

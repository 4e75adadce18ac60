//! Going forward to a change that came from elsewhere: the files of the folder and the history together.
//!
//! In this order, holding the branch's lock from the first look to the last step, so that nobody records meanwhile:
//!
//! 1. A mark is put on the disk, from where to where: `.git/pikorua/exchange/TO`.
//! 2. Each file that differs is brought to its new content; none is written over unless it was seen.
//! 3. Git's index follows, then the branch moves.
//! 4. The mark goes.
//!
//! Whoever dies in between leaves the mark. While there is one whose change is not part of the history, nothing is
//! recorded ([`History::commit`] refuses), because a file may be newer than the history says and would be taken for
//! somebody's work here; whoever changes something next goes forward to the same change first. Each step can be done
//! again: a file is as before, or as it shall be, or was edited since, and then both changes are joined.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use git2::{Delta, Oid};

use super::carry::sync_folder;
use super::commit::Contents;
use super::fail::plain;
use super::note::{Author, CommitId};
use super::open::History;
use super::read::Git;
use crate::error::{Error, ErrorKind, Result};
use crate::record::file::RelPath;

/// From where to where the history goes; from nothing, where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The newest change before.
    pub from: Option<CommitId>,
    /// The newest change after.
    pub to: CommitId,
}

/// One file that differs between the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Where it lies.
    pub path: RelPath,
    old: Option<Oid>,
    new: Option<Oid>,
}

/// The content of a file before and after; nothing where it was or will not be there.
pub type BeforeAndAfter = (Option<Vec<u8>>, Option<Vec<u8>>);

/// What became of going forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advanced {
    /// The history and the folder are there.
    Done,
    /// Something else was recorded meanwhile; nothing was changed.
    Overtaken,
}

impl History {
    /// Goes forward. `bring` is handed every file that differs and puts it in place; the mark that another attempt left,
    /// where this step takes its place, is `instead_of`.
    pub fn advance(
        &self,
        step: &Step,
        instead_of: Option<&Step>,
        who: &Author,
        bring: &mut dyn FnMut(&[Turn]) -> Result<()>,
    ) -> Result<Advanced> {
        let turns = self.turns(step)?;
        self.past_locks(&mut || self.try_advance(step, instead_of, who, &turns, bring))?
    }

    fn try_advance(
        &self,
        step: &Step,
        instead_of: Option<&Step>,
        who: &Author,
        turns: &[Turn],
        bring: &mut dyn FnMut(&[Turn]) -> Result<()>,
    ) -> Git<Result<Advanced>> {
        let branch = match self.branch() {
            Ok(branch) => branch,
            Err(e) => return Ok(Err(e)),
        };
        let mut held = self.repo.transaction()?;
        held.lock_ref(&branch)?;
        let tip = self.tip()?.map(|tip| tip.id());
        if self.holds(tip, step.to.0)? {
            return Ok(self.forget(step).map(|()| Advanced::Done));
        }
        let others = match self.half_done(tip) {
            Ok(marks) => marks.into_iter().filter(|mark| mark != step && Some(mark) != instead_of).count(),
            Err(e) => return Ok(Err(e)),
        };
        if tip != step.from.map(|from| from.0) || others > 0 {
            return Ok(Ok(Advanced::Overtaken));
        }
        if let Err(e) = self.mark(step).and_then(|()| bring(turns)) {
            return Ok(Err(e));
        }
        let contents: Contents = turns.iter().map(|turn| (turn.path.clone(), turn.new)).collect();
        self.stage(&contents)?;
        let signature = who.signature()?;
        held.set_target(&branch, step.to.0, Some(&signature), "exchange: work of others")?;
        held.commit()?;
        let marks = [Some(step), instead_of];
        Ok(marks.into_iter().flatten().try_for_each(|mark| self.forget(mark)).map(|()| Advanced::Done))
    }

    /// The content of a file before and after.
    pub fn contents_of(&self, turn: &Turn) -> Result<BeforeAndAfter> {
        let read = |id: Oid| -> Git<Vec<u8>> { Ok(self.repo.find_blob(id)?.content().to_vec()) };
        let both = || Ok((turn.old.map(read).transpose()?, turn.new.map(read).transpose()?));
        both().map_err(plain("read"))
    }

    /// Every file that differs between the two ends of a step, in the order of their paths. Files whose names do not
    /// mean the same everywhere stay in the history only.
    pub fn turns(&self, step: &Step) -> Result<Vec<Turn>> {
        let differing = || {
            let tree = |id: CommitId| self.repo.find_commit(id.0)?.tree();
            let old = step.from.map(tree).transpose()?;
            let diff = self.repo.diff_tree_to_tree(old.as_ref(), Some(&tree(step.to)?), None)?;
            let file = |file: git2::DiffFile<'_>| {
                Some(file.id()).filter(|id| !id.is_zero() && file.mode() != git2::FileMode::Commit)
            };
            let turn = |delta: git2::DiffDelta<'_>| {
                let side = if delta.status() == Delta::Deleted { delta.old_file() } else { delta.new_file() };
                let path = side.path()?.to_str()?.parse().ok()?;
                Some(Turn { path, old: file(delta.old_file()), new: file(delta.new_file()) })
            };
            Git::Ok(diff.deltas().filter_map(turn).filter(|turn| turn.old != turn.new).collect::<Vec<_>>())
        };
        let mut turns = differing().map_err(plain("read"))?;
        turns.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(turns)
    }

    /// A step that somebody began here and did not finish.
    pub fn unfinished(&self) -> Result<Option<Step>> {
        if fs::symlink_metadata(self.repo.path().join("pikorua").join(MARKS)).is_err() {
            return Ok(None);
        }
        let tip = self.tip().map_err(plain("read"))?.map(|tip| tip.id());
        self.half_done(tip).map(|marks| marks.into_iter().next())
    }

    /// Refuses where a step is half done.
    pub(super) fn nothing_half_done(&self, tip: Option<Oid>) -> Result<()> {
        match self.half_done(tip)?.first() {
            None => Ok(()),
            Some(_) => {
                Err(Error::new(ErrorKind::Busy, "taking in work from the hub was broken off in this folder")
                    .hint("Do the same again: it is finished first. What you typed is safe."))
            }
        }
    }

    // marks whose change is part of the history are done, whoever should have taken them away
    fn half_done(&self, tip: Option<Oid>) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        for step in self.marks()? {
            match self.holds(tip, step.to.0) {
                Ok(true) => self.forget(&step)?,
                Ok(false) => steps.push(step),
                Err(e) => return Err(plain("read")(e)),
            }
        }
        Ok(steps)
    }

    /// Whether a change is a newest one or part of what led to it.
    pub(super) fn holds(&self, tip: Option<Oid>, change: Oid) -> Git<bool> {
        match tip {
            Some(tip) => Ok(tip == change || self.repo.graph_descendant_of(tip, change)?),
            None => Ok(false),
        }
    }

    fn marks(&self) -> Result<Vec<Step>> {
        let entries = match fs::read_dir(self.marks_dir()?) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(unmarked(e)),
        };
        let mut steps = Vec::new();
        for entry in entries {
            let entry = entry.map_err(unmarked)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // what is not whole yet has another name
            let Ok(to) = Oid::from_str(&name) else { continue };
            let text = match fs::read_to_string(entry.path()) {
                Ok(text) => text,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(unmarked(e)),
            };
            let from = match text.trim() {
                NOTHING => None,
                id => Some(Oid::from_str(id).map(CommitId).map_err(unmarked)?),
            };
            steps.push(Step { from, to: CommitId(to) });
        }
        steps.sort_by_key(|step| step.to);
        Ok(steps)
    }

    fn mark(&self, step: &Step) -> Result<()> {
        let dir = self.marks_dir()?;
        let from = step.from.map_or_else(|| NOTHING.to_owned(), |from| from.to_string());
        let write = || {
            fs::create_dir_all(&dir)?;
            // whoever marks holds the branch's lock, so what is not whole yet is of somebody who was ended
            for entry in fs::read_dir(&dir)?.flatten() {
                if entry.file_name().to_string_lossy().starts_with(".tmp") {
                    let _ = fs::remove_file(entry.path());
                }
            }
            let mut whole = tempfile::NamedTempFile::new_in(&dir)?;
            writeln!(whole, "{from}")?;
            whole.as_file().sync_all()?;
            whole.persist(dir.join(step.to.to_string()))?;
            sync_folder(&dir)
        };
        write().map_err(unmarked)
    }

    fn forget(&self, step: &Step) -> Result<()> {
        match fs::remove_file(self.marks_dir()?.join(step.to.to_string())) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(unmarked(e)),
            _ => Ok(()),
        }
    }

    fn marks_dir(&self) -> Result<PathBuf> {
        self.private_dir().map(|dir| dir.join(MARKS))
    }
}

/// Where the marks lie.
const MARKS: &str = "exchange";

/// What a mark says of a history that begins.
const NOTHING: &str = "nothing";

fn unmarked(e: impl std::fmt::Display) -> Error {
    Error::request("what this folder remembers of the exchange with the hub could not be read or written")
        .because(e)
        .hint("Make room on the disk and look at the folder's rights, then try again. The case files are not touched.")
}

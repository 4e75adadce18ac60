//! Letting go of cases for good: the past is written anew without them, the names move to it, and the old objects go.
//!
//! In this order, so that whatever ends it loses nothing else and can be done again:
//!
//! 1. A mark names the cases (`pikorua/disposing`).
//! 2. The new objects are put in, one pack (`history/rewrite.rs`). In a folder the files have gone before that.
//! 3. The names move, each from exactly what was seen of it, all of them behind their locks.
//! 4. What no name leads to any more goes (`history/sweep.rs`).
//! 5. The mark goes.
//!
//! Whoever finds the mark begins again at 2: writing anew what is written anew already changes nothing.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository, RepositoryState};

use super::carry::sync_folder;
use super::fail::plain;
use super::hub::{BRANCH, Hub, Sent, with_hub};
use super::note::{Author, CommitId, Note};
use super::open::{History, PRIVATE};
use super::read::Git;
use super::rewrite::{Anew, rewrite};
use super::sweep::{Name, names, sweep};
use crate::error::{Error, Result};
use crate::guard::RECORDING;
use crate::record::disposed::is_named_after;
use crate::record::file::RelPath;
use crate::record::id::CaseId;

/// What is put on top of the past that was written anew: the list of what was disposed of.
#[derive(Clone, Copy, Debug)]
pub struct OnTop<'a> {
    /// The file.
    pub path: &'a RelPath,
    /// Its new content.
    pub content: &'a [u8],
    /// What is said about it.
    pub note: &'a Note,
    /// Who did it.
    pub author: &'a Author,
}

/// How often it is begun again where a name moves meanwhile.
const TRIES: usize = 20;

impl Hub {
    /// Lets go of cases in the hub, where the newest there is still what was seen of it.
    pub fn dispose(&self, over: &CommitId, of: &[CaseId], on_top: OnTop<'_>) -> Result<Sent> {
        let guard = self.guards.take(RECORDING, "the hub", super::open::PATIENCE)?;
        let mark = mark(&self.repo);
        let failed = with_hub(self.place(), "written");
        begin(&mark, of)?;
        self.clear_left(&guard);
        let moved = || {
            for _ in 0..TRIES {
                let (seen, anew) = self.anew(of)?;
                if !seen.iter().any(|seen| seen.name == BRANCH && seen.change == over.0) {
                    return Ok(false);
                }
                let newest = put_on_top(&self.repo, anew[&over.0], &on_top)?;
                if turn(&self.repo, &seen, &anew, Some((BRANCH, newest)), on_top.author)? {
                    return Ok(true);
                }
            }
            Err(git2::Error::from_str("the names in it move all the time"))
        };
        let moved = moved().map_err(&failed)?;
        // where somebody was faster nothing has happened but that some objects lie there for nothing
        sweep(&self.repo).map_err(failed)?;
        finished(&mark)?;
        Ok(if moved { Sent::Done } else { Sent::Faster })
    }

    /// The cases of which letting go was begun in it and not finished; nothing where none is.
    pub fn disposing(&self) -> Option<Vec<CaseId>> {
        marked(&mark(&self.repo))
    }

    /// Finishes letting go, where it was begun here and broken off.
    pub fn finish_disposing(&self, of: &[CaseId], who: &Author) -> Result<()> {
        let mark = mark(&self.repo);
        let guard = self.guards.take(RECORDING, "the hub", super::open::PATIENCE)?;
        self.clear_left(&guard);
        let again = || {
            for _ in 0..TRIES {
                let (seen, anew) = self.anew(of)?;
                if turn(&self.repo, &seen, &anew, None, who)? {
                    break;
                }
            }
            sweep(&self.repo)
        };
        again().map_err(with_hub(self.place(), "written"))?;
        finished(&mark)
    }

    fn anew(&self, of: &[CaseId]) -> Git<(Vec<Name>, Anew)> {
        let seen = names(&self.repo)?;
        let tips: Vec<Oid> = seen.iter().map(|seen| seen.change).collect();
        let anew = rewrite(&self.repo, &tips, of, &|| self.guards.touch(RECORDING))?;
        Ok((seen, anew))
    }
}

impl History {
    /// The cases of which letting go was begun in this folder and not finished; nothing where none is.
    pub fn disposing(&self) -> Option<Vec<CaseId>> {
        marked(&mark(&self.repo))
    }

    /// Remembers that letting go of these cases was begun.
    pub fn begin_disposing(&self, of: &[CaseId]) -> Result<()> {
        self.nothing_in_the_way()?;
        self.private_dir()?;
        begin(&mark(&self.repo), of)
    }

    /// Forgets it, because it is done.
    pub fn disposing_is_done(&self) -> Result<()> {
        finished(&mark(&self.repo))
    }

    /// Lets go of cases in this folder's history. Their files have gone from the folder before.
    pub fn let_go(&self, of: &[CaseId], who: &Author) -> Result<()> {
        self.nothing_in_the_way()?;
        let _recording = self.recording()?;
        for _ in 0..TRIES {
            let looked = || {
                let seen = names(&self.repo)?;
                let tips: Vec<Oid> = seen.iter().map(|seen| seen.change).collect();
                Git::Ok((rewrite(&self.repo, &tips, of, &|| self.still_recording())?, seen))
            };
            let (anew, seen) = looked().map_err(plain("written"))?;
            let turned = self.past_locks(&mut || {
                let turned = turn(&self.repo, &seen, &anew, None, who)?;
                if turned {
                    self.unstage(of)?;
                }
                Ok(turned)
            })?;
            if turned {
                return sweep(&self.repo).map_err(plain("written"));
            }
        }
        Err(super::fail::busy())
    }

    /// Takes what is named after cases out of git's index.
    fn unstage(&self, of: &[CaseId]) -> Git<()> {
        let mut index = self.repo.index()?;
        index.read(false)?;
        let named =
            |path: &[u8]| String::from_utf8_lossy(path).split('/').any(|name| is_named_after(name, of));
        let gone: Vec<_> = index.iter().filter(|entry| named(&entry.path)).collect();
        for entry in &gone {
            let stage = i32::from((entry.flags >> 12) & 3);
            index.remove(Path::new(&*String::from_utf8_lossy(&entry.path)), stage)?;
        }
        if gone.is_empty() { Ok(()) } else { index.write() }
    }

    /// What a program of git keeps of the past in its own ways would be lost, or would keep what shall go.
    fn nothing_in_the_way(&self) -> Result<()> {
        let in_the_way = |what: &str, hint: &str| {
            Error::request(format!(
                "cases were disposed of, and this folder cannot let go of them yet: {what}"
            ))
            .hint(hint)
            .hint("Nothing was changed. Afterwards do the same again.")
        };
        self.branch()?;
        if self.repo.state() != RepositoryState::Clean {
            let hint = "Finish it with git, or ask whoever works with git here.";
            return Err(in_the_way("a program of git is in the middle of something", hint));
        }
        if self.repo.find_reference("refs/stash").is_ok() {
            let hint = "`git stash pop` brings it into the folder, `git stash drop` lets it go.";
            return Err(in_the_way("work was put aside with `git stash`", hint));
        }
        let linked = self.repo.worktrees().map_err(plain("read"))?;
        if !linked.is_empty() {
            let hint = "`git worktree list` names them, `git worktree remove` takes one away.";
            return Err(in_the_way("other folders work with its history (`git worktree`)", hint));
        }
        Ok(())
    }
}

/// Moves every name to what its change has become, and one to a place of its own; false where one has moved since.
fn turn(repo: &Repository, seen: &[Name], anew: &Anew, to: Option<(&str, Oid)>, who: &Author) -> Git<bool> {
    let mut held = repo.transaction()?;
    let who = who.signature()?;
    let mut moves = Vec::new();
    for Name { name, target, change } in seen {
        let new = to.filter(|(only, _)| *only == name.as_str()).map_or(anew[change], |(_, to)| to);
        if new != *change {
            moves.push((name, *target, new));
        }
    }
    for (name, _, _) in &moves {
        held.lock_ref(name)?;
    }
    for (name, target, new) in moves {
        if repo.refname_to_id(name).ok() != Some(target) {
            return Ok(false);
        }
        held.set_target(name, new, Some(&who), "disposal")?;
    }
    held.commit().map(|()| true)
}

fn put_on_top(repo: &Repository, on: Oid, top: &OnTop<'_>) -> Git<Oid> {
    let parent = repo.find_commit(on)?;
    let blob = repo.blob(top.content)?;
    let mut updates = TreeUpdateBuilder::new();
    updates.upsert(top.path.as_str(), blob, FileMode::Blob);
    let tree = repo.find_tree(updates.create_updated(repo, &parent.tree()?)?)?;
    let who = top.author.signature()?;
    let change = repo.commit_create_buffer(&who, &who, &top.note.message(), &tree, &[&parent])?;
    repo.odb()?.write(ObjectType::Commit, &change)
}

fn mark(repo: &Repository) -> PathBuf {
    repo.path().join(PRIVATE).join("disposing")
}

// one that is not whole was never stood on: nothing comes before it
fn marked(mark: &Path) -> Option<Vec<CaseId>> {
    fs::symlink_metadata(mark).ok()?;
    let text = fs::read_to_string(mark).unwrap_or_default();
    Some(text.lines().filter_map(|line| line.parse().ok()).collect())
}

fn begin(mark: &Path, of: &[CaseId]) -> Result<()> {
    let write = || {
        let folder = mark.parent().unwrap_or(mark);
        fs::create_dir_all(folder)?;
        let mut file = fs::File::create(mark)?;
        file.write_all(of.iter().map(|case| format!("{case}\n")).collect::<String>().as_bytes())?;
        file.sync_all()?;
        sync_folder(folder)
    };
    write().map_err(unmarked)
}

fn finished(mark: &Path) -> Result<()> {
    match fs::remove_file(mark) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(unmarked(e)),
        _ => Ok(()),
    }
}

fn unmarked(e: io::Error) -> Error {
    Error::request("it could not be noted down how far the disposal is")
        .because(e)
        .hint("Make room on the disk and look at the folder's rights, then do the same again.")
}

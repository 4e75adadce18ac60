//! Recording: the present content of some files, on top of what is recorded.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Index, IndexEntry, IndexTime, ObjectType, Oid, Signature, Tree};

use super::fail::{busy, plain};
use super::note::{Author, CommitId, Note};
use super::open::History;
use super::read::Git;
use crate::error::{Error, Result};
use crate::record::file::RelPath;

/// What each file is to be: the id of its content, or gone.
pub(super) type Contents = BTreeMap<RelPath, Option<Oid>>;

struct Words<'a> {
    message: String,
    author: Signature<'a>,
    committer: Signature<'a>,
}

impl History {
    /// Records the present content of exactly these files, byte for byte; files that are gone are recorded as gone, and
    /// other changed files stay unrecorded. Nothing is recorded, and nothing comes back, where nothing changed.
    pub fn commit(
        &self,
        files: &[RelPath],
        note: &Note,
        author: &Author,
        committer: &Author,
    ) -> Result<Option<CommitId>> {
        self.record(&|| self.contents(files), note, author, committer)
    }

    /// Records this content of a file, whatever stands on disk by now; `over` is the recorded content that it was seen
    /// to follow. Where another is recorded by now, nothing is, and the caller looks again.
    pub fn commit_content(
        &self,
        file: &RelPath,
        content: &[u8],
        over: Option<&[u8]>,
        note: &Note,
        author: &Author,
        committer: &Author,
    ) -> Result<Option<CommitId>> {
        let contents = || {
            if self.recorded(file)?.as_deref() != over {
                return Err(busy());
            }
            let id = self.repo.blob(content).map_err(plain("written"))?;
            Ok(Contents::from([(file.clone(), Some(id))]))
        };
        self.record(&contents, note, author, committer)
    }

    fn record(
        &self,
        contents: &dyn Fn() -> Result<Contents>,
        note: &Note,
        author: &Author,
        committer: &Author,
    ) -> Result<Option<CommitId>> {
        let branch = self.branch()?;
        let signatures = author.signature().and_then(|author| Ok((author, committer.signature()?)));
        let (author, committer) = signatures.map_err(plain("written"))?;
        let words = Words { message: note.message(), author, committer };
        let made = self.past_locks(&mut || self.attempt(&branch, contents, &words))?;
        made.map(|id| id.map(CommitId))
    }

    /// The branch that grows; none where the folder was set back to an earlier version.
    pub(super) fn branch(&self) -> Result<String> {
        let head = self.repo.find_reference("HEAD").map_err(plain("read"))?;
        match head.symbolic_target() {
            Ok(Some(branch)) => Ok(branch.to_owned()),
            _ => Err(Error::request("the history of this folder was set back to an earlier version")
                .hint("Bring it forward again with the program that set it back. What you typed is safe.")),
        }
    }

    fn contents(&self, files: &[RelPath]) -> Result<Contents> {
        let content = |path: &RelPath| {
            let kind = fs::symlink_metadata(path.under(&self.folder)).map(|m| m.file_type());
            if kind.is_ok_and(|k| !k.is_file()) {
                return Err(Error::request(format!("`{path}` is not a file, so it cannot be recorded"))
                    .hint("Put the file itself in its place."));
            }
            let bytes = self.on_disk(path)?;
            let id = bytes.map(|bytes| self.repo.blob(&bytes)).transpose().map_err(plain("written"))?;
            Ok((path.clone(), id))
        };
        files.iter().map(content).collect()
    }

    /// Once through, holding the branch's lock from the first look to the last step; the lock keeps apart whoever else
    /// records here, and the git program too.
    fn attempt(
        &self,
        branch: &str,
        contents: &dyn Fn() -> Result<Contents>,
        words: &Words<'_>,
    ) -> Git<Result<Option<Oid>>> {
        let mut held = self.repo.transaction()?;
        held.lock_ref(branch)?;
        let tip = self.tip()?;
        // half of the hub's work may lie in the folder: it must not be taken for somebody's here
        let contents =
            match self.nothing_half_done(tip.as_ref().map(|tip| tip.id())).and_then(|()| contents()) {
                Ok(contents) => contents,
                Err(e) => return Ok(Err(e)),
            };
        let base = tip.as_ref().map(|tip| tip.tree()).transpose()?;
        let tree = match &base {
            Some(base) => self.tree(base, &contents)?,
            None => self.first_tree(&contents)?,
        };
        // The index comes first: another program may hold it, and then nothing is recorded by halves.
        self.stage(&contents)?;
        if base.map_or(tree.is_empty(), |base| tree.id() == base.id()) {
            return Ok(Ok(None));
        }
        let parents: Vec<&git2::Commit<'_>> = tip.iter().collect();
        let id = self.write_change(&words.author, &words.committer, &words.message, &tree, &parents)?;
        let subject = words.message.lines().next().unwrap_or_default();
        held.set_target(branch, id, Some(&words.committer), &format!("commit: {subject}"))?;
        held.commit().map(|()| Ok(Some(id)))
    }

    /// Writes a change, which nothing leads to yet. The library's own way says that it is written also where the disk has
    /// no room for it (`git_commit_create` of libgit2 1.9), and the branch would lead to nothing.
    pub(super) fn write_change(
        &self,
        author: &Signature<'_>,
        committer: &Signature<'_>,
        message: &str,
        tree: &Tree<'_>,
        parents: &[&git2::Commit<'_>],
    ) -> Git<Oid> {
        let change = self.repo.commit_create_buffer(author, committer, message, tree, parents)?;
        self.repo.odb()?.write(ObjectType::Commit, &change)
    }

    /// The files of the first change, which stands on nothing.
    fn first_tree(&self, contents: &Contents) -> Git<Tree<'_>> {
        let mut index = Index::new()?;
        for (path, content) in contents {
            if let Some(id) = content {
                index.add(&entry(path, *id))?;
            }
        }
        self.repo.find_tree(index.write_tree_to(&self.repo)?)
    }

    pub(super) fn tree(&self, base: &Tree<'_>, contents: &Contents) -> Git<Tree<'_>> {
        let mut updates = TreeUpdateBuilder::new();
        for (path, content) in contents {
            let held = self.listed(base.id(), path)?;
            match (content, held) {
                (Some(id), None) => {
                    updates.upsert(path.as_str(), *id, FileMode::Blob);
                }
                (Some(id), Some(held)) if held.id != *id => {
                    let runs = held.mode == i32::from(FileMode::BlobExecutable);
                    let mode = if runs { FileMode::BlobExecutable } else { FileMode::Blob };
                    updates.upsert(path.as_str(), *id, mode);
                }
                (None, Some(_)) => {
                    updates.remove(path.as_str());
                }
                _ => {}
            }
        }
        self.repo.find_tree(updates.create_updated(&self.repo, base)?)
    }

    /// Brings git's index to these contents, so that the git program too finds nothing unrecorded.
    pub(super) fn stage(&self, contents: &Contents) -> Git<()> {
        let mut index = self.repo.index()?;
        index.read(false)?;
        let staged = stage_in(&mut index, contents);
        if staged.is_err() {
            // What could not be written must not be taken for written at the next attempt.
            index.read(true)?;
        }
        staged
    }
}

fn stage_in(index: &mut Index, contents: &Contents) -> Git<()> {
    let mut touched = false;
    for (path, content) in contents {
        let at = Path::new(path.as_str());
        if index.get_path(at, 0).map(|held| held.id) == *content {
            continue;
        }
        touched = true;
        match content {
            Some(id) => stage_one(index, path, *id)?,
            None => index.remove_path(at)?,
        }
    }
    if touched { index.write() } else { Ok(()) }
}

/// The library looks at the file again, for its size and times. Where it changed meanwhile the entry gets neither, and
/// git will look for itself.
fn stage_one(index: &mut Index, path: &RelPath, id: Oid) -> Git<()> {
    let at = Path::new(path.as_str());
    if index.add_path(at).is_ok() && index.get_path(at, 0).is_some_and(|entry| entry.id == id) {
        return Ok(());
    }
    index.add(&entry(path, id))
}

/// An entry of git's index that says nothing but which content a file has.
pub(super) fn entry(path: &RelPath, id: Oid) -> IndexEntry {
    IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: FileMode::Blob.into(),
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_str().into(),
    }
}

#[cfg(test)]
mod tests;

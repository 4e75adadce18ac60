//! Recording: the present content of some files, on top of what is recorded.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Index, IndexEntry, IndexTime, Oid, Signature, Tree};

use super::fail::{busy, is_passing, plain};
use super::note::{Author, CommitId, Note};
use super::open::History;
use super::read::{Git, blob_in};
use crate::error::{Error, Result};
use crate::record::file::RelPath;

/// How long to go on trying while others write.
const PATIENCE: Duration = Duration::from_secs(5);

/// What each file is to be: the id of its content, or gone.
type Contents = BTreeMap<RelPath, Option<Oid>>;

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
        self.record(&self.contents(files)?, note, author, committer)
    }

    /// Records this content of a file, whatever stands on disk by now.
    pub fn commit_content(
        &self,
        file: &RelPath,
        content: &[u8],
        note: &Note,
        author: &Author,
        committer: &Author,
    ) -> Result<Option<CommitId>> {
        let id = self.repo.blob(content).map_err(plain("written"))?;
        self.record(&Contents::from([(file.clone(), Some(id))]), note, author, committer)
    }

    fn record(
        &self,
        contents: &Contents,
        note: &Note,
        author: &Author,
        committer: &Author,
    ) -> Result<Option<CommitId>> {
        if self.repo.head_detached().map_err(plain("read"))? {
            return Err(Error::request("the history of this folder was set back to an earlier version")
                .hint("Bring it forward again with the program that set it back. What you typed is safe."));
        }
        let signatures = author.signature().and_then(|author| Ok((author, committer.signature()?)));
        let (author, committer) = signatures.map_err(plain("written"))?;
        let words = Words { message: note.message(), author, committer };
        let began = Instant::now();
        loop {
            match self.attempt(contents, &words) {
                Ok(id) => return Ok(id.map(CommitId)),
                Err(e) if !is_passing(&e) => return Err(plain("written")(e)),
                Err(_) if began.elapsed() > PATIENCE => return Err(busy()),
                Err(_) => sleep(Duration::from_millis(fastrand::u64(2..40))),
            }
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

    /// Once through; fails with a passing error where somebody else recorded something meanwhile.
    fn attempt(&self, contents: &Contents, words: &Words<'_>) -> Git<Option<Oid>> {
        let tip = self.tip()?;
        let base = match &tip {
            Some(tip) => tip.tree()?,
            None => self.repo.find_tree(self.repo.treebuilder(None)?.write()?)?,
        };
        let tree = self.tree(&base, contents)?;
        // The index comes first: it can be taken by another program, and then nothing is recorded by halves.
        self.stage(contents)?;
        if tree.id() == base.id() {
            return Ok(None);
        }
        let parents: Vec<&git2::Commit<'_>> = tip.iter().collect();
        // Compares what HEAD's branch names with the parent, under the branch's own lock.
        let commit =
            self.repo.commit(Some("HEAD"), &words.author, &words.committer, &words.message, &tree, &parents);
        commit.map(Some)
    }

    fn tree(&self, base: &Tree<'_>, contents: &Contents) -> Git<Tree<'_>> {
        let mut updates = TreeUpdateBuilder::new();
        for (path, content) in contents {
            let held = blob_in(base, path)?;
            match (content, held) {
                (Some(id), None) => {
                    updates.upsert(path.as_str(), *id, FileMode::Blob);
                }
                (Some(id), Some(held)) if held.id() != *id => {
                    let runs = held.filemode() == i32::from(FileMode::BlobExecutable);
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
    fn stage(&self, contents: &Contents) -> Git<()> {
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
    index.add(&IndexEntry {
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
    })
}

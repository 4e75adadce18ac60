//! What was recorded, now and earlier.

use std::fs;
use std::io::ErrorKind::{NotADirectory, NotFound};
use std::path::Path;

use git2::{ErrorCode, Oid, Tree, TreeEntry};

use super::fail::plain;
use super::note::CommitId;
use super::open::History;
use crate::error::{Error, Result};
use crate::record::file::RelPath;

pub(super) type Git<T> = std::result::Result<T, git2::Error>;

impl History {
    /// The newest recorded change; none before the first.
    pub fn newest(&self) -> Result<Option<CommitId>> {
        self.tip().map(|tip| tip.map(|c| CommitId(c.id()))).map_err(plain("read"))
    }

    /// The content of a file as it was last recorded; none where it is not in the records.
    pub fn recorded(&self, path: &RelPath) -> Result<Option<Vec<u8>>> {
        match self.newest()? {
            Some(newest) => self.content_at(path, &newest),
            None => Ok(None),
        }
    }

    /// The content of a file as it was after a recorded change.
    pub fn content_at(&self, path: &RelPath, commit: &CommitId) -> Result<Option<Vec<u8>>> {
        let read = || {
            let tree = self.repo.find_commit(commit.0)?.tree()?;
            match blob_in(&tree, path)? {
                Some(entry) => self.repo.find_blob(entry.id()).map(|blob| Some(blob.content().to_vec())),
                None => Ok(None),
            }
        };
        read().map_err(plain("read"))
    }

    /// The recorded change that a text names: its id, or the beginning of it as documents quote it.
    pub fn named(&self, text: &str) -> Result<CommitId> {
        let text = text.trim().to_ascii_lowercase();
        let unknown =
            |message: String| Error::request(message).hint("`pikorua log` lists what was recorded.");
        if text.len() < 4 || text.len() > 40 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(unknown(format!("`{text}` is not the name of a version")).hint(
                "A version is named by at least four digits and letters from a to f, as in `3f9c02ab`.",
            ));
        }
        match self.repo.find_commit_by_prefix(&text) {
            Ok(commit) => Ok(CommitId(commit.id())),
            Err(e) if e.code() == ErrorCode::Ambiguous => {
                Err(unknown(format!("several versions begin with `{text}`")).hint("Give more of it."))
            }
            Err(e) if matches!(e.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec) => {
                Err(unknown(format!("there is no version `{text}`")))
            }
            Err(e) => Err(plain("read")(e)),
        }
    }

    pub(super) fn tip(&self) -> Git<Option<git2::Commit<'_>>> {
        match self.repo.head() {
            Ok(head) => head.peel_to_commit().map(Some),
            Err(e) if e.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(e) => Err(e),
        }
    }

    pub(super) fn tip_tree(&self) -> Git<Option<Tree<'_>>> {
        self.tip()?.map(|tip| tip.tree()).transpose()
    }

    /// The present content of a file on disk; none where there is no file.
    pub(super) fn on_disk(&self, path: &RelPath) -> Result<Option<Vec<u8>>> {
        match fs::read(path.under(&self.folder)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if matches!(e.kind(), NotFound | NotADirectory) => Ok(None),
            Err(e) => Err(Error::request(format!("`{path}` could not be read")).because(e)),
        }
    }
}

/// The entry of a file in a tree.
pub(super) fn blob_in(tree: &Tree<'_>, path: &RelPath) -> Git<Option<TreeEntry<'static>>> {
    match tree.get_path(Path::new(path.as_str())) {
        Ok(entry) => Ok(Some(entry).filter(|e| e.kind() == Some(git2::ObjectType::Blob))),
        Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// The id that a content has in git.
pub(super) fn id_of(content: &[u8]) -> Git<Oid> {
    Oid::hash_object(git2::ObjectType::Blob, content)
}

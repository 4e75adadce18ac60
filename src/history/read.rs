//! What was recorded, now and earlier.

use std::fs;
use std::io::ErrorKind::{NotADirectory, NotFound};

use serde::{Deserialize, Serialize};

use git2::{ErrorCode, ObjectType, Oid};

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
        match self.bare_tip().map_err(plain("read"))? {
            Some(newest) => self.content_at(path, &CommitId(newest.id())),
            None => Ok(None),
        }
    }

    /// The content of a file as it was after a recorded change.
    pub fn content_at(&self, path: &RelPath, commit: &CommitId) -> Result<Option<Vec<u8>>> {
        let read = || {
            self.is_whole(commit.0)?;
            let list = self.repo.find_commit(commit.0)?.tree_id();
            let Some(held) = self.listed(list, path)? else { return Ok(None) };
            self.is_whole(held.id)?;
            self.repo.find_blob(held.id).map(|blob| Some(blob.content().to_vec()))
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

    /// The newest change, of which git's library may read everything.
    pub(super) fn tip(&self) -> Git<Option<git2::Commit<'_>>> {
        let tip = self.bare_tip()?;
        tip.iter().try_for_each(|tip| self.newest_is_whole(tip.id()))?;
        Ok(tip)
    }

    /// The newest change alone, for whoever has [`History::list_of`] read its lists.
    pub(super) fn bare_tip(&self) -> Git<Option<git2::Commit<'_>>> {
        match self.repo.head() {
            Ok(head) => {
                head.target().iter().try_for_each(|id| self.is_whole(*id))?;
                head.peel_to_commit().map(Some)
            }
            Err(e) if e.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(e) => Err(e),
        }
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

/// A file as it is recorded.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) id: Oid,
    pub(super) mode: i32,
}

/// By what the content of a file is known: git's own id of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContentId([u8; 20]);

impl ContentId {
    /// That of a content.
    pub fn of(content: &[u8]) -> Result<ContentId> {
        let id = id_of(content).map_err(plain("read"))?;
        <[u8; 20]>::try_from(id.as_bytes())
            .map(ContentId)
            .map_err(|e| Error::fault("an id of another length").because(e))
    }

    pub(super) fn is(&self, id: Oid) -> bool {
        self.0 == id.as_bytes()
    }
}

/// The id that a content has in git.
pub(super) fn id_of(content: &[u8]) -> Git<Oid> {
    Oid::hash_object(ObjectType::Blob, content)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::history::History;
    use crate::history::testing::{at, room};

    #[test]
    fn a_damaged_history_is_said_when_it_is_met() {
        let room = room();
        room.write("people.yaml", "1\n");
        room.commit(&["people.yaml"], "x").unwrap();
        fs::remove_dir_all(room.dir.path().join(".git/objects")).unwrap();
        fs::create_dir(room.dir.path().join(".git/objects")).unwrap();
        let history = History::open(room.dir.path()).unwrap();
        let error = history.recorded(&at("people.yaml")).unwrap_err();
        assert_eq!(error.message, "the history of this folder could not be read");
        room.git(&["symbolic-ref", "HEAD"]);
    }
}

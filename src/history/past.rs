//! The whole folder as it was recorded earlier.

use git2::{ObjectType, TreeWalkMode, TreeWalkResult};

use super::fail::plain;
use super::log::Commit;
use super::note::CommitId;
use super::open::History;
use crate::error::Result;
use crate::record::file::RelPath;
use crate::record::value::Date;

impl History {
    /// The last change that was recorded on a day or before it; none before the first.
    pub fn recorded_on(&self, day: Date) -> Result<Option<Commit>> {
        for commit in self.commits(None)? {
            let commit = commit?;
            if commit.committer.when.date() <= day.0 {
                return Ok(Some(commit));
            }
        }
        Ok(None)
    }

    /// Goes through the files as they were after a recorded change, in the order of their names.
    pub fn each_at(&self, commit: &CommitId, mut see: impl FnMut(RelPath, &[u8])) -> Result<()> {
        let mut go = || {
            let tree = self.repo.find_commit(commit.0)?.tree()?;
            let mut files = Vec::new();
            tree.walk(TreeWalkMode::PreOrder, |above, entry| {
                let path =
                    entry.name().ok().and_then(|name| format!("{above}{name}").parse::<RelPath>().ok());
                if let (Some(path), Some(ObjectType::Blob)) = (path, entry.kind()) {
                    files.push((path, entry.id()));
                }
                TreeWalkResult::Ok
            })?;
            for (path, id) in files {
                see(path, self.repo.find_blob(id)?.content());
            }
            Ok(())
        };
        go().map_err(plain("read"))
    }
}

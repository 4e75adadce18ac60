//! What was recorded over time, newest first.

use std::collections::HashMap;

use git2::{ObjectType, Oid, Revwalk};

use super::fail::plain;
use super::note::{Author, CommitId, Note};
use super::open::History;
use super::read::{Git, blob_in};
use crate::error::Result;
use crate::record::file::RelPath;

/// One recorded change.
#[derive(Clone, Debug, PartialEq)]
pub struct Commit {
    /// Its id.
    pub id: CommitId,
    /// Whose work it is, and when they did it.
    pub author: Author,
    /// Who recorded it, and when.
    pub committer: Author,
    /// What is said about it.
    pub note: Note,
    /// What it was recorded on top of; nothing for the first.
    pub parent: Option<CommitId>,
    /// The files it changed.
    pub changed: Vec<RelPath>,
}

/// Recorded changes, newest first, each read when it is asked for.
pub struct Commits<'h> {
    history: &'h History,
    walk: Option<Revwalk<'h>>,
    of: Option<RelPath>,
    /// The file's content below each folder seen so far: most commits leave most folders as they are.
    seen: HashMap<(Oid, usize), Option<Oid>>,
}

impl History {
    /// All recorded changes, or those that changed one file; newest first.
    pub fn log(&self, of: Option<&RelPath>) -> Result<Vec<Commit>> {
        self.commits(of)?.collect()
    }

    /// The same one by one, for whoever needs only the newest.
    pub fn commits(&self, of: Option<&RelPath>) -> Result<Commits<'_>> {
        let walk = || {
            let Some(tip) = self.tip()? else { return Ok(None) };
            let mut walk = self.repo.revwalk()?;
            walk.push(tip.id())?;
            Ok(Some(walk))
        };
        Ok(Commits {
            history: self,
            walk: walk().map_err(plain("read"))?,
            of: of.cloned(),
            seen: HashMap::new(),
        })
    }

    /// The version of a file, as documents quote it: the beginning of the id of the last change to it.
    pub fn version(&self, path: &RelPath) -> Result<Option<String>> {
        let mut commits = self.commits(Some(path))?;
        Ok(commits.next_id().map_err(plain("read"))?.map(|id| CommitId(id).short()))
    }

    fn read_commit(&self, id: Oid) -> Git<Commit> {
        let commit = self.repo.find_commit(id)?;
        Ok(Commit {
            id: CommitId(id),
            author: Author::read(&commit.author()),
            committer: Author::read(&commit.committer()),
            note: Note::read(&String::from_utf8_lossy(commit.message_bytes())),
            parent: commit.parent_ids().next().map(CommitId),
            changed: self.changed(&commit)?,
        })
    }

    /// What differs from the first parent; where two lines of work were joined, only what is in neither.
    fn changed(&self, commit: &git2::Commit<'_>) -> Git<Vec<RelPath>> {
        let tree = commit.tree()?;
        let parents = commit.parents().map(|p| p.tree()).collect::<Git<Vec<_>>>()?;
        let diff = self.repo.diff_tree_to_tree(parents.first(), Some(&tree), None)?;
        let mut changed = Vec::new();
        for delta in diff.deltas() {
            let file = delta.new_file().path().or(delta.old_file().path()).and_then(|p| p.to_str());
            let Some(path) = file.and_then(|p| p.parse::<RelPath>().ok()) else { continue };
            let content = |tree: &git2::Tree<'_>| blob_in(tree, &path).map(|e| e.map(|e| e.id()));
            let now = content(&tree)?;
            let others = parents.iter().skip(1).map(content).collect::<Git<Vec<_>>>()?;
            if !others.contains(&now) {
                changed.push(path);
            }
        }
        Ok(changed)
    }
}

impl Commits<'_> {
    fn next_id(&mut self) -> Git<Option<Oid>> {
        while let Some(id) = self.walk.as_mut().and_then(Iterator::next) {
            let id = id?;
            if self.of.is_none() || self.touches(id)? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Whether a commit gave the file a content that none of its parents has.
    fn touches(&mut self, id: Oid) -> Git<bool> {
        let commit = self.history.repo.find_commit(id)?;
        let now = self.content(commit.tree_id(), 0)?;
        if commit.parent_count() == 0 {
            return Ok(now.is_some());
        }
        for parent in commit.parents() {
            if self.content(parent.tree_id(), 0)? == now {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The file's content below a tree, which its folder so many steps down is.
    fn content(&mut self, tree: Oid, step: usize) -> Git<Option<Oid>> {
        if let Some(seen) = self.seen.get(&(tree, step)) {
            return Ok(*seen);
        }
        let Some(name) = self.of.as_ref().and_then(|path| path.as_str().split('/').nth(step)) else {
            return Ok(None);
        };
        let found = self.history.repo.find_tree(tree)?.get_name(name).map(|entry| (entry.kind(), entry.id()));
        let content = match found {
            Some((Some(ObjectType::Tree), below)) => self.content(below, step + 1)?,
            Some((Some(ObjectType::Blob), content)) => Some(content),
            _ => None,
        };
        self.seen.insert((tree, step), content);
        Ok(content)
    }
}

impl Iterator for Commits<'_> {
    type Item = Result<Commit>;

    fn next(&mut self) -> Option<Result<Commit>> {
        let next = self.next_id().and_then(|id| id.map(|id| self.history.read_commit(id)).transpose());
        next.map_err(plain("read")).transpose()
    }
}

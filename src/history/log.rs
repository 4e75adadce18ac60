//! What was recorded over time, newest first.

use std::collections::{HashMap, HashSet};

use git2::{Oid, Revwalk, Sort};

use super::fail::plain;
use super::note::{Author, CommitId, Note};
use super::open::History;
use super::read::Git;
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
    /// Where it joins two lines of work: the newest change of the other line.
    pub joined: Option<CommitId>,
}

/// Recorded changes, newest first, each read when it is asked for.
pub struct Commits<'h> {
    pub(super) history: &'h History,
    walk: Option<Revwalk<'h>>,
    /// Where everything that led to one change is walked: that change.
    pub(super) tip: Option<Oid>,
    pub(super) of: Option<RelPath>,
    /// The file's content below each folder seen so far: most commits leave most folders as they are.
    seen: HashMap<(Oid, usize), Option<Oid>>,
    /// How many were walked, of the file or not.
    walked: usize,
    given: HashSet<Oid>,
    /// Those that follow, where it is known without walking on.
    pub(super) rest: Option<std::vec::IntoIter<Oid>>,
}

/// After so many changes of other files it is looked whether the past of a file is kept: most who look at a case worked on
/// it lately.
pub(super) const FAR: usize = 50;

impl History {
    /// All recorded changes, or those that changed one file; newest first.
    pub fn log(&self, of: Option<&RelPath>) -> Result<Vec<Commit>> {
        self.commits(of)?.collect()
    }

    /// The same one by one, for whoever needs only the newest.
    pub fn commits(&self, of: Option<&RelPath>) -> Result<Commits<'_>> {
        let walk = || {
            let Some(tip) = self.bare_tip()?.map(|tip| tip.id()) else { return Ok(self.no_commits(of)) };
            let at_hand = of.map(|path| self.at_hand(tip, path)).transpose()?.flatten();
            let at_hand = at_hand.map(Vec::into_iter);
            if at_hand.is_some() {
                return Ok(Commits { rest: at_hand, ..self.no_commits(of) });
            }
            self.can_be_walked(tip)?;
            let mut walk = self.repo.revwalk()?;
            walk.push(tip)?;
            Git::Ok(Commits { tip: Some(tip), walk: Some(walk), ..self.no_commits(of) })
        };
        walk().map_err(plain("read"))
    }

    /// What was recorded up to a change and is not part of these others, of one file or of all; newest first.
    pub fn since(
        &self,
        newest: &CommitId,
        without: &[CommitId],
        of: Option<&RelPath>,
    ) -> Result<Commits<'_>> {
        let walk = || {
            self.can_be_walked(newest.0)?;
            let mut walk = self.repo.revwalk()?;
            walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
            walk.push(newest.0)?;
            without.iter().try_for_each(|known| walk.hide(known.0))?;
            Git::Ok(Commits { walk: Some(walk), ..self.no_commits(of) })
        };
        walk().map_err(plain("read"))
    }

    fn no_commits(&self, of: Option<&RelPath>) -> Commits<'_> {
        Commits {
            history: self,
            walk: None,
            tip: None,
            of: of.cloned(),
            seen: HashMap::new(),
            walked: 0,
            given: HashSet::new(),
            rest: None,
        }
    }

    /// One recorded change.
    pub fn change(&self, id: &CommitId) -> Result<Commit> {
        self.is_whole(id.0).and_then(|()| self.read_commit(id.0)).map_err(plain("read"))
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
            joined: commit.parent_ids().nth(1).map(CommitId),
        })
    }

    /// The files that a recorded change changed.
    pub fn changed(&self, commit: &CommitId) -> Result<Vec<RelPath>> {
        self.changed_by(commit).map_err(plain("read"))
    }

    /// What differs from the first parent; where two lines of work were joined, only what is in neither.
    fn changed_by(&self, commit: &CommitId) -> Git<Vec<RelPath>> {
        let commit = self.repo.find_commit(commit.0)?;
        for change in std::iter::once(commit.clone()).chain(commit.parents()) {
            self.lists_are_whole(change.tree_id())?;
        }
        self.changed_from_parents(&commit)
    }

    /// The same of a change that is whole with what it and its parents list.
    pub(super) fn changed_from_parents(&self, commit: &git2::Commit<'_>) -> Git<Vec<RelPath>> {
        let first = commit.parents().next().map(|parent| parent.tree_id());
        let others: Vec<Oid> = commit.parents().skip(1).map(|parent| parent.tree_id()).collect();
        let mut changed = Vec::new();
        for differs in self.differing(first, commit.tree_id())? {
            let Ok(path) = differs.path.parse::<RelPath>() else { continue };
            let theirs = others.iter().map(|other| self.listed(*other, &path)).collect::<Git<Vec<_>>>()?;
            if !theirs.iter().any(|entry| entry.map(|e| e.id) == differs.now) {
                changed.push(path);
            }
        }
        Ok(changed)
    }
}

impl Commits<'_> {
    fn next_id(&mut self) -> Git<Option<Oid>> {
        loop {
            if let Some(rest) = &mut self.rest {
                return Ok(rest.find(|id| !self.given.contains(id)));
            }
            let Some(id) = self.walk.as_mut().and_then(Iterator::next).transpose()? else { return Ok(None) };
            if self.of.is_none() {
                return Ok(Some(id));
            }
            if self.touches(id)? {
                self.given.insert(id);
                return Ok(Some(id));
            }
            self.walked += 1;
            if self.walked == FAR {
                self.rest = self.by_what_is_kept()?.map(Vec::into_iter);
            }
        }
    }

    /// Whether a commit gave the file a content that none of its parents has.
    pub(super) fn touches(&mut self, id: Oid) -> Git<bool> {
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
        let list = self.history.list_of(tree)?;
        let content = match list.find(name) {
            Some(found) if found.is_list() => self.content(found.oid()?, step + 1)?,
            Some(found) => Some(found.oid()?),
            None => None,
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

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::history::testing::{at, room};

    #[test]
    fn one_file_has_its_own_log_and_version() {
        let room = room();
        let mut ids = Vec::new();
        for (i, file) in ["people.yaml", "pikorua.toml", "people.yaml"].iter().enumerate() {
            room.write(file, &format!("{i}\n"));
            ids.push(room.commit(&[file], &format!("change {i}")).unwrap());
        }
        assert_eq!(room.subjects(Some("people.yaml")), ["change 2", "change 0"]);
        assert_eq!(room.subjects(Some("cases/2026/2026-kf3m.yaml")), Vec::<String>::new());
        assert_eq!(room.history.version(&at("people.yaml")).unwrap().as_deref(), Some(ids[2].as_str()));
        assert_eq!(room.history.version(&at("pikorua.toml")).unwrap().as_deref(), Some(ids[1].as_str()));
        let first = room.history.named(&ids[0]).unwrap();
        assert_eq!(room.history.content_at(&at("people.yaml"), &first).unwrap().unwrap(), b"0\n");
        assert_eq!(room.history.content_at(&at("pikorua.toml"), &first).unwrap(), None);
        for name in ["main", "00000000", "abc", "HEAD~1"] {
            assert_eq!(room.history.named(name).unwrap_err().kind, ErrorKind::Request, "{name}");
        }
    }

    #[test]
    fn joined_work_keeps_its_authors() {
        let room = room();
        room.write("people.yaml", "1\n");
        room.write("pikorua.toml", "1\n");
        room.commit(&["people.yaml", "pikorua.toml"], "first").unwrap();
        room.git(&["checkout", "-q", "-b", "other"]);
        room.write("people.yaml", "2\n");
        room.commit(&["people.yaml"], "theirs").unwrap();
        room.git(&["checkout", "-q", "main"]);
        room.write("pikorua.toml", "2\n");
        room.commit(&["pikorua.toml"], "ours").unwrap();
        room.git(&["merge", "-q", "--no-edit", "-m", "joined", "other"]);
        assert_eq!(room.subjects(Some("people.yaml")), ["theirs", "first"]);
        assert_eq!(room.subjects(Some("pikorua.toml")), ["ours", "first"]);
        let log = room.history.log(None).unwrap();
        assert_eq!(
            (log[0].note.subject.as_str(), room.history.changed(&log[0].id).unwrap()),
            ("joined", Vec::new())
        );
        room.assert_clean();
    }
}

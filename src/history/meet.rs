//! Two lines of work meet: how they stand to each other, which files they left different, and the change that joins them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Oid, Tree};

use super::fail::plain;
use super::note::{Author, CommitId, Note};
use super::open::History;
use super::read::Git;
use crate::error::Result;
use crate::record::file::RelPath;
use crate::record::id::CaseId;

/// How two newest changes stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are the same.
    Same,
    /// Ours holds theirs and more.
    Ahead,
    /// Theirs holds ours and more.
    Behind,
    /// Each holds something that the other lacks.
    Apart,
    /// They have nothing in common.
    Unrelated,
}

/// Two lines of work, and where they differ.
#[derive(Debug)]
pub struct Meeting {
    /// The newest change of ours.
    pub ours: CommitId,
    /// The newest change of theirs.
    pub theirs: CommitId,
    /// The newest changes that both hold; several where the lines met crosswise before.
    pub bases: Vec<CommitId>,
    /// Files that both changed, or that nobody can tell of by looking at the whole file.
    pub apart: Vec<Apart>,
    taken: BTreeMap<String, Held>,
}

/// A file that must be joined by its content. It may have lain elsewhere: a case is known by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Where it shall lie.
    pub path: RelPath,
    /// Where it lies in what both had.
    pub base: RelPath,
    /// Where it lies in ours.
    pub ours: RelPath,
    /// Where it lies in theirs.
    pub theirs: RelPath,
}

/// A file as a tree holds it: content and mode; nothing where it is not there.
type Held = Option<(Oid, i32)>;

/// One place where the two lines differ, and what each version has there.
struct Spot {
    path: String,
    bases: Vec<Held>,
    ours: Held,
    theirs: Held,
}

impl History {
    /// How two newest changes stand to each other.
    pub fn relation(&self, ours: &CommitId, theirs: &CommitId) -> Result<Relation> {
        let find = || {
            self.can_be_walked(ours.0)?;
            self.can_be_walked(theirs.0)?;
            Git::Ok(match () {
                () if ours == theirs => Relation::Same,
                () if self.holds(Some(ours.0), theirs.0)? => Relation::Ahead,
                () if self.holds(Some(theirs.0), ours.0)? => Relation::Behind,
                () if self.bases_of(ours.0, theirs.0)?.is_empty() => Relation::Unrelated,
                () => Relation::Apart,
            })
        };
        find().map_err(plain("read"))
    }

    /// The newest changes that both hold, in an order that is the same from both sides.
    pub fn bases(&self, one: &CommitId, other: &CommitId) -> Result<Vec<CommitId>> {
        let bases = self.bases_of(one.0, other.0).map_err(plain("read"))?;
        Ok(bases.into_iter().map(CommitId).collect())
    }

    fn bases_of(&self, one: Oid, other: Oid) -> Git<Vec<Oid>> {
        match self.repo.merge_bases(one, other) {
            Ok(found) => {
                let mut bases: Vec<Oid> = found.iter().copied().collect();
                bases.sort();
                Ok(bases)
            }
            Err(e) if e.code() == git2::ErrorCode::NotFound => Ok(Vec::new()),
            Err(e) => Err(e),
        }
    }

    /// Where two lines of work differ. What only one side changed is taken from that side; the rest is left to be joined.
    pub fn meet(&self, ours: &CommitId, theirs: &CommitId) -> Result<Meeting> {
        let bases = self.bases(ours, theirs)?;
        let spots = self.spots(ours, theirs, &bases).map_err(plain("read"))?;
        let (moved, rest) = moves(spots);
        let mut meeting =
            Meeting { ours: *ours, theirs: *theirs, bases, apart: moved, taken: BTreeMap::new() };
        for spot in rest {
            let same_base = spot.bases.windows(2).all(|two| two[0] == two[1]);
            let base = spot.bases.first().copied().flatten();
            match spot.path.parse::<RelPath>() {
                _ if same_base && spot.theirs == base => {}
                _ if same_base && spot.ours == base => {
                    meeting.taken.insert(spot.path, spot.theirs);
                }
                Ok(path) => meeting.apart.push(Apart {
                    base: path.clone(),
                    ours: path.clone(),
                    theirs: path.clone(),
                    path,
                }),
                // a name that does not mean the same everywhere is no record: ours stays, theirs is in the history
                Err(_) => {}
            }
        }
        meeting.apart.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(meeting)
    }

    fn spots(&self, ours: &CommitId, theirs: &CommitId, bases: &[CommitId]) -> Git<Vec<Spot>> {
        let tree = |id: &CommitId| self.repo.find_commit(id.0)?.tree();
        let (ours, theirs) = (tree(ours)?, tree(theirs)?);
        let bases = bases.iter().map(tree).collect::<Git<Vec<_>>>()?;
        let diff = self.repo.diff_tree_to_tree(Some(&ours), Some(&theirs), None)?;
        let mut paths = BTreeSet::new();
        for delta in diff.deltas() {
            let both = [delta.old_file(), delta.new_file()];
            paths.extend(both.iter().filter_map(|file| file.path()?.to_str().map(str::to_owned)));
        }
        let spot = |path: String| Spot {
            bases: bases.iter().map(|base| held(base, &path)).collect(),
            ours: held(&ours, &path),
            theirs: held(&theirs, &path),
            path,
        };
        Ok(paths.into_iter().map(spot).collect())
    }

    /// Records the change that joins two lines: what one side changed, and these contents for what was apart. It is not
    /// part of the history until the history goes forward to it.
    pub fn join(
        &self,
        meeting: &Meeting,
        decided: &BTreeMap<RelPath, Option<Vec<u8>>>,
        note: &Note,
        author: &Author,
    ) -> Result<CommitId> {
        let write = || {
            let ours = self.repo.find_commit(meeting.ours.0)?;
            let theirs = self.repo.find_commit(meeting.theirs.0)?;
            let tree = self.joined_tree(&ours.tree()?, meeting, decided)?;
            let who = author.signature()?;
            self.write_change(&who, &who, &note.message(), &tree, &[&ours, &theirs])
        };
        write().map(CommitId).map_err(plain("written"))
    }

    fn joined_tree(
        &self,
        ours: &Tree<'_>,
        meeting: &Meeting,
        decided: &BTreeMap<RelPath, Option<Vec<u8>>>,
    ) -> Git<Tree<'_>> {
        let mut files = meeting.taken.clone();
        for (path, content) in decided {
            let blob = content.as_ref().map(|content| self.repo.blob(content)).transpose()?;
            files.insert(path.as_str().to_owned(), blob.map(|id| (id, FileMode::Blob.into())));
        }
        let mut updates = TreeUpdateBuilder::new();
        for (path, file) in files {
            match file {
                Some((id, mode)) => {
                    updates.upsert(path, id, known_mode(mode));
                }
                None if held(ours, &path).is_some() => {
                    updates.remove(path);
                }
                None => {}
            }
        }
        self.repo.find_tree(updates.create_updated(&self.repo, ours)?)
    }
}

fn held(tree: &Tree<'_>, path: &str) -> Held {
    let entry = tree.get_path(Path::new(path)).ok()?;
    (entry.kind() != Some(git2::ObjectType::Tree)).then(|| (entry.id(), entry.filemode()))
}

fn known_mode(mode: i32) -> FileMode {
    let modes = [FileMode::BlobExecutable, FileMode::Link, FileMode::Commit];
    modes.into_iter().find(|known| i32::from(*known) == mode).unwrap_or(FileMode::Blob)
}

/// Takes out the cases that lie in one place each in what both had, in ours and in theirs, and not in the same: somebody
/// moved them, and whatever the other changed belongs to the moved file.
fn moves(spots: Vec<Spot>) -> (Vec<Apart>, Vec<Spot>) {
    let mut by_name: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
    let mut rest = Vec::new();
    for spot in spots {
        let name = spot.path.strip_prefix("cases/").and_then(|path| path.rsplit('/').next());
        match name.filter(|name| name.strip_suffix(".yaml").is_some_and(|id| id.parse::<CaseId>().is_ok())) {
            Some(name) => by_name.entry(name.to_owned()).or_default().push(spot),
            None => rest.push(spot),
        }
    }
    let mut moved = Vec::new();
    for (_, group) in by_name {
        match moved_within(&group) {
            Some(apart) => moved.push(apart),
            None => rest.extend(group),
        }
    }
    (moved, rest)
}

fn moved_within(group: &[Spot]) -> Option<Apart> {
    let only = |has: &dyn Fn(&Spot) -> bool| {
        let mut there = group.iter().filter(|spot| has(spot));
        let one = there.next()?;
        there.next().is_none().then_some(one)?.path.parse::<RelPath>().ok()
    };
    let base = only(&|spot| !spot.bases.is_empty() && spot.bases.iter().all(Option::is_some))?;
    let (ours, theirs) = (only(&|spot| spot.ours.is_some())?, only(&|spot| spot.theirs.is_some())?);
    let path = match () {
        () if ours == theirs => return None,
        () if ours == base => theirs.clone(),
        () if theirs == base || ours.case().is_some() => ours.clone(),
        () if theirs.case().is_some() => theirs.clone(),
        () => ours.clone().min(theirs.clone()),
    };
    Some(Apart { path, base, ours, theirs })
}

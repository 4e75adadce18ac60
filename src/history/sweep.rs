//! Sweeping a history: what a name leads to comes into one fresh pack, and everything else goes, whatever kept it before:
//! other packs, small files, git's own notes of what was where.
//!
//! Nothing goes before the fresh pack was read back from the disk. Broken off at any point, it can be done again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use git2::{Commit, ErrorCode, ObjectType, Oid, Repository};

use super::carry::UNFINISHED;
use super::open::while_closed;
use super::pack::{pack, take};
use super::read::Git;

/// What git notes down of what was where, and of messages that were being written. None of it is work.
const NOTES: [&str; 9] = [
    "logs",
    "ORIG_HEAD",
    "FETCH_HEAD",
    "AUTO_MERGE",
    "COMMIT_EDITMSG",
    "MERGE_MSG",
    "SQUASH_MSG",
    "objects/info/commit-graph",
    "objects/info/commit-graphs",
];

/// Sweeps a history; whoever does it holds the guard of recording.
pub(super) fn sweep(repo: &Repository) -> Git<()> {
    let git = repo.commondir();
    let objects = git.join("objects");
    // what comes while this is at it is of somebody who knows nothing of it, and stays
    let old = pieces(&objects);
    // names and objects that came or went since it was opened
    repo.odb()?.refresh()?;
    let ids = reachable(repo)?;
    let fresh = match ids.is_empty() {
        true => None,
        false => Some(
            pack(repo, &objects, &ids)?
                .ok_or_else(|| git2::Error::from_str("the fresh pack is not whole"))?,
        ),
    };
    let fresh = ["pack", "idx"].map(|end| format!("{}.{end}", fresh.as_deref().unwrap_or("none")));
    let old: Vec<PathBuf> =
        old.into_iter().filter(|old| !fresh.iter().any(|fresh| old.ends_with(fresh))).collect();
    let old: Vec<PathBuf> = NOTES.iter().map(|note| git.join(note)).chain(old).collect();
    while_closed(repo, || old.iter().for_each(|old| take(old)))?;
    repo.odb()?.refresh()?;
    match old.iter().any(|old| fs::symlink_metadata(old).is_ok()) {
        false => Ok(()),
        true => Err(git2::Error::from_str("another program holds an old piece of the history open")),
    }
}

/// Everything that a name leads to, and what lies ready in git's index.
fn reachable(repo: &Repository) -> Git<BTreeSet<Oid>> {
    let mut found = BTreeSet::new();
    let mut open = named(repo)?;
    if !repo.is_bare() {
        let index = repo.index()?;
        open.extend(
            index.iter().map(|entry| entry.id).filter(|id| repo.odb().is_ok_and(|odb| odb.exists(*id))),
        );
    }
    while let Some(id) = open.pop() {
        if !found.insert(id) {
            continue;
        }
        let object = repo.find_object(id, None)?;
        match object.kind() {
            Some(ObjectType::Commit) => {
                let change = object.peel_to_commit()?;
                open.push(change.tree_id());
                open.extend(change.parent_ids());
            }
            Some(ObjectType::Tree) => {
                let tree = object.peel_to_tree()?;
                // what lies in another repository is not here
                let here = tree.iter().filter(|entry| entry.kind() != Some(ObjectType::Commit));
                open.extend(here.map(|entry| entry.id()));
            }
            Some(ObjectType::Tag) => open.extend(object.as_tag().map(git2::Tag::target_id)),
            _ => {}
        }
    }
    Ok(found)
}

/// What the names of a history lead to.
pub(super) fn named(repo: &Repository) -> Git<Vec<Oid>> {
    let mut ids = Vec::new();
    for name in repo.references()? {
        ids.extend(name?.target());
    }
    match repo.head() {
        Ok(head) => ids.extend(head.target()),
        Err(e) if matches!(e.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => {}
        Err(e) => return Err(e),
    }
    Ok(ids)
}

/// A name that leads to a change.
pub(super) struct Name {
    pub(super) name: String,
    /// What it names: the change, or a tag that names it.
    pub(super) target: Oid,
    pub(super) change: Oid,
}

/// The names that lead to a change.
pub(super) fn names(repo: &Repository) -> Git<Vec<Name>> {
    let mut names = Vec::new();
    for name in repo.references()? {
        let name = name?;
        let (Some(target), Ok(text)) = (name.target(), name.name()) else { continue };
        if let Ok(change) = name.peel_to_commit().as_ref().map(Commit::id) {
            names.push(Name { name: text.to_owned(), target, change });
        }
    }
    Ok(names)
}

/// Every file below `objects` that holds something of the history, or of a piece that was being made.
fn pieces(objects: &Path) -> Vec<PathBuf> {
    let below =
        |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut pieces = Vec::new();
    for path in below(objects) {
        let name = name(&path);
        match name.as_str() {
            "pack" | "info" => {}
            _ if name.len() == 2 => pieces.extend(below(&path)),
            _ if name.starts_with(UNFINISHED) || name.starts_with("tmp_") => pieces.push(path),
            _ => {}
        }
    }
    pieces.extend(below(&objects.join("pack")));
    // the lists first: a pack without one is looked for by nobody
    pieces.sort_by_key(|path| (path.extension().is_some_and(|end| end == "pack"), path.clone()));
    pieces
}

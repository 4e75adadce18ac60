//! The past written anew without some cases: every change again, with the same author, times and message, on its parents
//! as they are now, without what is named after the cases. A change of which nothing is left falls away.
//!
//! Nothing but the changes and the cases counts, no clock and no chance: whoever writes the same past anew without the same
//! cases gets the same changes, in every copy and in the hub. And once without some and then without others is the same
//! as without all of them together, so that a copy may come to it late. It works on the bytes of the objects: what is not
//! understood in them stays as it is.

use std::collections::HashMap;

use git2::{ObjectType, Odb, Oid, Repository, Sort};

use super::carry::{UNFINISHED, disk, put};
use super::loose::all_whole;
use super::open::alone;
use super::read::Git;
use crate::record::disposed::is_named_after;
use crate::record::id::CaseId;

/// What each change has become.
pub(super) type Anew = HashMap<Oid, Oid>;

struct Rewriting<'r> {
    from: Odb<'r>,
    into: Odb<'r>,
    without: &'r [CaseId],
    trees: HashMap<Oid, Option<Oid>>,
    changes: Anew,
}

/// Headers of a change that say something of its bytes, and no longer hold.
const SEALS: [&[u8]; 3] = [b"gpgsig", b"gpgsig-sha256", b"mergetag"];

/// Writes all that led to some changes anew. The new objects are in the repository after that, in one pack that was looked
/// at whether it is complete; nothing leads to them yet. `alive` is called now and then.
pub(super) fn rewrite(repo: &Repository, tips: &[Oid], without: &[CaseId], alive: &dyn Fn()) -> Git<Anew> {
    let objects = repo.commondir().join("objects");
    all_whole(&objects)?;
    // what is written in between is put on the disk once, as a pack
    let aside = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&objects).map_err(disk)?;
    let scratch = Repository::init_bare(aside.path())?;
    alone(&scratch, None)?;
    let into = scratch.odb()?;
    into.add_disk_alternate(&objects.to_string_lossy())?;
    let from = repo.odb()?;
    let mut work = Rewriting { from, into, without, trees: HashMap::new(), changes: Anew::new() };
    let mut walk = repo.revwalk()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
    tips.iter().try_for_each(|tip| walk.push(*tip))?;
    for id in walk {
        work.change(id?)?;
        alive();
    }
    let changes = work.changes;
    bring(&scratch, repo, tips, &changes)?;
    Ok(changes)
}

fn bring(scratch: &Repository, repo: &Repository, tips: &[Oid], changes: &Anew) -> Git<()> {
    let mut walk = scratch.revwalk()?;
    for (old, new) in changes {
        if old == new {
            walk.hide(*old)?;
        }
    }
    for tip in tips {
        let new = changes[tip];
        if new != *tip {
            walk.push(new)?;
        }
    }
    let mut builder = scratch.packbuilder()?;
    builder.insert_walk(&mut walk)?;
    if builder.object_count() > 0 {
        put(&mut builder, repo, true)?;
    }
    repo.odb()?.refresh()
}

impl Rewriting<'_> {
    fn change(&mut self, id: Oid) -> Git<()> {
        let bytes = self.from.read(id)?.data().to_vec();
        let old = Change::read(&bytes).ok_or_else(|| damaged(id))?;
        let was_empty = match old.parents.as_slice() {
            [parent] => self.tree_of(*parent)? == old.tree,
            _ => false,
        };
        let tree = match self.tree(old.tree)? {
            Some(tree) => tree,
            None => self.into.write(ObjectType::Tree, &[])?,
        };
        let mut parents = Vec::new();
        for parent in &old.parents {
            let parent = *self.changes.get(parent).ok_or_else(|| damaged(id))?;
            if !parents.contains(&parent) {
                parents.push(parent);
            }
        }
        let new = match parents.as_slice() {
            _ if tree == old.tree && parents == old.parents => id,
            // it changed something, and all of that went
            [parent] if !was_empty && self.tree_of(*parent)? == tree => *parent,
            _ => self.into.write(ObjectType::Commit, &old.with(tree, &parents))?,
        };
        self.changes.insert(id, new);
        Ok(())
    }

    fn tree_of(&self, change: Oid) -> Git<Oid> {
        let object = self.into.read(change)?;
        Change::read(object.data()).map(|change| change.tree).ok_or_else(|| damaged(change))
    }

    /// A list of files without what goes; nothing where nothing is left of it.
    fn tree(&mut self, id: Oid) -> Git<Option<Oid>> {
        if let Some(known) = self.trees.get(&id) {
            return Ok(*known);
        }
        let old = self.from.read(id)?.data().to_vec();
        let mut new = Vec::with_capacity(old.len());
        let mut rest = old.as_slice();
        while !rest.is_empty() {
            let (entry, after) = Entry::first(rest).ok_or_else(|| damaged(id))?;
            rest = after;
            if is_named_after(&String::from_utf8_lossy(entry.name), self.without) {
                continue;
            }
            let below = if entry.is_list() { self.tree(entry.id)? } else { Some(entry.id) };
            if let Some(below) = below {
                new.extend_from_slice(entry.head);
                new.extend_from_slice(below.as_bytes());
            }
        }
        let new = match () {
            () if new == old => Some(id),
            () if new.is_empty() => None,
            () => Some(self.into.write(ObjectType::Tree, &new)?),
        };
        self.trees.insert(id, new);
        Ok(new)
    }
}

/// One line of a list of files.
struct Entry<'b> {
    /// Its kind and its name, and what divides the name from the id.
    head: &'b [u8],
    name: &'b [u8],
    id: Oid,
}

impl<'b> Entry<'b> {
    fn first(bytes: &'b [u8]) -> Option<(Entry<'b>, &'b [u8])> {
        let blank = bytes.iter().position(|byte| *byte == b' ')?;
        let end = blank + bytes[blank..].iter().position(|byte| *byte == 0)?;
        let id = Oid::from_bytes(bytes.get(end + 1..end + 21)?).ok()?;
        let entry = Entry { head: &bytes[..=end], name: &bytes[blank + 1..end], id };
        Some((entry, &bytes[end + 21..]))
    }

    fn is_list(&self) -> bool {
        self.head.starts_with(b"40000 ") || self.head.starts_with(b"040000 ")
    }
}

/// A change as its bytes say it.
struct Change<'b> {
    tree: Oid,
    parents: Vec<Oid>,
    /// The other lines of its head.
    head: Vec<&'b [u8]>,
    message: &'b [u8],
}

impl<'b> Change<'b> {
    fn read(bytes: &'b [u8]) -> Option<Change<'b>> {
        let end = bytes.windows(2).position(|two| two == b"\n\n")?;
        let id = |line: &[u8]| Oid::from_str(std::str::from_utf8(line).ok()?).ok();
        let mut change = Change {
            tree: Oid::ZERO_SHA1,
            parents: Vec::new(),
            head: Vec::new(),
            message: &bytes[end + 2..],
        };
        for line in bytes[..end].split(|byte| *byte == b'\n') {
            match line {
                [b't', b'r', b'e', b'e', b' ', tree @ ..] => change.tree = id(tree)?,
                [b'p', b'a', b'r', b'e', b'n', b't', b' ', parent @ ..] => change.parents.push(id(parent)?),
                _ => change.head.push(line),
            }
        }
        Some(change)
    }

    fn with(&self, tree: Oid, parents: &[Oid]) -> Vec<u8> {
        let mut bytes = format!("tree {tree}\n").into_bytes();
        parents.iter().for_each(|parent| bytes.extend(format!("parent {parent}\n").bytes()));
        let mut is_kept = true;
        for line in &self.head {
            // the lines of a longer value begin with a blank
            if !line.starts_with(b" ") {
                is_kept = !SEALS.iter().any(|seal| line.split(|byte| *byte == b' ').next() == Some(*seal));
            }
            if is_kept {
                bytes.extend_from_slice(line);
                bytes.push(b'\n');
            }
        }
        bytes.push(b'\n');
        bytes.extend_from_slice(self.message);
        bytes
    }
}

fn damaged(id: Oid) -> git2::Error {
    git2::Error::from_str(&format!("a piece of the history is damaged: {id}"))
}

#[cfg(test)]
mod tests;

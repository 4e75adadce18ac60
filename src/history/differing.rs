//! Which files differ between two recorded states of the folder. Going through ten years of changes asks it 300,000 times, and
//! from one change to the next nearly all is the same: what was read of one is still at hand for the next, and git's
//! library, which reads both sides anew each time, takes four times as long.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use git2::{ObjectType, Oid, Repository};

use super::read::Git;

/// So many lists stay at hand: those of a few changes.
const AT_HAND: usize = 64;

/// Compares lists of files, with those read last at hand.
pub(super) struct Differing<'r> {
    repo: &'r Repository,
    lists: HashMap<Oid, Rc<List>>,
}

/// A file that differs: its path, and its content on the second side, where it has one there.
pub(super) struct Differs {
    pub(super) path: String,
    pub(super) now: Option<Oid>,
}

/// One list, in git's own bytes, and where each of its entries begins.
#[derive(Default)]
struct List {
    bytes: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Entry<'l> {
    name: &'l [u8],
    id: &'l [u8],
    is_list: bool,
}

impl<'r> Differing<'r> {
    pub(super) fn new(repo: &'r Repository) -> Differing<'r> {
        Differing { repo, lists: HashMap::new() }
    }

    /// The files that differ from one list, or from nothing, to another, in the order of their names.
    pub(super) fn between(&mut self, one: Option<Oid>, other: Oid) -> Git<Vec<Differs>> {
        let mut found = Vec::new();
        self.compare(one, Some(other), "", &mut found)?;
        Ok(found)
    }

    fn compare(
        &mut self,
        one: Option<Oid>,
        other: Option<Oid>,
        above: &str,
        found: &mut Vec<Differs>,
    ) -> Git<()> {
        if one == other {
            return Ok(());
        }
        let (one, other) = (self.list(one)?, self.list(other)?);
        let (mut left, mut right) = (one.entries().peekable(), other.entries().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.order(b),
            };
            let before = if order.is_le() { left.next() } else { None };
            let now = if order.is_ge() { right.next() } else { None };
            if let (Some(before), Some(now)) = (before, now)
                && before.id == now.id
            {
                continue;
            }
            self.take(before, now, above, found)?;
        }
    }

    // an entry that only one side has, or that both have with another content
    fn take(
        &mut self,
        before: Option<Entry<'_>>,
        now: Option<Entry<'_>>,
        above: &str,
        found: &mut Vec<Differs>,
    ) -> Git<()> {
        let Some(either) = now.or(before) else { return Ok(()) };
        let path = format!("{above}{}", String::from_utf8_lossy(either.name));
        let id = |entry: Option<Entry<'_>>| entry.map(|entry| Oid::from_bytes(entry.id)).transpose();
        let (before, now) = (id(before)?, id(now)?);
        if either.is_list {
            return self.compare(before, now, &format!("{path}/"), found);
        }
        found.push(Differs { path, now });
        Ok(())
    }

    fn list(&mut self, id: Option<Oid>) -> Git<Rc<List>> {
        let Some(id) = id else { return Ok(Rc::default()) };
        if let Some(list) = self.lists.get(&id) {
            return Ok(list.clone());
        }
        let odb = self.repo.odb()?;
        let object = odb.read(id)?;
        if object.kind() != ObjectType::Tree {
            return Err(git2::Error::from_str("a list of files is expected"));
        }
        if self.lists.len() >= AT_HAND {
            self.lists.clear();
        }
        let list = Rc::new(List { bytes: object.data().to_vec() });
        self.lists.insert(id, list.clone());
        Ok(list)
    }
}

impl List {
    // a list that is broken off ends there: that it is whole is looked at before
    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let blank = rest.iter().position(|byte| *byte == b' ')?;
            let (mode, after) = (&rest[..blank], &rest[blank + 1..]);
            let end = after.iter().position(|byte| *byte == 0)?;
            let (id, next) = after.get(end + 1..)?.split_at_checked(20)?;
            rest = next;
            Some(Entry { name: &after[..end], id, is_list: mode == b"40000" })
        })
    }
}

impl Entry<'_> {
    // git sorts a folder as if its name ended with a stroke; a file and a folder of one name are two
    fn order(&self, other: &Entry<'_>) -> Ordering {
        let shared = self.name.len().min(other.name.len());
        let next = |entry: &Entry<'_>| match entry.name.get(shared) {
            Some(byte) => *byte,
            None if entry.is_list => b'/',
            None => 0,
        };
        self.name[..shared].cmp(&other.name[..shared]).then_with(|| next(self).cmp(&next(other)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use git2::{FileMode, Oid, Repository, build::TreeUpdateBuilder};

    use super::Differing;
    use crate::history::testing::room;

    const NAMES: [&str; 8] = [
        "a",
        "a.yaml",
        "a-b/c.yaml",
        "cases/2025/2025-kf3m.yaml",
        "cases/2026/2026-kf3m.yaml",
        "cases/2026/2026-7w2n.yaml",
        "cases.yaml",
        "people.yaml",
    ];

    fn some(repo: &Repository, random: &mut fastrand::Rng) -> Oid {
        let empty = repo.find_tree(repo.treebuilder(None).unwrap().write().unwrap()).unwrap();
        let mut update = TreeUpdateBuilder::new();
        for name in NAMES {
            if random.bool() {
                continue;
            }
            // what is a file here is a folder there
            let name = if name == "a" && random.bool() { "a/b/c" } else { name };
            let content = repo.blob(&[random.u8(..3)]).unwrap();
            update.upsert(name, content, FileMode::Blob);
        }
        update.create_updated(repo, &empty).unwrap()
    }

    #[test]
    fn it_finds_what_gits_library_finds() {
        let room = room();
        let repo = &room.history.repo;
        let mut random = fastrand::Rng::with_seed(4);
        let mut differing = Differing::new(repo);
        let mut before = None;
        for n in 0..300 {
            let now = some(repo, &mut random);
            let tree = |id: Oid| repo.find_tree(id).unwrap();
            let (old, new) = (before.map(tree), tree(now));
            let diff = repo.diff_tree_to_tree(old.as_ref(), Some(&new), None).unwrap();
            let mut theirs: Vec<(String, Option<Oid>)> = diff
                .deltas()
                .map(|delta| {
                    let path = delta.new_file().path().or(delta.old_file().path()).unwrap();
                    let now = Some(delta.new_file().id()).filter(|id| !id.is_zero());
                    (path.to_str().unwrap().to_owned(), now)
                })
                .collect();
            let ours = differing.between(before, now).unwrap();
            let mut ours: Vec<_> = ours.into_iter().map(|one| (one.path, one.now)).collect();
            theirs.sort();
            ours.sort();
            assert_eq!(ours, theirs, "{n}");
            before = (n % 50 != 49).then_some(now);
        }
    }
}

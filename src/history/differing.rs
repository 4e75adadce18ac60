//! Which files differ between two recorded states of the folder. Going through ten years of changes asks it 300,000 times, and
//! from one change to the next nearly all is the same.

use std::cmp::Ordering;
use std::sync::Arc;

use git2::Oid;

use super::lists::{List, Listed};
use super::open::History;
use super::read::Git;

/// A file that differs: its path, and its content in the later state, where it has one there.
pub(super) struct Differs {
    pub(super) path: String,
    pub(super) now: Option<Oid>,
}

impl History {
    /// The files that differ from one list, or from nothing, to another, in the order of their names.
    pub(super) fn differing(&self, before: Option<Oid>, now: Oid) -> Git<Vec<Differs>> {
        let mut found = Vec::new();
        self.compare_lists(before, Some(now), "", &mut found)?;
        Ok(found)
    }

    fn compare_lists(
        &self,
        before: Option<Oid>,
        now: Option<Oid>,
        above: &str,
        found: &mut Vec<Differs>,
    ) -> Git<()> {
        if before == now {
            return Ok(());
        }
        let list = |id: Option<Oid>| id.map_or_else(|| Ok(Arc::new(List::default())), |id| self.list_of(id));
        let (before, now) = (list(before)?, list(now)?);
        let (mut left, mut right) = (before.entries().peekable(), now.entries().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => order(a, b),
            };
            let was = if order.is_le() { left.next() } else { None };
            let is = if order.is_ge() { right.next() } else { None };
            if was.zip(is).is_some_and(|(was, is)| was.id == is.id) {
                continue;
            }
            self.take(was, is, above, found)?;
        }
    }

    // an entry that only one of them has, or that both have with another content
    fn take(
        &self,
        was: Option<Listed<'_>>,
        is: Option<Listed<'_>>,
        above: &str,
        found: &mut Vec<Differs>,
    ) -> Git<()> {
        let Some(either) = is.or(was) else { return Ok(()) };
        let path = format!("{above}{}", String::from_utf8_lossy(either.name));
        let id = |entry: Option<Listed<'_>>| entry.map(|entry| entry.oid()).transpose();
        let (before, now) = (id(was)?, id(is)?);
        if either.is_list() {
            return self.compare_lists(before, now, &format!("{path}/"), found);
        }
        found.push(Differs { path, now });
        Ok(())
    }
}

// git sorts a folder as if its name ended with a stroke; a file and a folder of one name are two
fn order(one: &Listed<'_>, other: &Listed<'_>) -> Ordering {
    let shared = one.name.len().min(other.name.len());
    let next = |entry: &Listed<'_>| match entry.name.get(shared) {
        Some(byte) => *byte,
        None if entry.is_list() => b'/',
        None => 0,
    };
    one.name[..shared].cmp(&other.name[..shared]).then_with(|| next(one).cmp(&next(other)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use git2::{FileMode, Oid, Repository, build::TreeUpdateBuilder};

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
            let ours = room.history.differing(before, now).unwrap();
            let mut ours: Vec<_> = ours.into_iter().map(|one| (one.path, one.now)).collect();
            theirs.sort();
            ours.sort();
            assert_eq!(ours, theirs, "{n}");
            before = (n % 50 != 49).then_some(now);
        }
    }
}

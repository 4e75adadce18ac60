//! Whatever files of a folder ever held, in one go over the history.

use std::collections::HashSet;

use git2::{ObjectType, Oid};

use super::fail::plain;
use super::note::CommitId;
use super::open::History;
use super::read::Git;
use crate::error::Result;

impl History {
    /// Visits each content that any file below a folder has had by what is recorded, with the name of the file; where that
    /// was done up to a change before, those that came since.
    pub fn ever(
        &self,
        folder: &str,
        done: Option<&CommitId>,
        visit: &mut dyn FnMut(&str, &[u8]),
    ) -> Result<()> {
        self.ever_in(folder, done, visit).map_err(plain("read"))
    }

    fn ever_in(&self, folder: &str, done: Option<&CommitId>, visit: &mut dyn FnMut(&str, &[u8])) -> Git<()> {
        let Some(tip) = self.tip()? else { return Ok(()) };
        self.can_be_walked(tip.id())?;
        let mut walk = self.repo.revwalk()?;
        walk.push(tip.id())?;
        let mut seen = HashSet::new();
        if let Some(done) = done {
            walk.hide(done.0)?;
            // most of what it left is there still
            let tree = self.repo.find_commit(done.0)?.tree_id();
            self.is_whole(tree)?;
            if let Some(below) = self.repo.find_tree(tree)?.get_name(folder).map(|entry| entry.id()) {
                seen.insert(below);
                self.listed_below(below, &mut seen)?;
            }
        }
        for id in walk {
            let tree = self.repo.find_commit(id?)?.tree_id();
            self.is_whole(tree)?;
            let below = self.repo.find_tree(tree)?.get_name(folder).map(|entry| entry.id());
            if let Some(below) = below.filter(|below| seen.insert(*below)) {
                self.ever_below(below, &mut seen, visit)?;
            }
        }
        Ok(())
    }

    fn listed_below(&self, list: Oid, seen: &mut HashSet<Oid>) -> Git<()> {
        self.is_whole(list)?;
        for entry in &self.repo.find_tree(list)? {
            if seen.insert(entry.id()) && entry.kind() == Some(ObjectType::Tree) {
                self.listed_below(entry.id(), seen)?;
            }
        }
        Ok(())
    }

    // most changes leave most lists and files as they are
    fn ever_below(&self, list: Oid, seen: &mut HashSet<Oid>, visit: &mut dyn FnMut(&str, &[u8])) -> Git<()> {
        self.is_whole(list)?;
        for entry in &self.repo.find_tree(list)? {
            match entry.kind().filter(|_| seen.insert(entry.id())) {
                Some(ObjectType::Tree) => self.ever_below(entry.id(), seen, visit)?,
                Some(ObjectType::Blob) => {
                    self.is_whole(entry.id())?;
                    let blob = self.repo.find_blob(entry.id())?;
                    visit(&String::from_utf8_lossy(entry.name_bytes()), blob.content());
                }
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::history::testing::room;

    #[test]
    fn what_came_since_is_seen_and_no_more() {
        let room = room();
        let (one, other) = ("cases/2026/2026-kf3m.yaml", "cases/2025/2025-n5xt.yaml");
        let change = |file: &str, text: &str| {
            room.write(file, text);
            room.commit(&[file], "a change").unwrap();
            room.history.newest().unwrap().unwrap()
        };
        let mut done = change(one, "1");
        change(other, "2");
        for (texts, seen_then) in [(["3", "4"], "2 3 4"), (["7", "5"], "5 7"), (["6", "5"], "6")] {
            let last = texts.map(|text| change(one, text))[1];
            let mut seen = Vec::new();
            room.history
                .ever("cases", Some(&done), &mut |_, held| {
                    seen.push(String::from_utf8_lossy(held).into_owned())
                })
                .unwrap();
            seen.sort();
            assert_eq!(seen.join(" "), seen_then);
            done = last;
        }
    }

    #[test]
    fn each_content_is_seen_once() {
        let room = room();
        let (one, other) = ("cases/2026/2026-kf3m.yaml", "cases/2025/2025-n5xt.yaml");
        for (file, text) in [(one, "1"), ("people.yaml", "no"), (one, "2"), (other, "3"), (one, "1")] {
            room.write(file, text);
            room.commit(&[file], "a change").unwrap();
        }
        let mut seen = Vec::new();
        room.history
            .ever("cases", None, &mut |name, held| {
                seen.push(format!("{name} {}", String::from_utf8_lossy(held)))
            })
            .unwrap();
        seen.sort();
        assert_eq!(seen, ["2025-n5xt.yaml 3", "2026-kf3m.yaml 1", "2026-kf3m.yaml 2"]);
        assert_eq!(room.history.ever("guides", None, &mut |_, _| panic!("there is none")), Ok(()));
    }
}

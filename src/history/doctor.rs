//! Looking whether the history is whole: everything that the newest change leads to is read, and each piece compared with
//! the name that its content gives it.

use std::collections::HashSet;

use git2::{ObjectType, Odb, Oid};

use super::fail::plain;
use super::open::History;
use super::read::Git;
use crate::error::Result;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// How many changes are recorded, as far as was looked.
    pub changes: usize,
    /// Whether everything was looked at; of a very long history only the newest part is.
    pub whole: bool,
    /// Whether taking in others' work was broken off here.
    pub unfinished: bool,
}

/// As many pieces as are read in less than a minute.
const MOST: usize = 200_000;

struct Look<'r> {
    odb: Odb<'r>,
    seen: HashSet<Oid>,
}

impl History {
    /// Looks whether the history can be read, newest first.
    pub fn examine(&self) -> Result<Health> {
        self.branch()?;
        self.loose_are_whole().map_err(plain("read"))?;
        // git's own list of the files is read along the way
        self.status()?;
        let (changes, whole) = self.read_everything().map_err(plain("read"))?;
        Ok(Health { changes, whole, unfinished: self.unfinished()?.is_some() })
    }

    fn read_everything(&self) -> Git<(usize, bool)> {
        let Some(tip) = self.tip()? else { return Ok((0, true)) };
        let mut look = Look { odb: self.repo.odb()?, seen: HashSet::new() };
        let mut walk = self.repo.revwalk()?;
        walk.push(tip.id())?;
        let mut changes = 0;
        for id in walk {
            if look.seen.len() > MOST {
                return Ok((changes, false));
            }
            let commit = self.repo.find_commit(id?)?;
            look.tree(self, commit.tree_id())?;
            changes += 1;
        }
        Ok((changes, true))
    }
}

impl Look<'_> {
    fn tree(&mut self, history: &History, id: Oid) -> Git<()> {
        if !self.seen.insert(id) {
            return Ok(());
        }
        for entry in history.repo.find_tree(id)?.iter() {
            match entry.kind() {
                Some(ObjectType::Tree) => self.tree(history, entry.id())?,
                Some(ObjectType::Blob) if self.seen.insert(entry.id()) => {
                    self.odb.read(entry.id())?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use crate::history::History;
    use crate::history::testing::{Room, room};

    fn objects(room: &Room) -> Vec<PathBuf> {
        let folders = fs::read_dir(room.dir.path().join(".git/objects")).unwrap().flatten();
        let folders = folders.filter(|entry| entry.file_name().len() == 2);
        folders.flat_map(|entry| fs::read_dir(entry.path()).unwrap().flatten().map(|e| e.path())).collect()
    }

    #[test]
    fn every_missing_or_changed_piece_is_found() {
        let room = room();
        for n in ["1\n", "2\n"] {
            room.write("people.yaml", n);
            room.write("settings/a.yaml", n);
            room.commit(&["people.yaml", "settings/a.yaml"], n).unwrap();
        }
        let health = room.history.examine().unwrap();
        assert_eq!((health.changes, health.whole, health.unfinished), (2, true, false));
        let pieces = objects(&room);
        // two changes, two folders each, and the one content that both files had
        assert_eq!(pieces.len(), 2 + 4 + 2);
        for piece in pieces {
            let whole = fs::read(&piece).unwrap();
            let mut rights = fs::metadata(&piece).unwrap().permissions();
            #[allow(clippy::permissions_set_readonly_false)]
            rights.set_readonly(false);
            fs::set_permissions(&piece, rights).unwrap();
            let mut flipped = whole.clone();
            flipped[whole.len() / 2] ^= 0x10;
            for damaged in [&whole[..whole.len() / 2], &flipped, b""] {
                fs::write(&piece, damaged).unwrap();
                assert!(History::open(room.dir.path()).and_then(|h| h.examine()).is_err(), "{piece:?}");
            }
            fs::remove_file(&piece).unwrap();
            assert!(History::open(room.dir.path()).and_then(|h| h.examine()).is_err(), "{piece:?}");
            fs::write(&piece, &whole).unwrap();
        }
        History::open(room.dir.path()).unwrap().examine().unwrap();
    }
}

//! The lists of files of recorded states, with those read last at hand. Looking at a case, and going through ten years of
//! changes, asks for the same few lists again and again, a year of cases is a large one, and git's library proves and takes
//! apart each of them anew.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use git2::{ObjectType, Oid};

use super::open::History;
use super::read::{Entry, Git};
use crate::record::file::RelPath;

/// So many lists stay at hand: those of a few changes.
const AT_HAND: usize = 64;

/// The mode of a list among the entries of another.
const LIST: &[u8] = b"40000";
/// And that of a history within this one.
const ANOTHER_HISTORY: &[u8] = b"160000";

/// Lists that were read already.
#[derive(Default)]
pub(super) struct Lists(RefCell<HashMap<Oid, Arc<List>>>);

/// One list, in git's own bytes.
#[derive(Default)]
pub(super) struct List(Vec<u8>);

/// What a list says of a file, or of a list below it.
#[derive(Clone, Copy)]
pub(super) struct Listed<'l> {
    pub(super) name: &'l [u8],
    pub(super) id: &'l [u8],
    mode: &'l [u8],
}

impl History {
    /// A list of files by its id. One that is a small file is looked at before, whether it is whole.
    pub(super) fn list_of(&self, id: Oid) -> Git<Arc<List>> {
        if let Some(list) = self.lists.0.borrow().get(&id) {
            return Ok(list.clone());
        }
        let list = Arc::new(List(self.read_list(id)?));
        let mut at_hand = self.lists.0.borrow_mut();
        if at_hand.len() >= AT_HAND {
            at_hand.clear();
        }
        at_hand.insert(id, list.clone());
        Ok(list)
    }

    // what was taken apart to see whether it is whole need not be read again. Its own sum tells that; whether git has given it
    // the right name is for `doctor` to look into
    fn read_list(&self, id: Oid) -> Git<Vec<u8>> {
        let another = || git2::Error::from_str("a list of files is expected");
        if let Some(piece) = self.loose(id)? {
            return piece.is("tree").then(|| piece.content().to_vec()).ok_or_else(another);
        }
        let odb = self.repo.odb()?;
        let object = odb.read(id)?;
        let is_list = object.kind() == ObjectType::Tree;
        is_list.then(|| object.data().to_vec()).ok_or_else(another)
    }

    /// A file below a list, as it is recorded there.
    pub(super) fn listed(&self, list: Oid, path: &RelPath) -> Git<Option<Entry>> {
        let mut at = list;
        let mut names = path.as_str().split('/').peekable();
        while let Some(name) = names.next() {
            let list = self.list_of(at)?;
            let Some(found) = list.find(name) else { return Ok(None) };
            let id = found.oid()?;
            match (names.peek(), found.is_list()) {
                (Some(_), true) => at = id,
                (None, _) if found.is_file() => return Ok(Some(Entry { id, mode: found.mode() })),
                _ => return Ok(None),
            }
        }
        Ok(None)
    }
}

impl List {
    /// What it says, in git's order. One that is broken off ends there.
    pub(super) fn entries(&self) -> impl Iterator<Item = Listed<'_>> {
        let mut rest = self.0.as_slice();
        std::iter::from_fn(move || {
            let blank = rest.iter().position(|byte| *byte == b' ')?;
            let (mode, after) = (&rest[..blank], &rest[blank + 1..]);
            let end = after.iter().position(|byte| *byte == 0)?;
            let (id, next) = after.get(end + 1..)?.split_at_checked(20)?;
            rest = next;
            Some(Listed { name: &after[..end], id, mode })
        })
    }

    /// What it says of a name.
    pub(super) fn find(&self, name: &str) -> Option<Listed<'_>> {
        self.entries().find(|entry| entry.name == name.as_bytes())
    }
}

impl Listed<'_> {
    /// Whether it is a list of files.
    pub(super) fn is_list(&self) -> bool {
        self.mode == LIST
    }

    /// Whether it is a file, and not another history.
    pub(super) fn is_file(&self) -> bool {
        !self.is_list() && self.mode != ANOTHER_HISTORY
    }

    /// Its id.
    pub(super) fn oid(&self) -> Git<Oid> {
        Oid::from_bytes(self.id)
    }

    // octal, as git writes it
    fn mode(&self) -> i32 {
        self.mode.iter().fold(0, |mode, digit| mode * 8 + i32::from(digit.saturating_sub(b'0')))
    }
}

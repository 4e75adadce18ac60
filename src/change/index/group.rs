//! Cases are kept by in groups, so that few of ten thousand are at hand at a time, and several hands share the work.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Indexed;
use crate::folder::{CaseFile, Folder, Loaded, Moment, Part, Private, Stamp};
use crate::history::ContentId;
use crate::record::case::Case;
use crate::record::id::CaseId;

/// A hand takes groups of so many cases at a time: handing over takes some time too.
const A_PILE: usize = 200;

/// Cases whose ids begin alike, and what is kept of them.
pub(super) struct Group<'f> {
    name: &'f str,
    files: &'f [CaseFile],
    kept: Option<Part>,
}

/// A group that was gone through.
pub(super) struct Done<S> {
    pub(super) name: String,
    /// What was made of each case that was looked at.
    pub(super) seen: Vec<S>,
    pub(super) part: Part,
    /// Whether anything is to be kept that was not kept before.
    pub(super) changed: bool,
}

/// How cases are gone through.
pub(super) struct Reading<'d, H, M> {
    pub(super) folder: &'d Folder,
    pub(super) private: &'d Private,
    /// The drive's time before anything was read.
    pub(super) now: OnceLock<Option<Moment>>,
    /// Whether what is kept of a case still holds.
    pub(super) holds: H,
    /// What is known of a case that is read.
    pub(super) make: M,
}

/// One case as it is kept by.
#[derive(Serialize, Deserialize)]
struct Entry<T> {
    id: CaseId,
    stamp: Stamp,
    // whether the stamp alone tells that the file is the same
    settled: bool,
    content: ContentId,
    // of its own, so that it is handed on without being copied
    known: Option<Box<T>>,
}

/// A file of the folder, and what was found out about it.
struct Slot<T> {
    file: CaseFile,
    stamp: Option<Stamp>,
    entry: Option<Entry<T>>,
}

/// The files, which are in the order of their ids, in groups with what is kept of each.
pub(super) fn grouped<'f>(files: &'f [CaseFile], kept: &mut BTreeMap<String, Part>) -> Vec<Group<'f>> {
    let groups = files.chunk_by(|a, b| group_of(&a.id) == group_of(&b.id));
    let group = |files: &'f [CaseFile]| {
        let name = group_of(&files[0].id);
        Group { name, files, kept: kept.remove(name) }
    };
    groups.map(group).collect()
}

/// The groups in piles, each for one hand.
pub(super) fn piled(groups: Vec<Group<'_>>) -> Vec<Vec<Group<'_>>> {
    let (mut piles, mut cases) = (Vec::<Vec<Group<'_>>>::new(), 0);
    for group in groups {
        cases += group.files.len();
        match piles.last_mut().filter(|_| cases <= A_PILE) {
            Some(pile) => pile.push(group),
            None => {
                cases = group.files.len();
                piles.push(vec![group]);
            }
        }
    }
    piles
}

// the year and the first letter, `2026-k`: some three hundred groups in ten years
fn group_of(id: &CaseId) -> &str {
    id.as_str().get(..6).unwrap_or(id.as_str())
}

impl<H, M> Reading<'_, H, M> {
    /// Goes through a group: what is kept of a case is taken where it still holds, all others are read.
    pub(super) fn group<T, S>(&self, group: Group<'_>, look: impl Fn(Indexed<T>) -> S) -> Done<S>
    where
        T: Serialize + DeserializeOwned,
        H: Fn(&T) -> bool,
        M: Fn(&Loaded<Case>, &Case) -> T,
    {
        let Group { name, files, kept } = group;
        let entries: Vec<Entry<T>> = kept.as_ref().and_then(Part::read).unwrap_or_default();
        let known_before = entries.len();
        let mut slots = self.matched(files, entries);
        let taken = slots.iter().filter(|slot| slot.entry.is_some()).count();
        let mut changed = taken != known_before;
        for slot in slots.iter_mut().filter(|slot| self.is_stale(slot)) {
            // the drive's clock is asked before anything is read: what changes from now on bears a later time
            let now = *self.now.get_or_init(|| self.private.drive_time());
            changed |= self.read_anew(slot, now);
        }
        let entries = || slots.iter().filter_map(|slot| slot.entry.as_ref()).collect::<Vec<_>>();
        let part = match kept.filter(|_| !changed) {
            Some(part) => part,
            None => Part::of(&entries()),
        };
        Done {
            name: name.to_owned(),
            seen: slots.into_iter().map(|slot| look(slot.into())).collect(),
            part,
            changed,
        }
    }

    // both are in the order of the ids
    fn matched<T>(&self, files: &[CaseFile], kept: Vec<Entry<T>>) -> Vec<Slot<T>> {
        let mut kept = kept.into_iter().peekable();
        let slot = |file: &CaseFile| {
            while kept.next_if(|entry| entry.id < file.id).is_some() {}
            let entry = kept.next_if(|entry| entry.id == file.id);
            let stamp = file.stamp.or_else(|| self.folder.stamp(&file.path));
            Slot { stamp, file: file.clone(), entry }
        };
        files.iter().map(slot).collect()
    }

    fn is_stale<T>(&self, slot: &Slot<T>) -> bool
    where
        H: Fn(&T) -> bool,
    {
        let entry = slot.entry.as_ref().filter(|entry| Some(entry.stamp) == slot.stamp && entry.settled);
        !entry.is_some_and(|entry| entry.known.as_ref().is_none_or(|known| (self.holds)(known)))
    }

    // whether anything is to be kept that was not kept before
    fn read_anew<T>(&self, slot: &mut Slot<T>, now: Option<Moment>) -> bool
    where
        M: Fn(&Loaded<Case>, &Case) -> T,
    {
        let loaded = self.folder.load::<Case>(&slot.file.path).ok();
        let content = loaded.as_ref().and_then(|loaded| ContentId::of(loaded.text.as_bytes()).ok());
        let before = slot.entry.take();
        let (Some(loaded), Some(content), Some(stamp)) = (loaded, content, slot.stamp) else {
            return before.is_some();
        };
        let settled = now.is_some_and(|now| stamp.is_settled(now));
        let known = loaded.value.as_ref().map(|case| Box::new((self.make)(&loaded, case)));
        slot.entry = Some(Entry { id: slot.file.id.clone(), stamp, settled, content, known });
        // one that was settled was read only because what was known of it held no longer
        !before.is_some_and(|old| !old.settled && !settled && old.stamp == stamp && old.content == content)
    }
}

impl<T> From<Slot<T>> for Indexed<T> {
    fn from(slot: Slot<T>) -> Indexed<T> {
        let (content, known) = slot.entry.map(|entry| (entry.content, entry.known)).unzip();
        Indexed { file: slot.file, content, known: known.flatten() }
    }
}

//! What this copy keeps of the past so as not to go through all of it again: of each file, the changes that gave it a
//! content. A case may have been at rest for years, and looking at it must not take longer for all that others did since.
//!
//! It holds for everything that led to one change; what came after that is walked. Now and then it is made longer, after
//! the work. Deleting or spoiling it costs only time: each part has its checksum, and where one does not hold, or the past
//! was written anew, all is walked.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use git2::{ObjectType, Oid, Sort};
use serde::{Deserialize, Serialize};

use super::fail::plain;
use super::log::Commits;
use super::open::History;
use super::read::Git;
use crate::error::Result;
use crate::record::file::RelPath;

/// Where a change stands in the order of all: after everything that led to it, and else by its time, in seconds. Clocks of
/// two computers differ.
type Age = i64;

type Name = [u8; 20];

/// What stands at the beginning of the file.
const MARK: &[u8; 8] = b"pikpast1";
/// What comes before the list of the shelves: the mark, and the length and checksum of that list.
const HEAD: usize = 8 + 4 + 4;
/// Names are random, so that their first byte spreads them evenly.
const SHELVES: usize = 256;
/// A history with longer lists of its packs (some 2,000 changes) is a long one.
const LONG: u64 = 256 * 1024;
/// With longer ones than this (some 30,000) going through all of it takes more than a few seconds, and nobody is made to wait.
const VERY_LONG: u64 = 4 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Shelf {
    offset: u64,
    length: u32,
    sum: u32,
}

#[derive(Serialize, Deserialize)]
struct Shelves {
    upto: Name,
    shelves: Vec<Shelf>,
}

/// What stands on one shelf: changes by their names, and files by what their paths are known by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Content {
    ages: BTreeMap<Name, Age>,
    files: BTreeMap<Name, Vec<(Age, Name)>>,
}

/// What is kept, as it lies on the disk. Only the shelves that are asked for are read.
struct Kept {
    file: File,
    /// The change up to which it holds.
    upto: Oid,
    shelves: Vec<Shelf>,
    read: HashMap<usize, Content>,
}

impl Kept {
    fn open(file: &Path) -> Option<Kept> {
        let mut file = File::open(file).ok()?;
        let head: [u8; HEAD] = bytes(&mut file, 0, HEAD)?.try_into().ok()?;
        let number = |at: usize| Some(u32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let (length, sum) = (number(8)? as usize, number(12)?);
        let is_ours = head.starts_with(MARK) && length as u64 <= file.metadata().ok()?.len();
        let list = is_ours.then(|| bytes(&mut file, HEAD as u64, length)).flatten()?;
        let Shelves { upto, shelves } =
            (crc32fast::hash(&list) == sum).then(|| postcard::from_bytes(&list).ok()).flatten()?;
        let upto = Oid::from_bytes(&upto).ok()?;
        (shelves.len() == SHELVES).then(|| Kept { file, upto, shelves, read: HashMap::new() })
    }

    fn shelf(&mut self, name: Name) -> Option<&mut Content> {
        let at = usize::from(name[0]);
        if !self.read.contains_key(&at) {
            let Shelf { offset, length, sum } = self.shelves.get(at)?;
            let content = bytes(&mut self.file, *offset, *length as usize)?;
            let whole = crc32fast::hash(&content) == *sum;
            self.read.insert(at, whole.then(|| postcard::from_bytes(&content).ok()).flatten()?);
        }
        self.read.get_mut(&at)
    }

    fn age(&mut self, change: Oid) -> Option<Age> {
        let name = name(change)?;
        self.shelf(name)?.ages.get(&name).copied()
    }
}

fn bytes(file: &mut File, from: u64, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(from)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn name(id: Oid) -> Option<Name> {
    id.as_bytes().try_into().ok()
}

/// By what a path is known.
fn name_of(path: &RelPath) -> Git<Name> {
    let id = Oid::hash_object(ObjectType::Blob, path.as_str().as_bytes())?;
    name(id).ok_or_else(|| git2::Error::from_str("a name of another length"))
}

impl History {
    /// Keeps a long past of which nothing is kept so far, unless it is too long to go through in passing: for whoever has
    /// exchanged work with a hub, not for whoever waits for one change.
    pub fn keep_long_past(&self) -> Result<()> {
        self.begin_to_keep(LONG..VERY_LONG)
    }

    /// The same of a short past too: for whoever looks back in many files at once.
    pub fn keep_past_for_many(&self) -> Result<()> {
        self.begin_to_keep(0..VERY_LONG)
    }

    fn begin_to_keep(&self, lengths: Range<u64>) -> Result<()> {
        let keep = || match self.tip()? {
            Some(tip) if !self.keeps_past() && self.is_within(lengths) => self.keep_past_up_to(tip.id()),
            _ => Ok(()),
        };
        keep().map_err(plain("read"))
    }

    /// Keeps the past up to now, now and then: what came since is little.
    pub(super) fn keep_past(&self) -> Git<()> {
        let Some(tip) = self.tip()?.map(|tip| tip.id()) else { return Ok(()) };
        // names are random, so that one change in 256 is followed by it
        let is_time = tip.as_bytes().first() == Some(&0x17);
        match is_time && (self.keeps_past() || self.is_within(0..LONG)) {
            true => self.keep_past_up_to(tip),
            false => Ok(()),
        }
    }

    fn keeps_past(&self) -> bool {
        self.kept_file().is_some_and(|file| file.exists())
    }

    // how long the lists of its packs are
    fn is_within(&self, lengths: Range<u64>) -> bool {
        let packs = fs::read_dir(self.repo.commondir().join("objects/pack")).into_iter().flatten().flatten();
        let lists = packs.filter(|entry| entry.path().extension().is_some_and(|end| end == "idx"));
        lengths.contains(&lists.filter_map(|list| Some(list.metadata().ok()?.len())).sum::<u64>())
    }

    fn keep_past_up_to(&self, tip: Oid) -> Git<()> {
        let Some(place) = self.kept_file() else { return Ok(()) };
        let mut kept = self.kept(tip)?;
        self.loose_are_whole()?;
        let all =
            |kept: &mut Kept| (0..=255).map(|n| kept.shelf([n; 20]).cloned()).collect::<Option<Vec<_>>>();
        let mut shelves = kept.as_mut().and_then(all);
        if shelves.is_none() {
            kept = None;
        }
        let Some(since) = self.since_kept(tip, kept.as_mut())? else { return Ok(()) };
        let shelves = shelves.get_or_insert_with(|| vec![Content::default(); SHELVES]);
        for (id, age) in since {
            let Some(change) = name(id) else { continue };
            shelves[usize::from(change[0])].ages.insert(change, age);
            for path in self.changed_from_parents(&self.repo.find_commit(id)?)? {
                let file = name_of(&path)?;
                shelves[usize::from(file[0])].files.entry(file).or_default().push((age, change));
            }
        }
        for changes in shelves.iter_mut().flat_map(|shelf| shelf.files.values_mut()) {
            changes.sort_unstable_by(|a, b| b.cmp(a));
        }
        // where it cannot be written nothing is kept
        let _ = name(tip).and_then(|upto| write(&place, upto, shelves));
        Ok(())
    }

    fn kept_file(&self) -> Option<PathBuf> {
        Some(self.private_dir().ok()?.join("kept").join("past"))
    }

    /// What is kept, where it is about what led to this change.
    fn kept(&self, tip: Oid) -> Git<Option<Kept>> {
        let Some(file) = self.kept_file() else { return Ok(None) };
        let Some(kept) = Kept::open(&file) else { return Ok(None) };
        let is_known = self.repo.odb()?.exists(kept.upto);
        if is_known && self.holds(Some(tip), kept.upto)? {
            return Ok(Some(kept));
        }
        // another past; whoever tidies next keeps this one
        let _ = fs::remove_file(file);
        Ok(None)
    }

    /// The changes that led to one and are not kept, oldest first; nothing where what is kept is spoilt.
    fn since_kept(&self, tip: Oid, mut kept: Option<&mut Kept>) -> Git<Option<Vec<(Oid, Age)>>> {
        let mut walk = self.repo.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        walk.push(tip)?;
        if let Some(kept) = &kept {
            walk.hide(kept.upto)?;
        }
        let (mut since, mut ages) = (Vec::new(), HashMap::new());
        for id in walk {
            let change = self.repo.find_commit(id?)?;
            let mut age = change.time().seconds();
            for parent in change.parent_ids() {
                let before = ages.get(&parent).copied();
                let Some(before) = before.or_else(|| kept.as_mut()?.age(parent)) else { return Ok(None) };
                age = age.max(before + 1);
            }
            ages.insert(change.id(), age);
            since.push((change.id(), age));
        }
        Ok(Some(since))
    }
}

impl Commits<'_> {
    /// The changes of the file, newest first, by what is kept and what came since; nothing where it must be walked.
    pub(super) fn by_what_is_kept(&mut self) -> Git<Option<Vec<Oid>>> {
        let (Some(path), Some(tip)) = (self.of.clone(), self.tip) else { return Ok(None) };
        let Some(mut kept) = self.history.kept(tip)? else { return Ok(None) };
        let Some(since) = self.history.since_kept(tip, Some(&mut kept))? else { return Ok(None) };
        let file = name_of(&path)?;
        let Some(shelf) = kept.shelf(file) else { return Ok(None) };
        let mut all = shelf.files.get(&file).cloned().unwrap_or_default();
        for (id, age) in since {
            if self.touches(id)? {
                all.extend(name(id).map(|change| (age, change)));
            }
        }
        all.sort_unstable_by(|a, b| b.cmp(a));
        all.into_iter().map(|(_, change)| Oid::from_bytes(&change)).collect::<Git<_>>().map(Some)
    }
}

fn write(place: &Path, upto: Name, contents: &[Content]) -> Option<()> {
    let contents =
        contents.iter().map(postcard::to_stdvec).collect::<std::result::Result<Vec<_>, _>>().ok()?;
    let list = |from: u64| {
        let mut offset = from;
        let shelf = |content: &Vec<u8>| {
            let length = u32::try_from(content.len()).ok()?;
            let shelf = Shelf { offset, length, sum: crc32fast::hash(content) };
            offset += u64::from(length);
            Some(shelf)
        };
        let shelves = contents.iter().map(shelf).collect::<Option<Vec<_>>>()?;
        postcard::to_stdvec(&Shelves { upto, shelves }).ok()
    };
    // how long the list is depends on the numbers in it: from far enough on they stay as long as they are
    let room = list(1 << 40)?.len();
    let list = list((HEAD + room) as u64)?;
    let mut head = MARK.to_vec();
    head.extend(u32::try_from(list.len()).ok()?.to_le_bytes());
    head.extend(crc32fast::hash(&list).to_le_bytes());
    head.extend(&list);
    head.resize(HEAD + room, 0);
    let folder = place.parent()?;
    fs::create_dir_all(folder).ok()?;
    // not synced: what a crash leaves of it is known by its checksums
    let mut beside = tempfile::NamedTempFile::new_in(folder).ok()?;
    let mut all = io::BufWriter::new(beside.as_file_mut());
    all.write_all(&head).ok()?;
    contents.iter().try_for_each(|content| all.write_all(content)).ok()?;
    all.flush().ok()?;
    drop(all);
    beside.persist(place).ok().map(drop)
}

#[cfg(test)]
mod tests;

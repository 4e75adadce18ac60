//! What this copy keeps of the past so as not to go through all of it again: of each file, the changes that gave it a
//! content. A case may have been at rest for years, and looking at it must not take longer for all that others did since.
//!
//! It holds for everything that led to some changes; what came after those is walked. Now and then it is made longer, after
//! the work. Deleting or spoiling it costs only time: each part has its checksum, and where one does not hold, or the past
//! was written anew, all is walked.

mod growing;
mod many;

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use git2::{ObjectType, Oid, Sort};
use serde::{Deserialize, Serialize};

pub(super) use many::Pasts;

use super::log::Commits;
use super::open::History;
use super::read::Git;
use crate::record::file::RelPath;

/// Where a change stands in the order of all: after everything that led to it, and else by its time, in seconds. Clocks of
/// two computers differ.
type Age = i64;

type Name = [u8; 20];

/// Changes that are not kept, oldest first.
type Since = Vec<(Oid, Age)>;

/// What stands at the beginning of the file.
const MARK: &[u8; 8] = b"pikpast2";
/// What comes before the list of the shelves: the mark, and the length and checksum of that list.
const HEAD: usize = 8 + 4 + 4;
/// Names are random, so that their first byte spreads them evenly.
const SHELVES: usize = 256;

#[derive(Serialize, Deserialize)]
struct Shelf {
    offset: u64,
    length: u32,
    sum: u32,
}

#[derive(Serialize, Deserialize)]
struct Shelves {
    upto: Vec<Name>,
    whole: bool,
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
    /// The changes up to which it holds: whatever led to one of them is in it.
    upto: Vec<Oid>,
    /// Whether that was all there was. A long past is gone through in steps, and before the last of them what is kept is too
    /// little to be of use.
    whole: bool,
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
        let Shelves { upto, whole, shelves } =
            (crc32fast::hash(&list) == sum).then(|| postcard::from_bytes(&list).ok()).flatten()?;
        let upto = upto.iter().map(|name| Oid::from_bytes(name).ok()).collect::<Option<Vec<_>>>()?;
        (shelves.len() == SHELVES).then(|| Kept { file, upto, whole, shelves, read: HashMap::new() })
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
    fn kept_file(&self) -> Option<PathBuf> {
        Some(self.private_dir().ok()?.join("kept").join("past"))
    }

    /// What is kept, where it is about what led to this change.
    fn kept(&self, tip: Oid) -> Git<Option<Kept>> {
        let Some(file) = self.kept_file() else { return Ok(None) };
        let Some(kept) = Kept::open(&file) else { return Ok(None) };
        let odb = self.repo.odb()?;
        let led_here = |id: &Oid| Ok(odb.exists(*id) && self.holds(Some(tip), *id)?);
        if kept.upto.iter().map(led_here).collect::<Git<Vec<_>>>()?.into_iter().all(|led| led) {
            return Ok(Some(kept));
        }
        // another past; whoever tidies next keeps this one
        let _ = fs::remove_file(file);
        Ok(None)
    }

    /// The changes that led to one and are not kept, oldest first; nothing where what is kept is spoilt.
    fn since_kept(&self, tip: Oid, mut kept: Option<&mut Kept>) -> Git<Option<Since>> {
        let mut walk = self.repo.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        walk.push(tip)?;
        if let Some(kept) = &kept {
            kept.upto.iter().try_for_each(|id| walk.hide(*id))?;
        }
        let (mut since, mut ages) = (Vec::new(), HashMap::new());
        for id in walk {
            let change = self.repo.find_commit(id?)?;
            // where clocks go wrong the walk meets what is hidden
            if kept.as_mut().is_some_and(|kept| kept.age(change.id()).is_some()) {
                continue;
            }
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
        let Some(mut kept) = self.history.kept(tip)?.filter(|kept| kept.whole) else { return Ok(None) };
        let Some(since) = self.history.since_kept(tip, Some(&mut kept))? else { return Ok(None) };
        let file = name_of(&path)?;
        let Some(shelf) = kept.shelf(file) else { return Ok(None) };
        let mut all = shelf.files.get(&file).cloned().unwrap_or_default();
        for (id, age) in since {
            if self.touches(id)? {
                all.extend(name(id).map(|change| (age, change)));
            }
        }
        in_order(all).map(Some)
    }
}

/// Newest first.
fn in_order(mut changes: Vec<(Age, Name)>) -> Git<Vec<Oid>> {
    changes.sort_unstable_by(|a, b| b.cmp(a));
    changes.into_iter().map(|(_, change)| Oid::from_bytes(&change)).collect()
}

fn write(place: &Path, upto: &[Oid], whole: bool, contents: &[Content]) -> Option<()> {
    let upto = upto.iter().map(|id| name(*id)).collect::<Option<Vec<_>>>()?;
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
        postcard::to_stdvec(&Shelves { upto: upto.clone(), whole, shelves }).ok()
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

//! What is kept of the past, as it lies on the disk: in shelves, of which only those that are asked for are read.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use git2::Oid;
use serde::{Deserialize, Serialize};

use super::{Age, Name, name};

/// What stands at the beginning of the file.
const MARK: &[u8; 8] = b"pikpast2";
/// What comes before the list of the shelves: the mark, and the length and checksum of that list.
const HEAD: usize = 8 + 4 + 4;
/// Names are random, so that their first byte spreads them evenly.
pub(super) const SHELVES: usize = 256;

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
pub(super) struct Content {
    pub(super) ages: BTreeMap<Name, Age>,
    pub(super) files: BTreeMap<Name, Vec<(Age, Name)>>,
}

/// What is kept, as it lies on the disk. Only the shelves that are asked for are read.
pub(super) struct Kept {
    file: File,
    /// The changes up to which it holds: whatever led to one of them is in it.
    pub(super) upto: Vec<Oid>,
    /// Whether that was all there was. A long past is gone through in steps, and before the last of them what is kept is too
    /// little to be of use.
    pub(super) whole: bool,
    shelves: Vec<Shelf>,
    read: HashMap<usize, Content>,
}

impl Kept {
    pub(super) fn open(file: &Path) -> Option<Kept> {
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

    pub(super) fn shelf(&mut self, name: Name) -> Option<&mut Content> {
        let at = usize::from(name[0]);
        if !self.read.contains_key(&at) {
            let Shelf { offset, length, sum } = self.shelves.get(at)?;
            let content = bytes(&mut self.file, *offset, *length as usize)?;
            let whole = crc32fast::hash(&content) == *sum;
            self.read.insert(at, whole.then(|| postcard::from_bytes(&content).ok()).flatten()?);
        }
        self.read.get_mut(&at)
    }

    /// The changes of a file, for whoever asks for nothing else any more: how old others are is forgotten, since it is most of
    /// what a long past needs in memory. Nothing where that part is spoilt.
    pub(super) fn changes_alone(&mut self, file: Name) -> Option<Vec<(Age, Name)>> {
        let shelf = self.shelf(file)?;
        shelf.ages.clear();
        Some(shelf.files.get(&file).cloned().unwrap_or_default())
    }

    /// How old the newest change in it is: no other is newer, nor was any made later. Nothing where it is spoilt.
    pub(super) fn newest(&mut self) -> Option<Age> {
        let upto = self.upto.clone();
        upto.into_iter().map(|id| self.age(id)?).collect::<Option<Vec<Age>>>()?.into_iter().max()
    }

    /// How old a change is, where it is in it; nothing at all where that part is spoilt.
    pub(super) fn age(&mut self, change: Oid) -> Option<Option<Age>> {
        let name = name(change)?;
        self.shelf(name).map(|shelf| shelf.ages.get(&name).copied())
    }
}

fn bytes(file: &mut File, from: u64, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(from)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

pub(super) fn write(place: &Path, upto: &[Oid], whole: bool, contents: &[Content]) -> Option<()> {
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

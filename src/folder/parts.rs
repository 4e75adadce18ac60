//! What this copy keeps by in parts, of which each is read by itself, when somebody asks for it and by whoever asks.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::cache::{Basis, checksum};
use super::private::Private;

/// Before the list of the parts: its checksum, what all of it rests on, and how long the list is.
const HEAD: usize = 4 + 8 + 4;

type Sum = [u8; 4];

/// A part of what is kept.
#[derive(Clone, Debug)]
pub struct Part {
    place: Place,
    length: u32,
    sum: Sum,
}

#[derive(Clone, Debug)]
enum Place {
    /// Somewhere in a file, which stays open: another may be put in its place meanwhile.
    File(Arc<Mutex<File>>, u64),
    Memory(Arc<Vec<u8>>),
}

impl Private {
    /// What was kept under a name, part by part; nothing where it is not there, not whole, or rests on something else.
    pub fn kept_parts(&self, name: &str, basis: Basis) -> BTreeMap<String, Part> {
        self.parts(name, basis).unwrap_or_default()
    }

    fn parts(&self, name: &str, basis: Basis) -> Option<BTreeMap<String, Part>> {
        let mut file = File::open(self.kept_dir().join(name)).ok()?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let length = u32::from_le_bytes(head[12..].try_into().ok()?);
        let size = file.metadata().ok()?.len();
        let is_ours = head[4..12] == basis.bytes() && u64::from(length) <= size;
        let mut list = vec![0; is_ours.then_some(length as usize)?];
        file.read_exact(&mut list).ok()?;
        let is_whole = head[..4] == checksum([&head[4..], list.as_slice()]);
        let list: Vec<(String, u32, Sum)> = postcard::from_bytes(is_whole.then_some(&list)?).ok()?;
        let file = Arc::new(Mutex::new(file));
        let mut from = HEAD as u64 + u64::from(length);
        let part = |(name, length, sum)| {
            let place = Place::File(file.clone(), from);
            from += u64::from(length);
            (name, Part { place, length, sum })
        };
        Some(list.into_iter().map(part).collect())
    }

    /// Keeps parts under a name. Where that cannot be done, nothing is kept.
    pub fn keep_parts(&self, name: &str, basis: Basis, parts: &BTreeMap<String, Part>) {
        let list: Vec<(&str, u32, Sum)> =
            parts.iter().map(|(name, part)| (name.as_str(), part.length, part.sum)).collect();
        self.keep_bytes(name, |to| {
            let list = postcard::to_stdvec(&list).ok()?;
            let length = u32::try_from(list.len()).ok()?.to_le_bytes();
            let sum = checksum([basis.bytes().as_slice(), &length, &list]);
            [sum.as_slice(), &basis.bytes(), &length, &list]
                .into_iter()
                .try_for_each(|b| to.write_all(b))
                .ok()?;
            parts.values().try_for_each(|part| to.write_all(&part.bytes()?).ok())
        });
    }
}

impl Part {
    /// A part of this content; an empty one, which nobody can read, where it cannot be written down.
    pub fn of<T: Serialize>(content: &T) -> Part {
        let bytes = postcard::to_stdvec(content).unwrap_or_default();
        let sum = checksum([bytes.as_slice()]);
        Part {
            length: u32::try_from(bytes.len()).unwrap_or_default(),
            sum,
            place: Place::Memory(Arc::new(bytes)),
        }
    }

    fn bytes(&self) -> Option<Cow<'_, [u8]>> {
        let (file, at) = match &self.place {
            Place::Memory(bytes) => return Some(Cow::Borrowed(bytes)),
            Place::File(file, at) => (file, *at),
        };
        let mut bytes = vec![0; self.length as usize];
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        drop(file);
        (checksum([bytes.as_slice()]) == self.sum).then_some(Cow::Owned(bytes))
    }

    /// The content; nothing where it is another one, or not whole.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        postcard::from_bytes(&self.bytes()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::{Basis, Part, Private};

    #[test]
    fn each_part_comes_back_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let private = Private::at(dir.path().join("private"));
        let basis = Basis::of(&["words"]);
        let kept = || {
            let parts = private.kept_parts("index", basis);
            parts
                .into_iter()
                .filter_map(|(name, part)| Some((name, part.read()?)))
                .collect::<BTreeMap<_, _>>()
        };
        let whole: BTreeMap<String, Vec<String>> =
            [("2025", vec!["kf3m"; 40]), ("2026", vec![]), ("2027", vec!["7w2n"])]
                .map(|(name, ids)| (name.to_owned(), ids.into_iter().map(str::to_owned).collect()))
                .into();
        let keep = || {
            let parts = whole.iter().map(|(name, ids)| (name.clone(), Part::of(ids))).collect();
            private.keep_parts("index", basis, &parts);
        };
        assert!(kept().is_empty());
        keep();
        assert_eq!(kept(), whole);
        assert!(private.kept_parts("index", Basis::of(&["other words"])).is_empty());
        let file = dir.path().join("private/kept/index");
        let bytes = fs::read(&file).unwrap();
        for at in 0..bytes.len() {
            let mut spoilt = bytes.clone();
            spoilt[at] ^= 4;
            for spoilt in [&spoilt, &bytes[..at]] {
                fs::write(&file, spoilt).unwrap();
                let kept = kept();
                assert!(kept.len() < whole.len(), "byte {at}");
                assert!(kept.iter().all(|(name, ids)| whole.get(name) == Some(ids)), "byte {at}");
            }
        }
        // what was read in part is kept again as it stands in the file, and nothing where it does not stand there whole
        keep();
        let parts = private.kept_parts("index", basis);
        private.keep_parts("again", basis, &parts);
        assert_eq!(fs::read(dir.path().join("private/kept/again")).unwrap(), bytes);
        fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
        let parts = private.kept_parts("index", basis);
        private.keep_parts("third", basis, &parts);
        assert!(!dir.path().join("private/kept/third").exists());
    }
}

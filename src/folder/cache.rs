//! What this copy keeps by so as not to work it out again. Deleting or spoiling it costs only time.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufWriter, ErrorKind, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fail::cannot;
use super::private::Private;
use crate::error::Result;

/// What stands before the checksum, what the content rests on, and the content.
const HEAD: usize = 4 + 8;

/// All that a kept content rests on: where any of it is another, the content is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis(u64);

impl Basis {
    /// What rests on these texts, and on this very program.
    pub fn of(texts: &[&str]) -> Basis {
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_PKG_VERSION"), texts).hash(&mut hasher);
        // another build of the same version may see something else in the same record
        let program = std::env::current_exe().and_then(fs::metadata);
        program.and_then(|known| Ok((known.len(), known.modified()?))).ok().hash(&mut hasher);
        Basis(hasher.finish())
    }
}

/// A part of what is kept, which can be read by itself. Those that were read together share their room.
#[derive(Clone, Debug)]
pub struct Part {
    whole: Arc<Vec<u8>>,
    at: Range<usize>,
}

impl Private {
    /// What was kept under a name; nothing where it is not there, not whole, or rests on something else.
    pub fn kept<T: DeserializeOwned>(&self, name: &str, basis: Basis) -> Option<T> {
        postcard::from_bytes(&self.kept_bytes(name, basis)?).ok()
    }

    fn kept_bytes(&self, name: &str, basis: Basis) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.kept_dir().join(name)).ok()?;
        let (head, _) = bytes.split_at_checked(HEAD)?;
        let (sum, rests_on) = head.split_at_checked(4)?;
        let is_whole = sum == checksum([&bytes[4..]]) && rests_on == basis.0.to_le_bytes();
        is_whole.then(|| drop(bytes.drain(..HEAD)))?;
        Some(bytes)
    }

    /// Keeps something under a name. Where that cannot be done, nothing is kept.
    pub fn keep<T: Serialize>(&self, name: &str, basis: Basis, value: &T) {
        if let Ok(bytes) = postcard::to_stdvec(value) {
            self.keep_bytes(name, basis, std::iter::once(bytes.as_slice()));
        }
    }

    fn keep_bytes<'b>(&self, name: &str, basis: Basis, content: impl Iterator<Item = &'b [u8]>) {
        let rests_on = basis.0.to_le_bytes();
        let content: Vec<&[u8]> = content.collect();
        let all = || std::iter::once(rests_on.as_slice()).chain(content.iter().copied());
        let write = || {
            fs::create_dir_all(self.kept_dir()).ok()?;
            // not synced: what a crash leaves of it is known by its checksum
            let mut beside = tempfile::NamedTempFile::new_in(self.kept_dir()).ok()?;
            let mut to = BufWriter::new(beside.as_file_mut());
            to.write_all(&checksum(all())).ok()?;
            all().try_for_each(|bytes| to.write_all(bytes)).ok()?;
            to.flush().ok()?;
            drop(to);
            beside.persist(self.kept_dir().join(name)).ok()
        };
        drop(write());
    }

    /// What was kept under a name, part by part; nothing where it is not there, not whole, or rests on something else.
    pub fn kept_parts(&self, name: &str, basis: Basis) -> BTreeMap<String, Part> {
        self.parts(name, basis).unwrap_or_default()
    }

    fn parts(&self, name: &str, basis: Basis) -> Option<BTreeMap<String, Part>> {
        let bytes = self.kept_bytes(name, basis)?;
        let (lengths, rest): (Vec<(String, usize)>, &[u8]) = postcard::take_from_bytes(&bytes).ok()?;
        let mut from = bytes.len() - rest.len();
        let whole = Arc::new(bytes);
        let part = |(name, length)| {
            let at = from..usize::checked_add(from, length)?;
            from = at.end;
            (from <= whole.len()).then(|| (name, Part { whole: whole.clone(), at }))
        };
        lengths.into_iter().map(part).collect()
    }

    /// Keeps parts under a name. Where that cannot be done, nothing is kept.
    pub fn keep_parts(&self, name: &str, basis: Basis, parts: &BTreeMap<String, Part>) {
        let lengths: Vec<(&str, usize)> =
            parts.iter().map(|(name, part)| (name.as_str(), part.at.len())).collect();
        let lengths = postcard::to_stdvec(&lengths).unwrap_or_default();
        let parts = parts.values().map(Part::bytes);
        self.keep_bytes(name, basis, std::iter::once(lengths.as_slice()).chain(parts));
    }

    /// Takes away all that is kept by: what is disposed of must not stand in it either.
    pub fn forget_kept(&self) -> Result<()> {
        match fs::remove_dir_all(self.kept_dir()) {
            Err(e) if e.kind() != ErrorKind::NotFound => {
                Err(cannot("removed", self.kept_dir().display(), &e))
            }
            _ => Ok(()),
        }
    }

    fn kept_dir(&self) -> PathBuf {
        self.dir.join("kept")
    }
}

impl Part {
    /// A part of this content; an empty one, which nobody can read, where it cannot be written down.
    pub fn of<T: Serialize>(content: &T) -> Part {
        let bytes = postcard::to_stdvec(content).unwrap_or_default();
        Part { at: 0..bytes.len(), whole: Arc::new(bytes) }
    }

    fn bytes(&self) -> &[u8] {
        self.whole.get(self.at.clone()).unwrap_or_default()
    }

    /// The content; nothing where it is another one.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        postcard::from_bytes(self.bytes()).ok()
    }
}

fn checksum<'b>(all: impl IntoIterator<Item = &'b [u8]>) -> [u8; 4] {
    let mut sum = crc32fast::Hasher::new();
    all.into_iter().for_each(|bytes| sum.update(bytes));
    sum.finalize().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Basis, Private};

    #[test]
    fn what_is_kept_comes_back_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let private = Private::at(dir.path().join("private"));
        let basis = Basis::of(&["words"]);
        let kept = |basis| private.kept::<Vec<String>>("index", basis);
        assert_eq!(kept(basis), None);
        let value = vec!["kf3m".to_owned(), "7w2n".to_owned()];
        private.keep("index", basis, &value);
        assert_eq!(kept(basis).as_ref(), Some(&value));
        assert_eq!(kept(Basis::of(&["other words"])), None);
        let file = dir.path().join("private/kept/index");
        let whole = fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 4;
            fs::write(&file, &spoilt).unwrap();
            assert_eq!(kept(basis), None, "byte {at}");
            fs::write(&file, &whole[..at]).unwrap();
            assert_eq!(kept(basis), None, "cut at {at}");
        }
        private.keep("index", basis, &value);
        assert_eq!(kept(basis), Some(value));
        assert_eq!(fs::read_dir(dir.path().join("private/kept")).unwrap().count(), 1);
        private.forget_kept().unwrap();
        private.forget_kept().unwrap();
        assert_eq!(kept(basis), None);
    }
}

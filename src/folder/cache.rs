//! What this copy keeps by so as not to work it out again. Deleting or spoiling it costs only time.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fail::cannot;
use super::private::Private;
use crate::error::Result;

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

    pub(super) fn bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }
}

impl Private {
    /// What was kept under a name; nothing where it is not there, not whole, or rests on something else.
    pub fn kept<T: DeserializeOwned>(&self, name: &str, basis: Basis) -> Option<T> {
        let bytes = fs::read(self.kept_dir().join(name)).ok()?;
        let (sum, rest) = bytes.split_at_checked(4)?;
        let (rests_on, content) = rest.split_at_checked(8)?;
        let is_whole = sum == checksum([rest]) && rests_on == basis.bytes();
        postcard::from_bytes(is_whole.then_some(content)?).ok()
    }

    /// Keeps something under a name. Where that cannot be done, nothing is kept.
    pub fn keep<T: Serialize>(&self, name: &str, basis: Basis, value: &T) {
        let Ok(content) = postcard::to_stdvec(value) else { return };
        let rests_on = basis.bytes();
        self.keep_bytes(name, |to| {
            to.write_all(&checksum([rests_on.as_slice(), &content])).ok()?;
            to.write_all(&rests_on).ok()?;
            to.write_all(&content).ok()
        });
    }

    pub(super) fn keep_bytes(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> Option<()>) {
        let keep = || {
            fs::create_dir_all(self.kept_dir()).ok()?;
            // not synced: what a crash leaves of it is known by its checksums
            let mut beside = tempfile::NamedTempFile::new_in(self.kept_dir()).ok()?;
            let mut to = BufWriter::new(beside.as_file_mut());
            write(&mut to)?;
            to.flush().ok()?;
            drop(to);
            beside.persist(self.kept_dir().join(name)).ok()
        };
        drop(keep());
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

    pub(super) fn kept_dir(&self) -> PathBuf {
        self.dir.join("kept")
    }
}

pub(super) fn checksum<'b>(all: impl IntoIterator<Item = &'b [u8]>) -> [u8; 4] {
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

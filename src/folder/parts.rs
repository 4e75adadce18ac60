//! What this copy keeps by in parts. Whether a part is whole is found out by whoever reads it, of several hands each their own.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::cache::{Basis, checksum};
use super::private::Private;

/// Before the list of the parts: its checksum, what all of it rests on, and how long the list is.
const HEAD: usize = 4 + 8 + 4;

type Sum = [u8; 4];

/// A part of what is kept. Those that were read together share their room.
#[derive(Clone, Debug)]
pub struct Part {
    // no file that is open: on Windows another could not take its place
    whole: Arc<Vec<u8>>,
    at: Range<usize>,
    sum: Sum,
}

impl Private {
    /// What was kept under a name, part by part; nothing where it is not there, not whole, or rests on something else.
    pub fn kept_parts(&self, name: &str, basis: Basis) -> BTreeMap<String, Part> {
        self.parts(name, basis).unwrap_or_default()
    }

    fn parts(&self, name: &str, basis: Basis) -> Option<BTreeMap<String, Part>> {
        let bytes = fs::read(self.kept_dir().join(name)).ok()?;
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let length = u32::from_le_bytes(head[12..].try_into().ok()?) as usize;
        let list = rest.get(..length).filter(|_| head[4..12] == basis.bytes())?;
        let is_whole = head[..4] == checksum([&head[4..], list]);
        let list: Vec<(String, u32, Sum)> = postcard::from_bytes(is_whole.then_some(list)?).ok()?;
        let (whole, mut from) = (Arc::new(bytes), HEAD + length);
        let part = |(name, length, sum)| {
            let at = from..usize::checked_add(from, length as usize)?;
            from = at.end;
            Some((name, Part { whole: whole.clone(), at, sum }))
        };
        let parts = list.into_iter().map(part).collect::<Option<_>>()?;
        (from == whole.len()).then_some(parts)
    }

    /// Keeps parts under a name. Where that cannot be done, nothing is kept.
    pub fn keep_parts(&self, name: &str, basis: Basis, parts: &BTreeMap<String, Part>) {
        self.keep_bytes(name, |to| {
            let length = |part: &Part| u32::try_from(part.at.len()).ok();
            let list = parts.iter().map(|(name, part)| Some((name.as_str(), length(part)?, part.sum)));
            let list = postcard::to_stdvec(&list.collect::<Option<Vec<_>>>()?).ok()?;
            let length = u32::try_from(list.len()).ok()?.to_le_bytes();
            let basis = basis.bytes();
            let sum = checksum([basis.as_slice(), &length, &list]);
            [sum.as_slice(), &basis, &length, &list].into_iter().try_for_each(|b| to.write_all(b)).ok()?;
            parts.values().try_for_each(|part| to.write_all(part.bytes()?).ok())
        });
    }
}

impl Part {
    /// A part of this content; an empty one, which nobody can read, where it cannot be written down.
    pub fn of<T: Serialize>(content: &T) -> Part {
        let bytes = postcard::to_stdvec(content).unwrap_or_default();
        Part { at: 0..bytes.len(), sum: checksum([bytes.as_slice()]), whole: Arc::new(bytes) }
    }

    fn bytes(&self) -> Option<&[u8]> {
        let bytes = self.whole.get(self.at.clone())?;
        (checksum([bytes]) == self.sum).then_some(bytes)
    }

    /// The content; nothing where it is another one, or not whole.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        postcard::from_bytes(self.bytes()?).ok()
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
        let mut spoilt = bytes.clone();
        *spoilt.last_mut().unwrap() ^= 4;
        fs::write(&file, spoilt).unwrap();
        let parts = private.kept_parts("index", basis);
        private.keep_parts("third", basis, &parts);
        assert!(!dir.path().join("private/kept/third").exists());
    }
}

//! What lies in the folder and is not recorded yet.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use git2::{StatusOptions, Tree};

use super::fail::plain;
use super::open::History;
use super::read::{Git, blob_in, id_of};
use crate::error::{Error, Result};
use crate::record::file::RelPath;

/// How a file differs from what is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// It was never recorded, or was taken away and is back.
    New,
    /// It has another content.
    Changed,
    /// It is gone.
    Removed,
}

/// Where records of the cluster can lie: a folder, and what the names in it end with.
const PLACES: [(&str, &[&str]); 4] = [
    ("cases", &[".yaml", "README.md"]),
    ("settings", &[".yaml", "README.md"]),
    ("guides", &[".toml"]),
    ("documents", &[".md"]),
];

/// Files of the cluster beside these folders.
const FILES: [&str; 4] = ["pikorua.toml", "people.yaml", "audiences.toml", ".gitattributes"];

impl History {
    /// Every file whose content is not the recorded one: of the files that are recorded, and of those in the places
    /// where records lie. In the order of their paths.
    pub fn status(&self) -> Result<Vec<(RelPath, Change)>> {
        let tree = self.tip_tree().map_err(plain("read"))?;
        let mut found = Vec::new();
        for path in self.touched().map_err(plain("read"))?.into_iter().chain(self.unknown()?) {
            found.extend(self.compare(tree.as_ref(), &path)?.map(|change| (path, change)));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.dedup_by(|a, b| a.0 == b.0);
        Ok(found)
    }

    /// How one file differs from what is recorded; nothing where it does not.
    pub fn status_of(&self, path: &RelPath) -> Result<Option<Change>> {
        let tree = self.tip_tree().map_err(plain("read"))?;
        self.compare(tree.as_ref(), path)
    }

    fn compare(&self, tree: Option<&Tree<'_>>, path: &RelPath) -> Result<Option<Change>> {
        let held = tree.map(|tree| blob_in(tree, path)).transpose().map_err(plain("read"))?.flatten();
        let there = self.on_disk(path)?;
        Ok(match (held, there) {
            (None, None) => None,
            (None, Some(_)) => Some(Change::New),
            (Some(_), None) => Some(Change::Removed),
            (Some(held), Some(bytes)) => {
                let same = id_of(&bytes).map_err(plain("read"))? == held.id();
                (!same).then_some(Change::Changed)
            }
        })
    }

    /// Recorded files that may have changed: git looks at sizes and times first, so unchanged ones are not read.
    fn touched(&self) -> Git<BTreeSet<RelPath>> {
        let mut options = StatusOptions::new();
        options.include_untracked(false).include_ignored(false).exclude_submodules(true);
        let statuses = self.repo.statuses(Some(&mut options))?;
        Ok(statuses.iter().filter_map(|entry| entry.path().ok()?.parse().ok()).collect())
    }

    /// Files in the places of records that git was not told about.
    fn unknown(&self) -> Result<BTreeSet<RelPath>> {
        let mut index = self.repo.index().map_err(plain("read"))?;
        index.read(false).map_err(plain("read"))?;
        let mut found: Vec<String> = FILES.iter().map(|file| file.to_string()).collect();
        for (place, endings) in PLACES {
            self.list(place, endings, &mut found)?;
        }
        let known = |path: &RelPath| index.get_path(path.as_str().as_ref(), 0).is_some();
        Ok(found.iter().filter_map(|path| path.parse().ok()).filter(|path| !known(path)).collect())
    }

    fn list(&self, place: &str, endings: &[&str], found: &mut Vec<String>) -> Result<()> {
        let cannot =
            |e: io::Error| Error::request(format!("the folder `{place}` could not be listed")).because(e);
        let entries = match fs::read_dir(self.folder.join(place)) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(cannot(e)),
        };
        for entry in entries {
            let entry = entry.map_err(cannot)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{place}/{name}");
            if name.starts_with('.') {
                continue;
            } else if entry.file_type().map_err(cannot)?.is_dir() {
                self.list(&path, endings, found)?;
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
        Ok(())
    }
}

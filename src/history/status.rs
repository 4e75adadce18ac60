//! What lies in the folder and is not recorded yet.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;

use git2::{Oid, StatusOptions};

use super::fail::plain;
use super::open::History;
use super::read::{ContentId, Git, id_of};
use crate::error::{Error, Result};
use crate::record::file::{FILES, PLACES, RelPath};

/// How a file differs from what is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// It was never recorded, or was taken away and is back.
    New,
    /// It has another content.
    Changed,
    /// It is gone.
    Removed,
}

impl History {
    /// Every file whose content is not the recorded one: of the files that are recorded, and of those in the places
    /// where records lie. In the order of their paths.
    pub fn status(&self) -> Result<Vec<(RelPath, Change)>> {
        let list = self.tip().map_err(plain("read"))?.map(|tip| tip.tree_id());
        let mut found = Vec::new();
        for path in self.touched().map_err(plain("read"))?.into_iter().chain(self.unknown()?) {
            found.extend(self.compare(list, &path)?.map(|change| (path, change)));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.dedup_by(|a, b| a.0 == b.0);
        Ok(found)
    }

    /// The same where the contents of the cases are known already, by the paths of their files and in their order: they are
    /// not read. `odd` lies among them and is no case.
    pub fn status_beside<'o>(
        &self,
        cases: &[(RelPath, ContentId)],
        odd: impl Iterator<Item = &'o str>,
    ) -> Result<Vec<(RelPath, Change)>> {
        let list = self.bare_tip().map_err(plain("read"))?.map(|tip| tip.tree_id());
        let mut known = Known {
            history: self,
            cases,
            recorded: vec![false; cases.len()],
            at: 0,
            changed: Vec::new(),
            others: Vec::new(),
        };
        if let Some(list) = list {
            known.below(list, &mut String::new()).map_err(plain("read"))?;
        }
        let mut found = known.changed;
        for path in &known.others {
            found.extend(self.compare(list, path)?.map(|change| (path.clone(), change)));
        }
        let new = cases.iter().zip(&known.recorded).filter(|(_, recorded)| !**recorded);
        let mut new: Vec<String> = new.map(|((path, _), _)| path.to_string()).collect();
        let mut there: Vec<String> = FILES.iter().map(|file| file.to_string()).collect();
        there.extend(odd.filter(|path| path.ends_with(".yaml")).map(str::to_owned));
        for (place, endings) in &PLACES[1..] {
            self.list(place, endings, &mut there)?;
        }
        let recorded: HashSet<&str> = known.others.iter().map(RelPath::as_str).collect();
        there.retain(|path| !recorded.contains(path.as_str()) && self.folder.join(path).is_file());
        new.extend(there);
        found.extend(new.iter().filter_map(|path| Some((path.parse().ok()?, Change::New))));
        found.sort();
        Ok(found)
    }

    /// How one file differs from what is recorded; nothing where it does not.
    pub fn status_of(&self, path: &RelPath) -> Result<Option<Change>> {
        let list = self.bare_tip().map_err(plain("read"))?.map(|tip| tip.tree_id());
        self.compare(list, path)
    }

    fn compare(&self, list: Option<Oid>, path: &RelPath) -> Result<Option<Change>> {
        let held = list.map(|list| self.listed(list, path)).transpose().map_err(plain("read"))?;
        Ok(match (held.flatten(), self.on_disk(path)?) {
            (None, None) => None,
            (None, Some(_)) => Some(Change::New),
            (Some(_), None) => Some(Change::Removed),
            (Some(held), Some(bytes)) => {
                let same = id_of(&bytes).map_err(plain("read"))? == held.id;
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

/// The recorded files, beside those whose contents are known.
struct Known<'k> {
    history: &'k History,
    cases: &'k [(RelPath, ContentId)],
    recorded: Vec<bool>,
    // both come in the same order, so that the next one is nearly always the one that is looked for
    at: usize,
    changed: Vec<(RelPath, Change)>,
    others: Vec<RelPath>,
}

impl Known<'_> {
    fn below(&mut self, list: Oid, path: &mut String) -> Git<()> {
        let (above, list) = (path.len(), self.history.list_of(list)?);
        for entry in list.entries() {
            path.truncate(above);
            path.push_str(std::str::from_utf8(entry.name).unwrap_or_default());
            if entry.is_list() {
                path.push('/');
                self.below(entry.oid()?, path)?;
            } else if entry.is_file() {
                self.file(path, entry.oid()?);
            }
        }
        path.truncate(above);
        Ok(())
    }

    fn file(&mut self, path: &str, id: Oid) {
        if self.cases.get(self.at).is_none_or(|(next, _)| next.as_str() != path) {
            match self.cases.binary_search_by(|(known, _)| known.as_str().cmp(path)) {
                Ok(at) => self.at = at,
                Err(_) => return self.others.extend(path.parse()),
            }
        }
        self.recorded[self.at] = true;
        let (path, content) = &self.cases[self.at];
        if !content.is(id) {
            self.changed.push((path.clone(), Change::Changed));
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::history::testing::{at, room};
    use crate::history::{Change, Note};

    #[test]
    fn only_records_count_as_new() {
        let room = room();
        for path in
            ["cases/2026/.2026-kf3m.yaml.x7.tmp", "cases/2026/2026-kf3m.yaml~", "notes.txt", "out/plan.docx"]
        {
            room.write(path, "x");
        }
        for path in [
            "guides/ours.toml",
            "documents/plan.md",
            "cases/2026/2026-kf3m.yaml",
            "cases/README.md",
            "vocabulary.toml",
        ] {
            room.write(path, "x");
        }
        let status = room.history.status().unwrap();
        let paths: Vec<&str> = status.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "cases/2026/2026-kf3m.yaml",
                "cases/README.md",
                "documents/plan.md",
                "guides/ours.toml",
                "vocabulary.toml"
            ]
        );
    }

    #[test]
    fn exactly_these_files_are_recorded() {
        let room = room();
        for name in ["a", "b", "c"] {
            room.write(&format!("settings/{name}.yaml"), "one\n");
        }
        room.commit(&["settings/a.yaml", "settings/b.yaml"], "first").unwrap();
        // longer, so that git sees it whatever the clock says
        room.write("settings/a.yaml", "two of them\n");
        fs::remove_file(room.dir.path().join("settings/b.yaml")).unwrap();
        let both = [(at("settings/a.yaml"), Change::Changed), (at("settings/b.yaml"), Change::Removed)];
        let new = (at("settings/c.yaml"), Change::New);
        assert_eq!(room.history.status().unwrap(), [both[0].clone(), both[1].clone(), new.clone()]);

        room.commit(&["settings/b.yaml", "settings/gone.yaml"], "second").unwrap();
        assert_eq!(room.history.status().unwrap(), [both[0].clone(), new]);
        assert_eq!(room.history.status_of(&at("settings/a.yaml")).unwrap(), Some(Change::Changed));
        assert_eq!(room.history.recorded(&at("settings/a.yaml")).unwrap().unwrap(), b"one\n");
        assert_eq!(room.history.recorded(&at("settings/b.yaml")).unwrap(), None);
        assert_eq!(room.git(&["status", "--porcelain"]), " M settings/a.yaml\n?? settings/c.yaml\n");

        room.commit(&["settings/a.yaml", "settings/c.yaml", "settings/a.yaml"], "third").unwrap();
        room.assert_clean();
        assert_eq!(room.commit(&["settings/a.yaml", "settings/c.yaml"], "nothing"), None);
        assert_eq!(room.subjects(None), ["third", "second", "first"]);
    }

    #[test]
    fn work_of_the_git_program_is_understood() {
        let room = room();
        room.write("people.yaml", "1\n");
        room.git(&["add", "."]);
        assert_eq!(room.history.status().unwrap(), [(at("people.yaml"), Change::New)]);
        room.git(&["commit", "-q", "-m", "by hand\n\nOne thing: and another,\nmore"]);
        let log = room.history.log(None).unwrap();
        assert_eq!((log[0].note.clone(), log[0].author.name.as_str()), (Note::new("by hand"), "Mere"));
        room.write("people.yaml", "2\n");
        room.git(&["add", "."]);
        room.write("people.yaml", "1\n");
        assert_eq!(room.history.status().unwrap(), []);
        assert_eq!(room.commit(&["people.yaml"], "nothing"), None);
        room.assert_clean();
        room.git(&["gc", "-q"]);
        room.write("people.yaml", "3\n");
        room.commit(&["people.yaml"], "after packing").unwrap();
        room.assert_clean();
    }
}

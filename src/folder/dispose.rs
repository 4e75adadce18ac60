//! Taking away what lies in a folder of cases that are disposed of.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fail::cannot;
use super::find::Folder;
use super::private::Private;
use crate::error::Result;
use crate::record::disposed::is_named_after;
use crate::record::file::PLACES;
use crate::record::id::CaseId;

impl Folder {
    /// Takes away everything that is named after cases where records lie: their files, second versions, copies that other
    /// programs made, what was not whole yet.
    pub fn let_go(&self, cases: &[CaseId]) -> Result<()> {
        PLACES.iter().try_for_each(|(place, _)| clear(&self.root().join(place), cases))
    }

    /// What else in the folder is named after cases, such as documents that somebody printed into it; it is not the
    /// tool's to take away.
    pub fn also_named_after(&self, cases: &[CaseId]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        also(self.root(), cases, &mut found);
        found.sort();
        found
    }
}

impl Private {
    /// Takes away what was being written of cases here: drafts, and marks of what was not recorded yet.
    pub fn let_go(&self, cases: &[CaseId]) -> Result<()> {
        // what was kept by of all cases knows these too
        self.forget_kept()?;
        ["drafts", "pending"].iter().try_for_each(|place| clear(&self.dir.join(place), cases))
    }
}

fn clear(folder: &Path, cases: &[CaseId]) -> Result<()> {
    let failed = |path: &Path, e: &io::Error| cannot("removed", path.display(), e);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(cannot("listed", folder.display(), &e)),
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let gone = match (is_named_after(&entry.file_name().to_string_lossy(), cases), is_folder) {
            (true, true) => fs::remove_dir_all(&path),
            (true, false) => super::safely::remove(&path),
            (false, true) => {
                clear(&path, cases)?;
                continue;
            }
            (false, false) => continue,
        };
        match gone {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(failed(&path, &e)),
            _ => {}
        }
    }
    Ok(())
}

fn also(folder: &Path, cases: &[CaseId], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name == ".git" {
            continue;
        }
        if is_named_after(&name.to_string_lossy(), cases) {
            found.push(entry.path());
        } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            also(&entry.path(), cases, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::folder::Private;
    use crate::folder::testing::{folder, put};

    #[test]
    fn what_is_named_after_a_case_goes_and_nothing_else() {
        let (_dir, folder) = folder();
        let case = ["2016-kf3m".parse().unwrap()];
        let goes = [
            "cases/2016/2016-kf3m.yaml",
            "cases/2016/2016-kf3m.other-00003fa9.yaml",
            "cases/2016/.2016-kf3m.yaml.x7.tmp",
            "cases/old/2016-KF3M (1).yaml",
            "cases/2016/2016-kf3m/notes.md",
        ];
        let stays =
            ["cases/2016/2016-kf3a.yaml", "people.yaml", "out/plan-2016-kf3m.docx", ".git/x/2016-kf3m"];
        goes.iter().chain(&stays).for_each(|path| put(&folder, path, "x"));
        let private = Private::at(folder.root().join(".git/pikorua"));
        private.save_draft("cases-2016-2016-kf3m.yaml", "x").unwrap();
        private.save_draft("cases-2016-2016-kf3a.yaml", "x").unwrap();
        for _ in 0..2 {
            folder.let_go(&case).unwrap();
            private.let_go(&case).unwrap();
        }
        let there = |path: &&&str| folder.root().join(path).exists();
        assert_eq!((goes.iter().filter(there).count(), stays.iter().filter(there).count()), (0, stays.len()));
        assert_eq!(folder.also_named_after(&case), [folder.root().join("out/plan-2016-kf3m.docx")]);
        assert_eq!(private.drafts().unwrap().len(), 1);
    }
}

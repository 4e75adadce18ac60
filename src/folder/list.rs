//! The cases in the folder.

use std::fs::{self, DirEntry};
use std::io;

use super::fail::cannot;
use super::find::Folder;
use super::stamp::Stamp;
use crate::error::Result;
use crate::hands::in_order;
use crate::record::file::{OTHER, PLACES, RelPath};
use crate::record::id::CaseId;

/// The file of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// The id, from the name of the file.
    pub id: CaseId,
    /// Where it lies.
    pub path: RelPath,
    /// What the drive said of it when it was listed, where that was asked for.
    pub stamp: Option<Stamp>,
}

/// Something that does not belong where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// Where it lies, in the folder.
    pub path: String,
    /// What is odd, as a fragment without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub remedy: String,
}

/// All cases of the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    /// Those that are where they belong, in the order of their ids.
    pub files: Vec<CaseFile>,
    /// Second versions of cases, which lie beside them because two people changed them apart: put there where the two could
    /// not be joined, or by a sync program.
    pub beside: Vec<RelPath>,
    /// What else lies there.
    pub odd: Vec<Odd>,
}

/// One name in a folder.
pub(super) struct Name<'p> {
    pub(super) name: String,
    // the folder
    place: &'p str,
    pub(super) is_folder: bool,
    entry: DirEntry,
}

impl Name<'_> {
    /// Where it lies.
    pub(super) fn path(&self) -> String {
        if self.place.is_empty() { self.name.clone() } else { format!("{}/{}", self.place, self.name) }
    }

    fn is_beside(&self) -> Option<RelPath> {
        // nearly no name is one, and ten thousand are looked at
        let may_be = self.name.contains(OTHER) || self.place.starts_with("cases/");
        let path: Option<RelPath> = may_be.then(|| self.path().parse().ok()).flatten();
        path.filter(|path| path.is_beside().is_some())
    }
}

impl Folder {
    /// The place of a case's file.
    pub fn case_path(&self, id: &CaseId) -> RelPath {
        RelPath::of_case(id)
    }

    /// All cases, by the names of their files; none is opened.
    pub fn cases(&self) -> Result<Cases> {
        self.listed(|_| None)
    }

    /// The same, with what the drive says of each file.
    pub fn stamped_cases(&self) -> Result<Cases> {
        self.listed(|found| Stamp::of_entry(&found.entry))
    }

    fn listed(&self, stamp: impl Fn(&Name<'_>) -> Option<Stamp> + Sync) -> Result<Cases> {
        let (mut cases, mut years) = (Cases::default(), Vec::new());
        for top in self.all_names("cases")? {
            match top.is_folder {
                true => years.push(top.path()),
                false => cases.take(&top, &stamp),
            }
        }
        let year = |year: String| {
            let mut cases = Cases::default();
            if !year.strip_prefix("cases/").is_some_and(is_year) {
                cases.odd.push(odd(
                    &year,
                    "is not a folder of a year",
                    "Cases lie in folders such as `cases/2026`.",
                ));
            }
            self.all_names(&year)?.iter().for_each(|below| cases.take(below, &stamp));
            Ok(cases)
        };
        let mut failed = None;
        in_order(years, year, |year| match year {
            Ok(Cases { files, beside, odd }) => {
                cases.files.extend(files);
                cases.beside.extend(beside);
                cases.odd.extend(odd);
            }
            Err(error) => failed = failed.take().or(Some(error)),
        });
        if let Some(error) = failed {
            return Err(error);
        }
        cases.files.sort_by(|a, b| a.id.cmp(&b.id));
        cases.odd.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(cases)
    }

    /// The names in one of the folder's folders, without those that no person put there, and without second versions of
    /// what lies there; none where it is missing.
    pub(super) fn names<'p>(&self, place: &'p str) -> Result<Vec<Name<'p>>> {
        let mut names = self.all_names(place)?;
        names.retain(|found| found.is_folder || found.is_beside().is_none());
        Ok(names)
    }

    /// Second versions of files anywhere: those beside the cases, which were listed already, and all others.
    pub fn second_versions(&self, of_cases: &[RelPath]) -> Result<Vec<RelPath>> {
        let mut found = Vec::new();
        let beside_cases = PLACES.iter().skip(1).map(|(place, _)| *place);
        for place in std::iter::once("").chain(beside_cases) {
            let names = self.all_names(place)?;
            found.extend(names.iter().filter(|found| !found.is_folder).filter_map(Name::is_beside));
        }
        found.extend_from_slice(of_cases);
        Ok(found)
    }

    fn all_names<'p>(&self, place: &'p str) -> Result<Vec<Name<'p>>> {
        let failed = |e: io::Error| cannot("listed", place, &e);
        let entries = match fs::read_dir(self.root.join(place)) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(failed(e)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let name = name.into_string().unwrap_or_else(|name| name.to_string_lossy().into_owned());
            if is_nobodys(&name) || name == "README.md" {
                continue;
            }
            let kind = entry.file_type().map_err(failed)?;
            let is_folder = kind.is_dir() || (kind.is_symlink() && entry.path().is_dir());
            names.push(Name { name, place, is_folder, entry });
        }
        names.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(names)
    }
}

impl Cases {
    fn take(&mut self, found: &Name<'_>, stamp: impl Fn(&Name<'_>) -> Option<Stamp>) {
        if found.is_folder {
            let remedy = "Cases lie in folders such as `cases/2026`, and those hold no folders.";
            self.odd.push(odd(&found.path(), "is a folder, where a case is expected", remedy));
            return;
        }
        let id = found.name.strip_suffix(".yaml").and_then(|stem| stem.parse::<CaseId>().ok());
        let Some(id) = id else {
            if let Some(beside) = found.is_beside() {
                self.beside.push(beside);
                return;
            }
            let remedy = "A case's file is named by its id, as in `2026-kf3m.yaml`. It may hold somebody's work: look into \
                          it before you take it away.";
            self.odd.push(odd(&found.path(), "is not named like a case", remedy));
            return;
        };
        if found.place.strip_prefix("cases/") == Some(id.year()) {
            self.files.push(CaseFile { path: RelPath::of_case(&id), id, stamp: stamp(found) });
            return;
        }
        let remedy = format!("Move it to `{}`.", RelPath::of_case(&id));
        self.odd.push(odd(&found.path(), "lies in the wrong place", &remedy));
    }
}

pub(super) fn odd(path: &str, message: &str, remedy: &str) -> Odd {
    Odd { path: path.into(), message: message.into(), remedy: remedy.into() }
}

fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit())
}

/// Hidden files, and what Windows and macOS put into folders.
pub(super) fn is_nobodys(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "desktop.ini" | "Thumbs.db" | "Icon\r")
}

#[cfg(test)]
mod tests {
    use crate::folder::testing::{folder, put};

    #[test]
    fn cases_are_listed_and_odd_files_said() {
        let (_dir, folder) = folder();
        for path in
            ["2026/2026-kf3m.yaml", "2025/2025-zzzz.yaml", "2026/.2026-kf3m.yaml.x.tmp", "2026/desktop.ini"]
        {
            put(&folder, &format!("cases/{path}"), "");
        }
        let odd = [
            "2025/2026-aaaa.yaml",
            "2026/copy of a case.yaml",
            "2026/2026-KF3N.yaml",
            "2026-bbbb.yaml",
            "old/2026-cccc.yaml",
        ];
        for path in odd.into_iter().chain(["2026/2026-kf3m (1).yaml"]) {
            put(&folder, &format!("cases/{path}"), "");
        }
        let cases = folder.cases().unwrap();
        assert_eq!(cases.files.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["2025-zzzz", "2026-kf3m"]);
        assert_eq!(cases.files[1].path, folder.case_path(&cases.files[1].id));
        assert_eq!(cases.beside, ["cases/2026/2026-kf3m (1).yaml".parse().unwrap()]);
        let said: Vec<String> = cases.odd.iter().map(|o| format!("{} {}", o.path, o.message)).collect();
        assert_eq!(
            said,
            [
                "cases/2025/2026-aaaa.yaml lies in the wrong place",
                "cases/2026-bbbb.yaml lies in the wrong place",
                "cases/2026/2026-KF3N.yaml is not named like a case",
                "cases/2026/copy of a case.yaml is not named like a case",
                "cases/old is not a folder of a year",
                "cases/old/2026-cccc.yaml lies in the wrong place",
            ]
        );
    }

    #[test]
    fn the_list_says_of_each_file_what_the_drive_says_of_it() {
        let (_dir, folder) = folder();
        for (path, text) in [("2025/2025-zzzz.yaml", "one"), ("2026/2026-kf3m.yaml", "another")] {
            put(&folder, &format!("cases/{path}"), text);
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("2026-kf3m.yaml", folder.root().join("cases/2026/2026-aaaa.yaml"))
            .unwrap();
        let cases = folder.stamped_cases().unwrap();
        for case in &cases.files {
            assert!(case.stamp.is_some() && case.stamp == folder.stamp(&case.path), "{}", case.path);
        }
        assert_eq!(cases.files.len(), folder.cases().unwrap().files.len());
    }
}

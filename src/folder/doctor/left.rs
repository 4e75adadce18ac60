//! What was left lying: by programs that were ended, and by programs that copy folders from computer to computer.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::folder::Folder;
use crate::folder::list::is_nobodys;
use crate::record::file::{PLACES, RelPath};

/// Something that was left lying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// Where it lies, in the folder.
    pub path: String,
    /// How long it has lain there by the drive's clock.
    pub age: Duration,
    /// Who left it, where the file says so.
    pub by: Option<String>,
}

/// All that was left lying.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Files that were being written when the writing was broken off.
    pub unfinished: Vec<Leftover>,
    /// Locks of git.
    pub locks: Vec<Leftover>,
    /// Guards of somebody who writes or wrote.
    pub guards: Vec<Leftover>,
    /// Second versions of records, as sync programs make them where two computers changed one file.
    pub copies: Vec<String>,
    /// The same within the history, where they do harm.
    pub copies_in_history: Vec<String>,
}

/// Looks through the folder; `now` is the drive's clock.
pub fn left(folder: &Folder, now: SystemTime) -> Left {
    let mut left = Left::default();
    for place in std::iter::once("").chain(PLACES.iter().map(|(place, _)| *place)) {
        left.look(folder.root(), place, now, place == "cases");
    }
    left.look_in_history(folder.root(), ".git", now);
    left.look_in_history(folder.root(), ".git/pikorua/guards", now);
    left
}

impl Left {
    fn look(&mut self, root: &Path, place: &str, now: SystemTime, below: bool) {
        for (name, path, is_folder) in names(root, place) {
            if is_folder {
                if below {
                    self.look(root, &path, now, false);
                }
            } else if name.starts_with('.') && name.ends_with(".tmp") {
                self.unfinished.extend(leftover(root, path, now));
            } else if is_copy(&name, &path) {
                self.copies.push(path);
            }
        }
    }

    fn look_in_history(&mut self, root: &Path, place: &str, now: SystemTime) {
        for (name, path, is_folder) in names(root, place) {
            if is_folder && (name == "refs" || place.contains("/refs")) {
                self.look_in_history(root, &path, now);
            } else if !is_folder && place.ends_with("guards") {
                self.guards.extend(leftover(root, path, now));
            } else if !is_folder && name.ends_with(".lock") {
                self.locks.extend(leftover(root, path, now));
            } else if !is_folder && name.contains([' ', '(']) || name.contains("conflict") {
                self.copies_in_history.push(path);
            }
        }
    }
}

fn names(root: &Path, place: &str) -> Vec<(String, String, bool)> {
    let entries = fs::read_dir(root.join(place)).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if place.is_empty() { name.clone() } else { format!("{place}/{name}") };
            (name, path, entry.file_type().is_ok_and(|kind| kind.is_dir()))
        })
        .collect();
    found.sort();
    found
}

/// A record's name with something behind it: `2026-kf3m (1).yaml`, `people-LAPTOP.yaml`.
fn is_copy(name: &str, path: &str) -> bool {
    if is_nobodys(name) || path.parse::<RelPath>().is_ok_and(|path| path.case().is_some()) {
        return false;
    }
    let Some((stem, end)) = name.rsplit_once('.') else { return false };
    let lower = stem.to_lowercase();
    let is_said = lower.contains("conflict") || lower.contains("konflikt") || lower.ends_with(')');
    let is_record = |id: &str| {
        path.starts_with("cases/") && id.parse::<crate::record::id::CaseId>().is_ok()
            || matches!(id, "people" | "pikorua")
    };
    let begins = stem.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| &stem[..at]);
    matches!(end, "yaml" | "toml" | "md") && (is_said || begins.into_iter().any(is_record))
}

fn leftover(root: &Path, path: String, now: SystemTime) -> Option<Leftover> {
    let place = root.join(&path);
    let age = now.duration_since(fs::metadata(&place).ok()?.modified().ok()?).unwrap_or_default();
    let said: Option<toml::Table> =
        fs::read_to_string(&place).ok().and_then(|text| toml::from_str(&text).ok());
    let word = |key: &str| said.as_ref()?.get(key)?.as_str().map(str::to_owned);
    let by = word("person").map(|person| match word("machine") {
        Some(machine) => format!("{person} on {machine}"),
        None => person,
    });
    Some(Leftover { path, age, by })
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::left;
    use crate::folder::testing::{folder, put};

    #[test]
    fn what_was_left_lying_is_found() {
        let (_dir, folder) = folder();
        for path in [
            "cases/2026/2026-kf3m.yaml",
            "cases/2026/2026-kf3m-LAPTOP.yaml",
            "cases/2026/2026-kf3m (1).yaml",
            "cases/2026/.2026-kf3m.yaml.x7.tmp",
            "cases/2026/2026-kf3m.other-00000000.yaml",
            "people (Kim's conflicted copy 2026-08-14).yaml",
            "people-PC.yaml",
            "settings/awa-school.yaml",
            "settings/awa-school (1).yaml",
            "guides/our-own.toml",
            "notes (2).txt",
            ".git/index.lock",
            ".git/refs/heads/main.lock",
            ".git/refs/heads/main (conflicted copy)",
            ".git/index",
        ] {
            put(&folder, path, "");
        }
        put(&folder, ".git/pikorua/guards/2026-kf3m.toml", "person = 'Kim'\nmachine = 'laptop-3'\n");
        let left = left(&folder, SystemTime::now());
        let paths = |found: &[super::Leftover]| found.iter().map(|f| f.path.clone()).collect::<Vec<_>>();
        assert_eq!(
            left.copies,
            [
                "people (Kim's conflicted copy 2026-08-14).yaml",
                "people-PC.yaml",
                "cases/2026/2026-kf3m (1).yaml",
                "cases/2026/2026-kf3m-LAPTOP.yaml",
                "cases/2026/2026-kf3m.other-00000000.yaml",
                "settings/awa-school (1).yaml",
            ]
        );
        assert_eq!(paths(&left.unfinished), ["cases/2026/.2026-kf3m.yaml.x7.tmp"]);
        assert_eq!(paths(&left.locks), [".git/index.lock", ".git/refs/heads/main.lock"]);
        assert_eq!(left.copies_in_history, [".git/refs/heads/main (conflicted copy)"]);
        assert_eq!(left.guards[0].by.as_deref(), Some("Kim on laptop-3"));
    }
}

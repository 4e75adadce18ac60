//! Who died while they recorded: a note of each, until somebody has recorded since. The locks of git that were left with
//! them are cleared by whoever records next, and that may be another than who cleared their guard.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::clock::from_millis;
use super::holder::Holder;
use super::take::{Guards, RECORDING};

impl Guards {
    /// Where the note of one more lies.
    pub(super) fn new_note(&self) -> PathBuf {
        self.dir.join(format!("{RECORDING}.died-{:016x}", fastrand::u64(..)))
    }

    /// Between which moments of the drive's clock those were recording who died at it, as far as nobody has recorded since.
    pub fn died(&self) -> Vec<(SystemTime, SystemTime)> {
        let window = |note: PathBuf| {
            let touched = fs::metadata(&note).and_then(|file| file.modified()).ok()?;
            let since = Holder::read(&fs::read(&note).ok()?).and_then(|holder| holder.since).map(from_millis);
            Some((since.unwrap_or(touched), touched))
        };
        self.notes().filter_map(window).collect()
    }

    /// The names of guards that are held by nobody any more.
    pub fn abandoned(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let names =
            entries.filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned()));
        names.filter(|name| matches!(self.look(name), Ok(Some(found)) if found.is_gone)).collect()
    }

    /// Forgets those who died at recording: somebody has recorded since.
    pub fn forget_died(&self) {
        self.notes().for_each(|note| drop(fs::remove_file(note)));
    }

    fn notes(&self) -> impl Iterator<Item = PathBuf> {
        let begin = format!("{RECORDING}.died-");
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        entries
            .filter(move |entry| entry.file_name().to_string_lossy().starts_with(&begin))
            .map(|entry| entry.path())
    }
}

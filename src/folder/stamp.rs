//! By what a file is known to be as it was, without reading it: its size, its times, and its number on the drive.

use std::fs::{self, DirEntry, Metadata};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::find::Folder;
use super::private::Private;
use crate::record::file::RelPath;

/// Seconds after a change in which another one may bear the same time: the coarsest that drives keep.
const COARSEST: i64 = 2;

/// A moment by the drive's own clock, which need not be the machine's: seconds, and parts of a second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment(i64, u32);

/// What a drive says of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    number: u64,
    written: Moment,
    // when anything about it changed; nobody can set that back. Where a drive does not keep it, when it was written
    changed: Moment,
}

impl Folder {
    /// What the drive says of a file; nothing where there is none.
    pub fn stamp(&self, path: &RelPath) -> Option<Stamp> {
        fs::metadata(path.under(&self.root)).ok().map(|known| Stamp::of(&known))
    }
}

impl Private {
    /// What time it is on this drive; nothing where nothing can be written on it.
    pub fn drive_time(&self) -> Option<Moment> {
        fs::create_dir_all(&self.dir).ok()?;
        let probe = tempfile::tempfile_in(&self.dir).ok()?;
        std::io::Write::write_all(&mut &probe, b"?").ok()?;
        Some(Stamp::of(&probe.metadata().ok()?).written)
    }
}

impl Stamp {
    /// What the drive says of a file that was just listed; nothing where there is none any more. Windows says it in the list
    /// itself, and asks the drive, or a server, no more.
    pub(super) fn of_entry(entry: &DirEntry) -> Option<Stamp> {
        let is_link = entry.file_type().ok()?.is_symlink();
        let known = if is_link { fs::metadata(entry.path()) } else { entry.metadata() };
        known.ok().map(|known| Stamp::of(&known))
    }

    fn of(known: &Metadata) -> Stamp {
        let since =
            known.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let written = Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos());
        #[cfg(unix)]
        let (number, changed) = {
            use std::os::unix::fs::MetadataExt;
            (known.ino(), Moment(known.ctime(), u32::try_from(known.ctime_nsec()).unwrap_or_default()))
        };
        #[cfg(not(unix))]
        let (number, changed) = (0, written);
        Stamp { size: known.len(), number, written, changed }
    }

    /// Whether a file that was read at a moment, and bore this stamp just before, can have been changed since without
    /// bearing another one.
    pub fn is_settled(&self, read: Moment) -> bool {
        let last = self.written.max(self.changed);
        Moment(last.0.saturating_add(COARSEST), last.1) < read
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Stamp};
    use crate::folder::Private;
    use crate::folder::testing::{at, folder, put};

    #[test]
    fn a_file_is_settled_once_nothing_can_happen_unseen() {
        let stamp = Stamp { written: Moment(100, 5), changed: Moment(90, 0), ..Stamp::default() };
        assert!(!stamp.is_settled(Moment(102, 5)));
        assert!(stamp.is_settled(Moment(102, 6)));
        // a file from the future, by a clock that jumped
        assert!(!Stamp { changed: Moment(i64::MAX, 0), ..stamp }.is_settled(Moment(102, 6)));
    }

    #[cfg(unix)]
    #[test]
    fn another_content_bears_another_stamp_even_where_its_time_was_set_back() {
        let (_dir, folder) = folder();
        put(&folder, "cases/2026/2026-kf3m.yaml", "one");
        let path = at("cases/2026/2026-kf3m.yaml");
        let before = folder.stamp(&path).unwrap();
        let file = path.under(folder.root());
        let written = std::fs::metadata(&file).unwrap().modified().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        put(&folder, "cases/2026/2026-kf3m.yaml", "two");
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(written).unwrap();
        let after = folder.stamp(&path).unwrap();
        assert_eq!((before.size, before.written), (after.size, after.written));
        assert_ne!(before, after);
    }

    #[test]
    fn a_drive_has_its_own_clock() {
        let dir = tempfile::tempdir().unwrap();
        let private = Private::at(dir.path().join("private"));
        let (first, second) = (private.drive_time().unwrap(), private.drive_time().unwrap());
        assert!(first <= second && first > Moment(1_700_000_000, 0));
        assert_eq!(std::fs::read_dir(dir.path().join("private")).unwrap().count(), 0);
    }
}

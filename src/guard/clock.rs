//! The drive's own clock.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What time it is by the clock that stamps the files of a folder: that of a file just written there.
pub(super) fn drive_now(dir: &Path) -> io::Result<SystemTime> {
    let probe = dir.join(format!(".now-{:016x}", fastrand::u64(..)));
    let now = File::create_new(&probe).and_then(|mut file| {
        // some drives stamp a file when something is written into it
        io::Write::write_all(&mut file, b"now")?;
        drop(file);
        fs::metadata(&probe)?.modified()
    });
    let _ = fs::remove_file(&probe);
    now
}

/// How long a file was not touched, by the drive's own clock; nothing where it is gone.
pub(super) fn untouched(file: &Path, dir: &Path) -> Option<Duration> {
    let touched = fs::metadata(file).and_then(|file| file.modified()).ok()?;
    Some(drive_now(dir).ok()?.duration_since(touched).unwrap_or_default())
}

/// A moment in milliseconds.
pub(super) fn millis(moment: SystemTime) -> u64 {
    let since = moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A moment from milliseconds.
pub(super) fn from_millis(millis: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
}

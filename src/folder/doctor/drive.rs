//! The drive: what it does with files, tried in a folder of its own.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use crate::error::Result;
use crate::folder::aside::save;
use crate::folder::fail::cannot;

/// What a drive does.
#[derive(Clone, Debug)]
pub struct Drive {
    /// Whether of several who make one file at once only one succeeds.
    pub exclusive: bool,
    /// Whether two who append to one file both keep what they wrote.
    pub appends: bool,
    /// Whether a file can be replaced while somebody has it open.
    pub replaces_open: bool,
    /// Whether a file moved into place is whole for whoever opens it next.
    pub moves_whole: bool,
    /// Whether it can be asked to put a file on the disk before it goes on.
    pub syncs: bool,
    /// In what steps a file's time moves; nothing where it does not move.
    pub step: Option<Duration>,
    /// Whether `A` and `a` are the same file.
    pub folds_case: bool,
    /// Whether paths of more than 260 letters work.
    pub long_paths: bool,
    /// How far its clock is before or behind this computer's, in seconds.
    pub ahead: i64,
}

/// How many make the same file at once, and how often.
const MAKERS: usize = 4;
const ROUNDS: usize = 40;

/// Tries out the drive on which a folder lies.
pub fn probe(folder: &Path) -> Result<Drive> {
    let place = tempfile::Builder::new().prefix("probe-").tempdir_in(folder);
    let tried = place.and_then(|place| {
        let drive = try_all(place.path())?;
        place.close()?;
        Ok(drive)
    });
    tried.map_err(|e| cannot("tried out", folder.display(), &e))
}

fn try_all(place: &Path) -> io::Result<Drive> {
    Ok(Drive {
        exclusive: is_exclusive(place)?,
        appends: appends(&place.join("append"))?,
        replaces_open: replaces_open(place)?,
        moves_whole: moves_whole(place)?,
        syncs: File::create(place.join("sync")).and_then(|file| file.sync_all()).is_ok(),
        step: step(&place.join("time"))?,
        folds_case: folds_case(place)?,
        long_paths: long_paths(place),
        ahead: ahead(&place.join("clock"))?,
    })
}

/// Several at once, many times: on a good drive exactly one of them makes each file.
fn is_exclusive(place: &Path) -> io::Result<bool> {
    let made: Vec<AtomicUsize> = (0..ROUNDS).map(|_| AtomicUsize::new(0)).collect();
    let together = Barrier::new(MAKERS);
    std::thread::scope(|scope| {
        for _ in 0..MAKERS {
            scope.spawn(|| {
                for (round, made) in made.iter().enumerate() {
                    together.wait();
                    let file = place.join(format!("made-{round}"));
                    if OpenOptions::new().write(true).create_new(true).open(file).is_ok() {
                        made.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
        }
    });
    match made.iter().map(|made| made.load(Ordering::SeqCst)).collect::<Vec<_>>() {
        made if made.contains(&0) => Err(io::Error::other("new files could not be made")),
        made => Ok(made.iter().all(|makers| *makers == 1)),
    }
}

fn appends(file: &Path) -> io::Result<bool> {
    let open = || OpenOptions::new().append(true).create(true).open(file);
    let (mut one, mut other) = (open()?, open()?);
    for _ in 0..3 {
        one.write_all(b"one\n")?;
        other.write_all(b"other\n")?;
    }
    drop((one, other));
    Ok(fs::read(file)? == b"one\nother\n".repeat(3))
}

fn replaces_open(place: &Path) -> io::Result<bool> {
    let (old, new) = (place.join("open"), place.join("open.new"));
    fs::write(&old, "old")?;
    fs::write(&new, "new")?;
    let held = File::open(&old)?;
    let replaced = fs::rename(&new, &old);
    drop(held);
    Ok(replaced.is_ok() && fs::read(&old)? == b"new")
}

fn moves_whole(place: &Path) -> io::Result<bool> {
    let (from, to) = (place.join("whole.new"), place.join("whole"));
    let content = b"0123456789abcdef".repeat(4096);
    for round in 0..5 {
        fs::write(&from, &content[round..])?;
        fs::rename(&from, &to)?;
        if fs::read(&to)? != content[round..] {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How long it takes until a file that is written again has another time; no drive needs more than two seconds.
fn step(file: &Path) -> io::Result<Option<Duration>> {
    let time = || -> io::Result<SystemTime> {
        fs::write(file, "x")?;
        fs::metadata(file)?.modified()
    };
    let first = time()?;
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(2500) {
        sleep(Duration::from_millis(5));
        if time()? != first {
            return Ok(Some(began.elapsed()));
        }
    }
    Ok(None)
}

fn folds_case(place: &Path) -> io::Result<bool> {
    fs::write(place.join("Case"), "")?;
    Ok(fs::metadata(place.join("cASE")).is_ok())
}

fn long_paths(place: &Path) -> bool {
    let mut deep = place.to_owned();
    while deep.as_os_str().len() < 280 {
        deep.push("a-name-of-forty-letters-for-a-long-path-");
    }
    fs::create_dir_all(&deep).and_then(|()| fs::write(deep.join("file"), "x")).is_ok()
}

/// The time of a file that was written just now, against this computer's clock.
fn ahead(file: &Path) -> io::Result<i64> {
    let before = SystemTime::now();
    fs::write(file, "x")?;
    let theirs = fs::metadata(file)?.modified()?;
    let seconds = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    Ok(match theirs.duration_since(before) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    })
}

/// Remembers for the guards whether of two who make one file only one succeeds here.
pub fn remember(private: &Path, drive: &Drive) -> Result<()> {
    let said = format!("# found out by `pikorua doctor`\nexclusive = {}\n", drive.exclusive);
    save(&private.join("drive.toml"), said.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{probe, remember};

    #[test]
    fn an_ordinary_disk_keeps_its_promises_and_nothing_is_left_on_it() {
        let dir = tempfile::tempdir().unwrap();
        let drive = probe(dir.path()).unwrap();
        assert!(drive.exclusive && drive.appends && drive.moves_whole && drive.syncs, "{drive:?}");
        assert!(drive.step.is_some() && drive.ahead.abs() < 60, "{drive:?}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        remember(dir.path(), &drive).unwrap();
        let said: toml::Table =
            toml::from_str(&fs::read_to_string(dir.path().join("drive.toml")).unwrap()).unwrap();
        assert_eq!(said["exclusive"].as_bool(), Some(true));
        assert!(probe(&dir.path().join("none")).is_err());
    }
}

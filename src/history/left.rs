//! Locks of git that somebody left who was ended while they recorded.
//!
//! Git and its library lock the branch and the index by files that nobody takes away after a death, and
//! then nothing can be recorded. Whoever of us touches them holds the guard of recording first (`guard/mod.rs`), so a lock
//! that is there while we hold it is of a dead one of us, or of a program of git that somebody runs. It is cleared where
//! it is ours for certain, or where nobody can be waiting for it any more:
//!
//! - Somebody died who held the guard (whoever clears that leaves a note of it, until somebody has recorded), and the lock
//!   was made while they held it; both times are those of the drive's own clock.
//! - It is the very file that it was to become: the disk made it so and would not take the lock away.
//! - Otherwise by age, again by the drive's clock: a minute for the branch, which no program locks for longer than it
//!   takes to write it; ten minutes for the index, which `git commit` keeps locked while its editor is
//!   open.
//! - Never while a program of git is running in this folder on this computer, as far as that can be seen (Linux).
//!
//! Whoever has recorded clears the other locks of those who died too, before the note goes: the one for what was seen of
//! the hub, or for the settings, is in nobody's way until later, and then nobody would know whose it is.
//!
//! A lock is moved aside, looked at again, and only then taken away (`guard/clear.rs`). What a lock held was never part of
//! the history: git moves it into place as its last step.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use super::fail::{busy, is_passing, plain};
use super::hub::{BRANCH, Hub};
use super::open::History;
use super::read::Git;
use crate::error::Result;
use crate::guard::{Aside, Guard, Guards, move_aside};
use crate::record::id::CaseId;

/// A lock that keeps us from recording.
struct Lock {
    place: PathBuf,
    /// When it was made, by the drive's clock.
    made: SystemTime,
    /// How long a living program may keep it.
    most: Duration,
}

const SHORT: Duration = Duration::from_secs(60);
const EDITED: Duration = Duration::from_secs(600);
/// Clocks of drives count in steps of up to two seconds.
const STEP: Duration = Duration::from_secs(2);
/// A guard is touched more often than this while its holder lives.
const TOUCHED: Duration = Duration::from_secs(20);

impl History {
    /// Does something that a lock of git may keep from being done, with the guard of recording, and goes on trying as long
    /// as patience lasts.
    pub(super) fn past_locks<T>(&self, step: &mut dyn FnMut() -> Git<T>) -> Result<T> {
        let guard = self.recording()?;
        let began = Instant::now();
        loop {
            match step() {
                Ok(done) => {
                    // those that were not in the way now are in somebody's way later, when nobody knows whose they are
                    if !self.guards.died().is_empty() {
                        self.clear_left(&guard);
                        self.guards.forget_died();
                    }
                    return Ok(done);
                }
                Err(e) if !is_passing(&e) => return Err(plain("written")(e)),
                Err(_) if self.clear_left(&guard) => {}
                Err(_) if began.elapsed() > self.patience => return Err(busy()),
                Err(_) => sleep(Duration::from_millis(fastrand::u64(2..40))),
            }
        }
    }

    /// Cases at which somebody was ended, and to which nobody has come since.
    pub fn left_cases(&self) -> Vec<CaseId> {
        let names = self.guards.abandoned();
        names.iter().filter_map(|name| name.strip_prefix("case-")?.parse().ok()).collect()
    }

    /// Clears the locks that somebody left who is gone; says whether there were any.
    pub(super) fn clear_left(&self, guard: &Guard<'_>) -> bool {
        let branch = self.branch().map(|branch| format!("{branch}.lock")).unwrap_or_default();
        let names =
            ["index.lock", "HEAD.lock", "packed-refs.lock", "config.lock", "refs/pikorua/hub.lock", &branch];
        clear(self.repo.path(), &names, &self.guards, guard)
    }
}

impl Hub {
    /// The same in the hub.
    pub(super) fn clear_left(&self, guard: &Guard<'_>) -> bool {
        clear(
            self.repo.path(),
            &["HEAD.lock", "packed-refs.lock", &format!("{BRANCH}.lock")],
            &self.guards,
            guard,
        )
    }
}

fn clear(git: &Path, names: &[&str], guards: &Guards, guard: &Guard<'_>) -> bool {
    let died = guards.died();
    let locks = names.iter().filter_map(|name| Lock::at(git, name));
    let left: Vec<Lock> = locks.filter(|lock| lock.is_left(&died, guard)).collect();
    let folder = if git.ends_with(".git") { git.parent().unwrap_or(git) } else { git };
    if left.is_empty() || is_git_here(folder) {
        return false;
    }
    left.iter().filter(|lock| lock.clear()).count() > 0
}

impl Lock {
    fn at(git: &Path, name: &str) -> Option<Lock> {
        let place = git.join(name);
        let made = fs::metadata(&place).ok().filter(|file| file.is_file())?.modified().ok()?;
        Some(Lock { place, made, most: if name == "index.lock" { EDITED } else { SHORT } })
    }

    fn is_left(&self, died: &[(SystemTime, SystemTime)], guard: &Guard<'_>) -> bool {
        let theirs =
            |(from, to): &(SystemTime, SystemTime)| *from <= self.made + STEP && self.made <= *to + TOUCHED;
        died.iter().any(theirs)
            || self.came_to_be()
            || guard.now().is_ok_and(|now| now.duration_since(self.made).is_ok_and(|age| age > self.most))
    }

    // it is the very file that it was to become, and could not be taken away after that
    #[cfg(unix)]
    fn came_to_be(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let which = |place: &Path| fs::symlink_metadata(place).ok().map(|file| (file.dev(), file.ino()));
        which(&self.place).is_some_and(|lock| Some(lock) == which(&self.place.with_extension("")))
    }

    // there a lock becomes the file by being moved
    #[cfg(not(unix))]
    fn came_to_be(&self) -> bool {
        false
    }

    fn clear(&self) -> bool {
        let is_it = |file: &Path| {
            fs::metadata(file).and_then(|file| file.modified()).is_ok_and(|made| made == self.made)
        };
        matches!(move_aside(&self.place, is_it), Ok(Aside::Cleared))
    }
}

/// Whether a program of git works in a folder on this computer, as far as that can be seen.
fn is_git_here(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    // only Linux shows the processes as files
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten().map(|entry| entry.path());
    processes
        .filter(|process| {
            let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
            name.starts_with("git")
                && fs::read_link(process.join("cwd")).is_ok_and(|at| at.starts_with(&folder))
        })
        .any(|process| fs::read_to_string(process.join("stat")).is_ok_and(|stat| !stat.contains(") Z ")))
}

//! What guards promise, with several of them at one place.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::Guards;
use super::holder::Holder;
use crate::error::ErrorKind;

const NOW: Duration = Duration::ZERO;
const LONG: Duration = Duration::from_secs(20);

fn place() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("guards/case.toml");
    (dir, file)
}

/// Somebody's guards; another's are of the same process here, which lives.
fn guards(dir: &TempDir, person: &str) -> Guards {
    let guards = Guards::at(dir.path());
    guards.hold_for(person);
    guards
}

fn left(file: &PathBuf, text: &str, ago: u64) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
    File::options()
        .write(true)
        .open(file)
        .unwrap()
        .set_modified(SystemTime::now() - Duration::from_secs(ago))
        .unwrap();
}

fn holder(change: impl FnOnce(&mut Holder)) -> String {
    let mut holder = Holder::this("Tom");
    change(&mut holder);
    toml::to_string(&holder).unwrap()
}

#[test]
fn who_holds_it_is_said_by_name() {
    let (dir, file) = place();
    let (kim, tom) = (guards(&dir, "Kim Ngata"), guards(&dir, "Tom"));
    let held = kim.take("case", "`2026-kf3m`", NOW).unwrap();
    let again = kim.take("case", "`2026-kf3m`", NOW).unwrap();
    let error = tom.take("case", "`2026-kf3m`", Duration::from_millis(50)).unwrap_err();
    assert_eq!(
        (error.kind, error.message.as_str()),
        (ErrorKind::Busy, "Kim Ngata is writing to `2026-kf3m` at this moment")
    );
    let _other = tom.take("other", "`2026-aaaa`", NOW).unwrap();
    drop(again);
    assert!(tom.take("case", "`2026-kf3m`", NOW).is_err() && file.exists());
    drop(held);
    assert!(!file.exists());
    drop(tom.take("case", "`2026-kf3m`", NOW).unwrap());
}

// on Windows nobody can touch one that is held
#[cfg(unix)]
#[test]
fn one_that_cannot_be_taken_away_spoils_nothing() {
    let (dir, file) = place();
    let kim = guards(&dir, "Kim");
    let held = kim.take("case", "it", NOW).unwrap();
    fs::remove_file(&file).unwrap();
    drop(held);
    // and one that somebody else made since is theirs
    let held = kim.take("case", "it", NOW).unwrap();
    left(&file, &holder(|_| ()), 0);
    drop(held);
    assert!(file.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_holder_that_died_here_is_cleared_at_once() {
    let (dir, file) = place();
    let mut child = std::process::Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    left(&file, &holder(|holder| (holder.process, holder.begun) = (child.id(), None)), 0);
    let kim = guards(&dir, "Kim");
    assert!(kim.take("case", "it", NOW).unwrap().is_inherited());
    assert!(!kim.take("case", "it", NOW).unwrap().is_inherited());
    assert_eq!(fs::read_dir(dir.path().join("guards")).unwrap().count(), 0);
}

#[test]
fn whoever_dies_at_recording_is_remembered_until_somebody_recorded() {
    let (dir, _) = place();
    let file = dir.path().join("guards/recording.toml");
    let kim = guards(&dir, "Kim");
    let since = SystemTime::now() - Duration::from_secs(700);
    for held_since in [None, Some(super::clock::millis(since))] {
        let elsewhere =
            |holder: &mut Holder| (holder.place, holder.since) = (Some("elsewhere".into()), held_since);
        left(&file, &holder(elsewhere), 500);
        drop(kim.take("recording", "it", NOW).unwrap());
    }
    // also by others
    let mut died = guards(&dir, "Tom").died();
    died.sort();
    assert!(died.len() == 2 && died[1].0 == died[1].1, "{died:?}");
    assert!(died[0].1.duration_since(died[0].0).unwrap() > Duration::from_secs(190), "{died:?}");
    kim.forget_died();
    assert_eq!(fs::read_dir(dir.path().join("guards")).unwrap().count(), 0);
}

#[test]
fn elsewhere_age_alone_tells() {
    let (dir, file) = place();
    let kim = guards(&dir, "Kim");
    let elsewhere = holder(|holder| (holder.place, holder.open) = (Some("elsewhere".into()), false));
    left(&file, &elsewhere, 100);
    assert_eq!(kim.take("case", "it", NOW).unwrap_err().message, "Tom is writing to it at this moment");
    left(&file, &elsewhere, 130);
    drop(kim.take("case", "it", NOW).unwrap());
    for torn in ["", "person = \"T"] {
        left(&file, torn, 0);
        assert!(kim.take("case", "it", NOW).unwrap_err().message.starts_with("somebody is writing"));
        left(&file, torn, 3);
        drop(kim.take("case", "it", NOW).unwrap());
    }
    // one whose computer's clock is ahead is not old
    left(&file, &elsewhere, 0);
    File::options().write(true).open(&file).unwrap().set_modified(SystemTime::now() + LONG).unwrap();
    assert!(kim.take("case", "it", NOW).is_err());
}

/// However many want it, and whatever was left there, never two hold it at once.
#[test]
fn never_two_at_once() {
    for stale in [false, true] {
        let (dir, file) = place();
        if stale {
            left(&file, &holder(|holder| holder.place = Some("elsewhere".into())), 500);
        }
        let (inside, times) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let guards = guards(&dir, "Kim");
                    for _ in 0..20 {
                        let _held = guards.take("case", "it", LONG).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        thread::sleep(Duration::from_micros(fastrand::u64(0..300)));
                        times.fetch_add(1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(times.load(Ordering::SeqCst), 120);
        assert_eq!(fs::read_dir(dir.path().join("guards")).unwrap().count(), 0);
    }
}

#[cfg(unix)]
#[test]
fn on_a_drive_that_lets_two_make_it_one_looks_again() {
    let (dir, file) = place();
    fs::write(dir.path().join("drive.toml"), "exclusive = false\n").unwrap();
    let kim = guards(&dir, "Kim");
    let began = std::time::Instant::now();
    drop(kim.take("case", "it", NOW).unwrap());
    assert!(began.elapsed() >= Duration::from_millis(150));
    // somebody else made it too, and theirs stands
    let other = thread::spawn({
        let (file, text) = (file.clone(), holder(|_| ()));
        move || {
            while !file.exists() {
                thread::yield_now();
            }
            thread::sleep(Duration::from_millis(30));
            fs::write(&file, text).unwrap();
        }
    });
    let error = kim.take("case", "it", NOW).unwrap_err();
    other.join().unwrap();
    assert!(error.message.starts_with("Tom is writing") && file.exists(), "{error}");
}

#[cfg(unix)]
#[test]
fn long_work_is_not_taken_for_dead() {
    let (dir, file) = place();
    let kim = guards(&dir, "Kim");
    let _held = kim.take("case", "it", NOW).unwrap();
    kim.touch_now("case");
    let text = fs::read_to_string(&file).unwrap();
    left(&file, &text, 500);
    kim.touch_now("case");
    assert!(fs::metadata(&file).unwrap().modified().unwrap().elapsed().unwrap() < Duration::from_secs(60));
    let (before, after) =
        (Holder::read(text.as_bytes()).unwrap(), Holder::read(&fs::read(&file).unwrap()).unwrap());
    assert!(after == before && after.since.is_some());
}

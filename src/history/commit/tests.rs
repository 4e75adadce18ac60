//! What is recorded, as a real git finds it.

use std::fs;
use std::time::Duration;

use crate::error::ErrorKind;
use crate::history::testing::{aroha, at, room};
use crate::history::{Change, Commit, History, Note};

#[test]
fn git_finds_an_ordinary_folder() {
    let room = room();
    room.write("cases/2026/2026-kf3m.yaml", "id: 2026-kf3m\n");
    let note = Note::new("Tātai").with("Case", "2026-kf3m").with("Guide", "tatai");
    let files = [at("cases/2026/2026-kf3m.yaml")];
    let id = room.history.commit(&files, &note, &aroha(), &aroha()).unwrap().unwrap();
    room.assert_clean();
    assert_eq!(room.git(&["log", "--format=%B"]), "Tātai\n\nCase: 2026-kf3m\nGuide: tatai\n\n");
    assert_eq!(
        room.git(&["log", "--format=%an <%ae> %ai"]),
        "Aroha Tūī <aroha@example.nz> 2026-08-14 15:30:00 +1200\n"
    );
    assert_eq!(room.git(&["log", "--format=%(trailers:key=Guide,valueonly)"]).trim(), "tatai");
    assert_eq!(room.git(&["rev-parse", "HEAD", "main"]), format!("{id}\n{id}\n"));
    assert_eq!(room.git(&["reflog", "--format=%gs %gn"]), "commit: Tātai Aroha Tūī\n");

    let Commit { id, author, note: read, .. } = room.history.log(None).unwrap().remove(0);
    assert_eq!((read, room.history.changed(&id).unwrap()), (note, files.to_vec()));
    assert_eq!((author.name, author.email), (aroha().name, aroha().email));
    assert_eq!(author.when.strftime("%F %R %z").to_string(), "2026-08-14 15:30 +1200");
}

#[test]
fn a_change_without_room_is_not_taken_for_written() {
    let room = room();
    room.write("people.yaml", "1\n");
    room.commit(&["people.yaml"], "x").unwrap();
    let tip = room.history.tip().unwrap().unwrap();
    for n in 0..=255 {
        // no folder can be made where a file is
        let place = room.dir.path().join(format!(".git/objects/{n:02x}"));
        if !place.exists() {
            fs::write(place, "").unwrap();
        }
    }
    let who = aroha().signature().unwrap();
    let written = (0..8)
        .map(|n| room.history.write_change(&who, &who, &format!("{n}"), &tip.tree().unwrap(), &[&tip]))
        .filter(|change| change.as_ref().is_ok_and(|id| room.history.repo.find_commit(*id).is_err()));
    assert_eq!(written.count(), 0);
}

#[test]
fn the_last_file_of_a_folder_can_go() {
    let room = room();
    room.write("cases/2026/2026-kf3m.yaml", "x\n");
    room.commit(&["cases/2026/2026-kf3m.yaml"], "in").unwrap();
    fs::remove_dir_all(room.dir.path().join("cases")).unwrap();
    room.commit(&["cases/2026/2026-kf3m.yaml"], "out").unwrap();
    room.assert_clean();
    assert_eq!(room.git(&["ls-tree", "-r", "HEAD"]), "");
}

#[test]
fn line_ends_stay_as_they_are() {
    let room = room();
    room.write(".gitattributes", "* -text\n");
    room.write("people.yaml", "a: 1\r\nb: 2\n");
    room.commit(&[".gitattributes", "people.yaml"], "mixed").unwrap();
    room.assert_clean();
    assert_eq!(room.git(&["show", "HEAD:people.yaml"]), "a: 1\r\nb: 2\n");
    assert_eq!(room.git(&["-c", "core.autocrlf=true", "status", "--porcelain"]), "");
    room.write("people.yaml", "a: 1\nb: 2\n");
    assert_eq!(room.history.status().unwrap(), [(at("people.yaml"), Change::Changed)]);
}

#[test]
fn many_at_once_all_get_recorded() {
    let room = room();
    let dir = room.dir.path();
    std::thread::scope(|scope| {
        for who in 0..4 {
            scope.spawn(move || {
                let history = History::open(dir).unwrap();
                for i in 0..8 {
                    fs::write(dir.join(format!("{who}.yaml")), format!("{i}\n")).unwrap();
                    let note = Note::new(format!("{who} {i}"));
                    history
                        .commit(&[at(&format!("{who}.yaml"))], &note, &aroha(), &aroha())
                        .unwrap()
                        .unwrap();
                }
            });
        }
    });
    let mut subjects = room.subjects(None);
    assert_eq!(subjects.len(), 32);
    subjects.retain(|s| s.starts_with('2'));
    assert_eq!(subjects, (0..8).rev().map(|i| format!("2 {i}")).collect::<Vec<_>>());
    room.assert_clean();
}

#[test]
fn a_lock_that_stays_is_said_and_nothing_is_recorded() {
    let mut room = room();
    room.history.patience = Duration::from_millis(100);
    room.write("people.yaml", "1\n");
    for lock in [".git/index.lock", ".git/refs/heads/main.lock"] {
        let lock = room.dir.path().join(lock);
        fs::write(&lock, "").unwrap();
        let error =
            room.history.commit(&[at("people.yaml")], &Note::new("x"), &aroha(), &aroha()).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Busy);
        assert_eq!(room.history.newest().unwrap(), None);
        fs::remove_file(&lock).unwrap();
    }
    room.commit(&["people.yaml"], "x").unwrap();
    room.assert_clean();
}

#[test]
fn an_earlier_version_is_not_written_upon() {
    let room = room();
    for content in ["1\n", "2\n"] {
        room.write("people.yaml", content);
        room.commit(&["people.yaml"], content).unwrap();
    }
    room.git(&["checkout", "-q", "HEAD~1"]);
    room.write("people.yaml", "3\n");
    let error = room.history.commit(&[at("people.yaml")], &Note::new("x"), &aroha(), &aroha()).unwrap_err();
    assert!(error.message.contains("set back"));
}

#[cfg(unix)]
#[test]
fn links_are_not_recorded() {
    let room = room();
    std::os::unix::fs::symlink("/etc/hostname", room.dir.path().join("people.yaml")).unwrap();
    let error = room.history.commit(&[at("people.yaml")], &Note::new("x"), &aroha(), &aroha()).unwrap_err();
    assert!(error.message.contains("is not a file"));
}

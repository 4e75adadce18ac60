#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{Author, Change, Commit, History, Note};
use crate::error::ErrorKind;
use crate::record::file::RelPath;

/// A folder with a history, looked at through the git program.
struct Room {
    dir: TempDir,
    history: History,
}

fn room() -> Room {
    let dir = tempfile::tempdir().unwrap();
    let history = History::init(dir.path()).unwrap();
    Room { dir, history }
}

fn git(dir: &Path, args: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(dir).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.env("GIT_AUTHOR_NAME", "Mere").env("GIT_AUTHOR_EMAIL", "m@example.nz");
    git.env("GIT_COMMITTER_NAME", "Mere").env("GIT_COMMITTER_EMAIL", "m@example.nz");
    let output = git.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert!(output.status.success(), "git {args:?}: {}", text(output.stderr));
    text(output.stdout) + &text(output.stderr)
}

fn at(path: &str) -> RelPath {
    path.parse().unwrap()
}

fn aroha() -> Author {
    let when = "2026-08-14T15:30:00+12:00[Pacific/Auckland]".parse().unwrap();
    Author { name: "Aroha Tūī".into(), email: "aroha@example.nz".into(), when }
}

impl Room {
    fn write(&self, path: &str, content: &str) {
        let place = self.dir.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
    }

    fn commit(&self, files: &[&str], subject: &str) -> Option<String> {
        let files: Vec<RelPath> = files.iter().map(|f| at(f)).collect();
        let id = self.history.commit(&files, &Note::new(subject), &aroha(), &aroha()).unwrap();
        id.map(|id| id.short())
    }

    fn git(&self, args: &[&str]) -> String {
        git(self.dir.path(), args)
    }

    fn subjects(&self, of: Option<&str>) -> Vec<String> {
        let of = of.map(at);
        self.history.log(of.as_ref()).unwrap().into_iter().map(|c| c.note.subject).collect()
    }

    /// Git finds nothing to object to, and nothing unrecorded.
    fn assert_clean(&self) {
        assert_eq!(self.git(&["status", "--porcelain"]), "");
        assert_eq!(self.git(&["fsck", "--strict", "--no-dangling"]), "");
    }
}

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
    assert_eq!(room.git(&["reflog", "--format=%gs %gn"]), "commit (initial): Tātai Aroha Tūī\n");

    let Commit { author, note: read, changed, .. } = room.history.log(None).unwrap().remove(0);
    assert_eq!((read, changed), (note, files.to_vec()));
    assert_eq!((author.name, author.email), (aroha().name, aroha().email));
    assert_eq!(author.when.strftime("%F %R %z").to_string(), "2026-08-14 15:30 +1200");
}

#[test]
fn init_sets_this_copy_and_leaves_the_folder_alone() {
    let room = room();
    let inside = fs::read_dir(room.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect::<Vec<_>>();
    assert_eq!(inside, [".git"]);
    for (key, value) in [
        ("core.autocrlf", "false"),
        ("core.longpaths", "true"),
        ("core.quotepath", "false"),
        ("gc.auto", "0"),
    ] {
        assert_eq!(room.git(&["config", "--local", key]).trim(), value);
    }
    assert_eq!(room.git(&["symbolic-ref", "HEAD"]), "refs/heads/main\n");
    assert!(room.history.log(None).unwrap().is_empty());
    assert_eq!(room.history.newest().unwrap(), None);
    History::init(room.dir.path()).unwrap();
    assert_eq!(room.git(&["status", "--porcelain"]), "");
}

#[test]
fn exactly_these_files_are_recorded() {
    let room = room();
    for name in ["a", "b", "c"] {
        room.write(&format!("settings/{name}.yaml"), "one\n");
    }
    room.commit(&["settings/a.yaml", "settings/b.yaml"], "first").unwrap();
    room.write("settings/a.yaml", "two\n");
    fs::remove_file(room.dir.path().join("settings/b.yaml")).unwrap();
    let both = [(at("settings/a.yaml"), Change::Changed), (at("settings/b.yaml"), Change::Removed)];
    let new = (at("settings/c.yaml"), Change::New);
    assert_eq!(room.history.status().unwrap(), [both[0].clone(), both[1].clone(), new.clone()]);

    room.commit(&["settings/b.yaml", "settings/gone.yaml"], "second").unwrap();
    assert_eq!(room.history.status().unwrap(), [both[0].clone(), new]);
    assert_eq!(room.history.status_of(&at("settings/a.yaml")).unwrap(), Some(Change::Changed));
    assert_eq!(room.history.recorded(&at("settings/a.yaml")).unwrap().unwrap(), b"one\n");
    assert_eq!(room.history.recorded(&at("settings/b.yaml")).unwrap(), None);
    assert_eq!(room.git(&["status", "--porcelain"]), " M settings/a.yaml\n?? settings/c.yaml\n");

    room.commit(&["settings/a.yaml", "settings/c.yaml", "settings/a.yaml"], "third").unwrap();
    room.assert_clean();
    assert_eq!(room.commit(&["settings/a.yaml", "settings/c.yaml"], "nothing"), None);
    assert_eq!(room.subjects(None), ["third", "second", "first"]);
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
fn one_file_has_its_own_log_and_version() {
    let room = room();
    let mut ids = Vec::new();
    for (i, file) in ["people.yaml", "pikorua.toml", "people.yaml"].iter().enumerate() {
        room.write(file, &format!("{i}\n"));
        ids.push(room.commit(&[file], &format!("change {i}")).unwrap());
    }
    assert_eq!(room.subjects(Some("people.yaml")), ["change 2", "change 0"]);
    assert_eq!(room.subjects(Some("cases/2026/2026-kf3m.yaml")), Vec::<String>::new());
    assert_eq!(room.history.version(&at("people.yaml")).unwrap().as_deref(), Some(ids[2].as_str()));
    assert_eq!(room.history.version(&at("pikorua.toml")).unwrap().as_deref(), Some(ids[1].as_str()));
    let first = room.history.named(&ids[0]).unwrap();
    assert_eq!(room.history.content_at(&at("people.yaml"), &first).unwrap().unwrap(), b"0\n");
    assert_eq!(room.history.content_at(&at("pikorua.toml"), &first).unwrap(), None);
    for name in ["main", "00000000", "abc", "HEAD~1"] {
        assert_eq!(room.history.named(name).unwrap_err().kind, ErrorKind::Request, "{name}");
    }
}

#[test]
fn joined_work_keeps_its_authors() {
    let room = room();
    room.write("people.yaml", "1\n");
    room.write("pikorua.toml", "1\n");
    room.commit(&["people.yaml", "pikorua.toml"], "first").unwrap();
    room.git(&["checkout", "-q", "-b", "other"]);
    room.write("people.yaml", "2\n");
    room.commit(&["people.yaml"], "theirs").unwrap();
    room.git(&["checkout", "-q", "main"]);
    room.write("pikorua.toml", "2\n");
    room.commit(&["pikorua.toml"], "ours").unwrap();
    room.git(&["merge", "-q", "--no-edit", "-m", "joined", "other"]);
    assert_eq!(room.subjects(Some("people.yaml")), ["theirs", "first"]);
    assert_eq!(room.subjects(Some("pikorua.toml")), ["ours", "first"]);
    let log = room.history.log(None).unwrap();
    assert_eq!((log[0].note.subject.as_str(), &log[0].changed), ("joined", &Vec::new()));
    room.assert_clean();
}

#[test]
fn work_of_the_git_program_is_understood() {
    let room = room();
    room.write("people.yaml", "1\n");
    room.git(&["add", "."]);
    assert_eq!(room.history.status().unwrap(), [(at("people.yaml"), Change::New)]);
    room.git(&["commit", "-q", "-m", "by hand\n\nOne thing: and another,\nmore"]);
    let log = room.history.log(None).unwrap();
    assert_eq!((log[0].note.clone(), log[0].author.name.as_str()), (Note::new("by hand"), "Mere"));
    room.write("people.yaml", "2\n");
    room.git(&["add", "."]);
    room.write("people.yaml", "1\n");
    assert_eq!(room.history.status().unwrap(), []);
    assert_eq!(room.commit(&["people.yaml"], "nothing"), None);
    room.assert_clean();
    room.git(&["gc", "-q"]);
    room.write("people.yaml", "3\n");
    room.commit(&["people.yaml"], "after packing").unwrap();
    room.assert_clean();
}

#[test]
fn only_records_count_as_new() {
    let room = room();
    for path in
        ["cases/2026/.2026-kf3m.yaml.x7.tmp", "cases/2026/2026-kf3m.yaml~", "notes.txt", "out/plan.docx"]
    {
        room.write(path, "x");
    }
    for path in ["guides/ours.toml", "documents/plan.md", "cases/2026/2026-kf3m.yaml", "cases/README.md"] {
        room.write(path, "x");
    }
    let status = room.history.status().unwrap();
    let paths: Vec<&str> = status.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        ["cases/2026/2026-kf3m.yaml", "cases/README.md", "documents/plan.md", "guides/ours.toml"]
    );
}

#[test]
fn strange_names_and_words_are_recorded_plainly() {
    let room = room();
    room.write("people.yaml", "1\n");
    let who = Author { name: " <x>\n ".into(), email: "".into(), ..aroha() };
    let note = Note::new("one\n\nCase: two").with("Case", "a\nGuide: b");
    room.history
        .commit(&[at("people.yaml")], &note, &who, &Author { name: "<>".into(), ..who.clone() })
        .unwrap();
    assert_eq!(room.git(&["log", "--format=%an|%cn|%B"]), "x|somebody|one Case: two\n\nCase: a Guide: b\n\n");
    assert_eq!(room.history.log(None).unwrap()[0].author.email, "");
    room.assert_clean();
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
    assert_eq!(room.git(&["fsck", "--strict", "--no-dangling"]), "");
    assert!((0..4).all(|who| room.history.status_of(&at(&format!("{who}.yaml"))).unwrap().is_none()));
}

#[test]
fn a_lock_that_stays_is_said_and_nothing_is_recorded() {
    let room = room();
    room.write("people.yaml", "1\n");
    fs::write(room.dir.path().join(".git/index.lock"), "").unwrap();
    let error = room.history.commit(&[at("people.yaml")], &Note::new("x"), &aroha(), &aroha()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Busy);
    assert_eq!(room.history.newest().unwrap(), None);
}

#[test]
fn folders_that_cannot_be_opened_say_why() {
    let dir = tempfile::tempdir().unwrap();
    let error = |folder: &Path| History::open(folder).err().unwrap().message;
    assert!(error(dir.path()).ends_with("has no history"));
    let room = room();
    fs::remove_file(room.dir.path().join(".git/HEAD")).unwrap();
    assert!(error(room.dir.path()).contains("is damaged"));
    git(dir.path(), &["init", "-q", "--bare", "."]);
    assert!(error(dir.path()).contains("is a hub"));
}

#[test]
fn a_damaged_history_is_said_when_it_is_met() {
    let room = room();
    room.write("people.yaml", "1\n");
    room.commit(&["people.yaml"], "x").unwrap();
    fs::remove_dir_all(room.dir.path().join(".git/objects")).unwrap();
    fs::create_dir(room.dir.path().join(".git/objects")).unwrap();
    let history = History::open(room.dir.path()).unwrap();
    let error = history.recorded(&at("people.yaml")).unwrap_err();
    assert_eq!(error.message, "the history of this folder could not be read");
    room.git(&["symbolic-ref", "HEAD"]);
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

#[cfg(unix)]
#[test]
fn the_private_place_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let room = room();
    let private = room.history.private_dir().unwrap();
    assert!(private.ends_with(".git/pikorua"));
    assert_eq!(fs::metadata(private).unwrap().permissions().mode() & 0o777, 0o700);
}

/// Only root can give a folder away, so elsewhere there is nothing to see.
#[cfg(unix)]
#[test]
fn somebody_elses_folder_is_opened_only_on_trust() {
    let room = room();
    room.write("people.yaml", "1\n");
    room.commit(&["people.yaml"], "x").unwrap();
    let folder = room.dir.path();
    if [folder.to_path_buf(), folder.join(".git")]
        .iter()
        .any(|f| std::os::unix::fs::chown(f, Some(4321), None).is_err())
    {
        return;
    }
    assert!(History::open(folder).err().unwrap().message.contains("belongs to somebody else"));
    let trusted = History::open_trusted(folder).unwrap();
    assert_eq!(trusted.recorded(&at("people.yaml")).unwrap().unwrap(), b"1\n");
    assert!(History::open(folder).is_err());
}

#[test]
#[ignore]
fn bench() {
    let dir = Path::new("/tmp/h5-bench");
    let at0 = at("cases/2020/0000.yaml");
    if !dir.exists() {
        fs::create_dir(dir).unwrap();
        let room = Room { dir: TempDir::new_in("/tmp").unwrap(), history: History::init(dir).unwrap() };
        let n = 10_000;
        let path = |i: usize| format!("cases/{}/{i:04}.yaml", 2020 + i % 5);
        let all: Vec<String> = (0..n).map(path).collect();
        for p in &all {
            let q = dir.join(p);
            fs::create_dir_all(q.parent().unwrap()).unwrap();
            fs::write(q, p).unwrap();
        }
        room.commit(&all.iter().map(String::as_str).collect::<Vec<_>>(), "all");
        git(dir, &["repack", "-adq"]);
        for i in 0..1000 {
            fs::write(dir.join(&all[i * 7]), format!("{i}")).unwrap();
            room.commit(&[&all[i * 7]], "one");
        }
    }
    if std::env::var("NOSTRICT").is_ok() {
        git2::opts::strict_hash_verification(false);
    }
    let h = History::open(dir).unwrap();
    for _ in 0..2 {
        let t = std::time::Instant::now();
        h.log(Some(&at0)).unwrap();
        println!("one {:?}", t.elapsed());
        let t = std::time::Instant::now();
        h.log(None).unwrap();
        println!("all {:?}", t.elapsed());
    }
}

//! A cluster's folder to walk in, with a home of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;

/// When everything here happens.
const NOW: &str = "2026-08-14T10:00:00+12:00[Pacific/Auckland]";

/// A cluster with one request for support, everything recorded. Made once, and copied for each test.
static MADE: LazyLock<(TempDir, String)> = LazyLock::new(make);

/// A folder to walk in.
pub(super) struct Place {
    _dir: TempDir,
    root: PathBuf,
    /// The one case in it.
    pub(super) case: String,
}

impl Place {
    pub(super) fn new() -> Place {
        let (made, case) = &*MADE;
        let dir = tempfile::tempdir().unwrap();
        copy(made.path(), dir.path());
        Place { root: dir.path().to_owned(), _dir: dir, case: case.clone() }
    }

    /// The cluster's folder.
    pub(super) fn folder(&self) -> PathBuf {
        self.root.join("awa")
    }

    pub(super) fn home(&self) -> PathBuf {
        self.root.join("home")
    }

    /// The program, knowing nothing of this computer.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        command(&self.root, args)
    }

    /// Runs it with nobody at the keyboard.
    pub(super) fn run(&self, args: &[&str]) -> Ran {
        self.finish(self.command(args))
    }

    pub(super) fn finish(&self, mut command: Command) -> Ran {
        ran(command.output().unwrap())
    }

    /// Runs it in plain mode with these lines typed, and then nothing more.
    pub(super) fn typed(&self, args: &[&str], lines: &str) -> Ran {
        self.type_into(self.command(args), lines)
    }

    pub(super) fn type_into(&self, command: Command, lines: &str) -> Ran {
        typed(command, lines)
    }

    /// Writes a file outside of the cluster's folder; gives its path.
    pub(super) fn file(&self, name: &str, text: &str) -> String {
        let path = self.root.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The file of the case.
    pub(super) fn record(&self) -> String {
        self.record_of(&self.case)
    }

    pub(super) fn record_of(&self, case: &str) -> String {
        fs::read_to_string(self.folder().join(format!("cases/2026/{case}.yaml"))).unwrap()
    }

    pub(super) fn write_record(&self, text: &str) {
        fs::write(self.folder().join(format!("cases/2026/{}.yaml", self.case)), text).unwrap();
        self.git(&["commit", "-qam", "by hand"]);
    }

    /// The ids of all cases.
    pub(super) fn cases(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder().join("cases/2026")).unwrap();
        let names = files.map(|f| f.unwrap().file_name().to_string_lossy().into_owned());
        let mut cases: Vec<_> = names.filter_map(|n| Some(n.strip_suffix(".yaml")?.to_owned())).collect();
        cases.sort();
        cases
    }

    /// What lies in the private place of this copy, under a name.
    pub(super) fn private(&self, name: &str) -> Vec<PathBuf> {
        let dir = self.folder().join(".git/pikorua").join(name);
        fs::read_dir(dir).map(|d| d.map(|f| f.unwrap().path()).collect()).unwrap_or_default()
    }

    pub(super) fn git(&self, args: &[&str]) -> String {
        git(&self.root, args)
    }

    /// The subjects of what was recorded, the newest first.
    pub(super) fn log(&self) -> Vec<String> {
        self.git(&["log", "--format=%s"]).lines().map(Into::into).collect()
    }

    /// Everything that was answered is recorded, and nothing lies about.
    #[track_caller]
    pub(super) fn is_clean(&self) {
        assert_eq!(self.git(&["status", "--porcelain"]), "");
        assert_eq!(self.private("pending"), Vec::<PathBuf>::new());
    }
}

/// What a command said and how it ended.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

fn ran(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

fn typed(mut command: Command, lines: &str) -> Ran {
    command.env("ACCESSIBLE", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines = lines.to_owned();
    // who ends early does not read everything
    let writer = std::thread::spawn(move || drop(stdin.write_all(lines.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    ran(output)
}

fn command(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pikorua"));
    command.env_clear().current_dir(root.join("awa")).stdin(Stdio::null());
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", root.join("home")).env("TERM", "xterm-256color").env("LC_ALL", "C.UTF-8");
    command.env("PIKORUA_NOW", NOW).env("PIKORUA_SEED", "11").env("PIKORUA_USER", "sela").args(args);
    command
}

#[track_caller]
fn git(root: &Path, args: &[&str]) -> String {
    let mut git = Command::new("git");
    git.env_clear().current_dir(root.join("awa")).env("HOME", root.join("home")).args(args);
    git.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    for who in ["GIT_AUTHOR", "GIT_COMMITTER"] {
        git.env(format!("{who}_NAME"), "Sela Fonua").env(format!("{who}_EMAIL"), "sela@te-awa.example");
    }
    let ran = ran(git.output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "git {args:?}");
    ran.out
}

fn make() -> (TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir_all(root.join("awa")).unwrap();
    fs::create_dir_all(root.join("home")).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let init =
        ran(command(root, &["init", ".", "--cluster", "Te Awa", "--name", "Sela Fonua"]).output().unwrap());
    assert_eq!(init.code, 0, "{init:?}");
    for around in ["people.yaml", "settings", "pikorua.toml"] {
        copy(&examples.join("cluster").join(around), &root.join("awa").join(around));
    }
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "the people and settings of the examples"]);
    let answers = examples.join("answers/request.yaml");
    let new = ran(command(root, &["new", "--from", answers.to_str().unwrap()]).output().unwrap());
    assert_eq!(new.code, 0, "{new:?}");
    (dir, new.out.trim().to_owned())
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

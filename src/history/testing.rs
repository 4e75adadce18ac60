//! What the tests of this room share.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{Author, History, Note};
use crate::record::file::RelPath;

/// A folder with a history, looked at through the git program.
pub(super) struct Room {
    pub(super) dir: TempDir,
    pub(super) history: History,
}

pub(super) fn room() -> Room {
    let dir = tempfile::tempdir().unwrap();
    let history = History::init(dir.path()).unwrap();
    Room { dir, history }
}

pub(super) fn git(dir: &Path, args: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(dir).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.env("GIT_AUTHOR_NAME", "Mere").env("GIT_AUTHOR_EMAIL", "m@example.nz");
    git.env("GIT_COMMITTER_NAME", "Mere").env("GIT_COMMITTER_EMAIL", "m@example.nz");
    let output = git.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert!(output.status.success(), "git {args:?}: {}", text(output.stderr));
    text(output.stdout) + &text(output.stderr)
}

pub(super) fn at(path: &str) -> RelPath {
    path.parse().unwrap()
}

pub(super) fn aroha() -> Author {
    let when = "2026-08-14T15:30:00+12:00[Pacific/Auckland]".parse().unwrap();
    Author { name: "Aroha Tūī".into(), email: "aroha@example.nz".into(), when }
}

impl Room {
    pub(super) fn write(&self, path: &str, content: &str) {
        let place = self.dir.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
    }

    pub(super) fn commit(&self, files: &[&str], subject: &str) -> Option<String> {
        let files: Vec<RelPath> = files.iter().map(|f| at(f)).collect();
        let id = self.history.commit(&files, &Note::new(subject), &aroha(), &aroha()).unwrap();
        id.map(|id| id.short())
    }

    pub(super) fn git(&self, args: &[&str]) -> String {
        git(self.dir.path(), args)
    }

    pub(super) fn subjects(&self, of: Option<&str>) -> Vec<String> {
        let of = of.map(at);
        self.history.log(of.as_ref()).unwrap().into_iter().map(|c| c.note.subject).collect()
    }

    /// Git finds nothing to object to, and nothing unrecorded.
    pub(super) fn assert_clean(&self) {
        assert_eq!(self.git(&["status", "--porcelain"]), "");
        assert_eq!(self.git(&["fsck", "--strict", "--no-dangling"]), "");
    }
}

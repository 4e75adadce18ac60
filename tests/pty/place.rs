//! A cluster to walk in: the people and settings of the examples, with one request for support.

use std::fs;
use std::ops::Deref;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::common::{Ran, Sandbox, copy_folder, crate_folder};

/// A cluster to walk in.
pub(super) struct Place {
    sandbox: Sandbox,
    /// The one case in it.
    pub(super) case: String,
}

impl Deref for Place {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.sandbox
    }
}

impl Place {
    pub(super) fn new() -> Place {
        static MADE: OnceLock<Place> = OnceLock::new();
        let made = MADE.get_or_init(make);
        Place { sandbox: made.sandbox.copy(), case: made.case.clone() }
    }

    /// The program, with Sela at the keyboard.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = self.sandbox.command(args);
        command.env("PIKORUA_USER", "sela");
        command
    }

    /// Runs it with nobody at the keyboard.
    pub(super) fn run(&self, args: &[&str]) -> Ran {
        self.finish(self.command(args))
    }

    /// Runs it in plain mode with these lines typed, and then nothing more.
    pub(super) fn typed(&self, args: &[&str], lines: &str) -> Ran {
        self.type_into(self.command(args), lines)
    }

    /// Writes a file outside of the cluster's folder; gives its path.
    pub(super) fn file(&self, name: &str, text: &str) -> String {
        let path = self.home().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The file of the case.
    pub(super) fn record(&self) -> String {
        self.record_of(&self.case)
    }

    pub(super) fn record_of(&self, case: &str) -> String {
        self.read(&Sandbox::file_of(case))
    }

    pub(super) fn write_record(&self, text: &str) {
        self.write(&Sandbox::file_of(&self.case), text);
        self.record_all("by hand");
    }

    /// The ids of all cases.
    pub(super) fn cases(&self) -> Vec<String> {
        let files = fs::read_dir(self.path("cases/2026")).unwrap();
        let names = files.map(|f| f.unwrap().file_name().to_string_lossy().into_owned());
        let mut cases: Vec<_> = names.filter_map(|n| Some(n.strip_suffix(".yaml")?.to_owned())).collect();
        cases.sort();
        cases
    }

    /// What lies in the private place of this copy, under a name.
    pub(super) fn private(&self, name: &str) -> Vec<PathBuf> {
        let dir = self.path(".git/pikorua").join(name);
        fs::read_dir(dir).map(|d| d.map(|f| f.unwrap().path()).collect()).unwrap_or_default()
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

fn make() -> Place {
    let sandbox = Sandbox::shared();
    let examples = crate_folder().join("examples");
    sandbox.ok(&["init", ".", "--cluster", "Te Awa", "--name", "Sela Fonua"]);
    for around in ["people.yaml", "pikorua.toml"] {
        fs::copy(examples.join("cluster").join(around), sandbox.path(around)).unwrap();
    }
    copy_folder(&examples.join("cluster/settings"), &sandbox.path("settings"));
    sandbox.record_all("the people and settings of the examples");
    let answers = examples.join("answers/request.yaml");
    let new = sandbox.ok(&["new", "--user", "sela", "--from", answers.to_str().unwrap()]);
    Place { case: new.stdout.trim().to_owned(), sandbox }
}

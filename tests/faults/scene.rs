//! The commands that are attacked, each with what comes before it.

use std::fs::{self, File};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::common::{CASE, REQUEST, Sandbox};

/// The words of whoever is at work when something goes wrong.
pub(super) const KIM: &str = "words-of-kim";
/// The words of a colleague before.
pub(super) const TOM: &str = "words-of-tom";
/// The words of the colleague who comes next.
pub(super) const NEXT: &str = "words-of-next";

// they lie in the home folder, which is copied with the folder
pub(super) const HUB: &str = "../home/hub";
const COPY: &str = "../home/tom";

/// A command of Kim's, in a folder made ready for it.
pub(super) struct Scene {
    pub(super) name: &'static str,
    prepare: fn(&Sandbox),
    command: fn(&Sandbox) -> Command,
    /// Whether it exchanges with a hub, so that the next person does too.
    pub(super) hub: bool,
    /// What is typed into it.
    pub(super) typed: Option<&'static str>,
    /// Words that are typed, and what it says only when they are kept.
    pub(super) answers: &'static [(&'static str, &'static str)],
    /// What else must hold afterwards.
    pub(super) after: fn(&Sandbox) -> Result<(), String>,
}

pub(super) const SCENES: &[Scene] = &[
    Scene::new("set", |_| (), |here| here.command(&["set", CASE, "strengths.+.what=words-of-kim"])),
    Scene::new("set on a colleague's edit", kim_after_hand, |here| {
        here.command(&["set", CASE, "strengths.+.what=words-of-kim"])
    }),
    Scene {
        after: nothing_unpacked,
        ..Scene::new("set that packs", small_files, |here| {
            made_long_ago(here);
            here.command(&["set", CASE, "strengths.+.what=words-of-kim"])
        })
    },
    Scene::new("new --from", answers_of_request, |here| {
        here.command(&["new", "--from", "../home/request.yaml"])
    }),
    Scene::new("walk --from", answers_of_plan, |here| {
        here.command(&["walk", CASE, "tatai", "--from", "../home/plan.yaml"])
    }),
    Scene::new("edit", text_of_editor, |here| {
        here.with_script(&["edit", CASE], "cp ../home/edited.yaml \"$1\"")
    }),
    Scene::new("undo", kim_sets, |here| here.command(&["undo"])),
    Scene::with_hub("sync to a new hub", kim_sets, |here| here.command(&["sync", HUB])),
    Scene::with_hub("sync that fetches", tom_sent, |here| here.command(&["sync"])),
    Scene::with_hub("sync that sends", kim_sets_after_sync, |here| here.command(&["sync"])),
    Scene::with_hub("sync that joins", both_worked, |here| here.command(&["sync"])),
    Scene {
        typed: Some("words-of-kim one\nwords-of-kim two\nwords-of-kim three\nq\n"),
        answers: &[
            ("words-of-kim one", "What was tried?"),
            ("words-of-kim two", "What is it called?"),
            ("words-of-kim three", "Is that all?"),
        ],
        ..Scene::new("walk by hand", own_guide, |here| here.command(&["walk", CASE, "korero"]))
    },
    Scene {
        typed: Some("group\nawa\nwords-of-kim title\nq\n"),
        answers: &[("words-of-kim title", "Who made the request?")],
        ..Scene::new("new by hand", |_| (), |here| here.command(&["new"]))
    },
    Scene {
        after: copied,
        ..Scene::new("init from a hub", tom_sent, |here| here.command(&["init", LAPTOP, "--hub", HUB]))
    },
];

const LAPTOP: &str = "../home/kim";

const GUIDE: &str = r#"
schema = 1
id = "korero"
title = "Kōrero"
gloss = "talk it over"
purpose = "To try it out."
shelf = "together"

[[prompt]]
id = "success"
ask = "What would it look like?"
kind = "line"
to = "request.success"

[[prompt]]
id = "tried"
ask = "What was tried?"
kind = "line"
to = "request.by"

[[prompt]]
id = "title"
ask = "What is it called?"
kind = "line"
to = "title"

[[prompt]]
id = "more"
ask = "Is that all?"
kind = "line"
to = "request.priority"
"#;

impl Scene {
    pub(super) const fn new(
        name: &'static str,
        prepare: fn(&Sandbox),
        command: fn(&Sandbox) -> Command,
    ) -> Scene {
        Scene { name, prepare, command, hub: false, typed: None, answers: &[], after: |_| Ok(()) }
    }

    pub(super) const fn with_hub(
        name: &'static str,
        prepare: fn(&Sandbox),
        command: fn(&Sandbox) -> Command,
    ) -> Scene {
        Scene { hub: true, ..Scene::new(name, prepare, command) }
    }

    /// A folder in which the command comes next.
    pub(super) fn ready(&self) -> Sandbox {
        let sandbox = Sandbox::cluster();
        (self.prepare)(&sandbox);
        sandbox
    }

    /// The same once more, its hub included.
    pub(super) fn copy(ready: &Sandbox) -> Sandbox {
        let copy = ready.copy();
        let (old, new) = (ready.home(), copy.home());
        for folder in [copy.folder(), copy.path(COPY)] {
            let config = folder.join(".git/config");
            if let Ok(text) = fs::read_to_string(&config) {
                fs::write(&config, text.replace(old.to_str().unwrap(), new.to_str().unwrap())).unwrap();
            }
        }
        copy
    }

    pub(super) fn command(&self, sandbox: &Sandbox) -> Command {
        (self.command)(sandbox)
    }
}

fn kim_sets(here: &Sandbox) {
    here.ok(&["set", CASE, &format!("strengths.+.what={KIM}")]);
}

fn kim_after_hand(here: &Sandbox) {
    here.replace(&Sandbox::file_of(CASE), "Tells long stories", "By hand tells long stories");
}

/// So many small files of the history that they are packed.
const SMALL: usize = 1300;

fn small_files(here: &Sandbox) {
    let texts: Vec<String> = (0..SMALL).map(|n| format!("../home/small/{n}")).collect();
    texts.iter().for_each(|text| here.write(text, text));
    here.git(&[&["hash-object", "-w"][..], &texts.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    fs::remove_dir_all(here.path("../home/small")).unwrap();
}

/// What somebody writes at this moment is not packed, and a copy of a folder is as new as that.
fn made_long_ago(here: &Sandbox) {
    let then = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    for name in
        super::look::files(&here.path(".git/objects")).into_keys().filter(|name| !name.contains("pack"))
    {
        File::open(here.path(".git/objects").join(name)).unwrap().set_modified(then).unwrap();
    }
}

/// Each small file is still a piece of the history, packed or not.
fn nothing_unpacked(here: &Sandbox) -> Result<(), String> {
    let all = super::look::git(here, &["cat-file", "--batch-all-objects", "--batch-check"])?;
    match all.lines().count() {
        there if there > SMALL => Ok(()),
        there => Err(format!("of {SMALL} small files and more only {there} are there")),
    }
}

fn answers_of_request(here: &Sandbox) {
    here.write("../home/request.yaml", REQUEST.replace("Joining in at reading time", KIM));
}

fn answers_of_plan(here: &Sandbox) {
    here.write("../home/plan.yaml", format!("guide: tatai\ntt-3: [{KIM}]\n"));
}

fn text_of_editor(here: &Sandbox) {
    let text = here.read(&Sandbox::file_of(CASE));
    here.write("../home/edited.yaml", text.replace("Joining in at reading time", KIM));
}

fn own_guide(here: &Sandbox) {
    here.write("guides/korero.toml", GUIDE);
    here.record_all("a guide of our own");
}

/// Whoever goes into a copy that is not whole can work or is told what to do, and does it; nothing of the hub is lost.
fn copied(here: &Sandbox) -> Result<(), String> {
    let in_copy = |args: &[&str]| here.run(&[&["-C", LAPTOP, "--user", "tarden"], args].concat());
    let work = |words: &str| in_copy(&["set", CASE, &format!("strengths.+.what={words}")]);
    let first = work("words-of-first");
    let said: String = first.stderr.split_whitespace().collect();
    let is_told = said.contains("--hub") || !here.path(LAPTOP).exists();
    if first.code != 0 && !is_told {
        return Err(format!("in the copy nobody says what to do:\n{first}"));
    }
    let again = here.run(&["init", LAPTOP, "--hub", HUB]);
    let is_whole = again.stderr.contains("a cluster's folder already");
    if again.code != 0 && !is_whole {
        return Err(format!("the copy cannot be made again:\n{again}"));
    }
    for args in [&["sync"][..], &["set", CASE, "strengths.+.what=words-of-last"], &["list"], &["sync"]] {
        let said = in_copy(args);
        if said.code != 0 {
            return Err(format!("`{}` in the copy:\n{said}", args.join(" ")));
        }
    }
    here.ok(&["sync"]);
    let record = here.read(&Sandbox::file_of(CASE));
    let words = [Some(TOM), Some("words-of-last"), Some("words-of-first").filter(|_| first.code == 0)];
    match words.into_iter().flatten().find(|words| !record.contains(words)) {
        Some(words) => Err(format!("{words} did not come by way of the copy")),
        None => super::look::all_recorded(here, LAPTOP),
    }
}

fn tom_sent(here: &Sandbox) {
    here.ok(&["sync", HUB]);
    here.ok(&["--user", "tarden", "init", COPY, "--hub", HUB]);
    here.ok(&["-C", COPY, "--user", "tarden", "set", CASE, &format!("strengths.+.what={TOM}")]);
    here.ok(&["-C", COPY, "--user", "tarden", "set", CASE, "status=active"]);
    here.write("../home/request.yaml", REQUEST.replace("Joining in at reading time", TOM));
    here.ok(&["-C", COPY, "--user", "tarden", "new", "--from", "../home/request.yaml"]);
    here.ok(&["-C", COPY, "--user", "tarden", "sync"]);
}

fn kim_sets_after_sync(here: &Sandbox) {
    here.ok(&["sync", HUB]);
    kim_sets(here);
}

fn both_worked(here: &Sandbox) {
    tom_sent(here);
    kim_sets(here);
}

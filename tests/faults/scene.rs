//! The commands that are attacked, each with what comes before it.

use std::fs;
use std::process::Command;

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
}

pub(super) const SCENES: &[Scene] = &[
    Scene::new("set", |_| (), |here| here.command(&["set", CASE, "strengths.+.what=words-of-kim"])),
    Scene::new("set on a colleague's edit", kim_after_hand, |here| {
        here.command(&["set", CASE, "strengths.+.what=words-of-kim"])
    }),
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
];

impl Scene {
    const fn new(name: &'static str, prepare: fn(&Sandbox), command: fn(&Sandbox) -> Command) -> Scene {
        Scene { name, prepare, command, hub: false }
    }

    const fn with_hub(name: &'static str, prepare: fn(&Sandbox), command: fn(&Sandbox) -> Command) -> Scene {
        Scene { name, prepare, command, hub: true }
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

//! `init`: a folder for a cluster, or a copy of its work for one laptop.

use std::path::PathBuf;

use clap::Args;

use super::Global;
use crate::change::{self, Clock, Desk, Opening, Place};
use crate::error::{Error, Result};
use crate::folder::{FirstPerson, Folder, Machine, NewCluster, login_name};
use crate::history::{Author, History, Note};
use crate::record::id::PersonId;
use crate::record::text::tidy;
use crate::ui::{Reply, Ui};

/// Make a folder for a cluster, with its history; or a copy of a cluster's work for this laptop
#[derive(Args, Debug)]
#[command(
    after_help = "Recommended: a copy for each laptop, and a hub on the shared drive. Whoever makes the cluster's folder \
sends it there with `pikorua sync HUB`; everybody else takes `pikorua init FOLDER --hub HUB`. One folder that all share \
works too."
)]
pub(super) struct Init {
    /// Where; made if it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The name of the cluster
    #[arg(long, value_name = "NAME")]
    cluster: Option<String>,
    /// Your name, as the first person of the cluster
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Make a copy of the work in this hub
    #[arg(long, value_name = "HUB")]
    hub: Option<String>,
}

impl Init {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        if let Some(hub) = &self.hub {
            self.brings_its_own()?;
            return self.copy(hub, global, ui);
        }
        let clock = Clock::of_machine()?;
        let cluster = answer(
            ui,
            self.cluster.as_deref(),
            ("the cluster's name", "What is the cluster called?"),
            "--cluster",
        )?;
        let name = answer(ui, self.name.as_deref(), ("your name", "What is your name?"), "--name")?;
        let mut ids = clock.ids;
        let id: PersonId = ids.row('p', |_| false).parse().map_err(Error::fault)?;
        let logins = login_name().into_iter().collect();
        let known_as = format!("{id}");
        let person = FirstPerson { id, name: name.clone(), role: None, email: None, logins };
        let folder = Folder::create(&self.folder, &NewCluster { name: cluster, person })?;
        let history = History::init(folder.root())?;
        let author = Author { name, email: String::new(), when: clock.now };
        let files: Vec<_> = history.status()?.into_iter().map(|(path, _)| path).collect();
        history.commit(&files, &Note::new("a folder for the cluster"), &author, &author)?;
        // who makes a folder works in it from now on, on this computer
        if let Some(path) = Machine::path().filter(|_| login_name().is_none()) {
            Machine::remember_user(&path, &known_as)?;
        }
        ui.print(&format!("{}\n", folder.root().display()))?;
        ui.say("The folder is ready. Next:");
        ui.say("  pikorua edit people               who works here");
        ui.say("  pikorua edit settings awa-school  a school or service, by an id of your choice");
        ui.say("  pikorua new                       a request for support");
        ui.say("  pikorua guides                    what can be walked, also on paper");
        ui.say(
            "Several people: `pikorua sync HUB` sends the work to a place on the shared drive, and everybody takes a copy of \
             their own with `pikorua init FOLDER --hub HUB`.",
        );
        ui.say(
            "Whoever can open this folder can read every case in it: let its rights decide who that is, and keep it on an \
             encrypted disk.",
        );
        Ok(())
    }
}

impl Init {
    // the cluster and its people come from the hub
    fn brings_its_own(&self) -> Result<()> {
        let (option, what, then) = match (&self.cluster, &self.name) {
            (Some(_), _) => ("--cluster", "its name", "Leave it out; without `--hub` a new cluster is made."),
            (None, Some(_)) => (
                "--name",
                "its people",
                "Leave it out. You are known by your login name in people.yaml: `pikorua edit people` in the copy adds it, or \
                 say who you are with `--user`.",
            ),
            (None, None) => return Ok(()),
        };
        Err(Error::usage(format!("`{option}` is for a new cluster, and a copy brings {what} along"))
            .hint(then))
    }

    fn copy(&self, hub: &str, global: &Global, ui: &mut Ui) -> Result<()> {
        let from = std::env::current_dir().map_err(|e| Error::request("this folder is gone").because(e))?;
        let clock = Clock::of_machine()?;
        let place = Place::of(hub, &from, ui.can_ask())?;
        let name = login_name().unwrap_or_else(|| "somebody".into());
        let who = Author { name, email: String::new(), when: clock.now.clone() };
        let folder = change::copy(&self.folder, &place, &who)?;
        ui.print(&format!("{}\n", folder.root().display()))?;
        ui.say("This is your own copy of the cluster's work. `pikorua sync`, in it, exchanges with the hub: before you begin and when you stop.");
        let opening =
            Opening { start: folder.root(), folder: Some(folder.root()), user: global.user.as_deref() };
        let desk = Desk::open(opening, clock)?;
        if desk.person().is_none() {
            ui.say(&format!(
                "Nobody in people.yaml has the login name `{}`. Add it to your name there with `pikorua edit people`, or say who \
                 you are with `--user`.",
                desk.user
            ));
        }
        if desk.history.has_long_past_to_keep() {
            ui.say("Its past is long. It is gone through once now, so that looking back is quick; this can take a minute.");
            // the copy is whole, and looking back in it works without
            drop(desk.history.keep_whole_past());
        }
        ui.say("Keep it on an encrypted disk: whoever can open the folder can read every case in it.");
        Ok(())
    }
}

fn answer(ui: &mut Ui, given: Option<&str>, (what, question): (&str, &str), option: &str) -> Result<String> {
    if let Some(text) = given.map(tidy).filter(|text| !text.is_empty()) {
        return Ok(text);
    }
    let missing = || Error::usage(format!("{what} is missing")).hint(format!("Say it with `{option} NAME`."));
    if !ui.can_ask() {
        return Err(missing());
    }
    ui.tell(question);
    match ui.ask_line(None)? {
        Reply::Got(text) if !text.trim().is_empty() => Ok(tidy(&text)),
        _ => Err(missing()),
    }
}

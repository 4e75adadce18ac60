//! `doctor`: what this folder and its drive really do, what is at risk, and what to do about it.

mod around;
mod drive;
mod finding;
mod history;

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::{Global, not_all};
use crate::change::{Clock, Desk, Opening};
use crate::error::{Error, Result};
use crate::folder::{Folder, Surroundings, left, surroundings};
use crate::history::History;
use crate::ui::Ui;
use finding::{Finding, Level};

/// Look at this folder, its drive, its history and this computer: what is at risk, and what to do about it
#[derive(Args, Debug)]
#[command(
    after_help = "It tries things out in a folder of its own, which it takes away again, and never touches a record. Ends with 1 \
where work could be lost."
)]
pub(super) struct Doctor {
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let start = std::env::current_dir().map_err(|e| Error::request("this folder is gone").because(e))?;
        let folder = Folder::find(&start, global.folder.as_deref())?;
        let findings = examine(global, &folder, &start)?;
        let at_risk = findings.iter().any(|finding| finding.level == Level::Risk);
        if self.json {
            ui.print_json(&json!({
                "schema": "pikorua/doctor/1",
                "folder": folder.root().display().to_string(),
                "at_risk": at_risk,
                "findings": findings.iter().map(Finding::json).collect::<Vec<_>>(),
            }))?;
        } else {
            show(ui, &folder, &findings)?;
        }
        if at_risk { Err(not_all()) } else { Ok(()) }
    }
}

/// Looks at everything that can be looked at: what cannot be opened is a finding, and the rest is looked at all the same.
fn examine(global: &Global, folder: &Folder, start: &Path) -> Result<Vec<Finding>> {
    let around = surroundings(folder.root());
    let mut found = Vec::new();
    let opened = History::open(folder.root());
    let private = opened.as_ref().ok().and_then(|history| history.private_dir().ok());
    let place = private.as_deref().unwrap_or(folder.root());
    let now = drive::look(place, private.as_deref(), &around, &mut found);
    around::look(&around, &mut found);
    match &opened {
        Ok(history) => history::look(history, &left(folder, now), &mut found),
        Err(e) => found.push(Finding::error("history", e)),
    }
    if let Ok(history) = &opened {
        layout(history, &around, &mut found);
        let opening = Opening { start, folder: Some(folder.root()), user: global.user.as_deref() };
        match Desk::open(opening, Clock::of_machine()?) {
            Ok(desk) => history::look_at_work(&desk, &mut found),
            Err(e) => found.push(Finding::error("records", &e)),
        }
    }
    found.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    Ok(found)
}

/// Where this copy exchanges its work, and what would be better.
fn layout(history: &History, around: &Surroundings, found: &mut Vec<Finding>) {
    let shared = around.network.is_some() || around.synced_by.is_some();
    let own_copy = "Best is a copy of the folder on each laptop, and a hub on the shared drive: `pikorua sync HUB` here makes the \
                    hub, `pikorua init FOLDER --hub HUB` a copy.";
    match history.remembered_hub() {
        Some(hub) => drive::look_at_hub(&hub, found),
        None if shared => found.push(Finding::note(
            "layout",
            "this folder lies where several computers reach it, and everybody would work in the same one"
                .into(),
            own_copy,
        )),
        None => found.push(Finding::note(
            "layout",
            "this folder has exchanged its work with no hub, so what is in it is on this computer only"
                .into(),
            own_copy,
        )),
    }
}

fn show(ui: &mut Ui, folder: &Folder, findings: &[Finding]) -> Result<()> {
    let head = format!("{}\n\n", folder.root().display());
    ui.print(&head)?;
    for finding in findings {
        ui.print(&finding.screen(ui))?;
    }
    let count = |level: Level| findings.iter().filter(|finding| finding.level == level).count();
    let words = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let notes = words(count(Level::Note), "note", "notes");
    match (count(Level::Risk), count(Level::Note)) {
        (0, 0) => ui.say("Nothing is at risk."),
        (0, _) => ui.say(&format!("Nothing is at risk; {notes}.")),
        (risks, _) => {
            ui.say(&format!("{}, {notes}. What is at risk comes first.", words(risks, "risk", "risks")))
        }
    }
    Ok(())
}

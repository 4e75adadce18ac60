//! `undo`: takes a change back, as a change of its own; and brings back what is gone from the folder.

mod target;

use clap::Args;
use serde_json::{Value as Tree, json};

use super::{Global, log, open, seen};
use crate::change::{BY_HAND, Desk, Returned, Undoing};
use crate::error::{Error, ErrorKind, Result};
use crate::record::case::Case;
use crate::record::read::read;
use crate::ui::Ui;
use crate::view::View;
use target::Target;

/// Take a change back: the last one, the last one of a case, or one that `log` lists; or bring back a file that is gone
#[derive(Args, Debug)]
#[command(
    after_help = "What is taken back is recorded as a change of its own, so nothing leaves the history, and `undo` again \
brings it back. What was done elsewhere since stays; where later work was built on a change, that is said and it ends with 4."
)]
pub(super) struct Undo {
    /// A case, a change by its letters and digits in `log`, or a file, as in people.yaml [default: the last change here]
    #[arg(value_name = "CASE|CHANGE|FILE")]
    what: Option<String>,
    /// Bring back every file that is gone from the folder
    #[arg(long, conflicts_with = "what")]
    gone: bool,
    /// Show what would be taken back, and leave everything as it is
    #[arg(long)]
    dry_run: bool,
    /// Do not ask before somebody else's work is taken back
    #[arg(short, long)]
    yes: bool,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Undo {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = match global.desk_to_change(ui) {
            Ok(desk) => desk,
            // without some files nobody can work here, but they can be brought back
            Err(why) => return target::rescue(global, ui, self.what.as_deref(), why),
        };
        let what = match Target::named(&desk, self.what.as_deref(), self.gone)? {
            Target::Gone(files) => return self.bring_back(ui, &desk, &files),
            Target::Change(what) => what,
        };
        let undoing = desk.undoing(&what)?;
        open::say_noticed(ui, &desk, &undoing.noticed);
        let changes = undoing.files.iter().map(|file| changes(&desk, file));
        let changes = changes.collect::<Result<Vec<_>>>()?;
        if !self.json {
            show(ui, &undoing, &changes)?;
        }
        if self.dry_run {
            return self.done(ui, &undoing, &changes, None);
        }
        if !self.yes && !agreed(ui, &desk, &undoing)? {
            ui.say("Nothing was taken back.");
            return Ok(());
        }
        let recorded = desk.undo(&undoing)?.short();
        self.done(ui, &undoing, &changes, Some(recorded))
    }

    fn done(
        &self,
        ui: &mut Ui,
        undoing: &Undoing,
        changes: &[Vec<Tree>],
        recorded: Option<String>,
    ) -> Result<()> {
        if self.json {
            let files = undoing.files.iter().zip(changes).map(|(file, changes)| {
                json!({
                    "file": file.path.as_str(), "case": file.path.case(), "taken_away": file.then.is_none(),
                    "brought_back": file.now.is_none(), "changes": changes,
                })
            });
            return ui.print_json(&json!({
                "schema": "pikorua/undo/1",
                "undone": undoing.change.id.short(),
                "version": recorded,
                "files": files.collect::<Vec<_>>(),
            }));
        }
        match recorded {
            Some(version) => ui.say(&format!(
                "Taken back, and recorded as {version}. `pikorua undo {version}` brings it back again."
            )),
            None => ui.say("Nothing was taken back so far: leave `--dry-run` out to do it."),
        }
        Ok(())
    }

    fn bring_back(&self, ui: &mut Ui, desk: &Desk, files: &[crate::record::file::RelPath]) -> Result<()> {
        let mut brought = Vec::new();
        for file in files {
            if self.dry_run {
                ui.say(&format!("`{file}` is gone from the folder and would come back."));
            } else {
                brought.push(desk.bring_back(file)?);
            }
        }
        if self.json {
            let files: Vec<&str> = brought.iter().map(|b| b.path.as_str()).collect();
            return ui.print_json(&json!({ "schema": "pikorua/undo/1", "came_back": files }));
        }
        brought.iter().for_each(|brought| open::say_brought(ui, brought));
        if files.is_empty() {
            ui.say("No file is gone from the folder.");
        }
        Ok(())
    }
}

/// What taking it back does to a case, in the words of `log`.
fn changes(desk: &Desk, file: &Returned) -> Result<Vec<Tree>> {
    let version = |bytes: &Option<Vec<u8>>| read::<Case>(&String::from_utf8_lossy(bytes.as_deref()?)).value;
    let (Some(_), Some(then)) = (file.path.case(), version(&file.then)) else { return Ok(Vec::new()) };
    let Some(now) = version(&file.now) else { return Ok(Vec::new()) };
    let around = seen::around(desk, "");
    let view = View::new(&seen::inside(desk, then)?, &around);
    Ok(view.changed_from(Some(&now), &around))
}

fn show(ui: &mut Ui, undoing: &Undoing, changes: &[Vec<Tree>]) -> Result<()> {
    ui.print(&log::head(&undoing.change, &log::subjects(&undoing.change), ui.width()))?;
    for (file, changes) in undoing.files.iter().zip(changes) {
        let name = file.path.case().map_or_else(|| format!("`{}`", file.path), |id| id.to_string());
        let said = match (&file.now, &file.then) {
            (_, None) => format!("{name} is taken out of the folder; its history stays"),
            (None, _) => format!("{name} is in the folder again"),
            _ if changes.is_empty() => format!("{name} is again as it was before that, in what this changed"),
            _ => format!("{name} goes back:"),
        };
        ui.print(&format!("{}\n", ui.hanging(&format!("  {said}"), 4)))?;
        ui.print(&log::lines(changes, ui.width()))?;
    }
    Ok(())
}

/// Somebody else's work is taken back only where somebody said so.
fn agreed(ui: &mut Ui, desk: &Desk, undoing: &Undoing) -> Result<bool> {
    let by = &undoing.change.author.name;
    if *by == desk.author().name {
        return Ok(true);
    }
    let whose = match by.as_str() {
        BY_HAND => "that was an edit by hand, and nobody can tell whose".to_owned(),
        name => format!("that is the work of {name}"),
    };
    if !ui.can_ask() {
        return Err(Error::new(ErrorKind::Decide, format!("{whose}, so it was not taken back"))
            .hint("Talk with them; `--yes` takes it back without asking."));
    }
    ui.tell(&ui.fill(&format!("{}{}. Take it back?", whose[..1].to_uppercase(), &whose[1..])));
    let choices = ["no, leave it as it is".to_owned(), "yes, take it back".to_owned()];
    Ok(ui.pick(&choices, Some(0))? == Some(1))
}

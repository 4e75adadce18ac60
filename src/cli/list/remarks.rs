//! What is said beside the list.

use super::row::Row;
use crate::change::Desk;
use crate::change::questions::Open;
use crate::cli::open;
use crate::cli::sync::{are_open, lie_beside};
use crate::error::Result;
use crate::history::Change;
use crate::record::file::RelPath;
use crate::ui::Ui;

/// Says which new cases somebody was recording when the program was ended, before there was a file.
pub(super) fn begun(ui: &mut Ui, desk: &Desk) -> Result<()> {
    let begun: Vec<String> = desk.begun()?.iter().map(ToString::to_string).collect();
    if !begun.is_empty() {
        let names = begun.join(", ");
        ui.warn(&format!("begun when the program was ended, and not written yet: {names}. The next change in this folder brings it."));
    }
    Ok(())
}

/// Says where two people wrote different things and nobody decided yet.
pub(super) fn undecided(ui: &mut Ui, rows: &[Row], around: &[Open]) {
    let cases = rows.iter().filter(|row| row.questions > 0);
    let mut names: Vec<String> = cases.map(|row| row.id.clone()).collect();
    let marked = if ui.is_terminal() && !names.is_empty() { " (marked ?)" } else { "" };
    names.extend(around.iter().map(Open::name));
    names.dedup();
    let count = rows.iter().map(|row| row.questions).sum::<usize>() + around.len();
    if count > 0 {
        let (are, names) = (are_open(count), names.join(", "));
        ui.warn(&format!("{are}{marked}: {names}. `pikorua sync --resolve` goes through them."));
    }
}

/// Says which files have a second version beside them.
pub(super) fn second_versions(ui: &mut Ui, seconds: &[RelPath]) {
    if !seconds.is_empty() {
        ui.warn(&format!("{}. `pikorua sync --resolve` goes through them.", lie_beside(seconds)));
    }
}

/// Says how many there are, and what about the folder is worth knowing.
pub(super) fn remarks(ui: &mut Ui, rows: &[Row], all: usize, unrecorded: &[(RelPath, Change)], odd: usize) {
    match rows.len() {
        0 if all == 0 => ui.say("No cases yet. `pikorua new` records a request for support."),
        0 => ui.say("No case like that."),
        1 => ui.say("1 case"),
        n => ui.say(&format!("{n} cases")),
    }
    let (gone, edited): (Vec<_>, Vec<_>) =
        unrecorded.iter().partition(|(_, change)| *change == Change::Removed);
    if !gone.is_empty() {
        ui.warn(&open::said_gone(gone.iter().map(|(path, _)| path)));
    }
    if !edited.is_empty() {
        let files: Vec<String> =
            edited.iter().map(|(path, change)| format!("{path} ({})", words(change))).collect();
        let marked = if ui.is_terminal() { " (marked *)" } else { "" };
        ui.warn(&format!(
            "edited by hand and not recorded yet{marked}: {}. The next change to a file records it first.",
            files.join(", ")
        ));
    }
    if odd > 0 {
        ui.warn("there are files in `cases/` that are no cases; `pikorua check` names them.");
    }
}

fn words(change: &Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Removed => "gone",
    }
}

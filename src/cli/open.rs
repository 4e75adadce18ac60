//! Opening the desk that a command works at, and the case that it means.

mod gone;

use super::Global;
use crate::change::{BY_HAND, Brought, Clock, Desk, Indexed, Meanwhile, Noticed, Opening, clear_left};
use crate::error::{Error, Result};
use crate::folder::{Folder, Machine};
use crate::history::History;
use crate::query::facts::Facts;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::text::fold;
use crate::ui::Ui;

impl Global {
    /// The desk of the folder that is meant. Whoever changes something is asked who they are, once, where nobody knows.
    pub(crate) fn desk(&self) -> Result<Desk> {
        self.desk_at(Clock::of_machine()?, self.user.as_deref())
    }

    /// The desk of somebody at a moment.
    pub(crate) fn desk_at(&self, clock: Clock, user: Option<&str>) -> Result<Desk> {
        let start = std::env::current_dir().map_err(|e| Error::request("this folder is gone").because(e))?;
        Desk::open(Opening { start: &start, folder: self.folder.as_deref(), user }, clock)
    }

    /// Clears away what somebody left who was ended, and packs what years of changes left behind, where it is worth it: after the work, when nothing is guarded any more.
    /// The work is done, so nothing is said where it does not work.
    pub(super) fn tidy(&self) {
        let Some(root) = self.changed.get() else { return };
        if let Ok(history) = History::open(root) {
            let _ = history.tidy();
            let _ = Folder::find(root, Some(root)).and_then(|folder| clear_left(&folder, &history));
        }
    }

    /// The desk for a change. New cases that were never written when somebody was ended come to be first, and that is said.
    pub(crate) fn desk_to_change(&self, ui: &mut Ui) -> Result<Desk> {
        let desk = self.desk_of_somebody(ui)?;
        say_noticed(ui, &desk, &desk.bring_begun()?);
        Ok(desk)
    }

    /// Who is at the keyboard is asked once, where nobody knows and somebody can answer.
    pub(super) fn desk_of_somebody(&self, ui: &mut Ui) -> Result<Desk> {
        let desk = self.desk()?;
        let _ = self.changed.set(desk.folder.root().to_owned());
        if desk.person().is_some() || desk.people.is_empty() || !ui.can_ask() {
            return Ok(desk);
        }
        ui.say("Who is at the keyboard? This computer will remember it.");
        let names: Vec<String> = desk.people.iter().map(|p| p.name.to_string()).collect();
        match ui.pick(&names, None)? {
            Some(n) => {
                let id = desk.people[n].id.to_string();
                if let Some(path) = Machine::path() {
                    Machine::remember_user(&path, &id)?;
                }
                self.desk_at(Clock::of_machine()?, Some(&id))
            }
            None => Ok(desk),
        }
    }
}

/// The one case that is meant. Where its file is gone from the folder that is said, and it is offered back.
pub(super) fn case(desk: &Desk, ui: &mut Ui, text: &str) -> Result<CaseId> {
    standing_case(desk, text).or_else(|error| gone::offer(desk, ui, text, error))
}

/// The one case that is meant among those that are there: by the beginning of its id, or by words that are in one only.
pub(super) fn standing_case(desk: &Desk, text: &str) -> Result<CaseId> {
    let by_id = desk.folder.resolve(text);
    let Err(error) = by_id else { return by_id };
    if !desk.folder.matching(text)?.is_empty() {
        return Err(error);
    }
    let meant = fold(text.trim());
    let is_meant =
        |case: &Indexed<Facts>| case.known.as_ref().is_some_and(|facts| is_in(desk, facts, &meant));
    let found: Vec<CaseId> = desk.facts()?.into_iter().filter(is_meant).map(|case| case.file.id).collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(error),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            // the text may be a name, so it is not repeated
            Err(Error::request(format!("that could be any of {} cases: {}", ids.len(), ids.join(", ")))
                .hint("Write more of it, or the id."))
        }
    }
}

fn is_in(desk: &Desk, facts: &Facts, meant: &str) -> bool {
    let setting = desk.settings.iter().find(|s| facts.setting.as_deref() == Some(s.id.as_str()));
    let texts = facts.names().chain(facts.title.as_deref());
    let mut texts = texts.chain(setting.map(|setting| setting.name.as_str()));
    !meant.is_empty() && texts.any(|text| fold(text).contains(meant))
}

/// The files that are gone from the folder, and how they come back.
pub(super) fn said_gone<'p>(gone: impl Iterator<Item = &'p RelPath>) -> String {
    let names: Vec<String> =
        gone.map(|path| path.case().map_or_else(|| path.to_string(), |id| id.to_string())).collect();
    match names.as_slice() {
        [one] => {
            format!("gone from the folder: {one}. `pikorua undo {one}` brings it back as it was recorded.")
        }
        several => {
            let some = several[..several.len().min(MOST)].join(", ");
            let more = several.len().saturating_sub(MOST);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!(
                "gone from the folder: {some}{more}. `pikorua undo --gone` brings all of it back as it was recorded, \
                 `pikorua undo {}` one of it.",
                several[0]
            )
        }
    }
}

/// As many names as a person reads in a sentence.
const MOST: usize = 8;

/// Says that a file is there again.
pub(super) fn say_brought(ui: &mut Ui, brought: &Brought) {
    let when = brought.last.author.when.strftime("%-d %B %Y");
    ui.say(&format!(
        "`{}` is back as it was recorded on {when}, by {}.",
        brought.path, brought.last.author.name
    ));
    if let Some(beside) = &brought.beside {
        ui.warn(&format!("what stood there could not be read; it lies beside it now, in `{beside}`."));
    }
}

/// Says what was found lying unrecorded and is recorded now.
pub(super) fn say_noticed(ui: &mut Ui, desk: &Desk, noticed: &[Noticed]) {
    for notice in noticed {
        match notice {
            Noticed::Walk { by } => {
                let who = desk.author_of(by).name;
                ui.warn(&format!(
                    "answers that {who} gave in a walk are recorded now, in their name."
                ));
            }
            Noticed::Change { by } => {
                let who = desk.author_of(by).name;
                ui.warn(&format!(
                    "changes by {who} that could not be recorded at once are recorded now, in their name."
                ));
            }
            Noticed::Begun { case, by } => ui.warn(&format!(
                "{case}, a new case that {} was recording when the program was ended, is there now.",
                desk.author_of(by).name
            )),
            Noticed::Hand { file } => {
                ui.warn(&format!(
                    "`{file}` was edited by hand; that is recorded now. `pikorua log` shows what changed."
                ));
            }
            Noticed::Meanwhile(others) => ui.warn(&meanwhile(desk, others)),
            Noticed::CameBack { file } => ui.warn(&format!(
                "`{file}` was taken away meanwhile. With what you wrote it is there again; take it away if it shall go."
            )),
        }
    }
}

fn meanwhile(desk: &Desk, others: &Meanwhile) -> String {
    let you = desk.author().name;
    let names = others.by.iter().map(|name| match name.as_str() {
        BY_HAND => "somebody, by hand,".to_owned(),
        name if name == you => "you yourself, elsewhere,".to_owned(),
        name => name.to_owned(),
    });
    let names: Vec<String> = names.collect();
    let who = if names.is_empty() { "somebody".to_owned() } else { names.join(" and ") };
    let parts = match others.parts.as_slice() {
        [] => String::new(),
        parts @ ([_] | [_, _] | [_, _, _]) => format!(" ({})", parts.join("; ")),
        parts => format!(" ({} parts of it)", parts.len()),
    };
    format!("{who} changed it too while you wrote{parts}; the two are joined.")
}

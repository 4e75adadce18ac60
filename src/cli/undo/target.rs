//! What somebody wants to take back or to have back.

use crate::change::{self, Desk, What};
use crate::cli::{Global, open};
use crate::error::{Error, Result};
use crate::record::file::RelPath;
use crate::ui::Ui;

/// What is meant.
pub(super) enum Target {
    /// A change.
    Change(What),
    /// Files that are gone from the folder.
    Gone(Vec<RelPath>),
}

impl Target {
    /// What a text means: a file, a case, a change by its id, a case by words in it; without one, the last change.
    pub(super) fn named(desk: &Desk, text: Option<&str>, gone: bool) -> Result<Target> {
        if gone {
            return Ok(Target::Gone(desk.gone()?));
        }
        let Some(text) = text else { return Ok(Target::Change(What::Newest)) };
        if let Some(path) = file(text) {
            return Target::of(desk, path);
        }
        if desk.folder.matching(text)?.is_empty() {
            if let Some(away) = desk.away_case(text)? {
                return Target::of(desk, away.path);
            }
            let is_id = text.len() >= 4 && text.bytes().all(|b| b.is_ascii_hexdigit());
            match desk.history.named(text) {
                Ok(id) => return Ok(Target::Change(What::Change(id))),
                // several of that name, or a history that cannot be read
                Err(e) if is_id && !e.message.starts_with("there is no version") => return Err(e),
                Err(_) => {}
            }
        }
        let id = open::standing_case(desk, text).map_err(|e| e.hint("`pikorua log` lists the changes."))?;
        Ok(Target::Change(What::Of(desk.folder.case_path(&id))))
    }

    fn of(desk: &Desk, path: RelPath) -> Result<Target> {
        Ok(match desk.away(&path)? {
            Some(away) if !away.recorded => Target::Gone(vec![path]),
            _ => Target::Change(What::Of(path)),
        })
    }
}

/// The file that a text names: by its place, or as `edit` names it.
fn file(text: &str) -> Option<RelPath> {
    match text {
        "people" => Some(RelPath::people()),
        "cluster" => Some(RelPath::cluster()),
        _ => {
            let ends = [".yaml", ".toml", ".md", ".gitattributes"].iter().any(|end| text.ends_with(end));
            text.replace('\\', "/").parse().ok().filter(|_| ends)
        }
    }
}

/// Brings back a file without which nobody can work here; any other error stays what it is.
pub(super) fn rescue(global: &Global, ui: &mut Ui, text: Option<&str>, why: Error) -> Result<()> {
    let Some(path) = text.and_then(file) else { return Err(why) };
    let start = std::env::current_dir().map_err(|e| Error::request("this folder is gone").because(e))?;
    let brought = change::rescue(&start, global.folder.as_deref(), &path)?;
    open::say_brought(ui, &brought);
    Ok(())
}

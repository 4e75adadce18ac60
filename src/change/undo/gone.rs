//! Files that the history has and the folder has not: who took one away may not have meant to, so it is offered back.

use std::path::Path;

use super::Desk;
use crate::change::joined::beside;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::history::{Change, Commit, History};
use crate::record::file::RelPath;
use crate::record::id::CaseId;

/// A file that was recorded and is not in the folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Away {
    /// Where it lay.
    pub path: RelPath,
    /// The last change of it: what is recorded, or that it was taken away.
    pub last: Commit,
    /// Whether that it was taken away is recorded too.
    pub recorded: bool,
}

/// A file that is there again.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Where it lies.
    pub path: RelPath,
    /// The last change of it.
    pub last: Commit,
    /// Where what stood there lies now, which could not be read.
    pub beside: Option<RelPath>,
}

impl Desk {
    /// Every file that is recorded and gone from the folder.
    pub fn gone(&self) -> Result<Vec<RelPath>> {
        let gone = |(path, change)| (change == Change::Removed).then_some(path);
        Ok(self.history.status()?.into_iter().filter_map(gone).collect())
    }

    /// What is known of a file that is not in the folder; nothing where it is there, or never was.
    pub fn away(&self, path: &RelPath) -> Result<Option<Away>> {
        if self.folder.read_bytes(path).is_ok_and(|there| there.is_none())
            && let Some(last) = last_of(&self.history, path)?
        {
            let recorded = self.history.recorded(path)?.is_none();
            return Ok(Some(Away { path: path.clone(), last, recorded }));
        }
        Ok(None)
    }

    /// The one case among those whose files are gone that a text means: the beginning of its id, or of its four letters;
    /// the whole id, where that it was taken away is recorded.
    pub fn away_case(&self, text: &str) -> Result<Option<Away>> {
        let text = text.trim().to_lowercase();
        if let Ok(id) = text.parse::<CaseId>() {
            return self.away(&RelPath::of_case(&id));
        }
        let meant = |id: &CaseId| id.as_str().starts_with(&text) || id.as_str()[5..].starts_with(&text);
        let mut found = self.gone()?.into_iter().filter(|path| path.case().is_some_and(|id| meant(&id)));
        match (found.next().filter(|_| !text.is_empty()), found.next()) {
            (Some(path), None) => self.away(&path),
            _ => Ok(None),
        }
    }

    /// Brings a file back that is gone: as it was last recorded, with what somebody wrote after that here.
    pub fn bring_back(&self, path: &RelPath) -> Result<Brought> {
        let writing = self.writing(path)?;
        let work = path.case().map(|id| self.private.pending(&id)).transpose()?.flatten();
        let Some(work) = work else { return bring_back(&self.folder, &self.history, path) };
        let last = last_of(&self.history, path)?.ok_or_else(|| never_recorded(path))?;
        self.folder.write(path, &work.content, None)?;
        // whoever records takes the guard of recording first
        drop(writing);
        self.settle(path)?;
        Ok(Brought { path: path.clone(), last, beside: None })
    }
}

/// Brings a file to what is recorded of it, also where nobody can work in the folder without it. What stands there now and
/// could not be read is put beside it.
pub(super) fn bring_back(folder: &Folder, history: &History, path: &RelPath) -> Result<Brought> {
    let recorded = history.recorded(path)?.ok_or_else(|| never_recorded(path))?;
    let last = last_of(history, path)?.ok_or_else(|| never_recorded(path))?;
    let there = folder.read_bytes(path)?;
    let mut aside = None;
    if let Some(there) = there.as_deref().filter(|there| *there != recorded.as_slice()) {
        let place = beside(path, there);
        let seen = folder.read_bytes(&place)?;
        folder.write(&place, there, seen.as_deref())?;
        aside = Some(place);
    }
    folder.write(path, &recorded, there.as_deref())?;
    Ok(Brought { path: path.clone(), last, beside: aside })
}

/// The same, in the folder around here that may lack the file by which it is known.
pub fn rescue(start: &Path, named: Option<&Path>, path: &RelPath) -> Result<Brought> {
    let folder = match Folder::find(start, named) {
        Ok(folder) => folder,
        Err(why) => Folder::without_its_mark(start, named).ok_or(why)?,
    };
    bring_back(&folder, &History::open(folder.root())?, path)
}

fn last_of(history: &History, path: &RelPath) -> Result<Option<Commit>> {
    history.commits(Some(path))?.next().transpose()
}

fn never_recorded(path: &RelPath) -> Error {
    Error::request(format!("nothing of `{path}` is recorded, so it cannot be brought back"))
        .hint("`pikorua log` lists what was recorded.")
}

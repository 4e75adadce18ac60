//! The remedy where a file is gone or broken without which nobody can work here.

use std::path::Path;

use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::history::History;
use crate::record::file::RelPath;

/// The folder that is meant. A copy whose making was broken off lacks its mark too, and is gone on with otherwise.
pub(super) fn found(start: &Path, folder: Option<&Path>) -> Result<Folder> {
    Folder::find(start, folder).map_err(|error| begun(start, folder).unwrap_or(error))
}

fn begun(start: &Path, folder: Option<&Path>) -> Option<Error> {
    let folder = Folder::without_its_mark(start, folder)?;
    let history = History::open(folder.root()).ok()?;
    let hub = history.newest().is_ok_and(|newest| newest.is_none()).then(|| history.remembered_hub())??;
    let place = folder.root().display();
    let error = Error::request(format!("the copy in `{place}` is not whole: its making was broken off"));
    Some(
        error
            .hint(format!("`pikorua init {place} --hub {hub}` goes on with it; nothing of the hub is lost.")),
    )
}

/// With the remedy, where what is recorded of a file could be brought back.
pub(super) fn or_back(history: &History, path: &RelPath, error: Error) -> Error {
    let differs = history.status_of(path).is_ok_and(|change| change.is_some());
    match history.recorded(path) {
        Ok(Some(_)) if differs => {
            error.hint(format!("`pikorua undo {path}` brings back what was last recorded of it."))
        }
        _ => error,
    }
}

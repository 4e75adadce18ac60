//! The remedy where a file is gone or broken without which nobody can work here.

use crate::error::Error;
use crate::history::History;
use crate::record::file::RelPath;

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

//! Being alone with a case while it is written to, and clearing away what somebody left who was ended at it: files that
//! were not whole yet, beside the case's own file and its mark.

use crate::error::Result;
use crate::folder::{Folder, Private};
use crate::guard::Guard;
use crate::history::History;
use crate::record::file::RelPath;

/// Holds the guard of a case while it is written to; nothing is held for other files.
pub(super) fn alone_with<'h>(
    folder: &Folder,
    history: &'h History,
    private: &Private,
    file: &RelPath,
) -> Result<Option<Guard<'h>>> {
    let Some(case) = file.case() else { return Ok(None) };
    let guard = history.writing(&case)?;
    if guard.is_inherited() {
        folder.sweep(file);
        private.sweep(&case);
    }
    Ok(Some(guard))
}

/// Clears away what was left at cases that nobody has come to since, such as new ones that never came to be.
pub fn clear_left(folder: &Folder, history: &History) -> Result<()> {
    let cases = history.left_cases();
    if cases.is_empty() {
        return Ok(());
    }
    let private = Private::at(history.private_dir()?);
    cases.iter().try_for_each(|case| alone_with(folder, history, &private, &folder.case_path(case)).map(drop))
}

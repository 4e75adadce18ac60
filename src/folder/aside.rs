//! Small files that only this person can read.

use std::fs;
use std::io;
use std::path::Path;

use super::fail::cannot;
use super::safely::{Beside, Rights};
use crate::error::Result;

/// Writes one, with the folder it is in.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path.parent().unwrap_or(path))?;
        Beside::write(path, bytes, &Rights::Private)?.replace()
    };
    write().map_err(|e| cannot("written", path.display(), &e))
}

/// Reads one; none where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(cannot("read", path.display(), &e)),
    }
}

/// Takes one away.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(cannot("removed", path.display(), &e)),
        _ => Ok(()),
    }
}

/// Whether a text can be the name of a file, here and on every system.
pub(super) fn is_plain_name(name: &str) -> bool {
    let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    !name.is_empty()
        && name.len() <= 100
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.bytes().all(good)
}

//! What the computer says about files, in words for people.

use std::fmt;
use std::io;

use crate::error::{Error, ErrorKind};

/// An error with a file or folder while it was being `done` ("read", "written", "listed", "made").
pub(super) fn cannot(done: &str, what: impl fmt::Display, e: &io::Error) -> Error {
    use io::ErrorKind::{NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match e.kind() {
        _ if is_held(e) => Error::new(ErrorKind::Busy, format!("`{what}` is held by another program")).hint(
            "Close it in other programs. A virus scanner or a sync program lets go by itself: try again.",
        ),
        NotFound => Error::request(format!("there is no `{what}`")),
        PermissionDenied => Error::request(format!("`{what}` may not be {done} by you"))
            .hint("Ask whoever looks after the folder for the right to read and change files in it."),
        StorageFull | QuotaExceeded => {
            Error::request(format!("the disk is full, so `{what}` could not be {done}"))
                .hint("Make room on the disk, then do the same again.")
        }
        ReadOnlyFilesystem => {
            Error::request(format!("`{what}` could not be {done}, because the disk is read-only"))
                .hint("Work in a copy on a disk that can be written to.")
        }
        _ => Error::request(format!("`{what}` could not be {done}"))
            .because(e)
            .hint("Is the drive still connected?"),
    }
}

/// Whether another program keeps the file from being touched for a moment, as happens on Windows: access denied,
/// sharing violation, lock violation.
pub(super) fn is_held(e: &io::Error) -> bool {
    cfg!(windows) && matches!(e.raw_os_error(), Some(5 | 32 | 33))
}

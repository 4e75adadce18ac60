//! What keeps a guard from being taken, in words.

use std::io;

use super::holder::Holder;
use crate::error::{Error, ErrorKind};

/// Whether another program keeps a file from being touched for a moment, as happens on Windows.
pub(super) fn is_held(e: &io::Error) -> bool {
    cfg!(windows) && matches!(e.raw_os_error(), Some(5 | 32 | 33))
}

/// Somebody else holds it, and lives as far as is known.
pub(super) fn busy(what: &str, holder: Option<&Holder>) -> Error {
    let who = holder.map_or("somebody", |holder| holder.person.as_str());
    let error = Error::new(ErrorKind::Busy, format!("{who} is writing to {what} at this moment"));
    let error = match holder {
        Some(holder) => error.because(format!("on {}, since {}", holder.machine, holder.time)),
        None => error,
    };
    error
        .hint("Wait a moment, then do the same again. What was said to be kept is kept.")
        .hint("Where a computer stopped in the middle of it, it goes by itself within a few minutes.")
}

/// The guard cannot be made.
pub(super) fn cannot(what: &str, e: &io::Error) -> Error {
    Error::request(format!("it could not be noted that you are writing to {what}"))
        .because(e)
        .hint("Make room on the disk and look whether you may write to the folder, then do the same again.")
}

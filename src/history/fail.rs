//! What git's library says, in words for people.

use git2::ErrorCode;

use crate::error::{Error, ErrorKind};

/// An error with the folder's history while it was being `done` ("read", "written", "made").
pub(super) fn plain(done: &str) -> impl Fn(git2::Error) -> Error {
    move |e| match e.code() {
        ErrorCode::Locked | ErrorCode::Modified => busy(),
        _ => Error::request(format!("the history of this folder could not be {done}"))
            .hint(advice(&e))
            .hint(format!("For whoever looks after your computers: {}.", e.message().trim_end_matches('.'))),
    }
}

/// Somebody else is writing to the history.
pub(super) fn busy() -> Error {
    Error::new(ErrorKind::Busy, "another program is writing to the history of this folder")
        .hint("What you typed is safe. Wait a moment and try again.")
        .hint("If it stays like this though nobody else is working here, start the computer again.")
}

/// Whether it is worth trying again: somebody else was writing at the same moment.
pub(super) fn is_passing(e: &git2::Error) -> bool {
    matches!(e.code(), ErrorCode::Locked | ErrorCode::Modified)
}

fn advice(e: &git2::Error) -> &'static str {
    let said = e.message().to_lowercase();
    if said.contains("no space") || said.contains("not enough space") || said.contains("quota") {
        "The disk is full: make room, then try again. What you typed is safe."
    } else if said.contains("permission denied")
        || said.contains("access is denied")
        || said.contains("read-only")
    {
        "You may not write there: ask whoever looks after the folder for the right to change files in it."
    } else {
        "The case files themselves are not touched. Keep a copy of the folder, then ask whoever looks after it."
    }
}

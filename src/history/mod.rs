//! The history of the cluster's folder: what was recorded, when and by whom. It is kept by git, without a git program;
//! to git it is an ordinary repository.
//!
//! [`History::commit`] puts the present content of some files on top of what is recorded. Reading: [`History::status`],
//! [`History::recorded`], [`History::log`]. Undo, packing and the exchange with a hub belong in files of their own here.

mod commit;
mod fail;
mod log;
mod note;
mod open;
mod read;
mod status;
#[cfg(test)]
mod testing;

pub use log::{Commit, Commits};
pub use note::{Author, CommitId, Note};
pub use open::History;
pub use status::Change;

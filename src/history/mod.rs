//! The history of the cluster's folder: what was recorded, when and by whom. It is kept by git, without a git program;
//! to git it is an ordinary repository.
//!
//! [`History::commit`] puts the present content of some files on top of what is recorded. Reading: [`History::status`],
//! [`History::recorded`], [`History::log`]. The exchange with a hub: [`History::fetch`], [`History::meet`],
//! [`History::join`], [`History::advance`], [`History::send`]. [`History::tidy`] packs. Letting go of cases for good:
//! [`Hub::dispose`], [`History::let_go`].

mod advance;
mod begin;
mod carry;
mod commit;
mod differing;
mod dispose;
mod doctor;
mod draft;
mod ever;
mod fail;
mod hub;
mod kept;
mod left;
mod lists;
mod log;
mod loose;
mod meet;
mod note;
mod open;
mod pack;
mod past;
mod read;
mod remote;
mod rewrite;
mod status;
mod sweep;
#[cfg(test)]
mod testing;

pub use advance::{Advanced, BeforeAndAfter, Step, Turn};
pub use dispose::OnTop;
pub use doctor::Health;
pub use hub::{Hub, Sent};
pub use log::{Commit, Commits};
pub use meet::{Apart, Meeting, Relation};
pub use note::{Author, CommitId, Note};
pub use open::History;
pub use read::ContentId;
pub use remote::Remote;
pub use status::Change;

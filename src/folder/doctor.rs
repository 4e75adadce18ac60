//! What a folder and its drive really do, found out by trying. Whatever is tried goes on in a folder of its own that is
//! taken away again; records are only looked at.

mod around;
mod drive;
mod left;

pub use around::{Readers, Surroundings, surroundings};
pub use drive::{Drive, probe, remember};
pub use left::{Left, Leftover, left};

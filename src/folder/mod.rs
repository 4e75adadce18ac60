//! The cluster's folder on disk: finding and making it, listing, reading and writing its files safely, and handing over
//! what a cluster may make its own (guides, documents, words) as text.
//!
//! A file is always old or new, never between, and what has not been seen is not overwritten: [`Folder::write`]. What is kept by so as not to be
//! read again (`cache`) is never believed against the drive (`stamp`). Nothing here knows of the history; its private place comes as a path.

mod allocation;
mod aside;
mod bundle;
mod cache;
mod cluster;
mod copies;
mod create;
mod day;
mod dispose;
mod doctor;
mod fail;
mod find;
mod hub;
mod library;
mod list;
mod listing;
mod load;
mod machine;
mod parts;
mod past;
mod pending;
mod private;
mod read;
mod resolve;
mod safely;
mod secret;
mod stamp;
mod terms;
#[cfg(test)]
mod testing;
mod write;

pub use bundle::{Bundle, BundleFile, MANIFEST, Put};
pub use cache::Basis;
pub use cluster::{Cluster, FiguresRule, SmallNumbers};
pub use copies::{Standing, built_in_as, copied, copied_document, standing};
pub use create::{FirstPerson, NewCluster, line_ends};
pub use doctor::{Drive, Left, Leftover, Readers, Surroundings, left, probe, remember, surroundings};
pub use find::Folder;
pub use hub::NamedHub;
pub use library::{
    Library, Origin, TextFile, WordFile, built_in_document, built_in_text, is_also_called, is_only_of,
};
pub use list::{CaseFile, Cases, Odd};
pub use listing::{Columns, Headings, Listing, Wanted};
pub use load::{Loaded, Settings};
pub use machine::{Machine, login_name};
pub use parts::Part;
pub use past::Past;
pub use pending::{Pending, known_by};
pub use private::{Draft, Private};
pub use read::{LARGEST, ReadFile, read_outside};
pub use secret::Secret;
pub use stamp::{Moment, Stamp};
pub use write::{write_outside, write_outside_once};

//! A place where the program runs with nothing of this computer around it, and how what it said is compared.

mod bytes;
mod cluster;
#[cfg(unix)]
mod editor;
mod git;
mod sandbox;

use std::path::{Path, PathBuf};

use snapbox::{Data, IntoData};

pub(crate) use cluster::{CASE, REQUEST, copy_folder};
pub(crate) use git::has_git;
pub(crate) use sandbox::{Ran, Sandbox};

/// The folder of the crate.
pub(crate) fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares what was said, letter for letter, with what is written in the test.
#[track_caller]
pub(crate) fn shows(said: impl ToString, expected: impl IntoData) {
    snapbox::assert_data_eq!(said.to_string(), expected.into_data().raw());
}

/// Compares a text, letter for letter, with a file of `tests/`.
#[track_caller]
pub(crate) fn shows_file(said: impl ToString, file: &str) {
    shows_at(said, &crate_folder().join("tests").join(file));
}

/// Compares a text, letter for letter, with a file.
#[track_caller]
pub(crate) fn shows_at(said: impl ToString, file: &Path) {
    let expected = Data::read_from(file, Some(snapbox::data::DataFormat::Text));
    snapbox::assert_data_eq!(said.to_string(), expected.into_data().raw());
}

/// What stands in a folder, in the order of the names.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut entries: Vec<PathBuf> = read.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

/// The last part of a path.
pub(crate) fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap()
}

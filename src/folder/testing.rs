//! What the tests of this room share.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{FirstPerson, Folder, NewCluster};
use crate::error::{Error, ErrorKind};
use crate::record::file::RelPath;

pub(super) fn new_cluster(name: &str, person: &str) -> NewCluster {
    NewCluster {
        name: name.into(),
        person: FirstPerson {
            id: "p-kf3m".parse().unwrap(),
            name: person.into(),
            role: None,
            email: Some("aroha@example.nz".into()),
            logins: vec!["aroha.t".into()],
        },
    }
}

pub(super) fn folder() -> (TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::create(&dir.path().join("Awa"), &new_cluster("Awa", "Aroha Tūī")).unwrap();
    (dir, folder)
}

pub(super) fn at(path: &str) -> RelPath {
    path.parse().unwrap()
}

pub(super) fn put(folder: &Folder, path: &str, content: impl AsRef<[u8]>) {
    let place = folder.root().join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, content).unwrap();
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[track_caller]
pub(super) fn says(error: Error, kind: ErrorKind, message: &str) {
    assert_eq!(error.kind, kind, "{error}");
    assert!(error.message.contains(message), "{error}");
    assert!(
        !error.message.ends_with('.') && error.hints.iter().all(|h| h.ends_with(['.', '?'])),
        "{error:?}"
    );
}

//! What a cluster said of itself earlier: its words, schools and guides as they were, in a place that goes when nobody looks
//! at it any more. Cases never lie there.

use tempfile::TempDir;

use super::fail::cannot;
use super::find::Folder;
use crate::error::{Error, Result};
use crate::record::file::RelPath;

/// A cluster's folder as it was, without its cases.
pub struct Past {
    folder: Folder,
    _place: TempDir,
}

impl Past {
    /// Puts these files there.
    pub fn of(files: &[(RelPath, Vec<u8>)]) -> Result<Past> {
        let failed = |e: std::io::Error| cannot("made", "a folder for what was earlier", &e);
        let place = tempfile::tempdir().map_err(failed)?;
        for (path, bytes) in files.iter().filter(|(path, _)| !path.as_str().starts_with("cases/")) {
            let file = path.under(place.path());
            if let Some(above) = file.parent() {
                std::fs::create_dir_all(above).map_err(failed)?;
            }
            std::fs::write(file, bytes).map_err(failed)?;
        }
        let folder = Folder::find(place.path(), Some(place.path()))
            .map_err(|_| Error::request("there was no cluster in this folder then"))?;
        Ok(Past { folder, _place: place })
    }

    /// The folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }
}

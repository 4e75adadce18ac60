//! What this copy of the folder keeps to itself, in the private place that the history names: drafts of what is being
//! written in an editor. The marks by which unrecorded work is known as somebody's own are in a file beside this one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::aside::{is_plain_name, read, remove, save};
use super::fail::cannot;
use super::read::written;
use crate::error::{Error, Result};

/// The private place of one copy.
#[derive(Clone, Debug)]
pub struct Private {
    pub(super) dir: PathBuf,
}

/// A text that was being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// When it was last saved.
    pub saved: SystemTime,
}

impl Private {
    /// The private place of a copy; the history says where it is.
    pub fn at(dir: impl Into<PathBuf>) -> Private {
        Private { dir: dir.into() }
    }

    /// Saves a draft under a name, over the one that is there.
    pub fn save_draft(&self, name: &str, text: &str) -> Result<()> {
        save(&self.draft_path(name)?, text.as_bytes())
    }

    /// The text of a draft; none where there is none. A draft whose letters cannot be told stays as it is.
    pub fn draft(&self, name: &str) -> Result<Option<String>> {
        let bytes = read(&self.draft_path(name)?)?;
        bytes.map(|bytes| written("what the editor saved", bytes)).transpose()
    }

    /// The file of a draft, for an editor.
    pub fn draft_path(&self, name: &str) -> Result<PathBuf> {
        if !is_plain_name(name) {
            return Err(Error::request(format!("`{name}` cannot be the name of a draft"))
                .hint("Letters, digits, hyphens, underscores and dots can be in it."));
        }
        Ok(self.dir.join("drafts").join(name))
    }

    /// All drafts, the newest first.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let mut drafts = Vec::new();
        for (name, path) in files(&self.dir.join("drafts"))? {
            let saved = fs::metadata(&path).and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            drafts.push(Draft { name, saved });
        }
        drafts.sort_by(|a, b| b.saved.cmp(&a.saved).then_with(|| a.name.cmp(&b.name)));
        Ok(drafts)
    }

    /// Takes a draft away; nothing happens where there is none.
    pub fn remove_draft(&self, name: &str) -> Result<()> {
        remove(&self.draft_path(name)?)
    }
}

/// The files of a folder in the private place, by their names.
pub(super) fn files(dir: &Path) -> Result<Vec<(String, PathBuf)>> {
    let failed = |e: io::Error| cannot("listed", dir.display(), &e);
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(failed(e)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_plain_name(&name) {
            files.push((name, entry.path()));
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::error::ErrorKind;
    use crate::folder::Private;
    use crate::folder::testing::says;

    #[test]
    fn drafts_are_kept_aside() {
        let dir = tempfile::tempdir().unwrap();
        let private = Private::at(dir.path());
        assert!(private.drafts().unwrap().is_empty());
        private.save_draft("2026-kf3m.yaml", "one").unwrap();
        private.save_draft("2026-kf3m.yaml", "two").unwrap();
        assert_eq!(private.draft("2026-kf3m.yaml").unwrap().as_deref(), Some("two"));
        assert_eq!(
            private.drafts().unwrap().iter().map(|d| d.name.as_str()).collect::<Vec<_>>(),
            ["2026-kf3m.yaml"]
        );
        for name in ["../x", "", ".x", "a/b", "nul\0"] {
            says(
                private.save_draft(name, "x").unwrap_err(),
                ErrorKind::Request,
                "cannot be the name of a draft",
            );
        }
        private.remove_draft("2026-kf3m.yaml").unwrap();
        private.remove_draft("2026-kf3m.yaml").unwrap();
        assert_eq!(private.draft("2026-kf3m.yaml").unwrap(), None);
    }

    #[test]
    fn a_draft_is_read_as_it_was_saved_or_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let private = Private::at(dir.path());
        private.save_draft("x", "").unwrap();
        let saved = |bytes: &[u8]| {
            fs::write(private.draft_path("x").unwrap(), bytes).unwrap();
            private.draft("x")
        };
        let units: Vec<u16> = "whānau 🌿\n".encode_utf16().collect();
        let little = units.iter().flat_map(|unit| unit.to_le_bytes());
        let big = units.iter().flat_map(|unit| unit.to_be_bytes());
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(little).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(big).collect();
        assert_eq!(saved(&little).unwrap().as_deref(), Some("whānau 🌿\n"));
        assert_eq!(saved(&big).unwrap().as_deref(), Some("whānau 🌿\n"));
        says(saved(&little[..5]).unwrap_err(), ErrorKind::Request, "saved as UTF-16");
        // Latin-13, in which macrons are single bytes
        says(
            saved(b"one\nwh\xe2nau\n").unwrap_err(),
            ErrorKind::Request,
            "is not UTF-8 text: line 2, byte 3",
        );
        assert_eq!(fs::read(private.draft_path("x").unwrap()).unwrap(), b"one\nwh\xe2nau\n");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_kept_aside_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        Private::at(dir.path()).save_draft("x", "one").unwrap();
        let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("drafts"), mode("drafts/x")), (0o700, 0o600));
    }
}

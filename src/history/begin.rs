//! Beginning the history of a folder. It is made beside its place and moved there: whatever ends it, there is a whole one
//! or none, and doing the same again works.

use std::fs;
use std::io;
use std::path::Path;

use git2::{Config, Repository, RepositoryInitOptions};

use super::carry::sync_folder;
use super::fail::plain;
use super::open::{History, refused};
use super::read::Git;
use crate::error::{Error, Result};

/// What this copy of the folder is told when it is made: line ends stay as they are, long paths work on Windows, names
/// with macrons are shown as they are, and git does not pack on its own, at a moment when somebody else is writing.
pub(super) const SETTINGS: [(&str, &str); 4] =
    [("core.autocrlf", "false"), ("core.longpaths", "true"), ("core.quotepath", "false"), ("gc.auto", "0")];

/// The setting of this copy that names its hub.
pub(super) const HUB: &str = "pikorua.hub";

/// How the folder is called in which one is made.
const BESIDE: &str = ".begun-";

impl History {
    /// Begins the history of a folder; where it has one already, that is kept.
    pub fn init(folder: &Path) -> Result<History> {
        History::begin(folder, None)
    }

    /// The same for a copy; one that is new remembers its hub from the first moment on.
    pub fn init_copy(folder: &Path, hub: &str) -> Result<History> {
        History::begin(folder, Some(hub))
    }

    fn begin(folder: &Path, hub: Option<&str>) -> Result<History> {
        sweep(folder);
        if fs::symlink_metadata(folder.join(".git")).is_err() {
            make_beside(folder, hub)?;
        }
        // what is there is kept; on a drive on which it could not be moved it is made in its place
        let repo = Repository::open(folder).or_else(|_| make(folder)).map_err(|e| refused(folder, e))?;
        set(&repo, None).map_err(plain("made"))?;
        History::of(repo, folder)
    }
}

fn make_beside(folder: &Path, hub: Option<&str>) -> Result<()> {
    let failed = |e: io::Error| {
        Error::request(format!("the history of `{}` could not be begun", folder.display()))
            .because(e)
            .hint("Make room on the disk, and look whether you may write there. Then do the same again.")
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let beside = tempfile::Builder::new().prefix(BESIDE).tempdir_in(folder).map_err(failed)?;
    make(beside.path()).and_then(|repo| set(&repo, hub)).map_err(plain("made"))?;
    // somebody else may have been faster, and then theirs is kept
    match fs::rename(beside.path().join(".git"), folder.join(".git")) {
        Ok(()) => sync_folder(folder).map_err(failed),
        Err(_) => Ok(()),
    }
}

fn make(folder: &Path) -> Git<Repository> {
    let mut options = RepositoryInitOptions::new();
    options.initial_head("main").external_template(false).mkpath(true);
    Repository::init_opts(folder, &options)
}

fn set(repo: &Repository, hub: Option<&str>) -> Git<()> {
    let mut own = Config::open(&repo.commondir().join("config"))?;
    for (key, value) in SETTINGS.into_iter().chain(hub.map(|hub| (HUB, hub))) {
        if own.get_string(key).ok().as_deref() != Some(value) {
            own.set_str(key, value)?;
        }
    }
    Ok(())
}

/// Takes away what was left where this was broken off.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(BESIDE) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

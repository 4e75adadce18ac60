//! Making and opening a folder's history.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use git2::{Config, ConfigLevel, ErrorCode, Odb, Oid, Repository};

use super::fail::plain;
use super::kept::Pasts;
use super::lists::Lists;
use crate::error::{Error, Result};
use crate::guard::{Guard, Guards, RECORDING};
use crate::record::id::CaseId;

/// The history of one folder.
pub struct History {
    pub(super) repo: Repository,
    pub(super) folder: PathBuf,
    /// How long to go on trying while somebody else writes.
    pub(super) patience: Duration,
    /// Who is writing here.
    pub(super) guards: Guards,
    /// The newest change that was looked at before git's library read it.
    pub(super) whole: Cell<Option<Oid>>,
    /// The changes that were looked at before git's library walked over them.
    pub(super) walkable: RefCell<HashSet<Oid>>,
    /// The lists of files that were read last.
    pub(super) lists: Lists,
    /// The past of all files, where somebody looks back in many.
    pub(super) pasts: Pasts,
}

/// Makes git's library wait until what it wrote is on the disk. It lies in a file that only pikorua reads, because the
/// git program warns about the setting.
const SAFE: &str = "[core]\n\tfsyncObjectFiles = true\n";

/// So much of a file of a history git's library has in memory at a time, and so much of all of them, in bytes. Of itself it
/// would have all of ten years.
const PIECE: usize = 4 * 1024 * 1024;
const ALL_PIECES: usize = 32 * 1024 * 1024;

impl History {
    /// Has the library hold little of histories in memory. For the program's beginning, before it does anything at once.
    #[expect(
        unsafe_code,
        reason = "the library keeps these numbers in one place, which only one hand may write to"
    )]
    pub fn hold_little() {
        // SAFETY: the program calls it before there is a second thread, and nobody else does
        let _ = unsafe {
            git2::opts::set_mwindow_size(PIECE)
                .and_then(|()| git2::opts::set_mwindow_mapped_limit(ALL_PIECES))
        };
    }

    /// Opens the history of a folder.
    pub fn open(folder: &Path) -> Result<History> {
        History::of(Repository::open(folder).map_err(|e| refused(folder, e))?, folder)
    }

    /// Opens the history of a folder that belongs to somebody else, as folders on a shared drive often do. Only for
    /// folders that somebody at this computer has said they trust.
    pub fn open_trusted(folder: &Path) -> Result<History> {
        let opened = without_asking_whose(|| Repository::open(folder));
        History::of(opened.map_err(|e| refused(folder, e))?, folder)
    }

    /// Takes away a history in which nothing was recorded, and the folder with it where nothing else is in it.
    pub fn abandon(self) -> Result<()> {
        if self.newest()?.is_some() {
            return Ok(());
        }
        fs::remove_dir_all(self.repo.path()).map_err(|e| {
            Error::request(format!("`{}` could not be taken away", self.repo.path().display())).because(e)
        })?;
        // other files may lie there, and then it stays
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// Where this copy keeps what is its own and never exchanged: drafts, index, guards. Made at need.
    pub fn private_dir(&self) -> Result<PathBuf> {
        private_dir(&self.repo).map_err(|e| {
            Error::request("the folder's private place could not be made")
                .because(e)
                .hint("Ask whoever looks after the folder for the right to change files in it.")
        })
    }

    pub(super) fn of(repo: Repository, folder: &Path) -> Result<History> {
        if repo.is_bare() {
            return Err(Error::request(format!("`{}` is a hub, where nobody works", folder.display())).hint(
                "Make your own copy of its work with `pikorua init FOLDER --hub HUB`, and work there.",
            ));
        }
        // a folder that cannot be written to needs no safe writing either
        alone(&repo, safe_settings(&repo).ok().as_deref()).map_err(plain("read"))?;
        let guards = Guards::at(&repo.path().join(PRIVATE));
        Ok(History {
            repo,
            folder: folder.to_owned(),
            patience: PATIENCE,
            guards,
            whole: Cell::new(None),
            walkable: RefCell::default(),
            lists: Lists::default(),
            pasts: Pasts::default(),
        })
    }

    /// From here on what is done here is done for this person.
    pub fn work_for(&self, person: &str) {
        self.guards.hold_for(person);
    }

    /// Holds the guard of one case, as long as it is written to. Whoever records too takes [`History::recording`] first.
    pub fn writing(&self, case: &CaseId) -> Result<Guard<'_>> {
        self.guards.take(&format!("case-{case}"), &format!("`{case}`"), self.patience)
    }

    /// Holds the guard of recording: whoever holds it is alone with the branch, the index and their locks, as far as
    /// pikorua goes.
    pub fn recording(&self) -> Result<Guard<'_>> {
        self.guards.take(RECORDING, "the history of this folder", self.patience)
    }

    /// Says, where the guard of recording is held, that its holder still lives.
    pub fn still_recording(&self) {
        self.guards.touch(RECORDING);
    }
}

/// How long to go on trying while somebody else writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The private place, below the history.
pub(super) const PRIVATE: &str = "pikorua";

/// Reads this folder's own settings only: what a person has set for all their git folders (line ends, hooks, filters)
/// shall not change what is recorded here.
pub(super) fn alone(repo: &Repository, safe: Option<&Path>) -> std::result::Result<(), git2::Error> {
    let mut config = Config::new()?;
    config.add_file(&repo.commondir().join("config"), ConfigLevel::Local, false)?;
    if let Some(safe) = safe {
        config.add_file(safe, ConfigLevel::App, false)?;
    }
    repo.set_config(&config)
}

/// Does something while no pack of a history is open here, and opens it anew: on Windows nobody can take away a file that
/// they have open themselves. Nothing that was read of it may be in use meanwhile.
pub(super) fn while_closed<T>(
    repo: &Repository,
    act: impl FnOnce() -> T,
) -> std::result::Result<T, git2::Error> {
    if !cfg!(windows) {
        return Ok(act());
    }
    repo.set_odb(&Odb::new()?)?;
    let done = act();
    let anew = without_asking_whose(|| Repository::open(repo.path()))?;
    let safe = if anew.is_bare() { None } else { safe_settings(&anew).ok() };
    alone(&anew, safe.as_deref())?;
    repo.set_odb(&anew.odb()?)?;
    Ok(done)
}

pub(super) fn safe_settings(repo: &Repository) -> io::Result<PathBuf> {
    let path = private_dir(repo)?.join("history.config");
    if fs::read(&path).ok().as_deref() != Some(SAFE.as_bytes()) {
        // Somebody else may be reading it at this moment.
        let mut whole = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(&path))?;
        io::Write::write_all(&mut whole, SAFE.as_bytes())?;
        whole.persist(&path)?;
    }
    Ok(path)
}

fn private_dir(repo: &Repository) -> io::Result<PathBuf> {
    let dir = repo.path().join(PRIVATE);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&dir).map(|()| dir)
}

/// Git looks at whose folder it is because a stranger's settings can make the git program run commands. Its library
/// runs none, so what is left of the danger is the content, which the person has said they trust.
#[allow(unsafe_code)]
pub(super) fn without_asking_whose<T>(open: impl FnOnce() -> T) -> T {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _held = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    // SAFETY: the switch is one integer inside the library, unsafe only because it is written without synchronisation.
    // The lock keeps writers apart; a folder opened elsewhere at this moment would at worst be asked about or not.
    // The call cannot fail.
    let _ = unsafe { git2::opts::set_verify_owner_validation(false) };
    let opened = open();
    let _ = unsafe { git2::opts::set_verify_owner_validation(true) };
    opened
}

pub(super) fn refused(folder: &Path, e: git2::Error) -> Error {
    let shown = folder.display();
    if e.code() == ErrorCode::Owner {
        return Error::request(format!("`{shown}` belongs to somebody else, so its history was left alone"))
            .hint("Best is your own copy on this computer: `pikorua init FOLDER --hub HUB`.")
            .hint(format!(
                "If you trust everybody who can write there, put `trusted = ['{shown}']` into this computer's \
                 settings of pikorua."
            ));
    }
    if e.code() == ErrorCode::NotFound && fs::symlink_metadata(folder.join(".git")).is_err() {
        return Error::request(format!("`{shown}` has no history"))
            .hint("Was it copied without its hidden folder `.git`? Then take a whole copy.")
            .hint("Make a cluster's folder with `pikorua init FOLDER --cluster NAME`.");
    }
    let gone = e.code() == ErrorCode::NotFound;
    let said =
        if gone { "parts of it are missing".into() } else { e.message().trim_end_matches('.').to_owned() };
    Error::request(format!("the history of `{shown}` is damaged and could not be opened"))
        .hint("The case files themselves are not touched: copy the whole folder to a safe place first.")
        .hint("Then take a new copy from the hub, or from a backup, and put your newest case files into it.")
        .hint(format!("For whoever looks after your computers: {said}."))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::history::History;
    use crate::history::testing::{at, git, room};

    #[test]
    fn init_sets_this_copy_and_leaves_the_folder_alone() {
        let room = room();
        let inside =
            fs::read_dir(room.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect::<Vec<_>>();
        assert_eq!(inside, [".git"]);
        for (key, value) in [
            ("core.autocrlf", "false"),
            ("core.longpaths", "true"),
            ("core.quotepath", "false"),
            ("gc.auto", "0"),
        ] {
            assert_eq!(room.git(&["config", "--local", key]).trim(), value);
        }
        assert_eq!(room.git(&["symbolic-ref", "HEAD"]), "refs/heads/main\n");
        assert!(room.history.log(None).unwrap().is_empty());
        assert_eq!(room.history.newest().unwrap(), None);
        History::init(room.dir.path()).unwrap();
        assert_eq!(room.git(&["status", "--porcelain"]), "");
    }

    #[test]
    fn folders_that_cannot_be_opened_say_why() {
        let dir = tempfile::tempdir().unwrap();
        let error = |folder: &Path| History::open(folder).err().unwrap().message;
        assert!(error(dir.path()).ends_with("has no history"));
        let room = room();
        fs::remove_file(room.dir.path().join(".git/HEAD")).unwrap();
        assert!(error(room.dir.path()).contains("is damaged"));
        git(dir.path(), &["init", "-q", "--bare", "."]);
        assert!(error(dir.path()).contains("is a hub"));
    }

    #[cfg(unix)]
    #[test]
    fn the_private_place_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let room = room();
        let private = room.history.private_dir().unwrap();
        assert!(private.ends_with(".git/pikorua"));
        assert_eq!(fs::metadata(private).unwrap().permissions().mode() & 0o777, 0o700);
    }

    /// Only root can give a folder away, so elsewhere there is nothing to see.
    #[cfg(unix)]
    #[test]
    fn somebody_elses_folder_is_opened_only_on_trust() {
        let room = room();
        room.write("people.yaml", "1\n");
        room.commit(&["people.yaml"], "x").unwrap();
        let folder = room.dir.path();
        if [folder.to_path_buf(), folder.join(".git")]
            .iter()
            .any(|f| std::os::unix::fs::chown(f, Some(4321), None).is_err())
        {
            return;
        }
        assert!(History::open(folder).err().unwrap().message.contains("belongs to somebody else"));
        let trusted = History::open_trusted(folder).unwrap();
        assert_eq!(trusted.recorded(&at("people.yaml")).unwrap().unwrap(), b"1\n");
        assert!(History::open(folder).is_err());
    }
}

//! The hub: a bare repository at a path, through which copies exchange their work.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use git2::{Config, ErrorCode, ObjectType, Oid, Repository, RepositoryInitOptions};

use super::begin::{HUB, SETTINGS};
use super::carry::{carry, gather};
use super::note::CommitId;
use super::open::{History, PRIVATE, alone, safe_settings, without_asking_whose};
use super::read::Git;
use crate::error::{Error, ErrorKind, Result};
use crate::guard::{Guards, RECORDING};
use crate::record::file::RelPath;

/// The branch of a hub.
pub(super) const BRANCH: &str = "refs/heads/main";

/// What this copy saw of its hub last. Git's own names for it are left to git.
const SEEN: &str = "refs/pikorua/hub";

/// A hub at a path.
pub struct Hub {
    pub(super) repo: Repository,
    place: PathBuf,
    /// Who moves its branch.
    pub(super) guards: Guards,
}

/// What became of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is in the hub.
    Done,
    /// Somebody else was faster: the hub holds more than was seen of it.
    Faster,
}

impl Hub {
    /// Opens a hub; nothing comes back where nothing is at the place. `history` is the copy that will send to it.
    ///
    /// It is opened whoever it belongs to: somebody made it for all, and whoever names it here trusts them.
    pub fn open(place: &Path, history: Option<&History>) -> Result<Option<Hub>> {
        let shown = place.display();
        match fs::read_dir(place).map(|mut inside| inside.next().is_some()) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => {
                return Err(Error::request(format!("the hub `{shown}` could not be opened"))
                    .because(e)
                    .hint("Is the drive connected, and may you read it?"));
            }
        }
        let repo = without_asking_whose(|| Repository::open_bare(place)).map_err(|e| not_a_hub(place, &e))?;
        if !repo.is_bare() {
            return Err(not_a_hub(place, &git2::Error::from_str("it is a folder that somebody works in")));
        }
        let safe = history.and_then(|history| safe_settings(&history.repo).ok());
        alone(&repo, safe.as_deref()).map_err(with_hub(place, "opened"))?;
        let guards = Guards::at(&repo.path().join(PRIVATE));
        if let Some(history) = history {
            guards.hold_for(&history.guards.person());
        }
        Ok(Some(Hub { repo, place: place.to_owned(), guards }))
    }

    /// Makes a hub. It is made beside its place and moved there, so that of two who make it at once both find the one.
    /// The folder above must be there: a drive that is not connected is not a place for a new hub.
    pub fn make(place: &Path, history: &History) -> Result<Hub> {
        let shown = place.display();
        let above = place.parent().filter(|above| above.is_dir()).ok_or_else(|| {
            Error::request(format!("there is no place for a hub at `{shown}`"))
                .hint("Is the drive connected? Make the folder above it first, or name another place.")
        })?;
        let failed = |e: io::Error| {
            Error::request(format!("the hub `{shown}` could not be made"))
                .because(e)
                .hint("May you write there? Ask whoever looks after the drive.")
        };
        let beside = tempfile::Builder::new().prefix(".hub-").tempdir_in(above).map_err(failed)?;
        let new = beside.path().join("hub");
        init(&new).map_err(with_hub(place, "made"))?;
        // an empty folder may be there already; one that holds something stays
        let _ = fs::remove_dir(place);
        let moved = fs::rename(&new, place);
        match (Hub::open(place, Some(history))?, moved) {
            (Some(hub), _) => Ok(hub),
            (None, Err(e)) => Err(failed(e)),
            (None, Ok(())) => Err(failed(io::ErrorKind::NotFound.into())),
        }
    }

    /// Where it lies.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// The newest change in it; none where nobody has sent anything yet.
    pub fn newest(&self) -> Result<Option<CommitId>> {
        self.tip().map(|tip| tip.map(CommitId)).map_err(with_hub(&self.place, "read"))
    }

    /// The newest content of a file in it.
    pub fn content(&self, path: &RelPath) -> Result<Option<Vec<u8>>> {
        let read = || {
            let Some(tip) = self.tip()? else { return Ok(None) };
            let tree = self.repo.find_commit(tip)?.tree()?;
            match tree.get_path(path.as_str().as_ref()) {
                Ok(entry) => self.repo.find_blob(entry.id()).map(|blob| Some(blob.content().to_vec())),
                Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
                Err(e) => Err(e),
            }
        };
        read().map_err(with_hub(&self.place, "read"))
    }

    fn tip(&self) -> Git<Option<Oid>> {
        match self.repo.find_reference(BRANCH) {
            Ok(branch) => branch.peel_to_commit().map(|commit| Some(commit.id())),
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }
}

impl History {
    /// Where this copy exchanged its work last: a path or an address.
    pub fn remembered_hub(&self) -> Option<String> {
        let own = Config::open(&self.repo.commondir().join("config")).ok()?;
        own.get_string(HUB).ok()
    }

    /// Remembers where this copy exchanges its work.
    pub fn remember_hub(&self, hub: &str) -> Result<()> {
        self.past_locks(&mut || self.name_hub(hub))
    }

    fn name_hub(&self, hub: &str) -> Git<()> {
        if self.remembered_hub().as_deref() == Some(hub) {
            return Ok(());
        }
        Config::open(&self.repo.commondir().join("config"))?.set_str(HUB, hub)
    }

    /// What this copy saw last of the hub it remembers; nothing of another one.
    pub fn seen(&self, hub: &str) -> Result<Option<CommitId>> {
        if self.remembered_hub().as_deref() != Some(hub) {
            return Ok(None);
        }
        match self.repo.refname_to_id(SEEN) {
            Ok(id) => Ok(Some(CommitId(id))),
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) => Err(super::fail::plain("read")(e)),
        }
    }

    /// Remembers what was seen of a hub. Another's is forgotten first: what was seen of one says nothing of another.
    pub fn saw(&self, hub: &str, newest: &CommitId) -> Result<()> {
        self.past_locks(&mut || {
            if self.remembered_hub().as_deref() != Some(hub)
                && let Ok(mut other) = self.repo.find_reference(SEEN)
            {
                other.delete()?;
            }
            self.name_hub(hub)?;
            self.repo.reference(SEEN, newest.0, true, "exchange").map(|_| ())
        })
    }

    /// Brings everything that the hub holds into this history's objects, and says what is newest there. The history
    /// itself stays as it is.
    pub fn fetch(&self, hub: &Hub) -> Result<Option<CommitId>> {
        let fetch = || {
            let Some(tip) = hub.tip()? else { return Ok(None) };
            let known = self.known()?;
            if !known.contains(&tip) && !self.holds(self.tip()?.map(|own| own.id()), tip).unwrap_or(false) {
                carry(&hub.repo, &self.repo, tip, &known)?;
            }
            Ok(Some(CommitId(tip)))
        };
        fetch().map_err(with_hub(&hub.place, "read"))
    }

    /// Changes of which everything that led to them is here for certain: a name leads to them.
    fn known(&self) -> Git<Vec<Oid>> {
        let seen = self.repo.refname_to_id(SEEN).ok();
        Ok(self.tip()?.map(|tip| tip.id()).into_iter().chain(seen).collect())
    }

    /// Puts a change and all that led to it into the hub, where the newest there is still what was seen of it.
    pub fn send(&self, hub: &Hub, newest: &CommitId, over: Option<&CommitId>) -> Result<Sent> {
        let over = over.map(|over| over.0);
        let gathered = || {
            if hub.tip()? != over {
                return Ok(None);
            }
            // an interrupted sending may have left some of it there; only what a name leads to counts as being there
            gather(&self.repo, &hub.repo, newest.0, &over.into_iter().collect::<Vec<_>>()).map(Some)
        };
        let Some(pack) = gathered().map_err(with_hub(&hub.place, "written"))? else {
            return Ok(Sent::Faster);
        };
        let guard = hub.guards.take(RECORDING, "the hub", self.patience)?;
        // what was gathered over a past that is written anew by now must not lie there, not even for nothing
        let moved_in = || {
            let is_as_seen = hub.tip()? == over;
            if let (true, Some(pack)) = (is_as_seen, pack) {
                pack.move_in(&hub.repo)?;
                hub.repo.odb()?.refresh()?;
                hub.repo.find_object(newest.0, Some(ObjectType::Commit))?;
            }
            Git::Ok(is_as_seen)
        };
        if !moved_in().map_err(with_hub(&hub.place, "written"))? {
            return Ok(Sent::Faster);
        }
        let began = Instant::now();
        loop {
            match hub.move_branch(newest.0, over) {
                Ok(sent) => {
                    hub.guards.forget_died();
                    return Ok(sent);
                }
                Err(e) if e.code() != ErrorCode::Locked => return Err(with_hub(&hub.place, "written")(e)),
                Err(_) if hub.clear_left(&guard) => {}
                Err(e) if began.elapsed() > self.patience => return Err(with_hub(&hub.place, "written")(e)),
                // somebody else moves the branch at this moment
                Err(_) => std::thread::sleep(Duration::from_millis(fastrand::u64(2..40))),
            }
        }
    }
}

impl Hub {
    fn move_branch(&self, newest: Oid, over: Option<Oid>) -> Git<Sent> {
        let old = over.unwrap_or(Oid::ZERO_SHA1);
        match self.repo.reference_matching(BRANCH, newest, true, old, "exchange") {
            Ok(_) => Ok(Sent::Done),
            Err(e) if matches!(e.code(), ErrorCode::Modified | ErrorCode::NotFound) => Ok(Sent::Faster),
            Err(e) => Err(e),
        }
    }
}

fn init(place: &Path) -> Git<()> {
    let mut options = RepositoryInitOptions::new();
    options.bare(true).no_reinit(true).initial_head("main").external_template(false).mkpath(true);
    let repo = Repository::init_opts(place, &options)?;
    let mut own = Config::open(&repo.commondir().join("config"))?;
    SETTINGS.iter().try_for_each(|(key, value)| own.set_str(key, value))
}

fn not_a_hub(place: &Path, e: &git2::Error) -> Error {
    let error = Error::request(format!("`{}` is not a hub", place.display())).hint(
        "A hub is a place where nobody works: name a folder that is not there yet, or the hub your cluster has.",
    );
    match e.code() {
        ErrorCode::NotFound => error,
        _ => error
            .hint(format!("For whoever looks after your computers: {}.", e.message().trim_end_matches('.'))),
    }
}

/// An error with a hub while it was being `done`.
pub(super) fn with_hub(place: &Path, done: &str) -> impl Fn(git2::Error) -> Error {
    move |e| {
        let shown = place.display();
        if e.code() == ErrorCode::Locked {
            return Error::new(ErrorKind::Busy, format!("somebody else is sending to the hub `{shown}`"))
                .hint("What you recorded is safe in this folder. Wait a moment, then `pikorua sync` again.")
                .hint("Where a computer stopped while it was sending, what it left goes by itself within a few minutes.");
        }
        Error::request(format!("the hub `{shown}` could not be {done}"))
            .hint("Is the drive connected, is there room on it, and may you write there? Nothing that you recorded is lost.")
            .hint(format!("For whoever looks after your computers: {}.", e.message().trim_end_matches('.')))
    }
}

#[cfg(test)]
mod tests;

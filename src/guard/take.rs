//! Taking a guard and letting it go.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use super::clear::{Aside, move_and};
use super::clock::{millis, untouched};
use super::fail::{busy, cannot, is_held};
use super::holder::{Fate, Holder};
use crate::error::Result;

/// The guards of one place, and those of them that this process holds.
#[derive(Debug)]
pub struct Guards {
    pub(super) dir: PathBuf,
    person: RefCell<String>,
    held: RefCell<BTreeMap<String, Held>>,
}

/// One that this process holds; several times, where what it does is part of something larger.
#[derive(Debug)]
struct Held {
    times: usize,
    holder: Holder,
    touched: Instant,
    // on Windows nobody can move it while it is open
    file: File,
    // by the drive's clock
    made: Option<SystemTime>,
    // whether somebody's was cleared away before
    cleared: bool,
}

/// A guard; it is let go with this.
#[derive(Debug)]
#[must_use]
pub struct Guard<'g> {
    guards: &'g Guards,
    name: String,
}

/// The guard of recording.
pub const RECORDING: &str = "recording";
/// How long a guard stays untouched before its holder is taken to be gone, where nothing is known of the process.
const GONE: Duration = Duration::from_secs(120);
/// The same where a living holder would keep it from being moved.
const NOT_OPEN: Duration = Duration::from_secs(10);
/// The same for one that says nothing.
const EMPTY: Duration = Duration::from_secs(2);
/// How often long work touches its guard.
const TOUCH: Duration = Duration::from_secs(10);
/// How long it is looked again after, on a drive where two makers both succeed.
const DOUBT: Duration = Duration::from_millis(150);

impl Guards {
    /// The guards in a folder's private place.
    pub fn at(private: &Path) -> Guards {
        let person = RefCell::new("somebody".into());
        Guards { dir: private.join("guards"), person, held: RefCell::default() }
    }

    /// From here on they are held for this person.
    pub fn hold_for(&self, person: &str) {
        person.clone_into(&mut self.person.borrow_mut());
    }

    /// For whom they are held.
    pub fn person(&self) -> String {
        self.person.borrow().clone()
    }

    /// Takes a guard; where somebody else holds it, waits for them as long as `patience` lasts. `what` is what is guarded,
    /// in words.
    pub fn take(&self, name: &str, what: &str, patience: Duration) -> Result<Guard<'_>> {
        let guard = || Guard { guards: self, name: name.into() };
        if let Some(held) = self.held.borrow_mut().get_mut(name) {
            held.times += 1;
            return Ok(guard());
        }
        let failed = |e: io::Error| cannot(what, &e);
        let began = Instant::now();
        let mut longest = 5;
        let mut cleared = false;
        loop {
            if let Some(held) = self.make(name).map_err(failed)? {
                self.held.borrow_mut().insert(name.into(), Held { cleared, ..held });
                return Ok(guard());
            }
            let found = self.look(name).map_err(failed)?;
            if let Some(found) = found.as_ref().filter(|found| found.is_gone)
                && self.clear(name, found).map_err(failed)? == Aside::Cleared
            {
                cleared = true;
                continue;
            }
            // let go between the two looks, which does not happen again and again
            let patience = if found.is_some() { patience } else { patience + EMPTY };
            if began.elapsed() >= patience {
                return Err(busy(what, found.as_ref().and_then(|found| found.holder.as_ref())));
            }
            if found.is_none() {
                continue;
            }
            // so that two who wait do not come at the same moment again and again
            sleep(Duration::from_millis(fastrand::u64(1..=longest)));
            longest = (longest * 2).min(250);
        }
    }

    /// Says of a guard that its holder still lives; long work says so now and then.
    pub fn touch(&self, name: &str) {
        if self.held.borrow().get(name).is_some_and(|held| held.touched.elapsed() >= TOUCH) {
            self.touch_now(name);
        }
    }

    pub(super) fn touch_now(&self, name: &str) {
        let mut held = self.held.borrow_mut();
        let Some(held) = held.get_mut(name) else { return };
        held.touched = Instant::now();
        held.holder.since = held.made.map(millis);
        // the same again: the drive stamps it by its own clock
        if let Ok(text) = toml::to_string(&held.holder) {
            let _ = held.file.rewind().and_then(|()| held.file.write_all(text.as_bytes()));
        }
    }

    /// Makes the file; nothing where it is there already, or is not one's own after all.
    fn make(&self, name: &str) -> io::Result<Option<Held>> {
        let place = self.place(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(windows)]
        std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 1);
        let mut file = match options.open(&place) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(&self.dir)?;
                return Ok(None);
            }
            // on Windows also while the one before is being taken away
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists || is_held(&e) => return Ok(None),
            Err(e) => return Err(e),
        };
        let holder = Holder::this(&self.person.borrow());
        let text = toml::to_string(&holder).map_err(io::Error::other)?;
        if let Err(e) = file.write_all(text.as_bytes()) {
            drop(file);
            let _ = fs::remove_file(&place);
            return Err(e);
        }
        if self.is_doubtful() {
            sleep(DOUBT);
        }
        let made = fs::metadata(&place).and_then(|file| file.modified()).ok();
        let is_ours = Holder::read(&fs::read(&place).unwrap_or_default()).as_ref() == Some(&holder);
        Ok(is_ours.then(|| Held { times: 1, holder, touched: Instant::now(), file, made, cleared: false }))
    }

    /// Whether `doctor` found that of two makers of one file both may succeed here.
    fn is_doubtful(&self) -> bool {
        let said = fs::read_to_string(self.dir.with_file_name("drive.toml")).unwrap_or_default();
        let drive: Option<toml::Table> = toml::from_str(&said).ok();
        drive.is_some_and(|drive| drive.get("exclusive").and_then(toml::Value::as_bool) == Some(false))
    }

    /// Who holds it; nothing where nobody does any more.
    pub(super) fn look(&self, name: &str) -> io::Result<Option<Found>> {
        let place = self.place(name);
        let bytes = match fs::read(&place) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) if is_held(&e) => Vec::new(),
            Err(e) => return Err(e),
        };
        let holder = Holder::read(&bytes);
        let limit = match &holder {
            None => EMPTY,
            Some(holder) if holder.open && cfg!(windows) => NOT_OPEN,
            Some(_) => GONE,
        };
        let is_gone = match holder.as_ref().map(Holder::fate) {
            Some(Fate::Lives) => false,
            Some(Fate::Gone) => true,
            Some(Fate::Unknown) | None => untouched(&place, &self.dir).is_some_and(|long| long >= limit),
        };
        Ok(Some(Found { bytes, holder, is_gone }))
    }

    fn clear(&self, name: &str, found: &Found) -> io::Result<Aside> {
        let is_it = |file: &Path| fs::read(file).ok().as_ref() == Some(&found.bytes);
        let noted = self.new_note();
        let then =
            |aside: &Path| if name == RECORDING { fs::rename(aside, &noted) } else { fs::remove_file(aside) };
        match move_and(&self.place(name), is_it, then) {
            // somebody holds it open: they live
            Err(e) if is_held(&e) => Ok(Aside::Another),
            cleared => cleared,
        }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.dir.join(format!("{name}.toml"))
    }
}

/// A guard that was there.
pub(super) struct Found {
    bytes: Vec<u8>,
    holder: Option<Holder>,
    pub(super) is_gone: bool,
}

impl Guard<'_> {
    /// Whether somebody held it before who is gone: what they were at may lie about half done.
    pub fn is_inherited(&self) -> bool {
        self.guards.held.borrow().get(&self.name).is_some_and(|held| held.cleared)
    }

    /// The time by the drive's clock.
    pub fn now(&self) -> io::Result<SystemTime> {
        super::clock::drive_now(&self.guards.dir)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let mut all = self.guards.held.borrow_mut();
        let Some(held) = all.get_mut(&self.name) else { return };
        held.times -= 1;
        if held.times > 0 {
            return;
        }
        let Some(Held { holder, file, .. }) = all.remove(&self.name) else { return };
        drop(file);
        let place = self.guards.place(&self.name);
        // one that was cleared away and made by somebody else since is theirs; and what was done is done
        if Holder::read(&fs::read(&place).unwrap_or_default())
            .is_some_and(|there| there.token == holder.token)
        {
            let _ = fs::remove_file(&place);
        }
    }
}

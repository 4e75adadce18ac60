//! A folder of files that is there whole or not at all: made beside its place, and moved into it when everything is in it.
//! Its manifest says what is in it; by that it is known again, and what somebody has changed since is not written over.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::fail::cannot;
use crate::error::{Error, ErrorKind, Result};
use crate::hands::in_order;

/// The file that says what is in it: lines of a sum and a name, as `sha256sum -c` reads them.
pub const MANIFEST: &str = "MANIFEST.txt";
/// How what is not whole yet is called, beside its place.
const ASIDE: &str = ".pikorua-export-";
/// What lies there for longer was left by somebody who was ended.
const LEFT: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder that is being made; several hands may put files into it.
pub struct Bundle {
    aside: TempDir,
    place: PathBuf,
    sums: Mutex<BTreeMap<String, String>>,
}

/// A file of such a folder that is being written.
pub struct BundleFile<'b> {
    bundle: &'b Bundle,
    path: String,
    file: BufWriter<fs::File>,
    sum: Sha256,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    New,
    /// It took the place of an older one.
    Replaced,
    /// The same was there already.
    Same,
}

impl Bundle {
    /// Begins one for a place.
    pub fn beside(place: &Path) -> Result<Bundle> {
        let name = place.display();
        let place = std::path::absolute(place).map_err(|e| cannot("made", &name, &e))?;
        if fs::symlink_metadata(&place).is_ok_and(|there| !there.is_dir()) {
            return Err(Error::request(format!("`{name}` is there already, and is no folder"))
                .hint("Name another place."));
        }
        let above = place.parent().unwrap_or(&place);
        if !above.is_dir() {
            return Err(Error::request(format!("there is no folder `{}`", above.display()))
                .hint("Make it first, or name another place."));
        }
        is_ours_or_empty(&place)?;
        sweep(above);
        let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(above);
        Ok(Bundle { aside: aside.map_err(|e| cannot("made", &name, &e))?, place, sums: Mutex::default() })
    }

    /// Puts a file into it, by its path with `/`.
    pub fn add(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let mut file = self.begin(path)?;
        file.write_all(bytes).map_err(|e| cannot("written", path, &e))?;
        file.finish()
    }

    /// Begins a file of it that is written little by little; it is in it when it is finished.
    pub fn begin(&self, path: &str) -> Result<BundleFile<'_>> {
        let place = self.aside.path().join(path);
        let begin = || {
            fs::create_dir_all(place.parent().unwrap_or(&place))?;
            fs::File::create(&place)
        };
        let file = begin().map_err(|e| cannot("written", path, &e))?;
        Ok(BundleFile { bundle: self, path: path.to_owned(), file: BufWriter::new(file), sum: Sha256::new() })
    }

    /// Where it is being made.
    pub fn aside(&self) -> &Path {
        self.aside.path()
    }

    fn sums(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.sums.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn manifest(&self, head: &[String]) -> String {
        let head = head.iter().map(|line| format!("# {line}\n"));
        let known = self.sums();
        head.chain(known.iter().map(|(path, sum)| format!("{sum}  {path}\n"))).collect()
    }

    /// Whether the same lies in its place already, with a manifest that begins with these lines.
    pub fn is_there(&self, head: &[String]) -> bool {
        fs::read_to_string(self.place.join(MANIFEST)).is_ok_and(|there| there == self.manifest(head))
    }

    // all at the end: a drive that was asked for each as it came would be waited for each time
    fn sync(&self) -> Result<()> {
        let sync = |path: String| {
            let file = fs::File::options().append(true).open(self.aside.path().join(&path));
            file.and_then(|file| file.sync_all()).map_err(|e| cannot("written", &path, &e))
        };
        let mut synced = Ok(());
        let paths = self.sums().keys().cloned().collect();
        in_order(paths, sync, |one| synced = std::mem::replace(&mut synced, Ok(())).and(one));
        synced
    }

    /// Moves it into its place, with its manifest, which begins with these lines.
    pub fn finish(self, head: &[String]) -> Result<Put> {
        if self.is_there(head) {
            return Ok(Put::Same);
        }
        let manifest = self.manifest(head);
        self.add(MANIFEST, manifest.as_bytes())?;
        self.sync()?;
        let failed = |e: io::Error| cannot("written", self.place.display(), &e);
        let mut put = Put::New;
        if self.place.is_dir() && fs::read_dir(&self.place).map_err(failed)?.next().is_some() {
            // the old one goes only when the new one is in its place
            let old =
                tempfile::Builder::new().prefix(ASIDE).tempdir_in(self.place.parent().unwrap_or(&self.place));
            let old = old.map_err(failed)?;
            let away = old.path().join("old");
            fs::rename(&self.place, &away).map_err(failed)?;
            if let Err(e) = fs::rename(self.aside.path(), &self.place) {
                // so that what was there is there still
                fs::rename(&away, &self.place).map_err(failed)?;
                return Err(failed(e));
            }
            put = Put::Replaced;
        } else {
            if self.place.is_dir() {
                fs::remove_dir(&self.place).map_err(failed)?;
            }
            fs::rename(self.aside.path(), &self.place).map_err(failed)?;
        }
        // it lies elsewhere now, and is not to be taken away
        drop(self.aside.keep());
        Ok(put)
    }
}

impl BundleFile<'_> {
    /// Everything is in it.
    pub fn finish(mut self) -> Result<()> {
        self.file.flush().map_err(|e| cannot("written", &self.path, &e))?;
        self.bundle.sums().insert(self.path, in_letters(&self.sum.finalize()));
        Ok(())
    }
}

impl Write for BundleFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Refuses a place in which something lies that no export put there.
fn is_ours_or_empty(place: &Path) -> Result<()> {
    let name = place.display();
    let mut found = Vec::new();
    files_below(place, "", &mut found).map_err(|e| cannot("read", &name, &e))?;
    if found.is_empty() {
        return Ok(());
    }
    let Ok(manifest) = fs::read_to_string(place.join(MANIFEST)) else {
        return Err(Error::request(format!("`{name}` holds files that no export put there"))
            .hint("Name a folder that is empty or not there yet."));
    };
    let listed: BTreeMap<&str, &str> =
        manifest.lines().filter_map(|line| line.split_once("  ")).map(|(sum, path)| (path, sum)).collect();
    let is_as_it_was = |path: &String| {
        path == MANIFEST
            || fs::read(place.join(path))
                .is_ok_and(|bytes| listed.get(path.as_str()) == Some(&sum(&bytes).as_str()))
    };
    let changed: Vec<&str> = found.iter().filter(|path| !is_as_it_was(path)).map(String::as_str).collect();
    match changed.as_slice() {
        [] => Ok(()),
        changed => Err(Error::new(
            ErrorKind::Decide,
            format!("in `{name}` something was changed since it was exported"),
        )
        .because(changed.iter().take(5).copied().collect::<Vec<_>>().join(", "))
        .hint(
            "Name another folder, or move what you want to keep out of this one. Nothing was written over.",
        )),
    }
}

fn files_below(place: &Path, above: &str, found: &mut Vec<String>) -> io::Result<()> {
    let entries = match fs::read_dir(place) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{above}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => files_below(&entry.path(), &format!("{path}/"), found)?,
            false => found.push(path),
        }
    }
    found.sort();
    Ok(())
}

fn sum(bytes: &[u8]) -> String {
    in_letters(&Sha256::digest(bytes))
}

fn in_letters(sum: &[u8]) -> String {
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sweep(above: &Path) {
    for entry in fs::read_dir(above).into_iter().flatten().flatten() {
        let is_old = || entry.metadata().and_then(|known| known.modified());
        let is_old =
            || is_old().is_ok_and(|made| SystemTime::now().duration_since(made).is_ok_and(|age| age > LEFT));
        if entry.file_name().to_string_lossy().starts_with(ASIDE) && is_old() {
            // somebody else may be taking it away at this moment
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Bundle, MANIFEST, Put};
    use crate::error::ErrorKind;

    fn put(place: &Path, words: &str) -> Put {
        let bundle = Bundle::beside(place).unwrap();
        bundle.add("tables/cases.csv", words.as_bytes()).unwrap();
        bundle.finish(&["commit: 1".to_owned()]).unwrap()
    }

    #[test]
    fn it_is_there_whole_and_known_again() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("out");
        assert_eq!(put(&place, "one"), Put::New);
        let manifest = fs::read_to_string(place.join(MANIFEST)).unwrap();
        let one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
        assert_eq!(manifest, format!("# commit: 1\n{one}  tables/cases.csv\n"));
        assert_eq!(put(&place, "one"), Put::Same);
        assert_eq!(put(&place, "two"), Put::Replaced);
        assert_eq!(fs::read_to_string(place.join("tables/cases.csv")).unwrap(), "two");
        // one that is broken off leaves nothing
        let bundle = Bundle::beside(&place).unwrap();
        bundle.add("half.csv", b"half").unwrap();
        drop(bundle);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_somebody_wrote_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("out");
        fs::create_dir(&place).unwrap();
        assert_eq!(put(&place, "one"), Put::New, "an empty folder will do");
        fs::write(place.join("tables/cases.csv"), "mine").unwrap();
        let error = Bundle::beside(&place).err().unwrap();
        assert_eq!(error.kind, ErrorKind::Decide);
        assert!(error.causes[0].contains("tables/cases.csv"), "{error:?}");
        let other = dir.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("letter.docx"), "").unwrap();
        assert!(Bundle::beside(&other).is_err());
        assert!(Bundle::beside(&other.join("letter.docx")).is_err());
        assert!(Bundle::beside(&dir.path().join("nowhere/out")).is_err());
    }
}

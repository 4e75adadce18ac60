//! Writing a file of the folder.

use std::fs;
use std::io;
use std::path::Path;

use super::fail::cannot;
use super::find::Folder;
use super::read::{LARGEST, too_large};
use super::safely::{Beside, Rights, make_folder, remove, sweep};
use crate::error::{Error, ErrorKind, Result};
use crate::record::file::RelPath;
use crate::record::id::is_device;

impl Folder {
    /// Writes a file whose present content the writer has seen: `expected` is that content, or none where there was no
    /// file. Where something else is there now, nothing is written, and a person must decide.
    pub fn write(&self, path: &RelPath, bytes: &[u8], expected: Option<&[u8]>) -> Result<()> {
        self.look_again(path, expected)?;
        if expected == Some(bytes) {
            return Ok(());
        }
        if bytes.len() as u64 > LARGEST {
            return Err(too_large(path.as_str(), bytes.len() as u64));
        }
        let failed = |e: io::Error| cannot("written", path, &e);
        let place = self.place(path)?;
        place.parent().map_or(Ok(()), make_folder).map_err(failed)?;
        let rights = match fs::metadata(&place) {
            Ok(there) if there.permissions().readonly() => return Err(protected(path)),
            Ok(there) => Rights::Kept(there.permissions()),
            Err(_) => Rights::Usual,
        };
        let beside = Beside::write(&place, bytes, &rights).map_err(failed)?;
        // Writing took a while on a slow drive; what may happen between here and the move is a guard's business.
        self.look_again(path, expected)?;
        let moved = if expected.is_some() { beside.replace() } else { beside.place_new() };
        moved.map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists if expected.is_none() => {
                meanwhile(path, "somebody else has made it")
            }
            _ if self.holds(path, bytes) => unsure(path, &e),
            _ => failed(e),
        })
    }

    /// Whether a file has exactly this content, as far as can be read.
    pub fn holds(&self, path: &RelPath, bytes: &[u8]) -> bool {
        self.read_bytes(path).is_ok_and(|there| there.as_deref() == Some(bytes))
    }

    /// Takes away what somebody who was ended left beside a file. Only for whoever is alone with it, by a guard.
    pub fn sweep(&self, path: &RelPath) {
        if let Ok(place) = self.place(path) {
            sweep(&place);
        }
    }

    /// Takes a file away whose present content the writer has seen.
    pub fn take_away(&self, path: &RelPath, expected: &[u8]) -> Result<()> {
        self.look_again(path, Some(expected))?;
        remove(&self.place(path)?).map_err(|e| cannot("removed", path, &e))
    }

    /// Whether a file can be brought to a content of this size, as far as can be told before; says why not.
    pub fn is_in_the_way(&self, path: &RelPath, size: usize) -> Result<()> {
        if size as u64 > LARGEST {
            return Err(too_large(path.as_str(), size as u64));
        }
        match fs::metadata(self.place(path)?) {
            Ok(there) if there.is_file() && there.permissions().readonly() => Err(protected(path)),
            _ => self.read_bytes(path).map(|_| ()),
        }
    }

    fn look_again(&self, path: &RelPath, expected: Option<&[u8]>) -> Result<()> {
        let there = self.read_bytes(path)?;
        match (there.as_deref(), expected) {
            (there, expected) if there == expected => Ok(()),
            (None, _) => Err(meanwhile(path, "it is gone")),
            (_, None) => Err(meanwhile(path, "somebody else has made it")),
            _ => Err(meanwhile(path, "somebody else has changed it")),
        }
    }
}

fn meanwhile(path: &RelPath, what: &str) -> Error {
    Error::new(ErrorKind::Decide, format!("`{path}` changed meanwhile: {what}"))
        .hint("Nothing was written over it. Look at it, then do the same again on top of it.")
}

/// It was moved into its place, and the disk would not say that it stays there.
fn unsure(path: &RelPath, e: &io::Error) -> Error {
    Error::request(format!("`{path}` is written, but the disk does not say that it keeps it"))
        .because(e)
        .hint("What you wrote stands there, and the next change here records it: look at it before you enter it again.")
        .hint("Make room on the disk, and look whether the drive is still connected.")
}

fn protected(path: &RelPath) -> Error {
    Error::request(format!("`{path}` is write-protected"))
        .hint("Somebody wanted it to stay as it is. Ask them, or take the protection away in the file's properties.")
}

/// Writes a file anywhere, such as a document for somebody, over what may be there.
pub fn write_outside(file: &Path, bytes: &[u8]) -> Result<()> {
    write_outside_once(file, bytes, || Ok(()))
}

/// The same, where something must be done first, and only if it can be written at all.
pub fn write_outside_once(file: &Path, bytes: &[u8], first: impl FnOnce() -> Result<()>) -> Result<()> {
    let name = file.display();
    let device = file.file_name().is_some_and(|name| is_device(&name.to_string_lossy()));
    if cfg!(windows) && device {
        return Err(Error::request(format!("`{name}` cannot be a file: Windows keeps that name for itself"))
            .hint("Choose another name."));
    }
    if file.is_dir() {
        return Err(Error::request(format!("`{name}` is a folder")).hint("Name a file in it."));
    }
    if fs::symlink_metadata(file).is_ok_and(|there| !there.is_file()) {
        return Err(Error::request(format!("`{name}` is no ordinary file"))
            .hint("It may be a link, a device or a pipe, and would be lost. Name a file of its own."));
    }
    if let Some(folder) = file.parent().filter(|f| *f != Path::new("") && !f.is_dir()) {
        return Err(Error::request(format!("there is no folder `{}`", folder.display()))
            .hint("Make it first, or name another place."));
    }
    let failed = |e: io::Error| cannot("written", &name, &e);
    // what somebody left who was ended holds what was to be written, and nobody sees it
    sweep(file);
    let beside = Beside::write(file, bytes, &Rights::Usual).map_err(&failed)?;
    first()?;
    beside.replace().map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::error::ErrorKind;
    use crate::folder::testing::{at, folder, names, says};
    use crate::record::file::RelPath;

    #[test]
    fn what_was_not_seen_is_not_overwritten() {
        let (_dir, folder) = folder();
        let path = at("cases/2026/2026-kf3m.yaml");
        folder.write(&path, b"one\r\n", None).unwrap();
        let decide = |content: &[u8], expected: Option<&[u8]>, message: &str| {
            says(folder.write(&path, content, expected).unwrap_err(), ErrorKind::Decide, message);
        };
        decide(b"two", None, "somebody else has made it");
        decide(b"two", Some(b"one\n"), "somebody else has changed it");
        assert_eq!(folder.read_text(&path).unwrap().text, "one\r\n");
        folder.write(&path, b"two", Some(b"one\r\n")).unwrap();
        assert_eq!(folder.read_text(&path).unwrap().text, "two");
        fs::remove_file(path.under(folder.root())).unwrap();
        decide(b"three", Some(b"two"), "it is gone");
        assert_eq!(names(&folder.root().join("cases/2026")), Vec::<String>::new());
    }

    #[test]
    fn what_was_left_beside_a_file_goes() {
        let (_dir, folder) = folder();
        let path = at("cases/2026/2026-kf3m.yaml");
        folder.write(&path, b"one", None).unwrap();
        let place = folder.root().join("cases/2026");
        for name in [".2026-kf3m.yaml.Ab1.tmp", ".2026-aaaa.yaml.Ab1.tmp", ".2026-kf3m.yaml.swp"] {
            fs::write(place.join(name), "").unwrap();
        }
        folder.sweep(&path);
        assert_eq!(names(&place), [".2026-aaaa.yaml.Ab1.tmp", ".2026-kf3m.yaml.swp", "2026-kf3m.yaml"]);
    }

    #[test]
    fn what_cannot_be_moved_into_its_place_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("plan.md");
        std::fs::write(dir.path().join(".plan.md.Ab1xyz.tmp"), "left").unwrap();
        // somebody makes a folder of that name just then
        let written = super::write_outside_once(&file, b"words", || {
            assert_eq!(names(dir.path()).len(), 1, "what was left is gone, and it is written aside");
            fs::create_dir(&file).unwrap();
            fs::write(file.join("full"), "").unwrap();
            Ok(())
        });
        assert!(written.is_err());
        assert_eq!(names(dir.path()), ["plan.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn rights_stay_as_they_are() {
        use std::os::unix::fs::PermissionsExt;
        let (_dir, folder) = folder();
        let place = folder.root().join("people.yaml");
        let mode = || fs::metadata(&place).unwrap().permissions().mode() & 0o777;
        let usual = folder.root().join("usual");
        fs::write(&usual, "").unwrap();
        assert_eq!(mode(), fs::metadata(&usual).unwrap().permissions().mode() & 0o777);
        for rights in [0o640, 0o664, 0o444] {
            fs::set_permissions(&place, fs::Permissions::from_mode(rights)).unwrap();
            let old = folder.read_text(&RelPath::people()).unwrap();
            let written =
                folder.write(&RelPath::people(), format!("{rights}\n").as_bytes(), Some(old.bytes()));
            match rights {
                0o444 => says(written.unwrap_err(), ErrorKind::Request, "is write-protected"),
                _ => written.unwrap(),
            }
            assert_eq!(mode(), rights);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_may_not_lead_out() {
        use std::os::unix::fs::symlink;
        let (dir, folder) = folder();
        fs::write(dir.path().join("secret"), "x").unwrap();
        fs::create_dir(dir.path().join("elsewhere")).unwrap();
        symlink(dir.path().join("secret"), folder.root().join("out.yaml")).unwrap();
        symlink(dir.path().join("elsewhere"), folder.root().join("cases/2026")).unwrap();
        symlink("nowhere", folder.root().join("lost.yaml")).unwrap();
        symlink("people.yaml", folder.root().join("in.yaml")).unwrap();
        symlink("/dev/zero", folder.root().join("endless.yaml")).unwrap();
        for (path, message) in [
            ("out.yaml", "leads out of the cluster's folder"),
            ("endless.yaml", "leads out of the cluster's folder"),
            ("cases/2026/2026-kf3m.yaml", "leads out of the cluster's folder"),
            ("lost.yaml", "is a link to something that is not there"),
        ] {
            says(folder.read_text(&at(path)).unwrap_err(), ErrorKind::Request, message);
            says(folder.write(&at(path), b"y", None).unwrap_err(), ErrorKind::Request, message);
        }
        assert_eq!(names(&dir.path().join("elsewhere")), Vec::<String>::new());

        let old = folder.read_text(&at("in.yaml")).unwrap();
        folder.write(&at("in.yaml"), b"new", Some(old.bytes())).unwrap();
        assert_eq!(fs::read(folder.root().join("people.yaml")).unwrap(), b"new");
        assert!(folder.root().join("in.yaml").is_symlink());
    }
}

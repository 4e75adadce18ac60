//! Writing a file so that it is old or new, never between: beside it first, then moved into its place.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use tempfile::{Builder, TempPath};

use super::fail::is_held;

/// Who may read and change the file.
pub(super) enum Rights {
    /// The same as before.
    Kept(Permissions),
    /// As any new file of this person.
    Usual,
    /// Nobody else.
    Private,
}

/// A whole file, on the disk, beside the place where it shall be.
pub(super) struct Beside {
    temp: TempPath,
    target: PathBuf,
}

impl Beside {
    /// Writes it. The folder it goes into must be there.
    pub(super) fn write(target: &Path, bytes: &[u8], rights: &Rights) -> io::Result<Beside> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let prefix = format!(".{name}.");
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(match rights {
            Rights::Usual => 0o666,
            Rights::Kept(_) | Rights::Private => 0o600,
        }));
        let mut file = builder.tempfile_in(parent(target))?;
        file.write_all(bytes)?;
        if let Rights::Kept(permissions) = rights {
            fs::set_permissions(file.path(), permissions.clone())?;
        }
        file.as_file().sync_all()?;
        // Closed: on Windows an open file cannot be moved everywhere.
        Ok(Beside { temp: file.into_temp_path(), target: target.to_owned() })
    }

    /// Moves it into its place, over what is there.
    pub(super) fn replace(self) -> io::Result<()> {
        let mut temp = self.temp;
        for wait in [10, 20, 40, 80, 160, 320, 640, 1280, 0] {
            match temp.persist(&self.target) {
                Ok(()) => return sync_folder(parent(&self.target)),
                Err(e) if is_held(&e.error) && wait > 0 => temp = e.path,
                Err(e) => return Err(e.error),
            }
            sleep(Duration::from_millis(wait));
        }
        Ok(())
    }

    /// Moves it into its place, where nothing may be.
    pub(super) fn place_new(self) -> io::Result<()> {
        match self.temp.persist_noclobber(&self.target) {
            Ok(()) => sync_folder(parent(&self.target)),
            Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => Err(e.error),
            // Some network drives cannot move a file without overwriting; they can be asked first.
            Err(e) if fs::symlink_metadata(&self.target).is_err() => {
                Beside { temp: e.path, target: self.target }.replace()
            }
            Err(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }
}

/// Takes away what somebody who was ended left beside a file, which nobody else writes at this moment.
pub(super) fn sweep(target: &Path) {
    let begin = format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy());
    let entries = fs::read_dir(parent(target)).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let middle = name.strip_prefix(&begin).and_then(|rest| rest.strip_suffix(".tmp"));
        if middle.is_some_and(|random| random.bytes().all(|b| b.is_ascii_alphanumeric())) {
            // where another program holds it, it stays, which harms nothing
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Takes a file away.
pub(super) fn remove(place: &Path) -> io::Result<()> {
    for wait in [10, 20, 40, 80, 160, 320, 640, 1280, 0] {
        match fs::remove_file(place) {
            Err(e) if is_held(&e) && wait > 0 => sleep(Duration::from_millis(wait)),
            Err(e) => return Err(e),
            Ok(()) => break,
        }
    }
    sync_folder(parent(place))
}

/// Makes a folder and those above it, as far as they are missing.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    sync_folder(parent(folder))
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// What Unix says of a disk that fails.
const BROKEN: i32 = 5;

/// Only Unix can be asked to put a folder's list of names on the disk, and not every network drive there.
fn sync_folder(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{QuotaExceeded, StorageFull};
    if cfg!(unix) {
        match File::open(folder).and_then(|dir| dir.sync_all()) {
            Err(e) if matches!(e.kind(), StorageFull | QuotaExceeded) => return Err(e),
            Err(e) if e.raw_os_error() == Some(BROKEN) => return Err(e),
            _ => {}
        }
    }
    Ok(())
}

//! Reading a file of the folder.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use super::fail::cannot;
use super::find::Folder;
use crate::error::{Error, Result};
use crate::record::file::RelPath;

/// The most bytes a file of the folder may have: far more than anybody writes about one case.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// Its text, byte for byte.
    pub text: String,
}

impl ReadFile {
    /// Its bytes, to be handed to [`Folder::write`] as what is expected there.
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }
}

impl Folder {
    /// The text of a file.
    pub fn read_text(&self, path: &RelPath) -> Result<ReadFile> {
        match self.read_bytes(path)? {
            Some(bytes) => text(&format!("`{path}`"), bytes).map(|text| ReadFile { text }),
            None => Err(Error::request(format!("there is no `{path}` in `{}`", self.root.display()))),
        }
    }

    /// The text of a file; none where there is none.
    pub fn read_if_there(&self, path: &RelPath) -> Result<Option<ReadFile>> {
        let bytes = self.read_bytes(path)?;
        bytes.map(|bytes| text(&format!("`{path}`"), bytes).map(|text| ReadFile { text })).transpose()
    }

    /// The bytes of a file; none where there is none.
    pub fn read_bytes(&self, path: &RelPath) -> Result<Option<Vec<u8>>> {
        ordinary(&self.place(path)?, path.as_str())
    }

    /// When a file was written last, by the drive's clock; nothing where that is not known.
    pub fn written_at(&self, path: &RelPath) -> Option<SystemTime> {
        fs::metadata(self.place(path).ok()?).and_then(|known| known.modified()).ok()
    }
}

/// The text of a file anywhere, such as answers that somebody filled in.
pub fn read_outside(file: &Path) -> Result<String> {
    let name = file.display().to_string();
    match ordinary(file, &name)? {
        Some(bytes) => text(&format!("`{name}`"), bytes),
        None => {
            Err(Error::request(format!("there is no file `{name}`")).hint("Look at its name and its folder."))
        }
    }
}

// the bytes of an ordinary file that is not too large; `name` is what people call it
fn ordinary(place: &Path, name: &str) -> Result<Option<Vec<u8>>> {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    // Looked at before it is opened: opening a pipe would wait for ever.
    let kind = match fs::metadata(place) {
        Ok(kind) => kind,
        Err(e) if matches!(e.kind(), NotFound | NotADirectory) => return Ok(None),
        Err(e) => return Err(cannot("read", name, &e)),
    };
    if kind.is_dir() {
        return Err(Error::request(format!("`{name}` is a folder, where a file is expected"))
            .hint("Move it elsewhere, or give it another name."));
    }
    if !kind.is_file() {
        return Err(Error::request(format!("`{name}` is not an ordinary file"))
            .hint("Put an ordinary file in its place."));
    }
    // read at one go: a cluster's ten years are ten thousand files
    let mut bytes = Vec::with_capacity(usize::try_from(kind.len().min(LARGEST)).unwrap_or(0) + 1);
    let read = File::open(place).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|e| cannot("read", name, &e))?;
    // The size on the disk's own list may be a moment behind what was read.
    let size = kind.len().max(bytes.len() as u64);
    if size > LARGEST {
        return Err(too_large(name, size));
    }
    Ok(Some(bytes))
}

pub(super) fn too_large(path: &str, size: u64) -> Error {
    let mega = |bytes: u64| bytes.div_ceil(1024 * 1024);
    Error::request(format!("`{path}` is too large: {} MB, where {} are allowed", mega(size), mega(LARGEST)))
        .hint("Keep pictures, recordings and long reports beside the records, and name them there.")
}

/// The text that an editor wrote: UTF-16 as some save it is read too, where the file says so in its first bytes.
pub(super) fn written(what: &str, bytes: Vec<u8>) -> Result<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes.as_slice() {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return text(what, bytes),
    };
    let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let whole = String::from_utf16(&units).ok().filter(|_| bytes.len().is_multiple_of(2));
    whole.map_or_else(|| text(what, bytes), Ok)
}

fn text(what: &str, bytes: Vec<u8>) -> Result<String> {
    let remedy = "Open it in an editor and save it again with the encoding UTF-8.";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Error::request(format!("{what} is not UTF-8 text: it is saved as UTF-16")).hint(remedy));
    }
    String::from_utf8(bytes).map_err(|e| {
        let before = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let byte = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
        let place = format!("line {line}, byte {byte} of the line");
        Error::request(format!("{what} is not UTF-8 text: {place}"))
            .hint(remedy)
            .hint("Letters with macrons are the likely place: look whether they are still right.")
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::error::ErrorKind;
    use crate::folder::testing::{at, folder, put, says};

    #[test]
    fn what_cannot_be_read_says_why() {
        let (_dir, folder) = folder();
        let refused = |message: &str| {
            says(folder.read_text(&at("cases/x.yaml")).unwrap_err(), ErrorKind::Request, message)
        };
        refused("there is no `cases/x.yaml`");
        put(&folder, "cases/x.yaml", b"a: 1\nb: M\xe3ori\n");
        refused("is not UTF-8 text: line 2, byte 5 of the line");
        put(&folder, "cases/x.yaml", [0xff, 0xfe, b'a', 0]);
        refused("saved as UTF-16");
        put(&folder, "cases/x.yaml", vec![b'x'; 4 * 1024 * 1024 + 1]);
        refused("is too large: 5 MB, where 4 are allowed");
        put(&folder, "cases/x.yaml", vec![b'x'; 4 * 1024 * 1024]);
        assert_eq!(folder.read_text(&at("cases/x.yaml")).unwrap().bytes().len(), 4 * 1024 * 1024);
        fs::remove_file(folder.root().join("cases/x.yaml")).unwrap();
        fs::create_dir(folder.root().join("cases/x.yaml")).unwrap();
        refused("is a folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let (_dir, folder) = folder();
        let made = std::process::Command::new("mkfifo").arg(folder.root().join("pipe.yaml")).status();
        assert!(made.unwrap().success());
        says(folder.read_text(&at("pipe.yaml")).unwrap_err(), ErrorKind::Request, "is not an ordinary file");
    }
}

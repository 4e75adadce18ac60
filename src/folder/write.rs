//! Writing a file of the folder.

use std::fs;
use std::io;
use std::path::Path;

use super::fail::cannot;
use super::find::Folder;
use super::read::{LARGEST, too_large};
use super::safely::{Beside, Rights, make_folder};
use crate::error::{Error, ErrorKind, Result};
use crate::record::file::RelPath;

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
        match expected {
            Some(_) => beside.replace().map_err(failed),
            None => beside.place_new().map_err(|e| match e.kind() {
                io::ErrorKind::AlreadyExists => meanwhile(path, "somebody else has made it"),
                _ => failed(e),
            }),
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

fn protected(path: &RelPath) -> Error {
    Error::request(format!("`{path}` is write-protected"))
        .hint("Somebody wanted it to stay as it is. Ask them, or take the protection away in the file's properties.")
}

/// Writes a file anywhere, such as a document for somebody, over what may be there.
pub fn write_outside(file: &Path, bytes: &[u8]) -> Result<()> {
    let name = file.display();
    if file.is_dir() {
        return Err(Error::request(format!("`{name}` is a folder")).hint("Name a file in it."));
    }
    let written = Beside::write(file, bytes, &Rights::Usual).and_then(Beside::replace);
    written.map_err(|e| cannot("written", name, &e))
}

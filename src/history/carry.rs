//! Carrying recorded changes from one repository to another: one pack, whole and on the disk before anything names it.
//!
//! Neither git's way of pushing nor the library's is used: the library's overwrites a faster colleague and reports
//! success. Here the objects go first, and moving the branch afterwards compares.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use git2::{Indexer, ObjectType, Oid, PackBuilder, Repository};
use tempfile::TempDir;

use super::read::Git;

/// So many pieces are worth calling other hands for.
const MANY: usize = 10_000;

/// A pack that is whole and does not lie in its place yet.
pub(super) struct Pack {
    place: TempDir,
    name: String,
}

/// Carries a change and all that led to it, as far as `to` lacks it. What these known changes lead to is in `to`
/// already; those that `from` does not have are passed over.
pub(super) fn carry(from: &Repository, to: &Repository, tip: Oid, known: &[Oid]) -> Git<()> {
    if let Some(pack) = gather(from, to, tip, known)? {
        pack.move_in(to)?;
    }
    // whoever names it from here on must find it
    to.odb()?.refresh()?;
    to.find_object(tip, Some(ObjectType::Commit)).map(|_| ())
}

/// The pack by which it is carried; nothing where there is nothing to carry.
pub(super) fn gather(from: &Repository, to: &Repository, tip: Oid, known: &[Oid]) -> Git<Option<Pack>> {
    let mut walk = from.revwalk()?;
    walk.push(tip)?;
    for known in known {
        if from.find_commit(*known).is_ok() {
            walk.hide(*known)?;
        }
    }
    let mut builder = from.packbuilder()?;
    builder.insert_walk(&mut walk)?;
    (builder.object_count() > 0).then(|| make(&mut builder, to, true)).transpose()
}

/// Puts a pack into a repository and gives its name. It is made in a folder of its own, synced, and moved into place:
/// the objects first, then the list by which they are found. With `complete`, everything that its objects name must be
/// in it or in the repository.
pub(super) fn put(builder: &mut PackBuilder<'_>, into: &Repository, complete: bool) -> Git<String> {
    make(builder, into, complete)?.move_in(into)
}

fn make(builder: &mut PackBuilder<'_>, into: &Repository, complete: bool) -> Git<Pack> {
    let objects = into.commondir().join("objects");
    let place = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&objects).map_err(disk)?;
    let odb = into.odb()?;
    // rights as usual: they are opened again for syncing, which Windows refuses for protected files
    let mut indexer = Indexer::new(Some(&odb), place.path(), 0o644, complete)?;
    if builder.object_count() > MANY {
        // as many hands as there are cores
        builder.set_threads(0);
    }
    let mut failed = None;
    let made = builder.foreach(|bytes| match indexer.write_all(bytes) {
        Ok(()) => true,
        Err(e) => {
            failed = Some(disk(e));
            false
        }
    });
    failed.map_or(made, Err)?;
    let name = format!("pack-{}", indexer.commit()?);
    Ok(Pack { place, name })
}

impl Pack {
    /// Moves it into its place.
    pub(super) fn move_in(self, into: &Repository) -> Git<String> {
        let packs = into.commondir().join("objects").join("pack");
        move_in(self.place.path(), &packs, &self.name).map_err(disk)?;
        Ok(self.name)
    }
}

/// How the folder of a pack that is being made begins; git looks into none of that name.
pub(super) const UNFINISHED: &str = "tmp_objdir-pikorua-";

fn move_in(from: &Path, to: &Path, name: &str) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let files = [format!("{name}.pack"), format!("{name}.idx")];
    for file in &files {
        sync(&from.join(file))?;
    }
    for file in &files {
        let target = to.join(file);
        // the same name is the same content
        if !target.exists() {
            fs::rename(from.join(file), target)?;
        }
    }
    sync_folder(to)
}

fn sync(file: &Path) -> io::Result<()> {
    File::options().append(true).open(file)?.sync_all()
}

/// Only Unix can be asked to put a folder's list of names on the disk, and not every network drive there.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        match File::open(folder).and_then(|dir| dir.sync_all()) {
            Err(e) if e.kind() == io::ErrorKind::StorageFull => return Err(e),
            // it fails
            Err(e) if e.raw_os_error() == Some(5) => return Err(e),
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn disk(e: io::Error) -> git2::Error {
    git2::Error::from_str(&e.to_string())
}

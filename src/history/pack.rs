//! Packing: every change leaves a few small files behind, and years of them make a folder slow. They are put together
//! in the course of normal use, never while a case is guarded.
//!
//! Safe against an end at every point: a pack is made aside, synced, moved into place, read back whole and compared;
//! only then do the small files go that are in it. Only small files older than an hour are packed, so what somebody
//! writes at this moment is left alone. Nothing is ever dropped, whether a change leads to it or not.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use git2::{Indexer, Oid, Repository};

use super::carry::{UNFINISHED, disk, put};
use super::fail::plain;
use super::hub::{Hub, with_hub};
use super::open::{History, while_closed};
use super::read::Git;
use crate::error::Result;

/// How much may lie about before it is put together.
#[derive(Clone, Copy)]
struct Limits {
    loose: usize,
    age: Duration,
    packs: usize,
    /// Larger packs stay as they are.
    bytes: u64,
}

const USUAL: Limits =
    Limits { loose: 1000, age: Duration::from_secs(60 * 60), packs: 50, bytes: 16 * 1024 * 1024 };

impl History {
    /// Packs what has gathered in this folder, and keeps its past at hand, where it is worth it.
    pub fn tidy(&self) -> Result<()> {
        // somebody who is at it already does it for all; whoever records meanwhile is not kept waiting
        let Ok(_guard) = self.guards.take("tidying", "the packs of this folder", Duration::ZERO) else {
            return Ok(());
        };
        tidy(&self.repo, USUAL).and_then(|()| self.keep_past()).map_err(plain("written"))
    }
}

impl Hub {
    /// Packs what has gathered in the hub, where it is worth it.
    pub fn tidy(&self) -> Result<()> {
        tidy(&self.repo, USUAL).map_err(with_hub(self.place(), "tidied"))
    }
}

fn tidy(repo: &Repository, limits: Limits) -> Git<()> {
    let objects = repo.commondir().join("objects");
    // names are random, so that one of the 256 folders tells of all
    if loose_in(&objects, "17", limits.age).len() * 256 >= limits.loose {
        pack_loose(repo, &objects, limits)?;
    }
    join_packs(repo, &objects, limits)?;
    abandoned(&objects);
    Ok(())
}

fn pack_loose(repo: &Repository, objects: &Path, limits: Limits) -> Git<()> {
    let loose: Vec<(Oid, PathBuf)> =
        (0..=255).flat_map(|n| loose_in(objects, &format!("{n:02x}"), limits.age)).collect();
    if loose.len() < limits.loose {
        return Ok(());
    }
    let ids: BTreeSet<Oid> = loose.iter().map(|(id, _)| *id).collect();
    let packed = pack(repo, objects, &ids)?;
    if packed.is_some() {
        loose.iter().for_each(|(_, file)| remove(file));
    }
    Ok(())
}

/// The small files of one folder that are old enough.
fn loose_in(objects: &Path, folder: &str, age: Duration) -> Vec<(Oid, PathBuf)> {
    let entries = fs::read_dir(objects.join(folder)).into_iter().flatten().flatten();
    let old = entries.filter(|entry| is_older(&entry.path(), age));
    old.filter_map(|entry| {
        let name = entry.file_name();
        let id = Some(name.to_str()?).filter(|name| name.len() == 38)?;
        Some((Oid::from_str(&format!("{folder}{id}")).ok()?, entry.path()))
    })
    .collect()
}

fn is_older(path: &Path, age: Duration) -> bool {
    let changed = fs::metadata(path).and_then(|file| file.modified());
    changed.is_ok_and(|changed| SystemTime::now().duration_since(changed).is_ok_and(|since| since >= age))
}

/// Joins small packs where there are many: a sending leaves one each.
fn join_packs(repo: &Repository, objects: &Path, limits: Limits) -> Git<()> {
    let place = objects.join("pack");
    // git's list over several packs names them, so that they must stay
    if place.join("multi-pack-index").exists() {
        return Ok(());
    }
    let small: Vec<String> =
        pack_names(&place).into_iter().filter(|name| is_small(&place, name, limits)).collect();
    if small.len() <= limits.packs {
        return Ok(());
    }
    let mut ids = BTreeSet::new();
    for name in &small {
        let list = fs::read(place.join(format!("{name}.idx"))).map_err(disk)?;
        match listed(&list) {
            Some(names) => ids.extend(names),
            None => return Ok(()),
        }
    }
    if let Some(new) = pack(repo, objects, &ids)? {
        // the list goes first: a pack without one is looked for by nobody
        let old = small.iter().filter(|name| **name != new);
        let files =
            old.flat_map(|name| ["idx", "rev", "pack"].map(|end| place.join(format!("{name}.{end}"))));
        while_closed(repo, || files.for_each(|file| remove(&file)))?;
    }
    Ok(())
}

fn pack_names(place: &Path) -> Vec<String> {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter_map(|name| name.strip_suffix(".idx").map(str::to_owned)).collect()
}

// one that somebody marked, or that git keeps more about, stays
fn is_small(place: &Path, name: &str, limits: Limits) -> bool {
    let marked = ["keep", "bitmap", "promisor", "mtimes"];
    let size = fs::metadata(place.join(format!("{name}.pack"))).map(|file| file.len());
    size.is_ok_and(|size| size <= limits.bytes)
        && !marked.iter().any(|end| place.join(format!("{name}.{end}")).exists())
}

/// Packs these objects and gives the pack's name, once it has been read back; nothing where it is not as it should be.
pub(super) fn pack(repo: &Repository, objects: &Path, ids: &BTreeSet<Oid>) -> Git<Option<String>> {
    let mut builder = repo.packbuilder()?;
    for id in ids {
        builder.insert_object(*id, None)?;
    }
    let name = put(&mut builder, repo, false)?;
    let place = objects.join("pack");
    let list = fs::read(place.join(format!("{name}.idx"))).map_err(disk)?;
    let whole = listed(&list).is_some_and(|names| names.into_iter().collect::<BTreeSet<_>>() == *ids);
    Ok((whole && is_as_read(&place, &name, &list)?).then_some(name))
}

/// Whether the pack, read from the disk and taken apart again, leads to the same list.
fn is_as_read(place: &Path, name: &str, list: &[u8]) -> Git<bool> {
    let aside = tempfile::tempdir().map_err(disk)?;
    let mut indexer = Indexer::new(None, aside.path(), 0o644, false)?;
    let mut file = fs::File::open(place.join(format!("{name}.pack"))).map_err(disk)?;
    io::copy(&mut file, &mut indexer).and_then(|_| indexer.flush()).map_err(disk)?;
    let again = format!("pack-{}", indexer.commit()?);
    let same = fs::read(aside.path().join(format!("{again}.idx"))).map_err(disk)?;
    Ok(again == name && same == list)
}

/// The names in the list of a pack, in git's second layout; nothing where it is another.
fn listed(list: &[u8]) -> Option<Vec<Oid>> {
    const HEAD: usize = 8 + 256 * 4;
    if !list.starts_with(&[0xff, b't', b'O', b'c', 0, 0, 0, 2]) {
        return None;
    }
    let count = u32::from_be_bytes(list.get(HEAD - 4..HEAD)?.try_into().ok()?) as usize;
    let names = list.get(HEAD..HEAD.checked_add(count.checked_mul(20)?)?)?;
    names.chunks_exact(20).map(|name| Oid::from_bytes(name).ok()).collect()
}

/// Takes away what nobody needs any more. Where another program holds it, it stays, which harms nothing.
pub(super) fn remove(file: &Path) {
    if fs::remove_file(file).is_err() && cfg!(windows) {
        // git protects what it wrote, and Windows keeps protected files
        if let Ok(there) = fs::metadata(file) {
            let mut rights = there.permissions();
            #[expect(clippy::permissions_set_readonly_false, reason = "only on Windows, and the file goes")]
            rights.set_readonly(false);
            let _ = fs::set_permissions(file, rights);
            let _ = fs::remove_file(file);
        }
    }
}

/// The same, of a folder too, with all that is in it.
pub(super) fn take(path: &Path) {
    if !path.is_dir() {
        return remove(path);
    }
    if fs::remove_dir_all(path).is_err() {
        // what is protected is in the way on some drives, and nothing but the files themselves can be asked to go
        fs::read_dir(path).into_iter().flatten().flatten().for_each(|entry| take(&entry.path()));
        let _ = fs::remove_dir(path);
    }
}

/// Takes away what a sending left that was ended long ago.
fn abandoned(objects: &Path) {
    for entry in fs::read_dir(objects).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        if is_ours && is_older(&entry.path(), Duration::from_secs(24 * 60 * 60)) {
            take(&entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::time::Duration;

    use super::{Limits, listed, loose_in, pack_names, tidy};
    use crate::history::testing::{Room, room};

    const NOW: Limits = Limits { loose: 20, age: Duration::ZERO, packs: 3, bytes: 1 << 24 };

    fn objects(room: &Room) -> PathBuf {
        room.dir.path().join(".git/objects")
    }

    fn loose(room: &Room) -> usize {
        (0..=255).map(|n| loose_in(&objects(room), &format!("{n:02x}"), Duration::ZERO).len()).sum()
    }

    fn work(room: &Room, changes: usize) {
        for n in 0..changes {
            room.write("people.yaml", &format!("{n} {}\n", fastrand::u64(..)));
            room.commit(&["people.yaml"], "x").unwrap();
        }
    }

    #[test]
    fn small_files_are_packed_and_nothing_is_lost() {
        let room = room();
        work(&room, 40);
        // nothing leads to this one, and it stays all the same
        let stray = room.history.repo.blob(b"stray").unwrap();
        let before =
            room.git(&["cat-file", "--batch-all-objects", "--batch-check", "--unordered"]).lines().count();
        let young = Limits { age: Duration::from_secs(3600), ..NOW };
        tidy(&room.history.repo, young).unwrap();
        assert_eq!(
            (loose(&room), pack_names(&objects(&room).join("pack")).len()),
            (before, 0),
            "it is too young"
        );
        // the sample of one folder in 256 may be empty
        super::pack_loose(&room.history.repo, &objects(&room), NOW).unwrap();
        assert_eq!((loose(&room), pack_names(&objects(&room).join("pack")).len()), (0, 1));
        let after =
            room.git(&["cat-file", "--batch-all-objects", "--batch-check", "--unordered"]).lines().count();
        assert_eq!(after, before);
        assert!(room.history.repo.find_blob(stray).is_ok());
        room.assert_clean();
        work(&room, 1);
        room.assert_clean();
    }

    #[test]
    fn many_packs_become_one_and_marked_ones_stay() {
        let room = room();
        let place = objects(&room).join("pack");
        for n in 0..5 {
            work(&room, 10);
            super::pack_loose(&room.history.repo, &objects(&room), NOW).unwrap();
            if n == 0 {
                fs::write(place.join(format!("{}.keep", pack_names(&place)[0])), "").unwrap();
            }
        }
        assert_eq!(pack_names(&place).len(), 5);
        tidy(&room.history.repo, NOW).unwrap();
        assert_eq!(pack_names(&place).len(), 2);
        assert_eq!(room.subjects(None).len(), 50);
        room.assert_clean();
    }

    #[test]
    fn a_list_that_is_cut_off_is_not_believed() {
        assert_eq!(listed(b"PACK"), None);
        let mut list = vec![0xff, b't', b'O', b'c', 0, 0, 0, 2];
        list.extend([0; 255 * 4]);
        list.extend([0, 0, 0, 9]);
        assert_eq!(listed(&list), None);
    }
}

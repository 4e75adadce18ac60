//! What this copy keeps of the past so as not to go through all of it again: of each file, the changes that gave it a
//! content. A case may have been at rest for years, and looking at it must not take longer for all that others did since.
//!
//! It holds for everything that led to some changes; what came after those is walked. Now and then it is made longer, after
//! the work. Deleting or spoiling it costs only time: each part has its checksum, and where one does not hold, or the past
//! was written anew, all is walked.

mod growing;
mod many;
mod shelves;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;

use git2::{ObjectType, Oid};

pub(super) use many::Pasts;
use shelves::Kept;

use super::log::Commits;
use super::open::History;
use super::read::Git;
use crate::record::file::RelPath;

/// Where a change stands in the order of all: after everything that led to it, and else by its time, in seconds. Clocks of
/// two computers differ.
type Age = i64;

type Name = [u8; 20];

/// Changes that are not kept, each after those that led to it.
type Since = Vec<(Oid, Age)>;

fn name(id: Oid) -> Option<Name> {
    id.as_bytes().try_into().ok()
}

/// By what a path is known.
fn name_of(path: &RelPath) -> Git<Name> {
    let id = Oid::hash_object(ObjectType::Blob, path.as_str().as_bytes())?;
    name(id).ok_or_else(|| git2::Error::from_str("a name of another length"))
}

impl History {
    fn kept_file(&self) -> Option<PathBuf> {
        Some(self.private_dir().ok()?.join("kept").join("past"))
    }

    /// What is kept, where it is about what led to this change.
    fn kept(&self, tip: Oid) -> Git<Option<Kept>> {
        let Some(file) = self.kept_file() else { return Ok(None) };
        let Some(kept) = Kept::open(&file) else { return Ok(None) };
        let odb = self.repo.odb()?;
        let led_here = |id: &Oid| Ok(odb.exists(*id) && self.holds(Some(tip), *id)?);
        if kept.upto.iter().map(led_here).collect::<Git<Vec<_>>>()?.into_iter().all(|led| led) {
            return Ok(Some(kept));
        }
        // another past; whoever tidies next keeps this one
        let _ = fs::remove_file(file);
        Ok(None)
    }

    /// The changes that led to one and are not kept, each after those that led to it; nothing where what is kept is spoilt.
    fn since_kept(&self, tip: Oid, mut kept: Option<&mut Kept>) -> Git<Option<Since>> {
        let Some(changes) = self.not_kept(tip, kept.as_deref_mut())? else { return Ok(None) };
        let (mut since, mut ages) = (Since::new(), HashMap::new());
        for Change { id, time, parents } in changes {
            let mut age = time;
            for parent in parents {
                let before = ages.get(&parent).copied();
                let Some(before) = before.or_else(|| kept.as_mut()?.age(parent)?) else { return Ok(None) };
                age = age.max(before + 1);
            }
            ages.insert(id, age);
            since.push((id, age));
        }
        Ok(Some(since))
    }

    fn not_kept(&self, tip: Oid, mut kept: Option<&mut Kept>) -> Git<Option<Vec<Change>>> {
        let newest = kept.as_mut().map_or(Some(Age::MIN), |kept| kept.newest());
        let Some(newest) = newest else { return Ok(None) };
        let (mut found, mut met) = (Vec::new(), HashSet::new());
        let mut next = vec![Step::To(tip)];
        while let Some(step) = next.pop() {
            let id = match step {
                Step::From(change) => {
                    found.push(change);
                    continue;
                }
                Step::To(id) if !met.insert(id) => continue,
                Step::To(id) => id,
            };
            let change = self.repo.find_commit(id)?;
            let time = change.time().seconds();
            // what is newer than all that is kept need not be looked for in it
            if let Some(kept) = kept.as_mut().filter(|_| time <= newest) {
                match kept.age(id) {
                    Some(Some(_)) => continue,
                    Some(None) => {}
                    None => return Ok(None),
                }
            }
            let parents: Vec<Oid> = change.parent_ids().collect();
            let before: Vec<Step> = parents.iter().rev().map(|parent| Step::To(*parent)).collect();
            next.push(Step::From(Change { id, time, parents }));
            next.extend(before);
        }
        Ok(Some(found))
    }
}

/// A change that is not kept.
struct Change {
    id: Oid,
    time: Age,
    parents: Vec<Oid>,
}

/// A step of going through the past: to a change, and from it once everything that led to it was met.
enum Step {
    To(Oid),
    From(Change),
}

impl Commits<'_> {
    /// The changes of the file, newest first, by what is kept and what came since; nothing where it must be walked.
    pub(super) fn by_what_is_kept(&mut self) -> Git<Option<Vec<Oid>>> {
        let (Some(path), Some(tip)) = (self.of.clone(), self.tip) else { return Ok(None) };
        let Some(mut kept) = self.history.kept(tip)?.filter(|kept| kept.whole) else { return Ok(None) };
        let Some(since) = self.history.since_kept(tip, Some(&mut kept))? else { return Ok(None) };
        let file = name_of(&path)?;
        let Some(shelf) = kept.shelf(file) else { return Ok(None) };
        let mut all = shelf.files.get(&file).cloned().unwrap_or_default();
        for (id, age) in since {
            if self.touches(id)? {
                all.extend(name(id).map(|change| (age, change)));
            }
        }
        in_order(all).map(Some)
    }
}

/// Newest first.
fn in_order(mut changes: Vec<(Age, Name)>) -> Git<Vec<Oid>> {
    changes.sort_unstable_by(|a, b| b.cmp(a));
    changes.into_iter().map(|(_, change)| Oid::from_bytes(&change)).collect()
}

#[cfg(test)]
mod tests;

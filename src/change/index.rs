//! What this copy knows of every case without reading it again. A file that bears the stamp under which it was read is as it
//! was then; all others are read, by as many hands as the machine has.

use std::num::NonZero;
use std::thread;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::desk::Desk;
use crate::check::Other;
use crate::error::Result;
use crate::folder::{Basis, CaseFile, Folder, Loaded, Moment, Stamp};
use crate::history::ContentId;
use crate::query::facts::Facts;
use crate::record::case::Case;
use crate::record::cluster::Setting;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::view::Counted;

/// A case, with what is known of it.
#[derive(Clone, Debug)]
pub struct Indexed<T> {
    /// Its file.
    pub file: CaseFile,
    /// By what the content of the file is known; nothing where it could not be opened.
    pub content: Option<ContentId>,
    /// What is known of it; nothing where it cannot be read.
    pub known: Option<Box<T>>,
}

/// One case as it is kept by.
#[derive(Clone, Serialize, Deserialize)]
struct Entry<T> {
    id: CaseId,
    stamp: Stamp,
    // whether the stamp alone tells that the file is the same
    settled: bool,
    content: ContentId,
    // of its own, so that ten thousand of them are handed on without being copied
    known: Option<Box<T>>,
}

/// A file of the folder, and what was found out about it.
struct Slot<T> {
    file: CaseFile,
    stamp: Option<Stamp>,
    entry: Option<Entry<T>>,
}

impl Desk {
    /// The facts of every case, in the order of the ids.
    pub fn facts(&self) -> Result<Vec<Indexed<Facts>>> {
        self.facts_of(self.folder.cases()?.files)
    }

    /// The facts of the records whose kind is about something, such as a `community`; what cannot be read is not among them.
    pub fn facts_about(&self, what: &str) -> Result<Vec<Indexed<Facts>>> {
        let mut all = self.facts()?;
        all.retain(|one| one.known.as_ref().is_some_and(|facts| self.vocabulary.is_about(&facts.kind, what)));
        Ok(all)
    }

    /// The facts of all cases, whose files were listed already, in the order of the ids.
    pub fn facts_of(&self, files: Vec<CaseFile>) -> Result<Vec<Indexed<Facts>>> {
        let (words, today) = (&self.vocabulary, self.today());
        let make = |_: &Loaded<Case>, case: &Case| Facts::of(case, words, today);
        self.indexed(files, ("facts", ""), |facts: &Facts| facts.days.hold(today), make)
    }

    /// What of every case that can be read bears on the others, in the order of the ids.
    pub fn every_other(&self) -> Result<Vec<Other>> {
        let words = &self.vocabulary;
        let make = |_: &Loaded<Case>, case: &Case| Other::of(case, words);
        Ok(self
            .indexed(self.folder.cases()?.files, ("others", ""), |_| true, make)?
            .into_iter()
            .filter_map(|case| case.known.map(|known| *known))
            .collect())
    }

    /// What is counted of every case, in the order of the ids.
    pub fn counted(&self) -> Result<Vec<Indexed<Counted>>> {
        let (words, settings) = (&self.vocabulary, &self.settings);
        let make = |_: &Loaded<Case>, case: &Case| Counted::of(case, words, settings);
        let mut all = self.indexed(self.folder.cases()?.files, ("counted", ""), |_| true, make)?;
        // a community and a project are no cases, and counted otherwise
        all.retain(|case| case.known.as_ref().is_none_or(|known| words.is_case(&known.kind)));
        Ok(all)
    }

    /// What can be known of every case, in the order of the ids: as it was kept under a name while it still holds, else made
    /// anew. It may rest on nothing but the case, the words of the practice, the cluster, the kinds of the schools, and what
    /// stands beside the name.
    pub(super) fn indexed<T: Serialize + DeserializeOwned + Send>(
        &self,
        files: Vec<CaseFile>,
        (name, rests_on): (&str, &str),
        holds: impl Fn(&T) -> bool,
        make: impl Fn(&Loaded<Case>, &Case) -> T + Sync,
    ) -> Result<Vec<Indexed<T>>> {
        let basis = self.basis(rests_on)?;
        let kept: Vec<Entry<T>> = self.private.kept(name, basis).unwrap_or_default();
        let known_before = kept.len();
        let mut slots = matched(&self.folder, files, kept);
        let taken = slots.iter().filter(|slot| slot.entry.is_some()).count();
        let is_stale = |slot: &Slot<T>| {
            let entry = slot.entry.as_ref().filter(|entry| Some(entry.stamp) == slot.stamp && entry.settled);
            !entry.is_some_and(|entry| entry.known.as_ref().is_none_or(|known| holds(known)))
        };
        let stale: Vec<&mut Slot<T>> = slots.iter_mut().filter(|slot| is_stale(slot)).collect();
        let mut changed = taken != known_before;
        if !stale.is_empty() {
            // the drive's clock is asked before anything is read: what changes from now on bears a later time
            let now = self.private.drive_time();
            changed |= read_anew(&self.folder, stale, now, &make);
        }
        if changed {
            let entries: Vec<&Entry<T>> = slots.iter().filter_map(|slot| slot.entry.as_ref()).collect();
            self.private.keep(name, basis, &entries);
        }
        Ok(slots.into_iter().map(Indexed::from).collect())
    }

    fn basis(&self, also: &str) -> Result<Basis> {
        let own =
            self.folder.read_if_there(&RelPath::vocabulary())?.map(|file| file.text).unwrap_or_default();
        let cluster = self.folder.read_text(&RelPath::cluster())?.text;
        let kind = |setting: &Setting| setting.kind.as_ref().map_or("", |kind| kind.as_str()).to_owned();
        let settings = self.settings.iter().map(|setting| format!("{} {}\n", setting.id, kind(setting)));
        Ok(Basis::of(&[self.library.vocabulary(), &own, &cluster, &settings.collect::<String>(), also]))
    }
}

impl<T> From<Slot<T>> for Indexed<T> {
    fn from(slot: Slot<T>) -> Indexed<T> {
        let (content, known) = slot.entry.map(|entry| (entry.content, entry.known)).unzip();
        Indexed { file: slot.file, content, known: known.flatten() }
    }
}

// both are in the order of the ids
fn matched<T: Send>(folder: &Folder, files: Vec<CaseFile>, kept: Vec<Entry<T>>) -> Vec<Slot<T>> {
    let mut kept = kept.into_iter().peekable();
    let mut slots: Vec<Slot<T>> = Vec::with_capacity(files.len());
    for file in files {
        while kept.next_if(|entry| entry.id < file.id).is_some() {}
        let entry = kept.next_if(|entry| entry.id == file.id);
        slots.push(Slot { file, stamp: None, entry });
    }
    in_parts(slots.iter_mut().collect(), |slot| slot.stamp = folder.stamp(&slot.file.path));
    slots
}

// whether anything is to be kept that was not kept before
fn read_anew<T: Send>(
    folder: &Folder,
    stale: Vec<&mut Slot<T>>,
    now: Option<Moment>,
    make: &(impl Fn(&Loaded<Case>, &Case) -> T + Sync),
) -> bool {
    let changed = in_parts(stale, |slot| {
        let loaded = folder.load::<Case>(&slot.file.path).ok();
        let content = loaded.as_ref().and_then(|loaded| ContentId::of(loaded.text.as_bytes()).ok());
        let before = slot.entry.take();
        let (Some(loaded), Some(content), Some(stamp)) = (loaded, content, slot.stamp) else {
            return before.is_some();
        };
        let settled = now.is_some_and(|now| stamp.is_settled(now));
        let known = loaded.value.as_ref().map(|case| Box::new(make(&loaded, case)));
        slot.entry = Some(Entry { id: slot.file.id.clone(), stamp, settled, content, known });
        // one that was settled was read only because what was known of it held no longer
        !before.is_some_and(|old| !old.settled && !settled && old.stamp == stamp && old.content == content)
    });
    changed.into_iter().any(|changed| changed)
}

/// Does the same to each, on all of the machine's cores; what comes out is in the same order.
fn in_parts<I: Send, O: Send>(items: Vec<I>, work: impl Fn(I) -> O + Sync) -> Vec<O> {
    let hands = thread::available_parallelism().map_or(1, NonZero::get).min(8);
    let part = items.len().div_ceil(hands).max(64);
    let mut items = items.into_iter();
    let parts: Vec<Vec<I>> = std::iter::from_fn(|| {
        let part: Vec<I> = items.by_ref().take(part).collect();
        (!part.is_empty()).then_some(part)
    })
    .collect();
    if parts.len() < 2 {
        return parts.into_iter().flatten().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let running: Vec<_> = parts
            .into_iter()
            .map(|part| scope.spawn(move || part.into_iter().map(work).collect::<Vec<O>>()))
            .collect();
        running
            .into_iter()
            .flat_map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

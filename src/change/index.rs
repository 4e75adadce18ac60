//! What this copy knows of every case without reading it again. A file that bears the stamp under which it was read is as it
//! was then; all others are read, by as many hands as the machine has.

mod group;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::desk::Desk;
use crate::check::Other;
use crate::error::Result;
use crate::folder::{Basis, CaseFile, Loaded};
use crate::history::ContentId;
use crate::query::facts::Facts;
use crate::record::case::Case;
use crate::record::cluster::Setting;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::view::Counted;

use group::{Group, Reading, grouped, in_parts};

/// So many groups of cases are at hand at a time.
const AT_ONCE: usize = 24;

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

impl Desk {
    /// The facts of every case, in the order of the ids.
    pub fn facts(&self) -> Result<Vec<Indexed<Facts>>> {
        self.facts_of(self.folder.cases()?.files)
    }

    /// The cases of whose facts this is so, in the order of the ids; of one that cannot be read there are none.
    pub fn cases_where(&self, mut is_so: impl FnMut(&Indexed<Facts>) -> bool) -> Result<Vec<CaseId>> {
        let mut found = Vec::new();
        self.each_facts(self.folder.cases()?.files, |one| {
            if is_so(&one) {
                found.push(one.file.id);
            }
        })?;
        Ok(found)
    }

    /// The facts of the records whose kind is about something, such as a `community`; what cannot be read is not among them.
    pub fn facts_about(&self, what: &str) -> Result<Vec<Indexed<Facts>>> {
        let mut all = self.facts()?;
        all.retain(|one| one.known.as_ref().is_some_and(|facts| self.vocabulary.is_about(&facts.kind, what)));
        Ok(all)
    }

    /// The facts of all cases, whose files were listed already, in the order of the ids.
    pub fn facts_of(&self, files: Vec<CaseFile>) -> Result<Vec<Indexed<Facts>>> {
        let mut all = Vec::with_capacity(files.len());
        self.each_facts(files, |one| all.push(one))?;
        Ok(all)
    }

    fn each_facts(&self, files: Vec<CaseFile>, see: impl FnMut(Indexed<Facts>)) -> Result<()> {
        let (words, today) = (&self.vocabulary, self.today());
        let make = |_: &Loaded<Case>, case: &Case| Facts::of(case, words, today);
        self.each_indexed(files, ("facts", ""), |facts: &Facts| facts.days.hold(today), make, see)
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

    /// Hands over what is counted of every case, one by one in the order of the ids.
    pub fn each_counted(&self, mut see: impl FnMut(Indexed<Counted>)) -> Result<()> {
        let (words, settings) = (&self.vocabulary, &self.settings);
        let make = |_: &Loaded<Case>, case: &Case| Counted::of(case, words, settings);
        // a community and a project are no cases, and counted otherwise
        let is_case =
            |one: &Indexed<Counted>| one.known.as_ref().is_none_or(|known| words.is_case(&known.kind));
        let see = |one: Indexed<Counted>| {
            if is_case(&one) {
                see(one)
            }
        };
        self.each_indexed(self.folder.cases()?.files, ("counted", ""), |_| true, make, see)
    }

    /// What can be known of every case, one by one in the order of the ids: as it was kept under a name while it still holds,
    /// else made anew. It may rest on nothing but the case, the words of the practice, the cluster, the kinds of the schools,
    /// and what stands beside the name. Of ten years of cases only some are at hand at a time.
    pub(super) fn each_indexed<T: Serialize + DeserializeOwned + Send>(
        &self,
        files: Vec<CaseFile>,
        (name, rests_on): (&str, &str),
        holds: impl Fn(&T) -> bool + Sync,
        make: impl Fn(&Loaded<Case>, &Case) -> T + Sync,
        mut see: impl FnMut(Indexed<T>),
    ) -> Result<()> {
        let basis = self.basis(rests_on)?;
        let mut kept = self.private.kept_parts(name, basis);
        let groups = grouped(files, &mut kept);
        // what is left are groups of cases that are no longer there
        let (mut changed, mut parts) = (!kept.is_empty(), BTreeMap::new());
        let reading =
            Reading { folder: &self.folder, private: &self.private, now: OnceLock::new(), holds, make };
        let mut groups = groups.into_iter().peekable();
        while groups.peek().is_some() {
            let some: Vec<Group> = groups.by_ref().take(AT_ONCE).collect();
            for done in in_parts(some, |group| reading.group(group)) {
                changed |= done.changed;
                parts.insert(done.name, done.part);
                done.found.into_iter().for_each(&mut see);
            }
        }
        if changed {
            self.private.keep_parts(name, basis, &parts);
        }
        Ok(())
    }

    /// The same of all at once.
    pub(super) fn indexed<T: Serialize + DeserializeOwned + Send>(
        &self,
        files: Vec<CaseFile>,
        known_as: (&str, &str),
        holds: impl Fn(&T) -> bool + Sync,
        make: impl Fn(&Loaded<Case>, &Case) -> T + Sync,
    ) -> Result<Vec<Indexed<T>>> {
        let mut all = Vec::with_capacity(files.len());
        self.each_indexed(files, known_as, holds, make, |one| all.push(one))?;
        Ok(all)
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

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
use crate::hands::in_order;
use crate::history::ContentId;
use crate::query::facts::Facts;
use crate::record::case::Case;
use crate::record::cluster::Setting;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::view::Counted;

use group::{Group, Reading, grouped, piled};

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
        self.facts_where(|_| true)
    }

    /// The facts of the cases of which something is so, in the order of the ids; of one that cannot be read there are none.
    pub fn facts_where(&self, is_so: impl Fn(&Indexed<Facts>) -> bool + Sync) -> Result<Vec<Indexed<Facts>>> {
        let mut found = Vec::new();
        let look = |one: Indexed<Facts>| is_so(&one).then_some(one);
        self.each_fact(self.folder.stamped_cases()?.files, look, |one| found.extend(one))?;
        Ok(found)
    }

    /// The ids of those.
    pub fn cases_where(&self, is_so: impl Fn(&Indexed<Facts>) -> bool + Sync) -> Result<Vec<CaseId>> {
        let mut found = Vec::new();
        let look = |one: Indexed<Facts>| is_so(&one).then_some(one.file.id);
        self.each_fact(self.folder.stamped_cases()?.files, look, |id| found.extend(id))?;
        Ok(found)
    }

    /// The facts of the records whose kind is about something, such as a `community`; what cannot be read is not among them.
    pub fn facts_about(&self, what: &str) -> Result<Vec<Indexed<Facts>>> {
        let words = &self.vocabulary;
        self.facts_where(|one| one.known.as_ref().is_some_and(|facts| words.is_about(&facts.kind, what)))
    }

    /// Looks at the facts of all cases, whose files were listed already, and hands over what is made of them one by one, in the
    /// order of the ids.
    pub fn each_fact<S: Send>(
        &self,
        files: Vec<CaseFile>,
        look: impl Fn(Indexed<Facts>) -> S + Sync,
        see: impl FnMut(S),
    ) -> Result<()> {
        let (words, today) = (&self.vocabulary, self.today());
        let make = |_: &Loaded<Case>, case: &Case| Facts::of(case, words, today);
        self.each_indexed(files, ("facts", ""), |facts: &Facts| facts.days.hold(today), make, look, see)
    }

    /// What of every case that can be read bears on the others, in the order of the ids.
    pub fn every_other(&self) -> Result<Vec<Other>> {
        let words = &self.vocabulary;
        let make = |_: &Loaded<Case>, case: &Case| Other::of(case, words);
        let mut all = Vec::new();
        let look = |one: Indexed<Other>| one.known;
        self.each_indexed(
            self.folder.stamped_cases()?.files,
            ("others", ""),
            |_| true,
            make,
            look,
            |one| {
                all.extend(one.map(|other| *other));
            },
        )?;
        Ok(all)
    }

    /// Hands over what is counted of every case, one by one in the order of the ids.
    pub fn each_counted(&self, mut see: impl FnMut(Indexed<Counted>)) -> Result<()> {
        let (words, settings) = (&self.vocabulary, &self.settings);
        let make = |_: &Loaded<Case>, case: &Case| Counted::of(case, words, settings);
        // a community and a project are no cases, and counted otherwise
        let look = |one: Indexed<Counted>| {
            one.known.as_ref().is_none_or(|known| words.is_case(&known.kind)).then_some(one)
        };
        let files = self.folder.stamped_cases()?.files;
        self.each_indexed(
            files,
            ("counted", ""),
            |_| true,
            make,
            look,
            |one| {
                if let Some(one) = one {
                    see(one);
                }
            },
        )
    }

    /// What can be known of every case, looked at and handed over one by one in the order of the ids: as it was kept under a
    /// name while it still holds, else made anew. It may rest on nothing but the case, the words of the practice, the cluster,
    /// the kinds of the schools, and what stands beside the name. Several hands make it and look at it, and of ten years of
    /// cases only some are at hand at a time.
    pub(super) fn each_indexed<T: Serialize + DeserializeOwned, S: Send>(
        &self,
        files: Vec<CaseFile>,
        (name, rests_on): (&str, &str),
        holds: impl Fn(&T) -> bool + Sync,
        make: impl Fn(&Loaded<Case>, &Case) -> T + Sync,
        look: impl Fn(Indexed<T>) -> S + Sync,
        mut see: impl FnMut(S),
    ) -> Result<()> {
        let basis = self.basis(rests_on)?;
        let mut kept = self.private.kept_parts(name, basis);
        let piles = piled(grouped(&files, &mut kept));
        // what is left are groups of cases that are no longer there
        let (mut changed, mut parts) = (!kept.is_empty(), BTreeMap::new());
        let reading =
            Reading { folder: &self.folder, private: &self.private, now: OnceLock::new(), holds, make };
        let group = |group: Group<'_>| reading.group(group, &look);
        let pile = |groups: Vec<Group<'_>>| groups.into_iter().map(group).collect::<Vec<_>>();
        in_order(piles, pile, |done| {
            for done in done {
                changed |= done.changed;
                parts.insert(done.name, done.part);
                done.seen.into_iter().for_each(&mut see);
            }
        });
        if changed {
            self.private.keep_parts(name, basis, &parts);
        }
        Ok(())
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

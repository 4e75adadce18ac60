//! Exchanging work with a hub: what lies unrecorded is recorded, what others sent is fetched and joined file by file, the
//! folder goes forward to it, and everything is sent.
//!
//! What must hold, whatever ends it at whatever point:
//!
//! - What lies in the folder is recorded first, each in its writer's name: from there on every file is as the history says.
//! - The joining change is written before any file changes, with both lines as its parents, so that everybody's work
//!   stands in the history under their own name. It becomes part of the history only together with the files, under the
//!   branch's lock and behind a mark (`history/advance.rs`). The other orders lose: files first without a mark, and the
//!   next command takes a colleague's work for an edit by hand; the history first, and it takes the older file for an
//!   edit by hand that takes a colleague's work back.
//! - Nothing is sent that is not in this folder's history, and the hub's branch moves only from what was seen of it.
//! - What was seen of the hub is remembered last. A hub that lacks it has lost something: nothing is exchanged with it.

use std::collections::{BTreeMap, BTreeSet};
use std::thread::sleep;
use std::time::Duration;

use super::desk::Desk;
use super::joining::{Joining, Remark};
use super::let_go::LetGo;
use super::place::Place;
use super::settle::Noticed;
use crate::error::{Error, ErrorKind, Result};
use crate::history::{Advanced, CommitId, Relation, Sent, Step};
use crate::record::file::RelPath;
use crate::record::id::CaseId;

/// What went one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many changes of each person.
    pub by: BTreeMap<String, usize>,
    /// The cases that they changed.
    pub cases: BTreeSet<CaseId>,
    /// Other files that they changed.
    pub others: BTreeSet<RelPath>,
}

/// What an exchange brought about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchanged {
    /// What lay unrecorded and is recorded now.
    pub noticed: Vec<Noticed>,
    /// What came from the hub.
    pub came: Traffic,
    /// What went to the hub.
    pub went: Traffic,
    /// Cases that were disposed of elsewhere, and that this folder let go of.
    pub let_go: Vec<LetGo>,
    /// What a person should know.
    pub remarks: Vec<Remark>,
}

/// How often it is tried again where others are faster.
const TRIES: u64 = 40;

impl Desk {
    /// Exchanges work with a hub.
    pub fn exchange(&self, place: &Place) -> Result<Exchanged> {
        let mut told = Exchanged { noticed: self.settle_all()?, ..Exchanged::default() };
        let hub = place.open(self)?;
        hub.finish(self)?;
        let Some(mut start) = self.history.newest()? else {
            return Err(Error::request("nothing is recorded in this folder yet"));
        };
        for attempt in 1..=TRIES {
            self.finish()?;
            told.noticed.extend(self.settle_all()?);
            // what was seen is read before the hub: it only grows, and so does the hub
            let seen = self.history.seen(&place.name())?;
            let theirs = hub.fetch(self)?;
            if self.let_go_of(theirs.as_ref(), seen.as_ref(), &mut told.let_go)? {
                start = self.history.newest()?.unwrap_or(start);
                continue;
            }
            self.nothing_lost(seen, theirs.as_ref())?;
            if !self.take_in(theirs.as_ref(), &mut told.remarks)? {
                continue;
            }
            let Some(ours) = self.history.newest()? else { continue };
            if theirs == Some(ours) || hub.send(self, &ours, theirs.as_ref())? == Sent::Done {
                self.history.saw(&place.name(), &ours)?;
                told.came = self.traffic(theirs.as_ref(), &[start])?;
                told.went = self.traffic(Some(&ours), theirs.as_slice())?;
                hub.tidy(self);
                return Ok(told);
            }
            sleep(Duration::from_millis(fastrand::u64(5..30 * attempt)));
        }
        Err(Error::new(ErrorKind::Busy, "others were sending to the hub all the time")
            .hint("What came is in this folder, and your work is recorded here. Try again in a while."))
    }

    /// Lets go of what the hub says was disposed of, before anything of it is joined; says whether there was anything.
    /// What this folder disposed of, the hub must know of, or it would bring it back.
    fn let_go_of(
        &self,
        theirs: Option<&CommitId>,
        seen: Option<&CommitId>,
        told: &mut Vec<LetGo>,
    ) -> Result<bool> {
        let (Some(theirs), Some(ours)) = (theirs, self.history.newest()?) else { return Ok(false) };
        let list = self.listed_at(theirs)?;
        let own = self.gone_cases()?;
        let not_theirs = own.iter().filter(|own| !list.iter().any(|gone| gone.case == own.case));
        let not_theirs: Vec<&str> = not_theirs.map(|own| own.case.as_str()).collect();
        if !not_theirs.is_empty()
            && !matches!(self.history.relation(&ours, theirs)?, Relation::Same | Relation::Ahead)
        {
            let error = would_come_back(&not_theirs);
            // what was looked at of it does not stay here
            let ids: Vec<CaseId> = own.iter().map(|own| own.case.clone()).collect();
            self.history.let_go(&ids, &self.author())?;
            return Err(error);
        }
        let done = told.iter().map(|told| told.gone.case.clone()).collect();
        let mut here = Vec::new();
        for gone in self.still_here(list, &done)? {
            // a line that somebody wrote by hand disposes of nothing: the hub's past would still have the case
            let file = self.folder.case_path(&gone.case);
            if self.history.since(theirs, &[], Some(&file))?.next().transpose()?.is_none() {
                here.push(gone);
            }
        }
        if here.is_empty() {
            return Ok(false);
        }
        told.extend(self.let_go(here, seen)?);
        Ok(true)
    }

    /// Records everything that lies unrecorded in the folder, each in its writer's name.
    pub fn settle_all(&self) -> Result<Vec<Noticed>> {
        self.finish()?;
        let mut noticed = Vec::new();
        let marked = self.private.all_pending()?.into_iter().map(|case| self.folder.case_path(&case));
        let changed = self.history.status()?.into_iter().map(|(path, _)| path);
        for path in changed.chain(marked).collect::<BTreeSet<_>>() {
            noticed.extend(self.settle(&path)?);
        }
        Ok(noticed)
    }

    /// The hub still holds what this copy saw of it.
    fn nothing_lost(&self, seen: Option<CommitId>, theirs: Option<&CommitId>) -> Result<()> {
        let Some(seen) = seen else { return Ok(()) };
        let holds = match theirs {
            Some(theirs) => {
                matches!(self.history.relation(&seen, theirs)?, Relation::Same | Relation::Behind)
            }
            None => false,
        };
        if holds {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Decide, "the hub lacks work that it held when this folder saw it last")
            .because("it was replaced, set back to an earlier day, or its past was written anew")
            .hint("Nothing was changed, here or there, and nothing is lost here. Ask whoever looks after the hub what happened to it.")
            .hint("Where a new hub is meant to take its place, name it: `pikorua sync NEW-HUB`."))
    }

    /// Takes in what others sent; false where something else was recorded here meanwhile, and it must be looked at again.
    fn take_in(&self, theirs: Option<&CommitId>, remarks: &mut Vec<Remark>) -> Result<bool> {
        let (Some(theirs), Some(ours)) = (theirs, self.history.newest()?) else { return Ok(true) };
        let joining = match self.history.relation(&ours, theirs)? {
            Relation::Same | Relation::Ahead => return Ok(true),
            Relation::Behind => Joining { step: Step { from: Some(ours), to: *theirs }, remarks: Vec::new() },
            Relation::Apart => self.joining(&ours, theirs)?,
            Relation::Unrelated => return Err(unrelated()),
        };
        let who = self.author();
        let done = self.hands(&who).go(&joining.step, None)? == Advanced::Done;
        if done {
            remarks.extend(joining.remarks);
        }
        Ok(done)
    }

    fn traffic(&self, newest: Option<&CommitId>, without: &[CommitId]) -> Result<Traffic> {
        let mut traffic = Traffic::default();
        let Some(newest) = newest else { return Ok(traffic) };
        for change in self.history.since(newest, without, None)? {
            let change = change?;
            // joining is nobody's work
            if change.joined.is_some() {
                continue;
            }
            *traffic.by.entry(change.author.name).or_default() += 1;
            for path in self.history.changed(&change.id)? {
                match path.case() {
                    Some(case) => drop(traffic.cases.insert(case)),
                    None => drop(traffic.others.insert(path)),
                }
            }
        }
        Ok(traffic)
    }
}

fn would_come_back(cases: &[&str]) -> Error {
    let names = cases.join(", ");
    Error::new(ErrorKind::Decide, format!("the hub does not know that something was disposed of here: {names}"))
        .because("exchanging with it would bring that back")
        .hint("Nothing was changed, here or there. Is it an old hub, or one that was put back from a backup? Name the one your cluster uses: `pikorua sync HUB`.")
        .hint("Where this folder is to be the beginning of a new hub, name a place where there is none yet.")
}

fn unrelated() -> Error {
    Error::new(ErrorKind::Decide, "this folder and the hub have nothing in common: each was begun by itself")
        .hint("Nothing was changed, here or there. Is it the hub of another cluster? Then name yours.")
        .hint("Where both belong together, make a copy with `pikorua init FOLDER --hub HUB`, and put your case files into it.")
}

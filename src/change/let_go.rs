//! Letting go of cases that were disposed of, in the folder and its history: whoever exchanges work with the hub comes by
//! here when the hub's list names cases that are still here.
//!
//! What must hold, whatever ends it at whatever point:
//!
//! - What lies unrecorded is recorded first, so that nobody's work on anything else goes with a case.
//! - The files of a case go before its past does: a file that lies there without a past would be taken for an edit by hand.
//! - Nothing is recorded or written of a case that the folder's own list names.
//! - While the mark stands (`history/dispose.rs`) the next change here finishes it first. The list itself comes with the
//!   exchange after that, so that an exchange that was broken off comes by here again.

use std::collections::BTreeSet;

use super::desk::Desk;
use crate::error::{Error, Result};
use crate::history::CommitId;
use crate::record::disposed::{Disposed, Gone};
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::read::read;

/// A case that this folder let go of.
#[derive(Clone, Debug, PartialEq)]
pub struct LetGo {
    /// What stays of it.
    pub gone: Gone,
    /// Whose work on it had not been sent from here, and went with it.
    pub unsent: Vec<String>,
}

impl Desk {
    /// What was disposed of, as the folder's own list says.
    pub fn disposed(&self) -> Result<Vec<Gone>> {
        listed(self.folder.disposed()?.value)
    }

    /// Those of the list that are gone from what is recorded here: a line that somebody wrote by hand disposes of nothing.
    pub fn gone_cases(&self) -> Result<Vec<Gone>> {
        let mut gone = Vec::new();
        for one in self.disposed()? {
            if self.history.recorded(&self.folder.case_path(&one.case))?.is_none() {
                gone.push(one);
            }
        }
        Ok(gone)
    }

    /// Whether a file is of a case that was disposed of: nothing of it is recorded.
    pub(super) fn is_gone(&self, file: &RelPath) -> bool {
        self.gone_case(file).is_some()
    }

    // a list that cannot be read is in nobody's way but that of an exchange
    fn gone_case(&self, file: &RelPath) -> Option<Gone> {
        let case = file.case()?;
        let gone = self.disposed().ok()?.into_iter().find(|gone| gone.case == case)?;
        self.history.recorded(file).is_ok_and(|recorded| recorded.is_none()).then_some(gone)
    }

    /// Refuses to write to a case that was disposed of.
    pub(super) fn refuse_gone(&self, file: &RelPath) -> Result<()> {
        match self.gone_case(file) {
            Some(gone) => Err(Error::request(format!("{} {}", gone.case, gone.words())).hint(
                "Nothing is written to it any more. Where the work goes on, `pikorua new` begins a new case.",
            )),
            None => Ok(()),
        }
    }

    /// What the list says that lay in the folder at a change.
    pub(super) fn listed_at(&self, change: &CommitId) -> Result<Vec<Gone>> {
        let Some(bytes) = self.history.content_at(&RelPath::disposed(), change)? else {
            return Ok(Vec::new());
        };
        listed(read::<Disposed>(&String::from_utf8_lossy(&bytes)).value)
    }

    /// Those of a list that are still here; what was let go of already counts only where something lies there again.
    pub(super) fn still_here(&self, list: Vec<Gone>, done: &BTreeSet<CaseId>) -> Result<Vec<Gone>> {
        let known: BTreeSet<CaseId> = self.disposed()?.into_iter().map(|gone| gone.case).collect();
        let mut here = Vec::new();
        for gone in list {
            let file = self.folder.case_path(&gone.case);
            if !(known.contains(&gone.case) || done.contains(&gone.case))
                || self.folder.read_bytes(&file)?.is_some()
                || self.history.recorded(&file)?.is_some()
            {
                here.push(gone);
            }
        }
        Ok(here)
    }

    /// Lets go of cases; `sent` is what went to the hub last.
    pub(super) fn let_go(&self, cases: Vec<Gone>, sent: Option<&CommitId>) -> Result<Vec<LetGo>> {
        let _recording = self.history.recording()?;
        self.settle_all()?;
        let unsent = |gone: &Gone| self.unsent(&self.folder.case_path(&gone.case), sent);
        let told = cases.into_iter().map(|gone| Ok(LetGo { unsent: unsent(&gone)?, gone }));
        let told = told.collect::<Result<Vec<_>>>()?;
        let ids: Vec<CaseId> = told.iter().map(|told| told.gone.case.clone()).collect();
        self.history.begin_disposing(&ids)?;
        self.clear_away(&ids)?;
        Ok(told)
    }

    /// Finishes letting go where it was broken off here, as far as the folder's own list goes; the rest comes with the
    /// next exchange.
    pub(super) fn finish_letting_go(&self) -> Result<()> {
        let Some(begun) = self.history.disposing() else { return Ok(()) };
        let _recording = self.history.recording()?;
        let list =
            self.history.newest()?.map(|newest| self.listed_at(&newest)).transpose()?.unwrap_or_default();
        let is_listed = |case: &CaseId| list.iter().any(|gone| gone.case == *case);
        let ids: Vec<CaseId> = begun.into_iter().filter(is_listed).collect();
        self.clear_away(&ids)
    }

    fn clear_away(&self, cases: &[CaseId]) -> Result<()> {
        if !cases.is_empty() {
            self.folder.let_go(cases)?;
            self.private.let_go(cases)?;
            self.history.let_go(cases, &self.author())?;
        }
        self.history.disposing_is_done()
    }

    // who changed a file since it was sent last
    fn unsent(&self, file: &RelPath, sent: Option<&CommitId>) -> Result<Vec<String>> {
        let (Some(newest), Some(sent)) = (self.history.newest()?, sent) else { return Ok(Vec::new()) };
        let changes = self.history.since(&newest, &[*sent], Some(file))?;
        let names = changes.map(|change| change.map(|change| change.author.name));
        Ok(names.collect::<Result<BTreeSet<_>>>()?.into_iter().collect())
    }
}

fn listed(list: Option<Disposed>) -> Result<Vec<Gone>> {
    let list = list.ok_or_else(|| {
        Error::request(format!("`{}`, the list of what was disposed of, cannot be read", RelPath::disposed()))
            .hint("`pikorua check` says what is wrong in it; `pikorua undo disposed.yaml` brings back what was recorded.")
    })?;
    Ok(list.disposed)
}

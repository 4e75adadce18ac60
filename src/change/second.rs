//! Second versions of files. A case is joined with a second version of it, and the second goes only when all of it is in the
//! record or in its past; of a file that is no record somebody says which of the two holds.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::joined::merged;
use super::settle::Noticed;
use crate::error::{Error, Result};
use crate::history::{Author, Note};
use crate::record::case_text::CaseText;
use crate::record::file::RelPath;
use crate::record::id::CaseId;

/// Which of two versions of a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The one that stands in its place.
    First,
    /// The one that lies beside it.
    Second,
}

/// What became of a second version of a case. It is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The case.
    pub case: CaseId,
    /// Whether it brought anything that the record did not have, now or before.
    pub is_news: bool,
    /// How many questions came of it.
    pub questions: usize,
    /// What lay unrecorded in the case.
    pub noticed: Vec<Noticed>,
}

/// How far back a version is looked for from which a second one came.
const FAR: usize = 1_000;

impl Desk {
    /// Joins a case with a second version of it that lies beside it, and takes the second away.
    pub fn join_second(&self, second: &RelPath) -> Result<Merged> {
        let first = second.is_beside().and_then(|file| Some((file.case()?, file)));
        let (case, file) = first.ok_or_else(|| not_a_second(second))?;
        self.finish()?;
        let _recording = self.history.recording()?;
        let _writing = self.writing(&file)?;
        let noticed = self
            .settle_as(&file, ["answers of a walk so far", "changes that could not be recorded at once"])?;
        let there = self.folder.read_bytes(&file)?.ok_or_else(|| without_first(second, &file))?;
        let beside = self.folder.read_bytes(second)?.ok_or_else(|| decided_meanwhile(second))?;
        let past = self.versions(&file)?;
        let mut joined = Merged { case: case.clone(), is_news: false, questions: 0, noticed };
        // an older copy, and one that was cut off, bring nothing: all of it is in the past of the case
        if !past.iter().any(|version| version.starts_with(&beside)) {
            is_of(&case, second, &beside)?;
            let now = self.history.newest()?.map(|newest| self.last_by(&file, &newest, &[])).transpose()?;
            let (us, them) = (now.unwrap_or_else(|| self.author()), self.who_left(second));
            let base = nearest(&beside, &past).filter(|base| **base != there);
            let both = merged(&file, base.map(Vec::as_slice), (&there, &us), (&beside, &them));
            let both = both.ok_or_else(|| cannot_be_joined(second, &file))?;
            joined.questions = both.questions.len();
            if both.text.as_bytes() != there {
                joined.is_news = true;
                let work = self.pending(both.text.as_bytes(), None, Some(&there));
                self.place(&case, &file, &work, Some(&there))?;
                let note = Note::new("joined with a second version of its file").with("Case", &case);
                self.record_work(&file, &work, &note)?;
            }
        }
        self.folder.take_away(second, &beside)?;
        if self.history.recorded(second)?.is_some() {
            let note = Note::new("took away a second version that is joined").with("Case", &case);
            self.history.commit(std::slice::from_ref(second), &note, &self.author(), &self.author())?;
        }
        Ok(joined)
    }

    /// What was recorded of a file, the newest first.
    fn versions(&self, file: &RelPath) -> Result<Vec<Vec<u8>>> {
        let mut versions = Vec::new();
        for change in self.history.commits(Some(file))?.take(FAR) {
            versions.extend(self.history.content_at(file, &change?.id)?);
        }
        Ok(versions)
    }

    // nobody can tell who wrote it; when, the drive says
    fn who_left(&self, second: &RelPath) -> Author {
        let hand = self.by_hand();
        let written = self.folder.written_at(second).and_then(|at| jiff::Timestamp::try_from(at).ok());
        let when = written.map_or(hand.when.clone(), |at| at.to_zoned(self.now.time_zone().clone()));
        Author { when: when.min(self.now.clone()), ..hand }
    }

    /// Puts the version that holds in its place, and takes away the second, as one change.
    pub fn choose(&self, second: &RelPath, holds: Version) -> Result<()> {
        let first = second.is_beside().filter(|file| file.case().is_none());
        let first = first.ok_or_else(|| not_a_second(second))?;
        let files = [first, second.clone()];
        for file in &files {
            self.settle(file)?;
        }
        let _recording = self.history.recording()?;
        let [there, beside] = [&files[0], &files[1]].map(|file| self.folder.read_bytes(file));
        let (there, beside) = (there?, beside?);
        let beside = beside.ok_or_else(|| decided_meanwhile(second))?;
        if holds == Version::Second {
            self.folder.write(&files[0], &beside, there.as_deref())?;
        }
        self.folder.take_away(second, &beside)?;
        let note = Note::new("decided between two versions");
        self.history.commit(&files, &note, &self.author(), &self.author()).map(drop)
    }
}

/// Of the versions that were recorded the one that a text has most in common with, the older of equals: from which it came,
/// as far as can be told.
fn nearest<'v>(text: &[u8], versions: &'v [Vec<u8>]) -> Option<&'v Vec<u8>> {
    let lines = |text: &[u8]| -> BTreeMap<Vec<u8>, isize> {
        let mut lines = BTreeMap::new();
        for line in text.split(|byte| *byte == b'\n') {
            *lines.entry(line.trim_ascii_end().to_vec()).or_default() += 1;
        }
        lines
    };
    let ours = lines(text);
    let apart = |version: &Vec<u8>| -> usize {
        let mut differ = lines(version);
        ours.iter().for_each(|(line, n)| *differ.entry(line.clone()).or_default() -= n);
        differ.values().map(|n| n.unsigned_abs()).sum()
    };
    versions.iter().rev().min_by_key(|version| apart(version))
}

// a file of another case under this name is not taken apart
fn is_of(case: &CaseId, second: &RelPath, text: &[u8]) -> Result<()> {
    let read = std::str::from_utf8(text).ok().and_then(|text| CaseText::read(second.as_str(), text).ok());
    match read.as_ref().map(|read| &read.case().id) {
        Some(id) if id == case => Ok(()),
        Some(id) => Err(Error::request(format!("`{second}` says that it is {id}, and lies beside {case}"))
            .hint("Give the file the name of its own case, or put into the case what shall stay of it.")),
        None => Err(Error::request(format!("`{second}` cannot be read as a case"))
            .hint("Mend it in an editor, then do this again; or put into the case what shall stay of it.")),
    }
}

fn not_a_second(second: &RelPath) -> Error {
    Error::request(format!("`{second}` is not a second version of a file that could be put in place here"))
        .hint("`pikorua list` names those that there are.")
}

fn without_first(second: &RelPath, file: &RelPath) -> Error {
    Error::request(format!("`{second}` lies beside `{file}`, which is not there"))
        .hint("`pikorua undo CASE` brings the case back, where it was taken away; then do this again.")
}

fn decided_meanwhile(second: &RelPath) -> Error {
    Error::request(format!("`{second}` is not there any more"))
        .hint("Somebody may have decided it meanwhile.")
}

fn cannot_be_joined(second: &RelPath, file: &RelPath) -> Error {
    Error::request(format!("`{second}` and `{file}` could not be joined")).hint(
        "Put into the case what shall stay of the second, with `pikorua edit`, then take the second away.",
    )
}

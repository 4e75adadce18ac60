//! Two people at one file in one folder: what somebody wrote while another was at work is joined with the other's by what
//! stands in the two, from what both began with. What only one of them changed holds; where both wrote different things
//! in one place, both are kept as a question in the record, and somebody is asked.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::joined::{beside, merged};
use super::questions::Open;
use crate::error::{Error, ErrorKind, Result};
use crate::history::{Author, CommitId};
use crate::record::case::Case;
use crate::record::case_text::CaseText;
use crate::record::file::RelPath;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::tree;
use crate::view::in_sentence;

/// What somebody did to a file while another was at work on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meanwhile {
    /// Who, in the order of their names; nobody where that is not known.
    pub by: Vec<String>,
    /// The parts of the record that they changed, in words.
    pub parts: Vec<String>,
}

/// A place where both wrote different things.
#[derive(Clone, Debug, PartialEq)]
pub struct Collided {
    /// The question that the record keeps.
    pub open: Open,
    /// Whether what stands in its place for now is what was written here.
    pub ours_stands: bool,
}

/// Two versions of a file in one.
pub(super) struct Met {
    pub(super) text: String,
    /// Whether both wrote different things in one place.
    pub(super) asks: bool,
    pub(super) collided: Vec<Collided>,
    pub(super) meanwhile: Meanwhile,
}

/// The versions of a file that meet.
pub(super) struct Versions<'a> {
    pub(super) base: Option<&'a [u8]>,
    pub(super) ours: &'a str,
    pub(super) theirs: &'a [u8],
}

impl Desk {
    /// Joins what was meant to be written with what somebody else wrote meanwhile, which is recorded by now; `began` is the
    /// newest change that was there when this work began.
    pub(super) fn meet(
        &self,
        file: &RelPath,
        versions: &Versions<'_>,
        began: Option<&CommitId>,
    ) -> Result<Met> {
        let others = self.others(file, began)?;
        let us = self.author();
        let them = others.last().cloned().unwrap_or_else(|| Author { name: SOMEBODY.into(), ..us.clone() });
        let ours = (versions.ours.as_bytes(), &us);
        let Some(both) = merged(file, versions.base, ours, (versions.theirs, &them)) else {
            return Err(self.aside(file, versions.ours)?);
        };
        let by: BTreeSet<String> = others.into_iter().map(|author| author.name).collect();
        let mut met = Met {
            asks: !both.questions.is_empty(),
            text: both.text,
            collided: Vec::new(),
            meanwhile: Meanwhile { by: by.into_iter().collect(), parts: Vec::new() },
        };
        if file.case().is_some() {
            let read = |text: &[u8]| CaseText::read(file.as_str(), std::str::from_utf8(text).ok()?).ok();
            let ours = read(versions.ours.as_bytes()).map(|text| tree::of(text.case()));
            let parts = versions.base.and_then(read).zip(read(versions.theirs));
            met.meanwhile.parts =
                parts.map_or_else(Vec::new, |(base, theirs)| parts_of(base.case(), theirs.case()));
            met.collided =
                both.questions.into_iter().filter_map(|q| collided(file, ours.as_ref(), q)).collect();
        }
        Ok(met)
    }

    /// Who changed a file since this work began, the last of them last.
    fn others(&self, file: &RelPath, began: Option<&CommitId>) -> Result<Vec<Author>> {
        let Some(newest) = self.history.newest()? else { return Ok(Vec::new()) };
        let known = began.map(std::slice::from_ref).unwrap_or_default();
        let changes = self.history.since(&newest, known, Some(file))?;
        // where it is not known when the work began, the newest change is the one that is certain
        let most = if began.is_some() { usize::MAX } else { 1 };
        let mut authors = changes.take(most).map(|change| Ok(change?.author)).collect::<Result<Vec<_>>>()?;
        authors.reverse();
        // what this work wrote itself may have been recorded by others
        let us = self.author().name;
        if authors.iter().any(|author| author.name != us) {
            authors.retain(|author| author.name != us);
        }
        Ok(authors)
    }

    /// Nothing can be made of the two: what was meant to be written lies beside the file, and theirs stays.
    fn aside(&self, file: &RelPath, ours: &str) -> Result<Error> {
        let place = beside(file, ours.as_bytes());
        let there = self.folder.read_bytes(&place)?;
        self.folder.write(&place, ours.as_bytes(), there.as_deref())?;
        Ok(Error::new(
            ErrorKind::Decide,
            format!("`{file}` changed meanwhile, and the two could not be joined"),
        )
        .hint(format!("Nothing was written over it. What you wrote lies beside it, in `{place}`."))
        .hint(SECOND_VERSIONS))
    }
}

/// What to do about a second version of a file.
pub const SECOND_VERSIONS: &str = "`pikorua sync --resolve` joins a case with its second version and asks where the two \
                                   differ; of any other file it asks which of the two holds.";

/// Somebody whose name is not known.
const SOMEBODY: &str = "somebody";

fn collided(
    file: &RelPath,
    ours: Option<&serde_json::Value>,
    question: crate::record::case::Question,
) -> Option<Collided> {
    let path = question.path.as_ref().map(|path| Path::parse(path.as_str())).unwrap_or_default();
    let ours_stands = ours.is_some_and(|ours| same(tree::at(ours, &path), &question.one.0));
    let open = Open { file: file.clone(), id: question.id.clone()?, question };
    Some(Collided { open, ours_stands })
}

// numbers may be kept as words, and the other way round
fn same(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    let words = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    one == other || words(one).trim() == words(other).trim()
}

/// The parts of a record in which two versions differ, in the words of its description.
fn parts_of(before: &Case, after: &Case) -> Vec<String> {
    let (before, after) = (tree::of(before), tree::of(after));
    let Shape::Map(map) = &Case::SHAPE else { return Vec::new() };
    // what the tool notes by itself is nobody's words
    let told = |key: &str| !["visits", "questions", "schema"].contains(&key);
    let fields = map.fields.iter().filter(|field| told(field.key) && before[field.key] != after[field.key]);
    fields.map(|field| in_sentence(field.doc)).collect()
}

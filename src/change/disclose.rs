//! What was shared with somebody outside the team, as the case itself keeps it.

use super::desk::Desk;
use super::session::Session;
use crate::error::Result;
use crate::history::Note;
use crate::record::edit::Edit;
use crate::record::id::{CaseId, PersonId, RowId, SettingId};
use crate::record::path::Path;
use crate::record::tree;
use crate::record::value::Date;

/// The fact in the history by which an entry is told from other changes.
pub(super) const FACT: &str = "Disclosure";

/// To whom or where something goes.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    /// A school or service of ours.
    Setting(SettingId),
    /// Somebody of the team or the cluster.
    Person(PersonId),
    /// Anybody else, in words.
    Elsewhere(String),
}

impl To {
    /// The id, or the words.
    pub fn as_str(&self) -> &str {
        match self {
            To::Setting(id) => id.as_str(),
            To::Person(id) => id.as_str(),
            To::Elsewhere(words) => words,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            To::Setting(_) => "to",
            To::Person(_) => "person",
            To::Elsewhere(_) => "to_elsewhere",
        }
    }
}

/// Something that is shared.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub date: Date,
    /// Whom such a document is for, as an agreement names them.
    pub reader: Option<String>,
    /// To whom or where.
    pub to: To,
    /// What was shared, in words.
    pub what: String,
    /// The document and the version of the record, where one was made.
    pub document: Option<(String, String)>,
    /// What it rests on: a word of the list `bases`.
    pub basis: String,
    /// The agreement that covers it.
    pub agreement: Option<String>,
    /// Why, where it rests on something else.
    pub why: Option<String>,
    /// How it was handed over.
    pub how: Option<String>,
    /// The request that it answers, by the id of its row.
    pub answers: Option<String>,
}

impl Entry {
    fn values(&self, by: &str) -> [(&'static str, Option<String>); 11] {
        let (document, version) = self.document.clone().unzip();
        [
            ("date", Some(self.date.to_string())),
            ("reader", self.reader.clone()),
            (self.to.key(), Some(self.to.as_str().to_owned())),
            ("what", Some(self.what.clone())),
            ("document", document),
            ("version", version),
            ("basis", Some(self.basis.clone())),
            ("agreement", self.agreement.clone()),
            ("why", self.why.clone()),
            ("by", Some(by.to_owned())),
            ("how", self.how.clone()),
        ]
    }
}

impl Desk {
    /// Enters something that is shared in its case, and records it; the row comes back by its id.
    pub fn disclose(&self, case: &CaseId, entry: &Entry) -> Result<RowId> {
        let mut session = Session::open(self, case)?;
        let record = tree::of(session.case());
        let row = self.ids().row('x', |id| tree::has_row(&record, id));
        let mut edits = Edit::row("disclosures", &row, entry.values(self.user.as_str()));
        edits.extend(
            entry
                .answers
                .as_ref()
                .map(|request| Edit::Set { path: answered(request), value: entry.date.to_string().into() }),
        );
        session.apply(&edits)?;
        let what = entry.document.as_ref().map_or("something", |(document, _)| document);
        session.record(Note::new(format!("shared: {what}")).with(FACT, &row))?;
        row.parse().map_err(|_| crate::error::Error::fault("a row got no id"))
    }

    /// Takes an entry back, where nothing came to be shared after all, nor was the request answered.
    pub fn take_back(&self, case: &CaseId, row: &RowId, request: Option<&str>) -> Result<()> {
        let mut session = Session::open(self, case)?;
        let mut edits = vec![Edit::Remove { path: Path::parse("disclosures").key(row.to_string()) }];
        edits.extend(request.map(|request| Edit::Remove { path: answered(request) }));
        session.apply(&edits)?;
        session.record(Note::new("nothing was shared after all").with(FACT, row)).map(|_| ())
    }

    /// The version of a case, as documents quote it: the last change to it that did more than enter what was shared.
    pub fn version_of(&self, case: &CaseId) -> Result<Option<String>> {
        for commit in self.history.commits(Some(&self.folder.case_path(case)))? {
            let commit = commit?;
            if commit.note.fact(FACT).is_none() {
                return Ok(Some(commit.id.short()));
            }
        }
        Ok(None)
    }
}

/// The place of the day on which a request was answered.
fn answered(request: &str) -> Path {
    Path::parse("access_requests").key(request).key("answered_on")
}

//! Open questions: where two people wrote different things, as the records themselves keep it.

use super::{Desk, Session};
use crate::error::{Error, Result};
use crate::history::Note;
use crate::record::case::Question;
use crate::record::case_text::CaseText;
use crate::record::edit::Edit;
use crate::record::id::{CaseId, RowId};
use crate::record::merge::{Choice, answer as answers};
use crate::record::path::Path;

/// One open question of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// The case.
    pub case: CaseId,
    /// The id of the row that keeps it.
    pub id: RowId,
    /// What it holds.
    pub question: Question,
}

/// What somebody decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// One of the two, or what stands there by now.
    Is(Choice),
    /// Neither; these words instead.
    Words(String),
}

impl Open {
    /// The place that both wrote to; the file as a whole, where it is empty.
    pub fn path(&self) -> Path {
        self.question.path.as_ref().map(|path| Path::parse(path.as_str())).unwrap_or_default()
    }
}

/// All open questions of the folder, in the order of the cases. Only records that have some are read whole.
pub fn open(desk: &Desk) -> Result<Vec<Open>> {
    let mut found = Vec::new();
    for file in desk.folder.cases()?.files {
        // what cannot be read is said by `check`
        let Ok(text) = desk.folder.read_text(&file.path) else { continue };
        let keeps = |line: &str| line.starts_with("questions:") || line.starts_with("\"questions\"");
        if !text.text.lines().any(keeps) && !text.text.trim_start().starts_with('{') {
            continue;
        }
        if let Some(case) = desk.look(&file.id)?.value {
            let rows = case.questions.into_iter();
            found.extend(rows.filter_map(|question| {
                Some(Open { case: file.id.clone(), id: question.id.clone()?, question })
            }));
        }
    }
    Ok(found)
}

/// The edits by which a question is answered in a text.
pub fn edits(text: &CaseText, open: &Open, decided: &Decided) -> Result<Vec<Edit>> {
    let choice = match decided {
        Decided::Is(choice) => *choice,
        Decided::Words(_) => Choice::AsItIs,
    };
    let mut edits = answers(text.text(), open.id.as_str(), choice).map_err(|why| {
        Error::request(format!("that cannot be decided in {}", open.case)).because(&why).hint(why.remedy)
    })?;
    if let Decided::Words(words) = decided {
        edits.insert(0, Edit::Set { path: open.path(), value: words.as_str().into() });
    }
    Ok(edits)
}

/// Answers a question: what was decided stands in its place, and the question goes, as one change.
pub fn answer(desk: &Desk, open: &Open, decided: &Decided) -> Result<()> {
    let mut session = Session::open(desk, &open.case)?;
    let edits = edits(session.text(), open, decided)?;
    session.apply(&edits)?;
    session.record(Note::new("decided between two versions")).map(|_| ())
}

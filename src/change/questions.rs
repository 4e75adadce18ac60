//! Open questions: where two people wrote different things, as the records themselves keep it.

use serde_json::Value as Tree;

use super::{Desk, Session};
use crate::error::{Error, Result};
use crate::history::Note;
use crate::record::edit::Edit;
use crate::record::id::CaseId;
use crate::record::path::Path;
use crate::record::tree;

/// One open question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The case.
    pub case: CaseId,
    /// The id of the row that keeps it.
    pub id: String,
    /// The place that both wrote to.
    pub path: Path,
    /// What one wrote; null where they took it away.
    pub one: Tree,
    /// What the other wrote.
    pub other: Tree,
    /// Who wrote one, where it is known.
    pub one_by: Option<String>,
    /// When.
    pub one_on: Option<String>,
    /// Who wrote the other.
    pub other_by: Option<String>,
    /// When.
    pub other_on: Option<String>,
}

/// All open questions of the folder, in the order of the cases. Only records that have some are read whole.
pub fn open(desk: &Desk) -> Result<Vec<Question>> {
    let mut found = Vec::new();
    for file in desk.folder.cases()?.files {
        // what cannot be read is said by `check`
        let Ok(text) = desk.folder.read_text(&file.path) else { continue };
        let keeps = |line: &str| line.starts_with("questions:") || line.starts_with("\"questions\"");
        if !text.text.lines().any(keeps) && !text.text.trim_start().starts_with('{') {
            continue;
        }
        if let Some(case) = desk.look(&file.id)?.value {
            let record = tree::of(&case);
            let rows = record["questions"].as_array().into_iter().flatten();
            found.extend(rows.filter_map(|row| question(&file.id, row)));
        }
    }
    Ok(found)
}

fn question(case: &CaseId, row: &Tree) -> Option<Question> {
    let text = |key: &str| row[key].as_str().map(str::to_owned);
    Some(Question {
        case: case.clone(),
        id: text("id")?,
        path: Path::parse(&text("path")?),
        one: row["one"].clone(),
        other: row["other"].clone(),
        one_by: text("one_by"),
        one_on: text("one_on"),
        other_by: text("other_by"),
        other_on: text("other_on"),
    })
}

/// Answers a question: the value stands in its place, and the question goes, as one change.
pub fn answer(desk: &Desk, question: &Question, value: &Tree) -> Result<()> {
    let mut session = Session::open(desk, &question.case)?;
    let path = question.path.clone();
    let set = match value {
        Tree::Null => Edit::Remove { path },
        value => Edit::Set {
            path,
            value: serde_yaml::to_value(value)
                .map_err(|e| Error::fault("an answer could not be written").because(e.to_string()))?,
        },
    };
    let gone = Edit::Remove { path: Path::parse("questions").key(&question.id) };
    session.apply(&[set, gone])?;
    session.record(Note::new("decided between two versions")).map(|_| ())
}

//! Open questions: where two people wrote different things, as the records themselves keep it.

use super::{Desk, Indexed, Seen, Session};
use crate::error::{Error, Result};
use crate::history::Note;
use crate::query::facts::Facts;
use crate::record::case::{Case, Question};
use crate::record::cluster::{People, Setting};
use crate::record::disposed::Disposed;
use crate::record::edit::{Edit, Source};
use crate::record::file::{Holds, RelPath};
use crate::record::id::{CaseId, RowId};
use crate::record::merge::{Choice, answer as answers};
use crate::record::path::Path;
use crate::record::read::read;
use crate::record::shape::{Field, Shape};

/// One open question of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// The file of the record.
    pub file: RelPath,
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
    /// The case, where the record is one.
    pub fn case(&self) -> Option<CaseId> {
        self.file.case()
    }

    /// What the record is called: the id of a case, or the name of another file.
    pub fn name(&self) -> String {
        self.case().map_or_else(|| self.file.to_string(), |case| case.to_string())
    }

    /// The place that both wrote to; the file as a whole, where it is empty.
    pub fn path(&self) -> Path {
        self.question.path.as_ref().map(|path| Path::parse(path.as_str())).unwrap_or_default()
    }

    /// What may stand in the record.
    pub fn shape(&self) -> &'static Shape {
        match self.file.holds() {
            Holds::Case => &Case::SHAPE,
            Holds::People => &People::SHAPE,
            Holds::Setting => &Setting::SHAPE,
            Holds::Disposed => &Disposed::SHAPE,
            Holds::Other => &Shape::Free,
        }
    }
}

/// All open questions of the folder: of the cases in their order, then of the people and of the schools. Only cases that have
/// some are read.
pub fn open(desk: &Desk) -> Result<Vec<Open>> {
    let mut found = Vec::new();
    // what cannot be read is said by `check`
    let has_some = |case: &Indexed<Facts>| case.known.as_ref().is_some_and(|facts| facts.questions > 0);
    for Indexed { file, .. } in desk.facts_where(has_some)? {
        if let Some(case) = desk.look(&file.id)?.value {
            found.extend(of(&file.path, case.questions));
        }
    }
    found.extend(around(desk)?);
    Ok(found)
}

/// The open questions of the files around the cases.
pub fn around(desk: &Desk) -> Result<Vec<Open>> {
    let people = desk.folder.people().ok().and_then(|file| file.value).map(|people| people.questions);
    let mut found: Vec<Open> = of(&RelPath::people(), people.unwrap_or_default()).collect();
    let disposed = desk.folder.disposed().ok().and_then(|file| file.value).map(|disposed| disposed.questions);
    found.extend(of(&RelPath::disposed(), disposed.unwrap_or_default()));
    for file in desk.folder.settings()?.files {
        let questions = file.value.map(|setting| setting.questions).unwrap_or_default();
        found.extend(of(&file.path, questions));
    }
    Ok(found)
}

fn of(file: &RelPath, questions: Vec<Question>) -> impl Iterator<Item = Open> {
    let open = |question: Question| Some(Open { file: file.clone(), id: question.id.clone()?, question });
    questions.into_iter().filter_map(open)
}

/// The edits by which a question is answered in a text.
pub fn edits(text: &str, open: &Open, decided: &Decided) -> Result<Vec<Edit>> {
    let choice = match decided {
        Decided::Is(choice) => *choice,
        Decided::Words(_) => Choice::Neither,
    };
    let mut edits = answers(text, open.id.as_str(), choice).map_err(|why| {
        Error::request(format!("that cannot be decided in {}", open.name())).because(&why).hint(why.remedy)
    })?;
    if let Decided::Words(words) = decided {
        edits.insert(0, Edit::Set { path: open.path(), value: words.as_str().into() });
    }
    Ok(edits)
}

/// Answers a question: what was decided stands in its place, and the question goes, as one change.
pub fn answer(desk: &Desk, open: &Open, decided: &Decided) -> Result<()> {
    let note = Note::new("decided between two versions");
    let Some(case) = open.case() else { return answer_around(desk, open, decided, note) };
    let mut session = Session::open(desk, &case)?;
    let edits = edits(session.text().text(), open, decided)?;
    session.apply(&edits)?;
    session.record(note).map(|_| ())
}

fn answer_around(desk: &Desk, open: &Open, decided: &Decided, note: Note) -> Result<()> {
    desk.settle(&open.file)?;
    let newest = desk.history.newest()?;
    let seen = desk.folder.read_text(&open.file)?;
    let text = answered(&seen.text, open, decided)?;
    let seen = Seen { content: Some(seen.bytes()), newest };
    desk.put_over(&open.file, &text, seen, note).map(|_| ())
}

/// The text of a file around the cases with a question answered.
pub fn answered(text: &str, open: &Open, decided: &Decided) -> Result<String> {
    let edits = edits(text, open, decided)?;
    let failed = || Error::request(format!("that cannot be decided in {}", open.name()));
    let after = Source::read(text)
        .apply(&edits, Some(open.shape()))
        .map_err(|why| failed().because(&why).hint(why.remedy))?
        .text;
    // what stood in a version of another time may not do any more
    let is_record = match open.file.holds() {
        Holds::People => read::<People>(&after).value.is_some(),
        Holds::Setting => read::<Setting>(&after).value.is_some(),
        Holds::Disposed => read::<Disposed>(&after).value.is_some(),
        Holds::Case | Holds::Other => true,
    };
    if is_record {
        return Ok(after);
    }
    Err(failed()
        .because("the file could not be read with that in its place")
        .hint("Write what holds by hand with `pikorua edit`, then leave it as it stands."))
}

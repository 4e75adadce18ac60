//! Taking a change back, as a change of its own. What was done elsewhere in the same record since stays: the change is
//! taken out of what stands there now, by structure, as two versions are joined. Where that cannot be told apart, later
//! work was built on it, and a person must decide.

mod back;
mod gone;
mod named;

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::Duration;

use super::desk::Desk;
use super::settle::Noticed;
use crate::error::{Error, ErrorKind, Result};
use crate::history::{Advanced, Commit, CommitId, Note, Step};
use crate::record::file::RelPath;
use crate::record::path::Path;
use back::{Back, back};

pub use gone::{Away, Brought, rescue};

/// What is to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The last change of the folder.
    Newest,
    /// The last change of one file.
    Of(RelPath),
    /// One change.
    Change(CommitId),
}

/// What taking a change back does to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The file.
    pub path: RelPath,
    /// Its content as it is recorded; nothing where it is not there.
    pub now: Option<Vec<u8>>,
    /// Its content without the change.
    pub then: Option<Vec<u8>>,
}

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoing {
    /// The change.
    pub change: Commit,
    /// What becomes of the files.
    pub files: Vec<Returned>,
    /// What lay unrecorded and was recorded first.
    pub noticed: Vec<Noticed>,
    over: CommitId,
}

/// How often it is looked at again where others record meanwhile.
const TRIES: u64 = 20;

impl Desk {
    /// What taking something back would do; what lies unrecorded there is recorded first, and nothing else has changed
    /// yet. Where later work was built on it, that is said.
    pub fn undoing(&self, what: &What) -> Result<Undoing> {
        let mut noticed = match what {
            What::Newest => self.settle_all()?,
            What::Of(path) => self.settle(path)?,
            What::Change(_) => Vec::new(),
        };
        let change = match what {
            What::Newest => self.last_work(None)?,
            What::Of(path) => self.last_work(Some(path))?,
            What::Change(id) => self.history.change(id)?,
        };
        for path in self.history.changed(&change.id)? {
            noticed.extend(self.settle(&path)?);
        }
        Ok(Undoing { noticed, ..self.planned(change)? })
    }

    /// Takes it back, and gives the change that says so.
    pub fn undo(&self, undoing: &Undoing) -> Result<CommitId> {
        let mut plan = undoing.clone();
        for attempt in 1..=TRIES {
            let who = self.author();
            let contents: BTreeMap<_, _> =
                plan.files.iter().map(|f| (f.path.clone(), f.then.clone())).collect();
            let to = self.history.draft(&plan.over, &contents, &note(&plan.change), &who)?;
            let step = Step { from: Some(plan.over), to };
            if self.hands(&who).go(&step, None)? == Advanced::Done {
                return Ok(to);
            }
            // somebody recorded something meanwhile: the same change is taken out of what stands there now
            sleep(Duration::from_millis(fastrand::u64(2..10 * attempt)));
            self.finish()?;
            plan = self.planned(plan.change)?;
        }
        Err(Error::new(ErrorKind::Busy, "others were recording in this folder all the time")
            .hint("Nothing was taken back. Try again in a while."))
    }

    /// The newest change that is somebody's work; joining is nobody's.
    fn last_work(&self, of: Option<&RelPath>) -> Result<Commit> {
        for change in self.history.commits(of)? {
            let change = change?;
            if change.joined.is_none() && !self.history.changed(&change.id)?.is_empty() {
                return Ok(change);
            }
        }
        Err(match of {
            Some(path) => {
                Error::request(format!("nothing of `{path}` is recorded, so nothing can be taken back"))
            }
            None => Error::request("nothing is recorded that could be taken back"),
        })
    }

    fn planned(&self, change: Commit) -> Result<Undoing> {
        if change.joined.is_some() {
            return Err(Error::request(format!("{} joined the work of several people", change.id.short()))
                .because("it holds nobody's own work, so there is nothing in it to take back")
                .hint("`pikorua log` lists what came with it; name one of those changes."));
        }
        if change.note.fact(super::dispose::FACT).is_some() {
            return Err(Error::request(format!(
                "{} says what was disposed of, and is not taken back",
                change.id.short()
            ))
            .because("what was disposed of is gone from every copy")
            .hint("Name another change: `pikorua log` lists them."));
        }
        if change.note.fact(super::disclose::FACT).is_some() {
            return Err(Error::new(
                ErrorKind::Refused,
                format!("{} says what was shared with whom, and is not taken back", change.id.short()),
            )
            .because("what went out is out, and whoever asks what was shared of them has a right to know")
            .hint("Where the entry is not right, change its words: `pikorua share CASE` lists it with its id, as in `pikorua set CASE disclosures.ID.how=…`.")
            .hint("To take back what came before it, name that change: `pikorua log` lists them."));
        }
        let (Some(parent), Some(over)) = (change.parent, self.history.newest()?) else {
            return Err(Error::request("that is how this folder began, so it is not taken back")
                .hint("Take a later change back, or a case by its id: `pikorua log` lists them."));
        };
        let mut files = Vec::new();
        let mut built_on = Vec::new();
        for path in self.history.changed(&change.id)? {
            let at = |id: &CommitId| self.history.content_at(&path, id);
            let (before, after, now) = (at(&parent)?, at(&change.id)?, at(&over)?);
            match back(&path, after.as_deref(), now.as_deref(), before.as_deref(), &self.author()) {
                Back::To(then) => files.push(Returned { path, now, then }),
                Back::Already => {}
                Back::BuiltOn(places) => built_on.push((path, places)),
            }
        }
        if let Some((path, places)) = built_on.first() {
            return Err(self.stays(&change, path, places));
        }
        if files.is_empty() {
            return Err(Error::request(format!("{} is taken back already", change.id.short()))
                .because("nothing of what it changed still stands as it left it")
                .hint("`pikorua log` shows what became of it."));
        }
        refuse_to_take_away(&files)?;
        self.refuse_named(&files)?;
        Ok(Undoing { change, files, noticed: Vec::new(), over })
    }

    /// Why a change stays: what was done since in the same place.
    fn stays(&self, change: &Commit, path: &RelPath, places: &[Path]) -> Error {
        let name = path.case().map_or_else(|| path.to_string(), |id| id.to_string());
        let mut error = Error::new(
            ErrorKind::Decide,
            format!("later work in {name} was built on this change, so it was not taken back"),
        );
        if !places.is_empty() {
            let places: Vec<String> = places.iter().map(crate::view::place_in_words).collect();
            error = error.because(format!("changed again since: {}", places.join("; ")));
        }
        let since = self.history.commits(Some(path)).into_iter().flatten().flatten();
        let since = since.take_while(|later| later.id != change.id);
        let later: Vec<Commit> = since.filter(|later| later.joined.is_none()).collect();
        for later in later.iter().take(3) {
            let when = later.author.when.strftime("%-d %B %Y, %H:%M");
            let (id, by) = (later.id.short(), &later.author.name);
            error = error.because(format!("{when}, {by}: {} ({id})", later.note.subject));
        }
        if let Some(newest) = later.first() {
            error = error
                .hint(format!("Take the later change back first: `pikorua undo {}`.", newest.id.short()));
        }
        match path.case() {
            Some(id) => error.hint(format!("Or write what shall stand there now: `pikorua edit {id}`.")),
            None => error,
        }
    }
}

/// Without these there is no folder to work in.
fn refuse_to_take_away(files: &[Returned]) -> Result<()> {
    let needed = [RelPath::cluster(), RelPath::people()];
    match files.iter().find(|file| file.then.is_none() && needed.contains(&file.path)) {
        Some(file) => Err(Error::request(format!("taking this back would take `{}` away", file.path))
            .hint("No cluster can work without it, so it stays. Change what stands in it instead.")),
        None => Ok(()),
    }
}

/// What is said about it. The words of a change that somebody recorded with another program may hold a name, so only the
/// tool's own are said again.
fn note(change: &Commit) -> Note {
    const BACK: &str = "taken back: ";
    const AGAIN: &str = "brought back: ";
    let case = change.note.fact("Case");
    let said = change.note.subject.as_str();
    let subject = match (case, change.note.fact(UNDOES), said.split_once(BACK), said.split_once(AGAIN)) {
        (_, Some(_), Some(("", first)), _) => format!("{AGAIN}{first}"),
        (_, Some(_), _, Some(("", first))) => format!("{BACK}{first}"),
        (Some(_), ..) => format!("{BACK}{said}"),
        (None, ..) => format!("{BACK}a change of {}", change.author.when.strftime("%-d %B %Y")),
    };
    let note = Note::new(subject);
    let note = case.into_iter().fold(note, |note, case| note.with("Case", case));
    note.with(UNDOES, change.id)
}

/// The fact that names the change which was taken back.
const UNDOES: &str = "Undoes";

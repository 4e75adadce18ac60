//! Lawful disposal of cases: at the hub, from where every copy learns of it, or in a folder that has no hub.
//!
//! At the hub it is one step from exactly what was looked at: where anybody sent something since, it is looked at again, and
//! a case that somebody took up again is not disposed of. What stays is a line in `disposed.yaml`, on top of the past that
//! was written anew without the cases.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use super::desk::Desk;
use super::exchange::Exchanged;
use super::place::Place;
use crate::error::{Error, ErrorKind, Result};
use crate::history::{Advanced, Hub, Note, OnTop, Sent, Step};
use crate::query::keeping::{Keeping, keeping};
use crate::record::case::Case;
use crate::record::disposed::{Disposed, Gone};
use crate::record::edit::{Edit, apply};
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::shape::Field;
use crate::record::value::Date;

/// By whose leave cases are disposed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Who permitted it.
    pub permitted_by: String,
    /// On what authority.
    pub authority: String,
    /// How it was made sure that no national pause on disposal applies.
    pub no_pause: String,
}

/// A closed case whose period is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The case.
    pub id: CaseId,
    /// The day it closed.
    pub closed: Date,
    /// The last day on which it had to be kept.
    pub until: Date,
    /// Its title, which names nobody.
    pub title: Option<String>,
    /// How often something of it was shared.
    pub shared: usize,
    /// Cases that it is linked with and that are not disposed of.
    pub linked: Vec<CaseId>,
}

/// How the closed cases stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The years for which the cluster keeps them; it may not say.
    pub years: Option<i64>,
    /// Those whose period is over, the oldest first.
    pub past: Vec<Past>,
    /// Those that say no day on which they closed.
    pub without_day: Vec<CaseId>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Disposal {
    /// What stays of each case.
    pub gone: Vec<Gone>,
    /// What else came and went with the hub, before it and after it.
    pub exchanged: Vec<Exchanged>,
    /// What lies in the folder, is named after a case, and is not the tool's to take away.
    pub beside: Vec<PathBuf>,
}

/// What the next change here says of a disposal; `undo` knows it by that.
pub(super) const FACT: &str = "Disposed";

const TRIES: u64 = 20;

impl Desk {
    /// The closed cases whose period is over.
    pub fn kept(&self) -> Result<Kept> {
        let mut kept = Kept { years: self.cluster.keep_years, ..Kept::default() };
        let Some(years) = kept.years else { return Ok(kept) };
        for file in self.folder.cases()?.files {
            // what cannot be read is said by `check`, and never goes
            let Some(case) = self.look(&file.id).ok().and_then(|loaded| loaded.value) else { continue };
            match keeping(&case, &self.vocabulary, years, self.today()) {
                Keeping::Over { closed, until } => kept.past.push(past(file.id, &case, closed, until)),
                Keeping::NoDay => kept.without_day.push(file.id),
                Keeping::NotClosed | Keeping::Until(_) => {}
            }
        }
        kept.past.sort_by(|a, b| (a.closed, &a.id).cmp(&(b.closed, &b.id)));
        Ok(kept)
    }

    /// Refuses where a case is not closed, or not past its period.
    pub fn refuse_kept(&self, cases: &[CaseId], kept: &Kept) -> Result<()> {
        let Some(years) = kept.years else { return Err(no_period()) };
        let mut refused = Vec::new();
        for id in cases.iter().filter(|id| !kept.past.iter().any(|past| past.id == **id)) {
            let (why, remedy) = self.why_kept(id, years)?;
            refused.push((format!("{id} is not disposed of: {why}"), remedy));
        }
        let Some((first, _)) = refused.first() else { return Ok(()) };
        let error = match refused.len() {
            1 => Error::new(ErrorKind::Refused, first.as_str()),
            n => refused.iter().fold(
                Error::new(
                    ErrorKind::Refused,
                    format!("{n} of these cases are not disposed of, and so none is"),
                ),
                |error, (why, _)| error.because(why),
            ),
        };
        let mut remedies: Vec<String> = refused.into_iter().map(|(_, remedy)| remedy).collect();
        remedies.dedup();
        Err(remedies.into_iter().fold(error, Error::hint))
    }

    // why a case cannot go, and what to do
    fn why_kept(&self, id: &CaseId, years: i64) -> Result<(String, String)> {
        let Some(case) = self.look(id)?.value else {
            return Ok(("its record cannot be read".into(), format!("`pikorua check {id}` says why.")));
        };
        Ok(match keeping(&case, &self.vocabulary, years, self.today()) {
            Keeping::NoDay => (
                "it is closed, and no day says since when".into(),
                format!("`pikorua set {id} closing.date=DAY` says it."),
            ),
            Keeping::Until(until) => (
                format!("it is kept until {}", until.in_words()),
                format!("That is {years} years after its end, as `keep_years` in pikorua.toml says."),
            ),
            Keeping::NotClosed | Keeping::Over { .. } => (
                "it is not closed".into(),
                "Only closed cases whose period is over can be disposed of; nothing was changed.".into(),
            ),
        })
    }

    /// Disposes of cases at a hub, or in this folder where it has none.
    pub fn dispose(&self, place: Option<&Place>, cases: &[CaseId], leave: &Leave) -> Result<Disposal> {
        let hub = place.map(|place| self.hub_to_dispose_at(place)).transpose()?;
        let mut exchanged = Vec::new();
        for attempt in 1..=TRIES {
            match place {
                Some(place) => exchanged.push(self.exchange(place)?),
                None => drop(self.settle_all()?),
            }
            self.refuse_kept(cases, &self.kept()?)?;
            let gone = match (&hub, place) {
                (Some(hub), Some(_)) => self.dispose_at(hub, cases, leave)?,
                _ => self.dispose_here(cases, leave)?,
            };
            if let Some(gone) = gone {
                exchanged.extend(place.map(|place| self.exchange(place)).transpose()?);
                return Ok(Disposal { gone, exchanged, beside: self.folder.also_named_after(cases) });
            }
            sleep(Duration::from_millis(fastrand::u64(5..30 * attempt)));
        }
        Err(Error::new(ErrorKind::Busy, "others were recording all the time")
            .hint("Nothing was disposed of. Try again in a while."))
    }

    /// The hub at a place, where cases can be disposed of there.
    pub fn hub_to_dispose_at(&self, place: &Place) -> Result<Hub> {
        let path = match place {
            Place::Path(path) => path,
            Place::Remote(remote) => {
                return Err(Error::request(format!("cases cannot be disposed of at `{}` from here", remote.host))
                    .because("that hub is kept by somebody else's program, which keeps old copies in its own ways")
                    .hint("Ask whoever looks after it how a past that was written anew is taken in, and what becomes of the old one and of its backups.")
                    .hint("A hub on a shared drive can be disposed at: make it a copy's hub with `pikorua sync PATH`, and let everybody use it from then on."));
            }
        };
        Hub::open(path, Some(&self.history))?.ok_or_else(|| {
            Error::request(format!("there is no hub at `{}`", path.display()))
                .hint("Is the drive connected? Nothing was changed.")
        })
    }

    // nothing comes back where somebody sent something in between
    fn dispose_at(&self, hub: &Hub, cases: &[CaseId], leave: &Leave) -> Result<Option<Vec<Gone>>> {
        let Some(over) = self.history.newest()? else { return Ok(None) };
        let (text, gone) = self.with_lines(cases, leave)?;
        let (note, author) = (note(cases), self.author());
        let list = RelPath::disposed();
        let on_top = OnTop { path: &list, content: text.as_bytes(), note: &note, author: &author };
        Ok(match hub.dispose(&over, cases, on_top)? {
            Sent::Done => Some(gone),
            Sent::Faster => None,
        })
    }

    // the list first: where it is broken off before that, nothing has happened; after it, whoever comes next finishes
    fn dispose_here(&self, cases: &[CaseId], leave: &Leave) -> Result<Option<Vec<Gone>>> {
        let _recording = self.history.recording()?;
        let Some(over) = self.history.newest()? else { return Ok(None) };
        let (text, gone) = self.with_lines(cases, leave)?;
        let (list, who) = (BTreeMap::from([(RelPath::disposed(), Some(text.into_bytes()))]), self.author());
        self.history.begin_disposing(cases)?;
        let to = self.history.draft(&over, &list, &note(cases), &who)?;
        let done = self.hands(&who).go(&Step { from: Some(over), to }, None)?;
        self.finish_letting_go()?;
        Ok((done == Advanced::Done).then_some(gone))
    }

    /// The list with a line for each of these cases.
    fn with_lines(&self, cases: &[CaseId], leave: &Leave) -> Result<(String, Vec<Gone>)> {
        let known = self.folder.disposed()?;
        let taken = |id: &str| known.text.contains(id);
        let mut edits = Vec::new();
        for case in cases {
            let lines = [
                ("case", case.to_string()),
                ("on", self.today().to_string()),
                ("by", self.user.to_string()),
                ("permitted_by", leave.permitted_by.clone()),
                ("authority", leave.authority.clone()),
                ("no_pause", leave.no_pause.clone()),
            ];
            let id = self.ids().row('d', taken);
            edits.extend(Edit::row("disposed", &id, lines.map(|(key, value)| (key, Some(value)))));
        }
        let there = self.folder.read_if_there(&RelPath::disposed())?.map(|file| file.text);
        let failed = |why: String| {
            Error::request("the list of what was disposed of could not be written").because(why)
        };
        let text = apply(there.as_deref().unwrap_or(HEAD), &edits, Some(&Disposed::SHAPE))
            .map_err(|why| failed(why.message.clone()).hint(why.remedy))?;
        let list = crate::record::read::read::<Disposed>(&text).value;
        let mut gone = list.ok_or_else(|| failed("it cannot be read".into()))?.disposed;
        gone.retain(|gone| cases.contains(&gone.case));
        Ok((text, gone))
    }
}

/// How the list begins.
const HEAD: &str = "\
# What stays of cases that were lawfully disposed of: `pikorua dispose` writes a line for each. Every copy of the cluster's
# work lets go of what stands here, so take nothing out.
schema: 1
";

fn past(id: CaseId, case: &Case, closed: Date, until: Date) -> Past {
    let title = case.title.as_ref().map(ToString::to_string);
    let linked = case.links.iter().filter_map(|link| link.case.clone()).collect();
    Past { id, closed, until, title, shared: case.disclosures.len(), linked }
}

fn note(cases: &[CaseId]) -> Note {
    let ids: Vec<&str> = cases.iter().map(CaseId::as_str).collect();
    let what = if ids.len() == 1 { "1 case".into() } else { format!("{} cases", ids.len()) };
    Note::new(format!("disposed of {what}")).with(FACT, ids.join(" "))
}

fn no_period() -> Error {
    Error::new(ErrorKind::Refused, "it is not said how long your cluster keeps closed cases")
        .hint("Look it up in the disposal schedule that holds for your lead school, and write the years into pikorua.toml, above the first line in square brackets: `keep_years = …`.")
}

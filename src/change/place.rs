//! Which hub is meant, and whether the cluster's work may go there.

use std::path::{self, Component, Path, PathBuf};

use super::desk::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::folder::NamedHub;
use crate::history::{CommitId, Hub, Remote, Sent};
use crate::record::cluster::Person;
use crate::record::disposed::Disposed;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::read::read;

/// Where a hub is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At a path.
    Path(PathBuf),
    /// Behind an address.
    Remote(Remote),
}

/// A hub to work with.
pub(super) enum Open<'p> {
    Path(Hub),
    Remote(&'p Remote),
}

impl Place {
    /// The place that a text names; a path begins at `from`.
    pub fn of(text: &str, from: &Path, may_ask: bool) -> Result<Place> {
        if text.trim().is_empty() {
            return Err(Error::usage("the hub has no name").hint("Name it: `pikorua sync HUB`."));
        }
        if let Some(remote) = Remote::of(text, may_ask) {
            return Ok(Place::Remote(remote));
        }
        let place = from.join(text.strip_prefix("file://").unwrap_or(text));
        path::absolute(&place)
            .map(|place| Place::Path(straight(&place)))
            .map_err(|e| Error::request(format!("`{text}` is not the place of a hub")).because(e))
    }

    /// Its name, as this copy remembers it.
    pub fn name(&self) -> String {
        match self {
            Place::Path(path) => path.display().to_string(),
            Place::Remote(remote) => remote.address.clone(),
        }
    }

    /// Opens it; one at a path is made where it is missing and was never there.
    pub(super) fn open(&self, desk: &Desk) -> Result<Open<'_>> {
        let path = match self {
            Place::Remote(remote) => {
                accepted(remote, &desk.cluster.hub, &desk.people)?;
                return Ok(Open::Remote(remote));
            }
            Place::Path(path) => path,
        };
        match Hub::open(path, Some(&desk.history))? {
            Some(hub) => Ok(Open::Path(hub)),
            None if desk.history.seen(&self.name())?.is_some() => {
                Err(Error::request(format!("the hub `{}` is not there", path.display()))
                    .hint("Is the drive connected? What you recorded is safe in this folder.")
                    .hint("Where the hub has moved, name its new place: `pikorua sync HUB`."))
            }
            None => Hub::make(path, &desk.history).map(Open::Path),
        }
    }
}

// one place has one name, by which this copy remembers it: without `..` on the way
fn straight(place: &Path) -> PathBuf {
    if !place.components().any(|part| part == Component::ParentDir) {
        return place.to_owned();
    }
    let there = place.ancestors().find_map(|above| Some((above, dunce::canonicalize(above).ok()?)));
    there
        .and_then(|(above, real)| Some(real.join(place.strip_prefix(above).ok()?)))
        .unwrap_or_else(|| place.to_owned())
}

impl Open<'_> {
    pub(super) fn fetch(&self, desk: &Desk) -> Result<Option<CommitId>> {
        match self {
            Open::Path(hub) => desk.history.fetch(hub),
            Open::Remote(remote) => desk.history.fetch_from(remote),
        }
    }

    pub(super) fn send(&self, desk: &Desk, newest: &CommitId, over: Option<&CommitId>) -> Result<Sent> {
        match self {
            Open::Path(hub) => desk.history.send(hub, newest, over),
            Open::Remote(remote) => desk.history.send_to(remote, newest, over),
        }
    }

    /// Finishes letting go of cases in the hub, where that was broken off there.
    pub(super) fn finish(&self, desk: &Desk) -> Result<()> {
        let Open::Path(hub) = self else { return Ok(()) };
        let Some(begun) = hub.disposing() else { return Ok(()) };
        let text = hub.content(&RelPath::disposed())?.unwrap_or_default();
        let list = read::<Disposed>(&String::from_utf8_lossy(&text)).value.map(|list| list.disposed);
        // only what was begun, and came as far as the list: somebody may have written other lines there by hand
        let listed = list.unwrap_or_default();
        let cases: Vec<CaseId> =
            begun.into_iter().filter(|case| listed.iter().any(|gone| gone.case == *case)).collect();
        hub.finish_disposing(&cases, &desk.author())
    }

    /// Packs what has gathered, here and there. The exchange is done, so nothing is said where it does not work.
    pub(super) fn tidy(&self, desk: &Desk) {
        let _ = desk.history.tidy().and_then(|()| desk.history.keep_long_past());
        if let Open::Path(hub) = self {
            let _ = hub.tidy();
        }
    }
}

impl Desk {
    /// Whether there is a hub: one that was named, or this copy's, or the cluster's.
    pub fn has_hub(&self, named: Option<&str>) -> bool {
        named.is_some() || self.history.remembered_hub().is_some() || self.cluster.hub.at.is_some()
    }

    /// The hub that is meant: the one that was named, or this copy's, or the cluster's.
    pub fn hub(&self, named: Option<&str>, from: &Path, may_ask: bool) -> Result<Place> {
        if let Some(named) = named {
            return Place::of(named, from, may_ask);
        }
        match self.history.remembered_hub().or_else(|| self.cluster.hub.at.clone()) {
            Some(hub) => Place::of(&hub, self.folder.root(), may_ask),
            None => Err(Error::request("this folder has no hub yet")
                .hint("Name a place that everybody reaches, such as a folder on the shared drive: `pikorua sync HUB`. It is made if it is not there, and remembered.")
                .hint("For the whole cluster, write `hub = \"PLACE\"` into pikorua.toml.")),
        }
    }
}

/// Whether a computer elsewhere may hold the cluster's work: it is named, and a person of the cluster accepted it.
pub(super) fn accepted(remote: &Remote, named: &NamedHub, people: &[Person]) -> Result<()> {
    let host = &remote.host;
    let refused = |why: String| {
        Error::new(ErrorKind::Refused, format!("the cluster's work may not go to `{host}`"))
            .because(why)
            .hint(format!(
                "Where your cluster has agreed to it, write into pikorua.toml: `[hub]`, `host = \"{host}\"`, \
             `accepted_by = \"p-…\"` (the id of the person who decided)."
            ))
    };
    if named.host.as_ref().map(|name| name.to_lowercase()).as_ref() != Some(host) {
        return Err(refused("pikorua.toml does not name that computer".into()));
    }
    match &named.accepted_by {
        None => Err(refused("pikorua.toml does not say who accepted it".into())),
        Some(id) if !people.iter().any(|person| person.id.as_str() == id) => {
            Err(refused(format!("`{id}`, who is said to have accepted it, is not in people.yaml")))
        }
        Some(_) => Ok(()),
    }
}

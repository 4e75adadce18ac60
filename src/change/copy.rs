//! A copy of the cluster's work for one laptop.

use std::path::Path;

use super::finish::Hands;
use super::place::{Place, accepted};
use crate::error::{Error, ErrorKind, Result};
use crate::folder::{Cluster, Folder, Private};
use crate::history::{Advanced, Author, CommitId, History, Hub, Step};
use crate::record::file::RelPath;

/// Makes a copy in an empty place; a copy that was broken off is gone on with.
pub fn copy(named: &Path, place: &Place, who: &Author) -> Result<Folder> {
    // a hub on a drive is looked at before anything is made
    if let Place::Path(path) = place {
        let hub = Hub::open(path, None)?.ok_or_else(|| {
            Error::request(format!("there is no hub at `{}`", path.display()))
                .hint("Is the drive connected? Somebody makes the hub with `pikorua sync HUB`, in the cluster's folder.")
        })?;
        if hub.content(&RelPath::cluster())?.is_none() {
            return Err(empty(place));
        }
    }
    let begun = |root: &Path| History::open(root).is_ok_and(|history| is_begun(&history, place));
    let folder = Folder::place_for_copy(named, begun)?;
    let history = History::init_copy(folder.root(), &place.name())?;
    if history.newest()?.is_some() && history.unfinished()?.is_none() {
        return Err(Error::request(format!("`{}` has a history already", named.display()))
            .hint("Choose an empty folder, or a name that is not there yet."));
    }
    history.remember_hub(&place.name())?;
    let newest = match fetched(&history, place) {
        Err(e) if e.kind == ErrorKind::Refused => {
            // what came from a computer that nobody accepted is not kept
            history.abandon()?;
            return Err(e);
        }
        newest => newest?,
    };
    let private = Private::at(history.private_dir()?);
    let hands = Hands { folder: &folder, history: &history, private: &private, who };
    let step = history.unfinished()?.unwrap_or(Step { from: None, to: newest });
    if hands.go(&step, None)? == Advanced::Overtaken {
        return Err(Error::request(format!("somebody else is making a copy in `{}`", named.display())));
    }
    history.saw(&place.name(), &step.to)?;
    Ok(folder)
}

// a copy of this hub that is not whole: its branch has nothing yet
fn is_begun(history: &History, place: &Place) -> bool {
    history.remembered_hub() == Some(place.name()) && history.newest().is_ok_and(|newest| newest.is_none())
}

fn fetched(history: &History, place: &Place) -> Result<CommitId> {
    let newest = match place {
        Place::Path(path) => match Hub::open(path, Some(history))? {
            Some(hub) => history.fetch(&hub)?,
            None => None,
        },
        Place::Remote(remote) => {
            let newest = history.fetch_from(remote)?;
            if let Some(newest) = &newest {
                let text = |path: &RelPath| {
                    let bytes = history.content_at(path, newest)?;
                    Ok::<_, Error>(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned())
                };
                let people =
                    crate::record::read::read::<crate::record::cluster::People>(&text(&RelPath::people())?);
                let people = people.value.map(|people| people.people).unwrap_or_default();
                accepted(remote, &Cluster::read(&text(&RelPath::cluster())?)?.hub, &people)?;
            }
            newest
        }
    };
    newest.ok_or_else(|| empty(place))
}

fn empty(place: &Place) -> Error {
    Error::request(format!("the hub `{}` holds no cluster's work yet", place.name()))
        .hint("Somebody sends it there with `pikorua sync HUB`, in the cluster's folder.")
}

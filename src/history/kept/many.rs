//! The past of all files at hand, for whoever looks back in many of them: what is kept is opened once, and what came since
//! is gone through once, instead of for each file.

use std::cell::RefCell;
use std::collections::HashMap;

use git2::Oid;

use super::{Age, Kept, Name, Since, in_order, name, name_of};
use crate::error::Result;
use crate::history::fail::plain;
use crate::history::open::History;
use crate::history::read::Git;
use crate::record::file::RelPath;

/// Looking back in fewer files, each walks for itself.
const MANY: usize = 32;
/// What came since is kept too where it is longer.
const LONG: usize = 200;

/// The past that is at hand, if any is.
#[derive(Default)]
pub(in crate::history) struct Pasts(RefCell<Option<AtHand>>);

struct AtHand {
    /// All that led to this change.
    tip: Oid,
    kept: Kept,
    since: HashMap<Name, Vec<(Age, Name)>>,
}

impl History {
    /// Says that somebody will look back in so many files. For many, all of the past is kept, however long it takes, and stays
    /// at hand until something is recorded.
    pub fn look_back_in(&self, files: usize) -> Result<()> {
        if files < MANY {
            return Ok(());
        }
        self.take_at_hand().map_err(plain("read"))
    }

    fn take_at_hand(&self) -> Git<()> {
        let Some(tip) = self.tip()?.map(|tip| tip.id()) else { return Ok(()) };
        if !self.keeps_all() {
            self.keep_past_up_to(tip, None)?;
        }
        self.can_be_walked(tip)?;
        let mut known = self.kept_and_since(tip)?;
        if known.as_ref().is_some_and(|(_, since)| since.len() > LONG) {
            // on Windows nothing takes the place of a file that is open
            drop(known.take());
            self.keep_past_up_to(tip, None)?;
            known = self.kept_and_since(tip)?;
        }
        // where it cannot be kept, each file is walked
        let Some((kept, since)) = known else { return Ok(()) };
        let mut of_files = HashMap::<_, Vec<_>>::new();
        for (id, age) in since {
            let (Some(change), commit) = (name(id), self.repo.find_commit(id)?) else { continue };
            self.lists_are_whole(commit.tree_id())?;
            for path in self.changed_from_parents(&commit)? {
                of_files.entry(name_of(&path)?).or_default().push((age, change));
            }
        }
        *self.pasts.0.borrow_mut() = Some(AtHand { tip, kept, since: of_files });
        Ok(())
    }

    fn kept_and_since(&self, tip: Oid) -> Git<Option<(Kept, Since)>> {
        let Some(mut kept) = self.kept(tip)?.filter(|kept| kept.whole) else { return Ok(None) };
        Ok(self.since_kept(tip, Some(&mut kept))?.map(|since| (kept, since)))
    }

    /// The changes of a file, newest first, where the past up to this change is at hand.
    pub(in crate::history) fn at_hand(&self, tip: Oid, path: &RelPath) -> Git<Option<Vec<Oid>>> {
        let mut pasts = self.pasts.0.borrow_mut();
        let Some(past) = pasts.as_mut().filter(|past| past.tip == tip) else { return Ok(None) };
        let file = name_of(path)?;
        let Some(mut all) = past.kept.changes_alone(file) else { return Ok(None) };
        all.extend(past.since.get(&file).into_iter().flatten());
        in_order(all).map(Some)
    }
}

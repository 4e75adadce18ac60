//! Making what is kept of the past longer. Ten years of it are gone through in steps, so that nobody waits for all of it:
//! oldest first, so that what is kept always has whatever led to it.

use std::collections::HashSet;
use std::fs;
use std::time::{Duration, Instant};

use git2::Oid;

use super::shelves::{Content, Kept, SHELVES, write};
use super::{name, name_of};
use crate::error::Result;
use crate::history::fail::plain;
use crate::history::open::History;
use crate::history::read::Git;

/// A history with longer lists of its packs (some 2,000 changes) is a long one.
const LONG: u64 = 256 * 1024;
/// So long does a step take after an exchange with a hub.
const AFTER_AN_EXCHANGE: Duration = Duration::from_secs(5);
/// And so long after a change, now and then.
const AFTER_A_CHANGE: Duration = Duration::from_secs(2);

impl History {
    /// Goes on keeping a long past, for some seconds: for whoever has exchanged work with a hub, not for whoever waits for one
    /// change.
    pub fn keep_long_past(&self) -> Result<()> {
        if !self.has_long_past_to_keep() {
            return Ok(());
        }
        self.keep_past_for(Some(AFTER_AN_EXCHANGE)).map_err(plain("read"))
    }

    /// Whether there is a long past of which not all is kept.
    pub fn has_long_past_to_keep(&self) -> bool {
        !self.keeps_all() && self.is_long()
    }

    /// Keeps all of the past, however long it takes.
    pub fn keep_whole_past(&self) -> Result<()> {
        self.keep_past_for(None).map_err(plain("read"))
    }

    fn keep_past_for(&self, time: Option<Duration>) -> Git<()> {
        match self.tip()? {
            Some(tip) => self.keep_past_up_to(tip.id(), time),
            None => Ok(()),
        }
    }

    /// Keeps the past up to now, now and then: what came since is little.
    pub(in crate::history) fn keep_past(&self) -> Git<()> {
        let newest = self.repo.head().ok().and_then(|head| head.target());
        // names are random, so that one change in 256 is followed by it
        if newest.is_none_or(|id| id.as_bytes().first() != Some(&0x17)) {
            return Ok(());
        }
        self.keep_past_for(Some(AFTER_A_CHANGE))
    }

    // up to some change; what came since is little, and kept now and then
    pub(super) fn keeps_all(&self) -> bool {
        self.kept_file().and_then(|file| Kept::open(&file)).is_some_and(|kept| kept.whole)
    }

    // by the length of the lists of its packs
    fn is_long(&self) -> bool {
        let packs = fs::read_dir(self.repo.commondir().join("objects/pack")).into_iter().flatten().flatten();
        let lists = packs.filter(|entry| entry.path().extension().is_some_and(|end| end == "idx"));
        lists.filter_map(|list| Some(list.metadata().ok()?.len())).sum::<u64>() >= LONG
    }

    /// Keeps what led to a change, or as much more of it than before as can be gone through in some time.
    pub(super) fn keep_past_up_to(&self, tip: Oid, time: Option<Duration>) -> Git<()> {
        let Some(place) = self.kept_file() else { return Ok(()) };
        let mut kept = self.kept(tip)?;
        self.loose_are_whole()?;
        let all =
            |kept: &mut Kept| (0..=255).map(|n| kept.shelf([n; 20]).cloned()).collect::<Option<Vec<_>>>();
        let mut shelves = kept.as_mut().and_then(all);
        if shelves.is_none() {
            kept = None;
        }
        let Some(since) = self.since_kept(tip, kept.as_mut())? else { return Ok(()) };
        let shelves = shelves.get_or_insert_with(|| vec![Content::default(); SHELVES]);
        let began = Instant::now();
        let mut upto: HashSet<Oid> = kept.into_iter().flat_map(|kept| kept.upto).collect();
        let mut gone_through = 0;
        for &(id, age) in &since {
            // each step keeps something, however slow the drive
            if gone_through > 0 && time.is_some_and(|time| began.elapsed() > time) {
                break;
            }
            let (Some(change), commit) = (name(id), self.repo.find_commit(id)?) else { continue };
            shelves[usize::from(change[0])].ages.insert(change, age);
            for path in self.changed_from_parents(&commit)? {
                let file = name_of(&path)?;
                shelves[usize::from(file[0])].files.entry(file).or_default().push((age, change));
            }
            for parent in commit.parent_ids() {
                upto.remove(&parent);
            }
            upto.insert(id);
            gone_through += 1;
        }
        for changes in shelves.iter_mut().flat_map(|shelf| shelf.files.values_mut()) {
            changes.sort_unstable_by(|a, b| b.cmp(a));
        }
        // what is kept is the same from the same past
        let mut upto: Vec<Oid> = upto.into_iter().collect();
        upto.sort_unstable();
        // where it cannot be written nothing is kept
        let _ = write(&place, &upto, gone_through == since.len(), shelves);
        Ok(())
    }
}

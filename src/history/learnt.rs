//! What changed each file, learnt in one go over everything that is recorded: whoever asks after a thousand files goes back over
//! ten years once.

use std::collections::HashMap;
use std::sync::Arc;

use git2::Oid;

use super::fail::plain;
use super::note::CommitId;
use super::open::History;
use super::read::Git;
use crate::error::Result;
use crate::record::file::RelPath;

/// The changes to each file, newest first, up to one change.
#[derive(Debug)]
pub(super) struct Learnt {
    up_to: Oid,
    changes: HashMap<RelPath, Vec<Oid>>,
}

impl Learnt {
    /// The changes to a file.
    pub(super) fn of(&self, file: &RelPath) -> &[Oid] {
        self.changes.get(file).map_or(&[], Vec::as_slice)
    }
}

impl History {
    /// Learns what changed each file. It holds until something is recorded.
    pub fn learn(&self) -> Result<()> {
        let Some(up_to) = self.newest()? else { return Ok(()) };
        let mut changes: HashMap<RelPath, Vec<Oid>> = HashMap::new();
        for change in self.all_ids().map_err(plain("read"))? {
            let change = change.map_err(plain("read"))?;
            for file in self.changed(&CommitId(change))? {
                changes.entry(file).or_default().push(change);
            }
        }
        self.learnt.replace(Some(Arc::new(Learnt { up_to: up_to.0, changes })));
        Ok(())
    }

    /// Takes over what was learnt of the same history elsewhere.
    pub fn learn_from(&self, other: &History) {
        self.learnt.replace(other.learnt.borrow().clone());
    }

    /// What was learnt, where it still holds.
    pub(super) fn learnt(&self) -> Git<Option<Arc<Learnt>>> {
        let Some(learnt) = self.learnt.borrow().clone() else { return Ok(None) };
        let newest = self.tip()?.map(|tip| tip.id());
        Ok(Some(learnt).filter(|learnt| newest == Some(learnt.up_to)))
    }
}

#[cfg(test)]
mod tests {
    use crate::history::testing::{at, room};

    #[test]
    fn what_is_learnt_of_a_file_is_its_log() {
        let room = room();
        let files = ["cases/2025/2025-n5xt.yaml", "cases/2026/2026-kf3m.yaml", "people.yaml"];
        let change = |nth: usize, of: &[&str]| {
            of.iter().for_each(|file| room.write(file, &format!("{nth}\n")));
            room.commit(of, &format!("change {nth}")).unwrap();
        };
        [&files[..], &files[..1], &files[1..2], &files[..2]]
            .iter()
            .enumerate()
            .for_each(|(n, of)| change(n, of));
        // two lines of work, joined
        room.git(&["checkout", "-q", "-b", "other", "HEAD~1"]);
        change(4, &files[2..]);
        room.git(&["checkout", "-q", "-"]);
        room.git(&["merge", "-q", "--no-edit", "other"]);
        let asked = [&files[..], &["cases/2026/2026-aaaa.yaml"]].concat();
        let logs = || asked.iter().map(|file| room.history.log(Some(&at(file))).unwrap()).collect::<Vec<_>>();
        let walked = logs();
        assert_eq!(walked.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 2, 0]);
        room.history.learn().unwrap();
        assert_eq!(logs(), walked);
        change(5, &files[1..]);
        assert_eq!(logs()[1].len(), 4, "what is recorded later is known too");
    }
}

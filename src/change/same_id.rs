//! The same id, given to two different cases in two copies: rare, and never to be taken for one case.

use std::collections::BTreeMap;

use serde_json::Value as Tree;

use super::desk::Desk;
use crate::error::{Error, Result};
use crate::folder::known_by;
use crate::history::{CommitId, Meeting};
use crate::record::case_text::CaseText;
use crate::record::edit::Edit;
use crate::record::file::RelPath;
use crate::record::id::{CaseId, Ids};
use crate::record::path::Path;
use crate::record::tree;

/// Two cases that had one id.
pub(super) struct Parted {
    pub(super) old: CaseId,
    pub(super) stays: Vec<u8>,
    pub(super) new: CaseId,
    pub(super) moves: Vec<u8>,
}

impl Desk {
    /// Parts two cases that were given the same id: the one recorded later gets a new one, which is the same whoever joins
    /// them. Nothing comes back where both are one case, or where one cannot be read.
    pub(super) fn same_id(
        &self,
        meeting: &Meeting,
        path: &RelPath,
        ours: &[u8],
        theirs: &[u8],
        decided: &BTreeMap<RelPath, Option<Vec<u8>>>,
    ) -> Result<Option<Parted>> {
        let Some(old) = path.case() else { return Ok(None) };
        let (Some(here), Some(there)) = (case(path, ours), case(path, theirs)) else { return Ok(None) };
        if !are_different(&here, &there) {
            return Ok(None);
        }
        let began = |newest: &CommitId| self.began(path, newest);
        let ours_is_later = (began(&meeting.ours)?, ours) > (began(&meeting.theirs)?, theirs);
        let (stays, moves, later) = if ours_is_later { (theirs, ours, here) } else { (ours, theirs, there) };
        let mut ids = Ids::seeded(known_by(moves));
        let year = old.year().parse().map_err(|_| Error::fault("an id has no year"))?;
        let new = loop {
            let new = CaseId::new(year, &mut ids);
            let place = RelPath::of_case(&new);
            let taken = decided.contains_key(&place)
                || self.history.content_at(&place, &meeting.ours)?.is_some()
                || self.history.content_at(&place, &meeting.theirs)?.is_some();
            if !taken {
                break new;
            }
        };
        let edit = Edit::Set { path: Path::parse("id"), value: new.to_string().into() };
        let moves = later.apply(&[edit])?.text().as_bytes().to_vec();
        Ok(Some(Parted { old, stays: stays.to_vec(), new, moves }))
    }

    // when a file was recorded first in a line of work
    fn began(&self, path: &RelPath, newest: &CommitId) -> Result<i64> {
        let first = self.history.since(newest, &[], Some(path))?.last().transpose()?;
        Ok(first.map_or(i64::MAX, |change| change.author.when.timestamp().as_second()))
    }
}

fn case(path: &RelPath, content: &[u8]) -> Option<CaseText> {
    CaseText::read(path.as_str(), std::str::from_utf8(content).ok()?).ok()
}

// copies of one file have rows in common: their ids are random
fn are_different(one: &CaseText, other: &CaseText) -> bool {
    let (one, other) = (tree::of(one.case()), tree::of(other.case()));
    let mut rows = Vec::new();
    row_ids(&one, &mut rows);
    let about = ["mokopuna", "title", "request"];
    !rows.iter().any(|id| tree::has_row(&other, id)) && about.iter().any(|key| one[*key] != other[*key])
}

fn row_ids<'t>(tree: &'t Tree, found: &mut Vec<&'t str>) {
    match tree {
        Tree::Array(rows) => {
            for row in rows {
                found.extend(row["id"].as_str());
                row_ids(row, found);
            }
        }
        Tree::Object(map) => map.values().for_each(|value| row_ids(value, found)),
        _ => {}
    }
}

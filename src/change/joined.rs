//! Joining two versions of one file: the one place where the exchange calls the merge of records.
//!
//! For now it knows what needs no merging: both the same, or one side as it was. Where both changed, the later one stays
//! and the other lies beside it, named so that `check` finds it; nothing is lost, and a person decides. The merge of records
//! by their structure takes the place of [`both_changed`].

use crate::history::Author;
use crate::record::file::RelPath;

/// One side of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sided<'a> {
    /// The content; nothing where the file is not there.
    pub(super) content: Option<&'a [u8]>,
    /// Who changed it last on this side, and when.
    pub(super) by: &'a Author,
}

/// What comes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// The content; nothing where the file goes.
    pub(super) content: Option<Vec<u8>>,
    /// How many questions are new in it.
    pub(super) questions: usize,
    /// Files to be put beside it.
    pub(super) beside: Vec<(RelPath, Vec<u8>)>,
}

/// Joins what became of a file on both sides; `base` is what both had.
pub(super) fn join(path: &RelPath, base: Option<&[u8]>, ours: Sided<'_>, theirs: Sided<'_>) -> Joined {
    let taken = |content: Option<&[u8]>| Joined { content: content.map(<[u8]>::to_vec), ..Joined::default() };
    match (ours.content, theirs.content) {
        (one, other) if one == other || other == base => taken(one),
        (one, other) if one == base => taken(other),
        // taken away here, changed there: the change stays, and what was taken away can be taken away again
        (None, changed) | (changed, None) => Joined { questions: 1, ..taken(changed) },
        (Some(one), Some(other)) => {
            let ours_is_later = (&ours.by.when, one) > (&theirs.by.when, other);
            let (later, earlier) = if ours_is_later { (one, other) } else { (other, one) };
            both_changed(path, later, earlier)
        }
    }
}

// wired to the merge of records, this takes the base too, and who changed what and when; the same from both sides
fn both_changed(path: &RelPath, later: &[u8], earlier: &[u8]) -> Joined {
    let beside = beside(path, earlier).map(|place| (place, earlier.to_vec()));
    Joined { content: Some(later.to_vec()), questions: 1, beside: beside.into_iter().collect() }
}

/// A place beside a file, named by what lies there: the same content never lies there twice.
fn beside(path: &RelPath, content: &[u8]) -> Option<RelPath> {
    let (stem, end) = path.as_str().rsplit_once('.').unwrap_or((path.as_str(), "txt"));
    format!("{stem}.other-{:08x}.{end}", mark(content) as u32).parse().ok()
}

/// A short mark by which two contents are told apart (FNV-1a).
pub(super) fn mark(content: &[u8]) -> u64 {
    content
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

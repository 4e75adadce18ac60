//! Joining two versions of one file: records by what stands in them, other texts by their lines. Where nothing can be made
//! of the two, one stays and the other lies beside it; nothing is lost.

use crate::folder::known_by;
use crate::history::Author;
use crate::record::case::Case;
use crate::record::cluster::{People, Setting};
use crate::record::disposed::Disposed;
use crate::record::file::{Holds, RelPath};
use crate::record::merge::{Merged, Side, Unreadable, merge, merge_text};
use crate::record::value::Date;

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
    /// Whether the file was taken away on one side and stays because it was changed on the other.
    pub(super) came_back: bool,
    /// What is to be put beside it.
    pub(super) beside: Option<(RelPath, Vec<u8>)>,
}

/// Joins what became of a file on both sides; `base` is what both had. It is the same whichever side comes first.
pub(super) fn join(path: &RelPath, base: Option<&[u8]>, ours: Sided<'_>, theirs: Sided<'_>) -> Joined {
    let taken = |content: Option<&[u8]>| Joined { content: content.map(<[u8]>::to_vec), ..Joined::default() };
    match (ours.content, theirs.content) {
        (one, other) if one == other || other == base => taken(one),
        (one, other) if one == base => taken(other),
        // taken away here, changed there: the change stays, and what was taken away can be taken away again
        (None, changed) | (changed, None) => Joined { came_back: true, ..taken(changed) },
        (Some(one), Some(other)) => match merged(path, base, (one, ours.by), (other, theirs.by)) {
            Some(merged) => taken(Some(merged.text.as_bytes())),
            None => {
                let ours_is_later = (&ours.by.when, one) > (&theirs.by.when, other);
                let (later, earlier) = if ours_is_later { (one, other) } else { (other, one) };
                let beside = (beside(path, earlier), earlier.to_vec());
                Joined { beside: Some(beside), ..taken(Some(later)) }
            }
        },
    }
}

/// Both versions in one text, where that can be, and what must be asked of it.
pub(super) fn merged(
    path: &RelPath,
    base: Option<&[u8]>,
    one: (&[u8], &Author),
    other: (&[u8], &Author),
) -> Option<Merged> {
    let base = base.and_then(|bytes| std::str::from_utf8(bytes).ok());
    let (one, other) = (side(one)?, side(other)?);
    let record: Result<Merged, Unreadable> = match path.holds() {
        Holds::Case => merge::<Case>(base, &one, &other),
        Holds::People => merge::<People>(base, &one, &other),
        Holds::Setting => merge::<Setting>(base, &one, &other),
        Holds::Disposed => merge::<Disposed>(base, &one, &other),
        Holds::Other => {
            let text = merge_text(base, one.text, other.text).ok()?;
            return Some(Merged { text, questions: Vec::new() });
        }
    };
    record.ok()
}

fn side<'a>((content, by): (&'a [u8], &'a Author)) -> Option<Side<'a>> {
    let text = std::str::from_utf8(content).ok()?;
    Some(Side { text, by: &by.name, on: Date(by.when.date()) })
}

/// A place beside a file, named by what lies there: the same content never lies there twice.
pub(super) fn beside(path: &RelPath, content: &[u8]) -> RelPath {
    path.beside(known_by(content) as u32)
}

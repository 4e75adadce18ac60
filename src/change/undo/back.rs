//! One file without a change: what stands there now, less what the change brought.

use crate::history::Author;
use crate::record::case::Case;
use crate::record::cluster::{People, Setting};
use crate::record::file::{Holds, RelPath};
use crate::record::merge::{Side, merge, merge_text};
use crate::record::path::Path;
use crate::record::value::Date;

/// What becomes of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Back {
    /// Its content without the change; nothing where the file goes.
    To(Option<Vec<u8>>),
    /// It stands already as it was before the change.
    Already,
    /// The change cannot be told apart from what was done since, in these places, where they are known.
    BuiltOn(Vec<Path>),
}

/// Takes what led from `before` to `after` out of what stands there `now`. It is the joining of two lines of work: one went
/// on from the change, the other went back.
pub(super) fn back(
    path: &RelPath,
    after: Option<&[u8]>,
    now: Option<&[u8]>,
    before: Option<&[u8]>,
    who: &Author,
) -> Back {
    if now == before {
        return Back::Already;
    }
    if now == after {
        return Back::To(before.map(<[u8]>::to_vec));
    }
    let text = |content: Option<&[u8]>| Some(std::str::from_utf8(content?).ok()?.to_owned());
    let (Some(after), Some(now), Some(before)) = (text(after), text(now), text(before)) else {
        return Back::BuiltOn(Vec::new());
    };
    let side = |text| Side { text, by: &who.name, on: Date(who.when.date()) };
    let joined = match path.holds() {
        Holds::Case => merge::<Case>(Some(&after), &side(&now), &side(&before)),
        Holds::People => merge::<People>(Some(&after), &side(&now), &side(&before)),
        Holds::Setting => merge::<Setting>(Some(&after), &side(&now), &side(&before)),
        Holds::Other => return taken(merge_text(Some(&after), &now, &before).ok(), &now),
    };
    match joined {
        Ok(joined) if joined.questions.is_empty() => taken(Some(joined.text), &now),
        Ok(joined) => {
            let places = joined.questions.iter().filter_map(|question| question.path.as_ref());
            Back::BuiltOn(places.map(|place| Path::parse(place.as_str())).collect())
        }
        Err(_) => Back::BuiltOn(Vec::new()),
    }
}

fn taken(text: Option<String>, now: &str) -> Back {
    match text {
        Some(text) if text == now => Back::Already,
        Some(text) => Back::To(Some(text.into_bytes())),
        None => Back::BuiltOn(Vec::new()),
    }
}

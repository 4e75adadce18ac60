//! One file without a change: what stands there now, less what the change brought.

use crate::history::Author;
use crate::record::case::Case;
use crate::record::cluster::{People, Setting};
use crate::record::disposed::Disposed;
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
        Holds::Disposed => merge::<Disposed>(Some(&after), &side(&now), &side(&before)),
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

#[cfg(test)]
mod tests {
    use super::{Back, back};
    use crate::history::Author;
    use crate::record::file::RelPath;

    const BEFORE: &str = "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: active\ntitle: Joining in\n";

    fn author() -> Author {
        let when = "2026-08-14T15:30:00+12:00[Pacific/Auckland]".parse().unwrap();
        Author { name: "Aroha".into(), email: String::new(), when }
    }

    fn taken(path: &str, after: &str, now: &str, before: &str) -> Back {
        let path: RelPath = path.parse().unwrap();
        let [after, now, before] =
            [after, now, before].map(|text| Some(text.as_bytes()).filter(|b| !b.is_empty()));
        back(&path, after, now, before, &author())
    }

    fn to(text: &str) -> Back {
        Back::To(Some(text.into()))
    }

    #[test]
    fn only_the_change_goes() {
        let case = |after: &str, now: &str| taken("cases/2026/2026-kf3m.yaml", after, now, BEFORE);
        let after = BEFORE.replace("Joining in", "Taking part");
        // nothing came after it, not even in layout
        assert_eq!(case(&after, &after), to(BEFORE));
        assert_eq!(case(&after, BEFORE), Back::Already);
        let more = "strengths:\n  - id: k-4kd7\n    what: Tells long stories\n";
        assert_eq!(case(&after, &format!("{after}{more}")), to(&format!("{BEFORE}{more}")));
        // a row that it brought goes, and one that came later stays
        let brought = format!("{BEFORE}{more}");
        let later = format!("{brought}  - id: k-7w2n\n    what: Sings\n");
        let left = format!("{BEFORE}strengths:\n  - id: k-7w2n\n    what: Sings\n");
        assert_eq!(case(&brought, &later), to(&left));
        // a row that it took away comes back beside one that came later
        match taken("cases/2026/2026-kf3m.yaml", BEFORE, &left, &brought) {
            Back::To(Some(text)) => {
                let text = String::from_utf8(text).unwrap();
                assert!(text.contains("Tells long stories") && text.contains("Sings"), "{text}");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_was_built_on_it_keeps_it() {
        let case = |after: &str, now: &str, before: &str| {
            matches!(taken("cases/2026/2026-kf3m.yaml", after, now, before), Back::BuiltOn(_))
        };
        let after = BEFORE.replace("Joining in", "Taking part");
        assert!(case(&after, &BEFORE.replace("Joining in", "Something else"), BEFORE));
        let row = format!("{BEFORE}strengths:\n  - id: k-4kd7\n    what: Tells long stories\n");
        assert!(case(&row, &row.replace("long stories", "longer stories"), BEFORE));
        // the case itself was new, and somebody worked on it
        assert!(case(BEFORE, &after, ""));
        assert!(!case(BEFORE, BEFORE, ""));
        // gone by now
        assert!(case(&after, "", BEFORE));
        // what cannot be read is left alone
        assert!(case(&after, "schema: [", BEFORE));
    }

    #[test]
    fn other_files_go_back_by_their_lines() {
        let text = |after: &str, now: &str, before: &str| taken("pikorua.toml", after, now, before);
        assert_eq!(text("a\nB\nc\nd\n", "a\nB\nc\nD\n", "a\nb\nc\nd\n"), to("a\nb\nc\nD\n"));
        assert!(matches!(text("a\nB\n", "a\nbb\n", "a\nb\n"), Back::BuiltOn(_)));
    }
}

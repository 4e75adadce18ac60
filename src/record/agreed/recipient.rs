//! Those whom an agreement lets be given something: whom it names, or those it means by itself.

use std::collections::BTreeSet;

use serde_json::Value as Tree;

use super::{NotAgreed, PLACE, row_falls};
use crate::record::naming::{folded_words, places};
use crate::record::text::fold;
use crate::record::value::Date;

/// Whom something goes to, as an agreement may name them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recipient<'a> {
    /// The id of a school or a person of ours, or words for anybody else; nobody, where it is only looked at.
    pub to: Option<&'a str>,
    /// What people call them, where that is something else.
    pub called: Option<&'a str>,
    /// Whether an agreement that names nobody means them: whom the reader is by the case itself, or by what they do.
    pub is_meant: bool,
}

impl Recipient<'_> {
    /// Whether an agreement lets it go to them. Naming nobody, it means no stranger.
    fn may_have_it_by(&self, row: &Tree) -> bool {
        let Some(to) = self.to else { return true };
        let place = place_of(row).map(|place| fold(place.trim()));
        let is_meant = place.is_none() && self.is_meant;
        place == Some(fold(to.trim())) || is_meant || self.is_seen_in(row)
    }

    // by their whole name; a single word, such as `health`, may be about anybody
    fn is_seen_in(&self, row: &Tree) -> bool {
        let names = || [self.to, self.called].into_iter().flatten();
        let is_named = |text: &str| {
            names().any(|name| {
                fold(text.trim()) == fold(name.trim())
                    || folded_words(name).len() > 1 && !places(text, name).is_empty()
            })
        };
        row["who_sees"].as_array().into_iter().flatten().filter_map(Tree::as_str).any(is_named)
    }
}

fn place_of(row: &Tree) -> Option<&str> {
    PLACE.iter().find_map(|key| row[*key].as_str())
}

/// The agreements of a case, by their ids, that stand on a day and let this reader be given something. One that names a place
/// or people lets it go to nobody else. Where there is none, why not, and the nearest to it.
pub fn as_reader<'t>(
    case: &'t Tree,
    reader: &str,
    whom: &Recipient<'_>,
    day: Date,
) -> Result<BTreeSet<String>, (NotAgreed, &'t Tree)> {
    let names =
        |row: &Tree| row["readers"].as_array().into_iter().flatten().any(|r| r.as_str() == Some(reader));
    let named: Vec<&Tree> =
        case["agreements"].as_array().into_iter().flatten().filter(|row| names(row)).collect();
    let standing = named.iter().filter(|row| row_falls(row, day).is_none());
    let found: BTreeSet<String> = standing
        .clone()
        .filter(|row| whom.may_have_it_by(row))
        .filter_map(|row| row["id"].as_str().map(str::to_owned))
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let not_them = |row: &'t Tree| match place_of(row) {
        Some(_) => (NotAgreed::AnotherPlace, row),
        None => (NotAgreed::NamesNoPlace, row),
    };
    let elsewhere = standing.clone().next().map(|row| not_them(row));
    let fallen = || named.iter().find_map(|row| Some((NotAgreed::Fallen(row_falls(row, day)?), *row)));
    Err(elsewhere.or_else(fallen).unwrap_or((NotAgreed::Unnamed, &Tree::Null)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn who_is_given_something_is_named_or_meant() {
        let yes = |more: Tree| {
            let mut row = json!({ "id": "a-2222", "given_on": "2026-08-01", "readers": ["partner"] });
            row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({ "agreements": [row] })
        };
        let why = |row: &Tree, to: Option<&str>, is_meant: bool| {
            let whom =
                Recipient { to, called: to.filter(|to| *to == "awa-school").map(|_| "Awa School"), is_meant };
            as_reader(row, "partner", &whom, "2026-08-14".parse().unwrap())
                .map(|_| ())
                .map_err(|(why, _)| why)
        };
        let (nobody, health) = (yes(json!({})), Some("Te Awa Health"));
        assert_eq!(why(&nobody, health, false), Err(NotAgreed::NamesNoPlace));
        assert_eq!((why(&nobody, health, true), why(&nobody, None, false)), (Ok(()), Ok(())));
        let named = yes(json!({ "to_elsewhere": "te awa health" }));
        assert_eq!(why(&named, health, false), Ok(()));
        // whom it means is somebody else where it names a place
        assert_eq!(why(&named, Some("awa-school"), true), Err(NotAgreed::AnotherPlace));
        let seen = yes(json!({ "who_sees": ["The team", "The nurse at Te Awa Health", "Awa School"] }));
        assert_eq!((why(&seen, health, false), why(&seen, Some("awa-school"), false)), (Ok(()), Ok(())));
        for other in ["nurse", "Health", "team", "Awa Health Trust"] {
            assert_eq!(why(&seen, Some(other), false), Err(NotAgreed::NamesNoPlace), "{other}");
        }
    }
}

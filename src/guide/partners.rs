//! Whom of their own people one would look for beside a plan, going by what whānau named.

use std::collections::BTreeSet;

use serde_json::Value as Tree;

use crate::record::vocabulary::{Vocabulary, Word};

/// The kinds of partners that the ethnic groups of a case call for and that are not in the work, as partners or as members
/// of the team.
pub fn missing(record: &Tree, vocabulary: &Vocabulary) -> Vec<String> {
    let rows = |list: &str| record[list].as_array().cloned().unwrap_or_default();
    let word = |list: &str, id: &Tree| -> Option<Word> { vocabulary.word(list, id.as_str()?) };
    let groups = rows("mokopuna").into_iter();
    let groups = groups.flat_map(|row| row["ethnicities"].as_array().cloned().unwrap_or_default());
    let wanted = groups.filter_map(|group| word("ethnicities", &group)).flat_map(|group| group.partners);
    let partners = rows("partners").into_iter().filter_map(|row| row["kind"].as_str().map(str::to_owned));
    let team = rows("team").into_iter().filter_map(|row| word("roles", &row["role"]));
    let there: BTreeSet<String> = partners.chain(team.flat_map(|role| role.partners)).collect();
    wanted.collect::<BTreeSet<_>>().into_iter().filter(|kind| !there.contains(kind)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::missing;
    use crate::guide::testing::World;

    #[test]
    fn whom_one_would_look_for_is_named_by_the_ethnic_groups() {
        let world = World::new();
        let of = |record| missing(&record, &world.vocabulary).join(" ");
        let maori = json!([{ "ethnicities": ["nz-european", "maori"] }, { "ethnicities": ["maori"] }]);
        assert_eq!(of(json!({ "mokopuna": maori })), "iwi-maori");
        // somebody else beside them does not take that place
        let church = json!({ "mokopuna": maori, "partners": [{ "kind": "community" }], "team": [{ "role": "community" }] });
        assert_eq!(of(church), "iwi-maori");
        for there in [
            json!({ "partners": [{ "kind": "iwi-maori" }] }),
            json!({ "team": [{ "role": "kaitakawaenga" }] }),
        ] {
            let mut record = there;
            record["mokopuna"] = maori.clone();
            assert_eq!(of(record), "");
        }
        assert_eq!(of(json!({ "mokopuna": [{ "ethnicities": ["nz-european"] }, { "name": "Mele" }] })), "");
    }
}

//! Who works on a case together, and whose part in it is not written down.

use std::collections::BTreeSet;

use serde_json::Value as Tree;

use super::known::Known;

/// Somebody in the work, with the row by which they are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWork {
    /// The person, or their row of the team.
    pub id: String,
    /// The list in which they stand.
    pub list: &'static str,
    /// The number of their row.
    pub index: usize,
}

/// Those whose part is not written down, each once; none where nobody else is in it. Whānau, mokopuna and kaiako count among
/// those one works with, and are never named as lacking. With `agreed`, a role counts for whoever has said yes to it.
pub fn without_part(record: &Tree, known: &Known<'_>, agreed: bool) -> Vec<InTheWork> {
    let people = in_the_work(record, known);
    let team: Vec<String> =
        rows(record, "team").filter_map(|(_, row)| Some(person(record, row["id"].as_str()?))).collect();
    let all = people.iter().map(|person| &person.id).chain(&team);
    let different: BTreeSet<&str> = all.map(String::as_str).collect();
    if different.len() < 2 {
        return Vec::new();
    }
    let written = written(record, agreed);
    let mut asked = BTreeSet::new();
    let open = people.iter().filter(|p| !written.contains(&p.id) && asked.insert(p.id.clone()));
    open.cloned().collect()
}

/// The RTLB, colleagues in the team, people of other services: in the team, or with whom the work is shared.
fn in_the_work(record: &Tree, known: &Known<'_>) -> Vec<InTheWork> {
    let today = known.today.to_string();
    let over = |row: &Tree| row["until"].as_str().is_some_and(|until| until < today.as_str());
    // who has left the work is not asked, also where the team still lists them
    let gone = |id: &str| {
        let mut own = rows(record, "allocation").filter(|(_, row)| row["practitioner"] == id).peekable();
        own.peek().is_some() && own.all(|(_, row)| over(row))
    };
    let of = |id: &str, list, index| InTheWork { id: person(record, id), list, index };
    let mut people = Vec::new();
    for (n, row) in rows(record, "allocation").filter(|(_, row)| !over(row)) {
        people.extend(row["practitioner"].as_str().map(|id| of(id, "allocation", n)));
    }
    for (n, row) in rows(record, "team") {
        let role = row["role"].as_str().and_then(|role| known.vocabulary.word("roles", role));
        let of_a_service = role.is_some_and(|role| role.service);
        let id = row["person"].as_str().or_else(|| row["id"].as_str().filter(|_| of_a_service));
        people.extend(id.filter(|id| !gone(id)).map(|id| of(id, "team", n)));
    }
    for (n, row) in rows(record, "co_work").filter(|(_, row)| !over(row)) {
        let ids = row["people"].as_array().into_iter().flatten().filter_map(Tree::as_str);
        people.extend(ids.map(|id| of(id, "co_work", n)));
    }
    people
}

/// Whose part is written down, as a role or where they joined the work.
fn written(record: &Tree, agreed: bool) -> BTreeSet<String> {
    let working = &record["working"];
    let yes: BTreeSet<String> =
        rows(working, "agreed").filter_map(|(_, row)| Some(person(record, row["who"].as_str()?))).collect();
    let counts =
        |row: &Tree| !agreed || row["who"].as_str().is_some_and(|id| yes.contains(&person(record, id)));
    let roles = rows(working, "roles").filter(|(_, row)| !row["does"].is_null() && counts(row));
    let joined = rows(record, "allocation").filter(|(_, row)| !row["responsibilities"].is_null());
    let shared = rows(record, "co_work").filter(|(_, row)| !row["theirs"].is_null());
    let shared = shared.flat_map(|(_, row)| row["people"].as_array().into_iter().flatten());
    let ids =
        roles.map(|(_, row)| &row["who"]).chain(joined.map(|(_, row)| &row["practitioner"])).chain(shared);
    ids.filter_map(Tree::as_str).map(|id| person(record, id)).collect()
}

// a row of the team may stand for a person of the cluster
fn person(record: &Tree, id: &str) -> String {
    let row = rows(record, "team").find(|(_, row)| row["id"] == id).map(|(_, row)| row);
    row.and_then(|row| row["person"].as_str()).unwrap_or(id).to_owned()
}

fn rows<'t>(record: &'t Tree, list: &str) -> impl Iterator<Item = (usize, &'t Tree)> {
    record[list].as_array().into_iter().flatten().enumerate()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Tree, json};

    use super::without_part;
    use crate::guide::testing::World;

    #[test]
    fn everybody_who_works_on_it_has_a_part() {
        let world = World::new();
        let lacking = |record: &Tree, agreed| {
            let found = without_part(record, &world.known(), agreed);
            found.into_iter().map(|p| format!("{} {}", p.id, p.list)).collect::<Vec<_>>().join(", ")
        };
        let lead = json!([{ "practitioner": "p-7w2n", "responsibilities": "The whānau" }]);
        let whanau = json!([{ "id": "t-aaaa", "role": "whanau" }, { "id": "t-bbbb", "role": "kaiako" }]);
        let alone = json!({ "allocation": lead, "team": whanau });
        assert_eq!(lacking(&alone, true), "");
        let unsaid = json!({ "allocation": [{ "practitioner": "p-7w2n" }], "team": whanau });
        assert_eq!(lacking(&unsaid, true), "p-7w2n allocation", "whānau and kaiako are people to work with");
        assert_eq!(lacking(&json!({ "allocation": unsaid["allocation"] }), true), "");
        // somebody of a service in the team, without a row of shared work
        let team = json!([{ "id": "t-aaaa", "role": "whanau" }, { "id": "t-cccc", "role": "agency" }]);
        let mut record = json!({ "allocation": lead, "team": team });
        assert_eq!(lacking(&record, true), "t-cccc team");
        record["working"] = json!({ "roles": [{ "who": "t-cccc", "does": "Rings on Fridays" }] });
        assert_eq!(lacking(&record, true), "t-cccc team", "nobody has said yes to it");
        assert_eq!(lacking(&record, false), "");
        record["working"]["agreed"] = json!([{ "who": "t-aaaa", "date": "2026-08-01" }]);
        assert_eq!(lacking(&record, true), "t-cccc team", "somebody else's yes is not theirs");
        record["working"]["agreed"] = json!([{ "who": "t-cccc", "date": "2026-08-01" }]);
        assert_eq!(lacking(&record, true), "");
        // who has left is not asked
        let left = json!([{ "practitioner": "p-7w2n" }, { "practitioner": "p-c3xe", "until": "2026-08-13" }]);
        assert_eq!(lacking(&json!({ "allocation": left, "team": [{ "person": "p-c3xe" }] }), true), "");
    }
}

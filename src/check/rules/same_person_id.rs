//! No two people of the cluster have the same id.

use std::collections::BTreeSet;

use crate::check::{Rule, Subject};
use crate::record::leaves::item_path;
use crate::record::node::Node;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "same-person-id",
    level: Level::Error,
    practice: None,
    reason: "what one person did or agreed to would be taken for the other's",
    source: "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    find,
};

// it is found in people.yaml, never in a case
fn find(_: &Subject<'_>) -> Vec<Problem> {
    Vec::new()
}

/// The ids that people of a file share; none where it lists no people.
pub(in crate::check) fn in_file(root: &Node) -> Vec<Problem> {
    let list = Path::parse("people");
    let rows = list.find(root).map(Node::items).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let ids = rows.iter().enumerate().filter_map(|(n, row)| Some((n, row, row.get("id")?)));
    let twice = ids.filter(|(.., id)| id.text().is_some_and(|text| !seen.insert(text.to_owned())));
    twice
        .map(|(n, row, id)| {
            let path = item_path(&list, n, row).key("id");
            let message = format!("two people are called `{}`", id.text().unwrap_or_default());
            let remedy = "Give the newer one an id of their own, and look which of the two each case means.";
            Problem::new(RULE.id, path, id.span.clone(), message, remedy)
        })
        .collect()
}

//! Where two people wrote different things, somebody says which holds.

use crate::check::{Rule, Subject};
use crate::record::leaves::item_path;
use crate::record::node::{Kind, Node};
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "open-question",
    level: Level::Warning,
    practice: None,
    reason: "both versions are safe, and only one of them is what people act on",
    source: "Privacy Act 2020, information privacy principle 8: accurate before it is used",
    find,
};

const REMEDY: &str = "`pikorua sync --resolve` asks one question at a time, and takes your answer.";

/// Of a value so many letters are shown.
const SHOWN: usize = 48;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let people = subject.known.people;
    in_record(subject.root, &|id| {
        people.iter().find(|p| p.id.as_str() == id).map_or_else(|| id.to_owned(), |p| p.name.to_string())
    })
}

/// The open questions of a file around the cases.
pub(in crate::check) fn in_file(root: &Node) -> Vec<Problem> {
    in_record(root, &str::to_owned)
}

fn in_record(root: &Node, name: &dyn Fn(&str) -> String) -> Vec<Problem> {
    let list = Path::parse("questions");
    let rows = list.find(root).map(Node::items).unwrap_or_default().iter().enumerate();
    let rows = rows.filter(|(_, row)| !row.entries().is_empty());
    rows.map(|(n, row)| {
        let place = |path: &str| place(root, &Path::parse(path));
        Problem::new(RULE.id, item_path(&list, n, row), row.span.clone(), question(row, name, &place), REMEDY)
    })
    .collect()
}

fn question(row: &Node, name: &dyn Fn(&str) -> String, place: &dyn Fn(&str) -> String) -> String {
    let text = |key: &str| row.get(key).and_then(Node::text);
    let who = |by: &str, on: &str| {
        let by = text(by).map_or_else(|| "somebody".to_owned(), name);
        text(on).map_or_else(|| by.clone(), |day| format!("{by}, {day}"))
    };
    let (one, other) = (who("one_by", "one_on"), who("other_by", "other_on"));
    let value = |key: &str| row.get(key).filter(|node| !node.is_null()).map(shown);
    match (text("path").map(place), value("one"), value("other")) {
        (None, ..) => {
            format!(
                "a version of this whole file could not be brought in ({other}): is anything missing here?"
            )
        }
        (Some(path), Some(a), Some(b)) => {
            format!("two people wrote different things at {path}: which holds, {a} ({one}) or {b} ({other})?")
        }
        (Some(path), Some(a), None) => {
            format!("one wrote {a} at {path} ({one}), and the other took it away ({other}): which holds?")
        }
        (Some(path), ..) => format!("two people wrote different things at {path}: which holds?"),
    }
}

/// A place in words, where rows are said by what they say: `latest` of “Reads along” in `plan.goals`.
fn place(root: &Node, path: &Path) -> String {
    let mut said = String::new();
    let mut keys: Vec<String> = Vec::new();
    for (n, step) in path.0.iter().enumerate() {
        let above = Path(path.0[..n].to_vec());
        let is_row = above.find(root).is_some_and(|node| matches!(node.kind, Kind::List { .. }));
        if !is_row {
            keys.push(step.to_string());
            continue;
        }
        let row = Path(path.0[..=n].to_vec()).find(root).map_or_else(|| format!("`{step}`"), shown);
        said = format!("{row} in {}", within(&keys, &said));
        keys.clear();
    }
    if keys.is_empty() { said } else { within(&keys, &said) }
}

fn within(keys: &[String], row: &str) -> String {
    let of = if row.is_empty() { String::new() } else { format!(" of {row}") };
    format!("`{}`{of}", keys.join("."))
}

/// A value in a few words.
fn shown(node: &Node) -> String {
    let first = match &node.kind {
        Kind::Scalar { text, .. } => text.clone(),
        Kind::List { items, .. } => return items.first().map_or_else(|| "nothing".into(), shown),
        // of a row its first words, and not its id
        Kind::Map { entries, .. } => {
            let said = entries.iter().find(|e| e.key != "id" && e.value.text().is_some()).or(entries.first());
            return said.map_or_else(|| "nothing".into(), |entry| shown(&entry.value));
        }
        Kind::Null => return "nothing".into(),
    };
    let words: Vec<&str> = first.split_whitespace().collect();
    let words = words.join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("“{}…”", words[..end].trim_end()),
        None => format!("“{words}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::record::edit::Source;
    use crate::record::path::Path;

    #[test]
    fn rows_are_said_by_what_they_say() {
        let text = "title: A\nplan:\n  goals:\n    - id: g-aaaa\n      what: Reads along\n      actions:\n        - {id: d-bbbb, what: Books from home}\n";
        let source = Source::read(text);
        let said = |path: &str| place(&source.root, &Path::parse(path));
        assert_eq!(said("title"), "`title`");
        assert_eq!(said("plan.goals.g-aaaa.latest"), "`latest` of “Reads along” in `plan.goals`");
        assert_eq!(
            said("plan.goals.g-aaaa.actions.d-bbbb"),
            "“Books from home” in `actions` of “Reads along” in `plan.goals`"
        );
        assert_eq!(said("plan.goals.g-zzzz"), "`g-zzzz` in `plan.goals`");
    }
}

//! What changed, line by line, with how far each line is set in: for the log, and where somebody must choose.

use serde_json::Value as Tree;

use crate::guide::known::shorten;

/// As many letters of somebody's words as a log shows; `diff` and `--json` have all of them.
const MOST: usize = 120;

/// What the head of an entry says already, of a visit.
const HEAD: [&str; 4] = ["guide", "by", "opened", "closed"];

/// Words that come before what a visit says beside its answers.
const SAID: [(&str, &str); 5] = [
    ("with", "Walked with "),
    ("returned_from", "Came back from "),
    ("reason", "Came back because: "),
    ("not_needed", "Not needed – "),
    ("left_open", "Left open – "),
];

/// The lines of some changes, in their order.
pub(super) fn lines(changes: &[Tree]) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut above = None;
    for change in changes {
        let path = change["path"].as_str().unwrap_or_default();
        match path.split('.').collect::<Vec<_>>().as_slice() {
            ["visits", _] => lines.extend(visit(change)),
            ["visits", _, key, ..] if HEAD.contains(key) => {}
            ["visits", _, key, ..] => lines.push((0, said(key, &words(change, "what"), &value(change)))),
            _ if change["row"] == true => {
                above = None;
                lines.extend(row(change));
            }
            _ => lines.extend(within(change, &mut above)),
        }
    }
    lines
}

fn words<'t>(of: &'t Tree, key: &str) -> std::borrow::Cow<'t, str> {
    of[key].as_str().unwrap_or_default().into()
}

/// What a walk left behind beside the places of its answers.
fn visit(change: &Tree) -> Vec<(usize, String)> {
    let details = change["details"].as_array().into_iter().flatten();
    let told = details.filter(|d| !HEAD.contains(&words(d, "key").as_ref()));
    told.map(|d| (0, said(&words(d, "key"), &words(d, "what"), &short(&words(d, "is"))))).collect()
}

fn said(key: &str, what: &str, value: &str) -> String {
    match SAID.iter().find(|(known, _)| *known == key) {
        Some((_, before)) if what.is_empty() || ["with", "returned_from", "reason"].contains(&key) => {
            format!("{before}{value}")
        }
        Some((_, before)) => format!("{before}{what}: {value}"),
        None => format!("{what}: {value}"),
    }
}

fn row(change: &Tree) -> Vec<(usize, String)> {
    let (now, thing) =
        (if change["kind"] == "gone" { "No longer there" } else { "New" }, words(change, "what"));
    let name = change["is"].as_str().or(change["was"].as_str());
    let name = name.map(|name| format!(", {}", quoted(change, name))).unwrap_or_default();
    // a meeting is known by its day, which says nothing by itself
    let owner = match change["of_day"] == true {
        true => format!("{} of ", lower(&words(change, "of_what"))),
        false => String::new(),
    };
    let of = change["of"].as_str().map(|of| format!(", in {owner}{}", short(of))).unwrap_or_default();
    let head = (0, format!("{now}: {}{name}{of}", lower(&thing)));
    let details = change["details"].as_array().into_iter().flatten();
    let details = details.map(|d| (1, format!("{}: {}", words(d, "what"), short(&words(d, "is")))));
    std::iter::once(head).chain(details).collect()
}

// the row or the part of the case that several changes are in is named once
fn within(change: &Tree, above: &mut Option<String>) -> Vec<(usize, String)> {
    let row = change["of"].as_str().map(|of| format!("{}: {}", words(change, "of_what"), short(of)));
    let here = row.or_else(|| change["section"].as_str().map(str::to_owned));
    let begins = here.clone().filter(|_| here != *above).map(|here| (0, here));
    let line = (usize::from(here.is_some()), format!("{}: {}", words(change, "what"), value(change)));
    *above = here;
    begins.into_iter().chain([line]).collect()
}

fn value(change: &Tree) -> String {
    let (was, is) = (change["was"].as_str(), change["is"].as_str());
    match (was, is) {
        (was, is) if change["list"] == true => {
            let is = is.map(|is| format!("new: {}", short(is)));
            let was = was.map(|was| format!("no longer there: {}", short(was)));
            is.into_iter().chain(was).collect::<Vec<_>>().join("; ")
        }
        (None, Some(is)) => quoted(change, is),
        (Some(was), Some(is)) => {
            let from = difference(was, is);
            format!("{} → {}", quoted(change, &cut(was, from)), quoted(change, &cut(is, from)))
        }
        (Some(was), None) => format!("no longer {}", quoted(change, was)),
        (None, None) => String::new(),
    }
}

/// Where two texts begin to differ, in bytes of either: the beginning, where a log shows the difference anyway; else the word
/// before it.
fn difference(was: &str, is: &str) -> usize {
    let same = was.char_indices().zip(is.chars()).find(|((_, a), b)| a != b);
    let at = same.map_or(was.len().min(is.len()), |((at, _), _)| at);
    if at < MOST / 2 && !was[..at].contains('\n') {
        return 0;
    }
    let line = was[..at].rfind('\n').map_or(0, |n| n + 1);
    let begins = was[..at].char_indices().rev().nth(30).map_or(0, |(n, _)| n).max(line);
    was[begins..at].find(' ').filter(|_| begins > line).map_or(begins, |n| begins + n + 1)
}

fn cut(text: &str, from: usize) -> String {
    if from == 0 { text.to_owned() } else { format!("… {}", &text[from..]) }
}

fn quoted(change: &Tree, text: &str) -> String {
    if change["said"] == true { format!("“{}”", short(text)) } else { short(text) }
}

fn short(text: &str) -> String {
    shorten(text, MOST)
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{cut, difference};

    #[test]
    fn a_difference_late_in_a_text_is_what_is_shown() {
        let told = |was: &str, is: &str| {
            let from = difference(was, is);
            (cut(was, from), cut(is, from))
        };
        assert_eq!(told("Sings", "Sings well"), ("Sings".into(), "Sings well".into()));
        let long = "He waited at the gate with his cousin until the others had gone in, and then he";
        let (was, is) = told(&format!("{long} went home."), &format!("{long} walked in by himself."));
        assert_eq!(was, "… had gone in, and then he went home.");
        assert_eq!(is, "… had gone in, and then he walked in by himself.");
        assert_eq!(told("Kia ora\nĀta", "Kia ora\nĀe"), ("… Āta".into(), "… Āe".into()));
        assert_eq!(
            told(&format!("{long}\nOne"), long),
            ("… had gone in, and then he\nOne".into(), "… had gone in, and then he".into())
        );
    }
}

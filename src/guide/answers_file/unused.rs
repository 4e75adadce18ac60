//! Answers that nobody asked for: a slip in a name, a row too many, or something that does not apply.

use super::{Answers, NOT_NEEDED, TAKE_OUT};
use crate::guide::known::Known;
use crate::guide::model::{Guide, Prompt};
use crate::guide::wording;
use crate::record::node::{Entry, Kind, Node};
use crate::record::path::Path;
use crate::record::problem::Problem;
use crate::record::text::closest;
use crate::record::vocabulary::{Word, no_place};

impl Answers<'_> {
    /// Notes every answer in the file that no prompt asked for.
    pub fn unused(&mut self, guide: &Guide, known: &Known<'_>) {
        let vocabulary = known.vocabulary;
        let mut found = Vec::new();
        for entry in self.root.entries() {
            match (entry.key.as_str(), guide.prompts.iter().find(|p| p.id == entry.key)) {
                ("guide" | "from" | "with" | "row", _) => {}
                ("leave", _) => self.unused_reasons(guide, &entry.value, &mut found),
                ("reason", _) if guide.element.is_none() => {
                    let message = "`reason` says why people come back to an element of the framework";
                    let remedy = format!(
                        "Take it out: {} is another one each time. What it says may belong to one of the other answers.",
                        guide.title
                    );
                    found.push(problem(entry, message.into(), remedy));
                }
                ("reason", _) => self.not_asked(entry, None, &mut found),
                (_, Some(prompt)) => self.unused_in(prompt, entry, known, &mut found),
                (key, None) if no_place(vocabulary, key).is_some() => {
                    found.extend(no_place(vocabulary, key).map(|word| homeless(entry, word)));
                }
                (key, None) => {
                    let known = guide
                        .prompts
                        .iter()
                        .map(|p| p.id.as_str())
                        .chain(["leave"])
                        .chain(guide.element.map(|_| "reason"));
                    let otherwise = "`walk CASE GUIDE --blank` prints all of them.".to_owned();
                    let remedy = did_you_mean(key, known, otherwise);
                    found.push(problem(entry, format!("this guide has no prompt `{key}`"), remedy));
                }
            }
        }
        self.problems.extend(found);
        self.problems.sort_by_key(|p| p.span.start);
    }

    fn unused_reasons(&self, guide: &Guide, leave: &Node, found: &mut Vec<Problem>) {
        for entry in leave.entries() {
            if guide.exits.iter().any(|exit| exit.id == entry.key) {
                self.not_asked(entry, None, found);
            } else {
                let ids: Vec<&str> = guide.exits.iter().map(|exit| exit.id.as_str()).collect();
                let otherwise = format!("There are: {}.", ids.join(", "));
                let remedy = did_you_mean(&entry.key, ids.iter().copied(), otherwise);
                let message = format!("this guide has no exit criterion `{}`", entry.key);
                found.push(problem(entry, message, remedy));
            }
        }
    }

    fn unused_in(&self, prompt: &Prompt, entry: &Entry, known: &Known<'_>, found: &mut Vec<Problem>) {
        let only = wording::when(prompt, known);
        if prompt.fields.is_empty() || entry.value.get(NOT_NEEDED).is_some() {
            return self.not_asked(entry, only.as_deref(), found);
        }
        let Kind::List { items, .. } = &entry.value.kind else {
            if !entry.value.is_null() {
                let message = format!("`{}`: a list of rows expected, each beginning with `- `", prompt.id);
                found.push(problem(entry, message, "Mend this answer; nothing was recorded.".into()));
            }
            return;
        };
        if self.is_beside_the_point(&entry.value) {
            return self.not_asked(entry, only.as_deref(), found);
        }
        for item in items.iter().filter(|item| !item.is_null()) {
            if !matches!(item.kind, Kind::Map { .. }) {
                let message = format!("`{}`: a row expected, one `field: answer` a line", prompt.id);
                let remedy = "Mend this answer; nothing was recorded.";
                found.push(Problem::new(
                    "answers",
                    Path::parse(&prompt.id),
                    item.span.clone(),
                    message,
                    remedy,
                ));
            } else if self.is_beside_the_point(item) {
                let message = match item.get("id").and_then(Node::text) {
                    Some(id) => {
                        format!("`{}` has an entry for `{id}`, and no such row is asked about", prompt.id)
                    }
                    None => format!("`{}` has more entries than there are rows to ask about", prompt.id),
                };
                let remedy = "Take this one out, or add its row first.";
                found.push(Problem::new(
                    "answers",
                    Path::parse(&prompt.id),
                    item.span.clone(),
                    message,
                    remedy,
                ));
            }
            self.unused_fields(prompt, item, known, found);
        }
    }

    fn unused_fields(&self, prompt: &Prompt, row: &Node, known: &Known<'_>, found: &mut Vec<Problem>) {
        let gone = row.get(TAKE_OUT).is_some_and(|gone| !gone.is_null());
        for entry in row.entries().iter().filter(|e| e.key != "id" && e.key != TAKE_OUT) {
            if gone && !entry.value.is_null() {
                let message = format!("this row is taken out, so `{}` says nothing", entry.key);
                let remedy = format!("Take the answer out, or `{TAKE_OUT}`.");
                found.push(problem(entry, message, remedy));
                continue;
            }
            match prompt.fields.iter().find(|f| f.id == entry.key) {
                Some(field) if self.used.contains(&row.span.start) => {
                    self.unused_in(field, entry, known, found);
                }
                Some(_) => {}
                None if no_place(known.vocabulary, &entry.key).is_some() => {
                    found.extend(no_place(known.vocabulary, &entry.key).map(|word| homeless(entry, word)));
                }
                None => {
                    let ids: Vec<&str> = prompt.fields.iter().map(|f| f.id.as_str()).collect();
                    let otherwise = format!("It has {}.", ids.join(", "));
                    let remedy = did_you_mean(&entry.key, ids.iter().copied(), otherwise);
                    found.push(problem(
                        entry,
                        format!("`{}` has no field `{}`", prompt.id, entry.key),
                        remedy,
                    ));
                }
            }
        }
    }

    // `only` is when it is asked, as far as that can be said in words
    fn not_asked(&self, entry: &Entry, only: Option<&str>, found: &mut Vec<Problem>) {
        if self.is_beside_the_point(&entry.value) {
            let message = format!("`{}` is not asked for this case", entry.key);
            let remedy = match only {
                Some(only) => format!("It is asked only {only}. See to that first, or take the answer out."),
                None => "Take it out. What is asked depends on the kind of work and on other answers, such as the form of a hui; `guides show GUIDE` says when.".into(),
            };
            found.push(problem(entry, message, remedy));
        }
    }

    // what was refused may be why something else was not asked, so that is said only where nothing was
    fn is_beside_the_point(&self, node: &Node) -> bool {
        self.problems.is_empty() && !node.is_null() && !self.used.contains(&node.span.start)
    }
}

// no slip of the pen: it has no place in any record, and why
fn homeless(entry: &Entry, word: Word) -> Problem {
    let remedy = word.note.unwrap_or_else(|| "Take it out.".into());
    problem(entry, format!("`{}` has no place in a record: {}", entry.key, word.label), remedy)
}

fn problem(entry: &Entry, message: String, remedy: String) -> Problem {
    Problem::new("answers", Path::default().key(&entry.key), entry.key_span.clone(), message, remedy)
}

fn did_you_mean<'k>(key: &str, known: impl Iterator<Item = &'k str>, otherwise: String) -> String {
    closest(key, known).map_or(otherwise, |id| format!("Did you mean `{id}`?"))
}

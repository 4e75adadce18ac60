//! What stands already where an answer would go, said above it.

use serde_json::Value as Tree;

use super::{Here, comment};
use crate::guide::answer::{Answer, as_typed};
use crate::guide::model::{Guide, Prompt, PromptKind};
use crate::guide::rows::own;
use crate::record::case::Case;
use crate::record::path::{Path, Step};
use crate::record::shape::Field;
use crate::record::tree;

const NOTHING: Tree = Tree::Null;

/// The visit that the answers would go on with; null where they begin one.
pub(super) fn open_visit<'t>(guide: &Guide, record: &'t Tree) -> &'t Tree {
    let visits = record["visits"].as_array().into_iter().flatten();
    let open = |visit: &&Tree| visit["guide"] == *guide.id && visit["closed"].is_null();
    visits.rev().find(open).unwrap_or(&NOTHING)
}

/// Says what the answers could go on with, where each visit is about one of its own.
pub(super) fn say_rows(text: &mut String, guide: &Guide, here: Here<'_>) {
    if guide.own_list().is_none() {
        return;
    }
    let there = own(guide, here.known, here.record);
    if !there.is_empty() && here.visit.is_null() {
        comment(text, "", "To go on with one that is there already, and not begin another, write its line:");
        for row in there {
            text.push_str(&format!("# row: {}    # “{}”\n", row.id, row.label));
        }
    }
    comment(text, "", "`leave: false` keeps it open, for what is answered later.");
}

/// Says what stands where the answer would go: a file is answered by people who see no more than what it shows.
pub(super) fn say(text: &mut String, indent: &str, prompt: &Prompt, base: &Path, here: Here<'_>) {
    if matches!(prompt.kind, PromptKind::Rows | PromptKind::Each) {
        return;
    }
    let there = match place(prompt, base, here) {
        Some(place) => tree::at(here.record, &place),
        None => &NOTHING,
    };
    let said: Vec<String> = match as_typed(there) {
        None => return,
        Some(Answer::Text(said)) => vec![in_words(&said, prompt, base, here)],
        Some(Answer::Texts(said)) => said.iter().map(|one| in_words(one, prompt, base, here)).collect(),
    };
    let head = match prompt.kind {
        PromptKind::List | PromptKind::Choices | PromptKind::People => {
            "There already; what you write is added, and `{instead: [...]}` takes its place:"
        }
        _ => "So far; empty keeps it:",
    };
    comment(text, indent, head);
    for line in said.iter().flat_map(|said| said.lines()) {
        let options = textwrap::Options::new(94).initial_indent("").subsequent_indent("");
        for line in textwrap::wrap(line, &options) {
            text.push_str(&format!("{indent}#   │ {line}\n"));
        }
    }
}

// `@` is the open visit's own row; an answer without a place stands in the visit
fn place(prompt: &Prompt, base: &Path, here: Here<'_>) -> Option<Path> {
    let Some(to) = &prompt.to else {
        let visit = here.visit["id"].as_str()?;
        return Some(Path::parse("visits").key(visit).key("answers").key(&prompt.id));
    };
    let mut place = base.clone();
    for step in Path::parse(to).0 {
        match step {
            Step::Key(key) if key == "@" => place = place.key(own_row(&place, here)?),
            step => place.0.push(step),
        }
    }
    Some(place)
}

fn own_row(list: &Path, here: Here<'_>) -> Option<String> {
    let mine = here.visit["rows"].as_array()?;
    let rows = tree::at(here.record, list).as_array()?;
    rows.iter().map(|row| &row["id"]).find(|id| mine.contains(id))?.as_str().map(Into::into)
}

// people by their names; a word of a list stays as it is answered, beside what it means
fn in_words(said: &str, prompt: &Prompt, base: &Path, here: Here<'_>) -> String {
    if matches!(prompt.kind, PromptKind::Person | PromptKind::People) {
        let everybody = here.known.everybody(here.record);
        return everybody.into_iter().find(|p| p.id == said).map_or_else(|| said.into(), |p| p.label);
    }
    let shape = place(prompt, base, here).and_then(|place| Case::SHAPE.at(&place).ok());
    let list = prompt.list(shape);
    let label = list.map(|list| here.known.vocabulary.label(list, said)).filter(|label| label != said);
    label.map_or_else(|| said.to_owned(), |label| format!("{said} ({label})"))
}

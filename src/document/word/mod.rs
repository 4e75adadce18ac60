//! Word files that a cluster made in Word: a letterhead under which every document is written, and forms of its own, which
//! are filled from the same view as the templates.

pub(super) mod form;
mod letterhead;
mod opened;
mod styles;
mod tree;

pub use form::{Filled, Form};
pub use letterhead::Letterhead;
pub(super) use styles::Ids;

use tree::{Element, Node};

use crate::error::{Error, Result};

/// What two people have not settled yet.
const CHANGES: [&str; 10] = [
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:rPrChange",
    "w:pPrChange",
    "w:sectPrChange",
    "w:tblPrChange",
    "w:trPrChange",
    "w:tcPrChange",
];
const COMMENTS: [&str; 2] = ["w:commentReference", "w:commentRangeStart"];

/// Fields by which Word fetches something from elsewhere, or runs another program, when a document is opened.
const FETCHES: [&str; 10] = [
    "DDE",
    "DDEAUTO",
    "INCLUDE",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "IMPORT",
    "LINK",
    "EMBED",
    "DATABASE",
    "RD",
];

/// Refuses a field that would fetch something: what comes of it is known only where the document is opened.
fn refuse_fetching(file: &str, part: &Element) -> Result<()> {
    // Word parts one instruction into several runs
    let mut said = String::new();
    part.all(&mut |element| match element.name.as_str() {
        "w:fldChar" => said.push('\n'),
        "w:fldSimple" => said.push_str(&format!("\n{}\n", element.attribute("w:instr").unwrap_or_default())),
        "w:instrText" => said.extend(element.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            _ => None,
        })),
        _ => {}
    });
    let fetches = |line: &str| {
        let word = line.split_whitespace().next().unwrap_or_default().to_uppercase();
        FETCHES.contains(&word.as_str()).then_some(word)
    };
    let Some(field) = said.lines().find_map(fetches) else { return Ok(()) };
    let message =
        format!("`{file}` holds a field `{field}`, which fetches something when somebody opens the document");
    Err(Error::request(message)
        .hint("Show the fields in Word (Alt+F9), take that one out or turn it into text (Ctrl+Shift+F9), and save it."))
}

/// Refuses what one person has written for another in the margin: it would go out with every document.
fn refuse_remarks(file: &str, part: &Element) -> Result<()> {
    if part.any_of(&CHANGES).is_some() {
        return Err(Error::request(format!("`{file}` holds tracked changes"))
            .hint("Settle them in Word (Review, Accept All Changes, and Track Changes off), and save it."));
    }
    if part.any_of(&COMMENTS).is_some() {
        return Err(Error::request(format!("`{file}` holds comments"))
            .hint("Delete them in Word (Review, Delete All Comments in Document), and save it."));
    }
    Ok(())
}

/// Refuses what can be neither filled nor searched: another program's file within this one.
fn refuse_foreign(file: &str, kind: &str) -> Result<()> {
    let what = match kind {
        "oleObject" | "package" | "control" | "aFChunk" | "subDocument" => "another file within it",
        "chart" | "diagramData" => "a chart or a drawing made of text (SmartArt)",
        _ => return Ok(()),
    };
    Err(Error::request(format!("`{file}` holds {what}, in which nobody can look for names"))
        .hint("Copy it in Word and paste it as a picture, or take it out."))
}

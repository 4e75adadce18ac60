//! A cluster's own Word form: `{{ … }}`, `{% for … %}` and `{% if … %}` typed in Word, filled from a view.
//!
//! What is XML in it goes through the template engine as numbers and is never read by it; what people typed comes back as
//! text. So a form can do no more than a template: it knows what its audience may see, and calls upon no other file.

mod blocks;
mod fill;
mod gather;
mod kept;
mod mend;
mod pictures;
mod read;
mod stamp;
mod tag;
mod value;

use minijinja::Environment;

use super::opened::Opened;
use super::tree::Element;
use super::{refuse_fetching, refuse_foreign, refuse_remarks};
use crate::document::template::environment;
use crate::document::token::Aside;
use crate::error::{Error, Result};
pub use fill::Filled;
use kept::Kept;
use tag::{Kind, Tag};

/// A form of the cluster's own, ready to be filled.
#[derive(Clone, Debug)]
pub struct Form {
    name: String,
    /// What people call the file.
    file: String,
    /// The parts that are filled, the document itself first.
    parts: Vec<(String, Element)>,
    tags: Vec<Tag>,
    kept: Kept,
}

/// What is wrong with one tag.
#[derive(Clone, Debug, PartialEq)]
struct Fault {
    /// The words of its paragraph.
    place: String,
    said: String,
    what: String,
    hint: String,
}

/// What is filled beside the document itself.
const FILLED: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];
/// What Word notes for itself, and what two runs of one look do not need.
const NOTES: [&str; 4] = ["w:proofErr", "w:lastRenderedPageBreak", "w:dataBinding", "w:permStart"];

impl Form {
    /// Reads a form: `name` is that of the document, `file` what people call the file.
    pub fn read(name: &str, file: &str, bytes: &[u8]) -> Result<Form> {
        let opened = Opened::read(file, bytes)?;
        let main = opened.main()?;
        let related = opened.relations(&main)?;
        related.iter().try_for_each(|relation| refuse_foreign(file, &relation.kind))?;
        let filled = related.iter().filter(|r| FILLED.contains(&r.kind.as_str()) && !r.outside);
        let names: Vec<String> = [main.clone()].into_iter().chain(filled.map(|r| r.target.clone())).collect();
        let (mut parts, mut tags, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let mut part = opened.tree(&name)?;
            refuse_remarks(file, &part)?;
            refuse_fetching(file, &part)?;
            part.without(&NOTES);
            part.each(&mut |element| {
                let is_note =
                    |key: &str| key.starts_with("w:rsid") || matches!(key, "w14:paraId" | "w14:textId");
                element.attributes.retain(|(key, _)| !is_note(key));
            });
            let first = tags.len();
            gather::gather(&mut part, &mut tags, &mut faults);
            faults.extend(tags[first..].iter().filter_map(|tag| {
                unreadable(&environment(&Default::default(), &Aside::new('\u{E000}')), tag)
            }));
            blocks::lift(&mut part, &tags, &mut faults);
            parts.push((name, part));
        }
        match faults.is_empty() {
            true => {
                let kept = Kept::of(&opened, &main, &parts)?;
                Ok(Form { name: name.into(), file: file.into(), parts, tags, kept })
            }
            false => Err(told(file, &faults)),
        }
    }

    /// The name of the document.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether one of its tags has these words in it.
    pub fn mentions(&self, words: &str) -> bool {
        self.tags.iter().any(|tag| tag.code.contains(words))
    }

    /// The tags, as the template engine is given them.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().map(|tag| tag.code.as_str())
    }
}

/// What cannot be read of a tag by itself.
fn unreadable(environment: &Environment<'_>, tag: &Tag) -> Option<Fault> {
    let whole = match tag.kind {
        Kind::Open(block) => format!("{}{}", tag.code, block.end()),
        Kind::Middle => format!("{{% if 1 %}}{}{{% endif %}}", tag.code),
        Kind::Print | Kind::Set => tag.code.clone(),
        Kind::Close(_) | Kind::Comment => return None,
    };
    let error = environment.template_from_str(&whole).err()?;
    let hint = error.detail().map(|detail| format!("The template engine says: {detail}."));
    Some(Fault {
        place: tag.place.clone(),
        said: tag.said.clone(),
        what: "this cannot be read".into(),
        hint: hint.unwrap_or_else(|| "Look for a quote or a bracket that is not closed.".into()),
    })
}

impl Fault {
    fn line(&self) -> String {
        format!("in the paragraph “{}”: `{}`: {}", self.place, self.said, self.what)
    }
}

/// All that is wrong, each with its place in the form.
fn told(file: &str, faults: &[Fault]) -> Error {
    let error = match faults {
        [one] => Error::request(format!("`{file}`, {}", one.line())),
        many => many.iter().fold(
            Error::request(format!("`{file}`: {} of its tags cannot be used", many.len())),
            |error, fault| error.because(fault.line()),
        ),
    };
    let mut hints: Vec<&str> = faults.iter().map(|fault| fault.hint.as_str()).collect();
    hints.dedup();
    hints.into_iter().fold(error, |error, hint| error.hint(hint))
}

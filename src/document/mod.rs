//! Documents: a template and a view become a small tree, and the tree becomes a screen, Markdown, a web page, a Word
//! document or a pdf.
//!
//! What people typed never goes through a template engine or a Markdown parser: tokens stand for it until the tree is
//! made, and each format escapes once, at its own end.

pub mod chart;
mod chosen;
mod columns;
mod cover;
mod days;
mod docx;
mod ease;
mod fields;
mod figures;
mod fonts;
mod form;
mod format;
mod guides;
mod html;
mod markdown;
mod parse;
#[cfg(feature = "pdf")]
mod pdf;
mod screen;
mod syllables;
mod template;
mod token;
pub mod tree;
mod trouble;
mod unbroken;
mod word;

pub use cover::Cover;
pub use ease::Ease;
pub use fields::{Field, TOOLS, fields};
pub use form::Frame;
pub use format::Format;
pub use guides::guide_names;
pub use template::{Templates, lists_of};
pub use word::{Filled, Form, Letterhead};

use std::sync::Arc;

use std::iter::once;

use crate::error::Result;
use crate::query::names::Texts;
use crate::record::value::Date;
use crate::view::View;
use tree::{Block, plain};

/// The language of a document that does not name one with `{% set lang = "…" %}`.
const LANG: &str = "en-NZ";

/// A document, before it is written in a format.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The title, which is also its first heading.
    pub title: String,
    /// What stands in it: one heading of the first level, then the rest.
    pub tree: Vec<Block>,
    /// What it says is not recorded yet, in words, in the order it is missed.
    pub missing: Vec<String>,
    /// Its language, as a language tag.
    pub lang: String,
    /// The day it is made: the same record makes the same bytes all day long. None where days are told by the term.
    pub day: Option<Date>,
    /// Its texts without what this program says to everybody, as far as that is known.
    typed: Option<Vec<String>>,
    /// Documents that follow in the same file, each on a page of its own; links to `#d1`, `#d2` lead to them.
    pub more: Vec<Document>,
    /// How it looks in Word.
    pub word: Word,
}

/// How a document looks in Word.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Word {
    /// As ours do.
    #[default]
    Plain,
    /// Under the letterhead of the cluster.
    Under(Arc<Letterhead>),
    /// As the cluster's own form, filled.
    Form(Arc<Filled>),
}

impl Word {
    fn letterhead(&self) -> Option<&Letterhead> {
        match self {
            Word::Under(letterhead) => Some(letterhead),
            _ => None,
        }
    }
}

impl Document {
    /// Every text in it, as any format has it: the title, the words, where links lead, and what is said to be missing.
    pub fn texts(&self) -> Vec<String> {
        let around = std::iter::once(&self.title).chain(&self.missing).cloned();
        let more = self.more.iter().flat_map(Document::texts);
        let own: &[String] = match &self.word {
            Word::Form(filled) => filled.texts(),
            _ => &[],
        };
        around.chain(tree::texts(&self.tree)).chain(own.iter().cloned()).chain(more).collect()
    }

    /// What stands before the documents that follow in the same file.
    pub fn alone(&self) -> Document {
        Document { more: Vec::new(), ..self.clone() }
    }

    /// What is looked through for names, with the names of the file it goes into and of the folders above.
    pub fn searched(&self, file: &[String]) -> Texts {
        let all: Vec<String> = self.texts().into_iter().chain([self.lang.clone()]).collect();
        let typed = match &self.typed {
            Some(typed) => {
                let more = self.more.iter().flat_map(|one| one.searched(&[]).typed);
                typed.iter().chain([&self.lang]).cloned().chain(more).collect()
            }
            None => all.clone(),
        };
        let labels = match &self.word {
            Word::Form(filled) => filled.labels().to_vec(),
            _ => Vec::new(),
        };
        Texts { all, typed, pieces: file.to_vec(), labels }
    }

    /// Makes the document of a name from a view.
    ///
    /// ```
    /// use pikorua::{document::{Document, Templates}, error::Result, view::View};
    ///
    /// fn print(templates: &Templates, view: &View) -> Result<Document> {
    ///     Document::render("plan", templates, view)
    /// }
    /// ```
    ///
    /// A case itself cannot become a document, only what an audience may see of it:
    ///
    /// ```compile_fail
    /// use pikorua::{document::{Document, Templates}, error::Result, record::case::Case};
    ///
    /// fn print(templates: &Templates, case: &Case) -> Result<Document> {
    ///     Document::render("plan", templates, case)
    /// }
    /// ```
    pub fn render(name: &str, templates: &Templates, view: &View) -> Result<Document> {
        let rendered = templates.render(name, view)?;
        let parsed = parse::parse(&rendered.markdown, &rendered.aside);
        let (title, tree) = entitled(parsed.tree, name.trim_end_matches(".md"));
        let lang = rendered.lang.unwrap_or_else(|| LANG.into());
        let typed = view.audience().disguise.then(|| parse::typed(&rendered.markdown, &rendered.aside).tree);
        Ok(Document {
            title,
            tree,
            missing: parsed.missing,
            lang,
            day: days::told(view)?,
            typed: typed.map(|tree| tree::texts(&tree)),
            more: Vec::new(),
            word: Word::Plain,
        })
    }

    /// Makes a document by filling a form of the cluster's own from a view; `templates` have the stamp of every document.
    ///
    /// A case itself fills no form:
    ///
    /// ```compile_fail
    /// use pikorua::{document::{Document, Form, Templates}, error::Result, record::case::Case};
    ///
    /// fn fill(form: &Form, templates: &Templates, case: &Case) -> Result<Document> {
    ///     Document::filled(form, templates, case)
    /// }
    /// ```
    pub fn filled(form: &Form, templates: &Templates, view: &View) -> Result<Document> {
        let filled = form.fill(view, templates)?;
        let (title, tree) = entitled(filled.tree(), form.name());
        let (missing, lang) = (filled.missing().to_vec(), filled.lang().to_owned());
        Ok(Document {
            title,
            tree,
            missing,
            lang,
            day: days::told(view)?,
            typed: None,
            more: Vec::new(),
            word: Word::Form(Arc::new(filled)),
        })
    }

    /// The same document under a letterhead; a filled form has a head and a foot of its own.
    pub fn under(mut self, letterhead: Arc<Letterhead>) -> Document {
        if self.word == Word::Plain {
            self.word = Word::Under(letterhead);
        }
        self
    }

    /// Lines for a terminal of a width.
    pub fn screen(&self, width: usize, colour: bool) -> String {
        let more = self.more.iter().map(|more| screen::write(&more.lowered(), width, colour));
        once(screen::write(&self.tree, width, colour)).chain(more).collect::<Vec<_>>().join("\n\n")
    }

    /// Markdown.
    pub fn markdown(&self) -> String {
        let more = self.more.iter().map(|more| markdown::write(&more.lowered()));
        once(markdown::write(&self.tree)).chain(more).collect::<Vec<_>>().join("\n")
    }

    /// What stands in it, below the heading of another document that it follows.
    fn lowered(&self) -> Vec<Block> {
        let lower = |block: &Block| match block.clone() {
            Block::Heading { level, class, text } => Block::Heading { level: level + 1, class, text },
            other => other,
        };
        self.tree.iter().map(lower).collect()
    }

    /// A web page that needs nothing else; `css` is how it looks.
    pub fn html(&self, css: &str) -> String {
        html::write(self, css)
    }

    /// A file for Word.
    pub fn docx(&self) -> Result<Vec<u8>> {
        match &self.word {
            Word::Form(filled) => filled.file(&self.title, self.day),
            _ => docx::write(self),
        }
    }

    /// Pages, as they are printed.
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Vec<u8>> {
        pdf::write(self)
    }

    /// Pages, as they are printed.
    #[cfg(not(feature = "pdf"))]
    pub fn pdf(&self) -> Result<Vec<u8>> {
        Err(crate::error::Error::request("this pikorua was built without pdf").hint(
            "Write a Word document (`.docx`) or a web page (`.html`): both can be printed and saved as pdf. Or build it with \
             `cargo build --release --features pdf`.",
        ))
    }

    /// The signs, such as those of other scripts, that a format cannot show because no font inside the program has them.
    pub fn without_sign(&self, format: Format) -> Vec<char> {
        match format {
            #[cfg(feature = "pdf")]
            Format::Pdf => pdf::without_sign(self),
            _ => Vec::new(),
        }
    }

    /// The content of a file in a format; `css` is how web pages look.
    pub fn file(&self, format: Format, css: &str) -> Result<Vec<u8>> {
        Ok(match format {
            Format::Screen => self.screen(80, false).into_bytes(),
            Format::Markdown => self.markdown().into_bytes(),
            Format::Html => self.html(css).into_bytes(),
            Format::Docx => self.docx()?,
            Format::Pdf => self.pdf()?,
        })
    }
}

/// The title and the tree with one heading of the first level, at its top.
fn entitled(mut tree: Vec<Block>, name: &str) -> (String, Vec<Block>) {
    let first = tree.iter().position(|block| matches!(block, Block::Heading { level: 1, .. }));
    let heading = match first {
        Some(place) => tree.remove(place),
        None => {
            let text = vec![tree::Inline::Text(tree::Span { text: name.into(), ..Default::default() })];
            Block::Heading { level: 1, class: None, text }
        }
    };
    for block in &mut tree {
        if let Block::Heading { level, .. } = block {
            *level = (*level).max(2);
        }
    }
    let title = match &heading {
        Block::Heading { text, .. } => plain(text),
        _ => name.to_owned(),
    };
    tree.insert(0, heading);
    (title, tree)
}

#[cfg(test)]
mod tests;

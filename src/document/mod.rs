//! Documents: a template and a view become a small tree, and the tree becomes a screen, Markdown or a web page.
//!
//! What people typed never goes through a template engine or a Markdown parser: tokens stand for it until the tree is
//! made, and each format escapes once, at its own end.

mod chosen;
mod days;
mod form;
mod guides;
mod html;
mod markdown;
mod parse;
mod screen;
mod spark;
mod template;
mod token;
pub mod tree;

use std::path::Path;

pub use form::Frame;
pub use guides::guide_names;
pub use template::Templates;

use crate::error::{Error, Result};
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
}

/// What a document can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines for a terminal.
    Screen,
    /// Markdown.
    Markdown,
    /// One web page with everything in it.
    Html,
}

impl Document {
    /// Every text in it, as any format has it: the title, the words, where links lead, and what is said to be missing.
    pub fn texts(&self) -> Vec<String> {
        let around = std::iter::once(&self.title).chain(&self.missing).cloned();
        around.chain(tree::texts(&self.tree)).collect()
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
        Ok(Document { title, tree, missing: parsed.missing, lang })
    }

    /// Lines for a terminal of a width.
    pub fn screen(&self, width: usize, colour: bool) -> String {
        screen::write(&self.tree, width, colour)
    }

    /// Markdown.
    pub fn markdown(&self) -> String {
        markdown::write(&self.tree)
    }

    /// A web page that needs nothing else; `css` is how it looks.
    pub fn html(&self, css: &str) -> String {
        html::write(self, css)
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

impl Format {
    /// The format of a name: `md`, `markdown`, `html` or `screen`.
    pub fn named(name: &str) -> Result<Format> {
        match name.to_lowercase().as_str() {
            "screen" => Ok(Format::Screen),
            "md" | "markdown" => Ok(Format::Markdown),
            "html" | "htm" => Ok(Format::Html),
            _ => Err(Error::usage(format!("`{name}` is not a format that documents can be written in"))
                .hint("The formats are `md`, `html` and `screen`.")),
        }
    }

    /// The format that the ending of a file tells.
    pub fn of_file(file: &Path) -> Result<Format> {
        match file.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
            Some("txt") => Ok(Format::Screen),
            Some("md" | "markdown") => Ok(Format::Markdown),
            Some("html" | "htm") => Ok(Format::Html),
            Some(ending) => Err(Error::usage(format!("documents cannot be written as `.{ending}`"))
                .hint("End the name in `.html`, `.md` or `.txt`.")),
            None => Err(Error::usage(format!("the ending of `{}` does not tell a format", file.display()))
                .hint("End the name in `.html`, `.md` or `.txt`.")),
        }
    }
}

#[cfg(test)]
mod tests;

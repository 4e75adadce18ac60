//! Several documents in one file: what stands before them.

use minijinja::context;
use minijinja::value::Value;

use super::template::Templates;
use super::{Document, LANG, Word, entitled, parse, tree};
use crate::error::{Error, Result};
use crate::record::value::Date;

/// The template of the page that stands before them.
const TEMPLATE: &str = "_cover.md";

/// What a file of several documents says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    /// The document, by the name of its template.
    pub document: &'a str,
    /// The name of the cluster; nothing where it is told without names.
    pub cluster: Option<&'a str>,
    /// Whom it is for.
    pub audience: &'a str,
    /// Who made it; nothing where it is told without names.
    pub by: Option<&'a str>,
    /// The day.
    pub today: Date,
    /// Whether the day is told.
    pub dated: bool,
    /// How many cases are left out, because this audience may not see them.
    pub left_out: usize,
}

impl Document {
    /// One file of several documents, each on a page of its own, with a cover that lists them.
    pub fn together(documents: Vec<Document>, templates: &Templates, cover: Cover<'_>) -> Result<Document> {
        let titles: Vec<String> = documents.iter().map(|document| document.title.clone()).collect();
        let everything = format!("{titles:?}{cover:?}");
        let mark = templates.spare_mark(&everything).ok_or_else(|| {
            Error::request("the documents are full of characters that stand for nothing")
                .hint("Look for text that was damaged on its way here.")
        })?;
        // each was looked through with the document that it is the title of
        let templates = templates.saying(titles.iter().cloned());
        let rendered = templates.filled(TEMPLATE, values(titles, cover), mark)?;
        let parsed = parse::parse(&rendered.markdown, &rendered.aside);
        let (title, tree) = entitled(parsed.tree, cover.document);
        let lang = rendered.lang.unwrap_or_else(|| LANG.into());
        let (missing, day) = (parsed.missing, cover.dated.then_some(cover.today));
        let typed = Some(tree::texts(&parse::typed(&rendered.markdown, &rendered.aside).tree));
        Ok(Document { title, tree, missing, lang, day, typed, more: documents, word: Word::Plain })
    }
}

fn values(titles: Vec<String>, cover: Cover<'_>) -> Value {
    context! {
        document => cover.document,
        cluster => cover.cluster,
        audience => cover.audience,
        by => cover.by,
        today => cover.dated.then(|| cover.today.in_words()),
        titles,
        left_out => cover.left_out,
    }
}

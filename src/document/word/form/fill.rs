//! Filling a form: its tags go to the template engine with numbers for the XML between them, and what comes back is put
//! together again, values as text.

use std::ops::Range;

use minijinja::Value;

use super::pictures::Pictures;
use super::tag::Kind;
use super::value::Put;
use super::{Fault, Form, mend, read, stamp, told, value};
use crate::document::LANG;
use crate::document::chart::Size;
use crate::document::docx::package::{ROOT, zipped};
use crate::document::docx::xml::HEAD;
use crate::document::docx::{APPLICATION, properties};
use crate::document::template::{Templates, environment, is_tag};
use crate::document::token::Aside;
use crate::document::tree::Block;
use crate::document::trouble::{Trouble, place};
use crate::document::word::opened::{damaged, too_much};
use crate::document::word::tree::{Element, Node, escaped};
use crate::error::{Error, Result};
use crate::record::value::Date;
use crate::view::View;

/// The most that one part may grow to.
const LARGEST: usize = 32 * 1024 * 1024;

/// A form that was filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    parts: Vec<(String, Vec<u8>)>,
    types: String,
    main: String,
    texts: Vec<String>,
    labels: Vec<String>,
    tree: Vec<Block>,
    missing: Vec<String>,
    lang: String,
}

/// XML between two tags.
struct Chunk {
    xml: String,
    /// How a run looks within which it ends, where it ends in a text.
    looks: Option<Element>,
    /// The room there: a page, or the cell of a table.
    size: Size,
}

/// A part as the template engine is given it.
struct Source {
    text: String,
    chunks: Vec<Chunk>,
    /// Where each tag stands in the text.
    places: Vec<(Range<usize>, usize)>,
}

impl Form {
    /// Fills it from a view; `templates` have the stamp that every document bears.
    pub(in crate::document) fn fill(&self, view: &View, templates: &Templates) -> Result<Filled> {
        let codes: Vec<&str> = self.tags.iter().map(|tag| tag.code.as_str()).collect();
        let words = self.parts.iter().map(|(_, part)| mend::texts(part).concat()).collect::<Vec<_>>();
        let spare = |more: &str| {
            let others: Vec<&str> =
                codes.iter().copied().chain(words.iter().map(String::as_str)).chain([more]).collect();
            view.spare_mark(&others).ok_or_else(|| {
                Error::request("the case is full of characters that stand for nothing")
                    .hint("Look for text that was damaged on its way here.")
            })
        };
        let mark = spare("")?;
        let between = spare(&mark.to_string())?;
        let stamp: Vec<String> =
            if self.mentions("version") { Vec::new() } else { stamp::lines(templates, view, mark)? };
        let mut filled = Filled {
            parts: Vec::new(),
            types: String::new(),
            main: self.parts[0].0.clone(),
            texts: self.kept.texts.clone(),
            labels: self.kept.labels.clone(),
            tree: Vec::new(),
            missing: Vec::new(),
            lang: LANG.into(),
        };
        let (mut pictures, mut kept, mut types) =
            (Pictures::default(), self.kept.parts.clone(), self.kept.types.clone());
        for (i, (name, part)) in self.parts.iter().enumerate() {
            let source = self.source(part, between);
            let aside = Aside::new(mark);
            let (output, lang) = self.rendered(&source, &aside, view.context())?;
            if let (0, Some(lang)) = (i, lang) {
                filled.lang = lang;
            }
            let xml = put_together(&output, &source, &aside, between, &mut filled, &mut pictures)?;
            let xml = xml.ok_or_else(|| too_much(&self.file))?;
            pictures.refer(name, &mut kept);
            let mut tree = Element::parse(&xml).map_err(|why| damaged(&self.file, why))?;
            if i == 0 {
                stamp::add(&mut tree, &stamp);
                filled.tree = read::blocks(&tree, &self.kept.styles);
            }
            mend::mend(&mut tree);
            filled.texts.extend(mend::texts(&tree));
            filled.parts.push((name.clone(), tree.file().into_bytes()));
        }
        pictures.say(&mut types);
        filled.types = types.lines();
        filled.parts.extend(kept.into_iter().chain(pictures.files()));
        Ok(filled)
    }

    fn source(&self, part: &Element, between: char) -> Source {
        let mut source = Source { text: String::new(), chunks: Vec::new(), places: Vec::new() };
        let mut open = HEAD.to_owned();
        self.write(part, None, Size::Page, &mut open, &mut source, between);
        source.chunk(open, None, Size::Page, between);
        source
    }

    fn write(
        &self,
        element: &Element,
        looks: Option<&Element>,
        size: Size,
        open: &mut String,
        source: &mut Source,
        between: char,
    ) {
        element.write_start(open);
        let size = if element.is("w:tc") { Size::Cell } else { size };
        let looks = if element.is("w:r") { element.child("w:rPr").or(Some(element)) } else { looks };
        for node in &element.children {
            match node {
                Node::Text(text) => open.push_str(&escaped(text)),
                Node::Element(child) => self.write(child, looks, size, open, source, between),
                Node::Mark(number) => {
                    let tag = &self.tags[*number];
                    // of a run without looks of its own the run itself stands for them
                    let looks = looks.filter(|_| tag.kind == Kind::Print);
                    let looks =
                        looks.map(|e| if e.is("w:rPr") { e.clone() } else { Element::new("w:rPr", &[]) });
                    source.chunk(std::mem::take(open), looks, size, between);
                    let begin = source.text.len();
                    source.text.push_str(&tag.code);
                    source.places.push((begin..source.text.len(), *number));
                }
            }
        }
        if !element.children.is_empty() {
            element.write_end(open);
        }
    }

    fn rendered(&self, source: &Source, aside: &Aside, context: &Value) -> Result<(String, Option<String>)> {
        let environment = environment(&Default::default(), aside);
        let trouble = |error: &minijinja::Error| self.trouble(source, error);
        let template =
            environment.template_from_named_str(&self.file, &source.text).map_err(|e| trouble(&e))?;
        let rendered = template.render_captured(context.clone()).map_err(|e| trouble(&e))?;
        let lang = rendered.state().lookup("lang").and_then(|lang| lang.as_str().map(str::to_owned));
        Ok((rendered.output().to_owned(), lang.filter(|lang| is_tag(lang))))
    }

    /// What went wrong, in the words of the paragraph where it stands.
    fn trouble(&self, source: &Source, error: &minijinja::Error) -> Error {
        let trouble = match Trouble::of(error) {
            Ok(trouble) => trouble,
            Err(no_such_row) => return no_such_row,
        };
        let at = place(error).range().map_or(0, |range| range.start);
        let tag = source.places.iter().rev().find(|(range, _)| range.start <= at).or(source.places.first());
        let Some(tag) = tag.map(|(_, number)| &self.tags[*number]) else {
            return Error::request(format!("`{}`: {}", self.file, trouble.what)).hint(trouble.hint);
        };
        let (place, said) = (tag.place.clone(), tag.said.clone());
        let error = told(&self.file, &[Fault { place, said, what: trouble.what, hint: trouble.hint }]);
        trouble.detail.into_iter().fold(error, Error::because)
    }
}

impl Source {
    fn chunk(&mut self, xml: String, looks: Option<Element>, size: Size, between: char) {
        self.text.push_str(&format!("{between}{}{between}", self.chunks.len()));
        self.chunks.push(Chunk { xml, looks, size });
    }
}

/// The XML of a part from what the engine made; nothing where it grew too large.
fn put_together(
    output: &str,
    source: &Source,
    aside: &Aside,
    between: char,
    filled: &mut Filled,
    pictures: &mut Pictures,
) -> Result<Option<String>> {
    let mut xml = String::new();
    let mut looks: Option<(&Element, Size)> = None;
    for (i, part) in output.split(between).enumerate() {
        if i % 2 == 1 {
            if let Some(chunk) = part.parse().ok().and_then(|i: usize| source.chunks.get(i)) {
                xml.push_str(&chunk.xml);
                looks = chunk.looks.as_ref().map(|looks| (looks, chunk.size));
            }
        } else if let Some((looks, size)) = looks {
            let Filled { missing, lang, .. } = &mut *filled;
            let mut put = Put { xml: &mut xml, missing, pictures: &mut *pictures, lang: lang.as_str() };
            for piece in aside.read(part) {
                value::write(&piece, looks, size, &mut put)?;
            }
        }
        if xml.len() > LARGEST {
            return Ok(None);
        }
    }
    Ok(Some(xml))
}

impl Filled {
    /// Every text in it that a reader could come upon: words, descriptions of pictures, where links lead.
    pub fn texts(&self) -> &[String] {
        &self.texts
    }

    /// What its parts are called that have no words of their own.
    pub(in crate::document) fn labels(&self) -> &[String] {
        &self.labels
    }

    pub(in crate::document) fn tree(&self) -> Vec<Block> {
        self.tree.clone()
    }

    pub(in crate::document) fn missing(&self) -> &[String] {
        &self.missing
    }

    pub(in crate::document) fn lang(&self) -> &str {
        &self.lang
    }

    /// The file; what it says about itself is what ours say, whoever wrote the form.
    pub(in crate::document) fn file(&self, title: &str, day: Option<Date>) -> Result<Vec<u8>> {
        let types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{}</Types>",
            self.types
        );
        let root = ROOT.replace("word/document.xml", &escaped(&self.main));
        let around = [
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), root.into_bytes()),
        ];
        let about = [
            ("docProps/core.xml".to_owned(), properties(title, &self.lang, day).into_bytes()),
            ("docProps/app.xml".to_owned(), APPLICATION.as_bytes().to_vec()),
        ];
        zipped(around.into_iter().chain(self.parts.iter().cloned()).chain(about))
    }
}

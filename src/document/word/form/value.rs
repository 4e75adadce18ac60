//! What people typed, in the place of a tag: text, line for line, in the looks of the tag.

use super::pictures::Pictures;
use crate::document::chart::Size;
use crate::document::docx::tag;
use crate::document::token::Piece;
use crate::document::tree::{Inline, Span, plain};
use crate::document::word::tree::{Element, Node, escaped};
use crate::error::Result;

/// Where a value is put: the text so far, what is missing, the pictures, and the language of the document.
pub(super) struct Put<'a> {
    pub(super) xml: &'a mut String,
    pub(super) missing: &'a mut Vec<String>,
    pub(super) pictures: &'a mut Pictures,
    pub(super) lang: &'a str,
}

/// A value within the text of a run; `size` is the room that a picture has there.
pub(super) fn write(piece: &Piece, looks: &Element, size: Size, put: &mut Put<'_>) -> Result<()> {
    let Put { xml, missing, pictures, lang } = put;
    if let Piece::Missing(words) = piece
        && !missing.contains(words)
    {
        missing.push(words.clone());
    }
    for inline in piece.inlines(&Span::default()) {
        match inline {
            Inline::Break => xml.push_str("</w:t><w:br/><w:t xml:space=\"preserve\">"),
            Inline::Chart(chart) => {
                xml.push_str("</w:t></w:r>");
                xml.push_str(&pictures.run(&chart, size)?);
                begin(looks, xml);
            }
            Inline::Text(span) => text(&span, looks, xml, lang),
            Inline::Link { text: words, .. } => xml.push_str(&escaped(&plain(&words))),
        }
    }
    Ok(())
}

fn begin(looks: &Element, xml: &mut String) {
    xml.push_str("<w:r>");
    if !looks.children.is_empty() {
        looks.write(xml);
    }
    xml.push_str("<w:t xml:space=\"preserve\">");
}

fn text(span: &Span, looks: &Element, xml: &mut String, lang: &str) {
    let lang = span.lang.as_deref().filter(|own| *own != lang).map(tag);
    if lang.is_none() && !span.missing {
        return xml.push_str(&escaped(&span.text));
    }
    let mut other = looks.clone();
    if span.missing && other.child("w:i").is_none() {
        let before = ["w:rStyle", "w:rFonts", "w:b", "w:bCs"];
        let is_before = |node: &Node| matches!(node, Node::Element(e) if before.contains(&e.name.as_str()));
        let place = other.children.iter().take_while(|node| is_before(node)).count();
        other.children.insert(place, Node::Element(Element::new("w:i", &[])));
    }
    if let Some(lang) = lang {
        other.children.retain(|node| !matches!(node, Node::Element(e) if e.is("w:lang")));
        other.children.push(Node::Element(Element::new("w:lang", &[("w:val", lang)])));
    }
    let mut run = |looks: &Element, words: &str| {
        xml.push_str("</w:t></w:r>");
        begin(looks, xml);
        xml.push_str(&escaped(words));
    };
    run(&other, &span.text);
    run(looks, "");
}

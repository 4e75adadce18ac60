//! The stamp of a form that says by itself neither when nor from what it was made.

use crate::document::parse;
use crate::document::template::Templates;
use crate::document::tree::{Block, plain};
use crate::document::word::tree::{Element, Node, escaped};
use crate::error::Result;
use crate::view::View;

/// The foot of every document.
const STAMP: &str = "_stamp.md";

/// The lines of the stamp; none where no template has it.
pub(super) fn lines(templates: &Templates, view: &View, mark: char) -> Result<Vec<String>> {
    if !templates.has(STAMP) {
        return Ok(Vec::new());
    }
    let rendered = templates.filled(STAMP, view.context().clone(), mark)?;
    let parsed = parse::parse(&rendered.markdown, &rendered.aside);
    let line = |block: &Block| match block {
        Block::Paragraph(text) => Some(plain(text)),
        _ => None,
    };
    Ok(parsed.tree.iter().filter_map(line).collect())
}

/// Puts the stamp at the end of the body, in small letters.
pub(super) fn add(part: &mut Element, lines: &[String]) {
    let Some(body) = part.child_mut("w:body") else { return };
    let is_end = |node: &Node| matches!(node, Node::Element(e) if e.is("w:sectPr"));
    let place = body.children.iter().position(is_end).unwrap_or(body.children.len());
    for (i, line) in lines.iter().enumerate() {
        let xml = format!(
            "<w:p><w:r><w:rPr><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(line)
        );
        if let Ok(paragraph) = Element::parse(&xml) {
            body.children.insert(place + i, Node::Element(paragraph));
        }
    }
}

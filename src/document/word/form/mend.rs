//! What a filled form still needs so that Word opens it without a word: no cell without a paragraph, no table without a row,
//! no number twice that must be there once. And what can be read in it.

use std::collections::BTreeSet;

use crate::document::word::tree::{Element, Node};

/// Attributes in which people write words: of pictures, of fields to fill in, of links.
const WORDS: [&str; 7] = ["descr", "title", "alt", "string", "w:tooltip", "o:title", "w:instr"];

/// Mends what loops left.
pub(super) fn mend(part: &mut Element) {
    let (mut names, mut gone) = (BTreeSet::new(), BTreeSet::new());
    let mut pictures = 0;
    part.each(&mut |element| {
        element.children.retain(|node| match node {
            Node::Element(table) if table.is("w:tbl") => {
                table.child("w:tr").is_some() || table.child("w:sdt").is_some()
            }
            Node::Element(mark) if mark.is("w:bookmarkStart") => {
                let first = names.insert(mark.attribute("w:name").unwrap_or_default().to_owned());
                if !first {
                    gone.insert(mark.attribute("w:id").unwrap_or_default().to_owned());
                }
                first
            }
            _ => true,
        });
        if element.is("w:tc") && !ends_in_a_paragraph(element) {
            element.children.push(Node::Element(Element::new("w:p", &[])));
        }
        if element.is("wp:docPr") {
            pictures += 1;
            element.set("id", &pictures.to_string());
        }
    });
    let mut ends = BTreeSet::new();
    part.each(&mut |element| {
        element.children.retain(|node| match node {
            Node::Element(mark) if mark.is("w:bookmarkEnd") => {
                ends.insert(mark.attribute("w:id").unwrap_or_default().to_owned())
            }
            _ => true,
        });
    });
}

fn ends_in_a_paragraph(cell: &Element) -> bool {
    cell.elements().last().is_some_and(|last| matches!(last.name.as_str(), "w:p" | "w:sdt"))
}

/// Every text in a part, each paragraph in one, and the words in its attributes.
pub(super) fn texts(part: &Element) -> Vec<String> {
    let mut texts = Vec::new();
    part.all(&mut |element| {
        if element.is("w:p") {
            texts.push(line(element));
        }
        let said = element.attributes.iter().filter(|(key, _)| WORDS.contains(&key.as_str()));
        texts.extend(said.map(|(_, value)| value.clone()));
        match element.name.as_str() {
            "wp:docPr" | "pic:cNvPr" => texts.extend(element.attribute("name").map(str::to_owned)),
            "w:alias" | "w:tag" => texts.extend(element.attribute("w:val").map(str::to_owned)),
            "w:bookmarkStart" => texts.extend(element.attribute("w:name").map(str::to_owned)),
            _ => {}
        }
    });
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// The words of a paragraph, those of fields too.
pub(super) fn line(element: &Element) -> String {
    let mut text = String::new();
    gather(element, &mut text);
    text
}

fn gather(element: &Element, text: &mut String) {
    for child in element.elements() {
        match child.name.as_str() {
            "w:t" | "w:instrText" => child.children.iter().for_each(|node| {
                if let Node::Text(words) = node {
                    text.push_str(words);
                }
            }),
            "w:br" | "w:cr" => text.push('\n'),
            "w:tab" | "w:ptab" => text.push(' '),
            "w:noBreakHyphen" => text.push('-'),
            "w:p" | "w:pPr" | "w:rPr" => {}
            _ => gather(child, text),
        }
    }
}

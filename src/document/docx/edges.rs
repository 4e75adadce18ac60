//! What stands at the head and the foot of each page.

use super::SPACES;
use super::runs::Runs;
use super::xml::Xml;
use crate::document::Document;
use crate::document::tree::{Block, Inline, Span};

/// Our heads and feet: that of the first page is empty, since the title says it all.
pub(super) struct Edges {
    pub(super) header: String,
    pub(super) first_header: String,
    pub(super) footer: String,
}

impl Edges {
    pub(super) fn of(document: &Document, foot: &[Block]) -> Edges {
        let title = vec![Inline::Text(Span { text: document.title.clone(), ..Span::default() })];
        let stamp = match foot.first() {
            Some(Block::Paragraph(text)) => text.as_slice(),
            _ => &[],
        };
        let lang = &document.lang;
        Edges {
            header: edge("w:hdr", lang, &[("Header", &title)], false),
            first_header: edge("w:hdr", lang, &[("Header", &[])], false),
            footer: edge("w:ftr", lang, &[("Footer", stamp)], true),
        }
    }
}

fn edge(name: &str, lang: &str, lines: &[(&str, &[Inline])], numbers: bool) -> String {
    let mut runs = Runs::new(lang);
    runs.xml.open(name, &SPACES[..2]);
    for (style, text) in lines {
        runs.xml.open("w:p", &[]);
        runs.xml.open("w:pPr", &[]);
        runs.xml.value("w:pStyle", style);
        runs.xml.close("w:pPr");
        runs.words(text);
        runs.xml.close("w:p");
    }
    if numbers {
        page_numbers(&mut runs.xml);
    }
    runs.xml.close(name);
    runs.xml.finish()
}

/// `Page 1 of 3`, at the right; Word counts.
fn page_numbers(xml: &mut Xml) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", "Footer");
    // a letterhead's own style may have no stop at the right
    xml.value("w:jc", "right");
    xml.close("w:pPr");
    for (words, field) in [("Page ", " PAGE "), (" of ", " NUMPAGES ")] {
        xml.open("w:r", &[]);
        xml.holding("w:t", &[("xml:space", "preserve")], words);
        xml.close("w:r");
        xml.open("w:fldSimple", &[("w:instr", field)]);
        xml.open("w:r", &[]);
        xml.holding("w:t", &[], "1");
        xml.close("w:r");
        xml.close("w:fldSimple");
    }
    xml.close("w:p");
}

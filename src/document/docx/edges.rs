//! What stands at the head and the foot of each page.

use super::SPACES;
use super::runs::Runs;
use super::xml::Xml;
use crate::document::Document;
use crate::document::tree::{Inline, Span};

/// Our heads and feet.
pub(super) struct Edges {
    pub(super) header: String,
    /// The head of the very first page, which is empty, since the title says it all; none where other pages came before.
    pub(super) first_header: Option<String>,
    pub(super) footer: String,
}

impl Edges {
    /// Those of a document that a file begins with.
    pub(super) fn of(document: &Document, stamp: &[&[Inline]]) -> Edges {
        let lang = &document.lang;
        let first_header = Some(edge("w:hdr", lang, "Header", &[&[]], false));
        Edges { first_header, ..Edges::saying(&document.title, lang, stamp) }
    }

    /// Those of a document that follows in the same file: by the number at its head it is found from the contents.
    pub(super) fn of_another(number: usize, document: &Document, stamp: &[&[Inline]]) -> Edges {
        Edges::saying(&format!("{number} · {}", document.title), &document.lang, stamp)
    }

    fn saying(title: &str, lang: &str, stamp: &[&[Inline]]) -> Edges {
        let title = [Inline::Text(Span { text: title.to_owned(), ..Span::default() })];
        Edges {
            header: edge("w:hdr", lang, "Header", &[&title], false),
            first_header: None,
            footer: edge("w:ftr", lang, "Footer", stamp, true),
        }
    }
}

fn edge(name: &str, lang: &str, style: &str, lines: &[&[Inline]], numbers: bool) -> String {
    let mut runs = Runs::new(lang);
    runs.xml.open(name, &SPACES[..2]);
    for text in lines {
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

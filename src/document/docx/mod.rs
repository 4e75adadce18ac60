//! Documents for Word: real styles, headings, lists and tables, so that people can go on with them.

mod body;
mod package;
mod runs;
mod xml;

use body::{Body, FIRST_LIST};
use package::Package;
use runs::{Runs, tag};
use xml::Xml;

use super::Document;
use super::tree::{Block, Inline, Span, at_foot};
use crate::error::Result;

const STYLES: &str = include_str!("styles.xml");
const NUMBERING: &str = include_str!("numbering.xml");
const SETTINGS: &str = include_str!("settings.xml");
const APPLICATION: &str = include_str!("app.xml");

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SPACES: [(&str, &str); 5] = [
    ("xmlns:w", W),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// Writes a document as a file for Word: the same bytes for the same document.
pub(super) fn write(document: &Document) -> Result<Vec<u8>> {
    let (blocks, foot) = at_foot(&document.tree);
    let mut body = Body::new(&document.lang);
    body.runs.xml.open("w:document", &SPACES);
    body.runs.xml.open("w:body", &[]);
    body.blocks(blocks, None)?;
    if !foot.is_empty() {
        body.blocks(&[Block::Rule], None)?;
        body.blocks(foot, Some("Stamp"))?;
    }
    for (n, more) in document.more.iter().enumerate() {
        let tree = more.lowered();
        let (blocks, foot) = at_foot(&tree);
        body.on_a_new_page(n + 1, &more.lang);
        body.blocks(blocks, None)?;
        body.blocks(foot, Some("Stamp"))?;
    }
    page(&mut body);
    body.runs.xml.close("w:body");
    body.runs.xml.close("w:document");
    let Body { runs: Runs { xml, mut package, .. }, numbered, .. } = body;
    package.part("word/document.xml", xml.finish());
    surroundings(document, foot, &mut package);
    package.part("word/numbering.xml", numbering(&numbered));
    package.zipped()
}

/// The page, and what stands at its head and foot: on the first page the title says it all.
fn page(body: &mut Body<'_>) {
    let package = &mut body.runs.package;
    let parts = [
        ("w:headerReference", "default", package.relation("header", "header1.xml")),
        ("w:headerReference", "first", package.relation("header", "header2.xml")),
        ("w:footerReference", "default", package.relation("footer", "footer1.xml")),
        ("w:footerReference", "first", package.relation("footer", "footer1.xml")),
    ];
    for (kind, file) in
        [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")]
    {
        package.relation(kind, file);
    }
    let xml = &mut body.runs.xml;
    xml.open("w:sectPr", &[]);
    for (name, pages, id) in &parts {
        xml.empty(name, &[("w:type", pages), ("r:id", id)]);
    }
    xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    let sides = [("w:top", "1134"), ("w:right", "1134"), ("w:bottom", "1247"), ("w:left", "1134")];
    let rest = [("w:header", "567"), ("w:footer", "510"), ("w:gutter", "0")];
    xml.empty("w:pgMar", &[&sides[..], &rest[..]].concat());
    xml.empty("w:titlePg", &[]);
    xml.close("w:sectPr");
}

/// Everything beside the body.
fn surroundings(document: &Document, foot: &[Block], package: &mut Package) {
    let lang = format!("w:lang w:val=\"{}\"", tag(&document.lang));
    package.part("word/styles.xml", STYLES.replace("w:lang w:val=\"en-NZ\"", &lang));
    package.part("word/settings.xml", SETTINGS);
    let title = vec![Inline::Text(Span { text: document.title.clone(), ..Span::default() })];
    package.part("word/header1.xml", edge("w:hdr", &document.lang, &[("Header", &title)], false));
    package.part("word/header2.xml", edge("w:hdr", &document.lang, &[("Header", &[])], false));
    let stamp = match foot.first() {
        Some(Block::Paragraph(text)) => text.as_slice(),
        _ => &[],
    };
    package.part("word/footer1.xml", edge("w:ftr", &document.lang, &[("Footer", stamp)], true));
    package.part("docProps/core.xml", properties(document));
    package.part("docProps/app.xml", APPLICATION);
}

/// What stands at the head or the foot of each page.
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
    xml.close("w:pPr");
    xml.open("w:r", &[]);
    xml.empty("w:tab", &[]);
    xml.close("w:r");
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

fn numbering(numbered: &[(usize, u64)]) -> String {
    let mut lists = Xml::default();
    for (i, (depth, first)) in numbered.iter().enumerate() {
        lists.open("w:num", &[("w:numId", &(FIRST_LIST + i).to_string())]);
        lists.value("w:abstractNumId", "1");
        lists.open("w:lvlOverride", &[("w:ilvl", &depth.to_string())]);
        lists.value("w:startOverride", &first.to_string());
        lists.close("w:lvlOverride");
        lists.close("w:num");
    }
    NUMBERING.replace("</w:numbering>", &(lists.finish() + "</w:numbering>"))
}

/// What the file says about itself: nobody's name, no path, and the day instead of the moment.
fn properties(document: &Document) -> String {
    let mut xml = Xml::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.holding("dc:title", &[], &document.title);
    xml.holding("dc:creator", &[], "pikorua");
    xml.holding("dc:language", &[], tag(&document.lang));
    let day = format!("{}T00:00:00Z", document.day);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.holding(name, &[("xsi:type", "dcterms:W3CDTF")], &day);
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

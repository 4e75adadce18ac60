//! Documents for Word: real styles, headings, lists and tables, so that people can go on with them.

mod around;
mod body;
pub(super) mod drawing;
mod edges;
pub(super) mod package;
mod runs;
pub(super) mod xml;

use around::Around;
use body::{Body, FIRST_LIST, WIDTH};
use edges::Edges;
use runs::Runs;
pub(super) use runs::tag;
use xml::Xml;

use super::Document;
use super::tree::{Block, Inline, at_foot, stamp};
use super::word::Letterhead;
use crate::error::Result;
use crate::record::value::Date;

const STYLES: &str = include_str!("styles.xml");
const NUMBERING: &str = include_str!("numbering.xml");
const SETTINGS: &str = include_str!("settings.xml");
pub(super) const APPLICATION: &str = include_str!("app.xml");

pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SPACES: [(&str, &str); 5] = [
    ("xmlns:w", W),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// Writes a document as a file for Word: the same bytes for the same document.
pub(super) fn write(document: &Document) -> Result<Vec<u8>> {
    let letterhead = document.word.letterhead();
    let mut around = Around::new(document, letterhead);
    let mut body = Body::new(&document.lang, letterhead.map_or(WIDTH, Letterhead::width));
    body.runs.xml.open("w:document", &SPACES);
    body.runs.xml.open("w:body", &[]);
    let stamp = text_of(&mut body, &document.tree)?;
    let mut pages = around.pages(&Edges::of(document, &stamp), &mut body.runs.package);
    for (n, more) in document.more.iter().enumerate() {
        body.on_a_new_page(n + 1, &more.lang, &pages);
        let tree = more.lowered();
        let stamp = text_of(&mut body, &tree)?;
        pages = around.pages(&Edges::of_another(n + 1, more, &stamp), &mut body.runs.package);
    }
    let Body { runs: Runs { mut xml, package: mut file, .. }, numbered, .. } = body;
    xml.raw(&pages);
    xml.close("w:body");
    xml.close("w:document");
    around.write(document, &mut file, xml.finish(), numbering(&numbered));
    file.zipped()
}

/// Writes the text of a document, and gives back its stamp. That stands at the foot of each page and nowhere else: at the end
/// of the text as well, it would now and then have a page to itself. A foot that is more than a stamp stays in the text.
fn text_of<'t>(body: &mut Body<'_>, tree: &'t [Block]) -> Result<Vec<&'t [Inline]>> {
    let (blocks, foot) = at_foot(tree);
    match stamp(foot) {
        Some(stamp) => body.blocks(blocks, None).map(|()| stamp),
        None => {
            body.blocks(blocks, None)?;
            body.blocks(&[Block::Rule], None)?;
            body.blocks(foot, Some("Stamp")).map(|()| Vec::new())
        }
    }
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

/// What the file says about itself: nobody's name, no path, and the day instead of the moment, or not even that.
pub(super) fn properties(title: &str, lang: &str, day: Option<Date>) -> String {
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
    xml.holding("dc:title", &[], title);
    xml.holding("dc:creator", &[], "pikorua");
    xml.holding("dc:language", &[], tag(lang));
    let day = day.map(|day| format!("{day}T00:00:00Z"));
    for (name, day) in
        day.iter().flat_map(|day| ["dcterms:created", "dcterms:modified"].map(|name| (name, day)))
    {
        xml.holding(name, &[("xsi:type", "dcterms:W3CDTF")], day);
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

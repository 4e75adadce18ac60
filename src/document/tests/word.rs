//! Word documents, read with another library than the one that wrote them.

use docx_rs::{
    DocumentChild, Docx, HyperlinkData, Paragraph, ParagraphChild, RunChild, Table, TableCellContent,
    TableChild, TableRowChild, read_docx,
};

use super::*;

pub(super) fn read(document: &Document) -> Docx {
    read_docx(&document.docx().unwrap()).unwrap()
}

/// The words of a Word document and of its foot, each paragraph on a line of its own.
pub(super) fn text(document: &Document) -> String {
    let body = text_of(&part(document, "word/document.xml"));
    match document.word {
        // a form has the foot that it was made with
        Word::Form(_) => body,
        _ => body + &text_of(&part(document, "word/footer1.xml")),
    }
}

fn text_of(part: &str) -> String {
    let xml = roxmltree::Document::parse(part).unwrap();
    let named = |node: &roxmltree::Node, name: &str| node.tag_name().name() == name;
    let word = |node: roxmltree::Node| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "br" => "\n".to_owned(),
        _ => String::new(),
    };
    let line = |paragraph: roxmltree::Node| paragraph.descendants().map(word).collect::<String>() + "\n";
    xml.descendants().filter(|node| named(node, "p")).map(line).collect()
}

fn paragraphs(docx: &Docx) -> Vec<Paragraph> {
    let mut all = Vec::new();
    for child in &docx.document.children {
        match child {
            DocumentChild::Paragraph(paragraph) => all.push((**paragraph).clone()),
            DocumentChild::Table(table) => all.extend(cells(table)),
            _ => {}
        }
    }
    all
}

fn cells(table: &Table) -> Vec<Paragraph> {
    let mut all = Vec::new();
    for TableChild::TableRow(row) in &table.rows {
        for TableRowChild::TableCell(cell) in &row.cells {
            all.extend(cell.children.iter().filter_map(|content| match content {
                TableCellContent::Paragraph(paragraph) => Some((**paragraph).clone()),
                _ => None,
            }));
        }
    }
    all
}

fn words(paragraph: &Paragraph) -> String {
    children(&paragraph.children)
}

fn children(children: &[ParagraphChild]) -> String {
    let run = |child: &RunChild| match child {
        RunChild::Text(text) => text.text.clone(),
        RunChild::Break(_) => "\n".into(),
        _ => String::new(),
    };
    let part = |child: &ParagraphChild| match child {
        ParagraphChild::Run(r) => r.children.iter().map(run).collect::<String>(),
        ParagraphChild::Hyperlink(link) => self::children(&link.children),
        _ => String::new(),
    };
    children.iter().map(part).collect()
}

fn style(paragraph: &Paragraph) -> String {
    paragraph.property.style.as_ref().map(|style| style.val.clone()).unwrap_or_default()
}

/// A part of the file as it is written.
pub(super) fn part(document: &Document, name: &str) -> String {
    let mut file = zip::ZipArchive::new(std::io::Cursor::new(document.docx().unwrap())).unwrap();
    std::io::read_to_string(file.by_name(name).unwrap()).unwrap()
}

const EVERYTHING: &str = "# T\n\nlead **strong** _soft_ {{ mi('Kia ora') }}\n\n## S {.strengths}\n\n- one\n- two\n  1. in\n\n### P\n\n\
    3. three\n4. four\n\n> their words\n>\n> Nan\n\n| What | By when |\n|---|--:|\n| {{ case.title }} | {{ case.closing.date }} |\n\n\
    [a page](https://example.org/?a=1&b=2)\n\n---\n\nfoot\n\nand whom to ask\n";

#[test]
fn paragraphs_have_the_styles_that_word_knows() {
    let document = made(EVERYTHING, json!({ "title": "x" }));
    let docx = read(&document);
    let found = paragraphs(&docx).iter().map(|p| (style(p), words(p))).collect::<Vec<_>>();
    for (style, words) in [
        ("Title", "T"),
        ("", "lead strong soft Kia ora"),
        ("Heading1", "S"),
        ("ListBullet", "one"),
        ("ListNumber", "in"),
        ("Heading2", "P"),
        ("ListNumber", "three"),
        ("Quote", "their words"),
        ("QuoteSource", "Nan"),
        ("TableHeading", "What"),
        ("TableText", "x"),
        ("TableText", "not recorded yet"),
        ("", "a page"),
    ] {
        assert!(found.contains(&(style.into(), words.into())), "{style}: {words} is not in {found:?}");
    }
    // every style that is used is there
    let known = docx.styles.styles.iter().map(|style| style.style_id.as_str()).collect::<Vec<_>>();
    for (style, _) in found.iter().filter(|(style, _)| !style.is_empty()) {
        assert!(known.contains(&style.as_str()), "{style}");
    }
}

#[test]
fn lists_are_lists() {
    let document = made(EVERYTHING, json!({}));
    let docx = read(&document);
    let list = |words: &str| {
        let paragraph = paragraphs(&docx).into_iter().find(|p| self::words(p) == words).unwrap();
        let numbering = paragraph.property.numbering_property.unwrap();
        (numbering.id.unwrap().id, numbering.level.unwrap().val)
    };
    assert_eq!(list("one"), list("two"));
    assert_eq!((list("in").1, list("three").1), (1, 0));
    assert!(list("one").0 != list("in").0 && list("in").0 != list("three").0);
    let numbering = part(&document, "word/numbering.xml");
    assert!(numbering.contains("<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/>"), "{numbering}");
}

#[test]
fn the_header_of_a_table_is_marked_and_repeated() {
    let xml = part(&made(EVERYTHING, json!({})), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
    assert!(xml.contains("w:firstRow=\"1\"") && xml.contains("<w:jc w:val=\"right\"/>"));
}

#[test]
fn languages_are_marked() {
    let document = made(EVERYTHING, json!({}));
    assert!(part(&document, "word/styles.xml").contains("<w:lang w:val=\"en-NZ\""));
    let xml = part(&document, "word/document.xml");
    assert!(
        xml.contains("<w:lang w:val=\"mi-NZ\"/></w:rPr><w:t xml:space=\"preserve\">Kia ora</w:t>"),
        "{xml}"
    );
    let whole = made(&format!("{{% set lang = 'mi' %}}{EVERYTHING}"), json!({}));
    assert!(part(&whole, "word/styles.xml").contains("<w:lang w:val=\"mi-NZ\""));
    assert!(!part(&whole, "word/document.xml").contains("w:lang"));
}

#[test]
fn pages_are_counted_and_bear_the_stamp() {
    let document = made(EVERYTHING, json!({}));
    let foot = part(&document, "word/footer1.xml");
    for words in
        [">foot<", ">and whom to ask<", ">Page <", "w:instr=\" PAGE \"", "> of <", "w:instr=\" NUMPAGES \""]
    {
        assert!(foot.contains(words), "{words} is not in {foot}");
    }
    assert!(part(&document, "word/header1.xml").contains(">T<"));
    let xml = part(&document, "word/document.xml");
    // a page with nothing but the stamp would be a page too many
    assert!(!xml.contains(">foot<") && !xml.contains("whom to ask"), "{xml}");
    assert!(xml.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") && xml.contains("<w:titlePg/>"));
}

#[test]
fn a_foot_that_is_more_than_a_stamp_stays_in_the_text() {
    let listed = "# T\n\nx\n\n---\n\n- one\n- two\n".to_owned();
    let long = format!("# T\n\nx\n\n---\n\none{}\n", " more".repeat(200));
    let linked = "# T\n\nx\n\n---\n\n[one](https://example.org)\n".to_owned();
    for template in [listed, long, linked] {
        let document = made(&template, json!({}));
        let (xml, foot) = (part(&document, "word/document.xml"), part(&document, "word/footer1.xml"));
        assert!(xml.contains(">one") && xml.contains("LineAcross"), "{xml}");
        assert!(!foot.contains(">one") && foot.contains(" PAGE "), "{foot}");
    }
}

#[test]
fn what_the_file_says_about_itself_names_nobody() {
    let document = made("# Our plan & more\n\nx", json!({}));
    let core = part(&document, "docProps/core.xml");
    assert!(core.contains("<dc:title>Our plan &amp; more</dc:title>"), "{core}");
    assert!(
        core.contains("<dc:creator>pikorua</dc:creator>")
            && core.contains("<dc:language>en-NZ</dc:language>")
    );
    assert!(core.contains(">2026-08-14T00:00:00Z<"), "{core}");
    assert!(!core.contains("lastModifiedBy"));
}

#[test]
fn the_same_document_is_the_same_file() {
    for name in ["plan", "review"] {
        let once = || {
            let document = Document::render(name, &built_in(), &view(full(), "whanau")).unwrap();
            document.docx().unwrap()
        };
        assert!(once() == once(), "{name}");
    }
}

#[test]
fn links_lead_outside_and_nowhere_else() {
    let document = made(EVERYTHING, json!({}));
    let relations = part(&document, "word/_rels/document.xml.rels");
    assert!(
        relations.contains("Target=\"https://example.org/?a=1&amp;b=2\" TargetMode=\"External\""),
        "{relations}"
    );
    assert_eq!(relations.matches("External").count(), 1);
    let docx = read(&document);
    let is_link = |child: &ParagraphChild| matches!(child, ParagraphChild::Hyperlink(link) if matches!(link.link, HyperlinkData::External { .. }));
    assert!(paragraphs(&docx).iter().any(|p| p.children.iter().any(is_link)));
}

#[test]
fn a_chart_is_a_picture_with_its_words() {
    let document = made("# T\n\nHow we know: {{ ['2 of 4', '3 of 4'] | spark('4') }}\n", json!({}));
    let xml = part(&document, "word/document.xml");
    assert!(xml.contains("descr=\"Chart: 2, 3; to reach: 4\"") && xml.contains("asvg:svgBlip"), "{xml}");
    let relations = part(&document, "word/_rels/document.xml.rels");
    assert!(relations.contains("media/chart1.png") && relations.contains("media/chart1.svg"));
    assert!(!part(&document, "word/media/chart1.svg").contains("<text"));
}

#[test]
fn room_to_write_is_a_line() {
    let document = made(&format!("# T\n\n{}\n\nName: ________ and\n", "_".repeat(60)), json!({}));
    let xml = part(&document, "word/document.xml");
    assert!(xml.contains("<w:pStyle w:val=\"Room\"/></w:pPr><w:r><w:tab/></w:r>"), "{xml}");
    assert!(xml.contains("________"));
}

//! Documents under a cluster's letterhead.

use super::office::{Office, p, relations};
use super::word::part;
use super::*;

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"24\"/><w:lang w:val=\"en-US\"/></w:rPr></w:rPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/><w:rPr><w:lang w:val=\"de-DE\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"Heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr><w:rPr><w:color w:val=\"FF0000\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Quote\"><w:name w:val=\"Something else\"/></w:style>";
const PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
    <w:pgSz w:w=\"12000\" w:h=\"16000\"/><w:pgMar w:top=\"2000\" w:left=\"1000\" w:right=\"2000\" w:bottom=\"1\"/></w:sectPr>";

fn office() -> Office {
    let mut office = Office::new(&(p("The body of a letterhead is left behind") + PAGE))
        .refers(&[
            ("rId2", "header", "header1.xml"),
            ("rId3", "footer", "footer1.xml"),
            ("rId4", "theme", "theme/theme1.xml"),
        ])
        .with(
            "word/header1.xml",
            "w:hdr",
            "<w:p><w:r><w:t>Te Awa &amp; co</w:t></w:r><w:r><w:pict r:id=\"rId1\"/></w:r></w:p>",
        )
        .with("word/footer1.xml", "w:ftr", &p("1 Awa Street"))
        .with("word/styles.xml", "w:styles", STYLES);
    office.put("word/theme/theme1.xml", "<a:theme xmlns:a=\"x\"/>");
    office.put("word/_rels/header1.xml.rels", relations(&[("rId1", "image", "media/image1.png")]));
    office.put("word/media/image1.png", b"PICTURE");
    office
}

fn under(office: &Office) -> Document {
    let letterhead =
        Letterhead::read("documents/letterhead.docx", &office.zipped()).unwrap_or_else(|e| panic!("{e:?}"));
    made(DOCUMENT, json!({ "title": "x" })).under(Arc::new(letterhead))
}

const DOCUMENT: &str = "# T\n\n## S\n\nwords\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n1. one\n\n---\n\nfoot\n\nwhom to ask\n";

#[test]
fn head_foot_page_and_pictures_come_along() {
    let document = under(&office());
    let xml = part(&document, "word/document.xml");
    assert!(
        xml.contains("<w:pgSz w:w=\"12000\" w:h=\"16000\"/><w:pgMar w:top=\"2000\"")
            && !xml.contains("titlePg"),
        "{xml}"
    );
    assert!(!xml.contains("left behind"));
    // columns are as wide as the page
    assert!(xml.contains("<w:gridCol w:w=\"4500\"/>"), "{xml}");
    let header = part(&document, "word/header1.xml");
    assert!(header.contains("Te Awa &amp; co") && header.contains("r:id=\"rId1\""), "{header}");
    assert!(part(&document, "word/_rels/header1.xml.rels").contains("Target=\"media/letterhead1.png\""));
    assert_eq!(part(&document, "word/media/letterhead1.png"), "PICTURE");
    let types = part(&document, "[Content_Types].xml");
    assert!(types.contains("PartName=\"/word/header1.xml\"") && types.contains("theme+xml"), "{types}");
    super::word::read(&document);
}

#[test]
fn the_stamp_and_the_number_of_the_page_stand_below_their_foot() {
    let document = under(&office());
    let footer = part(&document, "word/footer1.xml");
    let at = |words: &str| footer.find(words).unwrap_or_else(|| panic!("{words} is not in {footer}"));
    assert!(at("1 Awa Street") < at(">foot<") && at(">foot<") < at(">whom to ask<"));
    assert!(at(">whom to ask<") < at(" PAGE "));
    assert!(!part(&document, "word/document.xml").contains("whom to ask"));
    let counted = office().with(
        "word/footer1.xml",
        "w:ftr",
        "<w:p><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r></w:p>",
    );
    let footer = part(&under(&counted), "word/footer1.xml");
    assert!(footer.contains(">foot<") && footer.matches("PAGE").count() == 1, "{footer}");
}

#[test]
fn a_style_of_their_name_wins_and_a_missing_one_is_ours() {
    let document = under(&office());
    let (xml, styles) = (part(&document, "word/document.xml"), part(&document, "word/styles.xml"));
    assert!(xml.contains("<w:pStyle w:val=\"berschrift1\"/>") && !xml.contains("\"Heading1\""), "{xml}");
    assert_eq!(styles.to_lowercase().matches("w:name w:val=\"heading 1\"").count(), 1);
    let heading = styles.split("<w:style ").find(|style| style.contains("berschrift1")).unwrap();
    assert!(heading.contains("FF0000") && !heading.contains("numPr"), "{heading}");
    // another heading has their colour, and nothing of ours brings letters of its own
    let second = styles.split("<w:style ").find(|style| style.contains("\"Heading2\"")).unwrap();
    assert!(second.contains("FF0000") && !styles.contains("Georgia"), "{second}");
    // an id of ours that is taken for something else gets another
    assert!(xml.contains("<w:pStyle w:val=\"OwnQuote\"/>") && styles.contains("w:styleId=\"OwnQuote\""));
    assert!(styles.contains("<w:name w:val=\"Quote\"/><w:basedOn w:val=\"Standard\"/>"), "{styles}");
    assert_eq!(styles.matches("w:default=\"1\" w:styleId=\"Standard\"").count(), 1);
    assert!(
        styles.contains("w:lang w:val=\"en-NZ\"") && !styles.contains("en-US") && !styles.contains("de-DE")
    );
    let ids: Vec<&str> =
        styles.split("w:styleId=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for used in xml.split("Style w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&used), "{used}");
    }
}

#[test]
fn the_first_page_may_have_its_own_head() {
    let page = PAGE
        .replace("w:type=\"default\" r:id=\"rId2\"", "w:type=\"first\" r:id=\"rId2\"")
        .replace("</w:sectPr>", "<w:titlePg/></w:sectPr>");
    let mut office = office();
    let body = String::from_utf8(
        Office::new(&page).0.iter().find(|part| part.0 == "word/document.xml").unwrap().1.clone(),
    )
    .unwrap();
    office.put("word/document.xml", body);
    let document = under(&office);
    let xml = part(&document, "word/document.xml");
    assert!(xml.contains("<w:titlePg/>"), "{xml}");
    // the pages after it are told by their title, and the first page bears the stamp as well
    assert!(
        part(&document, "word/header1.xml").contains(">T<")
            && part(&document, "word/header2.xml").contains("Te Awa")
    );
    assert!(
        part(&document, "word/footer1.xml").contains("1 Awa Street")
            && part(&document, "word/footer2.xml").contains(">foot<")
    );
}

#[test]
fn pages_with_an_even_number_may_have_their_own_foot() {
    let page = PAGE.replace("<w:pgSz", "<w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz");
    let mut office = office()
        .refers(&[
            ("rId2", "header", "header1.xml"),
            ("rId3", "footer", "footer1.xml"),
            ("rId5", "footer", "footer2.xml"),
            ("rId6", "settings", "settings.xml"),
        ])
        .with("word/footer2.xml", "w:ftr", &p("even"))
        .with("word/settings.xml", "w:settings", "<w:evenAndOddHeaders/>");
    let body = Office::new(&page).0.into_iter().find(|part| part.0 == "word/document.xml").unwrap().1;
    office.put("word/document.xml", body);
    let document = under(&office);
    assert!(
        part(&document, "word/settings.xml").contains("<w:evenAndOddHeaders/><w:characterSpacingControl")
    );
    let even = part(&document, "word/footer2.xml");
    assert!(even.contains(">even<") && even.contains(">foot<") && even.contains(" PAGE "), "{even}");
}

#[test]
fn a_letterhead_that_is_none_says_why_and_what_to_do() {
    let macros = {
        let mut office = office();
        let (_, types) = office.0.iter().find(|(name, _)| name.starts_with("[Content")).unwrap().clone();
        office.put(
            "[Content_Types].xml",
            String::from_utf8(types)
                .unwrap()
                .replace("wordprocessingml.document.main", "word.document.macroEnabled.main"),
        );
        office.zipped()
    };
    let mut huge = office();
    huge.put("word/media/huge.png", vec![0; 60 * 1024 * 1024]);
    let mut without = office();
    without.0.retain(|(name, _)| name != "word/document.xml");
    let broken = office().with("word/header1.xml", "w:hdr", "</w:p>").zipped();
    let filled = office().with("word/header1.xml", "w:hdr", &p("{{ today }}")).zipped();
    let changed = office().with("word/header1.xml", "w:hdr", "<w:p><w:del/></w:p>").zipped();
    let mut odd = Office::new("");
    odd.put("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document>&b;</w:document>");
    for (bytes, message, hint) in [
        (b"hello".to_vec(), "is not a Word document", "save it as `.docx`"),
        (vec![0xd0, 0xcf, 0x11, 0xe0, 1, 2], "is shut by a password", "take the password away"),
        (without.zipped(), "is not a Word document", "save it as `.docx`"),
        (macros, "holds macros", "without macros"),
        (huge.zipped(), "holds far more", "Compress Pictures"),
        (broken, "is damaged", "save it anew"),
        (odd.zipped(), "is damaged", "save it anew"),
        (filled, "holds `{{ today }}`, and a letterhead is not filled", "documents/plan.docx"),
        (changed, "holds tracked changes", "Accept All Changes"),
    ] {
        let error = Letterhead::read("documents/letterhead.docx", &bytes).unwrap_err();
        assert!(
            error.message.starts_with("`documents/letterhead.docx` ") && error.message.contains(message),
            "{error:?}"
        );
        assert!(error.hints.concat().contains(hint), "{error:?}");
    }
}

#[test]
fn the_same_letterhead_makes_the_same_file() {
    assert!(under(&office()).docx().unwrap() == under(&office()).docx().unwrap());
}

//! Pages as pdf, read back: their text, what they say about themselves, and the structure that people listen to.

use std::collections::BTreeMap;

use pdf_extract::{Dictionary, Document as Pdf, Object};

use super::*;

pub(super) fn text(pdf: &[u8]) -> String {
    pdf_extract::extract_text_from_mem(pdf).unwrap()
}

fn name(dictionary: &Dictionary, key: &[u8]) -> String {
    dictionary
        .get(key)
        .and_then(Object::as_name)
        .map(|n| String::from_utf8_lossy(n).into())
        .unwrap_or_default()
}

fn words(dictionary: &Dictionary, key: &[u8]) -> String {
    dictionary.get(key).ok().map(|value| pdf_extract::decode_text_string(value).unwrap()).unwrap_or_default()
}

/// Each element of the structure: what it is, and what it says in place of what is drawn.
fn structure(pdf: &Pdf) -> Vec<(String, String)> {
    let elements = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let elements = elements.filter(|element| element.has(b"S") && element.has(b"P"));
    elements.map(|e| (name(e, b"S"), words(e, b"Alt"))).collect()
}

fn count(pdf: &Pdf) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    structure(pdf).into_iter().for_each(|(kind, _)| *count.entry(kind).or_default() += 1);
    count
}

fn read(document: &Document) -> Pdf {
    Pdf::load_mem(&document.pdf().unwrap()).unwrap()
}

const EVERYTHING: &str = "# T\n\nlead **strong** _soft_ {{ mi('Kia ora') }}\n\n## S {.strengths}\n\n- one\n- two\n  1. in\n\n### P\n\n\
    3. three\n4. four\n\n> their words\n>\n> Nan\n\n| What | By when |\n|---|--:|\n| {{ case.title }} | {{ case.closing.date }} |\n\n\
    [a page](https://example.org/?a=1&b=2)\n\nHow: {{ ['2 of 4', '3 of 4'] | spark('4') }}\n\n---\n\nfoot\n\nand whom to ask\n";

#[test]
fn pages_hold_what_the_document_holds() {
    let text = text(&made(EVERYTHING, json!({ "title": "Ngā whetū" })).pdf().unwrap());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "T",
        "lead strong soft Kia ora",
        "one",
        "three",
        "their words",
        "What",
        "By when",
        "Ngā whetū",
        "not recorded yet",
        "a page",
        "foot",
        "and whom to ask",
        "Page 1 of 1",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn each_of_several_begins_on_a_page_that_the_cover_names() {
    let together = super::together::three();
    let pages = pdf_extract::extract_text_from_mem_by_pages(&together.pdf().unwrap()).unwrap();
    let plain = |page: &String| page.split_whitespace().collect::<Vec<_>>().join(" ");
    let pages: Vec<String> = pages.iter().map(plain).collect();
    assert_eq!(pages.len(), 4, "{pages:#?}");
    for (n, title) in ["Ngā whetū", "The gate", "A <b> & {{ c }}"].iter().enumerate() {
        assert!(pages[n + 1].contains(title), "{title} is not on page {}", n + 2);
        let line = pages[0]
            .split(title)
            .nth(1)
            .unwrap_or_else(|| panic!("{title} is not on the cover: {}", pages[0]));
        let number = line.trim_start_matches(['.', ' ']).chars().next();
        assert_eq!(number.and_then(|c| c.to_digit(10)), Some(n as u32 + 2), "{line}");
    }
}

#[test]
fn each_page_bears_the_stamp_once_and_no_page_holds_it_alone() {
    let words = "some words\n\n".repeat(120);
    let document =
        made(&format!("# T\n\nlead\n\n## S\n\n{words}\n\n---\n\nfoot\n\nwhom to ask\n"), json!({}));
    let pages = pdf_extract::extract_text_from_mem_by_pages(&document.pdf().unwrap()).unwrap();
    assert!(pages.len() > 2, "{}", pages.len());
    for page in &pages {
        assert!(page.matches("foot").count() == 1 && page.matches("whom to ask").count() == 1, "{page}");
        assert!(page.contains("some words"), "{page}");
    }
    // what is more than a stamp ends the text
    let document = made("# T\n\nlead\n\n## S\n\nx\n\n---\n\n- one\n- two\n", json!({}));
    assert!(text(&document.pdf().unwrap()).contains("two"));
    assert_eq!(count(&read(&document)).get("L"), Some(&1));
}

#[test]
fn lines_to_write_on_take_what_is_left_of_the_last_page_and_no_more() {
    let line = format!("{}\n\n", "_".repeat(70));
    for lines in [3, 4, 12] {
        let document = made(&format!("# T\n\n## S\n\nx\n\n{}---\n\nfoot\n", line.repeat(lines)), json!({}));
        let pages = pdf_extract::extract_text_from_mem_by_pages(&document.pdf().unwrap()).unwrap();
        assert_eq!(pages.len(), 1, "{lines}: {pages:?}");
    }
}

#[test]
fn pages_can_be_listened_to() {
    let pdf = read(&made(EVERYTHING, json!({ "title": "x" })));
    let catalogue = pdf.catalog().unwrap();
    assert_eq!(words(catalogue, b"Lang"), "en-NZ");
    assert!(
        catalogue
            .get(b"MarkInfo")
            .and_then(Object::as_dict)
            .unwrap()
            .get(b"Marked")
            .unwrap()
            .as_bool()
            .unwrap()
    );
    let count = count(&pdf);
    for (kind, wanted) in [
        ("H1", 1),
        ("H2", 1),
        ("H3", 1),
        ("L", 3),
        ("LI", 5),
        ("Table", 1),
        ("TH", 2),
        ("TD", 2),
        ("BlockQuote", 1),
        ("Link", 1),
    ] {
        assert_eq!(count.get(kind), Some(&wanted), "{kind} in {count:?}");
    }
    let structure = structure(&pdf);
    let alt = "Chart: 2, 3; to reach: 4";
    assert!(structure.iter().any(|(kind, said)| kind == "Figure" && said == alt), "{structure:?}");
    let page = pdf.get_page_content(pdf.page_iter().next().unwrap()).unwrap();
    let page = String::from_utf8_lossy(&page).into_owned();
    assert!(page.contains("Lang(mi-NZ)"), "{page}");
    // the standard for pages that are listened to
    let raw = String::from_utf8_lossy(&made(EVERYTHING, json!({ "title": "x" })).pdf().unwrap()).into_owned();
    assert!(raw.contains("pdfuaid:part"), "it does not claim PDF/UA");
}

#[test]
fn what_the_pages_say_about_themselves_names_nobody() {
    let pdf = read(&made("# Our plan & more\n\nx", json!({})));
    let info = pdf.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
    let info = pdf.get_dictionary(info).unwrap();
    assert_eq!(words(info, b"Title"), "Our plan & more");
    assert_eq!(words(info, b"Creator"), "pikorua");
    assert!(words(info, b"CreationDate").starts_with("D:20260814"), "{info:?}");
    assert!(!info.has(b"Author"));
}

#[test]
fn fonts_are_inside() {
    let pdf = read(&made("# Ā\n\nē ī ō ū **ŌĀ** _ū_ ☐ שלום\n", json!({})));
    let fonts = pdf
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok())
        .filter(|d| name(d, b"Type") == "FontDescriptor");
    let fonts = fonts.collect::<Vec<_>>();
    assert!(fonts.len() >= 4, "{}", fonts.len());
    for font in fonts {
        assert!(font.has(b"FontFile2") || font.has(b"FontFile3"), "{font:?}");
    }
}

#[test]
fn the_same_document_is_the_same_pages() {
    let once = || {
        let document = Document::render("plan", &built_in(), &view(full(), "whanau")).unwrap();
        document.pdf().unwrap()
    };
    assert!(once() == once());
}

#[test]
fn emoji_and_other_scripts_are_there() {
    let signs = "\u{1F41F} \u{1F642} \u{2764} \u{2610} \u{2192} \u{3B1} \u{416} a\u{304}";
    let document = made("# T\n\n{{ case.title }}\n", json!({ "title": signs }));
    let text = text(&document.pdf().unwrap());
    assert!(
        signs.split(' ').all(|sign| sign.len() == 3 && sign.starts_with('a') || text.contains(sign)),
        "{text}"
    );
    assert!(text.contains('\u{101}') || text.contains("a\u{304}"), "{text}");
}

#[test]
fn a_sign_that_no_font_has_is_said() {
    let document = made("# T\n\n{{ case.title }}\n", json!({ "title": "a \u{9F8D} b \u{1F41F}" }));
    assert_eq!(document.without_sign(Format::Pdf), ['\u{9F8D}']);
    assert!(document.pdf().unwrap().starts_with(b"%PDF") && document.without_sign(Format::Docx).is_empty());
}

#[test]
fn a_document_in_te_reo_says_so() {
    let pdf = read(&made(&format!("{{% set lang = 'mi' %}}{EVERYTHING}"), json!({})));
    assert_eq!(words(pdf.catalog().unwrap(), b"Lang"), "mi-NZ");
}

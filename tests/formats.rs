//! The same content in every format: each built-in document over the example cluster, written in all of them, and the
//! text of each compared.

use std::io::{Cursor, Read};

use pikorua::change::Desk;
use pikorua::document::{Document, Format};
use pulldown_cmark::{Event, Options, Parser, TagEnd};

use crate::common::{CASE, Sandbox, shows};
use crate::examples::{audiences, cases, desk, example, printed};
use snapbox::str;

/// The case of the example with most in it.
#[cfg(feature = "pdf")]
const FULL: &str = "2026-kf3m";

/// Letters and digits: what marks a list or draws a line differs from format to format.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Each paragraph, item and cell of a Markdown text.
fn blocks(markdown: &str) -> Vec<String> {
    let (mut blocks, mut text) = (Vec::new(), String::new());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => text.push(' '),
            Event::Start(_) | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            Event::End(_) => blocks.push(bare(&std::mem::take(&mut text))),
            _ => {}
        }
        // a list within an item begins a block of its own
        if matches!(blocks.last(), Some(last) if last.is_empty()) {
            blocks.pop();
        }
    }
    blocks
}

fn html(document: &Document) -> String {
    let page = document.html("");
    let (_, body) = page.split_once("<body>").unwrap();
    let undrawn = body.split("<svg ").map(|part| part.split_once("</svg>").map_or(part, |(_, after)| after));
    let undrawn = undrawn.collect::<String>();
    let words = undrawn.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(words.collect::<String>(), |text, (entity, c)| text.replace(entity, c))
}

/// The text, and what stands at the foot of each page without the number of the page.
fn word(document: &Document) -> String {
    let mut file = zip::ZipArchive::new(Cursor::new(document.docx().unwrap())).unwrap();
    let mut words = |name: &str| -> String {
        let mut part = String::new();
        file.by_name(name).unwrap().read_to_string(&mut part).unwrap();
        let xml = roxmltree::Document::parse(&part).unwrap();
        let counts = |node: &roxmltree::Node| {
            node.ancestors().any(|above| above.children().any(|c| c.has_tag_name((WORD, "fldSimple"))))
        };
        let words = xml.descendants().filter(|node| node.has_tag_name((WORD, "t")) && !counts(node));
        words.filter_map(|node| node.text()).collect()
    };
    words("word/document.xml") + &words("word/footer1.xml")
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What two texts have before they differ.
fn same(what: &str, one: &str, other: &str) {
    if one == other {
        return;
    }
    let at = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(40)).take(120).collect::<String>();
    panic!("{what} differs:\n{}\n{}", near(one), near(other));
}

/// The documents that come with the program, by name.
fn names(desk: &Desk) -> Vec<&str> {
    let files = desk.library.documents().iter().map(|file| file.name.as_str());
    files.filter(|name| !name.starts_with('_')).collect()
}

#[test]
fn every_format_says_the_same() {
    let sandbox = example();
    let desk = desk(&sandbox);
    // who sees most sees all there is to write
    let audiences = audiences(&desk);
    let audience = audiences.iter().find(|audience| audience.id == "practitioners").unwrap();
    for (id, case) in cases(&desk) {
        for name in names(&desk) {
            let (document, _) = printed(&desk, &case, name, audience);
            let what = |format: &str| format!("{name} of {id} as {format}");
            let blocks = blocks(&document.markdown());
            let wanted = blocks.concat();
            same(&what("html"), &bare(&html(&document)), &wanted);
            same(&what("docx"), &bare(&word(&document)), &wanted);
            let screen = bare(&document.screen(4000, false));
            let mut rest = screen.as_str();
            for block in &blocks {
                let at = rest.find(block.as_str());
                let at = at.unwrap_or_else(|| panic!("{}: {block} is not in {rest}", what("screen")));
                rest = &rest[at + block.len()..];
            }
        }
    }
}

/// Pages are slower to make: those of the case that has most in it.
#[test]
#[cfg(feature = "pdf")]
fn pages_say_the_same() {
    let sandbox = example();
    let desk = desk(&sandbox);
    let case = desk.look(&FULL.parse().unwrap()).unwrap().value.unwrap();
    let audience = &audiences(&desk)[0];
    for name in names(&desk) {
        let (document, _) = printed(&desk, &case, name, audience);
        let markdown = document.markdown();
        let (body, foot) = markdown.rsplit_once("\n---\n").unwrap();
        let (blocks, stamp) = (blocks(body), blocks(foot).concat());
        let pages = pdf_extract::extract_text_from_mem_by_pages(&document.pdf().unwrap()).unwrap();
        let left = left_over(name, &blocks, &body_of(&document.title, &stamp, &pages));
        // headers of tables stand again where a table goes on, and lists may be numbered
        let headers = blocks.iter().filter(|block| block.len() < 60).collect::<Vec<_>>();
        for mut rest in left.split(' ').map(|rest| rest.trim_matches(|c: char| c.is_ascii_digit())) {
            while !rest.is_empty() {
                let known = headers.iter().filter(|header| rest.starts_with(header.as_str()));
                let header = known.max_by_key(|header| header.len());
                rest = &rest[header.unwrap_or_else(|| panic!("{name}: nobody wrote {rest}")).len()..];
            }
        }
    }
}

/// The pages without what stands on each of them: the stamp once, the number, and from the second on the title.
#[cfg(feature = "pdf")]
fn body_of(title: &str, stamp: &str, pages: &[String]) -> String {
    let (title, of) = (bare(title), pages.len());
    let mut body = String::new();
    for (i, page) in pages.iter().enumerate() {
        let (page, number) = (bare(page), format!("Page{}of{of}", i + 1));
        for words in [stamp, &number] {
            assert_eq!(page.matches(words).count(), 1, "page {} and {words}: {page}", i + 1);
        }
        let page = page.replace(stamp, "").replace(&number, "");
        body.push_str(match i {
            0 => &page,
            _ => page
                .strip_prefix(&title)
                .or(page.strip_suffix(&title))
                .unwrap_or_else(|| panic!("no title on {page}")),
        });
    }
    body
}

/// Finds each block in its order, and gives what stands between them.
#[cfg(feature = "pdf")]
fn left_over(what: &str, blocks: &[String], body: &str) -> String {
    let (mut rest, mut left) = (body, String::new());
    for block in blocks {
        let at = rest.find(block.as_str()).unwrap_or_else(|| panic!("{what}: {block} is not in {rest}"));
        left.push_str(&rest[..at]);
        left.push(' ');
        rest = &rest[at + block.len()..];
    }
    left + rest
}

#[test]
fn the_name_of_a_file_tells_its_format() {
    let sandbox = Sandbox::demo();
    for (file, begins) in [
        ("plan.docx", &b"PK\x03\x04"[..]),
        ("Plan.PDF", b"%PDF-1.7"),
        ("plan.html", b"<!DOCTYPE"),
        ("plan.md", b"# "),
    ] {
        if cfg!(feature = "pdf") || !file.ends_with("PDF") {
            sandbox.ok(&["print", "plan", CASE, "-o", file]);
            assert!(std::fs::read(sandbox.folder().join(file)).unwrap().starts_with(begins), "{file}");
        }
    }
    sandbox.ok(&["print", "plan", CASE, "--to", "docx", "-o", "plan.bin"]);
    assert!(std::fs::read(sandbox.folder().join("plan.bin")).unwrap().starts_with(b"PK"));
    sandbox.ok(&["guides", "print", "tatai", "-o", "form.docx"]);
    assert!(std::fs::read(sandbox.folder().join("form.docx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_format_that_nobody_knows_says_which_there_are() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.run(&["print", "plan", CASE, "-o", "plan.odt"]),
        str![[r#"
--- stderr
error: documents cannot be written as `.odt`
  hint: End the name in `.docx`, `.pdf`, `.html`, `.md` or `.txt`.
exit 2

"#]],
    );
    shows(
        sandbox.run(&["print", "plan", CASE, "--to", "odt"]),
        str![[r#"
--- stderr
error: `odt` is not a format that documents can be written in
  hint: The formats are `docx`, `pdf`, `html`, `md` and `screen`.
exit 2

"#]],
    );
    assert_eq!(Format::named("word").unwrap(), Format::Docx);
}

//! Several documents in one file.

use super::*;
use crate::document::Cover;

/// Three documents with a cover.
pub(super) fn three() -> Document {
    let one = |title: &str| {
        made(
            "# {{ case.title }}\n\nlead\n\n## S {.strengths}\n\n- one\n\n---\n\nfoot\n",
            json!({ "title": title }),
        )
    };
    let cover = Cover {
        document: "pack",
        cluster: Some("Te Awa"),
        audience: "practitioners",
        by: None,
        today: "2026-08-14".parse().unwrap(),
        dated: true,
        left_out: 2,
    };
    Document::together(vec![one("Ngā whetū"), one("The gate"), one("A <b> & {{ c }}")], &built_in(), cover)
        .unwrap()
}

#[test]
fn the_cover_lists_what_follows_and_says_what_is_left_out() {
    let markdown = three().markdown();
    for line in ["# Review pack", "1. [Ngā whetū](<#d1>)", "2. [The gate](<#d2>)", "## Ngā whetū", "### S"]
    {
        assert!(markdown.lines().any(|l| l == line), "{line} is not in {markdown}");
    }
    assert!(markdown.contains("may see it: 2"), "{markdown}");
    assert_eq!(markdown.matches("\n# ").count(), 0, "one heading of the first level: {markdown}");
}

#[test]
fn every_text_of_all_is_searched_and_shown() {
    let together = three();
    let texts = together.texts().join("\n");
    let screen = together.screen(80, false);
    for word in ["Ngā whetū", "The gate", "A <b> & {{ c }}"] {
        assert!(texts.matches(word).count() >= 2 && screen.matches(word).count() >= 2, "{word}");
    }
}

#[test]
fn a_web_page_has_an_article_each_and_what_was_typed_stays_text() {
    let html = three().html("");
    assert_eq!((html.matches("<article id=").count(), html.matches("<h1>").count()), (3, 1));
    assert!(
        html.contains("<article id=\"d3\">")
            && html.contains("<a href=\"#d3\">A &lt;b&gt; &amp; {{ c }}</a>"),
        "{html}"
    );
    // a foot for each, and one for all
    assert_eq!(html.matches("<footer>").count(), 4);
}

#[test]
fn in_word_each_begins_on_a_new_page() {
    let docx = three().docx().unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let body = std::io::read_to_string(zip.by_name("word/document.xml").unwrap()).unwrap();
    assert_eq!(body.matches("<w:pageBreakBefore/>").count(), 3);
    for number in 1..=3 {
        let (mark, link) = (format!("w:name=\"d{number}\""), format!("w:anchor=\"d{number}\""));
        assert!(body.contains(&mark) && body.contains(&link), "{number}");
    }
}

//! Several documents in one file.

use super::*;
use crate::document::Cover;

/// Three documents with a cover.
pub(super) fn three() -> Document {
    let one = |title: &str| {
        made(
            "# {{ case.title }}\n\n- lead\n\n## S {.strengths}\n\n- one\n\n---\n\nfoot\n",
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
fn in_word_each_has_pages_and_a_stamp_of_its_own_and_is_found_by_its_number() {
    let part = |name: &str| super::word::part(&three(), name);
    let body = part("word/document.xml");
    // the cover's, and one of each
    assert_eq!(body.matches("<w:sectPr>").count(), 4, "{body}");
    for number in 1..=3 {
        let (mark, link) = (format!("w:name=\"d{number}\""), format!("w:anchor=\"d{number}\""));
        assert!(body.contains(&mark) && body.contains(&link), "{number}");
    }
    // facts below a title are lines, on the cover as on each page
    assert_eq!(body.matches("w:val=\"Facts\"").count(), 2 + 3);
    // two heads and two feet belong to the cover
    for (number, title) in [(3, "1 · Ngā whetū"), (5, "3 · A &lt;b&gt; &amp; {{ c }}")] {
        let head = part(&format!("word/header{number}.xml"));
        assert!(head.contains(title), "{head}");
        assert!(part(&format!("word/footer{number}.xml")).contains(">foot<"));
    }
    assert!(part("word/footer1.xml").contains("Whoever needs these pages no longer destroys them"));
    assert!(!body.contains(">foot<") && !body.contains("may be out of date"));
}

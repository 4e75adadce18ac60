//! Screen, Markdown and web page.

use std::path::Path;

use textwrap::core::display_width;

use super::*;

const TABLE: &str = "# T\n\n| What | Who leads | Who helps | By when |\n|---|:-:|--:|---|\n\
    | {{ case.title }} | b | c | {{ case.closing.date }} |\n| longer words in a cell of their own | b | | d |\n\n\
    1. one\n2. two\n\n   more of two\n\n- x\n  - y\n\n> {{ case.title }}\n";

#[test]
fn lines_fit_the_screen() {
    let mut case = full();
    case["title"] =
        json!("Ngā mihi nui ki a koutou katoa, e hoa mā, i tēnei rā ātaahua i Whakatū\nme te awa");
    for width in [200, 100, 80, 60, 40, 20] {
        for name in ["plan", "review"] {
            let document = Document::render(name, &built_in(), &view(case.clone(), "practitioners")).unwrap();
            for line in document.screen(width, true).lines() {
                assert!(display_width(line) <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn colour_changes_no_word() {
    let document = made(TABLE, json!({ "title": "a b c" }));
    let coloured = document.screen(70, true);
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1B}') {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&(plain + rest)), trimmed(&document.screen(70, false)));
    assert!(coloured.contains("\u{1B}[2mnot\u{1B}[0m") || coloured.contains("\u{1B}[2m"));
}

#[test]
fn the_screen_looks_like_this() {
    let document = made(TABLE, json!({ "title": "Ā\nb" }));
    let expected = "\
T
═

 What                        Who leads   Who helps   By when
──────────────────────────────────────────────────────────────────────
 Ā                               b               c   not recorded yet
 b

 longer words in a cell of       b                   d
 their own

1. one

2. two

   more of two

• x
  • y

│ Ā
│ b
";
    assert_eq!(document.screen(70, false), expected);
    let narrow = document.screen(40, false);
    assert!(
        narrow
            .contains("What: Ā\n  b\nWho leads: b\nWho helps: c\nBy when: not recorded yet\n\nWhat: longer"),
        "{narrow}"
    );
}

#[test]
fn markdown_looks_like_this() {
    let document = made(TABLE, json!({ "title": "a | b\n*c*" }));
    let expected = "\
# T

| What | Who leads | Who helps | By when |
| --- | :---: | ---: | --- |
| a \\| b<br>\\*c\\* | b | c | _not recorded yet_ |
| longer words in a cell of their own | b |  | d |

1. one

2. two

   more of two

- x
  - y

> a \\| b\\
> \\*c\\*
";
    assert_eq!(document.markdown(), expected);
}

#[test]
fn lists_side_by_side_stay_two() {
    let document = made("- a\n\n* b\n\n- c\n\n1. d\n", json!({}));
    assert_eq!(document.markdown(), "# it\n\n- a\n\n+ b\n\n- c\n\n1. d\n");
}

#[test]
fn a_page_is_whole_and_runs_nothing() {
    let document = made(TABLE, json!({ "title": "x" }));
    let html = document.html("body { color: red } </style><script>alert(1)</script>");
    for part in [
        "<!DOCTYPE html>\n<html lang=\"en-NZ\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "default-src 'none'",
        "<title>T</title>",
        "<main>",
        "<th scope=\"col\" role=\"columnheader\">What</th>",
        "<td role=\"cell\" data-name=\"Who helps\" data-empty class=\"right\"></td>",
        "<span class=\"missing\">not recorded yet</span>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert_eq!(html.matches("<h1>").count(), 1);
    assert_eq!(html.matches("</style").count(), 1);
}

#[test]
fn sections_and_foot_can_be_styled() {
    let html =
        made("# T\n\nlead\n\n## S {.strengths}\n\n### P\n\nx\n\n### Q\n\n---\n\nfoot\n", json!({})).html("");
    assert!(html.contains(
        "<header>\n<h1>T</h1>\n<p>lead</p>\n</header>\n<section class=\"strengths\">\n<h2>S</h2>\n"
    ));
    assert!(html.contains("<div class=\"part\">\n<h3>P</h3>\n<p>x</p>\n</div>\n<div class=\"part\">\n<h3>Q</h3>\n</div>\n</section>"));
    assert!(html.contains("</main>\n<footer>\n<p>foot</p>\n</footer>"));
}

#[test]
fn passages_in_another_language_are_marked() {
    let template = "{{ mi('Kia ora') }}, {{ words.whanau }}. {{ case.voice[1].words }} {{ case.voice[0].words }} {{ case.title }}";
    let html = made(template, full()).html("");
    for part in [
        "<span lang=\"mi\">Kia ora</span>, ",
        "<span lang=\"mi\">whānau</span>. ",
        "<span lang=\"mi\">Kia tū pakari",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("lang=\"mi\"").count(), 3);
    let whole = made(&format!("{{% set lang = 'mi' %}}{template}"), full()).html("");
    assert!(whole.contains("<html lang=\"mi\">") && !whole.contains("<span lang=\"mi\">"));
}

#[test]
fn formats_are_told_by_their_names_and_endings() {
    assert_eq!(Format::named("md").unwrap(), Format::Markdown);
    assert_eq!(Format::of_file(Path::new("out/Plan.HTML")).unwrap(), Format::Html);
    assert_eq!(Format::named("docx").unwrap(), Format::of_file(Path::new("plan.docx")).unwrap());
    assert_eq!(Format::named("PDF").unwrap(), Format::of_file(Path::new("plan.pdf")).unwrap());
    for ending in ["doc", "odt"] {
        let error = Format::of_file(Path::new("plan").with_extension(ending).as_path()).unwrap_err();
        assert!(error.kind.code() == 2 && error.hints[0].contains("`.docx`"), "{error:?}");
    }
    assert!(Format::of_file(Path::new("plan")).unwrap_err().message.contains("`plan`"));
}

#[test]
fn no_date_is_broken_where_there_is_room_for_it() {
    let row = "| 2 of 10, counted by two of us | 3 of 10 (26\u{a0}Jun\u{a0}2026); 5 of 10 (24\u{a0}Jul\u{a0}2026) | 5 of 10 (24\u{a0}Jul\u{a0}2026) | 7 of 10, three weeks in a row and again | some of the way |\n";
    let table = format!(
        "| Where it started | On the way | Now | Where we wanted to get to | How far |\n|---|---|---|---|---|\n{row}"
    );
    let tree = crate::document::parse::parse(&table, &crate::document::token::Aside::new('\u{e000}')).tree;
    let lines = crate::document::screen::write(&tree, 80, false);
    for date in ["(26\u{a0}Jun\u{a0}2026)", "(24\u{a0}Jul\u{a0}2026)"] {
        assert!(lines.contains(date), "{lines}");
    }
}

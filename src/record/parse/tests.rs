//! Places, problems, and that no text whatever stops the reader.

use super::*;

fn root(text: &str) -> Node {
    let parsed = parse(text);
    assert_eq!(parsed.problems, [], "{text:?}");
    parsed.root
}

/// Every value with the text it covers, depth first.
fn covered<'t>(text: &'t str, node: &Node, out: &mut Vec<&'t str>) {
    out.push(&text[node.span.clone()]);
    for entry in node.entries() {
        out.push(&text[entry.key_span.clone()]);
        covered(text, &entry.value, out);
    }
    node.items().iter().for_each(|item| covered(text, item, out));
}

fn places(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    covered(text, &root(text), &mut out);
    out
}

#[test]
fn every_character_that_hides_is_seen() {
    for c in (0..0x3100).chain(0xfff0..0x10010).filter_map(char::from_u32) {
        let text = format!("a: b{c}");
        assert_eq!(super::first_hidden(&text).is_some(), super::is_hidden(c), "U+{:04X}", c as u32);
    }
}

#[test]
fn spans_cover_what_was_written() {
    assert_eq!(places("a: bār  # x\n"), ["a: bār", "a", "bār"]);
    assert_eq!(places("'ā': \"x \\\" # y\"   # z\n"), ["'ā': \"x \\\" # y\"", "'ā'", "\"x \\\" # y\""]);
    assert_eq!(places("a: 'it''s'  # c\nb:\n"), ["a: 'it''s'  # c\nb:", "a", "'it''s'", "b", ""]);
    assert_eq!(
        places("\u{feff}# āē\na:\n- x\n-\n- é # y\n"),
        ["a:\n- x\n-\n- é", "a", "- x\n-\n- é", "x", "", "é"]
    );
    assert_eq!(
        places("a:\r\n  - b: 1\r\n    c: 2\r\n"),
        ["a:\r\n  - b: 1\r\n    c: 2", "a", "- b: 1\r\n    c: 2", "b: 1\r\n    c: 2", "b", "1", "c", "2"]
    );
    assert_eq!(
        places("- - a\n  - b\n-   - c\n"),
        ["- - a\n  - b\n-   - c", "- a\n  - b", "a", "b", "- c", "c"]
    );
    assert_eq!(
        places("a: [x, {b: 'c' , d}, [] ] # e\n"),
        [
            "a: [x, {b: 'c' , d}, [] ]",
            "a",
            "[x, {b: 'c' , d}, [] ]",
            "x",
            "{b: 'c' , d}",
            "b",
            "'c'",
            "d",
            "",
            "[]"
        ]
    );
    assert_eq!(
        places("a: plain\n  over two\nb: ~\n"),
        ["a: plain\n  over two\nb: ~", "a", "plain\n  over two", "b", "~"]
    );
    assert_eq!(
        places("- [a, ] # c\n- {b : 1 , # d\n } # e\n"),
        ["- [a, ] # c\n- {b : 1 , # d\n }", "[a, ]", "a", "{b : 1 , # d\n }", "b", "1"]
    );
    assert_eq!(places("- [a: b]\n"), ["- [a: b]", "[a: b]", "a: b", "a", "b"]);
    assert_eq!(places("--- # x\n- a\n...\n"), ["- a", "a"]);
    assert_eq!(places("--- {a: b}\n"), ["{a: b}", "a", "b"]);
}

#[test]
fn block_texts_end_where_their_last_line_does() {
    for (text, span, words) in [
        ("a: |\n  x\n  y  \n\n\nb: 1\n", "|\n  x\n  y  ", "x\ny  \n"),
        ("a: |- # why\n\n  x\n   \n# c\nb: 1\n", "|- # why\n\n  x\n   ", "\nx\n "),
        ("a: |+\n  x\n\n\nb: 1\n", "|+\n  x\n\n", "x\n\n\n"),
        ("a: |+\r\n  x\r\n\r\nb: 1\r\n", "|+\r\n  x\r\n", "x\n\n"),
        ("a: >2-\n    x\n  y\nb: 1\n", ">2-\n    x\n  y", "  x\ny"),
        ("a: |\nb: 1\n", "|", ""),
        ("a: |+\n\n\nb: 1\n", "|+\n\n", "\n\n"),
        ("a: |\n  x", "|\n  x", "x\n"),
        ("a: |\n  x\n  ", "|\n  x", "x\n"),
        ("a: # | no\n  # > no\n  |\n  x\n", "|\n  x", "x\n"),
        ("a: |\n    x\n   # no text\nb: 1\n", "|\n    x", "x\n"),
    ] {
        let node = root(text);
        let value = &node.entries()[0].value;
        assert_eq!((&text[value.span.clone()], value.text()), (span, Some(words)), "{text:?}");
    }
}

#[test]
fn nothing_is_null() {
    for text in ["", "\n\n", "# only\n", "\u{feff}", "---\n", "---\n...\n", "~\n", "null", "NULL"] {
        assert!(root(text).is_null(), "{text:?}");
    }
    let node = root("a: ~\nb:\nc: 'null'\nd: nul\n");
    assert!(node.entries()[0].value.is_null() && node.entries()[1].value.is_null());
    assert_eq!((node.entries()[2].value.text(), node.entries()[3].value.text()), (Some("null"), Some("nul")));
}

/// The rule, the text it points at, and its message.
fn problem(text: &str) -> (&'static str, &str, String) {
    let parsed = parse(text);
    assert_eq!(parsed.root.kind, Kind::Null, "{text:?}");
    let first = parsed.problems.into_iter().next().expect("a problem");
    assert!(first.remedy.ends_with('.') && !first.message.ends_with('.'), "{first:?}");
    (first.rule, &text[first.span], first.message)
}

#[test]
fn broken_texts_are_explained() {
    for (text, at, message) in [
        ("a:\n\tb: 1\n", "\t", "a tab at the beginning of a line"),
        ("a:\n  b: 1\n\tc: 1\n", "\t", "a tab at the beginning of a line"),
        ("a:\tx\n", "x", "a tab where a blank belongs"),
        ("a: 1\nb:2\nc: 3\n", ":", "no blank after `b:`"),
        ("a:\n  b:2\n  c: 3\n", ":", "no blank after `b:`"),
        ("a: 1\nb:2\n", ":", "no blank after `b:`"),
        ("a: 'x\nb: 2\n", "'", "this quote is never closed"),
        ("a: \"x\nb: 2\n", "\"", "this quote is never closed"),
        ("a: \"x\" y\n", "y", "something follows after the closing quote"),
        ("a: 'it's'\n", "s", "something follows after the closing quote"),
        ("a: \"C:\\xyz\"\n", "\"", "a backslash in double quotes that means nothing"),
        ("a: one: two\n", ":", "`: ` inside a text without quotes"),
        ("a: x\n  b: y\n", "b", "the line is indented further than the line it belongs to"),
        ("a:\n  b: y\n c: z\n", "c", "the line is not indented like the lines it belongs to"),
        ("a: 1\nwords\nb: 2\n", "words", "neither a key with `:` nor a part of the text above"),
        ("a: [x, y\nb: 1\n", "[", "this bracket is never closed"),
        ("a: [x, {y: z]\n", "{", "this bracket is never closed"),
        ("a: [x,\n  y\n", "[", "this bracket is never closed"),
        ("a: x]\nb: ]\n", "]", "a bracket or comma that belongs to no list"),
        ("a: @home\n", "@", "a text cannot begin with `@`"),
        ("a: - b\n", "-", "a list begins in the middle of a line"),
        ("a: | x\n  y\n", "|", "text behind `|` or `>`"),
        ("a: x # y\n  z\n", "#", "a comment in the middle of a text"),
        ("? a\n: b\n", "?", "a key after `?`"),
        (": b\n", "", "there is no key before `:`"),
        ("[a]: b\n", "[", "a list or a mapping stands where a key belongs"),
        ("a: x\u{2028}y\n", "\u{2028}", "a character that cannot be seen (U+2028)"),
        ("a: x\0y\n", "\0", "a character that cannot be seen (U+0000)"),
        ("a: x\u{feff}y\n", "\u{feff}", "a character that cannot be seen (U+FEFF)"),
    ] {
        assert_eq!(problem(text), ("syntax", at, message.into()), "{text:?}");
    }
}

#[test]
fn what_records_do_not_have_is_refused() {
    for (text, at) in [
        ("a: &x 1\nb: *x\n", "&x"),
        ("a: *important*\n", "*important*"),
        ("a: !!str 1\n", "!!str"),
        ("a: !mine {}\n", "!mine"),
        ("a: !e!x 1\n", "!e!x"),
        ("a: {b: 1}\n<<: {c: 1}\n", "<<"),
        ("a: 1\n---\nb: 1\n", "---"),
        ("&x a: 1\n*x : 2\n", "&x"),
    ] {
        let (rule, covered, _) = problem(text);
        assert_eq!((rule, covered), ("alias", at), "{text:?}");
    }
    assert_eq!(parse("a: &x 1\nb: *x\n").problems.len(), 2);
}

#[test]
fn bombs_do_no_harm() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for i in 1..60 {
        let names = vec![format!("*a{}", i - 1); 9].join(", ");
        bomb += &format!("a{i}: &a{i} [{names}]\n");
    }
    assert_eq!(problem(&bomb).0, "alias");
    assert_eq!(problem(&"[".repeat(MAX_BYTES)).0, "too-deep");
    assert_eq!(problem(&"{".repeat(MAX_OPEN + 1)).0, "too-deep");
    assert_eq!(problem(&"- ".repeat(MAX_BYTES / 2)).0, "too-deep");
    assert_eq!(problem(&"x".repeat(MAX_BYTES + 1)).0, "unreadable");
    let deep: String = (0..MAX_DEPTH + 1).map(|i| format!("{}k:\n", "  ".repeat(i))).collect();
    assert_eq!(problem(&format!("{deep}{}v: 1", "  ".repeat(MAX_DEPTH + 1))).0, "too-deep");
    let allowed = "- ".repeat(MAX_DEPTH) + "x";
    root(&allowed);
}

#[test]
fn later_equal_keys_are_named() {
    let text = "a: 1\nrows:\n  - id: g-1\n    b: 1\n    'b': 2\na: 3\na: 4\n";
    let problems = parse(text).problems;
    let told: Vec<_> =
        problems.iter().map(|p| (p.rule, p.path.to_string(), p.span.start, p.message.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                "duplicate-key",
                "rows.g-1.b".into(),
                text.find("'b'").unwrap(),
                "`b` is there twice, first in line 4"
            ),
            ("duplicate-key", "a".into(), text.find("a: 3").unwrap(), "`a` is there twice, first in line 1"),
            ("duplicate-key", "a".into(), text.find("a: 4").unwrap(), "`a` is there twice, first in line 1"),
        ]
    );
}

mod laws {
    use proptest::prelude::*;

    use super::*;
    use crate::record::edit::meant;
    use crate::record::lines::column;
    use crate::record::testing::{cases, document, spoilt};

    /// Every node, and whether it stands in brackets.
    fn nodes<'n>(node: &'n Node, out: &mut Vec<&'n Node>) {
        out.push(node);
        node.entries().iter().for_each(|e| nodes(&e.value, out));
        node.items().iter().for_each(|n| nodes(n, out));
    }

    fn in_bounds(text: &str, node: &Node, around: &std::ops::Range<usize>) {
        assert!(
            around.start <= node.span.start && node.span.end <= around.end,
            "{node:?} in {around:?} of {text:?}"
        );
        assert!(text.get(node.span.clone()).is_some(), "{node:?} of {text:?}");
        let mut at = node.span.start;
        for entry in node.entries() {
            assert!(
                at <= entry.key_span.start && entry.key_span.end <= entry.value.span.start,
                "{entry:?} {text:?}"
            );
            in_bounds(text, &entry.value, &node.span);
            at = entry.value.span.end;
        }
        for item in node.items() {
            assert!(at <= item.span.start, "{item:?} {text:?}");
            in_bounds(text, item, &node.span);
            at = item.span.end;
        }
    }

    proptest! {
        #![proptest_config(cases(400))]

        #[test]
        fn both_readers_read_the_same(text in document()) {
            let value = meant::read(&text);
            let parsed = parse(&text);
            match value {
                Ok(value) => {
                    prop_assert_eq!(&parsed.problems, &vec![], "{}", text);
                    prop_assert!(meant::agrees(&parsed.root, &value), "{:?}\n{:#?}\n{:#?}", text, parsed.root, value);
                }
                Err(line) => prop_assert!(false, "{line:?}\n{text}"),
            }
        }

        #[test]
        fn every_span_holds_its_value(text in document()) {
            let root = parse(&text).root;
            in_bounds(&text, &root, &(0..text.len()));
            let mut all = Vec::new();
            nodes(&root, &mut all);
            for node in all.into_iter().filter(|n| !n.span.is_empty()) {
                let written = &text[node.span.clone()];
                if written.starts_with(['|', '>']) && written[1..].starts_with(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                let alone = format!("{}{written}\n", " ".repeat(column(&text, node.span.start)));
                let again = parse(&alone);
                prop_assert_eq!(&again.problems, &vec![], "{:?}", alone);
                prop_assert_eq!(crate::record::value::plain(&again.root), crate::record::value::plain(node), "{:?}", alone);
            }
        }

        #[test]
        fn no_text_stops_the_reader(text in "\\PC{0,80}", signs in "[-:#'\"\\[\\]{},|>&*!?%@~ \t\r\nab\u{feff}é\u{85}]{0,60}") {
            for text in [text, signs] {
                let parsed = parse(&text);
                in_bounds(&text, &parsed.root, &(0..text.len()));
                for problem in parsed.problems {
                    prop_assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
                }
            }
        }

        #[test]
        fn spoilt_documents_are_read_alike_or_refused(text in spoilt()) {
            let parsed = parse(&text);
            in_bounds(&text, &parsed.root, &(0..text.len()));
            for problem in &parsed.problems {
                prop_assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
            }
            if let (true, Ok(value)) = (parsed.problems.is_empty(), meant::read(&text)) {
                prop_assert!(meant::agrees(&parsed.root, &value), "{:?}\n{:#?}\n{:#?}", text, parsed.root, value);
            }
        }
    }
}

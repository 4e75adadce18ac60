//! One table of situations: the text before, an edit, the text after, byte for byte.

use super::*;
use crate::record::case::Case;
use crate::record::shape::Field;

pub(super) fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

pub(super) fn set(path: &str, value: &str) -> Edit {
    Edit::Set { path: Path::parse(path), value: yaml(value) }
}

pub(super) fn text(path: &str, words: &str) -> Edit {
    Edit::Set { path: Path::parse(path), value: words.into() }
}

fn push(path: &str, value: &str) -> Edit {
    Edit::Push { path: Path::parse(path), value: yaml(value) }
}

fn remove(path: &str) -> Edit {
    Edit::Remove { path: Path::parse(path) }
}

#[track_caller]
fn becomes(before: &str, edit: Edit, after: &str) {
    let edits = [edit];
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(apply(before, &edits, None).as_deref(), Ok(after), "{before:?} {edits:?}");
    if !before.contains('\r') && before.contains('\n') {
        assert_eq!(apply(&crlf(before), &edits, None), Ok(crlf(after)), "crlf {before:?} {edits:?}");
    }
    if !before.starts_with('\u{feff}') {
        let marked = apply(&format!("\u{feff}{before}"), &edits, None);
        assert_eq!(marked, Ok(format!("\u{feff}{after}")), "bom {before:?} {edits:?}");
    }
}

#[track_caller]
fn case_becomes(before: &str, edit: Edit, after: &str) {
    assert_eq!(apply(before, &[edit], Some(&Case::SHAPE)).as_deref(), Ok(after), "{before:?}");
}

#[test]
fn scalars_are_replaced_where_they_stand() {
    becomes("by: 2026-08-01  # moved once\n", text("by", "2026-08-14"), "by: 2026-08-14  # moved once\n");
    becomes("a:   1 \nb: 2\n", set("a", "3"), "a:   3\nb: 2\n");
    becomes("a: \"x\" # c\n", text("a", "y"), "a: y # c\n");
    becomes("a: 'x'\n", text("a", "yes"), "a: yes\n");
    becomes("a: 'x'\n", text("a", "true"), "a: 'true'\n");
    becomes("a: x\n", text("a", "2026"), "a: '2026'\n");
    becomes("a: x\n", text("a", "2026-08-14"), "a: 2026-08-14\n");
    becomes("a: x\n", text("a", "1e3"), "a: '1e3'\n");
    becomes("a: x\n", text("a", ""), "a: ''\n");
    becomes("a: x\n", text("a", "one: two # three"), "a: 'one: two # three'\n");
    becomes("a: x\n", text("a", "- it's"), "a: '- it''s'\n");
    becomes("a: x\n", text("a", "Ka pai 👏 e hoa"), "a: Ka pai 👏 e hoa\n");
    becomes("a: x\n", text("a", "👏: yes"), "a: '👏: yes'\n");
    becomes("a: x\n", text("a", "x\u{2028}y"), "a: \"x\\u2028y\"\n");
    becomes("a: x\n", text("a", "  Ma\u{304}ori \n"), "a: Māori\n");
    becomes("a: x\n", set("a", "false"), "a: false\n");
    becomes("a: x\n", set("a", "~"), "a: null\n");
    becomes("a: x", text("a", "y"), "a: y");
    becomes("a: one\n  two\n  three  # c\nb: 1\n", text("a", "four"), "a: four  # c\nb: 1\n");
    becomes("a:\n  one\n  two # c\nb: 1\n", text("a", "four"), "a: four # c\nb: 1\n");
    becomes("a: # c\n  # d\n  one\nb: 1\n", text("a", "four"), "a: # c\n  # d\n  four\nb: 1\n");
    becomes("a: ~ # c\n", text("a", "x"), "a: x # c\n");
}

#[test]
fn what_is_there_already_stays_as_it_is() {
    for (before, edit) in [
        ("a: \"x\"  # c", text("a", "x")),
        ("a:  2026", text("a", "2026")),
        ("a: 'true'", set("a", "true")),
        ("a: |\n  x\n  y\n\n", text("a", "x\ny")),
        ("a: {c: 1, b: [ x ]}\n", set("a", "{b: [x], c: 1}")),
        ("a:\n- b\n-   c\n", set("a", "[b, c]")),
        ("a: ~\n", set("a", "null")),
        ("a: 0x10\n", set("a", "16")),
        ("a: 1\n", remove("b.c")),
        ("a: [1]\n", remove("a.[1]")),
    ] {
        becomes(before, edit, before);
    }
}

#[test]
fn long_texts_stand_on_lines_of_their_own() {
    becomes(
        "a: x  # c\nb: 1\n",
        text("a", "one\n\n  two\n- three: 3 "),
        "a: |-  # c\n  one\n\n    two\n  - three: 3\nb: 1\n",
    );
    becomes("a: |  # c\n  one\n  two\n\n# d\nb: 1\n", text("a", "three"), "a: three  # c\n\n# d\nb: 1\n");
    becomes("a: |+\n  one\n\n\nb: 1\n", text("a", "three"), "a: three\nb: 1\n");
    becomes("a: >-\n  one\n  two\nb: 1\n", text("a", "x\ny"), "a: |-\n  x\n  y\nb: 1\n");
    becomes("a:\n  - x\n  - y\n", text("a.[1]", "p\nq"), "a:\n  - x\n  - |-\n    p\n    q\n");
    becomes("a: x\n  # deeper\nb: 1\n", text("a", "p\nq"), "a: |-\n   p\n   q\n  # deeper\nb: 1\n");
    becomes("a: x\n", text("a", "p\n\tq\u{feff}"), "a: \"p\\n\\tq\\uFEFF\"\n");
    becomes("a: |\n  x\nb: 1", text("b", "p\nq"), "a: |\n  x\nb: |-\n  p\n  q");
}

#[test]
fn keys_are_added_where_they_belong() {
    becomes("a: 1\n", text("b", "x"), "a: 1\nb: x\n");
    becomes("a: 1", text("b", "x"), "a: 1\nb: x");
    becomes("", text("b", "x"), "b: x\n");
    becomes("# only\n", text("b.c", "x"), "# only\nb:\n  c: x\n");
    becomes("# only", text("b", "x"), "# only\nb: x\n");
    becomes("---\n# only\n...\n", text("b", "x"), "---\n# only\nb: x\n...\n");
    becomes("a:\nb: 1\n", text("a.c", "x"), "a:\n  c: x\nb: 1\n");
    becomes("a:   # c\nb: 1\n", text("a.c", "x"), "a:   # c\n  c: x\nb: 1\n");
    becomes("a: {}\n", text("a.c", "x"), "a:\n  c: x\n");
    becomes("a: {b: 1} # c\n", text("a.c", "x, y"), "a: {b: 1, c: 'x, y'} # c\n");
    becomes("a: {b: 1} # c\n", set("a.c", "[x]"), "a: # c\n  b: 1\n  c:\n    - x\n");
    becomes("a: {b: 1,} # c\n", text("a.b", "p\nq"), "a: # c\n  b: |-\n    p\n    q\n");
    becomes("a: {b, c: }\n", text("a.b", "x"), "a: {b: x, c: }\n");
    becomes("a: {b, c: }\n", text("a.c", "x"), "a: {b, c: x}\n");
    becomes("{a: 1}\n", text("b", "x"), "{a: 1, b: x}\n");
    becomes("{a: 1}\n", set("b", "[x]"), "a: 1\nb:\n  - x\n");
    becomes("a: [b: 1, c]\n", text("a.[0].d", "x"), "a:\n  - b: 1\n    d: x\n  - c\n");
    becomes("a: |\n  x\n\n# about b\nb: 1\n", text("c", "y"), "a: |\n  x\n\n# about b\nb: 1\nc: y\n");
    becomes(
        "p:\n  a: |\n    x\n\n# about b\nb: 1\n",
        text("p.c", "y"),
        "p:\n  a: |\n    x\n  c: y\n\n# about b\nb: 1\n",
    );
    becomes("p:\n  a: |+\n    x\n\n\nb: 1\n", text("p.c", "y"), "p:\n  a: |+\n    x\n\n\n  c: y\nb: 1\n");
    becomes(
        "p:\n  a:\n    - x # c\n    # more\n\n  # next\n",
        text("p.c", "y"),
        "p:\n  a:\n    - x # c\n    # more\n  c: y\n\n  # next\n",
    );
    becomes("p:\n  a: |\n    x", text("p.c", "y"), "p:\n  a: |\n    x\n  c: y");
    becomes("- a: 1\n- b: 2\n", text("[0].id", "g-1"), "- id: g-1\n  a: 1\n- b: 2\n");
    becomes("r:\n-   # why\n    a: 1\n", text("r.[0].id", "g-1"), "r:\n-   # why\n    id: g-1\n    a: 1\n");
    becomes("a: 1\n", text("yes: no", "x"), "a: 1\n'yes: no': x\n");
}

#[test]
fn keys_of_a_case_come_in_its_order() {
    let case = "# a case\nschema: 1\n\n# who\nid: 2026-kf3m\nstatus: active\n\n# the plan\nplan:\n  # goals first\n  goals: []\n";
    let after = |from: &str, to: &str| case.replace(from, to);
    case_becomes(case, text("kind", "individual"), &after("kf3m\n", "kf3m\nkind: individual\n"));
    case_becomes(case, text("title", "Reading"), &after("active\n", "active\ntitle: Reading\n"));
    case_becomes(case, text("plan.state", "draft"), &after("  # goals", "  state: draft\n  # goals"));
    case_becomes(case, text("closing.date", "2026-08-14"), &format!("{case}closing:\n  date: 2026-08-14\n"));
    case_becomes("id: 2026-kf3m\n", set("schema", "1"), "schema: 1\nid: 2026-kf3m\n");
    case_becomes("# id\nid: x\n", set("schema", "1"), "schema: 1\n# id\nid: x\n");
    case_becomes("x: 1\nstatus: x\n", text("kind", "y"), "x: 1\nkind: y\nstatus: x\n");
    case_becomes(
        "",
        text("plan.goals.g-1.actions.d-1.what", "x"),
        "plan:\n  goals:\n    - id: g-1\n      actions:\n        - id: d-1\n          what: x\n",
    );
    case_becomes("team:\n- name: x\n", text("team.[0].id", "t-1"), "team:\n- id: t-1\n  name: x\n");
    case_becomes("plan: []\n", text("plan.state", "x"), "plan:\n  state: x\n");
}

#[test]
fn rows_are_added_at_the_end() {
    becomes("a:\n  - x\n\n# about b\nb: 1\n", push("a", "y"), "a:\n  - x\n  - y\n\n# about b\nb: 1\n");
    becomes("a:\n- x # c\nb: 1\n", push("a", "y"), "a:\n- x # c\n- y\nb: 1\n");
    becomes(
        "a:\n    -   x\nb: 1\n",
        push("a", "{p: 1, q: [2]}"),
        "a:\n    -   x\n    - p: 1\n      q:\n        - 2\nb: 1\n",
    );
    becomes("a:\n  - x", push("a", "y"), "a:\n  - x\n  - y");
    becomes("a:\nb: 1\n", push("a", "y"), "a:\n  - y\nb: 1\n");
    becomes("a: []\n", push("a", "y"), "a: [y]\n");
    becomes("a: [] # c\n", push("a", "some words"), "a: # c\n  - some words\n");
    becomes("a: []\n", push("a", "{id: x}"), "a:\n  - id: x\n");
    becomes("a: [x]\n", push("a", "y, z"), "a: [x, 'y, z']\n");
    becomes("a: [x]\n", push("a", "{b: 1}"), "a:\n  - x\n  - b: 1\n");
    becomes("a: [\n  x, # c\n  y # d\n]\n", push("a", "z"), "a: [\n  x, # c\n  y, z # d\n]\n");
    becomes("b:\n- 1\n", push("a", "x"), "b:\n- 1\na:\n- x\n");
    becomes(
        "a:\n  - id: g-1\n    b: |\n      x\n\n\nc: 1\n",
        text("a.g-2.b", "y"),
        "a:\n  - id: g-1\n    b: |\n      x\n  - id: g-2\n    b: y\n\n\nc: 1\n",
    );
    becomes(
        "a:\n  - id: g-1\n    # about g-1\n  # about none\n",
        set("a.g-2", "{b: 1}"),
        "a:\n  - id: g-1\n    # about g-1\n  - id: g-2\n    b: 1\n  # about none\n",
    );
    becomes("a:\n  - b: 1\n", text("a.[1].b", "x"), "a:\n  - b: 1\n  - b: x\n");
    becomes("- - a\n  - b\n- c\n", push("[0]", "x"), "- - a\n  - b\n  - x\n- c\n");
    becomes("", push("", "x"), "- x\n");
    let long = "x".repeat(60);
    becomes(&format!("a: [{long}]\n"), push("a", &long), &format!("a:\n  - {long}\n  - {long}\n"));
}

#[test]
fn what_goes_leaves_the_rest() {
    becomes("a: 1\n# about b\nb: 2 # c\nc: 3\n", remove("b"), "a: 1\n# about b\nc: 3\n");
    becomes("a: 1\nb:\n  c: 1\n  # in b\nd: 1\n", remove("b"), "a: 1\n  # in b\nd: 1\n");
    becomes("a: |\n  x\nb:\n  c: 1\n  # in b\nd: 1\n", remove("b"), "a: |\n  x\n# in b\nd: 1\n");
    becomes("a: 1\n", remove("a"), "");
    becomes("# c\na: 1\n# d\n", remove("a"), "# c\n# d\n");
    becomes("a:\n  b: 1 # c\nd: 1\n", remove("a.b"), "a: {}\nd: 1\n");
    becomes("a: # c\n  # d\n  - x\nb: 1\n", remove("a.[0]"), "a: # c\n  # d\n  []\nb: 1\n");
    becomes(
        "a:\n  # one\n  - id: x\n    y: 1\n  # two\n  - id: z\n",
        remove("a.x"),
        "a:\n  # one\n  # two\n  - id: z\n",
    );
    becomes("a:\n  - id: x\n  - id: z\n\nb: 1\n", remove("a.z"), "a:\n  - id: x\n\nb: 1\n");
    becomes("- a: 1\n  b: 2\n", remove("[0].a"), "- b: 2\n");
    becomes("- a: 1\n  # about b\n  b: 2\n", remove("[0].a"), "-\n  # about b\n  b: 2\n");
    becomes("- - a\n  - b\n", remove("[0].[0]"), "- - b\n");
    becomes("a: [x, y, z]\n", remove("a.[0]"), "a: [y, z]\n");
    becomes("a: [x, y, z]\n", remove("a.[1]"), "a: [x, z]\n");
    becomes("a: [x, y , z ]\n", remove("a.[2]"), "a: [x, y  ]\n");
    becomes("a: [x]\n", remove("a.[0]"), "a: []\n");
    becomes("a: {x: 1, y: 2,}\n", remove("a.y"), "a: {x: 1,}\n");
    becomes("{x: 1}\n", remove("x"), "{}\n");
    becomes("a: 1\nb: 2", remove("b"), "a: 1\n");
}

#[test]
fn parts_that_stay_keep_their_lines() {
    becomes("a:\n  - x # one\n  - y # two\n", set("a", "[y, z]"), "a:\n  - y # two\n  - z\n");
    becomes("a: [x, y] # c\n", set("a", "[y, z]"), "a: [y, z] # c\n");
    becomes("a: [x, y] # c\n", set("a", "[p, q]"), "a: [p, q] # c\n");
    becomes("a:\n  b: 1 # c\n  d: 2\n", set("a", "{b: 1, e: 3}"), "a:\n  b: 1 # c\n  e: 3\n");
    becomes(
        "a:\n  - id: x # one\n    p: 1 # p\n  - id: y # two\n",
        set("a", "[{id: x, p: 2}, {id: z}]"),
        "a:\n  - id: x # one\n    p: 2 # p\n  - id: z\n",
    );
    becomes("a:\n  - id: x # one\n    p: 1\n", set("a.x", "{p: 2}"), "a:\n  - id: x # one\n    p: 2\n");
    becomes("a:\n  - x\n  - y\nb: 1\n", set("a", "[p, q, x]"), "a:\n  - p\n  - q\n  - x\nb: 1\n");
    becomes("a:\n- x\n- y\nb: 1\n", set("a", "[p]"), "a:\n- p\nb: 1\n");
    becomes("a:\n  - x\n  - y\nb: 1\n", text("a", "words"), "a: words\nb: 1\n");
    becomes("a:\n- x\nb: 1\n", set("a", "{c: 1}"), "a:\n  c: 1\nb: 1\n");
    becomes("a: words # c\nb: 1\n", set("a", "{c: 1}"), "a: # c\n  c: 1\nb: 1\n");
    becomes("a: |  # c\n  x\nb: 1\n", set("a", "[1]"), "a:  # c\n  - 1\nb: 1\n");
    becomes("- x # c\n- y\n", set("[0]", "{p: 1, q: 2}"), "- # c\n  p: 1\n  q: 2\n- y\n");
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    for (before, edit, message) in [
        (
            "a: x\n",
            text("a.b", "y"),
            "nothing can be put at `a.b`: `a` holds something that has no such part",
        ),
        ("a: [x]\n", text("a.[3]", "y"), "nothing can be put at `a.[3]`: the list is shorter"),
        ("a: [x]\n", text("a.g-1", "y"), "nothing can be put at `a.g-1`: a row is a mapping"),
        ("a: x\n", push("a", "y"), "nothing can be put at `a`: it is not a list"),
        ("a: 1\na: 2\n", text("b", "y"), "`a` is there twice, first in line 1"),
        ("a: [\n", text("b", "y"), "this bracket is never closed"),
        (
            "a: 1\nc: 123456789012345678901234567890\n",
            text("b", "y"),
            "line 2 can be read, but is written in a way that cannot be changed safely",
        ),
        ("a: 1\n", text("<<", "y"), "`<<` cannot be changed without harm to what is written around it"),
    ] {
        let error = apply(before, &[edit], None).unwrap_err();
        assert_eq!(error.message, message);
    }
    assert!(apply("a: x\n", &[text("b", "y"), text("a.b", "y")], None).is_err());
}

#[test]
fn a_case_bears_dozens_of_edits() {
    let mut source = include_str!("case.yaml").to_owned();
    let awkward = [
        "one\ntwo",
        "\"q\" and 'q'",
        "  led",
        "#",
        "# x",
        "a: b",
        "- x",
        "👏",
        "yes",
        "null",
        "2026",
        "1e3",
        "end  ",
        "x\n\n  y  \n\tz",
        "<<<<<<< HEAD\n=======",
        "@x",
        "%",
        "!x",
        "*x*",
        "&x",
        "[x",
        "{x}",
        "x]",
        "a, b",
        "?",
        "? x",
        "|",
        ">",
        "~",
        "true",
        "0x1f",
        "0o7",
        ".5",
        "---",
        "...",
        "--- x\n... y",
        "é\u{301}",
        "x #y",
        "x:",
        ":x",
        "-",
        "=",
        "<<",
        "`x`",
        "\\",
        "\\n",
        "tab\there",
        "ā\u{2028}ē",
    ];
    for (i, words) in awkward.iter().enumerate() {
        let (row, goal) = (format!("team.t-x{i}.name"), format!("plan.goals.g-{}", i % 5));
        let edits = [
            text(&row, words),
            text(&format!("{goal}.what"), words),
            text(&format!("{goal}.actions.d-{i}.what"), words),
            text("request.success", words),
            Edit::Push { path: Path::parse("sense.themes"), value: (*words).into() },
            text("title", words),
        ];
        let one_by_one = edits.iter().fold(source.clone(), |text, edit| {
            apply(&text, std::slice::from_ref(edit), Some(&Case::SHAPE)).unwrap()
        });
        source = apply(&source, &edits, Some(&Case::SHAPE)).unwrap();
        assert_eq!(source, one_by_one, "{words:?}");
        let read = Source::read(source.as_str());
        let mut reader = crate::record::shape::Reader::default();
        let case = Case::read(&read.root, &mut reader).unwrap();
        assert_eq!((read.problems, reader.problems), (vec![], vec![]), "{words:?}");
        let words = crate::record::text::tidy(words);
        assert_eq!(case.title.unwrap().as_str(), words);
        assert_eq!(case.team.last().unwrap().name.as_ref().unwrap().as_str(), words);
        assert_eq!(case.sense.themes.last().unwrap().as_str(), words);
    }
    for comment in include_str!("case.yaml").lines().filter_map(|l| l.split_once('#')) {
        assert!(source.contains(comment.1), "{comment:?}");
    }
}

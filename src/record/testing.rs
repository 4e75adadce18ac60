//! Documents as people write them, for the laws of reading and editing: generated with their layout, not with their
//! meaning, which is for the readers to find.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// So many cases of a law, the same at each run; or as many as `PROPTEST_CASES` asks for, and then others each time.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(cases),
        rng_seed: asked.map_or(RngSeed::Fixed(20_260_814), |_: u32| RngSeed::Random),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// So many cases of a law at each run, and so many where there is time: `PIKORUA_LONG=1`, as `.ci/run` has it.
pub(crate) fn cases_at_length(few: u32, many: u32) -> ProptestConfig {
    cases(if std::env::var_os("PIKORUA_LONG").is_some() { many } else { few })
}

/// A value with its layout.
#[derive(Clone, Debug)]
struct Written {
    above: Vec<bool>,
    gap: usize,
    tail: bool,
    after: Option<usize>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    Token(String),
    Lines(Vec<String>),
    NextLine(String),
    Text { mark: &'static str, lines: Vec<String>, blank: usize },
    Brackets(Vec<String>),
    List { items: Vec<Written>, level: bool, pad: usize },
    Map { entries: Vec<(&'static str, Written)>, id: bool, step: usize },
}

const WORDS: &[&str] = &[
    "kōrero",
    "whānau",
    "a\u{304}",
    "👏",
    "it's",
    "x",
    "two words",
    "a, b",
    "12",
    "0x1f",
    "1.50",
    "true",
    "yes",
    "null",
    "2026-08-14",
    "http://x.nz/a#b",
    "- no",
    "#no",
    "c:d",
    "[",
    "}",
    "?",
    "é",
    "…",
    "\"q\"",
    "end ",
];
const TOKENS: &[&str] = &[
    "",
    "",
    "~",
    "null",
    "words",
    "two words",
    "Māori 👏",
    "12",
    "1.50",
    "0x1f",
    "true",
    "2026-08-14",
    "'it''s # no'",
    "''",
    "\"a \\\" \\u0101\\n # b\"",
    "[]",
    "{}",
    "[a, b]",
    "[ a ,b, ]",
    "{a: 1, b: [x, {c: }]}",
    "{a, b: ~}",
    "[a: 1, b]",
    "['x, y', \"z\"]",
    "http://x.nz/a#b",
    "a:b",
    "-1",
    "-x",
    "?x",
    ":x",
    "c#d",
    "{ \"a\":1 }",
    "[[a], [], {}]",
];
const KEYS: &[&str] = &["alpha", "b", "'c d'", "\"e\"", "f-g", "ā", "h_1", "2026", "true", "i j"];

fn token() -> impl Strategy<Value = String> {
    select(TOKENS).prop_map(str::to_owned)
}

fn line() -> impl Strategy<Value = String> {
    let indented = prop_oneof![4 => Just(""), 1 => Just("  "), 1 => Just("\t")];
    prop_oneof![
        5 => (indented, vec(select(WORDS), 1..4)).prop_map(|(i, w)| format!("{i}{}", w.join(" "))),
        1 => Just(String::new()),
    ]
}

fn body() -> impl Strategy<Value = Body> {
    let plain = vec(select(&["two more", "kōrero", "- x", "x:y"][..]), 1..4);
    let text = (select(&["|", "|-", "|+", ">", ">-", ">+", "|2", "|1-"][..]), vec(line(), 0..4), 0..3_usize);
    let brackets = vec(select(&["a", "'b, c'", "{d: e}", "12", "[x]"][..]), 1..4);
    prop_oneof![
        8 => token().prop_map(Body::Token),
        1 => plain.prop_map(|p| Body::Lines(["one"].into_iter().chain(p).map(str::to_owned).collect())),
        1 => token().prop_map(Body::NextLine),
        3 => text.prop_map(|(mark, mut lines, blank)| {
            // The first line says how far in the text stands.
            if let Some(first) = lines.iter_mut().find(|line| !line.is_empty()) {
                *first = first.trim_start().to_owned();
            } else if mark.len() > 1 {
                lines.push("x".into());
            }
            Body::Text { mark, lines, blank }
        }),
        1 => brackets.prop_map(|b| Body::Brackets(b.into_iter().map(str::to_owned).collect())),
    ]
}

fn written(body: impl Strategy<Value = Body>) -> impl Strategy<Value = Written> {
    let above = prop_oneof![3 => Just(vec![]), 1 => vec(any::<bool>(), 1..3)];
    let after = prop_oneof![6 => Just(None), 1 => (0..4_usize).prop_map(Some)];
    let gap = prop_oneof![5 => Just(1_usize), 1 => 2..4_usize];
    (above, gap, prop::bool::weighted(0.2), after, body).prop_map(|(above, gap, tail, after, body)| Written {
        above,
        gap,
        tail,
        after,
        body,
    })
}

fn map(value: impl Strategy<Value = Written>, most: usize) -> impl Strategy<Value = Body> {
    let keys = prop::sample::subsequence(KEYS, 1..=most).prop_shuffle();
    (keys, vec(value, most), any::<bool>(), 2..4_usize).prop_map(|(keys, values, id, step)| Body::Map {
        entries: keys.into_iter().zip(values).collect(),
        id,
        step,
    })
}

/// A document: with comments, texts after `|` and `>`, brackets, quotes, odd spacing, and any line ends.
pub(crate) fn document() -> impl Strategy<Value = String> {
    let value = written(body()).prop_recursive(4, 24, 4, |inner| {
        let list = (vec(inner.clone(), 1..4), any::<bool>(), 1..3_usize);
        let list = list.prop_map(|(items, level, pad)| Body::List { items, level, pad });
        written(prop_oneof![list, map(inner, 4)])
    });
    let header = select(&["", "", "\n", "# top\n\n", "---\n", "# top\n--- # doc\n"][..]);
    let ends = select(&["\n", "\n", "\r\n"][..]);
    (
        map(value, 5),
        header,
        ends,
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(root, header, ends, bom, open, closed)| {
            let mut page = Page { out: header.to_owned(), comments: 0, ids: 0 };
            page.body(&root, 0, false);
            let mut text = page.out.replace('\n', ends);
            if closed && header.contains("---") {
                text += &format!("...{ends}");
            } else if open {
                text.truncate(text.trim_end_matches(['\n', '\r']).len());
            }
            if bom { format!("\u{feff}{text}") } else { text }
        })
}

/// A document in which some bytes went wrong.
pub(crate) fn spoilt() -> impl Strategy<Value = String> {
    let signs = select(
        &[
            "\t", " ", "\n", "\r", ":", ": ", "- ", "-", "#", " #", "'", "\"", "[", "]", "{", "}", ",", "|",
            ">", "&a ", "*a", "!t ", "? ", "\u{feff}", "\\", "---\n", "...", "%", "@", "é", "👏", "~",
        ][..],
    );
    (document(), vec((any::<prop::sample::Index>(), 0..3_usize, signs), 1..4)).prop_map(
        |(mut text, changes)| {
            for (place, gone, sign) in changes {
                let starts: Vec<_> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
                let from = place.index(starts.len());
                let to = (from + gone).min(starts.len() - 1);
                text.replace_range(starts[from]..starts[to], sign);
            }
            text
        },
    )
}

/// Words that readers of YAML like to misunderstand.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => vec(line(), 1..4).prop_map(|l| l.join("\n")),
        2 => vec(select(WORDS), 1..3).prop_map(|w| w.join(" ")),
        1 => "[ -~āé\u{304}👏\u{2028}\t\n]{0,12}",
    ]
}

struct Page {
    out: String,
    comments: usize,
    ids: usize,
}

impl Page {
    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# c{}; kōrero", self.comments)
    }

    fn above(&mut self, value: &Written, indent: usize) {
        for comment in &value.above {
            let line =
                if *comment { format!("{}{}", " ".repeat(indent), self.comment()) } else { String::new() };
            self.out += &format!("{line}\n");
        }
    }

    fn tail(&mut self, value: &Written) {
        if value.tail {
            let comment = self.comment();
            self.out += &format!("{}{comment}", " ".repeat(value.gap));
        }
        self.out.push('\n');
    }

    /// A value behind its key or dash; `indent` is the column of that.
    fn value(&mut self, value: &Written, indent: usize, item: bool) {
        let blanks = " ".repeat(indent + 2);
        let gap = " ".repeat(value.gap);
        match &value.body {
            Body::Token(token) => {
                self.out += &if token.is_empty() { String::new() } else { format!("{gap}{token}") };
                self.tail(value);
            }
            Body::Lines(lines) => {
                self.out += &format!("{gap}{}", lines.join(&format!("\n{blanks}")));
                self.tail(value);
            }
            Body::NextLine(token) => {
                self.tail(value);
                self.out += &if token.is_empty() { String::new() } else { format!("{blanks}{token}\n") };
            }
            Body::Text { mark, lines, blank } => {
                self.out += &format!("{gap}{mark}");
                self.tail(value);
                let blanks = if mark.contains('1') { " ".repeat(indent + 1) } else { blanks };
                for line in lines {
                    let line = if line.is_empty() { String::new() } else { format!("{blanks}{line}") };
                    self.out += &format!("{line}\n");
                }
                self.out += &"\n".repeat(*blank);
            }
            Body::Brackets(items) => {
                self.out += &format!("{gap}[\n");
                for item in items {
                    let comment = self.comment();
                    self.out += &format!("{blanks}{item}, {comment}\n");
                }
                self.out += &format!("{blanks}]");
                self.tail(value);
            }
            Body::List { level, .. } => {
                if item && value.gap == 1 && !value.tail {
                    self.out.push(' ');
                    self.body(&value.body, indent + 2, true);
                } else {
                    self.tail(value);
                    self.body(&value.body, if *level && !item { indent } else { indent + 2 }, false);
                }
            }
            Body::Map { step, .. } => {
                if item && !value.tail {
                    self.out += &gap;
                    self.body(&value.body, indent + 1 + value.gap, true);
                } else {
                    self.tail(value);
                    self.body(&value.body, indent + step, false);
                }
            }
        }
        if let Some(deeper) = value.after {
            let comment = self.comment();
            let least = if matches!(value.body, Body::Text { .. } | Body::Lines(_)) { 0 } else { deeper };
            self.out += &format!("{}{comment}\n", " ".repeat(indent + least));
        }
    }

    /// A list or a mapping in a column; `begun` where its first line is.
    fn body(&mut self, body: &Body, indent: usize, begun: bool) {
        let blanks = " ".repeat(indent);
        let mut begun = begun;
        match body {
            Body::List { items, pad, .. } => {
                for item in items {
                    if !std::mem::take(&mut begun) {
                        self.above(item, indent);
                        self.out += &blanks;
                    }
                    let odd = matches!(item.body, Body::Token(_)) && *pad > 1;
                    self.out += if odd { "- " } else { "-" };
                    self.value(item, indent, true);
                }
            }
            Body::Map { entries, id, .. } => {
                if *id {
                    self.ids += 1;
                    let lead = if std::mem::take(&mut begun) { "" } else { &blanks };
                    self.out += &format!("{lead}id: r-{}\n", self.ids);
                }
                for (key, value) in entries {
                    if !std::mem::take(&mut begun) {
                        self.above(value, indent);
                        self.out += &blanks;
                    }
                    self.out += &format!("{key}:");
                    self.value(value, indent, false);
                }
            }
            _ => {}
        }
    }
}

/// The terms of 2026, and two of 2027 with one missing between them.
pub(crate) fn calendar() -> super::term::Calendar {
    let terms = [
        ("2026-T1", "2026-02-02", "2026-04-02"),
        ("2026-T2", "2026-04-20", "2026-07-03"),
        ("2026-T3", "2026-07-20", "2026-09-25"),
        ("2026-T4", "2026-10-12", "2026-12-16"),
        ("2027-T1", "2027-02-03", "2027-04-16"),
        ("2027-T3", "2027-07-26", "2027-10-01"),
    ];
    let term = |(name, first, last): (&str, &str, &str)| {
        super::term::Term::new(name.parse().unwrap(), first.parse().unwrap(), last.parse().unwrap()).unwrap()
    };
    super::term::Calendar::new(terms.map(term)).unwrap()
}

/// The texts of all example cases, and of cases in every style, in the order of their paths.
pub(crate) fn examples() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["examples/cluster/cases/2025", "examples/cluster/cases/2026", "tests/valid"];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

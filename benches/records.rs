//! How long records take, beside the plain YAML library on the same text: `cargo bench`.
#![expect(clippy::print_stdout, reason = "a table is the result")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use pikorua::record::case::Case;
use pikorua::record::case_text::CaseText;
use pikorua::record::edit::Edit;
use pikorua::record::path::Path;
use pikorua::record::read::read;
use serde_yaml::Value;

const CASE: &str = include_str!("../examples/cluster/cases/2026/2026-kf3m.yaml");
const ROUNDS: u32 = 200;

fn main() {
    println!("one case of {} KB, mean of {ROUNDS} rounds\n", CASE.len() / 1024);
    println!("{:<44} {:>10} {:>12} {:>7}", "work", "pikorua", "serde_yaml", "ratio");
    let parse = || serde_yaml::from_str::<Value>(CASE).ok();
    row(
        "read, with places, types and every problem",
        || read::<Case>(CASE).value.is_some(),
        || parse().is_some(),
    );
    let text = CaseText::read("case", CASE).ok();
    let edit = |words: String| [Edit::Set { path: Path::parse("title"), value: words.into() }];
    let mut n = 0;
    let set = || {
        n += 1;
        text.as_ref().and_then(|t| t.apply(&edit(format!("title {n}"))).ok()).is_some()
    };
    row("set one value: comments and layout kept / lost", set, || {
        parse()
            .and_then(|mut value| {
                value["title"] = "another".into();
                serde_yaml::to_string(&value).ok()
            })
            .is_some()
    });
}

fn row(work: &str, mut ours: impl FnMut() -> bool, mut theirs: impl FnMut() -> bool) {
    let (ours, theirs) = (mean(&mut ours), mean(&mut theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{work:<44} {:>7} µs {:>9} µs {ratio:>6.1}x", ours.as_micros(), theirs.as_micros());
}

fn mean(work: &mut impl FnMut() -> bool) -> Duration {
    assert!(black_box(work()), "the work must succeed to be measured");
    let began = Instant::now();
    (0..ROUNDS).for_each(|_| {
        black_box(work());
    });
    began.elapsed() / ROUNDS
}

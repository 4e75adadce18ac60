//! The README is true: its commands run, its record can be read, and what it points to is there.
//!
//! Every `console` block runs in order in one folder in which `pikorua demo` was run before. A line after a command must
//! stand in what it says, in that order; `…` stands for anything. In a block that begins with `console exact` it is all that
//! is said. Commands of `sh` blocks open an editor or ask; they must at least be commands.

use std::fs;
use std::path::{Path, PathBuf};

use pikorua::error::ErrorKind;
use pikorua::record::case::Case;
use pikorua::record::read::read;

use crate::common::{Ran, Sandbox, crate_folder, entries};

fn readme() -> String {
    fs::read_to_string(crate_folder().join("README.md")).expect("README.md is missing")
}

/// The blocks of a kind: how each begins, and its lines.
fn blocks(kind: &str) -> Vec<(String, String)> {
    let readme = readme();
    let mut blocks = Vec::new();
    let mut rest = readme.as_str();
    while let Some((_, after)) = rest.split_once("\n```") {
        let (begins, after) = after.split_once('\n').unwrap();
        let (block, after) = after.split_once("```").unwrap();
        if begins.split(' ').next() == Some(kind) {
            blocks.push((begins.to_owned(), block.to_owned()));
        }
        rest = after;
    }
    blocks
}

/// A command line as a shell would take it apart, as far as the README goes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn run(sandbox: &Sandbox, line: &str) -> Ran {
    let words = words(line);
    let (program, args) = words.split_first().unwrap();
    assert_eq!(program, "pikorua", "`{line}` is not a command of pikorua");
    sandbox.run(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A folder in which the demo was made.
fn with_demo() -> Sandbox {
    let (demo, sandbox) = (Sandbox::demo(), Sandbox::new());
    fs::rename(demo.folder(), sandbox.path("pikorua-demo")).unwrap();
    sandbox
}

/// Whether what was expected stands in what was said: in order, however it is wrapped, with anything for `…`.
fn says(said: &str, expected: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (said, expected) = (plain(said), plain(expected));
    let mut rest = said.as_str();
    expected.split('…').map(str::trim).all(|part| match rest.split_once(part) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

#[test]
fn every_block_runs() {
    let blocks = blocks("console");
    assert!(blocks.len() >= 3, "the README has only {} blocks of commands", blocks.len());
    let sandbox = with_demo();
    for (begins, block) in blocks {
        for command in format!("\n{block}").split("\n$ ").skip(1) {
            let (line, expected) = command.split_once('\n').unwrap_or((command, ""));
            let ran = run(&sandbox, line);
            assert_eq!(ran.code, 0, "$ {line}\n{ran}");
            match begins.ends_with(" exact") {
                true => assert_eq!(ran.to_string().trim(), expected.trim(), "$ {line}"),
                false => {
                    let said = format!("{}\n{}", ran.stdout, ran.stderr);
                    let found = expected.lines().all(|line| says(&said, line))
                        && says(&said, &expected.replace('\n', " … "));
                    assert!(found, "$ {line}\n{expected}\nis not what it says:\n{said}");
                }
            }
        }
    }
}

#[test]
fn other_commands_are_commands() {
    let sandbox = Sandbox::cluster();
    let lines =
        blocks("sh").into_iter().flat_map(|(_, block)| block.lines().map(str::to_owned).collect::<Vec<_>>());
    for line in lines.filter(|line| line.starts_with("pikorua ")) {
        let ran = run(&sandbox, &line);
        assert!(matches!(ran.code, 0 | 1), "$ {line}\n{ran}");
    }
}

#[test]
fn its_record_can_be_read() {
    let records = blocks("yaml");
    assert!(!records.is_empty());
    for (_, text) in records {
        let found = read::<Case>(&text);
        assert_eq!(found.problems, [], "{text}");
    }
}

#[test]
fn what_it_points_to_is_there() {
    let readme = readme();
    let quoted = readme.split('`').skip(1).step_by(2);
    let places = quoted.filter(|text| {
        ["src/", "templates/", "examples/", "tests/", "docs/"].iter().any(|room| text.starts_with(room))
    });
    let links = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://"));
    for place in places.chain(links) {
        assert!(crate_folder().join(place).exists(), "the README points to {place}, which is not there");
    }
}

/// All Rust files below a folder, as one text.
fn rust_below(folder: &Path) -> String {
    let text = |path: PathBuf| match path.extension() {
        _ if path.is_dir() => rust_below(&path),
        Some(end) if end == "rs" => fs::read_to_string(&path).unwrap(),
        _ => String::new(),
    };
    entries(folder).into_iter().map(text).collect()
}

#[test]
fn promises_name_tests_that_are_there() {
    let page = fs::read_to_string(crate_folder().join("docs/promises.md")).unwrap();
    let code = ["src", "tests"].map(|folder| rust_below(&crate_folder().join(folder))).concat();
    let named = |words: &&str| {
        words.matches('_').count() > 1 && words.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    let tests: Vec<&str> = page.split('`').skip(1).step_by(2).filter(named).collect();
    assert!(tests.len() > 15, "{tests:?}");
    for test in tests {
        assert!(
            code.contains(&format!("#[test]\nfn {test}()")) || code.contains(&format!("    fn {test}()")),
            "{test}"
        );
    }
}

#[test]
fn it_is_short_and_names_every_exit_code() {
    let readme = readme();
    assert!(readme.lines().count() <= 200);
    use ErrorKind::{Busy, Decide, Fault, Interrupted, Refused, Request, Usage};
    for kind in [Request, Usage, Refused, Decide, Busy, Fault, Interrupted] {
        assert!(readme.contains(&format!("\n| {} | ", kind.code())), "exit code {} is missing", kind.code());
    }
}

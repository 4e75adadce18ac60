//! The improvement projects of a public report, as records: whoever knows the report finds all of it again in what is told of them
//! together.

use std::fs;
use std::path::Path;

use crate::common::{Sandbox, shows_file};

const FACTS: &str = include_str!("samples/seed-002.txt");
const PROJECTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/projects");

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::demo();
    let cases = Path::new(PROJECTS).join("cases/2016");
    for file in fs::read_dir(cases).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        sandbox.write(&format!("cases/2016/{name}"), fs::read(file.path()).unwrap());
    }
    sandbox.record_all("the projects");
    sandbox
}

// what a template marks and how lines are laid out is not what is told
fn plain(text: &str) -> String {
    let text = text.replace(['*', '\\'], "").replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_project_figure_and_lesson_of_the_report_is_found_again() {
    let sandbox = sandbox();
    let told = sandbox.ok(&["print", "learning-loops", "kind:improvement", "id:2016", "--to", "md"]).stdout;
    let all = plain(&told);
    let (mut missing, mut facts) = (Vec::new(), 0);
    for line in FACTS.lines().filter(|line| !line.trim().is_empty()) {
        let fact = line.rsplit(" | ").next().unwrap();
        facts += 1;
        if !all.contains(&plain(fact)) {
            missing.push(line);
        }
    }
    assert!(facts > 100);
    assert!(missing.is_empty(), "not told: {missing:#?}");
    shows_file(told, "transcripts/learning-loops.md");
}

#[test]
fn it_is_told_in_every_format() {
    let sandbox = sandbox();
    for ending in ["html", "docx", "md"] {
        let file = format!("loops.{ending}");
        sandbox.ok(&["print", "learning-loops", "kind:improvement", "-o", &file]);
        assert!(sandbox.path(&file).metadata().unwrap().len() > 10_000);
    }
}

#[test]
fn the_records_hold_together() {
    let sandbox = sandbox();
    let json: serde_json::Value = serde_json::from_str(&sandbox.ok(&["check", "--json"]).stdout).unwrap();
    let of_projects = json["findings"].as_array().unwrap().iter();
    let found: Vec<&str> = of_projects
        .filter(|finding| finding["file"].as_str().is_some_and(|file| file.starts_with("cases/2016/")))
        .filter_map(|finding| finding["rule"].as_str())
        .filter(|rule| *rule != "co-designers-missing")
        .collect();
    assert!(found.is_empty(), "{found:?}");
    // what the report itself says was missing is asked about
    assert!(json.to_string().contains("co-designers-missing"));
    assert!(!sandbox.ok(&["report", "2026", "--json"]).stdout.contains("improvement project"));
}

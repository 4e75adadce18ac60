//! Every rule of `check` with the smallest file that breaks it and the exact text that is shown; files that are in order;
//! and the page that explains the rules.
//!
//! A folder of `tests/errors/` is named by its rule; what follows a dot tells several of one rule apart. `case.yaml` is
//! put where its id says, or `name.txt`; other files take the place of those of a small cluster.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{Sandbox, crate_folder, entries, name, shows_at};

/// Everything but the cases.
const CLUSTER: [(&str, &str); 3] = [
    ("pikorua.toml", "schema = 1\nname = \"Te Awa\"\n"),
    ("people.yaml", "schema: 1\npeople:\n  - id: p-4kd7\n    name: Kim Ngata\n    logins: [kim]\n"),
    ("settings/awa-school.yaml", "schema: 1\nid: awa-school\nname: Awa School\n"),
];

/// A cluster with one case, everything recorded.
fn cluster(case: &[u8], id: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    pikorua::history::History::init(&sandbox.folder()).unwrap();
    for (file, text) in CLUSTER {
        sandbox.write(file, text);
    }
    sandbox.write(&Sandbox::file_of(id), case);
    sandbox
}

/// The id in a case's text.
fn id(text: &str) -> String {
    let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("2026-kf3m");
    id.trim_matches(['\'', '"']).to_owned()
}

/// Puts the files of a folder of the corpus into a cluster.
fn set_up(folder: &Path) -> Sandbox {
    let case = fs::read(folder.join("case.yaml")).unwrap();
    let named = fs::read_to_string(folder.join("name.txt")).map(|name| name.trim().to_owned());
    let sandbox = cluster(&case, &named.unwrap_or_else(|_| id(&String::from_utf8_lossy(&case))));
    copy_others(folder, folder, &sandbox);
    sandbox.record_all("set up");
    sandbox
}

fn copy_others(root: &Path, folder: &Path, sandbox: &Sandbox) {
    for entry in entries(folder) {
        if entry.is_dir() {
            copy_others(root, &entry, sandbox);
        } else if !["case.yaml", "name.txt", "expected.txt"].contains(&name(&entry)) {
            let place = entry.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            sandbox.write(&place, fs::read(&entry).unwrap());
        }
    }
}

/// The rules as scripts see them: id and level.
fn registry() -> Vec<(String, String)> {
    let said = Sandbox::new().ok(&["check", "--rules", "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    json["rules"].as_array().unwrap().iter().map(|rule| (text(&rule["id"]), text(&rule["level"]))).collect()
}

fn rule_of(folder: &Path) -> &str {
    name(folder).split('.').next().unwrap()
}

#[test]
fn every_finding_is_shown_as_expected() {
    let mut wrong = Vec::new();
    for folder in entries(&crate_folder().join("tests/errors")) {
        // all of them are looked at, and then the first that is wrong is told
        let shown = std::panic::catch_unwind(|| shows_finding(&folder));
        wrong.extend(shown.err().map(|_| name(&folder).to_owned()));
    }
    assert!(wrong.is_empty(), "not as expected: {wrong:?}");
}

fn shows_finding(folder: &Path) {
    let sandbox = set_up(folder);
    let said = sandbox.run(&["check"]);
    shows_at(&said, &folder.join("expected.txt"));
    let json: serde_json::Value = serde_json::from_str(&sandbox.run(&["check", "--json"]).stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let rules: Vec<&str> = findings.iter().filter_map(|finding| finding["rule"].as_str()).collect();
    let rule = rule_of(folder);
    assert!(
        !rules.is_empty() && rules.iter().all(|found| *found == rule),
        "found {rules:?}, not only {rule}"
    );
    let errors = findings.iter().any(|finding| finding["level"] == "error");
    assert_eq!(said.code, i32::from(errors), "exit 1 means an error, and nothing else does");
}

#[test]
fn every_rule_has_its_folder_and_every_folder_its_rule() {
    let folders = entries(&crate_folder().join("tests/errors"));
    let mut missing: Vec<String> = registry().into_iter().map(|(id, _)| id).collect();
    for folder in &folders {
        assert!(
            registry().iter().any(|(id, _)| id == rule_of(folder)),
            "no rule is called {}",
            rule_of(folder)
        );
        missing.retain(|id| id != rule_of(folder));
    }
    assert!(missing.is_empty(), "rules without a folder in tests/errors: {missing:?}");
}

#[test]
fn files_in_order_give_nothing() {
    let files = entries(&crate_folder().join("tests/valid"));
    assert!(files.len() >= 8);
    for file in files {
        let case = fs::read(&file).unwrap();
        let id = id(&String::from_utf8_lossy(&case).replace('\u{feff}', ""));
        let sandbox = cluster(&case, &id);
        sandbox.record_all("set up");
        let said = sandbox.run(&["check"]);
        let nothing = "--- stderr\nLooked at 4 files: nothing to say.\n";
        assert_eq!(said.to_string(), nothing, "{}", name(&file));
        // and a change leaves everything else as it is
        sandbox.ok(&["set", &id, "request.decided=2026-08-14"]);
        let after = fs::read(sandbox.path(&Sandbox::file_of(&id))).unwrap();
        let (before, after) =
            (String::from_utf8_lossy(&case).into_owned(), String::from_utf8_lossy(&after).into_owned());
        // a row without an id gets one, which begins its line
        let mut lines = after.lines();
        let mut old = before.lines().filter(|line| !line.starts_with("  - what"));
        let kept = old.all(|line| lines.any(|other| other == line));
        assert!(kept, "{}:\n{after}", name(&file));
        assert_eq!(sandbox.run(&["check"]).to_string(), nothing, "{}", name(&file));
    }
}

/// The sections of the page: rule, and what stands under it.
fn sections() -> Vec<(String, String)> {
    let page = fs::read_to_string(crate_folder().join("docs/checks.md")).unwrap();
    let sections = page.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'));
    let of_rule = sections.filter(|(title, _)| title.starts_with('`'));
    of_rule.map(|(title, text)| (title.trim_matches('`').to_owned(), text.to_owned())).collect()
}

#[test]
fn the_page_about_the_rules_is_whole() {
    let described: Vec<String> = sections().into_iter().map(|(rule, _)| rule).collect();
    let rules: Vec<String> = registry().into_iter().map(|(id, _)| id).collect();
    assert_eq!(
        described, rules,
        "docs/checks.md has a section for every rule, in the order of `check --rules`"
    );
    let levels: BTreeMap<String, String> = registry().into_iter().collect();
    for (rule, text) in sections() {
        assert!(
            text.trim_start().starts_with(&format!("*{}*", levels[&rule])),
            "{rule}: its level comes first"
        );
    }
}

#[test]
fn every_rule_names_what_was_published_about_it() {
    let said = Sandbox::new().ok(&["check", "--rules", "--json"]).stdout;
    // readers of this repository have no `domain.md`
    assert!(!said.contains("domain.md"), "{said}");
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let rules = json["rules"].as_array().unwrap().iter();
    let sources: BTreeMap<_, _> =
        rules.map(|rule| (rule["id"].as_str().unwrap(), rule["source"].as_str().unwrap())).collect();
    for (rule, text) in sections() {
        let source = sources[rule.as_str()];
        assert!(source.len() > 10 && text.contains(&format!("\nSource: {source}.\n")), "{rule}: {source}");
    }
}

#[test]
fn examples_of_the_page_are_those_of_the_corpus() {
    for (rule, text) in sections() {
        let example = text.split("```").nth(1).unwrap_or_else(|| panic!("{rule} has no example"));
        let folder = crate_folder().join("tests/errors").join(&rule);
        // what is found in another file than the case stands in that one
        let files = ["case.yaml", "people.yaml", "pikorua.toml", "audiences.toml"]
            .map(|file| fs::read(folder.join(file)).unwrap_or_default());
        let corpus = String::from_utf8_lossy(&files.concat()).into_owned();
        let mut lines = corpus.lines();
        for line in example.lines().skip(1).filter(|line| !line.is_empty()) {
            // a note for readers may follow, and `…` leaves the rest out
            let shown = line.split("   #").next().unwrap().trim_end();
            let begins = shown.strip_suffix('…');
            let stands =
                lines.any(|other| other == shown || begins.is_some_and(|begun| other.starts_with(begun)));
            assert!(stands, "{rule}: `{shown}` does not stand so in its file");
        }
    }
}

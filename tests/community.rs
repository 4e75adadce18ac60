//! A learning support community and an improvement project, from their first day to the year's papers.

use std::fs;

use crate::common::{Sandbox, shows_file};

const COMMUNITY: &str = "2026-r4wc";
const PROJECT: &str = "2026-e7nz";

/// The answers of the examples, each with the record that it is for; they are walked in this order.
pub(crate) const WALKED: [(&str, &str); 16] = [
    ("ways-of-working", COMMUNITY),
    ("needs", COMMUNITY),
    ("resources", COMMUNITY),
    ("joint-decision", COMMUNITY),
    ("decision-looked-at", COMMUNITY),
    ("support-plan", COMMUNITY),
    ("adult-learning", COMMUNITY),
    ("good-practice", COMMUNITY),
    ("practice-group", COMMUNITY),
    ("community-health", COMMUNITY),
    ("year-group-move", COMMUNITY),
    ("learning-loop-closed", PROJECT),
    ("learning-loop", PROJECT),
    ("project-measures", PROJECT),
    ("lessons", PROJECT),
    ("spread", PROJECT),
];

/// Those by which a community and a project begin.
pub(crate) const BEGUN: [&str; 2] = ["community", "improvement"];

fn answers(name: &str) -> String {
    format!("{}/examples/answers/{name}.yaml", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_guide_of_a_community_and_a_project_is_walked_end_to_end() {
    let sandbox = Sandbox::demo();
    for kind in BEGUN {
        let id = sandbox
            .ok(&["--user", "moana", "new", "--kind", kind, "--from", &answers(kind)])
            .stdout
            .trim()
            .to_owned();
        assert!(sandbox.ok(&["list", &format!("kind:{kind}")]).stdout.contains(&id));
    }
    for (name, record) in WALKED {
        let text = fs::read_to_string(answers(name)).unwrap();
        let guide =
            text.lines().find_map(|line| line.strip_prefix("guide:")).map_or(name, str::trim).to_owned();
        let before = sandbox.read(&Sandbox::file_of(record));
        sandbox.ok(&["--user", "moana", "walk", record, &guide, "--from", &answers(name)]);
        assert_ne!(sandbox.read(&Sandbox::file_of(record)), before, "{name}");
        assert!(sandbox.ok(&["check", "--json", record]).stdout.contains("findings"));
    }
    // a guide of a community is none of a case's
    let refused = sandbox.run(&["walk", PROJECT, "needs", "--from", &answers("needs")]);
    assert_eq!(refused.code, 1, "{refused}");
}

#[test]
fn the_papers_of_a_community() {
    let sandbox = Sandbox::demo();
    let printed =
        |document: &str, record: &str| sandbox.ok(&["print", document, record, "--to", "md"]).stdout;
    shows_file(printed("community-plan", COMMUNITY), "transcripts/community-plan.md");
    shows_file(printed("register", COMMUNITY), "transcripts/register.md");
    shows_file(printed("resources", COMMUNITY), "transcripts/resources.md");
    shows_file(printed("learning-loop", PROJECT), "transcripts/learning-loop.md");
    shows_file(sandbox.ok(&["show", COMMUNITY]), "transcripts/community-show.txt");
    for (document, record) in
        [("community-plan", COMMUNITY), ("learning-loop", PROJECT), ("project", PROJECT)]
    {
        for ending in ["html", "docx"] {
            sandbox.ok(&["print", document, record, "-o", &format!("{document}.{ending}")]);
        }
    }
}

#[test]
fn what_leaves_a_community_names_no_case() {
    let sandbox = Sandbox::demo();
    let own = sandbox.ok(&["print", "register", COMMUNITY, "--to", "md"]).stdout;
    assert!(own.contains("2026-w3pe"), "those who do the work know which case it is");
    for document in ["register", "community-plan"] {
        sandbox.ok(&["print", document, COMMUNITY, "--for", "whanau", "-o", "out.md"]);
        let out = sandbox.read("out.md");
        assert!(!out.contains("2026-w3pe") && !out.contains("2026-h4ck"), "{document}: {out}");
    }
    // figures count cases, and a community is none
    let count = |args: &[&str]| {
        let json: serde_json::Value = serde_json::from_str(&sandbox.ok(args).stdout).unwrap();
        json.to_string().matches("learning support community").count()
    };
    assert_eq!(count(&["report", "2026", "--json"]), 0);
}

#[test]
fn what_is_due_together_is_in_the_list() {
    let sandbox = Sandbox::demo();
    let kinds = |filter: &[&str]| {
        let said = sandbox.ok(&[&["due", "--all", "--json"], filter].concat()).stdout;
        let json: serde_json::Value = serde_json::from_str(&said).unwrap();
        let due = json["due"].as_array().unwrap().iter();
        due.map(|one| one["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let together = kinds(&["kind:community", "or", "kind:improvement"]);
    for kind in ["together-again", "learning-loop", "next-step", "move"] {
        assert!(together.iter().any(|there| there == kind), "{kind}: {together:?}");
    }
    assert!(!kinds(&["not", "kind:community"]).contains(&"together-again".to_owned()));
}

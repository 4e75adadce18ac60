//! A learning support community and an improvement project, from their first day to the year's papers.

use std::fs;

use crate::common::{Sandbox, shows_file};

const COMMUNITY: &str = "2026-r4wc";
const PROJECT: &str = "2026-e7nz";

/// The answers of the examples, each with the record that it is for; they are walked in this order.
pub(crate) const WALKED: [(&str, &str); 17] = [
    ("ways-of-working", COMMUNITY),
    ("needs", COMMUNITY),
    ("resources", COMMUNITY),
    ("joint-decision", COMMUNITY),
    ("community-hui", COMMUNITY),
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

#[test]
fn two_decisions_of_one_hui_are_one_walk_and_know_the_room() {
    let sandbox = Sandbox::demo();
    sandbox.ok(&["--user", "moana", "walk", COMMUNITY, "community-hui", "--from", &answers("community-hui")]);
    let shown = sandbox.ok(&["show", COMMUNITY, "community.decisions", "--json"]).stdout;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let of_the_day = |row: &&serde_json::Value| row["date"] == "2026-08-12";
    let made: Vec<_> = shown["rows"].as_array().unwrap().iter().filter(of_the_day).collect();
    assert_eq!(made.len(), 2, "{shown:#}");
    for decision in made {
        assert_eq!(decision["present"][0], "Vika Moala", "{decision:#}");
        assert!(decision["missing"].as_str().unwrap().contains("path group"), "{decision:#}");
        assert!(decision["next"][0]["who"].is_string(), "{decision:#}");
    }
    let paper = sandbox.ok(&["print", "community-plan", COMMUNITY, "--to", "md"]).stdout;
    for said in ["Two visits a term", "Trish does, for all places together", "Whose voice was missing"] {
        assert!(paper.contains(said), "{said} is not in {paper}");
    }
}

#[test]
fn figures_of_a_community_are_told_in_every_format() {
    let sandbox = Sandbox::demo();
    shows_file(&sandbox.ok(&["report", "community", "2026"]).stdout, "transcripts/report-community.txt");
    let json = sandbox.ok(&["report", "community", "2026", "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let table =
        |id: &str| json["tables"].as_array().unwrap().iter().find(|table| table["id"] == id).unwrap().clone();
    let reach = table("match.reach");
    assert!(
        !reach["rows"].to_string().contains("individual"),
        "the need of one mokopuna is no figure: {reach:#}"
    );
    for format in ["md", "html", "csv"] {
        let told = sandbox.ok(&["report", "community", "2026", "--to", format]).stdout;
        assert!(told.contains("adults who took part"), "{format}");
    }
    for ending in ["docx", "xlsx"] {
        let file = format!("figures.{ending}");
        sandbox.ok(&["report", "community", "2026", "-o", &file]);
        assert!(sandbox.path(&file).metadata().unwrap().len() > 2_000);
    }
    // what is asked for in cases is told as in the report on cases, no finer
    let services = table("services.state");
    let cases: serde_json::Value =
        serde_json::from_str(&sandbox.ok(&["report", "2026", "--json"]).stdout).unwrap();
    let own = cases["tables"].as_array().unwrap().iter().find(|table| table["id"] == "services.state");
    assert_eq!(Some(&services), own);
    let projects = sandbox.ok(&["report", "improvement", "2026"]).stdout;
    assert!(projects.contains("Learning loops"), "{projects}");
}

#[test]
fn a_report_of_the_clusters_own_is_a_file_in_its_folder() {
    let sandbox = Sandbox::demo();
    let report = "title = \"What we have\"\nabout = \"community\"\n\
        [count.all]\nlabel = \"resources\"\nlist = \"community.resources\"\n\
        [section.one]\ntitle = \"All\"\n[section.one.table.holder]\ntitle = \"By whom\"\ncounts = [\"all\"]\nrows = \"holder\"\n";
    sandbox.write("reports/what-we-have.toml", report);
    let told = sandbox.ok(&["report", "what-we-have", "2026"]).stdout;
    assert!(told.contains("What we have: the school year 2026") && told.contains("By whom"), "{told}");
    sandbox.write("reports/what-we-have.toml", report.replace("holder", "hodler"));
    let refused = sandbox.run(&["report", "what-we-have", "2026"]);
    assert_eq!(refused.code, 1, "{refused}");
    let said = refused.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("reports/what-we-have.toml`, line 8") && said.contains("`holder`"), "{refused}");
}

#[test]
fn resources_are_searched_by_words_of_any_of_their_parts() {
    let sandbox = Sandbox::demo();
    let found = sandbox.ok(&["show", COMMUNITY, "community.resources", "music"]).stdout;
    shows_file(&found, "transcripts/show-resources.txt");
    let none = sandbox.ok(&["show", COMMUNITY, "community.resources", "nowhere to be found"]);
    assert_eq!(none.stdout, "");
    let refused = sandbox.run(&["show", COMMUNITY, "community.resorces"]);
    assert!(refused.stderr.contains("Did you mean `community.resources`?"), "{refused}");
}

#[test]
fn a_paper_of_a_community_is_not_made_of_a_case() {
    let sandbox = Sandbox::demo();
    let refused = sandbox.run(&["print", "community-plan", "2026-kf3m"]);
    assert_eq!(refused.code, 1, "{refused}");
    assert!(
        refused.stderr.contains("`community-plan` is a document of: learning support community"),
        "{refused}"
    );
}

#[test]
fn what_worked_elsewhere_is_found_from_a_case_with_the_same_need() {
    let sandbox = Sandbox::demo();
    sandbox.ok(&["set", "2026-kf3m", "needs=relationships"]);
    let near = sandbox.ok(&["show", "2026-kf3m", "--near", "--json"]).stdout;
    let near: serde_json::Value = serde_json::from_str(&near).unwrap();
    let rows = near["near"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["list"] == "practice"), "{near:#}");
    assert!(rows.iter().any(|row| row["list"] == "resources"), "{near:#}");
    sandbox.ok(&["set", "2026-kf3m", "needs="]);
    let none = sandbox.ok(&["show", "2026-kf3m", "--near"]);
    assert_eq!(none.stdout, "");
}

#[test]
fn a_community_is_shown_with_its_projects() {
    let sandbox = Sandbox::demo();
    assert!(sandbox.ok(&["show", COMMUNITY]).stderr.contains(PROJECT));
}

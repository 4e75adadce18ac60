//! `export`: tables and documents of a term, for other programs.

use std::collections::BTreeMap;
use std::fs;

use crate::common::{CASE, Sandbox, entries, shows_file};
use crate::report::recorded;

/// Every file of a folder, by its path.
fn files(sandbox: &Sandbox, place: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![sandbox.path(place)];
    while let Some(folder) = open.pop() {
        for path in entries(&folder) {
            match path.is_dir() {
                true => open.push(path),
                false => {
                    let name = path.strip_prefix(sandbox.path(place)).unwrap().display().to_string();
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

#[test]
fn a_term_for_other_programs() {
    let sandbox = Sandbox::demo();
    shows_file(
        sandbox.transcript(&[
            &["export", "2026-T3", "-o", "out"],
            &["export", "2026-T3", "-o", "out"],
            &["export", "2026-T3", "kind:group", "-o", "groups", "--tables", "jsonl", "--json"],
            &["export", "2026-T3", "-o", "named", "--identified"],
            &["export", "2026-T3", "-o", "named", "--document", "plan", "--for", "practitioners"],
            &["export", "2026-T3", "-o", "cases"],
            &["export", "2027-T1", "-o", "later"],
            &["export", "2026-T3", "-o", "out", "--basis", "ota-s66c", "--why", "they asked for it"],
        ]),
        "transcripts/export.txt",
    );
}

#[test]
fn many_hands_make_what_one_makes() {
    // so many that every core of a machine takes a part, and parts that are too small for a second hand
    let sandbox = recorded(900, 3);
    let basis = ["--identified", "--basis", "ota-s66c", "--why", "the manager asked for all plans"];
    let export = |place: &str, filter: &[&str]| {
        let term = ["export", "2026", "-o", place, "--tables", "none", "--document", "plan"];
        sandbox.ok(&[&term[..], filter, &basis].concat());
        files(&sandbox, &format!("{place}/documents/plan"))
    };
    let all = export("all", &[]);
    assert!(all.len() > 64, "{}", all.len());
    for school in ["awa-school", "puna-school"] {
        let part = export(school, &[&format!("setting:{school}")]);
        assert!((1..32).contains(&part.len()), "{}", part.len());
        for (name, plan) in part {
            assert_eq!(all.get(&name), Some(&plan), "{name}");
        }
    }
}

#[test]
fn the_same_work_gives_the_same_bytes_on_any_day() {
    let sandbox = Sandbox::demo();
    let formats = ["--tables", "csv,xlsx,jsonl", "--document", "plan,review", "--to", "docx"];
    let basis = ["--identified", "--basis", "ota-s66c", "--why", "the manager asked for all plans"];
    let export = |place: &str, now: Option<&str>| {
        let args = [&["export", "2026-T3", "-o", place][..], &formats, &basis].concat();
        let mut command = sandbox.command(&args);
        command.envs(now.map(|now| ("PIKORUA_NOW", now)));
        let ran = sandbox.finish(command);
        assert_eq!(ran.code, 0, "{ran}");
        files(&sandbox, place)
    };
    let first = export("one", None);
    assert!(first.len() > 20, "{:?}", first.keys());
    // what was entered of the first is no input to the second
    assert_eq!(first, export("two", Some("2027-02-03T09:00:00[Europe/Berlin]")));
    sandbox.ok(&["set", CASE, "title=Another title"]);
    assert_ne!(first, export("three", None));
}

#[test]
fn what_leaves_without_names_names_nobody() {
    let sandbox = Sandbox::demo();
    sandbox.ok(&["export", "2026", "-o", "out", "--tables", "csv,xlsx,jsonl"]);
    let cases: serde_json::Value = serde_json::from_str(&sandbox.ok(&["list", "--json"]).stdout).unwrap();
    let mut known: Vec<String> = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
        known.extend(
            ["id", "setting", "setting_name"].map(|key| case[key].as_str().unwrap_or("-").to_owned()),
        );
    }
    known.retain(|text| text.len() > 3);
    known.extend(["Rewi", "Moana", "p-"].map(str::to_owned));
    for (name, bytes) in files(&sandbox, "out") {
        let text = match name.ends_with("xlsx") {
            true => unzipped(&bytes),
            false => String::from_utf8(bytes).unwrap(),
        };
        for told in &known {
            assert!(!text.contains(told), "{told} in {name}");
        }
    }
}

fn unzipped(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for n in 0..zip.len() {
        std::io::Read::read_to_string(&mut zip.by_index(n).unwrap(), &mut text).unwrap();
    }
    text
}

#[test]
fn one_bad_record_does_not_stop_the_rest() {
    let sandbox = Sandbox::demo();
    sandbox.replace(&Sandbox::file_of(CASE), "kind:", "kind");
    let ran = sandbox.run(&["export", "2026-T3", "-o", "out"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains(&format!("{CASE} is not in it")), "{ran}");
    assert!(sandbox.read("out/MANIFEST.txt").contains(&format!("cannot be read: {CASE}")));
    assert!(sandbox.read("out/tables/cases.csv").lines().count() > 5);
}

#[test]
fn what_tells_whose_it_is_is_entered_once() {
    let sandbox = Sandbox::demo();
    let args = [
        "export",
        "2026-T3",
        "-o",
        "out",
        "--identified",
        "--basis",
        "ota-s66c",
        "--why",
        "the Ministry asks for it",
    ];
    let args = [&args[..], &["--recipient", "the Ministry of Education"]].concat();
    let report = || sandbox.ok(&["report", "2026-T3"]).stdout;
    // the secret is made for the first export
    sandbox.ok(&["export", "2026-T3", "-o", "first"]);
    let before = report();
    sandbox.ok(&args);
    sandbox.ok(&args);
    assert_eq!(report(), before, "what was entered is no input to a report either");
    let entered = entries(&sandbox.path("exports"));
    assert_eq!(entered.len(), 1);
    let entry = fs::read_to_string(&entered[0]).unwrap();
    assert!(
        entry.contains("basis: ota-s66c") && entry.contains("recipient: the Ministry of Education"),
        "{entry}"
    );
    let cases = sandbox.read("out/tables/cases.csv");
    assert!(cases.contains(CASE) && cases.contains("awa-school"));
    // the log says that something went out, and names nobody
    assert!(sandbox.ok(&["log", "-n", "1"]).stdout.contains("exported with names: 2026-T3"));
}

#[test]
fn a_form_of_a_database_has_names_where_they_may_be_told() {
    let sandbox = Sandbox::demo();
    let form = "[form]\ntitle = \"For the database\"\n[form.columns]\ncase = { is = \"case\" }\n\
                learner = { is = \"mokopuna\", header = \"Learner\", identified = true }\n\
                lead = { is = \"leads\", identified = true }\nschool = { is = \"setting_name\", identified = true }\n";
    sandbox.write("export.toml", form);
    sandbox.ok(&["export", "2026-T3", "-o", "without"]);
    assert_eq!(sandbox.read("without/tables/form.csv").lines().next(), Some("\u{feff}case"));
    let why = ["--basis", "ota-s66c", "--why", "the Ministry asks for it", "--recipient", "the Ministry"];
    sandbox.ok(&[&["export", "2026-T3", "-o", "with", "--identified"][..], &why].concat());
    let told = sandbox.read("with/tables/form.csv");
    assert!(
        told.starts_with("\u{feff}case,Learner,lead,school\n") || told.contains("Learner,lead,school"),
        "{told}"
    );
    let row = told.lines().find(|line| line.starts_with(CASE)).unwrap();
    assert!(row.split(',').all(|cell| !cell.is_empty()) && row.split(',').count() == 4, "{row}");
    sandbox.write("export.toml", form.replacen(", identified = true", "", 1));
    let refused = sandbox.run(&["export", "2026-T3", "-o", "again"]);
    assert!(refused.code == 1 && refused.stderr.contains("identified = true"), "{refused}");
}

#[test]
fn documents_without_names_need_somebodys_agreement() {
    let sandbox = Sandbox::demo();
    let what = ["--document", "short", "--tables", "none", "--recipient", "the peer review group"];
    let args = [&["export", "2026-T3", "-o", "out"][..], &what].concat();
    sandbox.write("documents/short.md", "# What it is about\n\n{{ case.kind }}\n");
    let ran = sandbox.run(&args);
    assert_eq!(ran.code, 1, "{ran}");
    assert_eq!(files(&sandbox, "out").len(), 1, "nobody agreed to any: {ran}");
    let agreed = ["purpose=Case sharing", "given_on=2026-08-01", "readers=case-sharing"];
    let agreed = agreed.map(|said| format!("agreements.+.{said}"));
    for id in ["2026-kf3m", "2026-h4ck", "2026-t3vq"].iter().filter(|id| sandbox.run(&["show", id]).code == 0)
    {
        let mut set = vec!["set", id];
        set.extend(agreed.iter().map(String::as_str));
        sandbox.ok(&set);
    }
    let ran = sandbox.run(&args);
    let made = files(&sandbox, "out");
    let documents = made.len() - 1;
    assert!(documents > 0 && ran.code == 1, "{ran}");
    assert!(made.keys().all(|name| !name.contains("2026-")), "{:?}", made.keys());
    // each is entered in its case, once
    let shared = || sandbox.ok(&["log", "--json"]).stdout.matches("shared: short").count();
    assert_eq!(shared(), documents);
    sandbox.run(&args);
    assert_eq!(shared(), documents);
}

//! `import`: schools and services out of the lists of other programs.

use std::fs;

use crate::common::Sandbox;

const LIST: &str = include_str!("samples/directory.csv");
const HERE: [&str; 2] = ["--where", "education_region=otautahi kowhai"];

fn imported(sandbox: &Sandbox, more: &[&str]) -> serde_json::Value {
    let args = [&["import", "settings", "directory.csv", "--json"], &HERE[..], more].concat();
    serde_json::from_str(&sandbox.ok(&args).stdout).unwrap()
}

#[test]
fn the_directory_of_schools_is_taken_in_as_it_comes_and_never_twice() {
    let sandbox = Sandbox::demo();
    sandbox.write("directory.csv", format!("\u{feff}{LIST}"));
    let tried = imported(&sandbox, &["--dry-run"]);
    assert_eq!(tried["new"], serde_json::json!(["long-flat-school"]));
    assert!(!sandbox.path("settings/long-flat-school.yaml").exists(), "a trial changes nothing");
    let first = imported(&sandbox, &[]);
    assert_eq!(first["new"], tried["new"]);
    assert_eq!(first["changed"], serde_json::json!(["awa-school", "totara-college", "te-kura-o-te-puna"]));
    assert_eq!(first["unknown_kinds"], serde_json::json!(["Kura Māori Special Thing"]));
    let awa = sandbox.read("settings/awa-school.yaml");
    assert!(awa.contains("key_contact: Carol Meyer"), "who was written down here stays: {awa}");
    assert!(awa.contains("number: '75'") && awa.contains("region: Ōtautahi Kōwhai"), "{awa}");
    assert!(sandbox.read("settings/totara-college.yaml").contains("kind: secondary"));
    assert!(sandbox.read("settings/long-flat-school.yaml").contains("key_contact: M Sopoaga"));
    assert!(!sandbox.path("settings/far-coast-school.yaml").exists());
    assert!(sandbox.ok(&["log"]).stdout.contains("settings: taken from a list"));
    let again = imported(&sandbox, &[]);
    assert_eq!(
        (again["new"].clone(), again["changed"].clone()),
        (serde_json::json!([]), serde_json::json!([]))
    );
    // a school that was given another name is the same school
    sandbox.write("directory.csv", LIST.replace("Long Flat School", "Te Kura o te Hiwi"));
    let renamed = imported(&sandbox, &[]);
    assert_eq!(renamed["changed"], serde_json::json!(["long-flat-school"]));
    assert!(sandbox.read("settings/long-flat-school.yaml").contains("name: Te Kura o te Hiwi"));
    sandbox.ok(&["undo", "--yes"]);
    assert!(sandbox.read("settings/long-flat-school.yaml").contains("name: Long Flat School"));
    sandbox.ok(&["check"]);
}

#[test]
fn what_was_edited_by_hand_before_is_recorded_by_itself() {
    let sandbox = Sandbox::demo();
    sandbox.write("directory.csv", LIST);
    sandbox.replace("settings/awa-school.yaml", "Carol Meyer", "Carol Meyer-Reid");
    imported(&sandbox, &[]);
    let log: serde_json::Value =
        serde_json::from_str(&sandbox.ok(&["log", "-n", "2", "--json"]).stdout).unwrap();
    let subjects = log["entries"].as_array().unwrap().iter().map(|entry| entry.to_string());
    let told: Vec<String> = subjects.collect();
    assert!(told[0].contains("taken from a list") && !told[1].contains("taken from a list"), "{told:?}");
    assert!(sandbox.read("settings/awa-school.yaml").contains("Carol Meyer-Reid"));
    sandbox.ok(&["undo", "--yes"]);
    let back = sandbox.read("settings/awa-school.yaml");
    assert!(back.contains("Carol Meyer-Reid") && !back.contains("number:"), "{back}");
}

#[test]
fn what_is_wrong_with_a_list_is_said() {
    let sandbox = Sandbox::demo();
    sandbox.write("directory.csv", LIST);
    let said = |args: &[&str]| {
        let ran = sandbox.run(&[&["import", "settings"], args].concat());
        (ran.code, ran.stderr.replace("\n  ", " ").replace("\n    ", " "))
    };
    let (code, why) = said(&["directory.csv", "--where", "Town=x"]);
    assert!(code == 2 && why.contains("no column `Town`"), "{why}");
    let (code, why) = said(&["directory.csv", "--where", "Takiwā"]);
    assert!(code == 2 && why.contains("HEADING=VALUE"), "{why}");
    let (code, why) = said(&["directory.csv", "--where", "Takiwā=Nowhere"]);
    assert!(code == 1 && why.contains("none of the 5 rows"), "{why}");
    sandbox.write("other.csv", "Kura,Rohe\nTe Kura,Valley\n");
    let (code, why) = said(&["other.csv"]);
    assert!(code == 1 && why.contains("import.toml"), "{why}");
    // a list from elsewhere, with the names in it
    sandbox.write("import.toml", "[settings]\nname = [\"Kura\"]\ntown = [\"Rohe\"]\n");
    sandbox.ok(&["import", "settings", "other.csv"]);
    assert!(sandbox.read("settings/te-kura.yaml").contains("town: Valley"));
    sandbox.write("import.toml", "[settings]\nnaem = [\"Kura\"]\n");
    let (code, why) = said(&["other.csv"]);
    assert!(code == 1 && why.contains("`import.toml`, line 2"), "{why}");
    fs::write(sandbox.path("latin.csv"), b"name\nT\xf5tara\n").unwrap();
    fs::remove_file(sandbox.path("import.toml")).unwrap();
    let (code, why) = said(&["latin.csv"]);
    assert!(code == 1 && why.contains("UTF-8"), "{why}");
    let (code, _) = said(&["nowhere.csv"]);
    assert_eq!(code, 1);
}

#[test]
fn a_community_is_set_up_from_a_list_in_one_command() {
    let sandbox = Sandbox::demo();
    sandbox.write("directory.csv", LIST);
    let args =
        [&["import", "settings", "directory.csv", "--begin", "Kōwhai Valley learning support"], &HERE[..]]
            .concat();
    let ran = sandbox.ok(&args);
    let id = ran.stdout.trim().to_owned();
    assert!(ran.stderr.contains("New in the community: 4."), "{ran}");
    let shown: serde_json::Value =
        serde_json::from_str(&sandbox.ok(&["show", &id, "--json"]).stdout).unwrap();
    assert!(shown.to_string().contains("long-flat-school"), "{shown}");
    assert!(sandbox.ok(&["list", "kind:community"]).stdout.contains("Kōwhai Valley learning support"));
    // taken in again, nobody is a member twice
    let again = [&["import", "settings", "directory.csv", "--json", "--into", &id], &HERE[..]].concat();
    let again: serde_json::Value = serde_json::from_str(&sandbox.ok(&again).stdout).unwrap();
    assert_eq!(again["joined"], 0);
    sandbox.ok(&["check", &id]);
    assert_eq!(sandbox.run(&["import", "settings", "directory.csv", "--into", "2026-none"]).code, 1);
}

const LISTS: [(&str, &str); 6] = [
    ("2026-r4wc", "community.needs"),
    ("2026-r4wc", "community.resources"),
    ("2026-r4wc", "community.members"),
    ("2026-r4wc", "community.decisions"),
    ("2026-r4wc", "community.moves"),
    ("2026-e7nz", "project.lessons"),
];

#[test]
fn rows_that_go_out_as_csv_and_come_back_change_nothing() {
    let sandbox = Sandbox::demo();
    for (record, list) in LISTS {
        let before = sandbox.read(&Sandbox::file_of(record));
        let out = sandbox.ok(&["show", record, list, "--csv", "--sensitive"]).stdout;
        assert!(out.starts_with('\u{feff}') && out.lines().count() > 1, "{list}: {out}");
        sandbox.write("rows.csv", &out);
        let back =
            sandbox.ok(&["import", "rows", "rows.csv", "--into", record, "--list", list, "--json"]).stdout;
        let back: serde_json::Value = serde_json::from_str(&back).unwrap();
        assert_eq!((&back["new"], &back["changed"]), (&0.into(), &0.into()), "{list}: {back:#}");
        assert_eq!(sandbox.read(&Sandbox::file_of(record)), before, "{list}");
    }
}

#[test]
fn a_register_from_elsewhere_is_taken_in_by_its_own_headings_and_once() {
    let sandbox = Sandbox::demo();
    sandbox.write(
        "import.toml",
        "[\"community.needs\"]\nwhat = [\"Description of need\"]\nneeds = [\"Category\"]\n",
    );
    sandbox.write(
        "needs.csv",
        "Needs of our places,,,,\nDescription of need,Category,Whose need it is,Where,Budget code\n\
         \"Quiet rooms, for whoever needs one\",wellbeing,a whole school or service,Awa School; Ridge Road School,77\n\
         Māori words for maths,numbers,several places,,78\n",
    );
    let args = ["import", "rows", "needs.csv", "--into", "2026-r4wc", "--list", "community.needs"];
    let tried = sandbox.ok(&[&args[..], &["--dry-run"]].concat());
    assert!(tried.stderr.contains("would be 2 new") && tried.stderr.contains("Budget code"), "{tried}");
    sandbox.ok(&args);
    let record = sandbox.read(&Sandbox::file_of("2026-r4wc"));
    assert!(
        record.contains("what: Quiet rooms, for whoever needs one") || record.contains("Quiet rooms"),
        "{record}"
    );
    let rows = sandbox.ok(&["show", "2026-r4wc", "community.needs", "quiet", "rooms", "--json"]).stdout;
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows["rows"][0]["settings"], serde_json::json!(["awa-school", "ridge-road-school"]));
    assert_eq!(rows["rows"][0]["reach"], "setting");
    let again = sandbox.ok(&args);
    assert!(again.stderr.contains("0 new, 0 changed, 2 as they were"), "{again}");
    // a cell that was changed changes that, and an empty one takes nothing away
    sandbox.write(
        "needs.csv",
        "Description of need,Category,How we know\nMāori words for maths,,Four kaiako asked\n",
    );
    sandbox.ok(&args);
    let record = sandbox.read(&Sandbox::file_of("2026-r4wc"));
    assert!(record.contains("Four kaiako asked"), "{record}");
    let rows = sandbox.ok(&["show", "2026-r4wc", "community.needs", "maths", "--json"]).stdout;
    assert!(rows.contains("\"numeracy\""), "{rows}");
}

#[test]
fn what_is_wrong_with_rows_is_said_and_none_is_taken() {
    let sandbox = Sandbox::demo();
    let before = sandbox.read(&Sandbox::file_of("2026-r4wc"));
    sandbox.write("needs.csv", "what,needs,settings,noticed\na,sleeep,,\nb,,Nowhere School,32 May\nc,,,\n");
    let refused =
        sandbox.run(&["import", "rows", "needs.csv", "--into", "2026-r4wc", "--list", "community.needs"]);
    assert_eq!(refused.code, 1, "{refused}");
    for said in ["row 1", "sleeep", "row 2", "Nowhere School", "32 May"] {
        assert!(refused.stderr.contains(said), "{said}: {refused}");
    }
    assert_eq!(sandbox.read(&Sandbox::file_of("2026-r4wc")), before);
    let nowhere =
        sandbox.run(&["import", "rows", "needs.csv", "--into", "2026-r4wc", "--list", "community.ned"]);
    assert!(nowhere.stderr.contains("Did you mean `community.needs`?"), "{nowhere}");
}

#[test]
fn what_stays_with_those_who_do_the_work_is_not_in_a_file_of_rows() {
    let sandbox = Sandbox::demo();
    let own = ["show", "2026-r4wc", "community.needs", "--csv"];
    let out = sandbox.ok(&own);
    assert!(!out.stdout.contains(",one mokopuna,"), "{out}");
    assert!(out.stderr.contains("left out"), "{out}");
    assert!(sandbox.ok(&[&own[..], &["--sensitive"]].concat()).stdout.contains(",one mokopuna,"));
}

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

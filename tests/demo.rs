//! `demo`: the first minute with the tool.

use crate::common::{Sandbox, has_git, shows, shows_file};
use snapbox::str;

#[test]
fn what_it_says() {
    let (_, said) = Sandbox::demo_as_made();
    shows_file(said, "transcripts/demo.txt");
}

#[test]
fn a_second_run_leaves_the_first_alone() {
    let sandbox = Sandbox::demo();
    sandbox.write("mine/pikorua.toml", "schema = 1");
    shows(
        sandbox.run(&["demo", "mine"]),
        str![[r#"
--- stderr
error: `mine` is there already
  hint: Look around in it: `pikorua -C mine list`.
  hint: Or name another folder: `pikorua demo FOLDER`.
exit 1

"#]],
    );
    assert_eq!(sandbox.read("mine/pikorua.toml"), "schema = 1");
}

#[test]
fn the_history_is_one_that_people_could_have_made() {
    let sandbox = Sandbox::demo();
    sandbox.assert_clean();
    if !has_git() {
        return;
    }
    let authors = sandbox.git(&["log", "--format=%an <%ae>"]);
    let mut authors: Vec<&str> = authors.lines().collect();
    let commits = authors.len();
    authors.sort_unstable();
    authors.dedup();
    assert!(commits > 40 && authors.len() >= 5, "{commits} commits by {authors:?}");
    let days = sandbox.git(&["log", "--reverse", "--format=%as"]);
    let mut sorted: Vec<&str> = days.lines().collect();
    sorted.sort_unstable();
    assert_eq!(days.lines().collect::<Vec<_>>(), sorted, "a later change bears an earlier date");
}

#[test]
fn every_case_ends_as_the_example_is() {
    let sandbox = Sandbox::demo();
    let examples = crate::common::crate_folder().join("examples/cluster");
    for year in crate::common::entries(&examples.join("cases")) {
        for case in crate::common::entries(&year) {
            let name = case.strip_prefix(&examples).unwrap().to_str().unwrap().replace('\\', "/");
            assert_eq!(sandbox.read(&name), std::fs::read_to_string(&case).unwrap(), "{name}");
        }
    }
}

#[test]
fn nothing_in_it_is_still_to_come_that_is_told_as_done() {
    let sandbox = Sandbox::demo();
    let mut command = sandbox.command(&["check", "--json"]);
    command.env("PIKORUA_NOW", "2026-11-21T10:00:00+13:00[Pacific/Auckland]");
    let said = sandbox.finish(command).stdout;
    assert!(said.contains("\"findings\"") && !said.contains("not-yet"), "{said}");
}

#[test]
fn a_place_of_ones_own() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.run(&["demo", "cases/demo"]);
    assert_eq!(said.code, 1, "a cluster inside of a cluster: {said}");
    assert!(!sandbox.path("cases/demo").exists());
}

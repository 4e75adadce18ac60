//! What the real git program finds in a cluster's folder.

use std::collections::BTreeSet;

use crate::common::{CASE, REQUEST, Sandbox, crate_folder, has_git};
use pikorua::record::case::Case;
use pikorua::record::case_text::CaseText;
use pikorua::record::text::fold;

#[test]
fn every_change_leaves_a_clean_repository() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::cluster();
    let commits = || sandbox.git(&["rev-list", "--count", "HEAD"]).trim().parse::<usize>().unwrap();
    let mut before = commits();
    let mut changed = |what: &str| {
        sandbox.assert_clean();
        let now = commits();
        assert_eq!(now, before + 1, "{what} is not one commit");
        before = now;
    };
    sandbox.write("../home/request.yaml", REQUEST);
    sandbox.ok(&["new", "--from", "../home/request.yaml"]);
    changed("new");
    sandbox.write("../home/plan.yaml", "tt-1: [{what: Joins in, why: she wants to}]\n");
    sandbox.ok(&["walk", CASE, "tatai", "--from", "../home/plan.yaml"]);
    changed("walk --from");
    sandbox.typed(&["walk", CASE, "mana-motuhake"], "She reads to her brother\n\nq\n");
    changed("walk");
    sandbox.ok(&["set", CASE, "status=active"]);
    changed("set");
    #[cfg(unix)]
    {
        sandbox
            .edit(&["edit", CASE], &sandbox.read(&Sandbox::file_of(CASE)).replace("Joining", "Taking part"));
        changed("edit");
    }
}

#[test]
fn commits_say_who_and_what_for_people_and_programs() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/plan.yaml", "tt-1: [{what: Joins in, why: she wants to}]\n");
    sandbox.ok(&["--user", "tom", "walk", CASE, "tatai", "--from", "../home/plan.yaml"]);
    sandbox.ok(&["set", CASE, "mokopuna.+.name=Wiremu Secret", "status=active"]);
    let format = "--format=%an <%ae> by %cn <%ce>%n%ai %ci%n%B--";
    let log = sandbox.git(&["log", "-2", format]);
    let expected = format!(
        "\
Kim Ngata <kim@te-awa.example> by Kim Ngata <kim@te-awa.example>
2026-08-14 10:00:00 +1200 2026-08-14 10:00:00 +1200
changed: the name they go by, where it stands

Case: {CASE}
--
Tom Arden <none> by Tom Arden <none>
2026-08-14 10:00:00 +1200 2026-08-14 10:00:00 +1200
Tātai: left

Case: {CASE}
Guide: tatai
--
"
    );
    assert_eq!(log, expected);
    let trailers = "--format=%(trailers:key=Case,valueonly,separator=%x20)|%(trailers:key=Guide,valueonly,separator=%x20)";
    assert_eq!(sandbox.git(&["log", "-2", trailers]), format!("{CASE}|\n{CASE}|tatai\n"));
}

#[test]
fn only_records_are_in_it() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::demo();
    for line in sandbox.git(&["ls-tree", "-r", "HEAD"]).lines() {
        assert!(line.starts_with("100644 blob "), "{line}");
        assert!(!line.contains(".git/") && !line.contains("pikorua/"), "{line}");
    }
    assert_eq!(sandbox.git(&["branch", "--format=%(refname:short)"]), "main\n");
    assert_eq!(sandbox.git(&["stash", "list"]), "");
}

/// Names of mokopuna, whānau and others in the team of a case: each word of them that is written like a name.
fn names(case: &Case) -> BTreeSet<String> {
    let mokopuna = case.mokopuna.iter().filter_map(|m| m.name.as_ref());
    let team = case.team.iter().filter_map(|t| t.name.as_ref());
    let words = mokopuna.chain(team).flat_map(|name| name.as_str().split(|c: char| !c.is_alphanumeric()));
    let capitals = words.filter(|word| word.chars().count() > 2 && word.starts_with(char::is_uppercase));
    capitals.map(fold).filter(|word| !NO_NAMES.contains(&word.as_str())).collect()
}

/// Words that stand in the names of groups.
const NO_NAMES: [&str; 1] = ["the"];

#[test]
fn nobody_in_a_case_is_named_in_the_history() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::demo();
    let log = sandbox.git(&["log", "--format=%B%n%s", "--name-status"]);
    let paths = sandbox.git(&["log", "--format=", "--name-only", "--no-renames"]);
    let refs = sandbox.git(&["for-each-ref"]) + &sandbox.git(&["reflog"]);
    let said = fold(&format!("{log}\n{paths}\n{refs}"));
    let words: BTreeSet<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let mut looked_for = 0;
    let files: BTreeSet<&str> = paths.lines().filter(|path| path.starts_with("cases/2")).collect();
    for file in files {
        let case = CaseText::read(file, &sandbox.read(file)).unwrap();
        for name in names(case.case()) {
            looked_for += 1;
            assert!(!words.contains(name.as_str()), "the history names {name}, of {file}");
        }
    }
    assert!(looked_for > 40, "only {looked_for} names to look for");
}

#[test]
fn settings_of_this_computer_do_not_change_what_is_recorded() {
    let sandbox = Sandbox::cluster();
    sandbox.write(
        "../home/.gitconfig",
        "[core]\n\tautocrlf = true\n\thooksPath = /nowhere\n[commit]\n\tgpgsign = true\n[user]\n\tname = Somebody Else\n",
    );
    let file = Sandbox::file_of(CASE);
    sandbox.write(&file, sandbox.read(&file).replace('\n', "\r\n"));
    sandbox.ok(&["set", CASE, "status=active"]);
    sandbox.assert_clean();
    if has_git() {
        assert_eq!(sandbox.git(&["show", &format!("HEAD:{file}")]), sandbox.read(&file));
        assert!(!sandbox.git(&["log", "--format=%an %cn"]).contains("Somebody"));
    }
}

#[test]
fn the_examples_name_nobody_in_a_path() {
    let examples = crate_folder().join("examples/cluster");
    for year in crate::common::entries(&examples.join("cases")) {
        for case in crate::common::entries(&year) {
            let stem = case.file_stem().unwrap().to_str().unwrap();
            assert!(stem.parse::<pikorua::record::id::CaseId>().is_ok(), "{stem}");
        }
    }
}

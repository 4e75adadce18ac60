//! What a copy keeps by for finding: it never tells anything but what stands in the folder.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::common::{CASE, Sandbox};

const KEPT: &str = ".git/pikorua/kept";

/// The list as it is said with what is kept by, and with nothing kept by.
#[track_caller]
fn is_told_truly(sandbox: &Sandbox, what: &str) -> String {
    let said = |args: &[&str]| {
        let ran = sandbox.run(args);
        ran.stdout + &ran.stderr
    };
    let commands: [&[&str]; 3] = [&["list", "--json"], &["list", "review<today"], &["due", "--all"]];
    let kept = commands.map(said);
    fs::remove_dir_all(sandbox.path(KEPT)).unwrap();
    let anew = commands.map(said);
    assert_eq!(kept, anew, "{what}");
    // the next step begins with something that is kept by, as it was before it
    kept.concat()
}

#[test]
fn whatever_happens_to_a_file_is_never_missed() {
    let sandbox = Sandbox::demo();
    let file = Sandbox::file_of(CASE);
    let place = sandbox.path(&file);
    let mut before = is_told_truly(&sandbox, "at first");
    let steps: [(&str, &dyn Fn()); 9] = [
        ("a change", &|| drop(sandbox.ok(&["set", CASE, "title=One"]))),
        ("an edit by hand", &|| sandbox.replace(&file, "title: One", "title: Another one")),
        ("one of the same size in the same moment", &|| sandbox.replace(&file, "Another", "anotheR")),
        ("one whose time was set back", &|| {
            let written = fs::metadata(&place).unwrap().modified().unwrap();
            sandbox.replace(&file, "anotheR", "AnotheR");
            File::options().write(true).open(&place).unwrap().set_modified(written).unwrap();
        }),
        ("one that cannot be read", &|| sandbox.replace(&file, "kind:", "kind")),
        ("one from the future", &|| {
            sandbox.replace(&file, "kind", "kind:");
            let later = SystemTime::now() + Duration::from_secs(100_000);
            File::options().write(true).open(&place).unwrap().set_modified(later).unwrap();
        }),
        ("a file that is gone", &|| fs::rename(&place, sandbox.path("away")).unwrap()),
        ("a file that is back", &|| fs::rename(sandbox.path("away"), &place).unwrap()),
        ("a change that was taken back", &|| drop(sandbox.ok(&["undo", CASE, "--yes"]))),
    ];
    for (what, step) in steps {
        step();
        let now = is_told_truly(&sandbox, what);
        assert_ne!(now, before, "{what}");
        before = now;
    }
}

#[test]
fn what_rests_on_the_clusters_words_changes_with_them() {
    let sandbox = Sandbox::demo();
    let leads = |sandbox: &Sandbox| sandbox.ok(&["list", "lead:p-c3xe"]).stdout;
    assert!(!leads(&sandbox).is_empty());
    sandbox.write("vocabulary.toml", "[parts.lead]\nleads = false\n");
    assert_eq!(leads(&sandbox), "");
    is_told_truly(&sandbox, "another vocabulary");
}

#[test]
fn what_is_found_depends_on_the_day() {
    let sandbox = Sandbox::demo();
    let on = |day: &str| {
        let mut command = sandbox.command(&["list", "review<today"]);
        command.env("PIKORUA_NOW", format!("{day}T10:00:00[Pacific/Auckland]"));
        let ran = sandbox.finish(command);
        assert_eq!(ran.code, 0, "{ran}");
        ran.stdout.lines().count()
    };
    let (early, late) = (on("2026-01-05"), on("2026-12-10"));
    assert!(early < late, "{early} {late}");
    // a clock that jumped back
    assert_eq!((on("2026-01-05"), on("2026-12-10")), (early, late));
}

#[test]
fn a_spoilt_index_costs_only_time() {
    let sandbox = Sandbox::demo();
    let list = || sandbox.ok(&["list", "--json"]).stdout;
    let told = list();
    let index = sandbox.path(KEPT).join("facts");
    let whole = fs::read(&index).unwrap();
    for spoilt in [whole[..whole.len() / 2].to_vec(), Vec::new(), [&whole[..], b"x"].concat(), {
        let mut turned = whole.clone();
        turned[whole.len() / 2] ^= 1;
        turned
    }] {
        fs::write(&index, spoilt).unwrap();
        assert_eq!(list(), told);
        assert_eq!(fs::read(&index).unwrap().len(), whole.len(), "it is made anew");
    }
    // where something else lies in its place, nothing is kept by
    fs::remove_dir_all(sandbox.path(KEPT)).unwrap();
    fs::write(sandbox.path(KEPT), "in the way").unwrap();
    assert_eq!(list(), told);
}

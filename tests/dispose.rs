//! Lawful disposal: what is past its period, what is asked first, and that nothing of a case is left in any byte.

use snapbox::str;

use pikorua::history::{History, Hub, Sent};

use crate::common::{CASE, REQUEST, Ran, Sandbox, has_git, shows};

const HUB: &str = "../hub";
const TOM: &str = "../tom";
/// By whose leave.
const LEAVE: [&str; 6] = [
    "--permitted-by",
    "the board, 3 August 2026",
    "--authority",
    "the school schedule, class 5.2",
    "--no-pause",
    "asked the Chief Archivist's office on 10 August 2026",
];
/// What stands in the case that goes, in every form in which people know whose it is.
const TELLING: [&str; 4] =
    ["Hana P\u{14d}tae", "Tells long stories", "words-of-tom", "A seat beside a friend"];

/// A cluster that keeps closed cases for ten years, with one that closed long ago and one that is linked with it.
fn old_case() -> (Sandbox, String) {
    let sandbox = Sandbox::cluster();
    sandbox.replace("pikorua.toml", "schema = 1\n", "schema = 1\nkeep_years = 10\n");
    let request = REQUEST
        .replace("Joining in at reading time", "Words for the workshop")
        .replace("Hana P\u{14d}tae", "Rangi Moana");
    let request = request.replace("Tells long stories with many voices", "Builds what others draw");
    sandbox.write(
        "../home/request.yaml",
        request.replace("A seat beside a friend, for three weeks", "A drawing first"),
    );
    let other = sandbox.ok(&["new", "--from", "../home/request.yaml"]).stdout.trim().to_owned();
    sandbox.ok(&["set", &other, &format!("links.+.case={CASE}"), "links.+.how=whanau"]);
    sandbox.ok(&["set", CASE, "strengths.+.what=Finds a rhythm in anything"]);
    sandbox.ok(&["set", CASE, "status=closed", "closing.date=2015-03-01"]);
    (sandbox, other)
}

/// The same with a hub and Tom's copy.
fn pair() -> (Sandbox, String) {
    let (sandbox, other) = old_case();
    sandbox.ok(&["sync", HUB]);
    sandbox.ok(&["--user", "tarden", "init", TOM, "--hub", HUB]);
    (sandbox, other)
}

fn tom(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run(&[&["-C", TOM, "--user", "tarden"], args].concat())
}

fn dispose(more: &[&'static str]) -> Vec<&'static str> {
    [&["dispose", "--case", CASE], more, &LEAVE].concat()
}

#[track_caller]
fn assert_gone(sandbox: &Sandbox, places: &[&str]) {
    for place in places {
        for words in TELLING {
            assert_eq!(sandbox.found_in(place, words), Vec::<String>::new(), "{words}");
        }
        if has_git() {
            assert_eq!(sandbox.git(&["-C", place, "fsck", "--strict", "--full"]), "", "{place}");
        }
    }
}

#[test]
fn it_goes_from_the_hub_and_from_every_copy() {
    let (sandbox, other) = pair();
    assert!(!sandbox.found_in(HUB, TELLING[0]).is_empty(), "the search finds what is there");
    sandbox.ok(&["-C", TOM, "--user", "tarden", "set", CASE, "strengths.+.what=words-of-tom"]);
    sandbox.ok(&["-C", TOM, "--user", "tarden", "set", &other, "strengths.+.what=Draws maps"]);
    // a draft, a copy that a sync program made, an edit by hand and a second version lie about too
    sandbox.write("../tom/.git/pikorua/drafts/cases-2026-2026-kf3m.yaml", "words-of-tom");
    sandbox.write("../tom/cases/2026/2026-kf3m (1).yaml", "words-of-tom");
    sandbox.write("../tom/cases/2026/2026-kf3m.other-00003fa9.yaml", "words-of-tom");
    sandbox.replace("../tom/cases/2026/2026-kf3m.yaml", "Tells long stories", "words-of-tom, by hand");
    sandbox.ok(&["print", "plan", CASE, "-o", "plan-2026-kf3m.md"]);
    shows(
        sandbox.run(&dispose(&[])),
        str![[r#"
--- stderr
2026-kf3m, closed 1 March 2015, kept until 1 March 2025
note: 2026-kf3m was disposed of on 14 August 2026, on the authority of the
school schedule, class 5.2, permitted by the board, 3 August 2026. It is gone
from this folder now, with all of its past.
1 case was disposed of: 2026-kf3m. A line for each stays in `disposed.yaml`.
note: `[FOLDER]/plan-2026-kf3m.md` is named after it and is
not a record: take it away yourself, if it shall go.
What this does not reach, and somebody must think of:
  • laptops that have not synced since: they let go at their next `sync`
  • backups of [TEMP]/hub, and what the drive itself keeps of
    earlier versions
  • backups of laptops, USB sticks, the recycle bin, files that an editor keeps
  • documents that were printed, exported or sent, and what schools and services
    hold

"#]],
    );
    assert!(sandbox.read("plan-2026-kf3m.md").contains("Hana"), "that is for whoever printed it");
    std::fs::remove_file(sandbox.path("plan-2026-kf3m.md")).unwrap();
    assert_gone(&sandbox, &[".", HUB]);
    shows(
        tom(&sandbox, &["sync"]),
        str![[r#"
--- stderr
note: `cases/2026/2026-kf3m (1).yaml` was edited by hand; that is recorded now.
`pikorua log` shows what changed.
note: `cases/2026/2026-kf3m.other-00003fa9.yaml` was edited by hand; that is
recorded now. `pikorua log` shows what changed.
note: `cases/2026/2026-kf3m.yaml` was edited by hand; that is recorded now.
`pikorua log` shows what changed.
note: 2026-kf3m was disposed of on 14 August 2026, on the authority of the
school schedule, class 5.2, permitted by the board, 3 August 2026. It is gone
from this folder now, with all of its past. What Tom Arden and somebody by hand
had written in it and not sent yet went with it.
Came: 1 change by Kim Ngata to 1 other file.
Went: 1 change by you to 1 case.

"#]],
    );
    assert_gone(&sandbox, &[".", HUB, TOM]);
    sandbox.ok(&["sync"]);
    assert_gone(&sandbox, &[".", HUB, TOM]);
    let file = Sandbox::file_of(&other);
    assert!(
        sandbox.read(&file).contains("Draws maps")
            && sandbox.read(&file) == sandbox.read(&format!("../tom/{file}"))
    );
    if has_git() {
        let tip = sandbox.git(&["rev-parse", "main"]);
        assert_eq!(
            [HUB, TOM].map(|place| sandbox.git(&["-C", place, "rev-parse", "main"])),
            [tip.clone(), tip]
        );
        let log = sandbox.git(&["log", "--no-merges", "--format=%an", "--", &file]);
        assert_eq!(log, "Tom Arden\nKim Ngata\nKim Ngata\n");
    }
    shows(
        sandbox.read("disposed.yaml"),
        str![[r#"
# What stays of cases that were lawfully disposed of: `pikorua dispose` writes a line for each. Every copy of the cluster's
# work lets go of what stands here, so take nothing out.
schema: 1
disposed:
  - id: d-pyx7
    case: 2026-kf3m
    on: 2026-08-14
    by: p-4kd7
    permitted_by: the board, 3 August 2026
    authority: the school schedule, class 5.2
    no_pause: asked the Chief Archivist's office on 10 August 2026

"#]],
    );
    for args in [
        &["show", CASE][..],
        &["log", CASE],
        &["print", "plan", CASE],
        &["set", CASE, "title=x"],
        &["diff", CASE],
    ] {
        let said = sandbox.run(args);
        let words: Vec<&str> = said.stderr.split_whitespace().collect();
        assert_eq!(said.code, 1, "{said}");
        assert!(
            words
                .join(" ")
                .contains("was disposed of on 14 August 2026, on the authority of the school schedule"),
            "{said}"
        );
    }
    let shown: Vec<String> =
        sandbox.ok(&["show", &other]).stderr.split_whitespace().map(str::to_owned).collect();
    assert!(
        shown.join(" ").contains("2026-kf3m, which belongs with it, was disposed of on 14 August 2026"),
        "{shown:?}"
    );
    assert!(!sandbox.run(&["check"]).stdout.contains("unknown-case"));
    assert!(sandbox.ok(&["dispose", "--json"]).stdout.contains("\"no_pause\": \"asked"));
    let said = sandbox.run(&["undo", "disposed.yaml"]);
    assert!(said.code == 1 && said.stderr.contains("is not taken back"), "{said}");
    sandbox.replace("disposed.yaml", "authority:", "autority:");
    let said = sandbox.run(&["check"]).stdout;
    assert!(said.contains("disposed.yaml") && said.contains("Did you mean `authority`?"), "{said}");
}

#[test]
fn an_earlier_report_says_which_cases_are_gone() {
    let (sandbox, _) = old_case();
    let terms = "\n[terms]\n2026-T3 = { first = 2026-07-20, last = 2026-09-25 }\n";
    sandbox.write("pikorua.toml", sandbox.read("pikorua.toml") + terms);
    sandbox.record_all("the terms");
    let later = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("PIKORUA_NOW", "2026-08-21T10:00:00+12:00[Pacific/Auckland]");
        let ran = sandbox.finish(command);
        assert_eq!(ran.code, 0, "{ran}");
        ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    later(&dispose(&[]));
    let then = later(&["report", "2026-T3", "--at", "2026-08-14"]);
    let gone = "Not counted, because it was lawfully disposed of since: 2026-kf3m (on 21 August 2026)";
    assert!(then.contains(gone) && then.contains("A report printed before may have counted it."), "{then}");
    assert!(!later(&["report", "2026-T3"]).contains("disposed of since"), "today counts what there is");
}

#[test]
fn a_new_copy_and_the_next_disposal() {
    let (sandbox, other) = pair();
    sandbox.ok(&dispose(&[]));
    sandbox.ok(&["set", &other, "status=closed", "closing.date=2015-03-01"]);
    // Tom comes by after both of them
    sandbox.ok(&[&["dispose", "--all"], &LEAVE[..]].concat());
    let said = tom(&sandbox, &["sync"]);
    assert_eq!(said.code, 0, "{said}");
    sandbox.ok(&["--user", "tarden", "init", "../new", "--hub", HUB]);
    assert_gone(&sandbox, &[".", HUB, TOM, "../new"]);
    for words in ["Rangi Moana", "Builds what others draw"] {
        for place in [".", HUB, TOM, "../new"] {
            assert_eq!(sandbox.found_in(place, words), Vec::<String>::new());
        }
    }
    assert_eq!(sandbox.ok(&["list"]).stdout, "");
    assert_eq!(tom(&sandbox, &["sync"]).code, 0);
}

#[test]
fn what_is_past_its_period_is_listed() {
    let (sandbox, _) = old_case();
    shows(
        sandbox.run(&["dispose"]),
        str![[r#"
2026-kf3m	closed 1 March 2015	kept until 1 March 2025	Joining in at reading time
--- stderr
1 case is past the 10 years for which your cluster keeps closed cases. Nothing
goes by itself.
`pikorua dispose --case ID` disposes of one; it asks who permitted it, and on
what authority.

"#]],
    );
    shows(
        sandbox.run(&["dispose", "--json"]),
        str![[r#"
{
  "schema": "pikorua/dispose/1",
  "keep_years": 10,
  "cases": [
    {
      "id": "2026-kf3m",
      "closed": "2015-03-01",
      "kept_until": "2025-03-01",
      "title": "Joining in at reading time",
      "shared": 0,
      "linked": []
    }
  ],
  "without_day": [],
  "disposed": []
}

"#]],
    );
    sandbox.ok(&["set", CASE, "closing.date=2016-08-14"]);
    shows(
        sandbox.run(&["dispose"]),
        str![[r#"
--- stderr
No case is past the 10 years for which your cluster keeps closed cases.

"#]],
    );
    sandbox.replace("pikorua.toml", "keep_years = 10\n", "");
    shows(
        sandbox.run(&["dispose"]),
        str![[r#"
--- stderr
pikorua.toml does not say for how many years your cluster keeps closed cases, so
none is listed.
Look it up in the disposal schedule that holds for your lead school, and write
it above the first line in square brackets: `keep_years = …`.

"#]],
    );
}

#[test]
fn without_leave_nothing_goes() {
    let (sandbox, other) = pair();
    let before = if has_git() { sandbox.git(&["-C", HUB, "rev-parse", "main"]) } else { String::new() };
    shows(
        sandbox.run(&[
            "dispose",
            "--case",
            CASE,
            "--authority",
            "the school schedule",
            "--permitted-by",
            " ",
        ]),
        str![[r#"
--- stderr
error: nothing was disposed of: it is not said who permitted it, nor how it was
  made sure that no pause applies
  hint: Say it with `--permitted-by "…"` and `--no-pause "…"`.
  hint: Records of a school go only by a disposal authority, and some of them
    only by leave of the board.
exit 3

"#]],
    );
    shows(
        sandbox.run(&[&["dispose", "--case", &other, "--case", CASE], &LEAVE[..]].concat()),
        str![[r#"
--- stderr
error: 2026-2my4 is not disposed of: it is not closed
  hint: Only closed cases whose period is over can be disposed of; nothing was
    changed.
exit 3

"#]],
    );
    // nobody says yes
    let said = sandbox.typed(&["dispose", "--case", CASE], "the board\nthe schedule\nasked on Monday\n\n");
    assert_eq!(said.code, 1, "{said}");
    shows(
        said,
        str![[r#"
--- stderr
Who has permitted this? Name them as somebody will look for them in twenty
years.
> On what authority: which disposal schedule, and which part of it?
> At times a national pause forbids all disposal. How did you make sure that none
applies: whom did you ask, and when?
> 2026-kf3m, closed 1 March 2015, kept until 1 March 2025
Dispose of 1 case, at [TEMP]/hub, and in every copy at its
next `sync`? It cannot be taken back.
yes or no> error: nothing was disposed of
exit 1

"#]],
    );
    sandbox.ok(&["set", CASE, "closing.date=2016-08-14"]);
    let said = sandbox.run(&dispose(&[]));
    assert!(said.code == 3 && said.stderr.contains("kept until 14 August 2026"), "{said}");
    sandbox.ok(&["set", CASE, "closing.date=2015-03-01"]);
    sandbox.replace("pikorua.toml", "keep_years = 10\n", "");
    let said = sandbox.run(&dispose(&[]));
    assert!(said.code == 3 && said.stderr.contains("how long your cluster keeps"), "{said}");
    shows(
        sandbox.run(&[&["dispose", "https://git.example.nz/hub.git", "--case", CASE], &LEAVE[..]].concat()),
        str![[r#"
--- stderr
error: cases cannot be disposed of at `git.example.nz` from here
  that hub is kept by somebody else's program, which keeps old copies in its
    own ways
  hint: Ask whoever looks after it how a past that was written anew is taken in,
    and what becomes of the old one and of its backups.
  hint: A hub on a shared drive can be disposed at: make it a copy's hub with
    `pikorua sync PATH`, and let everybody use it from then on.
exit 1

"#]],
    );
    let said = sandbox.run(&[&["dispose", "../nowhere", "--case", CASE], &LEAVE[..]].concat());
    assert!(said.code == 1 && said.stderr.contains("there is no hub"), "{said}");
    if has_git() {
        assert_eq!(sandbox.git(&["-C", HUB, "rev-parse", "main"]), before);
    }
    assert!(sandbox.path(&Sandbox::file_of(CASE)).exists() && !sandbox.path("disposed.yaml").exists());
}

#[test]
fn somebody_at_a_terminal_is_asked_for_each() {
    let (sandbox, _) = pair();
    let said = sandbox.typed(&["dispose", "--case", CASE], "the board\nthe schedule\nasked on Monday\ny\n");
    assert_eq!(said.code, 0, "{said}");
    assert_gone(&sandbox, &[".", HUB]);
    let list = sandbox.read("disposed.yaml");
    assert!(list.contains("permitted_by: the board") && list.contains("no_pause: asked on Monday"), "{list}");
}

#[test]
fn a_case_that_was_taken_up_again_is_not_disposed_of() {
    let (sandbox, _) = pair();
    sandbox.ok(&["-C", TOM, "--user", "tarden", "set", CASE, "status=reopened"]);
    sandbox.ok(&["-C", TOM, "--user", "tarden", "sync"]);
    let said = sandbox.run(&dispose(&[]));
    assert!(said.code == 3 && said.stderr.contains("it is not closed"), "{said}");
    assert!(sandbox.read(&Sandbox::file_of(CASE)).contains("reopened"));
    assert!(!sandbox.found_in(HUB, TELLING[0]).is_empty());
}

#[test]
fn an_old_copy_cannot_bring_it_back() {
    let (sandbox, _) = pair();
    sandbox.ok(&["-C", TOM, "--user", "tarden", "set", CASE, "strengths.+.what=words-of-tom"]);
    let old = History::open(&sandbox.path(TOM)).unwrap();
    let seen = Hub::open(&sandbox.path(HUB), Some(&old)).unwrap().unwrap().newest().unwrap();
    sandbox.ok(&dispose(&[]));
    // one who looked at the hub before, and sends now
    let hub = Hub::open(&sandbox.path(HUB), Some(&old)).unwrap().unwrap();
    let newest = old.newest().unwrap().unwrap();
    assert_eq!(old.send(&hub, &newest, seen.as_ref()).unwrap(), Sent::Faster);
    assert_gone(&sandbox, &[HUB]);
    if has_git() {
        let mut git = std::process::Command::new("git");
        sandbox.isolate(&mut git);
        let pushed = git.args(["-C", TOM, "push", "-q", HUB, "main"]).output().unwrap();
        assert!(!pushed.status.success());
    }
    assert_eq!(tom(&sandbox, &["sync"]).code, 0);
    assert_gone(&sandbox, &[".", TOM]);
    // and an editor that saves it once more
    sandbox.write(
        "../tom/cases/2026/2026-kf3m.yaml",
        "schema: 1\nid: 2026-kf3m\nkind: individual\nstatus: active\ntitle: words-of-tom\n",
    );
    let said = tom(&sandbox, &["set", CASE, "title=words-of-tom and more"]);
    assert_eq!(said.code, 1, "{said}");
    assert_eq!(tom(&sandbox, &["sync"]).code, 0);
    assert_gone(&sandbox, &[TOM, HUB]);
}

#[test]
fn a_folder_that_has_no_hub() {
    let (sandbox, other) = old_case();
    sandbox.ok(&dispose(&[]));
    assert_gone(&sandbox, &["."]);
    sandbox.assert_clean();
    assert!(sandbox.read(&Sandbox::file_of(&other)).contains("Rangi Moana"));
    sandbox.ok(&["set", &other, "strengths.+.what=Draws maps"]);
    let said = sandbox.run(&["undo"]);
    assert_eq!(said.code, 0, "{said}");
    // it becomes the beginning of a hub
    sandbox.ok(&["sync", HUB]);
    assert_gone(&sandbox, &[".", HUB]);
}

#[test]
fn a_hub_of_the_time_before_is_left_alone() {
    let (sandbox, _) = old_case();
    sandbox.ok(&["sync", HUB]);
    let old = sandbox.path("../old");
    crate::common::copy_folder(&sandbox.path(HUB), &old);
    sandbox.ok(&dispose(&[]));
    let said = sandbox.run(&["sync", "../old"]);
    assert!(
        said.code == 4
            && said.stderr.contains("does not know that something was disposed of here: 2026-kf3m"),
        "{said}"
    );
    sandbox.ok(&["sync", HUB]);
    // what was looked at of the old hub does not stay
    assert_gone(&sandbox, &["."]);
}

#[test]
fn other_branches_go_along_and_what_is_put_aside_is_in_the_way() {
    if !has_git() {
        return;
    }
    let (sandbox, _) = pair();
    sandbox.git(&["-C", TOM, "branch", "mine"]);
    let named = ["-c", "user.name=x", "-c", "user.email=x@example.nz", "-C", TOM];
    sandbox.git(&[&named[..], &["tag", "-a", "-m", "x", "seen"]].concat());
    sandbox.replace("../tom/people.yaml", "Kim Ngata", "Kim Ngāta");
    sandbox.git(&[&named[..], &["stash", "-q"]].concat());
    sandbox.ok(&dispose(&[]));
    let said = tom(&sandbox, &["sync"]);
    assert!(said.code == 1 && said.stderr.contains("git stash pop"), "{said}");
    sandbox.git(&["-C", TOM, "stash", "drop", "-q"]);
    assert_eq!(tom(&sandbox, &["sync"]).code, 0);
    assert_gone(&sandbox, &[TOM]);
    assert_eq!(
        sandbox.git(&["-C", TOM, "rev-parse", "mine"]),
        sandbox.git(&["-C", TOM, "rev-parse", "seen"])
    );
}

#[test]
fn a_line_that_somebody_wrote_by_hand_disposes_of_nothing() {
    let (sandbox, _) = pair();
    let line =
        format!("schema: 1\ndisposed:\n  - {{id: d-2222, case: {CASE}, on: 2026-08-14, by: p-4kd7}}\n");
    sandbox.write("disposed.yaml", line);
    sandbox.ok(&["sync", HUB]);
    let synced = tom(&sandbox, &["sync", HUB]);
    assert_eq!(synced.code, 0, "{synced}");
    assert!(sandbox.read(&format!("{TOM}/{}", Sandbox::file_of(CASE))).contains("Hana"), "{synced}");
    assert!(!sandbox.found_in(HUB, TELLING[0]).is_empty());
}

#[test]
fn nor_does_it_when_another_case_is_disposed_of() {
    let line =
        format!("schema: 1\ndisposed:\n  - {{id: d-2222, case: {CASE}, on: 2026-08-14, by: p-4kd7}}\n");
    for with_hub in [true, false] {
        let (sandbox, other) = if with_hub { pair() } else { old_case() };
        if with_hub {
            // the hub has moved on when the line is written
            sandbox.ok(&["-C", TOM, "--user", "tarden", "set", &other, "strengths.+.what=Draws maps"]);
            sandbox.ok(&["-C", TOM, "--user", "tarden", "sync"]);
        }
        sandbox.write("disposed.yaml", &line);
        if with_hub {
            sandbox.ok(&["sync"]);
        }
        sandbox.ok(&["set", CASE, "strengths.+.what=Still here"]);
        sandbox.ok(&["set", &other, "status=closed", "closing.date=2015-03-01"]);
        sandbox.ok(&[&["dispose", "--case", &other], &LEAVE[..]].concat());
        assert_eq!(sandbox.found_in(".", "Rangi Moana"), Vec::<String>::new());
        let record = sandbox.read(&Sandbox::file_of(CASE));
        assert!(record.contains("Hana") && record.contains("Still here"), "{record}");
        if has_git() {
            let past = sandbox.git(&["log", "--format=%h", "--", &Sandbox::file_of(CASE)]);
            assert!(past.lines().count() > 2, "{past}");
        }
        if with_hub {
            assert_eq!(tom(&sandbox, &["sync"]).code, 0);
            assert!(sandbox.read(&format!("{TOM}/{}", Sandbox::file_of(CASE))).contains("Still here"));
        }
    }
}

//! Two people, each with a copy of their own, and a hub between them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use snapbox::str;

use crate::common::{CASE, REQUEST, Ran, Sandbox, has_git, shows};

const HUB: &str = "../hub";
const TOM: &str = "../tom";

/// Kim's folder, a hub, and Tom's copy.
fn pair() -> Sandbox {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["sync", HUB]);
    sandbox.ok(&["--user", "tarden", "init", TOM, "--hub", HUB]);
    sandbox
}

fn tom(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run(&[&["-C", TOM, "--user", "tarden"], args].concat())
}

#[track_caller]
fn tom_ok(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.ok(&[&["-C", TOM, "--user", "tarden"], args].concat())
}

fn new_case(sandbox: &Sandbox, title: &str, by: &[&str]) -> String {
    let request = REQUEST.replace("Joining in at reading time", title);
    sandbox.write("../home/request.yaml", request);
    let said = sandbox.ok(&[by, &["new", "--from", "../home/request.yaml"]].concat());
    said.stdout.trim().to_owned()
}

/// Everything is in both copies and in the hub, byte for byte, and git finds nothing to complain of.
#[track_caller]
fn assert_same(sandbox: &Sandbox) {
    if !has_git() {
        return;
    }
    sandbox.assert_clean();
    for place in [TOM, HUB] {
        assert_eq!(sandbox.git(&["-C", place, "fsck", "--strict", "--full"]), "", "{place}");
    }
    assert_eq!(sandbox.git(&["-C", TOM, "status", "--porcelain"]), "");
    let tip = sandbox.git(&["rev-parse", "main"]);
    for place in [TOM, HUB] {
        assert_eq!(sandbox.git(&["-C", place, "rev-parse", "main"]), tip, "{place}");
    }
}

#[test]
fn work_goes_to_and_fro() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.run(&["sync"]),
        str![[r#"
--- stderr
error: this folder has no hub yet
  hint: Name a place that everybody reaches, such as a folder on the shared
    drive: `pikorua sync HUB`. It is made if it is not there, and remembered.
  hint: For the whole cluster, write `hub = "PLACE"` into pikorua.toml.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["sync", HUB]),
        str![[r#"
--- stderr
Came: nothing new.
Went: 3 changes by you to 1 case and 6 other files.

"#]],
    );
    shows(
        sandbox.run(&["--user", "tarden", "init", TOM, "--hub", HUB]),
        str![[r#"
[TEMP]/tom
--- stderr
This is your own copy of the cluster's work. `pikorua sync`, in it, exchanges
with the hub: before you begin and when you stop.
Keep it on an encrypted disk: whoever can open the folder can read every case
in it.

"#]],
    );
    assert_same(&sandbox);
    tom_ok(&sandbox, &["set", CASE, "status=active"]);
    tom_ok(&sandbox, &["set", CASE, "strengths.+.what=Finds a rhythm in anything"]);
    shows(
        tom(&sandbox, &["sync"]),
        str![[r#"
--- stderr
Came: nothing new.
Went: 2 changes by you to 1 case.

"#]],
    );
    sandbox.replace("settings/awa-school.yaml", "Anna Tupou", "Ana Tupou");
    shows(
        sandbox.run(&["sync"]),
        str![[r#"
--- stderr
note: `settings/awa-school.yaml` was edited by hand; that is recorded now.
`pikorua log` shows what changed.
Came: 2 changes by Tom Arden to 1 case.
Went: 1 edit by hand to 1 other file.

"#]],
    );
    shows(
        sandbox.run(&["sync"]),
        str![[r#"
--- stderr
Came: nothing new.
Went: nothing new.

"#]],
    );
    shows(
        tom(&sandbox, &["sync", "--json"]),
        str![[r#"
{
  "schema": "pikorua/sync/1",
  "hub": "[TEMP]/hub/",
  "came": {
    "by": [
      {
        "name": "by hand",
        "changes": 1
      }
    ],
    "cases": [],
    "files": [
      "settings/awa-school.yaml"
    ]
  },
  "went": {
    "by": [],
    "cases": [],
    "files": []
  },
  "disposed": [],
  "remarks": [],
  "questions": [],
  "second_versions": []
}

"#]],
    );
    assert_same(&sandbox);
    assert!(sandbox.read("../tom/settings/awa-school.yaml").contains("Ana Tupou"));
}

#[test]
fn both_change_different_cases() {
    let sandbox = pair();
    let other = new_case(&sandbox, "Words for the workshop", &[]);
    sandbox.ok(&["sync"]);
    tom_ok(&sandbox, &["sync"]);
    sandbox.ok(&["set", CASE, "status=active"]);
    tom_ok(&sandbox, &["set", &other, "status=active"]);
    let new = new_case(&sandbox, "A new one", &["-C", TOM, "--user", "tarden"]);
    sandbox.ok(&["sync"]);
    tom_ok(&sandbox, &["sync"]);
    sandbox.ok(&["sync"]);
    assert_same(&sandbox);
    for file in [CASE, &other] {
        let file = Sandbox::file_of(file);
        assert!(sandbox.read(&file).contains("status: active"), "{file}");
        assert_eq!(sandbox.read(&file), sandbox.read(&format!("../tom/{file}")));
    }
    assert!(sandbox.path(&Sandbox::file_of(&new)).exists());
    // nobody's work stands under another's name
    if has_git() {
        let log = sandbox.git(&["log", "--no-merges", "--format=%an", "--", &Sandbox::file_of(&other)]);
        assert_eq!(log, "Tom Arden\nKim Ngata\n");
        let log = sandbox.git(&["log", "--no-merges", "--format=%an", "--", &Sandbox::file_of(CASE)]);
        assert_eq!(log, "Kim Ngata\nKim Ngata\n");
    }
}

#[test]
fn both_change_the_same_case() {
    let sandbox = pair();
    sandbox.ok(&["set", CASE, "status=active"]);
    tom_ok(&sandbox, &["set", CASE, "strengths.+.what=Finds a rhythm in anything"]);
    sandbox.ok(&["sync"]);
    let said = tom(&sandbox, &["sync"]);
    assert!(said.code == 0 && !said.stderr.contains("beside"), "{said}");
    sandbox.ok(&["sync"]);
    assert_same(&sandbox);
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(record.contains("status: active") && record.contains("Finds a rhythm"), "{record}");
    let year = fs::read_dir(sandbox.path("cases/2026")).unwrap();
    assert_eq!(year.filter(|entry| entry.as_ref().unwrap().file_name() != "README.md").count(), 1);
}

#[test]
fn both_change_the_same_value() {
    let sandbox = pair();
    sandbox.ok(&["set", CASE, "title=Reading together", "status=active"]);
    tom_ok(&sandbox, &["set", CASE, "title=Books at the mat"]);
    sandbox.ok(&["sync"]);
    let said = tom(&sandbox, &["sync"]);
    assert_eq!(said.code, 4, "{said}");
    assert_eq!(sandbox.run(&["sync"]).code, 4, "the question travels like everything else");
    assert_same(&sandbox);
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(record.contains("Reading together") && record.contains("Books at the mat"), "{record}");
    assert!(record.contains("status: active") && !record.contains("<<<<<<<"), "{record}");
    assert!(sandbox.run(&["check", CASE]).stdout.contains("open-question"));
    let list = sandbox.run(&["list"]).stderr;
    assert!(
        list.contains("one question is open, where two people wrote different things: 2026-kf3m."),
        "{list}"
    );
    assert!(sandbox.ok(&["list", "--json"]).stdout.contains("\"questions\": 1,"));
    shows(
        sandbox.typed(&["sync", "--resolve"], "2\n"),
        str![[r#"
--- stderr
Came: nothing new.
Went: nothing new.
2026-kf3m: two people wrote different things in one place. It says now what Kim
Ngata on 14 August 2026 wrote. With what Tom Arden on 14 August 2026 wrote, this
would change:
  The title: “Reading together” → “Books at the mat”
  1  leave it as it stands now (Kim Ngata on 14 August 2026)
  2  take the other (Tom Arden on 14 August 2026)
  3  neither: write it anew
  4  later
number> Came: nothing new.
Went: 1 change by you to 1 case.

"#]],
    );
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
    assert!(!sandbox.read(&Sandbox::file_of(CASE)).contains("questions:"));
}

/// A question as the merge of records leaves it.
const QUESTION: &str = "\
questions:
  - id: u-aaaa
    path: title
    one: Joining in at reading time
    other: Reading together
    one_by: p-4kd7
    one_on: 2026-08-13
    other_by: p-7w2n
    other_on: 2026-08-14
";

#[test]
fn open_questions_are_asked_one_at_a_time() {
    let sandbox = pair();
    let file = Sandbox::file_of(CASE);
    sandbox.write(&file, sandbox.read(&file) + QUESTION);
    shows(
        sandbox.run(&["sync"]),
        str![[r#"
--- stderr
note: `cases/2026/2026-kf3m.yaml` was edited by hand; that is recorded now.
`pikorua log` shows what changed.
Came: nothing new.
Went: 1 edit by hand to 1 case.
error: one question is open, where two people wrote different things: 2026-kf3m
  hint: Everything else went through, and both versions are kept.
  hint: `pikorua sync --resolve` goes through them, one at a time.
exit 4

"#]],
    );
    assert_eq!(sandbox.run(&["sync", "--resolve"]).code, 1, "nobody is there to ask");
    shows(
        sandbox.typed(&["sync", "--resolve"], "2\n"),
        str![[r#"
--- stderr
Came: nothing new.
Went: nothing new.
2026-kf3m: two people wrote different things in one place. It says now what Kim
Ngata on 13 August 2026 wrote. With what Tom Arden on 14 August 2026 wrote, this
would change:
  The title: “Joining in at reading time” → “Reading together”
  1  leave it as it stands now (Kim Ngata on 13 August 2026)
  2  take the other (Tom Arden on 14 August 2026)
  3  neither: write it anew
  4  later
number> Came: nothing new.
Went: 1 change by you to 1 case.

"#]],
    );
    let now = sandbox.read(&file);
    assert!(now.contains("title: Reading together") && !now.contains("u-aaaa"), "{now}");
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
}

#[test]
fn questions_about_people_and_schools_are_asked_too() {
    let sandbox = pair();
    let (people, school) = ("people.yaml", "settings/awa-school.yaml");
    for (place, name) in [("", "kim"), ("../tom/", "tom")] {
        let (file, login) = (format!("{place}{people}"), "    logins: [tarden]");
        let email = format!("    email: {name}@te-awa.example\n{login}");
        sandbox.write(&file, sandbox.read(&file).replace(login, &email));
        let file = format!("{place}{school}");
        sandbox.write(&file, sandbox.read(&file).replace("Anna Tupou", &format!("Asked by {name}")));
    }
    sandbox.ok(&["sync"]);
    let said = tom(&sandbox, &["sync"]);
    assert_eq!(said.code, 4, "{said}");
    let said = sandbox.run(&["sync"]);
    assert_eq!(said.code, 4, "{said}");
    assert!(said.stderr.contains("2 questions are open"), "{said}");
    assert!(said.stderr.contains("people.yaml, settings/awa-school.yaml"), "{said}");
    assert_same(&sandbox);
    shows(
        sandbox.run(&["list"]),
        str![[r#"
2026-kf3m	handed in	individual	Awa School	Joining in at reading time	
--- stderr
1 case
note: 2 questions are open, where two people wrote different things:
people.yaml, settings/awa-school.yaml. `pikorua sync --resolve` goes through
them.

"#]],
    );
    let json: serde_json::Value = serde_json::from_str(&sandbox.run(&["sync", "--json"]).stdout).unwrap();
    assert_eq!(json["questions"][0]["file"], people);
    assert!(json["questions"][0]["case"].is_null());
    shows(
        sandbox.typed(&["sync", "--resolve"], "2\n3\nMere Pōtae\n"),
        str![[r#"
--- stderr
Came: nothing new.
Went: nothing new.
people.yaml: two people wrote different things in one place. It says now what
somebody by hand, recorded by Tom Arden on 14 August 2026 wrote. With what
somebody by hand, recorded by Kim Ngata on 14 August 2026 wrote, this would
change:
  people.p-7w2n.email: “tom@te-awa.example” → “kim@te-awa.example”
  1  leave it as it stands now (somebody by hand, recorded by Tom Arden on 14
     August 2026)
  2  take the other (somebody by hand, recorded by Kim Ngata on 14 August 2026)
  3  neither: write it anew
  4  later
number> settings/awa-school.yaml: two people wrote different things in one place. It
says now what somebody by hand, recorded by Tom Arden on 14 August 2026 wrote.
With what somebody by hand, recorded by Kim Ngata on 14 August 2026 wrote, this
would change:
  key_contact: “Asked by tom” → “Asked by kim”
  1  leave it as it stands now (somebody by hand, recorded by Tom Arden on 14
     August 2026)
  2  take the other (somebody by hand, recorded by Kim Ngata on 14 August 2026)
  3  neither: write it anew
  4  later
number> What shall it say?
> Came: nothing new.
Went: 2 changes by you to 2 other files.

"#]],
    );
    assert!(!sandbox.read(people).contains("questions:") && !sandbox.read(school).contains("questions:"));
    assert!(sandbox.read(school).contains("key_contact: Mere Pōtae\n"), "{}", sandbox.read(school));
    sandbox.ok(&["check"]);
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
}

#[test]
fn two_versions_of_a_file_that_is_no_record() {
    let sandbox = pair();
    let said_by = |place: &str, name: &str| {
        let file = format!("{place}pikorua.toml");
        let line = sandbox.read(&file).lines().find(|line| line.starts_with("name = ")).unwrap().to_owned();
        sandbox.write(&file, sandbox.read(&file).replace(&line, &format!("name = \"Cluster of {name}\"")));
    };
    said_by("", "kim");
    said_by("../tom/", "tom");
    sandbox.ok(&["sync"]);
    let said = tom(&sandbox, &["sync"]);
    assert_eq!(said.code, 4, "{said}");
    assert!(said.stderr.contains("beside `pikorua.toml`"), "{said}");
    // whoever was first hears of it at the next sync, and wherever somebody looks
    assert_eq!(sandbox.run(&["sync"]).code, 4);
    assert_same(&sandbox);
    let json: serde_json::Value = serde_json::from_str(&sandbox.run(&["sync", "--json"]).stdout).unwrap();
    assert_eq!(json["second_versions"][0]["file"], "pikorua.toml");
    let said = sandbox.run(&["list"]);
    assert!(said.code == 0 && said.stderr.contains("second versions that nobody has joined"), "{said}");
    let said = sandbox.run(&["check"]);
    assert!(said.code != 0 && said.stderr.contains("two people changed `pikorua.toml`"), "{said}");
    shows(
        sandbox.typed(&["sync", "--resolve"], "3\n"),
        str![[r#"
--- stderr
Came: nothing new.
Went: nothing new.
`pikorua.toml`: two people changed it, and the two versions could not be joined.
With the second, this would change:
  - name = "Cluster of tom"
  + name = "Cluster of kim"
  1  leave it as it stands now
  2  take the second
  3  later
number> Came: nothing new.
Went: nothing new.
error: second versions that nobody has joined or decided about:
  `pikorua.other-9e8df04e.toml` beside `pikorua.toml`
  hint: Everything else went through, and both versions are kept.
  hint: `pikorua sync --resolve` joins a case with its second version and asks
    where the two differ; of any other file it asks which of the two holds.
exit 4

"#]],
    );
    shows(
        sandbox.typed(&["sync", "--resolve"], "2\n"),
        str![[r#"
--- stderr
Came: nothing new.
Went: nothing new.
`pikorua.toml`: two people changed it, and the two versions could not be joined.
With the second, this would change:
  - name = "Cluster of tom"
  + name = "Cluster of kim"
  1  leave it as it stands now
  2  take the second
  3  later
number> Came: nothing new.
Went: 1 change by you to 2 other files.

"#]],
    );
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
    assert!(sandbox.read("pikorua.toml").contains("Cluster of kim"));
    assert_eq!(sandbox.run(&["list"]).stderr.lines().count(), 1);
    let room = sandbox.git(&["status", "--porcelain"]);
    assert!(room.is_empty(), "{room}");
}

#[test]
fn what_lies_unrecorded_goes_in_its_writers_name() {
    let sandbox = pair();
    let mut walk = sandbox.start_typing(&["-C", TOM, "--user", "tarden", "walk", CASE, "mana-motuhake"]);
    use std::io::Write;
    walk.stdin.as_mut().unwrap().write_all(b"She reads to her brother\n\n").unwrap();
    let file = sandbox.path(&format!("../tom/.git/pikorua/pending/{CASE}.yaml"));
    for _ in 0..200 {
        if fs::read_to_string(&file).unwrap_or_default().contains("reads to her brother") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    walk.kill().unwrap();
    walk.wait().unwrap();
    sandbox.replace("../tom/settings/awa-school.yaml", "Anna Tupou", "Ana Tupou");
    // Kim sits at Tom's laptop
    let said = sandbox.ok(&["-C", TOM, "--user", "kim", "sync"]);
    assert!(said.stderr.contains("in their name"), "{said}");
    sandbox.ok(&["sync"]);
    assert_same(&sandbox);
    if has_git() {
        let log = sandbox.git(&["log", "-2", "--format=%an|%cn"]);
        let mut log: Vec<&str> = log.lines().collect();
        log.sort_unstable();
        assert_eq!(log, ["Tom Arden|Kim Ngata", "by hand|Kim Ngata"]);
    }
}

#[test]
fn a_file_that_was_taken_away() {
    if !has_git() {
        return;
    }
    let sandbox = pair();
    let other = new_case(&sandbox, "Words for the workshop", &[]);
    sandbox.ok(&["sync"]);
    tom_ok(&sandbox, &["sync"]);
    let (file, changed) = (Sandbox::file_of(&other), Sandbox::file_of(CASE));
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=Kim", "-c", "user.email=k@example.nz", "-c", "gc.auto=0"];
        sandbox.git(&[&who[..], args].concat())
    };
    git(&["rm", "-q", &file, &changed]);
    git(&["commit", "-q", "-m", "gone"]);
    tom_ok(&sandbox, &["set", CASE, "status=active"]);
    tom_ok(&sandbox, &["sync"]);
    let said = sandbox.ok(&["sync"]);
    assert!(said.stderr.contains("taken away by one and changed by another"), "{said}");
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
    assert!(!sandbox.path(&format!("{TOM}/{file}")).exists(), "what nobody changed goes");
    assert!(sandbox.read(&changed).contains("status: active"), "what somebody changed stays");
}

#[test]
fn a_case_that_was_moved_and_changed() {
    if !has_git() {
        return;
    }
    let sandbox = pair();
    let (wrong, right) = (format!("cases/2025/{CASE}.yaml"), Sandbox::file_of(CASE));
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=Kim", "-c", "user.email=k@example.nz", "-c", "gc.auto=0"];
        sandbox.git(&[&who[..], args].concat())
    };
    fs::create_dir_all(sandbox.path("cases/2025")).unwrap();
    git(&["mv", &right, &wrong]);
    git(&["commit", "-q", "-m", "moved"]);
    tom_ok(&sandbox, &["set", CASE, "status=active"]);
    tom_ok(&sandbox, &["sync"]);
    sandbox.ok(&["sync"]);
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
    for folder in ["", "../tom/"] {
        assert!(
            sandbox.read(&format!("{folder}{wrong}")).contains("status: active"),
            "the change went along"
        );
        assert!(!sandbox.path(&format!("{folder}{right}")).exists());
    }
}

#[test]
fn the_same_id_twice() {
    let sandbox = pair();
    let id = "2026-h4ck";
    let case = |title: &str, row: &str| {
        format!(
            "schema: 1\nid: {id}\nkind: individual\nstatus: submitted\ntitle: {title}\nmokopuna:\n  - id: {row}\n    name: {title} Name\n"
        )
    };
    sandbox.write(&Sandbox::file_of(id), case("First", "m-aaaa"));
    sandbox.ok(&["sync"]);
    sandbox.write(&format!("{TOM}/{}", Sandbox::file_of(id)), case("Second", "m-bbbb"));
    let said = tom_ok(&sandbox, &["sync"]);
    assert!(said.stderr.contains("had been given the id 2026-h4ck"), "{said}");
    sandbox.ok(&["sync"]);
    assert_same(&sandbox);
    let year = fs::read_dir(sandbox.path("cases/2026")).unwrap();
    let mut titles = Vec::new();
    for entry in year {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(text.contains(&format!("id: {stem}\n")), "{stem}");
        titles.extend(text.lines().find_map(|line| line.strip_prefix("title: ")).map(str::to_owned));
    }
    titles.sort_unstable();
    assert_eq!(titles, ["First", "Joining in at reading time", "Second"]);
    let said = sandbox.run(&["check"]);
    assert!(!said.to_string().contains("id-not-the-files"), "{said}");
}

#[test]
fn lines_of_work_that_met_crosswise() {
    let sandbox = pair();
    let second = "../second-hub";
    // both join the same two changes, each in its own hub, before they meet again
    sandbox.ok(&["set", CASE, "status=active"]);
    tom_ok(&sandbox, &["set", CASE, "title=Reading together"]);
    sandbox.ok(&["sync", "../hub-of-kim"]);
    tom_ok(&sandbox, &["sync", "../hub-of-tom"]);
    sandbox.run(&["sync", "../hub-of-tom"]);
    tom(&sandbox, &["sync", "../hub-of-kim"]);
    sandbox.replace("settings/awa-school.yaml", "Anna Tupou", "Ana Tupou");
    sandbox.write(&format!("{TOM}/settings/kura.yaml"), "schema: 1\nid: kura\nname: Te Kura\nkind: kura\n");
    sandbox.run(&["sync", second]);
    tom(&sandbox, &["sync", second]);
    sandbox.run(&["sync", second]);
    if has_git() {
        assert_eq!(sandbox.git(&["rev-parse", "main"]), sandbox.git(&["-C", TOM, "rev-parse", "main"]));
        sandbox.assert_clean();
    }
    let year = fs::read_dir(sandbox.path("cases/2026")).unwrap();
    let all: String = year.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    assert!(all.contains("status: active") && all.contains("Reading together"), "{all}");
    assert!(sandbox.read("settings/awa-school.yaml").contains("Ana Tupou"));
    assert!(sandbox.read("settings/kura.yaml").contains("Te Kura"));
}

#[test]
fn a_hub_that_lost_something_is_left_alone() {
    let sandbox = pair();
    let before = sandbox.path("../before");
    crate::common::copy_folder(&sandbox.path(HUB), &before);
    sandbox.ok(&["set", CASE, "status=active"]);
    sandbox.ok(&["sync"]);
    fs::remove_dir_all(sandbox.path(HUB)).unwrap();
    crate::common::copy_folder(&before, &sandbox.path(HUB));
    sandbox.ok(&["set", CASE, "title=Reading together"]);
    shows(
        sandbox.run(&["sync"]),
        str![[r#"
--- stderr
error: the hub lacks work that it held when this folder saw it last
  it was replaced, set back to an earlier day, or its past was written anew
  hint: Nothing was changed, here or there, and nothing is lost here. Ask
    whoever looks after the hub what happened to it.
  hint: Where a new hub is meant to take its place, name it: `pikorua sync
    NEW-HUB`.
exit 4

"#]],
    );
    fs::remove_dir_all(sandbox.path(HUB)).unwrap();
    shows(
        sandbox.run(&["sync"]),
        str![[r#"
--- stderr
error: the hub `[TEMP]/hub` is not there
  hint: Is the drive connected? What you recorded is safe in this folder.
  hint: Where the hub has moved, name its new place: `pikorua sync HUB`.
exit 1

"#]],
    );
    assert!(!sandbox.path(HUB).exists(), "a drive that is not connected is no place for a new hub");
    shows(
        sandbox.run(&["sync", "../no/such/drive"]),
        str![[r#"
--- stderr
error: there is no place for a hub at `[TEMP]/no/such/drive`
  hint: Is the drive connected? Make the folder above it first, or name another
    place.
exit 1

"#]],
    );
    // named, a new one takes its place
    sandbox.ok(&["sync", "../new-hub"]);
    assert!(sandbox.read(&Sandbox::file_of(CASE)).contains("Reading together"));
    sandbox.assert_clean();
}

#[test]
fn a_copy_brings_its_people_along() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.transcript(&[
            &["init", "../third", "--hub", HUB, "--name", "Tom Arden"],
            &["init", "../third", "--hub", HUB, "--cluster", "Te Awa"],
        ]),
        str![[r#"
$ pikorua init ../third --hub ../hub --name "Tom Arden"
--- stderr
error: `--name` is for a new cluster, and a copy brings its people along
  hint: Leave it out. You are known by your login name in people.yaml: `pikorua
    edit people` in the copy adds it, or say who you are with `--user`.
exit 2

$ pikorua init ../third --hub ../hub --cluster "Te Awa"
--- stderr
error: `--cluster` is for a new cluster, and a copy brings its name along
  hint: Leave it out; without `--hub` a new cluster is made.
exit 2

"#]],
    );
    assert!(!sandbox.path("../third").exists());
}

#[test]
fn folders_that_have_nothing_in_common() {
    let sandbox = pair();
    sandbox.ok(&["init", "../else", "--cluster", "Elsewhere", "--name", "Mere Else"]);
    shows(
        sandbox.run(&["-C", "../else", "sync", HUB]),
        str![[r#"
--- stderr
error: this folder and the hub have nothing in common: each was begun by itself
  hint: Nothing was changed, here or there. Is it the hub of another cluster?
    Then name yours.
  hint: Where both belong together, make a copy with `pikorua init FOLDER --hub
    HUB`, and put your case files into it.
exit 4

"#]],
    );
    shows(
        sandbox.run(&["sync", "../else"]),
        str![[r#"
--- stderr
error: `[TEMP]/else/` is not a hub
  hint: A hub is a place where nobody works: name a folder that is not there
    yet, or the hub your cluster has.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["init", "../third", "--hub", "../nowhere"]),
        str![[r#"
--- stderr
error: there is no hub at `[TEMP]/nowhere`
  hint: Is the drive connected? Somebody makes the hub with `pikorua sync HUB`,
    in the cluster's folder.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["init", TOM, "--hub", HUB]),
        str![[r#"
--- stderr
error: `../tom` is a cluster's folder already
  hint: Go into it and work; `pikorua edit cluster` changes what it says about
    itself.
exit 1

"#]],
    );
    assert!(!sandbox.path("../third").exists());
}

#[test]
fn a_copy_from_last_term() {
    let sandbox = pair();
    for n in 0..30 {
        sandbox.ok(&["set", CASE, &format!("title=Title {n}")]);
    }
    let new: Vec<String> = (0..3).map(|n| new_case(&sandbox, &format!("New {n}"), &[])).collect();
    sandbox.ok(&["sync"]);
    tom_ok(&sandbox, &["set", CASE, "status=active"]);
    tom(&sandbox, &["sync"]);
    sandbox.run(&["sync"]);
    assert_same(&sandbox);
    for id in new {
        assert!(sandbox.path(&format!("{TOM}/{}", Sandbox::file_of(&id))).exists());
    }
}

#[test]
fn an_interrupted_sending() {
    if !has_git() {
        return;
    }
    let sandbox = pair();
    sandbox.ok(&["set", CASE, "status=active"]);
    // everything is in the hub, and nothing leads to it; and a piece of another one lies about
    let objects = sandbox.path("../hub/objects");
    crate::common::copy_folder(&sandbox.path(".git/objects"), &objects);
    fs::create_dir(objects.join("tmp_objdir-pikorua-x")).unwrap();
    fs::write(objects.join("tmp_objdir-pikorua-x/pack_1"), "PACK").unwrap();
    let said = sandbox.ok(&["sync"]);
    assert!(said.stderr.contains("Went: 1 change by you to 1 case."), "{said}");
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
}

#[test]
fn a_lock_that_a_sender_left_in_the_hub() {
    let sandbox = pair();
    let lock = sandbox.path(HUB).join("refs/heads/main.lock");
    sandbox.ok(&["set", CASE, "title=Kim's words"]);
    fs::write(&lock, "").unwrap();
    // it may be of somebody who sends at this moment
    let said = sandbox.run(&["sync"]);
    assert!(said.code == 5 && said.stderr.contains("what it left goes"), "{said}");
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(120);
    fs::File::options().write(true).open(&lock).unwrap().set_modified(then).unwrap();
    sandbox.ok(&["sync"]);
    assert!(!lock.exists());
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
}

#[test]
fn taking_in_that_was_broken_off() {
    if !has_git() {
        return;
    }
    let sandbox = pair();
    let other = new_case(&sandbox, "Words for the workshop", &[]);
    sandbox.ok(&["set", CASE, "status=active"]);
    sandbox.ok(&["sync"]);
    let tip = sandbox.git(&["rev-parse", "main"]).trim().to_owned();
    let file = Sandbox::file_of(CASE);
    // as it lies after an end in the middle: the mark, the objects, one of the two files
    for brought in [false, true] {
        let old = sandbox.git(&["-C", TOM, "rev-parse", "main"]).trim().to_owned();
        if old == tip {
            sandbox.git(&["-C", TOM, "reset", "-q", "--hard", "main~2"]);
        }
        let old = sandbox.git(&["-C", TOM, "rev-parse", "main"]).trim().to_owned();
        crate::common::copy_folder(&sandbox.path("../hub/objects"), &sandbox.path("../tom/.git/objects"));
        sandbox.write(&format!("{TOM}/.git/pikorua/exchange/{tip}"), format!("{old}\n"));
        if brought {
            sandbox.write(&format!("{TOM}/{file}"), sandbox.read(&file));
        }
        // any command that changes something finishes it first
        tom_ok(&sandbox, &["set", CASE, &format!("title=Reading {brought}")]);
        let log = sandbox.git(&["-C", TOM, "log", "--format=%an %s"]);
        let log: Vec<&str> = log.lines().take(3).collect();
        assert_eq!(log[0], "Tom Arden changed: the title");
        assert!(log[1].starts_with("Kim Ngata") && log[2].starts_with("Kim Ngata"), "{log:?}");
        assert_eq!(sandbox.git(&["-C", TOM, "rev-parse", "main~1"]).trim(), tip);
        assert!(sandbox.read(&format!("{TOM}/{file}")).contains("status: active"));
        assert!(sandbox.path(&format!("{TOM}/{}", Sandbox::file_of(&other))).exists());
        assert_eq!(fs::read_dir(sandbox.path("../tom/.git/pikorua/exchange")).unwrap().count(), 0);
        sandbox.git(&["-C", TOM, "reset", "-q", "--hard", "main~1"]);
    }
    sandbox.ok(&["sync"]);
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
}

#[test]
fn addresses_must_be_accepted() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.run(&["sync", "ssh://git@hub.example/te-awa.git"]),
        str![[r#"
--- stderr
error: the cluster's work may not go to `hub.example`
  pikorua.toml does not name that computer
  hint: Where your cluster has agreed to it, write into pikorua.toml: `[hub]`,
    `host = "hub.example"`, `accepted_by = "p-…"` (the id of the person who
    decided).
exit 3

"#]],
    );
    let toml = sandbox.read("pikorua.toml");
    sandbox
        .write("pikorua.toml", format!("{toml}\n[hub]\nhost = \"hub.example\"\naccepted_by = \"p-none\"\n"));
    let said = sandbox.run(&["sync", "git@HUB.example:te-awa.git"]);
    assert_eq!(said.code, 3, "{said}");
    assert!(said.stderr.contains("is not in people.yaml"), "{said}");
}

/// An address, with a program in the place of ssh that runs what it is told here.
#[cfg(unix)]
#[test]
fn an_address_works_with_the_users_git() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/ssh.sh", "while [ $# -gt 1 ]; do shift; done\nexec sh -c \"$1\"\n");
    let hub = sandbox.path(HUB);
    sandbox.git(&["init", "-q", "--bare", "-b", "main", hub.to_str().unwrap()]);
    let toml = sandbox.read("pikorua.toml");
    sandbox
        .write("pikorua.toml", format!("{toml}\n[hub]\nhost = \"hub.example\"\naccepted_by = \"p-4kd7\"\n"));
    let address = format!("ssh://git@hub.example{}", hub.display());
    let with_ssh = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("GIT_SSH_COMMAND", format!("sh {}", sandbox.home().join("ssh.sh").display()));
        command.env("GIT_SSH_VARIANT", "simple");
        sandbox.finish(command)
    };
    let said = with_ssh(&["sync", &address]);
    assert_eq!(said.code, 0, "{said}");
    // a hub whose cluster has not accepted the host: nothing of it is kept
    sandbox.git(&["push", "-q", hub.to_str().unwrap(), "main~1:refs/heads/main", "--force"]);
    let said = with_ssh(&["init", "../refused", "--hub", &address]);
    assert_eq!(said.code, 3, "{said}");
    assert!(!sandbox.path("../refused").exists());
    sandbox.git(&["push", "-q", hub.to_str().unwrap(), "main:refs/heads/main"]);
    let said = with_ssh(&["--user", "tarden", "init", TOM, "--hub", &address]);
    assert_eq!(said.code, 0, "{said}");
    tom_ok(&sandbox, &["set", CASE, "status=active"]);
    assert_eq!(with_ssh(&["-C", TOM, "--user", "tarden", "sync"]).code, 0);
    let other = new_case(&sandbox, "Words for the workshop", &[]);
    assert_eq!(with_ssh(&["sync"]).code, 0);
    assert_eq!(with_ssh(&["-C", TOM, "--user", "tarden", "sync"]).code, 0);
    assert_same(&sandbox);
    assert!(sandbox.path(&format!("{TOM}/{}", Sandbox::file_of(&other))).exists());
}

/// How many copies send at once, and how many changes each makes.
const COPIES: usize = 6;
const CHANGES: usize = 10;

#[test]
fn many_send_at_once_and_all_of_it_arrives() {
    let sandbox = pair();
    let folder = |n: usize| format!("../copy-{n}");
    for n in 0..COPIES {
        sandbox.ok(&["--user", "tarden", "init", &folder(n), "--hub", HUB]);
        let file = format!("{}/settings/place-{n}.yaml", folder(n));
        sandbox.write(&file, format!("schema: 1\nid: place-{n}\nname: 'Place'\nkind: kura\n"));
    }
    let retried = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for n in 0..COPIES {
            let (sandbox, retried) = (&sandbox, &retried);
            scope.spawn(move || {
                let file = format!("{}/settings/place-{n}.yaml", folder(n));
                for change in 0..CHANGES {
                    sandbox.write(
                        &file,
                        format!("schema: 1\nid: place-{n}\nname: 'Place {n} {change}'\nkind: kura\n"),
                    );
                    let mut said = sandbox.run(&["-C", &folder(n), "--user", "tarden", "sync"]);
                    while said.code == 5 {
                        retried.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                        said = sandbox.run(&["-C", &folder(n), "--user", "tarden", "sync"]);
                    }
                    assert_eq!(said.code, 0, "{said}");
                }
            });
        }
    });
    sandbox.ok(&["sync"]);
    tom_ok(&sandbox, &["sync"]);
    assert_same(&sandbox);
    let mut arrived = 0;
    for n in 0..COPIES {
        let text = sandbox.read(&format!("settings/place-{n}.yaml"));
        assert!(text.contains(&format!("Place {n} {}'", CHANGES - 1)), "{text}");
    }
    if has_git() {
        let log =
            sandbox.git(&["-C", HUB, "log", "--no-merges", "--format=", "-p", "main", "--", "settings"]);
        for n in 0..COPIES {
            for change in 0..CHANGES {
                let line = format!("+name: 'Place {n} {change}'");
                arrived += usize::from(log.contains(&line));
            }
        }
        let tried_again = retried.load(std::sync::atomic::Ordering::SeqCst);
        eprintln!("{arrived} of {} changes arrived; {tried_again} times told to try again", COPIES * CHANGES);
        assert_eq!(arrived, COPIES * CHANGES);
    }
}

#[test]
fn two_processes_in_one_folder() {
    let sandbox = pair();
    let mut running = Vec::new();
    for n in 0..6 {
        new_case(&sandbox, &format!("At once {n}"), &["-C", TOM, "--user", "tarden"]);
    }
    tom_ok(&sandbox, &["sync"]);
    for _ in 0..4 {
        let mut command: Command = sandbox.command(&["sync"]);
        running.push(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    }
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_same(&sandbox);
    if has_git() {
        assert!(!sandbox.git(&["log", "--format=%an"]).contains("by hand"), "nobody edited by hand");
    }
}

#[test]
fn two_make_the_hub_at_once() {
    let sandbox = Sandbox::cluster();
    crate::common::copy_folder(&sandbox.folder(), &sandbox.path(TOM));
    let start = |folder: &str| {
        let mut command = sandbox.command(&["-C", folder, "sync", HUB]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    for child in [start("."), start(TOM)] {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_same(&sandbox);
    let beside: Vec<PathBuf> = crate::common::entries(&sandbox.path(".."));
    assert!(!beside.iter().any(|path| path.to_string_lossy().contains(".hub-")), "{beside:?}");
}

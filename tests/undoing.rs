//! Taking changes back, and bringing back what is gone.

use std::fs;

use snapbox::str;

use crate::common::{CASE, REQUEST, Sandbox, has_git, shows};

fn file() -> String {
    Sandbox::file_of(CASE)
}

/// The id of the newest change, as `log` shows it.
fn newest(sandbox: &Sandbox, case: &str) -> String {
    let log = sandbox.ok(&["log", case, "--json"]).stdout;
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    log["entries"][0]["version"].as_str().unwrap().to_owned()
}

/// What was said, without the ids of changes.
fn told(text: impl ToString) -> String {
    let words = text.to_string();
    let is_id = |word: &&str| word.len() == 8 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let mut shown = words.clone();
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(is_id) {
        shown = shown.replace(word, "[CHANGE]");
    }
    shown
}

#[test]
fn the_last_change_is_taken_back_and_that_too() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&file());
    sandbox.ok(&["set", CASE, "title=Reading at home", "strengths.+.what=Tells long stories"]);
    let after = sandbox.read(&file());
    shows(
        told(sandbox.transcript(&[&["undo"], &["undo"], &["undo", CASE]])),
        str![[r#"
$ pikorua undo
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  2026-kf3m: changed: the title, what
  2026-kf3m goes back:
    No longer there: one strength, interest or passion, “Tells long stories”
    The title: “Reading at home” → “Joining in at reading time”
--- stderr
Taken back, and recorded as [CHANGE]. `pikorua undo [CHANGE]` brings it back
again.

$ pikorua undo
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  2026-kf3m: taken back: changed: the title, what
  2026-kf3m goes back:
    New: one strength, interest or passion, “Tells long stories”
    The title: “Joining in at reading time” → “Reading at home”
--- stderr
Taken back, and recorded as [CHANGE]. `pikorua undo [CHANGE]` brings it back
again.

$ pikorua undo 2026-kf3m
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  2026-kf3m: brought back: changed: the title, what
  2026-kf3m goes back:
    No longer there: one strength, interest or passion, “Tells long stories”
    The title: “Reading at home” → “Joining in at reading time”
--- stderr
Taken back, and recorded as [CHANGE]. `pikorua undo [CHANGE]` brings it back
again.

"#]],
    );
    assert_eq!(sandbox.read(&file()), before);
    sandbox.ok(&["undo"]);
    assert_eq!(sandbox.read(&file()), after);
    sandbox.assert_clean();
    let log = sandbox.ok(&["log", CASE]).stdout;
    shows(
        told(log),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  brought back: changed: the title, what
    New: one strength, interest or passion, “Tells long stories”
    The title: “Joining in at reading time” → “Reading at home”

14 August 2026, 10:00  Kim Ngata  [CHANGE]
  taken back: changed: the title, what
    No longer there: one strength, interest or passion, “Tells long stories”
    The title: “Reading at home” → “Joining in at reading time”

14 August 2026, 10:00  Kim Ngata  [CHANGE]
  brought back: changed: the title, what
    New: one strength, interest or passion, “Tells long stories”
    The title: “Joining in at reading time” → “Reading at home”

14 August 2026, 10:00  Kim Ngata  [CHANGE]
  taken back: changed: the title, what
    No longer there: one strength, interest or passion, “Tells long stories”
    The title: “Reading at home” → “Joining in at reading time”

14 August 2026, 10:00  Kim Ngata  [CHANGE]
  changed: the title, what
    New: one strength, interest or passion, “Tells long stories”
    The title: “Joining in at reading time” → “Reading at home”

14 August 2026, 10:00  Kim Ngata  [CHANGE]
  Request for support: left
    The kind of work: individual
    Where it stands: handed in
    The title: “Joining in at reading time”
    The layer of support: Te Arotahi
    What it is about: new: learning
    The school, kura or service: Awa School
    New: one mokopuna, or a group by description and size, “Hana Pōtae”
      The year level: 3
      The languages they speak: te reo Māori; English
    The request for support
      When somebody first noticed: 1 June 2026
      When it was talked over with the liaison RTLB: 10 August 2026
      When it was handed in: 14 August 2026
      Who asks, and what they are: “Anna Tupou, learning support coordinator”
      What people are good at, enjoy and bring: new: “Tells long stories with
        many voices”
      What worries the people around: new: “At reading time she looks for
        something else to do”
      What they hope from working together: new: “Aroha, her mum: that she reads
        to her little brother”
      What was tried, and how it went: new: “A seat beside a friend, for three
        weeks”
      How everyone will know that it helped: “She takes a book to the mat
        without being asked”
      When the whānau signed it: 10 August 2026
      How whānau saw it, and what they said: “Anna read it out to Aroha on 10
        August, and she agreed”
    New: one step on the way of a request and a case, handed in
      When: 14 August 2026
      Who decided: Kim Ngata
    Not needed – Who else is helping, or has helped before?: nobody else is
      in it


"#]],
    );
}

#[test]
fn work_elsewhere_in_the_record_stays() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "title=Reading at home"]);
    let change = newest(&sandbox, CASE);
    sandbox.ok(&["set", CASE, "strengths.+.what=Tells long stories"]);
    sandbox.replace(&file(), "focus:", "# as Anna says\nfocus:");
    sandbox.ok(&["undo", &change]);
    let text = sandbox.read(&file());
    for part in ["title: Joining in at reading time", "what: Tells long stories", "# as Anna says"] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    sandbox.assert_clean();
}

#[test]
fn what_later_work_was_built_on_stays() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "title=Reading at home"]);
    let change = newest(&sandbox, CASE);
    sandbox.ok(&["--user", "tom", "set", CASE, "title=Reading anywhere"]);
    let text = sandbox.read(&file());
    let refused = sandbox.run(&["undo", &change]);
    shows(
        told(&refused),
        str![[r#"
--- stderr
error: later work in 2026-kf3m was built on this change, so it was not taken
  back
  changed again since: the title
  14 August 2026, 10:00, Tom Arden: changed: the title ([CHANGE])
  hint: Take the later change back first: `pikorua undo [CHANGE]`.
  hint: Or write what shall stand there now: `pikorua edit 2026-kf3m`.
exit 4

"#]],
    );
    assert_eq!(refused.code, 4);
    assert_eq!(sandbox.read(&file()), text);
    // a row that something names by now
    sandbox.ok(&["set", CASE, "plan.goals.+.what=Joins in"]);
    let change = newest(&sandbox, CASE);
    let goal = sandbox.read(&file()).split("id: g-").nth(1).unwrap()[..4].to_owned();
    sandbox.replace(&file(), "course:", &format!("x_seen_in: g-{goal}\ncourse:"));
    let refused = sandbox.run(&["undo", &change]);
    shows(
        told(&refused).replace(&goal, "aaaa"),
        str![[r#"
--- stderr
error: later work names what this change brought, so it was not taken back:
  `g-aaaa`, in 2026-kf3m
  hint: `pikorua log 2026-kf3m` lists the changes to it; take back the one that
    names it first.
  hint: Or take the name out there: `pikorua edit 2026-kf3m`.
exit 4

"#]],
    );
    assert_eq!(refused.code, 4);
    sandbox.assert_clean();
}

#[test]
fn somebody_elses_work_is_asked_about_first() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["--user", "tom", "set", CASE, "title=Reading at home"]);
    let text = sandbox.read(&file());
    let refused = sandbox.run(&["undo", CASE]);
    shows(
        told(&refused),
        str![[r#"
14 August 2026, 10:00  Tom Arden  [CHANGE]
  2026-kf3m: changed: the title
  2026-kf3m goes back:
    The title: “Reading at home” → “Joining in at reading time”
--- stderr
error: that is the work of Tom Arden, so it was not taken back
  hint: Talk with them; `--yes` takes it back without asking.
exit 4

"#]],
    );
    assert_eq!((refused.code, sandbox.read(&file())), (4, text.clone()));
    let asked = sandbox.typed(&["undo", CASE], "1\n");
    shows(
        told(&asked),
        str![[r#"
14 August 2026, 10:00  Tom Arden  [CHANGE]
  2026-kf3m: changed: the title
  2026-kf3m goes back:
    The title: “Reading at home” → “Joining in at reading time”
--- stderr
That is the work of Tom Arden. Take it back?
  1  no, leave it as it is (Enter)
  2  yes, take it back
number> Nothing was taken back.

"#]],
    );
    assert_eq!(sandbox.read(&file()), text);
    assert_eq!(sandbox.typed(&["undo", CASE], "").code, 0);
    assert_eq!(sandbox.read(&file()), text);
    let shown = sandbox.ok(&["undo", CASE, "--dry-run"]);
    assert!(shown.stderr.contains("Nothing was taken back so far"), "{shown}");
    assert_eq!(sandbox.read(&file()), text);
    sandbox.typed(&["undo", CASE], "2\n");
    assert!(sandbox.read(&file()).contains("title: Joining in"));
    // what was taken back is Kim's own change now
    sandbox.ok(&["undo", CASE]);
    assert_eq!(sandbox.read(&file()), text);
    sandbox.ok(&["--user", "tom", "undo", CASE, "--yes"]);
    assert!(sandbox.read(&file()).contains("title: Joining in"));
    // an edit by hand is the last change as soon as it is there
    sandbox.replace(&file(), "Joining in", "Taking part");
    assert_eq!(sandbox.run(&["undo"]).code, 4);
    sandbox.ok(&["undo", "--yes"]);
    assert!(sandbox.read(&file()).contains("title: Joining in"));
    sandbox.assert_clean();
}

#[test]
fn a_new_case_goes_and_comes_back() {
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/request.yaml", REQUEST);
    let id = sandbox.ok(&["new", "--from", "../home/request.yaml"]).stdout.trim().to_owned();
    let text = sandbox.read(&Sandbox::file_of(&id));
    let shown = sandbox.transcript(&[&["undo", &id], &["show", &id], &["undo", &id]]);
    shows(
        told(shown).replace(&id, "2026-aaaa"),
        str![[r#"
$ pikorua undo 2026-aaaa
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  2026-aaaa: Request for support: left
  2026-aaaa is taken out of the folder; its history stays
--- stderr
Taken back, and recorded as [CHANGE]. `pikorua undo [CHANGE]` brings it back
again.

$ pikorua show 2026-aaaa
--- stderr
error: 2026-aaaa was taken out of the folder on 14 August 2026, by Kim Ngata
  hint: `pikorua undo 2026-aaaa` brings it back.
exit 1

$ pikorua undo 2026-aaaa
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  2026-aaaa: taken back: Request for support: left
  2026-aaaa is in the folder again
--- stderr
Taken back, and recorded as [CHANGE]. `pikorua undo [CHANGE]` brings it back
again.

"#]],
    );
    assert_eq!(sandbox.read(&Sandbox::file_of(&id)), text);
    // a case that another one names stays
    sandbox.ok(&["set", CASE, &format!("links.+.case={id}")]);
    let refused = sandbox.run(&["undo", &newest(&sandbox, &id)]);
    shows(
        told(&refused).replace(&id, "2026-aaaa"),
        str![[r#"
--- stderr
error: later work names what this change brought, so it was not taken back:
  `2026-aaaa`, in 2026-kf3m
  hint: `pikorua log 2026-kf3m` lists the changes to it; take back the one that
    names it first.
  hint: Or take the name out there: `pikorua edit 2026-kf3m`.
exit 4

"#]],
    );
    assert_eq!(refused.code, 4);
    sandbox.ok(&["undo", &newest(&sandbox, CASE)]);
    sandbox.assert_clean();
}

#[test]
fn a_case_that_is_gone_is_said_and_offered_back() {
    let sandbox = Sandbox::cluster();
    let text = sandbox.read(&file());
    let take = || fs::remove_file(sandbox.path(&file())).unwrap();
    take();
    let shown = sandbox.transcript(&[
        &["list"],
        &["check"],
        &["show", CASE],
        &["set", "kf3m", "status=active"],
        &["walk", "Hana"],
        &["undo", CASE],
        &["undo", "--gone"],
    ]);
    shows(
        shown,
        str![[r#"
$ pikorua list
--- stderr
No cases yet. `pikorua new` records a request for support.
note: gone from the folder: 2026-kf3m. `pikorua undo 2026-kf3m` brings it back
as it was recorded.

$ pikorua check
--- stderr
Looked at 3 files: nothing to say.
note: gone from the folder: 2026-kf3m. `pikorua undo 2026-kf3m` brings it back
as it was recorded.

$ pikorua show 2026-kf3m
--- stderr
error: the file of 2026-kf3m is gone from the folder; it was last recorded on 14
  August 2026, by Kim Ngata
  hint: `pikorua undo 2026-kf3m` brings it back.
exit 1

$ pikorua set kf3m status=active
--- stderr
error: the file of 2026-kf3m is gone from the folder; it was last recorded on 14
  August 2026, by Kim Ngata
  hint: `pikorua undo 2026-kf3m` brings it back.
exit 1

$ pikorua walk Hana
--- stderr
error: the file of 2026-kf3m is gone from the folder; it was last recorded on 14
  August 2026, by Kim Ngata
  hint: `pikorua undo 2026-kf3m` brings it back.
exit 1

$ pikorua undo 2026-kf3m
--- stderr
`cases/2026/2026-kf3m.yaml` is back as it was recorded on 14 August 2026, by
Kim Ngata.

$ pikorua undo --gone
--- stderr
No file is gone from the folder.

"#]],
    );
    assert_eq!(sandbox.read(&file()), text);
    take();
    fs::remove_file(sandbox.path("settings/awa-school.yaml")).unwrap();
    let listed = sandbox.ok(&["list"]);
    assert!(one_line(&listed.stderr).contains("`pikorua undo --gone` brings all of it back"), "{listed}");
    let left = sandbox.typed(&["show", "2026-k"], "2\n");
    assert_eq!((left.code, sandbox.path(&file()).exists()), (1, false));
    let opened = sandbox.typed(&["show", "2026-k"], "1\n");
    shows(
        opened.stderr,
        str![[r#"
The file of 2026-kf3m is gone from the folder; it was last recorded on 14 August
2026, by Kim Ngata. Bring it back?
  1  yes, as it was last recorded (Enter)
  2  no
number> `cases/2026/2026-kf3m.yaml` is back as it was recorded on 14 August 2026, by
Kim Ngata.

"#]],
    );
    assert!(opened.stdout.contains("Joining in at reading time"));
    sandbox.ok(&["undo", "settings/awa-school.yaml"]);
    sandbox.assert_clean();
}

#[test]
fn what_was_typed_before_a_case_was_taken_away_comes_back_with_it() {
    let sandbox = Sandbox::cluster();
    let mut walk = sandbox.start_typing(&["walk", CASE, "mana-motuhake"]);
    use std::io::Write;
    let mut typing = walk.stdin.take().unwrap();
    typing.write_all(b"She reads to her brother\n\n").unwrap();
    typing.flush().unwrap();
    let typed =
        || fs::read_to_string(sandbox.path(&file())).unwrap_or_default().contains("reads to her brother");
    for _ in 0..200 {
        if typed() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(typed());
    walk.kill().unwrap();
    walk.wait().unwrap();
    fs::remove_file(sandbox.path(&file())).unwrap();
    sandbox.run(&["show", CASE]);
    sandbox.ok(&["undo", CASE]);
    assert!(typed());
    sandbox.assert_clean();
}

#[test]
fn a_deletion_that_is_recorded_can_be_taken_back() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::cluster();
    let text = sandbox.read(&file());
    sandbox.git(&["rm", "-q", &file()]);
    sandbox.git(&["-c", "user.name=Tom Arden", "-c", "user.email=x", "commit", "-q", "-m", "Hana is away"]);
    let refused = sandbox.run(&["show", CASE]);
    shows(
        told(&refused).replace(&today(), "[TODAY]"),
        str![[r#"
--- stderr
error: 2026-kf3m was taken out of the folder on [TODAY], by Tom Arden
  hint: `pikorua undo 2026-kf3m` brings it back.
exit 1

"#]],
    );
    sandbox.ok(&["undo", CASE, "--yes"]);
    assert_eq!(sandbox.read(&file()), text);
    // what somebody wrote about it with another program may hold a name
    assert!(!sandbox.git(&["log", "-1", "--format=%B"]).contains("Hana"));
    sandbox.assert_clean();
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn today() -> String {
    jiff::Timestamp::now().in_tz("Pacific/Auckland").unwrap().strftime("%-d %B %Y").to_string()
}

#[test]
fn without_the_files_of_the_cluster_nobody_can_work_so_they_come_back() {
    let sandbox = Sandbox::cluster();
    let whole = sandbox.read("pikorua.toml");
    for name in ["people.yaml", "pikorua.toml"] {
        fs::remove_file(sandbox.path(name)).unwrap();
    }
    shows(
        sandbox.transcript(&[
            &["list"],
            &["undo", "pikorua.toml"],
            &["list"],
            &["undo", "people"],
            &["list"],
        ]),
        str![[r#"
$ pikorua list
--- stderr
error: `pikorua.toml` is gone from this folder, and without it nobody can work
  there
  hint: `pikorua undo pikorua.toml` brings it back as it was last recorded.
exit 1

$ pikorua undo pikorua.toml
--- stderr
`pikorua.toml` is back as it was recorded on 14 August 2026, by Kim Ngata.

$ pikorua list
--- stderr
error: there is no `people.yaml` in `[FOLDER]`
  hint: `people.yaml` lists the cluster's practitioners and leaders.
  hint: `pikorua undo people.yaml` brings back what was last recorded of it.
exit 1

$ pikorua undo people
--- stderr
`people.yaml` is back as it was recorded on 14 August 2026, by Kim Ngata.

$ pikorua list
2026-kf3m	handed in	individual	Awa School	Joining in at reading time	
--- stderr
1 case

"#]],
    );
    sandbox.write("pikorua.toml", &whole[..20]);
    let broken = sandbox.run(&["list"]);
    assert!(one_line(&broken.stderr).contains("`pikorua undo pikorua.toml` brings back"), "{broken}");
    let back = sandbox.ok(&["undo", "pikorua.toml"]);
    assert!(one_line(&back.stderr).contains("it lies beside it now"), "{back}");
    assert_eq!(sandbox.read("pikorua.toml"), whole);
    let beside = fs::read_dir(sandbox.folder())
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with("pikorua.other-"));
    assert_eq!(fs::read_to_string(beside.unwrap().path()).unwrap(), whole[..20]);
    sandbox.ok(&["list"]);
}

#[test]
fn what_cannot_be_taken_back_says_why() {
    let sandbox = Sandbox::cluster();
    let first = serde_json::from_str::<serde_json::Value>(&sandbox.ok(&["log", "--json"]).stdout).unwrap();
    let first = first["entries"].as_array().unwrap().last().unwrap()["version"].as_str().unwrap().to_owned();
    sandbox.ok(&["set", CASE, "title=Reading at home"]);
    let change = newest(&sandbox, CASE);
    sandbox.ok(&["undo", &change]);
    shows(
        told(sandbox.transcript(&[
            &["undo", &first],
            &["undo", &change],
            &["undo", "00000000"],
            &["undo", "nobody"],
            &["undo", "settings/none.yaml"],
            &["undo", CASE, "--gone"],
        ]))
        .replace(&first, "[CHANGE]"),
        str![[r#"
$ pikorua undo [CHANGE]
--- stderr
error: that is how this folder began, so it is not taken back
  hint: Take a later change back, or a case by its id: `pikorua log` lists them.
exit 1

$ pikorua undo [CHANGE]
--- stderr
error: [CHANGE] is taken back already
  nothing of what it changed still stands as it left it
  hint: `pikorua log` shows what became of it.
exit 1

$ pikorua undo [CHANGE]
--- stderr
error: there is no case `[CHANGE]`
  hint: `pikorua list` lists the cases.
  hint: `pikorua log` lists the changes.
exit 1

$ pikorua undo nobody
--- stderr
error: there is no case `nobody`
  hint: `pikorua list` lists the cases.
  hint: `pikorua log` lists the changes.
exit 1

$ pikorua undo settings/none.yaml
--- stderr
error: nothing of `settings/none.yaml` is recorded, so nothing can be taken back
exit 1

$ pikorua undo 2026-kf3m --gone
--- stderr
error: the argument '[CASE|CHANGE|FILE]' cannot be used with '--gone'

Usage: pikorua undo <CASE|CHANGE|FILE>

For more information, try '--help'.
exit 2

"#]],
    );
}

#[test]
fn joined_work_is_taken_back_by_its_parts() {
    if !has_git() {
        return;
    }
    let sandbox = Sandbox::cluster();
    sandbox.git(&["checkout", "-q", "-b", "other"]);
    sandbox.ok(&["--user", "tom", "set", CASE, "title=Reading at home"]);
    let theirs = newest(&sandbox, CASE);
    sandbox.git(&["checkout", "-q", "main"]);
    sandbox.ok(&["set", CASE, "strengths.+.what=Tells long stories"]);
    let who = ["-c", "user.name=Kim", "-c", "user.email=x"];
    sandbox.git(&[&who[..], &["merge", "-q", "--no-edit", "other"]].concat());
    let joined = sandbox.git(&["rev-parse", "HEAD"]);
    let refused = sandbox.run(&["undo", joined.trim()]);
    shows(
        told(&refused),
        str![[r#"
--- stderr
error: [CHANGE] joined the work of several people
  it holds nobody's own work, so there is nothing in it to take back
  hint: `pikorua log` lists what came with it; name one of those changes.
exit 1

"#]],
    );
    sandbox.ok(&["undo", &theirs, "--yes"]);
    let text = sandbox.read(&file());
    assert!(text.contains("title: Joining in") && text.contains("Tells long stories"), "{text}");
    sandbox.assert_clean();
}

#[test]
fn scripts_get_one_object() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "title=Reading at home"]);
    shows(
        told(sandbox.ok(&["undo", "--json"])),
        str![[r#"
{
  "schema": "pikorua/undo/1",
  "undone": "[CHANGE]",
  "version": "[CHANGE]",
  "files": [
    {
      "file": "cases/2026/2026-kf3m.yaml",
      "case": "2026-kf3m",
      "taken_away": false,
      "brought_back": false,
      "changes": [
        {
          "path": "title",
          "section": null,
          "kind": "changed",
          "row": false,
          "list": false,
          "said": true,
          "what": "The title",
          "of": null,
          "of_what": null,
          "of_day": false,
          "was": "Reading at home",
          "is": "Joining in at reading time",
          "details": [],
          "before": "Reading at home",
          "after": "Joining in at reading time"
        }
      ]
    }
  ]
}

"#]],
    );
    fs::remove_file(sandbox.path(&file())).unwrap();
    shows(
        sandbox.ok(&["undo", "--gone", "--json"]),
        str![[r#"
{
  "schema": "pikorua/undo/1",
  "came_back": [
    "cases/2026/2026-kf3m.yaml"
  ]
}

"#]],
    );
}

#[test]
fn a_change_is_taken_back_while_others_record() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "title=Reading at home"]);
    let change = newest(&sandbox, CASE);
    std::thread::scope(|scope| {
        for who in 0..3 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                for n in 0..4 {
                    let value = format!("strengths.+.what=Strength {who}.{n}");
                    until(sandbox, &["set", CASE, &value]);
                }
            });
        }
        let (sandbox, change) = (&sandbox, &change);
        scope.spawn(move || {
            for _ in 0..4 {
                until(sandbox, &["undo", change]);
                until(sandbox, &["set", CASE, "title=Reading at home"]);
            }
            until(sandbox, &["undo", change]);
        });
    });
    let text = sandbox.read(&file());
    assert!(text.contains("title: Joining in"), "{text}");
    for (who, n) in (0..3).flat_map(|who| (0..4).map(move |n| (who, n))) {
        assert!(text.contains(&format!("Strength {who}.{n}")), "{who}.{n}:\n{text}");
    }
    // a change that was made in vain, because others were faster, leads nowhere
    if has_git() {
        assert_eq!(sandbox.git(&["fsck", "--strict", "--no-dangling"]), "");
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    }
}

/// Does it again where somebody else was at work at the same moment.
fn until(sandbox: &Sandbox, args: &[&str]) {
    let done = (0..100).any(|_| sandbox.run(args).code == 0);
    assert!(done, "{args:?}");
}

/// What went out is out: the entry of it is not taken back with the change that made it.
#[test]
fn what_was_shared_stays_entered() {
    let sandbox = Sandbox::cluster();
    let share = ["share", CASE, "--for", "partner", "--recipient", "Te Awa Health", "--what", "What helps"];
    sandbox.ok(&[&share[..], &["--basis", "nothing", "--why", "Said in passing at the gate"]].concat());
    for what in [&["undo"][..], &["undo", CASE]] {
        let ran = sandbox.run(what);
        assert!(ran.code == 3 && ran.stderr.contains("what went out is out"), "{ran}");
    }
    assert!(sandbox.read(&Sandbox::file_of(CASE)).contains("Te Awa Health"));
}

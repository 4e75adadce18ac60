//! What was written without the tool, and what was left when it was killed: noticed, recorded under the right name, kept.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::common::{CASE, Sandbox, has_git, shows};
use snapbox::str;

fn file() -> String {
    Sandbox::file_of(CASE)
}

/// A sandbox in which somebody changed the title in another program.
fn edited() -> Sandbox {
    let sandbox = Sandbox::cluster();
    sandbox.replace(&file(), "title: Joining in at reading time", "# seen with Anna\ntitle: By hand");
    sandbox
}

#[test]
fn it_is_noticed_wherever_somebody_looks() {
    let sandbox = edited();
    shows(
        sandbox.transcript(&[&["list"], &["list", "--quiet"], &["check"], &["log", CASE, "-n", "1"]]),
        str![[r#"
$ pikorua list
2026-kf3m	handed in	individual	Awa School	By hand	
--- stderr
1 case
note: edited by hand and not recorded yet: cases/2026/2026-kf3m.yaml (changed).
The next change to a file records it first.

$ pikorua list --quiet
2026-kf3m	handed in	individual	Awa School	By hand	
--- stderr
note: edited by hand and not recorded yet: cases/2026/2026-kf3m.yaml (changed).
The next change to a file records it first.

$ pikorua check
worth a look[request-incomplete]: who asks for what is still missing: whether
                                  it is work for us; what is known, such as work
                                  samples or attendance?
  --> cases/2026/2026-kf3m.yaml:21:14
   |
21 |   submitted: 2026-08-14
   |              ^^^^^^^^^^
   |
   = why: a request can be decided once it is for us, says what is known, and
          whānau have signed it
   = source: RTLB toolkit, rtlb.tki.org.nz: practice sequence
   = remedy: Ask by telephone, then note it: walk `allocation`.

--- stderr
Looked at 4 files: 1 question worth a look.
note: `cases/2026/2026-kf3m.yaml` was edited by hand and that is not recorded
yet; the next change to it records it first.

$ pikorua log 2026-kf3m -n 1
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

--- stderr
note: 2026-kf3m was edited by hand since; the next change to it records that
first.

"#]],
    );
    let said = sandbox.ok(&["show", CASE]);
    assert!(said.stdout.contains("By hand") && said.stderr.contains("edited by hand"), "{said}");
    let json: serde_json::Value = serde_json::from_str(&sandbox.ok(&["list", "--json"]).stdout).unwrap();
    assert_eq!(json["cases"][0]["unrecorded"], true);
    if has_git() {
        assert_eq!(sandbox.git(&["status", "--porcelain"]), format!(" M {}\n", file()));
    }
}

#[test]
fn it_is_recorded_before_the_next_change() {
    let sandbox = edited();
    shows(
        sandbox.transcript(&[&["--user", "tom", "set", CASE, "status=active"], &["log", CASE, "-n", "2"]]),
        str![[r#"
$ pikorua --user tom set 2026-kf3m status=active
--- stderr
note: `cases/2026/2026-kf3m.yaml` was edited by hand; that is recorded now.
`pikorua log` shows what changed.
Changed and recorded in 2026-kf3m.

$ pikorua log 2026-kf3m -n 2
14 August 2026, 10:00  Tom Arden  [CHANGE]
  changed: where it stands
    Where it stands: handed in → active

14 August 2026, 10:00  by hand, recorded by Tom Arden  [CHANGE]
  edited by hand
    The title: “Joining in at reading time” → “By hand”

"#]],
    );
    assert!(sandbox.read(&file()).contains("# seen with Anna\ntitle: By hand"));
    sandbox.assert_clean();
    if has_git() {
        let hand = sandbox.git(&["show", "--format=%an|%cn|%s", "HEAD~1", "--", &file()]);
        assert!(hand.starts_with("by hand|Tom Arden|edited by hand\n"), "{hand}");
        assert!(hand.contains("+title: By hand") && !hand.contains("+status"), "{hand}");
        let own = sandbox.git(&["show", "--format=%an", "HEAD"]);
        assert!(own.starts_with("Tom Arden\n") && !own.contains("By hand\n+"), "{own}");
    }
}

#[test]
fn it_is_recorded_before_a_walk() {
    let sandbox = edited();
    sandbox.write("../home/plan.yaml", "tt-3: [the stories she tells]\n");
    shows(
        sandbox.run(&["walk", CASE, "tatai", "--from", "../home/plan.yaml"]),
        str![[r#"
--- stderr
note: `cases/2026/2026-kf3m.yaml` was edited by hand; that is recorded now.
`pikorua log` shows what changed.
Still open in Tātai, to come back to:
  • There is no goal in the plan yet. What stands in the way of choosing one?
  • It does not say how the plan is followed, or how whānau and school hear of
    it. Who will see to that?
  • There is no day on which the team looks at the plan again. What would be a
    good one?
  • Nobody of the whānau has said yes to the plan yet. When will you go through
    it with them?
  • Nobody of the school or service has said yes to the plan yet. Who decides
    there?

"#]],
    );
    assert!(sandbox.ok(&["log", CASE]).stdout.contains("by hand, recorded by Kim Ngata"));
    sandbox.assert_clean();
}

#[test]
fn it_is_recorded_though_the_change_itself_is_refused() {
    let sandbox = edited();
    sandbox.write("../home/plan.yaml", "tt-99: x\n");
    assert_eq!(sandbox.run(&["walk", CASE, "tatai", "--from", "../home/plan.yaml"]).code, 1);
    assert!(sandbox.read(&file()).contains("title: By hand"));
    sandbox.assert_clean();
}

#[test]
fn what_nobody_touches_stays_as_it_is() {
    let sandbox = Sandbox::demo();
    sandbox.replace("people.yaml", "Tom Arden", "Tom Ardern");
    sandbox.replace(&Sandbox::file_of("2026-kf3m"), "status: active", "status: paused");
    sandbox.ok(&["--user", "rkingi", "set", "2026-b9se", "status=closed"]);
    if has_git() {
        let status = sandbox.git(&["status", "--porcelain"]);
        assert_eq!(status, format!(" M {}\n M people.yaml\n", Sandbox::file_of("2026-kf3m")));
    }
    shows(
        sandbox.run(&["list", "kf3m"]),
        str![[r#"
2026-kf3m	paused	individual	Awa School	When work goes wrong, and starting again	Moana Rangihuna
--- stderr
1 case
note: edited by hand and not recorded yet: cases/2026/2026-kf3m.yaml (changed),
people.yaml (changed). The next change to a file records it first.

"#]],
    );
}

#[test]
fn a_case_made_by_hand_is_a_case() {
    let sandbox = Sandbox::cluster();
    let id = "2026-hand".replace('n', "m");
    sandbox.write(
        &Sandbox::file_of(&id),
        format!("id: {id}\nschema: 1\nkind: group\nstatus: draft\nstrengths:\n  - what: Sings\n"),
    );
    assert!(sandbox.ok(&["list"]).stderr.contains("(new)"));
    sandbox.ok(&["set", &id, "title=Reading together"]);
    sandbox.assert_clean();
    let text = sandbox.read(&Sandbox::file_of(&id));
    assert!(text.starts_with(&format!("id: {id}\nschema: 1\n")) && text.contains("- id: s-"), "{text}");
    shows(
        sandbox.ok(&["log", &id]).stdout.replace(&id, "ID"),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  changed: the title
    The title: “Reading together”

14 August 2026, 10:00  by hand, recorded by Kim Ngata  [CHANGE]
  edited by hand
    The kind of work: group
    Where it stands: draft


"#]],
    );
}

#[test]
fn a_mistake_made_by_hand_is_not_written_over() {
    let sandbox = Sandbox::cluster();
    let broken = sandbox.read(&file()).replace("kind: individual", "kind: [individual");
    sandbox.write(&file(), &broken);
    shows(
        sandbox.run(&["set", CASE, "status=active"]),
        str![[r#"
--- stderr
error: `cases/2026/2026-kf3m.yaml` cannot be read, so it is left as it is
  this bracket is never closed
  hint: Close it where its list ends; a text that begins with a bracket needs
    quotes around it.
  hint: `pikorua check` shows every problem and where it stands.
exit 1

"#]],
    );
    assert_eq!(sandbox.read(&file()), broken);
    let said = sandbox.run(&["list"]);
    assert!(said.code == 0 && said.stdout.contains("cannot be read; see `pikorua check`"), "{said}");
    // and mended by hand all is well
    sandbox.write(&file(), broken.replace("kind: [individual", "kind: individual"));
    sandbox.ok(&["set", CASE, "status=active"]);
    sandbox.assert_clean();
}

#[test]
fn a_file_that_is_gone_is_said() {
    let sandbox = Sandbox::cluster();
    std::fs::remove_file(sandbox.path(&file())).unwrap();
    shows(
        sandbox.transcript(&[&["list"], &["set", CASE, "status=active"]]),
        str![[r#"
$ pikorua list
--- stderr
No cases yet. `pikorua new` records a request for support.
note: gone from the folder: 2026-kf3m. `pikorua undo 2026-kf3m` brings it back
as it was recorded.

$ pikorua set 2026-kf3m status=active
--- stderr
error: the file of 2026-kf3m is gone from the folder; it was last recorded on 14
  August 2026, by Kim Ngata
  hint: `pikorua undo 2026-kf3m` brings it back.
exit 1

"#]],
    );
}

/// What this copy remembers as somebody's unrecorded work on a case.
fn pending(sandbox: &Sandbox, id: &str) -> String {
    std::fs::read_to_string(sandbox.path(&format!(".git/pikorua/pending/{id}.yaml"))).unwrap_or_default()
}

fn wait(until: impl Fn() -> bool) {
    let began = Instant::now();
    while !until() {
        assert!(began.elapsed() < Duration::from_secs(60), "the answer never came to disk");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Starts a walk as Kim, types these lines, waits until a text is on disk, and kills the program.
fn killed(sandbox: &Sandbox, guide: &str, lines: &str, waited_for: &str) {
    let mut child = sandbox.start_typing(&["walk", CASE, guide]);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines.as_bytes()).unwrap();
    stdin.flush().unwrap();
    // the mark whose work it is comes first
    wait(|| sandbox.read(&file()).contains(waited_for));
    assert!(pending(sandbox, CASE).contains(waited_for));
    child.kill().unwrap();
    child.wait().unwrap();
}

const ANSWER: &str = "The stories she tells";

#[test]
fn a_walk_that_was_killed_is_the_walkers() {
    let sandbox = Sandbox::cluster();
    killed(&sandbox, "mana-motuhake", &format!("{ANSWER}\n\n"), ANSWER);
    let listed = sandbox.ok(&["list"]);
    assert!(listed.stderr.contains("not recorded yet"), "{listed}");
    shows(
        sandbox.transcript(&[&["--user", "tom", "set", CASE, "status=active"], &["log", CASE, "-n", "2"]]),
        str![[r#"
$ pikorua --user tom set 2026-kf3m status=active
--- stderr
note: answers that Kim Ngata gave in a walk are recorded now, in their name.
Changed and recorded in 2026-kf3m.

$ pikorua log 2026-kf3m -n 2
14 August 2026, 10:00  Tom Arden  [CHANGE]
  changed: where it stands
    Where it stands: handed in → active

14 August 2026, 10:00  Kim Ngata, recorded by Tom Arden  [CHANGE]
  answers of a walk so far
    How it ended
      What mokopuna, whānau and kaiako now do without us: new: “The stories
        she tells”

"#]],
    );
    assert!(sandbox.read(&file()).contains(ANSWER));
    sandbox.assert_clean();
    if has_git() {
        let walk =
            sandbox.git(&["log", "-1", "--skip=1", "--format=%an|%cn|%(trailers:key=Guide,valueonly)"]);
        assert_eq!(walk.trim(), "Kim Ngata|Tom Arden|mana-motuhake");
    }
}

#[test]
fn a_walk_that_was_killed_goes_on_where_it_was() {
    let sandbox = Sandbox::cluster();
    killed(&sandbox, "mana-motuhake", &format!("{ANSWER}\n\n"), ANSWER);
    let again = sandbox.typed(&["walk", CASE, "mana-motuhake"], "q\n");
    assert!(again.stderr.contains("goes on where it stopped"), "{again}");
    assert!(sandbox.read(&file()).contains(ANSWER));
    sandbox.assert_clean();
}

#[test]
fn a_killed_walk_and_an_edit_by_hand_are_told_apart() {
    let sandbox = Sandbox::cluster();
    killed(&sandbox, "mana-motuhake", &format!("{ANSWER}\n\n"), ANSWER);
    sandbox.replace(&file(), "title: Joining in at reading time", "title: By hand");
    sandbox.ok(&["--user", "tom", "set", CASE, "status=active"]);
    sandbox.assert_clean();
    if has_git() {
        let authors = sandbox.git(&["log", "-3", "--format=%an|%cn"]);
        assert_eq!(authors, "Tom Arden|Tom Arden\nby hand|Tom Arden\nKim Ngata|Tom Arden\n");
        let walk = sandbox.git(&["show", "HEAD~2"]);
        assert!(walk.contains(ANSWER) && !walk.contains("+title"), "{walk}");
    }
}

#[test]
fn a_new_case_whose_walk_was_killed() {
    let sandbox = Sandbox::cluster();
    let mut child = sandbox.start_typing(&["new"]);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"group\nawa\nWords for the workshop\n").unwrap();
    stdin.flush().unwrap();
    let cases = || sandbox.ok(&["list", "workshop"]).stdout;
    wait(|| !cases().is_empty());
    let id = cases().split('\t').next().unwrap().to_owned();
    wait(|| pending(&sandbox, &id).contains("Words for the workshop"));
    child.kill().unwrap();
    child.wait().unwrap();
    sandbox.ok(&["--user", "tom", "set", &id, "status=active"]);
    sandbox.assert_clean();
    if has_git() {
        assert_eq!(sandbox.git(&["log", "-2", "--format=%an"]), "Tom Arden\nKim Ngata\n");
    }
}

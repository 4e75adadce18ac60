//! `set`: single values.

use crate::common::{CASE, Sandbox, shows, shows_file};
use snapbox::str;

#[test]
fn values_of_every_shape() {
    let sandbox = Sandbox::cluster();
    let file = Sandbox::file_of(CASE);
    let before = sandbox.read(&file);
    shows(
        sandbox.run(&[
            "set",
            CASE,
            "title=Reading together",
            "request.complete=14/8",
            "focus=learning;behaviour",
            "setting=awa school",
            "plan.goals.+.what=Joins in when the class reads together",
            "plan.goals.+.by=2026-11-20",
            "allocation.+.practitioner=Tom Arden",
            "strengths.+.sensitive=no",
            "strengths.+.what=Tells long stories",
            "request.tried=",
        ]),
        str![[r#"
--- stderr
when everything needed was there: Friday 14 August 2026
Changed and recorded in 2026-kf3m.

"#]],
    );
    let after = sandbox.read(&file);
    shows_file(difference(&before, &after), "transcripts/set.diff");
    shows(
        sandbox.run(&["set", CASE, "title=Reading together"]),
        str![[r#"
--- stderr
It was so already; nothing changed.

"#]],
    );
    assert_eq!(sandbox.read(&file), after);
    sandbox.assert_clean();
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  changed: the title, when everything needed was there, what it is about, the
    school, kura or service, what should look different, and for whom, by when,
    who, stays with the practitioners, what, what was tried, and how it went
    New: one strength, interest or passion, “Tells long stories”
    The title: “Joining in at reading time” → “Reading together”
    What it is about: new: behaviour
    The request for support
      When everything needed was there: 14 August 2026
      What was tried, and how it went: no longer there: “A seat beside a friend,
        for three weeks”
    New: one RTLB in the work, Tom Arden
    New: one goal of the plan, “Joins in when the class reads together”
      By when: 20 November 2026


"#]],
    );
}

#[test]
fn all_that_is_wrong_at_once() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&Sandbox::file_of(CASE));
    shows(
        sandbox.run(&[
            "set",
            CASE,
            "title",
            "titel=x",
            "request.noticed=31/2",
            "status=actve",
            "plan.goals.g-zzzz.by=2026-08-14",
            "allocation.+.practitioner=Nobody",
            "plan=x",
            "plan.goals=x",
            "id=2026-aaaa",
            "=x",
            "mokopuna.+.size=many",
            "strengths.+.sensitive=perhaps",
            "request.strengths.first=x",
        ]),
        str![[r#"
--- stderr
error: 12 values cannot be set, so nothing was
  `title` has no `=`; write it as in `title=A few words`
  no case has `titel` here; did you mean `title`?
  `request.noticed`: `31/2` is not a day of the calendar; write it as in
    `2026-08-14` or `14/8/2026`
  `status`: `actve` is none of: draft, handed in, sent back with a question,
    declined, on hold, on the waiting list, allocated, active, paused, closed,
    opened again
  `plan.goals` has no row `g-zzzz`; `+` makes a new one
  `allocation.+.practitioner`: `Nobody` is none of: Kim Ngata, Tom Arden
  `plan`: this is a mapping; name one of its keys
  `plan.goals`: this is a list of rows; name one of its keys
  `id`: the id of a case never changes
  which place? Write it before the `=`
  `mokopuna.+.size`: `many` is not a whole number
  `strengths.+.sensitive`: `perhaps` is neither yes nor no
exit 1

"#]],
    );
    assert_eq!(sandbox.read(&Sandbox::file_of(CASE)), before);
    sandbox.assert_clean();
}

#[test]
fn only_the_lines_that_change() {
    let sandbox = Sandbox::cluster();
    let file = Sandbox::file_of(CASE);
    let odd =
        sandbox.read(&file).replace("title: ", "# as Anna says it\n\"title\":   ").replace('\n', "\r\n")
            + "future_key: {kept: [as, it, is]}   # by a newer version\r\n";
    sandbox.write(&file, &odd);
    sandbox.record_all("an odd layout");
    sandbox.ok(&["set", CASE, "request.success=Ka kite tātou"]);
    let after = sandbox.read(&file);
    let changed: Vec<_> = odd.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(after.lines().count() == odd.lines().count() && !after.replace("\r\n", "").contains('\n'));
    sandbox.assert_clean();
}

#[test]
fn who_is_at_the_keyboard() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.transcript(&[
            &["--user", "tom", "set", CASE, "status=active"],
            &["--user", "Tim", "set", CASE, "status=closed"],
            &["log", CASE, "-n", "1"],
        ]),
        str![[r#"
$ pikorua --user tom set 2026-kf3m status=active
--- stderr
Changed and recorded in 2026-kf3m.

$ pikorua --user Tim set 2026-kf3m status=closed
--- stderr
error: nobody in people.yaml is `Tim`
  `Tim` is none of: Kim Ngata, Tom Arden
  hint: Name a person by id, login or name; `pikorua edit people` adds one.
exit 2

$ pikorua log 2026-kf3m -n 1
14 August 2026, 10:00  Tom Arden  [CHANGE]
  changed: where it stands
    Where it stands: handed in → active

"#]],
    );
    let mut stranger = sandbox.command(&["set", CASE, "status=paused"]);
    stranger.env("USER", "guest-4");
    assert_eq!(sandbox.finish(stranger).code, 0);
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  guest-4  [CHANGE]
  changed: where it stands
    Where it stands: active → paused


"#]],
    );
}

/// The lines that differ, the old ones with `-`, the new ones with `+`.
fn difference(old: &str, new: &str) -> String {
    let marked = |mark: char, these: &str, those: &str| -> String {
        let gone = these.lines().filter(|line| !those.lines().any(|other| other == *line));
        gone.map(|line| format!("{mark} {line}\n")).collect()
    };
    marked('-', old, new) + &marked('+', new, old)
}

#[test]
fn a_text_is_added_to_a_list_of_texts() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "plan.stands_on.+=Koro's tools", "plan.stands_on.+=The shed"]);
    sandbox.ok(&["set", CASE, "focus.+=behaviour"]);
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(record.contains("  stands_on:\n    - Koro's tools\n    - The shed\n"), "{record}");
    assert!(record.contains("focus:\n  - learning\n  - behaviour\n"), "{record}");
}

#[test]
fn a_new_measure_leaves_the_one_before_among_those_on_the_way() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "plan.goals.+.what=Joins in", "plan.goals.+.latest=4 of 10"]);
    let record = || sandbox.read(&Sandbox::file_of(CASE));
    assert!(record().contains("latest: 4 of 10\n      latest_on: 2026-08-14\n"), "{}", record());
    let text = record();
    let goal = text.lines().find_map(|line| line.trim().strip_prefix("- id: g-")).unwrap();
    let place = |key: &str| format!("plan.goals.g-{goal}.{key}");
    sandbox.ok(&["set", CASE, &place("latest_on=2026-06-01")]);
    shows(
        sandbox.run(&["set", CASE, &place("latest=6 of 10"), &place("latest_on=10/8")]),
        str![[r#"
--- stderr
when the latest measure was taken: Monday 10 August 2026
“4 of 10”, the measure before, stays among those taken on the way.
Changed and recorded in 2026-kf3m.

"#]],
    );
    let record = record();
    assert!(record.contains("latest: 6 of 10\n      latest_on: 2026-08-10\n"), "{record}");
    assert!(record.contains("date: 2026-06-01\n          value: 4 of 10\n"), "{record}");
    sandbox.assert_clean();
}

//! Somebody asks what is held about them, or says that something in it is wrong.

use crate::common::{CASE, Ran, Sandbox, shows};
use snapbox::str;

/// A cluster in which a mother asked, and a concern was reported.
fn asked() -> Sandbox {
    let sandbox = Sandbox::cluster();
    let ok = |args: &[&str]| sandbox.ok(args);
    ok(&["set", CASE, "team.+.name=Ana Pōtae", "team.+.role=whanau"]);
    ok(&["set", CASE, "access_requests.+.person=Ana Pōtae", "access_requests.+.right=parent"]);
    let concern = ["--basis", "s15", "--why", "Somebody was worried on Monday", "--what", "A WORRY"];
    ok(&[&["share", CASE, "--for", "partner", "--recipient", "Oranga Tamariki"], &concern[..]].concat());
    sandbox
}

fn statement(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run(&[&["print", "statement", CASE, "--recipient", "Ana Pōtae"], args].concat())
}

#[test]
fn a_statement_waits_until_somebody_decided() {
    let sandbox = asked();
    shows(
        statement(&sandbox, &["-o", "held.docx"]),
        str![[r#"
--- stderr
error: what is held in 2026-kf3m is not told yet
  somebody has to look at these first, and decide whether they may be told
  x-t4s6: what was shared, with whom and why, 14 August 2026
  hint: Nothing of the case was shown or written.
  hint: At a terminal this command asks about each. From a script: `pikorua set
    2026-kf3m withholding.+.row=ID withholding.+.ground=nothing`, or another of
    the list `grounds`, with `withholding.+.why=…`.
exit 3

"#]],
    );
    assert!(!sandbox.path("held.docx").exists());
    // at a terminal it asks about each, and keeps what was decided
    let args = ["print", "statement", CASE, "--recipient", "Ana Pōtae", "-o", "held.md"];
    shows(
        sandbox.typed(&args, "2\nOranga Tamariki asked us to wait\n"),
        str![[r#"
--- stderr

About what was shared, with whom and why, 14 August 2026 (x-t4s6):
  When: 2026-08-14
  To whom or where it went, when they are none of ours: Oranga Tamariki
  What was shared: A WORRY
  Why, where it rests on something else than an agreement: Somebody was worried
  on Monday
What stands against telling it to whoever asked?
  1  nothing: they may be told
  2  it could put somebody in danger
  3  it would tell somebody else's affairs without need
  4  it was said in confidence, by somebody who was asked what they think of
     somebody
  5  the mokopuna is under 16, and it would be against their interests
  6  it could hinder an investigation or a court
  7  it is between us and a lawyer
  8  another ground that the law names
number> Life, health or safety, or serious harassment (s 49). A report of concern is
often such a thing.
Why? It stays with those who do the work.
> Written: held.md
Entered among what was shared: `pikorua share 2026-kf3m` lists it (x-m6jq).

"#]],
    );
    let held = sandbox.read("held.md");
    assert!(!held.contains("WORRY") && !held.contains("Monday"), "{held}");
    assert!(held.contains("One thing, because it could put somebody in danger"), "{held}");
    // the entry of the statement itself waits for nobody
    assert_eq!(statement(&sandbox, &["-o", "again.md"]).code, 0);
    let shared = sandbox.ok(&["share", CASE]).stdout;
    let shared = shared.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shared.contains("Answered on 14 August 2026"), "{shared}");
    assert!(sandbox.read("again.md").contains("they asked what is held about them"));
}

#[test]
fn a_statement_is_for_nobody_else() {
    let sandbox = asked();
    for (args, why) in [
        (&["print", "statement", CASE, "--for", "whanau"][..], "for nobody else"),
        (&["print", "plan", CASE, "--for", "statement"][..], "and no `plan`"),
        (
            &["print", "statement", CASE, "--recipient", "Ana Pōtae", "--basis", "s66"][..],
            "rests on nothing else",
        ),
    ] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.replace("\n  ", " ").contains(why), "{ran}");
    }
    for args in
        [&["print", "statement", CASE][..], &["print", "statement", CASE, "--recipient", "Somebody"][..]]
    {
        assert_eq!(sandbox.run(args).code, 3);
    }
    // nor does it open the way to others
    let law = ["--recipient", "Te Awa Health", "--basis", "access", "--why", "They asked for the plan"];
    let ran =
        sandbox.run(&[&["print", "plan", CASE, "--for", "partner", "-o", "plan.md"], &law[..]].concat());
    assert_eq!((ran.code, sandbox.path("plan.md").exists()), (2, false), "{ran}");
}

#[test]
fn something_wrong_is_put_right_at_somebodys_wish() {
    let sandbox = asked();
    let who = ["--asked-by", "Ana Pōtae", "--wrong", "How the title says it"];
    shows(
        sandbox.run(&[&["correct", CASE, "title=Beginning in the morning"], &who[..]].concat()),
        str![[r#"
--- stderr
Kept in 2026-kf3m, with at whose wish (c-qv88).
Something of it was given to others before (1): `pikorua share 2026-kf3m` lists
to whom. Tell those who have it wrong, and write down that you did: `pikorua set
2026-kf3m corrections.c-qv88.told=…`.

"#]],
    );
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  put right: the title
    The title: “Joining in at reading time” → “Beginning in the morning”
    New: something that was said to be wrong, and what became of it, 14 August
      2026
      Who said so: Ana Pōtae
      What is wrong, as they see it: How the title says it
      What became of it: it was put right
      Where the record was put right: title
      Who saw to it: Kim Ngata


"#]],
    );
    // what is not put right has what they say beside it, and why
    let ran = sandbox.run(&[&["correct", CASE], &who[..]].concat());
    assert_eq!(ran.code, 2, "{ran}");
    let said = ["--right", "It is not about mornings", "--why", "The school sees it in the morning"];
    sandbox.ok(&[&["correct", CASE], &who[..], &said[..]].concat());
    let shared = sandbox.ok(&["share", CASE]).stdout;
    assert!(shared.contains("it stays, and what they say stands beside it"), "{shared}");
    // nothing half: a value that cannot be set writes nothing down
    let before = sandbox.ok(&["share", CASE]).stdout;
    let ran = sandbox.run(&[&["correct", CASE, "titel=x"], &who[..]].concat());
    assert_eq!(ran.code, 1, "{ran}");
    assert_eq!(sandbox.ok(&["share", CASE]).stdout, before);
}

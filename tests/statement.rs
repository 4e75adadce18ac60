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
    2026-kf3m withholding.+.row=ID withholding.+.ground=nothing`, or another
    of the list `grounds`, with `withholding.+.why=…`. Of one row a part can be
    kept back: `withholding.+.place=evidence.ID.summary`.
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
      Where the record was put right: the title
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

/// The id of the first row of a list of the case.
fn row_of(sandbox: &Sandbox, list: &str) -> String {
    let record: serde_yaml::Value = serde_yaml::from_str(&sandbox.read(&Sandbox::file_of(CASE))).unwrap();
    record[list][0]["id"].as_str().unwrap().to_owned()
}

/// What a statement says, in one line.
fn page(sandbox: &Sandbox) -> String {
    let ran = statement(sandbox, &["-o", "page.md"]);
    assert_eq!(ran.code, 0, "{ran}");
    sandbox.read("page.md").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that whānau would read of the evidence.
fn seen_by_whanau(sandbox: &Sandbox) -> String {
    let rows = "{% for one in case.evidence %}\n- {{ one.source }}: {{ one.summary }}\n{% endfor %}";
    sandbox.write("documents/ours.md", format!("# Evidence\n\n{rows}\n"));
    sandbox.ok(&["print", "ours", CASE, "--for", "whanau"]).stdout
}

/// Decides that what was shared may be told.
fn decided(sandbox: &Sandbox) {
    let shared = format!("withholding.+.row={}", row_of(sandbox, "disclosures"));
    sandbox.ok(&["set", CASE, &shared, "withholding.+.ground=nothing"]);
}

#[test]
fn a_part_of_one_row_can_be_kept_back() {
    let sandbox = asked();
    decided(&sandbox);
    sandbox.ok(&["set", CASE, "evidence.+.summary=HE SLEEPS LITTLE", "evidence.+.source=Told by Nan"]);
    sandbox.ok(&["set", CASE, "evidence.+.summary=He reads more", "evidence.+.source=School"]);
    let place = format!("withholding.+.place=evidence.{}.summary", row_of(&sandbox, "evidence"));
    sandbox.ok(&["set", CASE, &place, "withholding.+.ground=others"]);
    let told = page(&sandbox);
    for words in ["Told by Nan", "He reads more"] {
        assert!(told.contains(words), "{told}");
    }
    assert!(!told.contains("SLEEPS"), "{told}");
    // nor do others read it, who are told less
    let read = seen_by_whanau(&sandbox);
    assert!(read.contains("He reads more") && !read.contains("SLEEPS"), "{read}");
    // a place that is a whole row is that row
    let place = format!("withholding.+.place=evidence.{}", row_of(&sandbox, "evidence"));
    sandbox.ok(&["set", CASE, &place, "withholding.+.ground=others"]);
    let told = page(&sandbox);
    assert!(!told.contains("Told by Nan") && told.contains("2 things, because"), "{told}");
}

#[test]
fn a_place_that_no_case_has_is_refused_at_once() {
    let sandbox = asked();
    for place in ["nonsense", "evidence.e-2222.sumary", "title.x"] {
        let ran = sandbox.run(&["set", CASE, &format!("withholding.+.place={place}")]);
        assert!(ran.code == 1 && ran.stderr.contains("no case has a place"), "{ran}");
    }
}

/// Until somebody has decided anew, what was kept back stays back.
#[test]
fn what_is_to_be_decided_anew_stays_back() {
    let sandbox = asked();
    sandbox.ok(&["set", CASE, "evidence.+.summary=HE SLEEPS LITTLE"]);
    let row = row_of(&sandbox, "evidence");
    sandbox.ok(&["set", CASE, &format!("withholding.+.row={row}")]);
    assert!(!seen_by_whanau(&sandbox).contains("SLEEPS"), "without a ground");
    let decision = row_of(&sandbox, "withholding");
    let set = |key: &str| sandbox.ok(&["set", CASE, &format!("withholding.{decision}.{key}")]);
    set("ground=others");
    set("again_on=2026-08-01");
    assert!(!seen_by_whanau(&sandbox).contains("SLEEPS"), "when the day for it has come");
    set("ground=nothing");
    set("again_on=");
    assert!(seen_by_whanau(&sandbox).contains("SLEEPS"), "once somebody has decided");
    // of a place it is the same, and nobody is told before
    set("row=");
    set("place=evidence");
    set("ground=");
    decided(&sandbox);
    assert!(!seen_by_whanau(&sandbox).contains("SLEEPS"));
    let ran = statement(&sandbox, &[]);
    assert!(ran.code == 3 && ran.stderr.contains("does not say what stands against"), "{ran}");
}

#[test]
fn a_name_that_is_kept_back_and_stands_in_a_sentence_is_said() {
    let sandbox = asked();
    sandbox.ok(&["set", CASE, "team.+.name=Mere Tautahi", "team.+.sensitive=yes"]);
    assert_eq!(sandbox.ok(&["print", "plan", CASE, "--for", "whanau"]).stderr.matches("Mere").count(), 0);
    sandbox.ok(&["set", CASE, "strengths.+.what=Sings when Mere is there"]);
    let said = sandbox.ok(&["print", "plan", CASE, "--for", "whanau"]).stderr;
    assert!(said.contains("still name them: “Mere”"), "{said}");
}

#[test]
fn whoever_asked_has_an_answer_within_the_time_of_the_law() {
    let sandbox = asked();
    decided(&sandbox);
    let row = row_of(&sandbox, "access_requests");
    sandbox.ok(&["set", CASE, &format!("access_requests.{row}.date=2026-08-03")]);
    let due = sandbox.ok(&["due", "--json"]).stdout;
    assert!(due.contains("\"date\": \"2026-08-31\""), "{due}");
    let shared = |sandbox: &Sandbox| {
        let said = sandbox.ok(&["share", CASE]).stdout;
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(shared(&sandbox).contains("An answer by about 31 August 2026"));
    let answer = |day: &str| sandbox.ok(&["set", CASE, &format!("access_requests.{row}.answer_by={day}")]);
    answer("2026-08-20");
    assert!(shared(&sandbox).contains("An answer by 20 August 2026"));
    answer("");
    assert!(page(&sandbox).contains("You have an answer by:** about 31 August 2026"));
}

#[test]
fn where_the_record_was_put_right_is_said_in_words() {
    let sandbox = asked();
    decided(&sandbox);
    let who = ["--asked-by", "Ana", "--wrong", "The year level"];
    sandbox.ok(&[&["correct", CASE, "mokopuna.m-atwg.year=6"], &who[..]].concat());
    let told = page(&sandbox);
    assert!(told.contains("Where the record was put right: the year level"), "{told}");
    // a first name that one in the team has is hers
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(record.contains("person: t-") && !record.contains("name: Ana\n"), "{record}");
}

#[test]
fn a_correction_says_something_and_ends_nothing() {
    let sandbox = asked();
    let ran = sandbox.run(&["correct", CASE, "title=x", "--asked-by", ".", "--wrong", "The title"]);
    assert!(ran.code == 2 && ran.stderr.contains("who says so"), "{ran}");
    let ran = sandbox.run(&["correct", CASE, "status=closed", "--asked-by", "Ana", "--wrong", "It is over"]);
    assert!(ran.code == 1 && ran.stderr.contains("closing"), "{ran}");
    assert!(!sandbox.read(&Sandbox::file_of(CASE)).contains("status: closed"));
}

/// What was wrong is not said once more to those whom it is about.
#[test]
fn what_was_put_right_is_not_told_as_it_was() {
    let sandbox = asked();
    sandbox.ok(&["set", CASE, "reviews.+.date=2026-08-14", "reviews.+.present=Ana Pōtae"]);
    sandbox.ok(&["set", CASE, "title=THE WRONG WORDS"]);
    sandbox.replace(&Sandbox::file_of(CASE), "THE WRONG WORDS", "The wrong words");
    sandbox.record_all("by hand");
    let yesterday = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("PIKORUA_NOW", "2026-08-15T10:00:00+12:00[Pacific/Auckland]");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let who = ["--asked-by", "Ana", "--wrong", "How the title says it"];
    yesterday(&[&["correct", CASE, "title=The right words"], &who[..]].concat());
    let told = yesterday(&["print", "what-changed", CASE, "--for", "whanau"]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("What was put right") && told.contains("How the title says it: it was put right"),
        "{told}"
    );
    assert!(!told.contains("wrong words"), "{told}");
}

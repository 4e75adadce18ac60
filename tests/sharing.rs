//! What goes to somebody outside the team: by agreement or by law, and entered in the case.

use crate::common::{CASE, Ran, Sandbox, shows};
use snapbox::str;

fn agreed(sandbox: &Sandbox, reader: &str) {
    let row = |key: &str, value: &str| format!("agreements.+.{key}={value}");
    let purpose = row("purpose", "Sharing the plan");
    sandbox.ok(&["set", CASE, &purpose, &row("given_on", "2026-08-01"), &row("readers", reader)]);
}

/// The id of the agreement.
fn agreement(sandbox: &Sandbox) -> String {
    let record = sandbox.read(&Sandbox::file_of(CASE));
    let at = record.split_once("id: a-").unwrap().1;
    format!("a-{}", at.lines().next().unwrap())
}

fn plan(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run(&[&["print", "plan", CASE], args].concat())
}

fn entries(sandbox: &Sandbox) -> Vec<serde_json::Value> {
    let said = sandbox.ok(&["share", CASE, "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    json["disclosures"].as_array().unwrap().clone()
}

#[test]
fn without_an_agreement_nothing_goes_out() {
    let sandbox = Sandbox::cluster();
    shows(
        plan(&sandbox, &["--for", "school", "-o", "plan.md"]),
        str![[r#"
--- stderr
error: 2026-kf3m is not shown to the school or service: nobody has agreed to it,
  as far as the record says
  no agreement says that the school or service may be given anything (`readers`
    in it)
  hint: Nothing of the case was shown or written.
  hint: Talk it over with the whānau first. When they say yes, record it under
    `agreements`; where one says so already, name them in it: `pikorua set
    2026-kf3m agreements.ID.readers.+=school`.
  hint: Where the law lets or makes you share it without that, say on what it
    rests (`--basis`) and why (`--why`): both are recorded. pikorua keeps the
    record, and gives no legal advice.
exit 3

"#]],
    );
    assert!(!sandbox.path("plan.md").exists());
    assert_eq!(plan(&sandbox, &["--for", "aggregate"]).code, 3);
    assert!(entries(&sandbox).is_empty());
}

#[test]
fn what_is_written_for_others_is_entered() {
    let sandbox = Sandbox::cluster();
    agreed(&sandbox, "school");
    // nothing goes on to another program that is not entered
    for args in
        [&["--for", "school"][..], &["--for", "school", "--to", "md"], &["--for", "school", "--to", "html"]]
    {
        let said = plan(&sandbox, args);
        assert!(said.code == 2 && said.stdout.is_empty() && said.stderr.contains("which file"), "{said}");
    }
    assert!(entries(&sandbox).is_empty());
    shows(
        plan(&sandbox, &["--for", "school", "-o", "plan.md"]),
        str![[r#"
--- stderr
Written: plan.md
Entered among what was shared: `pikorua share 2026-kf3m` lists it (x-hye2).
Reading ease (Flesch): 97 of 100, easy for nearly everybody.
Not recorded yet, and shown so in the document:
  • the one plan: where it stands
  • the one plan: when the team looks at it again
  • the one plan: what should look different, and why
  • who said yes to the plan
  • everyone in the team, whānau as full members
  • one agreement “Sharing the plan”: who gave it

"#]],
    );
    let first = sandbox.read("plan.md");
    assert_eq!(plan(&sandbox, &["--for", "school", "-o", "plan.md"]).code, 0);
    assert_eq!(sandbox.read("plan.md"), first, "an entry makes no new version of the record");
    let entries = entries(&sandbox);
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0]["to"], "awa-school");
    assert_eq!(entries[0]["basis"], "agreement");
    assert!(entries[0]["agreement"].is_string() && entries[0]["by"].is_string());
    shows(
        sandbox.run(&["share", CASE]),
        str![[r#"

What was shared
═══════════════


14 August 2026: Our plan with Hana Pōtae
────────────────────────────────────────

• To: Awa School (the school or service)
• It rests on: somebody agreed to it — Sharing the plan
• The document: plan, made from version adac38a4 of the record
• Shared by: Kim Ngata


14 August 2026: Our plan with Hana Pōtae
────────────────────────────────────────

• To: Awa School (the school or service)
• It rests on: somebody agreed to it — Sharing the plan
• The document: plan, made from version adac38a4 of the record
• Shared by: Kim Ngata

────────────────────────────────────────────────────────────────────────────────

Printed on 14 August 2026 for practitioners, from version adac38a4 of the
record. A printed copy may be out of date.

Something here is not right, has changed, or should not be here? Please tell
Te Awa.

"#]],
    );
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  shared: plan
    New: something that was shared with somebody outside the team, 14 August
      2026
      Whom such a document is for: the school or service
      The school or service it went to: Awa School
      What was shared: Our plan with Hana Pōtae
      The document, by the name of its template: plan
      The version of the record it was made from: adac38a4
      What it rests on: somebody agreed to it
      The agreement that covers it: Sharing the plan
      Who shared it: Kim Ngata


"#]],
    );
    // they see the agreement it rests on, and no other
    assert!(first.contains("Sharing the plan"), "{first}");
    std::fs::remove_file(sandbox.path("plan.md")).unwrap();
    sandbox.assert_clean();
    // taken back, nothing goes out any more
    let row = entries[0]["agreement"].as_str().unwrap();
    sandbox.ok(&["set", CASE, &format!("agreements.{row}.withdrawn_on=2026-08-14")]);
    let said = plan(&sandbox, &["--for", "school"]);
    assert!(said.code == 3 && said.stderr.contains("was taken back on 14 August 2026"), "{said}");
}

#[test]
fn it_is_said_who_gets_it() {
    let sandbox = Sandbox::cluster();
    agreed(&sandbox, "partner");
    // it names nobody, and means nobody outside
    shows(
        plan(&sandbox, &["--for", "partner", "--recipient", "Te Awa Health", "-o", "plan.md"]),
        str![[r#"
--- stderr
error: 2026-kf3m is not shown to a partner: nobody has agreed to it, as far as
  the record says
  the agreement “Sharing the plan” does not name whom this would go to
  hint: Nothing of the case was shown or written.
  hint: Read the agreement once more. Where it names the place this goes to,
    and what may be shared with it, write the place down: `pikorua set 2026-kf3m
    agreements.a-2my4.to=SCHOOL` (`to_elsewhere` for one that is not ours).
    Otherwise ask the whānau for one that does, and name that one.
  hint: Where the law lets or makes you share it without that, say on what it
    rests (`--basis`) and why (`--why`): both are recorded. pikorua keeps the
    record, and gives no legal advice.
exit 3

"#]],
    );
    let row = agreement(&sandbox);
    sandbox.ok(&["set", CASE, &format!("agreements.{row}.who_sees.+=The nurse at Te Awa Health")]);
    let elsewhere = plan(&sandbox, &["--for", "partner", "--recipient", "Another nurse", "-o", "plan.md"]);
    assert!(elsewhere.code == 3 && !sandbox.path("plan.md").exists(), "{elsewhere}");
    shows(
        plan(&sandbox, &["--for", "partner", "-o", "plan.md"]),
        str![[r#"
--- stderr
error: it is not said who gets this, and it is for a partner
  hint: Say it with `--recipient`: a school by its name or id, somebody of the
    team, or anybody in words.
  hint: What is handed out is entered in the case: to whom, what, on what basis,
    and when.
exit 2

"#]],
    );
    assert!(!sandbox.path("plan.md").exists());
    let said = plan(&sandbox, &["--for", "partner", "--recipient", "Te Awa Health", "-o", "plan.md"]);
    assert_eq!(said.code, 0, "{said}");
    assert_eq!(entries(&sandbox)[0]["to_elsewhere"], "Te Awa Health");
    // a file that cannot be written is nothing that was shared
    let said = plan(&sandbox, &["--for", "partner", "--recipient", "Te Awa Health", "-o", "nowhere/plan.md"]);
    assert!(said.code == 1 && entries(&sandbox).len() == 1, "{said}");
    let said = plan(&sandbox, &["--for", "whanau", "--recipient", "Nan", "-o", "plan.md"]);
    assert!(said.code == 2 && said.stderr.contains("nothing is entered of what whānau get"), "{said}");
}

#[test]
fn another_basis_is_named_with_its_reason() {
    let sandbox = Sandbox::cluster();
    let to = ["--for", "partner", "--recipient", "Oranga Tamariki", "-o", "plan.md"];
    let with = |more: &[&str]| plan(&sandbox, &[&to, more].concat());
    shows(
        with(&["--basis", "s66d"]),
        str![[r#"
--- stderr
error: `s66d` is nothing that sharing can rest on
  hint: `agreement`: somebody agreed to it
  hint: `ota-s66c`: sharing among child welfare and protection agencies (Oranga
    Tamariki Act 1989, s 66C)
  hint: `ota-s66`: a request by Oranga Tamariki or the Police (Oranga Tamariki
    Act 1989, s 66)
  hint: `ota-s15`: a report of concern (Oranga Tamariki Act 1989, s 15)
  hint: `ipp11`: another exception of the Privacy Act 2020 (information privacy
    principle 11)
  hint: `other`: another law
  hint: `nothing`: nothing that we know of
  hint: `access`: they asked what is held about them (Privacy Act 2020,
    information privacy principle 6)
exit 2

"#]],
    );
    shows(
        with(&["--basis", "ota-s66"]),
        str![[r#"
--- stderr
error: it is not said why it rests on `ota-s66`
  hint: Say it with `--why "…"`, in a sentence that somebody understands in
    five years.
exit 2

"#]],
    );
    assert!(entries(&sandbox).is_empty());
    // a dot is no reason
    for why in [".", "  ", "see file", "2 3 4 5"] {
        let said = with(&["--basis", "ota-s66", "--why", why]);
        assert!(said.code == 2 && said.stderr.contains("it is not said why"), "{said}");
    }
    let said = with(&["--basis", "ota-s66", "--why", "Asked for in writing on 12 August"]);
    assert_eq!(said.code, 0, "{said}");
    let entry = &entries(&sandbox)[0];
    assert_eq!(entry["basis"], "ota-s66");
    assert_eq!(entry["why"], "Asked for in writing on 12 August");
    assert!(entry["agreement"].is_null());
}

#[test]
fn what_was_shared_by_other_means_is_entered_too() {
    let sandbox = Sandbox::cluster();
    assert_eq!(sandbox.run(&["share", CASE, "--recipient", "Nan"]).code, 2);
    assert_eq!(sandbox.run(&["share", CASE, "--what", "How he reads"]).code, 2);
    let share = ["share", CASE, "--what", "What helps at reading time", "--for", "partner"];
    let with = |more: &[&str]| sandbox.run(&[&share, more].concat());
    let said = with(&["--recipient", "Te Awa Health"]);
    assert!(said.code == 3 && said.stderr.contains("--basis nothing"), "{said}");
    // what went out without anybody's yes is entered as that, and is never a reason to print
    let nothing =
        ["--recipient", "Te Awa Health", "--basis", "nothing", "--why", "Said in passing, before we asked"];
    assert_eq!(with(&nothing).code, 0);
    assert_eq!(plan(&sandbox, &[&nothing[..], &["--for", "partner", "-o", "plan.md"]].concat()).code, 2);
    agreed(&sandbox, "partner");
    let to = format!("agreements.{}.to_elsewhere=te awa health", agreement(&sandbox));
    sandbox.ok(&["set", CASE, &to]);
    let said = with(&["--recipient", "Te Awa Health", "--how", "by telephone", "--on", "last Monday"]);
    assert_eq!(said.code, 0, "{said}");
    assert_eq!(entries(&sandbox)[1]["date"], "2026-08-10");
    let said = with(&["--recipient", "Te Awa Health", "--on", "2026-09-01"]);
    assert!(said.code == 2 && entries(&sandbox).len() == 2, "{said}");
    let json = with(&["--recipient", "Te Awa Health", "--json"]).stdout;
    assert!(json.contains("\"entered\": \"x-"), "{json}");
    shows(
        sandbox.run(&["share", CASE]),
        str![[r#"

What was shared
═══════════════


10 August 2026: What helps at reading time
──────────────────────────────────────────

• To: Te Awa Health (a partner)
• It rests on: somebody agreed to it — Sharing the plan
• How: by telephone
• Shared by: Kim Ngata


14 August 2026: What helps at reading time
──────────────────────────────────────────

• To: Te Awa Health (a partner)
• It rests on: nothing that we know of
• Why: Said in passing, before we asked
• Shared by: Kim Ngata


14 August 2026: What helps at reading time
──────────────────────────────────────────

• To: Te Awa Health (a partner)
• It rests on: somebody agreed to it — Sharing the plan
• Shared by: Kim Ngata

────────────────────────────────────────────────────────────────────────────────

Printed on 14 August 2026 for practitioners, from version ae5afcc2 of the
record. A printed copy may be out of date.

Something here is not right, has changed, or should not be here? Please tell
Te Awa.

"#]],
    );
}

#[test]
fn a_case_is_shared_without_telling_whose_it_is() {
    let sandbox = Sandbox::cluster();
    agreed(&sandbox, "case-sharing");
    let title = "title=Hana reads along at Awa School since 3 August";
    sandbox.ok(&["set", CASE, title, "strengths.+.what=Sings with Hāna’s cousin; ring 021 555 0134"]);
    let to = ["--for", "case-sharing", "--recipient", "Case sharing of the cluster", "-o", "plan.md"];
    let with = |more: &[&str]| plan(&sandbox, &[&to, more].concat());
    shows(
        with(&[]),
        str![[r#"
--- stderr
error: this is not for colleagues in a case sharing yet: it could tell whose
  it is
  “021 555 0134” in “ith Hāna’s cousin; ring 021 555 0134”
    (`strengths.s-mnwv.what`)
  “3 August” in “ong at Awa School since 3 August” (`title`)
  “Awa School” in “Hana reads along at Awa School since 3 August” (`title`)
  “Hana” in “Hana reads along at Awa Scho” (`title`, `strengths.s-mnwv.what`)
  hint: Nothing was written. The record stays as people said it; what is told
    instead is kept beside it.
  hint: Say what stands for each, once, or write the place anew: --say "021
    555 0134=…" --say "3 August=…" --say "Awa School=full primary" --say
    "Hana=Kahikatea"
exit 3

"#]],
    );
    assert!(!sandbox.path("plan.md").exists() && entries(&sandbox).is_empty());
    let said = with(&["--say", "Hana"]);
    assert!(said.code == 2 && said.stderr.contains("does not say what stands for a name"), "{said}");
    let said = with(&[
        "--say",
        "021 555 0134=…",
        "--say",
        "hana=Rimu",
        "--say",
        "Awa School=school",
        "--say",
        "3 August=last month",
    ]);
    assert_eq!(said.code, 0, "{said}");
    let text = sandbox.read("plan.md");
    for told in ["Hana", "Hāna", "Pōtae", "Awa", "021", "August", "2026-08"] {
        assert!(!text.contains(told), "{told} is in {text}");
    }
    assert!(text.contains("Sings with Rimu’s cousin; ring …"), "{text}");
    // what was said once holds, and the record says what people said
    std::fs::remove_file(sandbox.path("plan.md")).unwrap();
    assert_eq!(with(&[]).code, 0);
    assert!(sandbox.read(&Sandbox::file_of(CASE)).contains("Sings with Hāna’s cousin"));
    // a name in the name of the file tells as well
    let mut named = to;
    named[5] = "hana.md";
    let said = plan(&sandbox, &named);
    assert!(said.code == 3 && said.stderr.contains("“hana” in “hana.md”"), "{said}");
}

#[test]
fn the_school_of_the_case_is_who_the_school_is() {
    let sandbox = Sandbox::cluster();
    agreed(&sandbox, "school");
    sandbox.write("settings/hill-school.yaml", "schema: 1\nid: hill-school\nname: Hill School\n");
    sandbox.record_all("another school");
    let to = |whom: &str| plan(&sandbox, &["--for", "school", "--recipient", whom, "-o", "plan.md"]).code;
    // nobody of the cluster is of the school, and another school is not this one
    assert_eq!(
        [to("Awa School"), to("Kim Ngata"), to("Hill School"), to("A school up the river")],
        [0, 3, 3, 3]
    );
    // whoever works there is meant by what they do, also by their first name
    sandbox.ok(&["set", CASE, "team.+.name=Tia Moana", "team.+.role=kaiako"]);
    sandbox.ok(&["set", CASE, "team.+.name=Nan Pōtae", "team.+.role=whanau"]);
    assert_eq!([to("Tia Moana"), to("Tia"), to("Nan Pōtae")], [0, 0, 3]);
}

/// What is entered and then cannot be written was not shared; and what somebody left who was ended goes.
#[cfg(unix)]
#[test]
fn nothing_is_entered_that_was_not_written() {
    let sandbox = Sandbox::cluster();
    agreed(&sandbox, "school");
    sandbox.write("out/.plan.md.Ab1xyz.tmp", "# Our plan with Hana Pōtae\n");
    sandbox.write("out/.plan.md.mine", "");
    assert_eq!(plan(&sandbox, &["--for", "school", "-o", "out/plan.md"]).code, 0);
    let names: Vec<String> = crate::common::entries(&sandbox.path("out"))
        .iter()
        .map(|file| crate::common::name(file).to_owned())
        .collect();
    assert_eq!(names, [".plan.md.mine", "plan.md"]);
    assert_eq!(entries(&sandbox).len(), 1);
    // no link, device or pipe is replaced
    std::os::unix::fs::symlink("out/plan.md", sandbox.path("link.md")).unwrap();
    for file in ["link.md", "/dev/null", "/dev/stdout"] {
        let said = plan(&sandbox, &["--for", "school", "--to", "md", "-o", file]);
        assert!(said.code == 1 && said.stderr.contains("is no ordinary file"), "{said}");
    }
    assert!(sandbox.path("link.md").is_symlink() && entries(&sandbox).len() == 1);
}

#[test]
fn an_entry_of_what_was_not_shared_after_all_is_taken_back() {
    use pikorua::change::disclose::{Entry, To};
    let sandbox = crate::examples::example();
    let desk = crate::examples::desk(&sandbox);
    let case = CASE.parse().unwrap();
    let before = entries(&sandbox);
    let entry = Entry {
        date: desk.today(),
        reader: Some("school".into()),
        to: To::Elsewhere("A kura".into()),
        what: "Our plan".into(),
        document: None,
        basis: "agreement".into(),
        agreement: None,
        why: None,
        how: None,
        answers: None,
    };
    let version = desk.version_of(&case).unwrap();
    let row = desk.disclose(&case, &entry).unwrap();
    assert_eq!(entries(&sandbox).len(), before.len() + 1);
    desk.take_back(&case, &row, None).unwrap();
    assert_eq!(entries(&sandbox), before);
    assert_eq!(desk.version_of(&case).unwrap(), version, "neither makes a new version of the record");
}

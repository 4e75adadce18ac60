//! `diff`: what changed since a day, and the same in the plan; and what is shown only by agreement.

use crate::common::{CASE, Sandbox, crate_folder, shows, shows_file};
use snapbox::str;

/// A mokopuna who moves from a kindergarten to school, with something at most places; invented.
const MOVE: &str = "2026-w3tk";

/// The case of the demo that was walked from request to closing.
const WALKED: &str = "2026-qvxv";

/// What is handed out, in the format that the ending of the file says.
fn handed(sandbox: &Sandbox, document: &str, audience: &str, file: &str) -> String {
    sandbox.ok(&["print", document, MOVE, "--for", audience, "-o", file]);
    sandbox.read(file)
}

fn moving() -> Sandbox {
    let sandbox = Sandbox::cluster();
    let sample = crate_folder().join("tests/samples/moving-on.yaml");
    sandbox.write(&Sandbox::file_of(MOVE), std::fs::read(sample).unwrap());
    sandbox.record_all("A move to school");
    sandbox
}

/// Recorded on a later day: the tests' clock stands still, so time goes by in the command's surroundings.
fn later(sandbox: &Sandbox, args: &[&str]) {
    let mut command = sandbox.command(args);
    command.env("PIKORUA_NOW", "2026-09-01T10:00:00+12:00[Pacific/Auckland]");
    let ran = sandbox.finish(command);
    assert_eq!(ran.code, 0, "{ran}");
}

fn seen_later(sandbox: &Sandbox, args: &[&str]) -> String {
    let mut command = sandbox.command(args);
    command.env("PIKORUA_NOW", "2026-09-02T10:00:00+12:00[Pacific/Auckland]");
    sandbox.finish(command).to_string()
}

#[test]
fn what_changed_since_a_day() {
    let sandbox = Sandbox::demo();
    shows_file(sandbox.run(&["diff", WALKED, "--since", "2026-07-30"]), "transcripts/diff.txt");
    shows_file(
        sandbox.run(&["diff", WALKED, "--since", "2026-07-30", "--for", "whanau", "--json"]),
        "transcripts/diff.json",
    );
    // whatever an audience does not see does not change for it
    let whanau = sandbox.ok(&["diff", WALKED, "--since", "2026-05-10", "--for", "whanau"]).stdout;
    let inside = sandbox.ok(&["diff", WALKED, "--since", "2026-05-10"]).stdout;
    assert!(inside.contains("Working explanations") || inside.contains("working explanation"), "{inside}");
    assert!(
        !whanau.contains("orking explanation") && !whanau.contains("When which guide was walked"),
        "{whanau}"
    );
}

#[test]
fn what_changed_since_people_met() {
    let sandbox = moving();
    let nothing = seen_later(&sandbox, &["diff", MOVE, "--since", "2026-08-31"]);
    assert!(nothing.contains("Nothing that practitioners see has changed."), "{nothing}");
    later(
        &sandbox,
        &[
            "set",
            MOVE,
            "plan.goals.g-6pkw.by=2026-11-06",
            "plan.goals.g-6pkw.latest=4 of 5",
            "plan.if_wrong=",
            "voice.+.words=SECRET",
            "voice.+.sensitive=yes",
            "hui.h-5tkx.date=2026-08-20",
        ],
    );
    shows(
        seen_later(&sandbox, &["diff", MOVE, "--for", "whanau"]),
        str![[r#"
What has changed since 20 August 2026
═════════════════════════════════════

From the kindergarten gate to Room 1


The one plan
────────────

• Manaia goes in with the others
  • By when: was 23 October 2026, is now 6 November 2026
  • The latest measure: was “3 of 5”, is now “4 of 5”
  • When the latest measure was taken: was 7 August 2026, is now 1 September
    2026
• What we do when something goes wrong: no longer there: “Nobody keeps him in.
  Koro is rung, and we try again the next day.”


Meetings
────────

• When: was 7 August 2026, is now 20 August 2026

────────────────────────────────────────────────────────────────────────────────

Printed on 2 September 2026 for whānau, from version 1c460401 of the record. A
printed copy may be out of date.

Something here is not right, has changed, or should not be here? Please tell Kim
Ngata, Te Awa.

"#]],
    );
    let plan = seen_later(&sandbox, &["print", "plan", MOVE, "--for", "whanau", "--to", "md"]);
    let section = plan.split("## What has changed since we last met").nth(1).unwrap_or_default();
    let section = section.split("## ").next().unwrap_or_default();
    shows(
        section,
        str![[r#"


We last met or agreed on 20 August 2026.

- **Manaia goes in with the others**
  - By when: was 23 October 2026, is now 6 November 2026
  - The latest measure: was “3 of 5”, is now “4 of 5”
  - When the latest measure was taken: was 7 August 2026, is now 1 September 2026
- What we do when something goes wrong: no longer there: “Nobody keeps him in. Koro is rung, and we try again the next day.”


"#]],
    );
}

#[test]
fn days_that_cannot_be_looked_back_to() {
    let sandbox = moving();
    sandbox.write(&Sandbox::file_of("2026-b3dz"), "schema: 1\nid: 2026-b3dz\nkind: [\n");
    sandbox.record_all("A file that was damaged");
    sandbox.write(
        &Sandbox::file_of("2026-b3dz"),
        "schema: 1\nid: 2026-b3dz\nkind: individual\nstatus: draft\ntitle: Mended\n",
    );
    let day = "2026-08-14";
    shows(
        sandbox.transcript(&[
            &["diff", MOVE, "--since", "2026-08-13"],
            &["diff", MOVE, "--since", "yesteryear"],
            &["diff", MOVE, "--since", "2026-12-01"],
            &["diff", CASE],
            &["diff", CASE, "--since", "last-review"],
            &["diff", "2026-b3dz", "--since", day],
            &["diff", MOVE, "--since", day, "--for", "everybody"],
        ]),
        str![[r#"
$ pikorua diff 2026-w3tk --since 2026-08-13
--- stderr
error: 2026-w3tk was not recorded yet on 13 August 2026
  hint: It was recorded first on 14 August 2026; name that day or a later one.
exit 1

$ pikorua diff 2026-w3tk --since yesteryear
--- stderr
error: `yesteryear` is not a day to look back to
  `yesteryear` is not a day of the calendar; write it as in `2026-08-14` or
    `14/8/2026`
  hint: Write a day, as in 2026-06-12, a change as `log` shows it, or
    `last-hui`, `last-review` or `agreed`.
exit 2

$ pikorua diff 2026-w3tk --since 2026-12-01
--- stderr
error: `2026-12-01` is not a day to look back to
  it is still to come
  hint: Write a day, as in 2026-06-12, a change as `log` shows it, or
    `last-hui`, `last-review` or `agreed`.
exit 2

$ pikorua diff 2026-kf3m
--- stderr
error: 2026-kf3m does not say when people met or agreed to the plan before today
  hint: Name a day: `--since 2026-06-12`.
exit 1

$ pikorua diff 2026-kf3m --since last-review
--- stderr
error: 2026-kf3m does not say when people looked back together before today
  hint: Name a day: `--since 2026-06-12`.
exit 1

$ pikorua diff 2026-b3dz --since 2026-08-14
--- stderr
error: 2026-b3dz could not be read as it was on 14 August 2026
  this bracket is never closed
  hint: Name another moment; `pikorua log 2026-b3dz` lists when something
    changed.
exit 1

$ pikorua diff 2026-w3tk --since 2026-08-14 --for everybody
--- stderr
error: there is no audience `everybody`
  hint: The audiences are `practitioners`, `whanau`, `school`, `partner`,
    `practice-leader`, `case-sharing`, `aggregate`, `statement`, `next-setting`.
exit 2

"#]],
    );
}

#[test]
fn a_summary_for_the_next_setting_needs_an_agreement_that_stands() {
    let sandbox = moving();
    shows_file(handed(&sandbox, "hand-over", "next-setting", "page.txt"), "transcripts/hand-over.txt");
    // what goes out is entered, so that it goes into a file
    for args in [&[][..], &["--to", "md"], &["--to", "html"], &["--to", "screen"]] {
        let ran = sandbox.run(&[&["print", "hand-over", MOVE, "--for", "next-setting"], args].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran}");
        assert!(ran.stderr.contains("-o hand-over.docx"), "{ran}");
    }
    sandbox.ok(&["set", MOVE, "agreements.a-7cfp.withdrawn_on=2026-08-14"]);
    shows(
        sandbox.run(&["print", "hand-over", MOVE, "--for", "next-setting", "-o", "page.html"]),
        str![[r#"
--- stderr
error: 2026-w3tk is not shown to those who receive the mokopuna: nobody has
  agreed to it, as far as the record says
  the agreement “Telling Room 1 what helps” was taken back on 14 August 2026
  hint: Nothing of the case was shown or written.
  hint: Talk it over with the whānau first. When they say yes, record it under
    `agreements`, and name it: `pikorua set 2026-w3tk transition.agreement=ID`.
  hint: Where the law lets or makes you share it without that, say on what it
    rests (`--basis`) and why (`--why`): both are recorded. pikorua keeps the
    record, and gives no legal advice.
exit 3

"#]],
    );
    assert!(!sandbox.path("page.html").exists());
    for args in [
        &["diff", MOVE, "--since", "2026-08-14", "--for", "next-setting"][..],
        &["print", "plan", MOVE, "--for", "next-setting"],
    ] {
        let ran = sandbox.run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{ran}");
    }
    // an agreement that stands need not let it go there: another school later asks again
    sandbox.ok(&[
        "set",
        MOVE,
        "agreements.a-7cfp.withdrawn_on=",
        "transition.to=",
        "transition.to_elsewhere=The school up the river",
    ]);
    shows(
        sandbox.run(&["print", "hand-over", MOVE, "--for", "next-setting"]),
        str![[r#"
--- stderr
error: 2026-w3tk is not shown to those who receive the mokopuna: nobody has
  agreed to it, as far as the record says
  the agreement “Telling Room 1 what helps” names another place
  hint: Nothing of the case was shown or written.
  hint: Read the agreement once more. Where it names the place this goes to,
    and what may be shared with it, write the place down: `pikorua set 2026-w3tk
    agreements.a-7cfp.to=SCHOOL` (`to_elsewhere` for one that is not ours).
    Otherwise ask the whānau for one that does, and name that one.
  hint: Where the law lets or makes you share it without that, say on what it
    rests (`--basis`) and why (`--why`): both are recorded. pikorua keeps the
    record, and gives no legal advice.
exit 3

"#]],
    );
    sandbox.ok(&["set", MOVE, "transition.agreement="]);
    let ran = sandbox.run(&["print", "hand-over", MOVE, "--for", "next-setting"]);
    assert!(ran.code == 3 && ran.stderr.contains("names no agreement yet"), "{ran}");
    // a preview for those who do the work says what it is
    let preview = sandbox.ok(&["print", "hand-over", MOVE]).stdout;
    assert!(preview.contains("This copy is for practitioners."), "{preview}");
}

#[test]
fn what_was_drafted_and_taken_back_never_reaches_the_next_setting() {
    let sandbox = moving();
    sandbox.write(
        "documents/letter.md",
        "# Letter\n\n{% set sections = changes %}\n{% include \"_changes.md\" %}\n",
    );
    sandbox.record_all("A letter");
    later(&sandbox, &["set", MOVE, "transition.hand_over=DRAFT", "hui.h-5tkx.date=2026-09-01"]);
    let mut command = sandbox.command(&["set", MOVE, "transition.hand_over=What helps him"]);
    command.env("PIKORUA_NOW", "2026-09-02T10:00:00+12:00[Pacific/Auckland]");
    assert_eq!(sandbox.finish(command).code, 0);
    let seen = |args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("PIKORUA_NOW", "2026-09-03T10:00:00+12:00[Pacific/Auckland]");
        sandbox.finish(command)
    };
    let inside = seen(&["diff", MOVE, "--since", "2026-09-01"]);
    assert!(inside.stdout.contains("DRAFT"), "{inside}");
    for args in [
        &["diff", MOVE, "--since", "2026-09-01", "--for", "next-setting"][..],
        &["diff", MOVE, "--for", "next-setting", "--json"],
    ] {
        let ran = seen(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{ran}");
        assert!(ran.stderr.contains("what stands now"), "{ran}");
    }
    for document in ["plan", "hand-over", "letter", "changes"] {
        let ran = seen(&["print", document, MOVE, "--for", "next-setting", "-o", "page.md"]);
        assert!(!ran.to_string().contains("DRAFT"), "{ran}");
        let written = sandbox.path("page.md").exists().then(|| sandbox.read("page.md"));
        assert!(
            written.is_some() == (ran.code == 0) && !written.unwrap_or_default().contains("DRAFT"),
            "{ran}"
        );
    }
}

#[test]
fn the_whole_file_never_reaches_the_next_setting() {
    let sandbox = moving();
    // what was noticed early goes along, because whānau agreed to bring it
    let summary = handed(&sandbox, "hand-over", "next-setting", "page.md");
    assert!(summary.contains("asked about his hearing"), "{summary}");
    for document in ["plan", "review", "case", "notes", "hui", "closing", "hand-over"] {
        let seen = handed(&sandbox, document, "next-setting", "page.md");
        for word in [
            "see him hide",
            "by the gate",
            "koro chose",
            "Two Fridays",
            "Koro Hēnare",
            "side door",
            "Ministry",
        ] {
            assert!(!seen.contains(word), "{word} is in the {document}: {seen}");
        }
    }
}

#[test]
fn a_clusters_own_words_for_an_audience_open_nothing_by_themselves() {
    let sandbox = moving();
    sandbox.write("audiences.toml", "[next-setting]\nlabel = \"them\"\n\n[whanau]\nhides = []\n");
    let summary = handed(&sandbox, "notes", "them", "page.md");
    assert!(summary.contains("for them") && !summary.contains("see him hide"), "{summary}");
    let hui = |sandbox: &Sandbox| sandbox.ok(&["print", "hui", MOVE, "--for", "whanau", "--to", "md"]).stdout;
    assert!(!hui(&sandbox).contains("The crowd, and not the room"));
    sandbox.ok(&["set", MOVE, "agreements.a-7cfp.withdrawn_on=2026-08-14"]);
    assert_eq!(sandbox.run(&["print", "hand-over", MOVE, "--for", "them"]).code, 3);
    // what the comment of the built-in file suggests shows these two and nothing else
    sandbox.write("audiences.toml", "[whanau]\nshows = [\"sense.hypotheses\", \"hui.*.ideas\"]\n");
    assert!(hui(&sandbox).contains("The crowd, and not the room"));
    let review = sandbox.ok(&["print", "review", MOVE, "--for", "whanau"]).stdout;
    assert!(!review.contains("The way we have come"), "{review}");
    sandbox.write("audiences.toml", "[whanau]\nshows = [\"plan\"]\n");
    let ran = sandbox.run(&["print", "plan", MOVE, "--for", "whanau"]);
    assert!(ran.code == 1 && ran.stderr.contains("nothing of that"), "{ran}");
    // only in so many words, and then `check` asks
    sandbox.write("audiences.toml", "[next-setting]\nneeds = \"\"\n");
    sandbox.ok(&["print", "hand-over", MOVE, "--for", "next-setting"]);
    let check = sandbox.run(&["check"]);
    assert!(check.stdout.contains("open-audience"), "{check}");
}

#[test]
fn everything_that_is_recorded_has_its_place_on_paper() {
    let sandbox = moving();
    for document in ["plan", "review", "hui", "notes"] {
        let file = format!("move-{document}.md");
        let audience = if document == "notes" { "practitioners" } else { "whanau" };
        let said = sandbox.ok(&["print", document, MOVE, "--for", audience, "--to", "md"]).stdout;
        shows_file(said, &format!("transcripts/{file}"));
    }
    let screen = sandbox.ok(&["show", MOVE]).stdout;
    shows_file(&screen, "transcripts/move-show.txt");
    assert!(screen.lines().all(|line| line.chars().count() <= 80));
    for document in ["plan", "review", "hui", "closing", "hand-over", "notes"] {
        let mut command = sandbox.command(&["print", document, MOVE]);
        command.env("COLUMNS", "120");
        let wide = sandbox.finish(command).stdout;
        assert!(wide.lines().all(|line| line.chars().count() <= 120), "{wide}");
    }
}

#[test]
fn what_was_sensitive_in_between_stays_behind() {
    let sandbox = moving();
    later(
        &sandbox,
        &["set", MOVE, "evidence.+.summary=Words about another family", "evidence.+.date=2026-08-20"],
    );
    let row = |sandbox: &Sandbox| {
        let text = sandbox.read(&Sandbox::file_of(MOVE));
        let at = text.find("Words about another family").unwrap();
        let id = text[..at].rfind("id: ").unwrap() + 4;
        text[id..].split([',', '\n']).next().unwrap().trim().to_owned()
    };
    let row = row(&sandbox);
    let at = |day: &str, args: &[&str]| {
        let mut command = sandbox.command(args);
        command.env("PIKORUA_NOW", format!("{day}T10:00:00+12:00[Pacific/Auckland]"));
        sandbox.finish(command)
    };
    assert_eq!(at("2026-09-02", &["set", MOVE, &format!("evidence.{row}.sensitive=true")]).code, 0);
    assert_eq!(at("2026-09-03", &["set", MOVE, &format!("evidence.{row}=")]).code, 0);
    let said = at("2026-09-04", &["diff", MOVE, "--since", "2026-09-01", "--for", "whanau", "--json"]);
    assert!(said.code == 0 && !said.stdout.contains("another family"), "{said}");
    let inside = at("2026-09-04", &["diff", MOVE, "--since", "2026-09-01"]);
    assert!(inside.stdout.contains("another family"), "{inside}");
}

/// The id of a change, by how many came after it.
fn change(sandbox: &Sandbox, case: &str, back: usize) -> String {
    let log: serde_json::Value = serde_json::from_str(&sandbox.ok(&["log", case, "--json"]).stdout).unwrap();
    log["entries"][back]["version"].as_str().unwrap().to_owned()
}

#[test]
fn a_case_as_it_was() {
    let sandbox = Sandbox::cluster();
    later(&sandbox, &["set", CASE, "title=Reading at home", "status=active"]);
    let first = change(&sandbox, CASE, 1);
    let then = seen_later(&sandbox, &["show", CASE, "--at", "14 August"]).replace(&first, "[CHANGE]");
    shows(
        &then,
        str![[r#"

Joining in at reading time
══════════════════════════

• Case: 2026-kf3m, individual
• Where it stands: handed in
• School or service: Awa School, where Anna Tupou is the one to talk to
• About: learning
• Layer of support: Te Arotahi
• Mokopuna: Hana Pōtae, year level 3, speaks te reo Māori and English
• Asked for on: 14 August 2026, by Anna Tupou, learning support coordinator
• How whānau saw it, and what they said: Anna read it out to Aroha on 10 August,
  and she agreed


Strengths
─────────

• Tells long stories with many voices


In their own words
──────────────────

not recorded yet

Whose voice is missing? We have nothing in the words of Hana Pōtae yet. Who
asks, and how would they like to be asked?

Whose voice is missing? We have nothing in the words of the whānau yet. Who sits
down with them, and where?

Whose voice is missing? We have nothing in the words of the kaiako yet. Who sits
down with them, and when?


What was asked for
──────────────────

Hopes:

• Aroha, her mum: that she reads to her little brother

How everyone will know that it helped: She takes a book to the mat without being
asked

Worries:

• At reading time she looks for something else to do

What was tried, and how it went:

• A seat beside a friend, for three weeks


Goals
─────

not recorded yet


From the request to now
───────────────────────

• First noticed: 1 June 2026
• Talked over with the liaison RTLB: 10 August 2026
• Signed by the whānau: 10 August 2026
• Handed in: 14 August 2026

 What it became   When          By          Why
────────────────────────────────────────────────
 handed in        14 Aug 2026   Kim Ngata


The way so far
──────────────

 Guide                 Opened           Left             By
───────────────────────────────────────────────────────────────────
 Request for support   14 August 2026   14 August 2026   Kim Ngata

────────────────────────────────────────────────────────────────────────────────

Printed on 14 August 2026 for practitioners, from version [CHANGE] of the
record. A printed copy may be out of date.

Something here is not right, has changed, or should not be here? Please tell
Te Awa.
--- stderr
note: this is 2026-kf3m as it was on 14 August 2026; `pikorua diff 2026-kf3m
--since [CHANGE]` shows what changed since.

"#]],
    );
    let by_change = seen_later(&sandbox, &["show", CASE, "--at", &first]).replace(&first, "[CHANGE]");
    assert_eq!(by_change, then);
    let now = change(&sandbox, CASE, 0);
    assert!(seen_later(&sandbox, &["show", CASE, "--at", &now]).contains("Reading at home"));
    let json = seen_later(&sandbox, &["show", CASE, "--at", "2026-08-30", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["at"], &json["version"]), (&"2026-08-30".into(), &first.as_str().into()));
    assert!(json["case"]["title"].to_string().contains("Joining in"), "{json}");
    let changed = seen_later(&sandbox, &["diff", CASE, "--since", &first]);
    assert!(changed.contains("Reading at home"), "{changed}");
    // what is gone can still be looked back at
    std::fs::remove_file(sandbox.path(&Sandbox::file_of(CASE))).unwrap();
    let gone = seen_later(&sandbox, &["show", CASE, "--at", "14 August"]).replace(&first, "[CHANGE]");
    assert_eq!(gone, then);
}

#[test]
fn a_moment_that_is_none_says_why() {
    let sandbox = Sandbox::cluster();
    let people = {
        let log: serde_json::Value = serde_json::from_str(&sandbox.ok(&["log", "--json"]).stdout).unwrap();
        let entries = log["entries"].as_array().unwrap().clone();
        entries.last().unwrap()["version"].as_str().unwrap().to_owned()
    };
    let shown = sandbox.transcript(&[
        &["show", CASE, "--at", "1 August"],
        &["show", CASE, "--at", "tomorrow"],
        &["show", CASE, "--at", "soonish"],
        &["show", CASE, "--at", "00000000"],
        &["show", CASE, "--at", &people],
        &["diff", CASE, "--since", "soonish"],
        &["show", "nobody", "--at", "1 August"],
    ]);
    shows(
        shown.replace(&people, "[CHANGE]"),
        str![[r#"
$ pikorua show 2026-kf3m --at "1 August"
--- stderr
error: 2026-kf3m was not recorded yet on 1 August 2026
  hint: It was recorded first on 14 August 2026; name that day or a later one.
exit 1

$ pikorua show 2026-kf3m --at tomorrow
--- stderr
error: `tomorrow` is not a day to look back to
  it is still to come
exit 2

$ pikorua show 2026-kf3m --at soonish
--- stderr
error: `soonish` is not a day to look back to
  `soonish` is not a day of the calendar; write it as in `2026-08-14` or
    `14/8/2026`
exit 2

$ pikorua show 2026-kf3m --at 00000000
--- stderr
error: there is no version `00000000`
  hint: `pikorua log` lists what was recorded.
exit 1

$ pikorua show 2026-kf3m --at [CHANGE]
--- stderr
error: 2026-kf3m was not in the folder after the change [CHANGE]
  hint: Name another moment; `pikorua log 2026-kf3m` lists when something
    changed.
exit 1

$ pikorua diff 2026-kf3m --since soonish
--- stderr
error: `soonish` is not a day to look back to
  `soonish` is not a day of the calendar; write it as in `2026-08-14` or
    `14/8/2026`
  hint: Write a day, as in 2026-06-12, a change as `log` shows it, or
    `last-hui`, `last-review` or `agreed`.
exit 2

$ pikorua show nobody --at "1 August"
--- stderr
error: there is no case `nobody`
  hint: `pikorua list` lists the cases.
exit 1

"#]],
    );
}

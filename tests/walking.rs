//! `walk`: a guide over a case, from a file of answers and in the plain mode; the pseudo-terminal has tests of its own.

use crate::common::{CASE, REQUEST, Sandbox, shows, shows_file};
use snapbox::str;

/// Every guide of an element, in order.
const ELEMENTS: [&str; 7] = [
    "whakawhanaungatanga",
    "kohikohi",
    "ata-whakaaro",
    "tatai",
    "whakamahi",
    "whai-whakaaro",
    "mana-motuhake",
];

const PLAN: &str = "\
guide: tatai
tt-1:
  - what: Joins in when the class reads together
    why: |-
      She tells stories all day.
      Nan would like to hear one read.
    horizon: short
tt-2:
  - measure: minutes of ten with the group
    baseline: 2
    target: 8
    by: 20/11
tt-3: [the stories she tells]
tt-4:
  - actions:
      - what: Reads the first page to Hana the evening before
        who: Tom Arden
        by: 2026-09-01
tt-5: {not-needed: the class has one routine already}
leave:
  review-set: at the hui on 28 August
";

fn walk(sandbox: &Sandbox, guide: &str, answers: &str) -> crate::common::Ran {
    sandbox.write("../home/answers.yaml", answers);
    sandbox.run(&["walk", CASE, guide, "--from", "../home/answers.yaml"])
}

#[test]
fn an_element_from_a_file() {
    let sandbox = Sandbox::cluster();
    let said = walk(&sandbox, "tatai", PLAN);
    shows(
        said,
        str![[r#"
--- stderr
`tt-2/by`: Friday 20 November 2026
Still open in Tātai, to come back to:
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
    shows_file(sandbox.read(&Sandbox::file_of(CASE)), "transcripts/walk-from.yaml");
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  Tātai: left
    The one plan
      Where it stands: draft
      What it stands on: new: “the stories she tells”
    New: one goal of the plan, “Joins in when the class reads together”
      Why it is worth doing: She tells stories all day. …
      Short or long: short term
      What we would see, hear or count: minutes of ten with the group
      Where it starts: 2
      Where it should get to: 8
      By when: 20 November 2026
    New: one action of a goal, “Reads the first page to Hana the evening
      before”, in Joins in when the class reads together
      Who leads it: Tom Arden
      By when: 1 September 2026
    Not needed – What are we, the adults, going to change in what we do or in
      the place, before we ask anything new of a mokopuna?: the class has one
      routine already
    Left open – There is no day on which the team looks at the plan again. What
      would be a good one?: at the hui on 28 August


"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn every_element_has_an_answers_file_to_fill_in() {
    let sandbox = Sandbox::cluster();
    shows_file(sandbox.ok(&["walk", CASE, "tātai", "--blank"]), "transcripts/walk-blank.txt");
    for guide in ELEMENTS {
        let blank = sandbox.ok(&["walk", CASE, guide, "--blank"]);
        assert_eq!(blank.stderr, "");
        assert!(
            blank.stdout.lines().all(|line| line.trim_end() == line),
            "{guide}: blanks at the end of a line"
        );
        let said = walk(&sandbox, guide, &blank.stdout);
        assert!(said.code == 1 && said.stderr.contains("holds no new answers"), "{guide}: {said}");
        sandbox.assert_clean();
    }
}

#[test]
fn an_answers_file_names_the_rows_that_are_there() {
    let sandbox = Sandbox::cluster();
    walk(&sandbox, "tatai", PLAN);
    let record = sandbox.read(&Sandbox::file_of(CASE));
    let goal = record.lines().find_map(|line| line.trim().strip_prefix("- id: g-")).unwrap();
    let blank = sandbox.ok(&["walk", CASE, "tatai", "--blank"]).stdout;
    let live = format!("\ntt-2:\n  # “Joins in when the class reads together”\n  - id: g-{goal}\n");
    assert!(blank.contains(&live), "{blank}");
    let mentioned = format!("\n  # - id: g-{goal}    # “Joins in when the class reads together”\n");
    assert!(blank.contains(&mentioned), "{blank}");
    // as it is it says nothing; filled in, it is about that row
    assert!(walk(&sandbox, "tatai", &blank).stderr.contains("holds no new answers"));
    let (before, after) = blank.split_once(&live).unwrap();
    let filled = format!("{before}{live}{}", after.replacen("    target:\n", "    target: every day\n", 1));
    // the team came back, and says why
    let filled = format!("reason: the target was open\n{filled}");
    let said = walk(&sandbox, "tatai", &filled);
    assert_eq!(said.code, 0, "{said}");
    assert!(sandbox.read(&Sandbox::file_of(CASE)).contains("target: every day"));
}

#[test]
fn an_answers_file_for_a_full_case_says_nothing_by_itself() {
    let sandbox = Sandbox::demo();
    let listing: serde_json::Value = serde_json::from_str(&sandbox.ok(&["guides", "--json"]).stdout).unwrap();
    let all = listing["guides"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let shelves: Vec<(String, String)> = all.map(|one| (text(&one["id"]), text(&one["shelf"]))).collect();
    for guide in listing["guides"].as_array().unwrap() {
        let guide = guide["id"].as_str().unwrap();
        let blank = sandbox.ok(&["--user", "tarden", "walk", CASE, guide, "--blank"]);
        sandbox.write("../home/blank.yaml", &blank.stdout);
        let said = sandbox.run(&["--user", "tarden", "walk", CASE, guide, "--from", "../home/blank.yaml"]);
        // what was never closed is not taken up again, and nobody asks yet how it goes without us
        let of_others = shelves
            .iter()
            .any(|(id, shelf)| id == guide && ["community", "improvement"].contains(&shelf.as_str()));
        let why = if ["reopening", "check-in"].contains(&guide) || of_others {
            "is not walked here now"
        } else {
            "holds no new answers"
        };
        assert!(said.code == 1 && said.stderr.contains(why), "{guide}: {said}");
    }
}

#[test]
fn all_that_is_wrong_with_the_answers_at_once() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&Sandbox::file_of(CASE));
    let log = sandbox.ok(&["log"]).stdout;
    let wrong = PLAN
        .replace("by: 20/11", "by: 31/11")
        .replace("horizon: short", "horizon: shrt\n    hat: x")
        .replace("Tom Arden", "Tim Burden")
        .replace("tt-3: [the stories she tells]", "tt-3: {a: b}\ntt3: x")
        .replace("2026-09-01", "soon");
    shows(
        walk(&sandbox, "tatai", &wrong),
        str![[r#"
--- stderr
error[answers]: `tt-1/horizon`: `shrt` is none of: short term, long term
 --> ../home/answers.yaml:7:14
  |
7 |     horizon: shrt
  |              ^^^^
  |
  = remedy: Mend this answer; nothing was recorded.

error[answers]: `tt-1` has no field `hat`
 --> ../home/answers.yaml:8:5
  |
8 |     hat: x
  |     ^^^
  |
  = remedy: Did you mean `what`?

error[answers]: `tt-2/by`: `31/11` is not a day of the calendar; write it as in
                `2026-08-14` or `14/8/2026`
  --> ../home/answers.yaml:13:9
   |
13 |     by: 31/11
   |         ^^^^^
   |
   = remedy: Mend this answer; nothing was recorded.

error[answers]: `tt-3`: `a` has no place here; only `instead` stands in the
                place of a list
  --> ../home/answers.yaml:14:11
   |
14 | tt-3: {a: b}
   |           ^
   |
   = remedy: Mend this answer; nothing was recorded.

error[answers]: this guide has no prompt `tt3`
  --> ../home/answers.yaml:15:1
   |
15 | tt3: x
   | ^^^
   |
   = remedy: Did you mean `tt-3`?

error[answers]: `tt-4/actions/who`: `Tim Burden` is none of: Kim Ngata, Tom
                Arden
  --> ../home/answers.yaml:19:14
   |
19 |         who: Tim Burden
   |              ^^^^^^^^^^
   |
   = remedy: Mend this answer; nothing was recorded.

error[answers]: `tt-4/actions/by`: `soon` is not a day of the calendar; write it
                as in `2026-08-14` or `14/8/2026`
  --> ../home/answers.yaml:20:13
   |
20 |         by: soon
   |             ^^^^
   |
   = remedy: Mend this answer; nothing was recorded.

error: 7 answers in `../home/answers.yaml` cannot be taken, so nothing was
  recorded
exit 1

"#]],
    );
    assert_eq!(sandbox.read(&Sandbox::file_of(CASE)), before);
    assert_eq!(sandbox.ok(&["log"]).stdout, log);
    sandbox.assert_clean();
}

#[test]
fn answers_for_another_guide() {
    let sandbox = Sandbox::cluster();
    shows(
        walk(&sandbox, "kohikohi", PLAN),
        str![[r#"
--- stderr
error[answers]: `guide`: these answers are not for the guide `kohikohi`
 --> ../home/answers.yaml:1:8
  |
1 | guide: tatai
  |        ^^^^^
  |
  = remedy: Mend this answer; nothing was recorded.

error[answers]: this guide has no prompt `tt-1`
 --> ../home/answers.yaml:2:1
  |
2 | tt-1:
  | ^^^^
  |
  = remedy: `walk CASE GUIDE --blank` prints all of them.

error[answers]: this guide has no prompt `tt-2`
 --> ../home/answers.yaml:8:1
  |
8 | tt-2:
  | ^^^^
  |
  = remedy: `walk CASE GUIDE --blank` prints all of them.

error[answers]: this guide has no prompt `tt-3`
  --> ../home/answers.yaml:13:1
   |
13 | tt-3: [the stories she tells]
   | ^^^^
   |
   = remedy: `walk CASE GUIDE --blank` prints all of them.

error[answers]: this guide has no prompt `tt-4`
  --> ../home/answers.yaml:14:1
   |
14 | tt-4:
   | ^^^^
   |
   = remedy: `walk CASE GUIDE --blank` prints all of them.

error[answers]: this guide has no prompt `tt-5`
  --> ../home/answers.yaml:19:1
   |
19 | tt-5: {not-needed: the class has one routine already}
   | ^^^^
   |
   = remedy: `walk CASE GUIDE --blank` prints all of them.

error[answers]: this guide has no exit criterion `review-set`
  --> ../home/answers.yaml:21:3
   |
21 |   review-set: at the hui on 28 August
   |   ^^^^^^^^^^
   |
   = remedy: There are: two-circles, learner-voice, starting-measure.

error: 7 answers in `../home/answers.yaml` cannot be taken, so nothing was
  recorded
exit 1

"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn answers_that_are_no_answers() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&Sandbox::file_of(CASE));
    for answers in
        ["- a\n- b\n", "tt-1: [\n", "just words\n", "tt-1: words\n", "tt-1: &x {what: a}\ntt-2: *x\n"]
    {
        let said = walk(&sandbox, "tatai", answers);
        assert_eq!(said.code, 1, "{answers:?}: {said}");
    }
    assert_eq!(sandbox.read(&Sandbox::file_of(CASE)), before);
    sandbox.assert_clean();
}

#[test]
fn an_element_that_stays_open() {
    let sandbox = Sandbox::cluster();
    let open = "guide: tatai\ntt-3: [the stories she tells]\nleave: false\n";
    assert_eq!(walk(&sandbox, "tatai", open).code, 0);
    let json: serde_json::Value = serde_json::from_str(&sandbox.ok(&["list", "--json"]).stdout).unwrap();
    assert_eq!(json["cases"][0]["open"], serde_json::json!(["tatai"]));
    // several may be open, and the status waits for the element to be left
    assert_eq!(walk(&sandbox, "kohikohi", "leave: false\nko-1: [what helps]\n").code, 1);
    sandbox.assert_clean();
}

#[test]
fn coming_back_keeps_its_reason() {
    let sandbox = Sandbox::cluster();
    assert_eq!(walk(&sandbox, "tatai", PLAN).code, 0);
    let again = "tt-3: [the stories she tells, her brother]\n";
    shows(
        walk(&sandbox, "tatai", again),
        str![[r#"
--- stderr
Still open in Tātai, to come back to:
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
    let with_reason = format!("reason: Her brother wants to help\nfrom: whakamahi\n{again}");
    shows(
        walk(&sandbox, "tatai", &with_reason),
        str![[r#"
--- stderr
Still open in Tātai, to come back to:
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
    shows(
        sandbox.run(&["log", CASE, "-n", "1"]),
        str![[r#"
14 August 2026, 10:00  Kim Ngata  [CHANGE]
  Tātai: left
    Came back from Whakamahi
    Came back because: Her brother wants to help


"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn a_guide_that_nobody_knows() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.transcript(&[
            &["walk", CASE, "tatia"],
            &["walk", CASE, "plan collaboratively", "--from", "nowhere.yaml"],
            &["walk", CASE],
            &["walk", CASE, "tatai"],
            &["walk", CASE, "tatai", "--from", "x.yaml", "--blank"],
        ]),
        str![[r#"
$ pikorua walk 2026-kf3m tatia
--- stderr
error: there is no guide `tatia`
  `tatia` is none of: Somebody asks what is held, Adults learn, Allocation,
    Āta whakaaro, Check-in, Circles of evidence, Closing, Co-working, Coaching,
    Learning support community, How the community does, A hui of the community,
    …
  hint: Did you mean `tatai`?
exit 2

$ pikorua walk 2026-kf3m "plan collaboratively" --from nowhere.yaml
--- stderr
error: there is no file `nowhere.yaml`
  hint: Look at its name and its folder.
exit 1

$ pikorua walk 2026-kf3m
--- stderr
error: which guide?
  hint: Name an element: whakawhanaungatanga, kohikohi, ata-whakaaro, tatai,
    whakamahi, whai-whakaaro, mana-motuhake.
  hint: Or asking, deciding, finishing: access-request, allocation, check-in,
    closing, correction, outcomes, progress, reopening, request, standing,
    transition.
  hint: Or working together: co-working, coaching, critical-friend,
    dynamic-ecological-analysis, hui, partners, roles.
  hint: Or lenses: circles-of-evidence, ecological, fonofale,
    functional-behaviour, te-pikinga-ki-runga, te-whare-tapa-wha.
  hint: Or looking at our own practice: reflection, team-reflection.
exit 2

$ pikorua walk 2026-kf3m tatai
--- stderr
error: the answers to the guide `tatai` are missing, and there is nobody to ask
  hint: Give them in a file: `pikorua walk 2026-kf3m tatai --from ANSWERS`.
  hint: `pikorua walk 2026-kf3m tatai --blank` prints a file to fill in.
  hint: To be asked, work at a terminal, or set `ACCESSIBLE=1` to answer line
    by line.
exit 1

$ pikorua walk 2026-kf3m tatai --from x.yaml --blank
--- stderr
error: the argument '--from <ANSWERS>' cannot be used with '--blank'

Usage: pikorua walk --from <ANSWERS> <CASE> <GUIDE>

For more information, try '--help'.
exit 2

"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn typed_answers_with_marks() {
    let sandbox = Sandbox::cluster();
    // answers, is explained, goes on, goes back, leaves for later, is told why not, stops
    let said = sandbox.typed(
        &["walk", CASE, "mana-motuhake"],
        "Hana tells her own story\n\n?\n2\n<\n-\n!\nNothing to say\nq\n",
    );
    shows_file(&said, "transcripts/walk-typed.txt");
    assert_eq!(said.code, 0);
    sandbox.assert_clean();
    let again = sandbox.typed(&["walk", CASE, "mana-motuhake"], "q\n");
    shows(
        again,
        str![[r#"
--- stderr

Mana motuhake – self-determination
To finish well: mokopuna, whānau and kaiako lead on their own, everybody knows
who holds what, thanks are said, outcomes are looked at once more, and we step
aside.
Principles: mokopuna and whānau-centred, strengths-based, collaborative.
For everybody: The framework's own site
  https://hepikorua.education.govt.nz/he-pikorua
For RTLB: Practice in the RTLB toolkit
  https://rtlb.tki.org.nz/Professional-practice/RTLB-Practice2/Practice-sequence
For RTLB, practice leader: Outcomes, rated twice, in the RTLB toolkit
  https://rtlb.tki.org.nz/Professional-practice/The-RTLB-Practice/Outcomes-reporting
This goes on where it stopped. Earlier answers stand; `<` goes back to them.
Instead of an answer: < back  - later  ! not needed  ? explain  q stop
In a list: write a number; Enter alone leaves it for later.

On which day does somebody ask how it goes?
(a day, such as 14/8 or next Friday)
> Nothing new was answered, so nothing was recorded.

"#]],
    );
}

#[test]
fn nobody_is_asked_who_does_not_want_to_be() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.typed(&["--no-input", "walk", CASE, "tatai"], "1\n");
    assert!(said.code == 1 && said.stderr.contains("there is nobody to ask"), "{said}");
    sandbox.assert_clean();
}

#[test]
fn the_end_of_input_keeps_what_was_answered() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.typed(&["walk", CASE, "kohikohi"], "");
    shows(
        &said,
        str![[r#"
--- stderr

Kohikohi – gather information
To understand more, from several sides: what whānau know, what practice shows,
what research says. Gather only what answers a question, and begin with what is
already there.
Principles: evidence-informed, ecological, culturally affirming and responsive.
For everybody: This element on the framework's own site
  https://hepikorua.education.govt.nz/he-pikorua/kohikohi-gather-information
For RTLB: Practice in the RTLB toolkit
  https://rtlb.tki.org.nz/Professional-practice/RTLB-Practice2/Practice-sequence
Instead of an answer: < back  - later  ! not needed  ? explain  q stop
In a list: write a number; Enter alone leaves it for later.

What does a good day look like, and where? Ask several people, and write down
their words.
  1  add one (Enter)
  2  no more for now
number> Nothing new was answered, so nothing was recorded.
error: the input ended at `kk-4`; the answers before it are kept
  hint: `pikorua walk 2026-kf3m kohikohi` goes on where it stopped.
exit 1

"#]],
    );
    sandbox.assert_clean();
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_was_answered() {
    use std::io::{Read, Write};
    let sandbox = Sandbox::cluster();
    let mut child = sandbox.start_typing(&["walk", CASE, "mana-motuhake"]);
    child.stdin.as_mut().unwrap().write_all(b"She reads to her brother\n\n").unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let mut seen = String::new();
    let mut bytes = [0; 4096];
    // the second question is there
    while !seen.contains("add one") {
        let n = stderr.read(&mut bytes).unwrap();
        assert!(n > 0, "{seen}");
        seen += &String::from_utf8_lossy(&bytes[..n]);
    }
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(rest.contains("stopped; every answer is kept"), "{rest}");
    assert!(sandbox.read(&Sandbox::file_of(CASE)).contains("She reads to her brother"));
    sandbox.assert_clean();
}

#[test]
fn a_request_typed_and_from_a_file_are_the_same() {
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/request.yaml", REQUEST);
    let from_file = sandbox.ok(&["new", "--from", "../home/request.yaml"]).stdout;
    let lines = "\
individual
awa
Joining in at reading time
Anna Tupou, learning support coordinator
learning
-
te arotahi
1
Hana Pōtae
3
te reo, english
-
no more
Tells long stories with many voices

-
At reading time she looks for something else to do

A seat beside a friend, for three weeks

!
nobody else is in it
Aroha, her mum: that she reads to her little brother

She takes a book to the mat without being asked

-
-
Anna read it out to Aroha on 10 August, and she agreed

10/8
2026-06-01
10/8

1
";
    let typed = sandbox.typed(&["new"], lines);
    assert_eq!(typed.code, 0, "{typed}");
    let record = |id: &str| without_ids(&sandbox.read(&Sandbox::file_of(id.trim())));
    assert_eq!(record(&typed.stdout), record(&from_file));
    sandbox.assert_clean();
}

/// The text with each id replaced by a number, in the order in which they come.
fn without_ids(text: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut out = String::new();
    for word in text.split_inclusive([' ', '\n']) {
        let id = word.trim_end();
        let is_id = id.is_ascii() && id.len() >= 6 && id[..id.len() - 4].ends_with('-');
        if is_id && id.bytes().filter(|b| *b == b'-').count() == 1 {
            let n = seen.iter().position(|other| other == id).unwrap_or_else(|| {
                seen.push(id.to_owned());
                seen.len() - 1
            });
            out += &word.replace(id, &format!("#{n}"));
        } else {
            out += word;
        }
    }
    out
}

#[test]
fn a_walk_by_two_is_said() {
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/answers.yaml", PLAN);
    let walk =
        |with: &str| sandbox.run(&["walk", CASE, "tatai", "--from", "../home/answers.yaml", "--with", with]);
    shows(
        walk("Rangi"),
        str![[r#"
--- stderr
error: nobody in the team or the cluster is `Rangi`
  `Rangi` is none of: Kim Ngata, Tom Arden
  hint: Name a person by id or name; `pikorua edit people` adds one to the
    cluster.
exit 2

"#]],
    );
    sandbox.assert_clean();
    assert_eq!(walk("tarden").code, 0);
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(
        record.contains("    by: p-4kd7\n    with:\n      - p-7w2n\n    opened: 2026-08-14\n"),
        "{record}"
    );
    let log = sandbox.ok(&["log", CASE, "-n", "1"]).stdout;
    assert!(log.contains("    Walked with Tom Arden\n"), "{log}");
    let shown = sandbox.ok(&["show", CASE]).stdout;
    assert!(shown.contains("Kim Ngata, with Tom"), "{shown}");
    // the file can say it too, and says no more than the command line does
    let other = Sandbox::cluster();
    other.write("../home/answers.yaml", format!("with: [Tom Arden]\n{PLAN}"));
    other.ok(&["walk", CASE, "tatai", "--from", "../home/answers.yaml"]);
    let without_ids = |text: String| {
        text.lines().filter(|l| !l.contains("id: ")).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(without_ids(other.read(&Sandbox::file_of(CASE))).len(), without_ids(record).len());
}

#[test]
fn who_coaches_at_a_guide_is_asked_about() {
    let sandbox = Sandbox::cluster();
    let pair = "coaching.+.coach=Tom Arden";
    sandbox.ok(&["set", CASE, pair, "coaching.+.with=Kim", "coaching.+.at=mana-motuhake"]);
    let said = sandbox.typed(&["walk", CASE, "mana-motuhake"], "yes\nHana tells her own story\n\nq\n");
    assert_eq!(said.code, 0, "{said}");
    assert!(said.stderr.contains("Tom Arden and you walk this together"), "{said}");
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(record.contains("    with:\n      - p-7w2n\n"), "{record}");
    // it is asked once, and at no other guide
    let again = sandbox.typed(&["walk", CASE, "mana-motuhake"], "q\n");
    assert!(
        again.stderr.contains("Walked together with Tom Arden") && !again.stderr.contains("Are they here"),
        "{again}"
    );
    let other = sandbox.typed(&["walk", CASE, "kohikohi"], "q\n");
    assert!(!other.stderr.contains("Are they here"), "{other}");
}

#[test]
fn what_has_no_place_is_explained() {
    let sandbox = Sandbox::cluster();
    let before = sandbox.read(&Sandbox::file_of(CASE));
    sandbox.write("../home/answers.yaml", "tt-3: [what she likes]\nsupervision_notes: Talked it over\n");
    sandbox.write(
        "guides/talk.toml",
        "schema = 1\nid = \"talk\"\ntitle = \"Talk\"\ngloss = \"a talk\"\npurpose = \"To talk.\"\n\n\
         [[prompt]]\nid = \"a\"\nask = \"What did your supervisor say?\"\nkind = \"text\"\nto = \"supervision\"\n",
    );
    sandbox.record_all("a guide of our own");
    shows(
        sandbox.transcript(&[
            &["walk", CASE, "supervision"],
            &["walk", CASE, "tatai", "--from", "../home/answers.yaml"],
            &["walk", CASE, "talk"],
            &["set", CASE, "nsn=12345", "visits.v-znh9.answers.Diagnosis=x"],
        ]),
        str![[r#"
$ pikorua walk 2026-kf3m supervision
--- stderr
error: there is no guide `supervision`, on purpose
  Supervision is confidential and leaves no notes
  hint: Practitioner supervision belongs to the RTLB alone, and staff matters
    never stand in a case. Take the question there, and leave it there. What
    helps the work itself can be said in a hui or with a critical friend: walk
    `hui` or `critical-friend`.
exit 2

$ pikorua walk 2026-kf3m tatai --from ../home/answers.yaml
--- stderr
error[answers]: `supervision_notes` has no place in a record: Supervision is
                confidential and leaves no notes
 --> ../home/answers.yaml:2:1
  |
2 | supervision_notes: Talked it over
  | ^^^^^^^^^^^^^^^^^
  |
  = remedy: Practitioner supervision belongs to the RTLB alone, and staff
            matters never stand in a case. Take the question there, and leave
            it there. What helps the work itself can be said in a hui or with a
            critical friend: walk `hui` or `critical-friend`.

error: one answer in `../home/answers.yaml` cannot be taken, so nothing was
  recorded
exit 1

$ pikorua walk 2026-kf3m talk
--- stderr
error: guides/talk.toml: this guide does not fit the records
  guides/talk.toml:11: no record has the place `supervision`: Supervision is
    confidential and leaves no notes
  hint: Practitioner supervision belongs to the RTLB alone, and staff matters
    never stand in a case. Take the question there, and leave it there. What
    helps the work itself can be said in a hui or with a critical friend: walk
    `hui` or `critical-friend`.
exit 1

$ pikorua set 2026-kf3m nsn=12345 visits.v-znh9.answers.Diagnosis=x
--- stderr
error: 2 values cannot be set, so nothing was
  `nsn` has no place in a record: Records hold no national student number. A
    case has an id of its own, and the number would point at one child wherever
    the file went.
  `visits.v-znh9.answers.Diagnosis` has no place in a record: RTLB do not
    diagnose. What a service has found out is evidence: walk `kohikohi`, and say
    which service reported it and when.
exit 1

"#]],
    );
    assert_eq!(sandbox.read(&Sandbox::file_of(CASE)), before);
    sandbox.assert_clean();
}

#[test]
fn letters_that_cannot_be_told_are_asked_for_again() {
    let sandbox = Sandbox::cluster();
    // ISO-8859-13, in which ā is the byte E2
    let typed: &[u8] = b"wh\xe2nau\nwh\xc4\x81nau\n\nq\n";
    let said = sandbox.typed(&["walk", CASE, "mana-motuhake"], typed);
    assert_eq!(said.stderr.matches("Not taken: some of the letters cannot be told").count(), 1, "{said}");
    assert!(said.stderr.contains("Set the terminal to UTF-8"), "{said}");
    let record = sandbox.read(&Sandbox::file_of(CASE));
    assert!(record.contains("whānau") && !record.contains('\u{fffd}'), "{record}");
    sandbox.assert_clean();
}

#[test]
fn supervision_is_explained_as_it_is_typed_and_nothing_typed_is_lost() {
    let sandbox = Sandbox::cluster();
    let typed = |text: &str| sandbox.typed(&["walk", CASE, "mana-motuhake"], format!("{text}\n\nq\n")).stderr;
    let one_line = |said: String| said.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = one_line(typed("Talked it through in supervision"));
    let why = "Does this belong here? Supervision is confidential and leaves no notes.";
    assert!(
        said.contains(why) && said.contains("walk `hui` or `critical-friend`. `<` goes back to it."),
        "{said}"
    );
    assert!(sandbox.read(&Sandbox::file_of(CASE)).contains("Talked it through in supervision"));
    let other = one_line(typed("More supervision at lunchtime, and she likes it"));
    assert!(!other.contains("Does this belong here?"), "{other}");
}

#[test]
fn enter_goes_past_a_list_that_has_entries() {
    let sandbox = Sandbox::cluster();
    sandbox.ok(&["set", CASE, "team.+.name=Mele Tuilagi", "team.+.role=whanau"]);
    let before = sandbox.read(&Sandbox::file_of(CASE));
    let said = sandbox.typed(&["walk", CASE, "whakawhanaungatanga"], "\nq\n").stderr;
    let (_, list) = said.split_once("Who is in this team?").unwrap();
    assert!(list.contains("no more for now (Enter)") && list.contains("Which of us work on this"), "{said}");
    assert_eq!(sandbox.read(&Sandbox::file_of(CASE)), before, "nobody was added or changed");
}

//! `init` and `new`: a cluster's folder, and the first request in it.

use crate::common::{REQUEST, Sandbox, shows, shows_file};
use snapbox::str;

#[test]
fn a_folder_for_a_cluster() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["init", "te-awa", "--cluster", "Te Awa", "--name", "Kim Ngata"]);
    shows(
        said,
        str![[r#"
[FOLDER]/te-awa
--- stderr
The folder is ready. Next:
  pikorua edit people               who works here
  pikorua edit settings awa-school  a school or service, by an id of your choice
  pikorua new                       a request for support
  pikorua guides                    what can be walked, also on paper
Several people: `pikorua sync HUB` sends the work to a place on the shared
drive, and everybody takes a copy of their own with `pikorua init FOLDER --hub
HUB`.
Whoever can open this folder can read every case in it: let its rights decide
who that is, and keep it on an encrypted disk.

"#]],
    );
    shows(
        sandbox.read("te-awa/people.yaml"),
        str![[r#"
# The practitioners and leaders of the cluster. `logins` are the names they sign in to their computers with; by them
# pikorua knows who is at the keyboard.
schema: 1
people:
  - id: p-xth3
    name: Kim Ngata
    logins:
    - kim

"#]],
    );
    shows(
        sandbox.read("te-awa/pikorua.toml"),
        str![[r##"
# This file makes the folder a cluster's folder. Lines that begin with # are notes for people.
schema = 1
name = "Te Awa"

# For how many years after its end a closed case is kept, at the least: look it up in the disposal schedule that holds for your
# lead school, and write the number behind `keep_years =`. `pikorua dispose` lists what is past it; nothing goes by itself.
#
# keep_years =

# Words that your cluster uses in plans and letters. Change the part after the = sign.
[words]
mokopuna = "mokopuna"

# The first and the last day of each school term, so that "T3 week 4" and "end of term" can be reckoned, and `due` knows the
# weeks. Schools choose some of these days themselves: put in your own, and take the # away.
#
# [terms]
# 2026-T1 = { first = 2026-02-02, last = 2026-04-02 }
# 2026-T2 = { first = 2026-04-20, last = 2026-07-03 }
#
# A school whose days are others, by the name of its file in settings/: only the terms that differ.
#
# [terms-at.awa-school]
# 2026-T1 = { first = 2026-01-29, last = 2026-04-02 }

# When the cluster meets to allocate requests: how often ("weekly", "2w" for every two weeks, "monthly"), from the day of a
# meeting on. Meetings that would fall into the holidays are left out. And within how long whoever asked hears from one of us,
# once somebody has taken it on: two weeks where nothing is said.
#
# [allocation]
# every = "2w"
# from = 2026-04-24
# first_contact = "2w"
#
# Or the days themselves, and until when requests are in. The weekday may be left out; where it stands it must be right.
#
# [[allocation.calendar]]
# due = 2026-05-07
# due_weekday = "Thursday"
# meets = 2026-05-08

# How small numbers are protected in `pikorua report`: "suppress" does not show them, nor what would give them away, and
# "round-to-3" makes every figure a multiple of three. Below `min-cell` a figure is small. docs/figures.md says more.
#
# [figures]
# rule = "suppress"
# min-cell = 6

# The steps in which your cluster rates outcomes, at the start and at the end, in their order. They are offered where an
# outcome is rated, and `check` asks where a rating is none of them. Without steps people write what they mean.
#
# [vocabulary.outcome-steps.with-support]
# label = "with a lot of support"
# [vocabulary.outcome-steps.with-some]
# label = "with some support"
# [vocabulary.outcome-steps.alone]
# label = "on their own"

# Your own words for kinds of work, roles and so on. Of a word that is built in, only what stands here changes; `retired = true`
# takes it out of what can be chosen. Many words are better kept in a `vocabulary.toml` beside this file, as `[kinds.…]`.
#
# [vocabulary.kinds.reading-group]
# label = "Reading group"
# about = "group"

"##]],
    );
}

#[test]
fn init_says_what_it_is_missing() {
    let sandbox = Sandbox::new();
    shows(
        sandbox.transcript(&[
            &["init", "te-awa"],
            &["init", "te-awa", "--cluster", "Te Awa"],
            &["init", "te-awa", "--cluster", " ", "--name", "Kim"],
        ]),
        str![[r#"
$ pikorua init te-awa
--- stderr
error: the cluster's name is missing
  hint: Say it with `--cluster NAME`.
exit 2

$ pikorua init te-awa --cluster "Te Awa"
--- stderr
error: your name is missing
  hint: Say it with `--name NAME`.
exit 2

$ pikorua init te-awa --cluster " " --name Kim
--- stderr
error: the cluster's name is missing
  hint: Say it with `--cluster NAME`.
exit 2

"#]],
    );
    assert!(!sandbox.path("te-awa").exists());
}

#[test]
fn init_leaves_what_is_there_alone() {
    let sandbox = Sandbox::cluster();
    sandbox.write("../beside/notes.txt", "mine");
    let init = |folder| sandbox.run(&["init", folder, "--cluster", "Te Awa", "--name", "Kim"]);
    shows(
        init("."),
        str![[r#"
--- stderr
error: `.` is a cluster's folder already
  hint: Go into it and work; `pikorua edit cluster` changes what it says about
    itself.
exit 1

"#]],
    );
    shows(
        init("../beside"),
        str![[r#"
--- stderr
error: `../beside` is not empty: it holds `notes.txt`
  hint: Choose an empty folder, or a name that is not there yet.
exit 1

"#]],
    );
    shows(
        init("../beside/notes.txt"),
        str![[r#"
--- stderr
error: `../beside/notes.txt` is a file, not a folder
  hint: Choose another name.
exit 1

"#]],
    );
    assert_eq!(init("../beside-new").code, 0, "beside is not inside");
    assert_eq!(sandbox.read("../beside/notes.txt"), "mine");
    let inside = init("cases/2027");
    assert_eq!(inside.code, 1);
    assert!(inside.stderr.contains("lies inside the cluster's folder"), "{inside}");
    sandbox.assert_clean();
}

#[test]
fn a_request_from_a_file() {
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/request.yaml", REQUEST);
    let said = sandbox.run(&["new", "--from", "../home/request.yaml"]);
    shows(
        &said,
        str![[r#"
2026-2my4
--- stderr
The case is now “handed in”.
note: 2026-kf3m (“handed in”) bears the same name: is it about the same
mokopuna? If so, go on there, or link the two: `pikorua set 2026-2my4
links.+.case=2026-kf3m links.+.how=earlier`. If not, say it once: `pikorua set
2026-2my4 links.+.case=2026-kf3m links.+.how=namesake`.
Next: `pikorua walk 2026-2my4` begins with the people.

"#]],
    );
    shows_file(sandbox.read(&Sandbox::file_of(said.stdout.trim())), "transcripts/new-from.yaml");
    sandbox.assert_clean();
}

#[test]
fn requests_of_every_kind() {
    let sandbox = Sandbox::demo();
    let examples = crate::common::crate_folder().join("examples/answers");
    let mut shown = String::new();
    for file in ["request.yaml", "request-group.yaml", "request-school.yaml"] {
        let path = examples.join(file);
        let said = sandbox.ok(&["--user", "tarden", "new", "--from", path.to_str().unwrap()]);
        let id = said.stdout.trim();
        let row = sandbox.ok(&["list", id]).stdout;
        shown += &format!("{file}\n{row}{}\n", said.stderr);
    }
    shows(
        shown,
        str![[r#"
request.yaml
2026-2my4	handed in	individual	Awa School	A good start to the morning	
The case is now “handed in”.
note: 2026-qvxv (“closed”) bears the same name: is it about the same
mokopuna? If so, go on there, or link the two: `pikorua set 2026-2my4
links.+.case=2026-qvxv links.+.how=earlier`. If not, say it once: `pikorua set
2026-2my4 links.+.case=2026-qvxv links.+.how=namesake`.
Next: `pikorua walk 2026-2my4` begins with the people.

request-group.yaml
2026-t4s6	handed in	group	Harbour Intermediate	Words for the workshop	
Still open in Request for support, to come back to:
  • It does not say that whānau have seen this. When will they, and who shows it
    to them?
The case is now “handed in”.
Next: `pikorua walk 2026-t4s6` begins with the people.

request-school.yaml
2026-9km4	handed in	school	Tōtara College	The first ten minutes of a Year 9 lesson	
The case is now “handed in”.
Next: `pikorua walk 2026-9km4` begins with the people.


"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn a_kind_of_work_is_named_or_offered() {
    let sandbox = Sandbox::cluster();
    shows(
        sandbox.run(&["new", "--kind", "school"]),
        str![[r#"
--- stderr
error: the answers to the guide `request` are missing, and there is nobody to
  ask
  hint: Give them in a file: `pikorua new --from ANSWERS`.
  hint: `pikorua new --blank` prints a file to fill in.
  hint: To be asked, work at a terminal, or set `ACCESSIBLE=1` to answer line
    by line.
exit 1

"#]],
    );
    shows(
        sandbox.run(&["new", "--kind", "schoool"]),
        str![[r#"
--- stderr
error: there is no kind of work `schoool`
  hint: There are: individual, group, school, school-group, project, transition,
    gateway, community, improvement.
exit 2

"#]],
    );
    sandbox.assert_clean();
}

#[test]
fn an_answers_file_to_fill_in() {
    let sandbox = Sandbox::cluster();
    let group = sandbox.ok(&["new", "--kind", "group", "--blank"]).stdout;
    assert!(group.contains("# Kind of work: group."), "{group}");
    assert!(group.contains("rq-group:") && group.contains("rq-together:"), "{group}");
    for other in
        ["rq-mokopuna:", "rq-purpose:", "rq-move-kind:", "rq-assessment:", "rq-signed:", "rq-settings:"]
    {
        assert!(!group.contains(other), "{other} is in {group}");
    }
    let blank = sandbox.ok(&["new", "--blank"]);
    shows_file(&blank, "transcripts/new-blank.txt");
    // handed back as it is, it answers nothing, and nothing is recorded
    sandbox.write("../home/blank.yaml", &blank.stdout);
    shows(
        sandbox.run(&["new", "--from", "../home/blank.yaml"]),
        str![[r#"
--- stderr
error: `../home/blank.yaml` holds no new answers
  hint: Fill in what is empty; what stays empty is left for later.
exit 1

"#]],
    );
    assert_eq!(sandbox.ok(&["list"]).stdout.lines().count(), 1);
    sandbox.assert_clean();
}

#[test]
fn the_one_who_made_the_folder_works_in_it() {
    let sandbox = Sandbox::new();
    let mut init = sandbox.command(&["init", "te-awa", "--cluster", "Te Awa", "--name", "Kim Ngata"]);
    // a computer that does not say who logged in
    init.env_remove("USER");
    assert_eq!(sandbox.finish(init).code, 0);
    assert!(sandbox.read("../home/.config/pikorua/settings.toml").starts_with("user = \"p-"));
    let mut check = sandbox.command(&["-C", "te-awa", "check"]);
    check.env_remove("USER");
    shows(
        sandbox.finish(check),
        str![[r#"
--- stderr
Looked at 2 files: nothing to say.

"#]],
    );
}

#[test]
fn the_same_mokopuna_again_is_asked_nothing_twice() {
    let sandbox = Sandbox::demo();
    sandbox
        .write("again.yaml", "guide: request\nrq-title: A book of his own\nrq-hopes: [That he shows it]\n");
    let said = sandbox.ok(&["--user", "moana", "new", "--after", "2025-t9wc", "--from", "again.yaml"]);
    let id = said.stdout.trim();
    let now = sandbox.read(&Sandbox::file_of(id));
    for taken in [
        "kind: individual",
        "name: Tāwhiri Pene",
        "ethnicities:",
        "setting: te-kura-o-te-puna",
        "role: kaumatua",
    ] {
        assert!(now.contains(taken), "{taken} is not in\n{now}");
    }
    assert!(now.contains("case: 2025-t9wc\n    how: earlier"), "{now}");
    // what was tried and said comes along as it was, and they are a year older
    let earlier = sandbox.read("cases/2025/2025-t9wc.yaml");
    let yaml = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text).unwrap();
    let (then, new) = (yaml(&earlier), yaml(&now));
    assert_eq!(new["voice"], then["voice"]);
    assert_eq!(new["request"]["tried"], then["request"]["tried"]);
    assert!(!then["mokopuna"][0]["year"].is_null() && new["mokopuna"][0]["year"].is_null());
    let blank = sandbox.ok(&["--user", "moana", "new", "--after", "2025-t9wc", "--blank"]).stdout;
    assert!(blank.contains("rq-year-now:") && blank.contains("Tāwhiri Pene"), "{blank}");
    let left = ["agreements", "plan:", "closing:", "reviews"];
    assert!(left.iter().all(|left| !now.contains(left)), "only what stays true is taken along:\n{now}");
    let before = sandbox.read("cases/2025/2025-t9wc.yaml");
    assert!(before.contains(&format!("case: {id}\n    how: later")), "{before}");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? again.yaml\n");
}

#[test]
fn an_earlier_case_that_is_not_there_leaves_nothing() {
    let sandbox = Sandbox::demo();
    sandbox.write("again.yaml", "guide: request\nrq-titel: x\n");
    let before = sandbox.git(&["status", "--porcelain"]);
    assert_eq!(
        sandbox.run(&["--user", "moana", "new", "--after", "2019-zzzz", "--from", "again.yaml"]).code,
        1
    );
    assert_eq!(
        sandbox.run(&["--user", "moana", "new", "--after", "2025-t9wc", "--from", "again.yaml"]).code,
        1
    );
    assert_eq!(sandbox.git(&["status", "--porcelain"]), before);
    assert!(!sandbox.read("cases/2025/2025-t9wc.yaml").contains("how: later\n  -"));
}

#[test]
fn names_in_two_parts_are_put_together() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["init", "made", "--cluster", "Te Ma\u{304}rama", "--name", "Ma\u{304}ia Po\u{304}tae"]);
    assert!(sandbox.read("made/pikorua.toml").contains("\"Te Mārama\""));
    assert!(sandbox.read("made/people.yaml").contains("Māia Pōtae"));
}

#[test]
fn a_second_request_for_the_same_name_is_asked_about() {
    let sandbox = Sandbox::cluster();
    sandbox.write("../home/request.yaml", REQUEST);
    let said = sandbox.run(&["new", "--from", "../home/request.yaml"]);
    assert_eq!(said.code, 0, "{said}");
    let new = said.stdout.trim().to_owned();
    assert!(said.stderr.replace("\n", " ").contains("2026-kf3m (“handed in”) bears the same name"), "{said}");
    assert!(!said.stderr.contains("Hana"), "{said}");
    // said once, it is not asked again
    let (case, how) = ("links.+.case=2026-kf3m", "links.+.how=namesake");
    sandbox.ok(&["set", &new, case, how]);
    let other = REQUEST.replace("Hana Pōtae", "Rua Reid");
    sandbox.write("../home/request.yaml", &other);
    let said = sandbox.run(&["new", "--from", "../home/request.yaml"]);
    assert!(!said.stderr.contains("bears the same name"), "{said}");
}

#[test]
fn what_is_set_against_an_agreement_is_not_set_without_a_word() {
    let sandbox = Sandbox::cluster();
    let said = sandbox.run(&["set", "2026-kf3m", "transition.hand_over=One page"]);
    assert!(said.code == 0 && said.stderr.contains("nothing may be handed on yet"), "{said}");
    let agreement = [
        "agreements.+.purpose=Telling the kura",
        "agreements.+.given_on=2026-06-01",
        "agreements.+.to=awa-school",
    ];
    sandbox.ok(&[&["set", "2026-kf3m"], agreement.as_slice()].concat());
    let text = sandbox.read(&Sandbox::file_of("2026-kf3m"));
    let id = text.split("agreements:\n  - id: ").nth(1).unwrap().lines().next().unwrap().to_owned();
    let named = format!("transition.agreement={id}");
    sandbox.ok(&["set", "2026-kf3m", &named, "transition.to=awa-school"]);
    let said = sandbox.run(&["set", "2026-kf3m", "transition.handed_on=2026-08-10"]);
    assert!(said.code == 0 && !said.stderr.contains("handed on yet"), "{said}");
    let withdrawn = format!("agreements.{id}.withdrawn_on=2026-08-12");
    sandbox.ok(&["set", "2026-kf3m", &withdrawn]);
    let said = sandbox.run(&["set", "2026-kf3m", "transition.hand_over=Two pages"]);
    let words = said.stderr.replace('\n', " ");
    assert!(words.contains("the agreement was taken back on 12 August 2026"), "{said}");
}

#[test]
fn whoever_waits_is_shown_to_wait() {
    let sandbox = Sandbox::cluster();
    let waits = |sandbox: &Sandbox| sandbox.ok(&["show", "2026-kf3m"]).stdout.contains("Waiting:");
    assert!(!waits(&sandbox), "handed in today");
    sandbox.ok(&["set", "2026-kf3m", "request.submitted=2026-08-03"]);
    let shown = sandbox.ok(&["show", "2026-kf3m"]).stdout;
    assert!(shown.contains("• Waiting: 11 days, since it was handed in (3 August 2026)"), "{shown}");
    sandbox.ok(&["set", "2026-kf3m", "request.complete=2026-08-13"]);
    let shown = sandbox.ok(&["show", "2026-kf3m"]).stdout;
    assert!(shown.contains("• Waiting: 1 day, since everything was there (13 August 2026)"), "{shown}");
    for status in ["active", "declined"] {
        sandbox.ok(&["set", "2026-kf3m", &format!("status={status}")]);
        assert!(!waits(&sandbox), "{status}");
    }
}

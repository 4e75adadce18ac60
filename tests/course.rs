//! The course of the work: its guides walked over cases of the example cluster, and what the records then hold.

use serde_yaml::Value;

use crate::common::{CASE, Ran, Sandbox, crate_folder, shows_file};
use crate::examples::example;

/// Files of answers that the demo does not walk, the cases of the example cluster that they fit, and who walks.
pub(crate) const WALKED: [(&str, &str, &str); 5] = [
    ("co-working", "2026-c8ja", "p-h8qm"),
    ("standing", "2026-n5xt", "p-7w2n"),
    ("transition", "2025-w7hd", "p-7w2n"),
    ("closing", "2025-q4sv", "p-4kd7"),
    ("reopening", "2025-m3zp", "p-c3xe"),
];

fn walk(sandbox: &Sandbox, user: &str, case: &str, answers: &str) -> Ran {
    let guide = answers.lines().find_map(|line| line.strip_prefix("guide: ")).unwrap();
    sandbox.write("../home/answers.yaml", answers);
    sandbox.run(&["--user", user, "walk", case, guide, "--from", "../home/answers.yaml"])
}

fn answers(name: &str) -> String {
    std::fs::read_to_string(crate_folder().join(format!("examples/answers/{name}.yaml"))).unwrap()
}

fn record(sandbox: &Sandbox, case: &str) -> Value {
    serde_yaml::from_str(&sandbox.read(&Sandbox::file_of(case))).unwrap()
}

/// What a record holds at these keys, without the ids that are new.
fn holds(record: &Value, keys: &[&str]) -> String {
    let mut text = String::new();
    for key in keys {
        let value = key.split('.').fold(record, |value, key| &value[key]);
        text += &format!("# {key}\n{}", serde_yaml::to_string(value).unwrap());
    }
    without_new_ids(&text)
}

/// A text whose rows bear no ids of their own; what refers to a row keeps its id.
fn without_new_ids(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once("id: ") {
        Some((before, _)) if before.trim_start_matches([' ', '-']).is_empty() => format!("{before}id: …\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// Walks a file of answers over its case, in which nothing is wrong afterwards.
fn walked(name: &str) -> (Sandbox, Value, String) {
    let (_, case, user) = WALKED.iter().find(|(file, ..)| *file == name).unwrap();
    let sandbox = example();
    let said = walk(&sandbox, user, case, &answers(name));
    assert_eq!(said.code, 0, "{said}");
    sandbox.assert_clean();
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.ok(&["--user", user, "check", case, "--json"]).stdout).unwrap();
    for finding in json["findings"].as_array().unwrap() {
        assert_eq!(finding["level"], "worth a look", "{finding}");
    }
    let record = record(&sandbox, case);
    (sandbox, record, said.stderr)
}

#[test]
fn co_working() {
    let (_, record, open) = walked("co-working");
    assert_eq!(open, "");
    shows_file(holds(&record, &["co_work"]), "transcripts/course/co-working.txt");
}

#[test]
fn standing() {
    let (sandbox, record, open) = walked("standing");
    assert_eq!(open, "");
    shows_file(holds(&record, &["status", "course"]), "transcripts/course/standing.txt");
    // and on it goes, with a step of its own
    let on = "\
guide: standing
st-status: active
st-date: 2026-08-14
st-reason: Somebody new has begun
";
    assert_eq!(walk(&sandbox, "p-7w2n", "2026-n5xt", on).code, 0);
    let record = super::course::record(&sandbox, "2026-n5xt");
    assert_eq!(record["status"], "active");
    assert_eq!(record["course"].as_sequence().unwrap().len(), 6);
    // nothing decided changes nothing
    let nothing = "guide: standing\nst-holds: The unit goes on\n";
    let said = walk(&sandbox, "p-7w2n", "2026-n5xt", nothing);
    assert!(said.stderr.contains("It does not say how it stands"), "{said}");
    let record = super::course::record(&sandbox, "2026-n5xt");
    assert_eq!(
        (record["status"].as_str(), record["course"].as_sequence().unwrap().len()),
        (Some("active"), 6)
    );
}

#[test]
fn transition() {
    let (_, record, open) = walked("transition");
    assert_eq!(open, "");
    shows_file(holds(&record, &["transition", "status"]), "transcripts/course/transition.txt");
}

#[test]
fn nothing_is_handed_on_without_an_agreement_that_stands() {
    let case = "2025-w7hd";
    for (change, to) in [
        ("until: 2027-04-01", "until: 2026-08-13"),
        ("until: 2027-04-01", "until: 2027-04-01\n    withdrawn_on: 2026-08-01"),
        ("    given_on: 2026-06-18\n", ""),
    ] {
        let sandbox = example();
        sandbox.replace(&Sandbox::file_of(case), change, to);
        let said = walk(&sandbox, "p-7w2n", case, &answers("transition"));
        assert!(
            said.code == 1 && said.stderr.contains("`tr-hand-over` is not asked for this case"),
            "{to}: {said}"
        );
        let why = said.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(why.contains("asked only where an agreement stands today that names the place"), "{why}");
        let rest: String = answers("transition")
            .lines()
            .filter(|l| !l.starts_with("tr-hand"))
            .map(|l| format!("{l}\n"))
            .collect();
        let said = walk(&sandbox, "p-7w2n", case, &rest);
        assert!(said.code == 0 && said.stderr.contains("No agreement that holds today"), "{to}: {said}");
        assert!(record(&sandbox, case)["transition"]["hand_over"].is_null());
    }
    // one that stands, and names another place, or none
    for other in ["    to: awa-school\n", "    to_elsewhere: The college\n", "    to:\n"] {
        let sandbox = example();
        let answers = answers("transition").replace("    to: totara-college\n", other);
        let said = walk(&sandbox, "p-7w2n", case, &answers);
        assert!(
            said.code == 1 && said.stderr.contains("`tr-hand-over` is not asked for this case"),
            "{said}"
        );
    }
    // the last day still counts
    let sandbox = example();
    sandbox.replace(&Sandbox::file_of(case), "until: 2027-04-01", "until: 2026-08-14");
    assert_eq!(walk(&sandbox, "p-7w2n", case, &answers("transition")).code, 0);
}

#[test]
fn closing() {
    let (sandbox, record, open) = walked("closing");
    assert_eq!(open, "The case is now “closed”.\n");
    shows_file(
        holds(&record, &["status", "course", "plan.state", "outcomes", "closing", "check_ins"]),
        "transcripts/course/closing.txt",
    );
    // the longer way to the same end adds no second one
    let again = "guide: mana-motuhake\nmm-4: [\"Rangi, by a visit\"]\n";
    assert_eq!(walk(&sandbox, "p-4kd7", "2025-q4sv", again).code, 0);
    let after = super::course::record(&sandbox, "2025-q4sv");
    for key in ["course", "check_ins", "status"] {
        assert_eq!(after[key], record[key], "{key}");
    }
}

#[test]
fn reopening() {
    let before = super::course::record(&example(), "2026-c8ja")["visits"].as_sequence().map(Vec::len);
    let (sandbox, record, open) = walked("reopening");
    assert_eq!(open, "The case is now “opened again”.\n");
    shows_file(
        holds(&record, &["status", "course", "plan.state", "closing.reason", "closing.date", "links"]),
        "transcripts/course/reopening.txt",
    );
    assert!(
        sandbox.read(&Sandbox::file_of("2025-m3zp")).contains("Small visits first"),
        "what was learned stays"
    );
    // the earlier end is kept whole, and can still be printed; nothing of it counts for the next one
    shows_file(holds(&record, &["closing", "endings", "outcomes"]), "transcripts/course/reopening-kept.txt");
    let printed = sandbox.ok(&["print", "closing", "2025-m3zp"]).stdout;
    shows_file(printed, "transcripts/course/reopening-closing.txt");
    let asked = sandbox.ok(&["check", "2025-m3zp"]).stdout;
    assert!(!asked.contains("what becomes of the record"), "the earlier end is asked about: {asked}");
    // what is open is not taken up again
    let open = walk(&sandbox, "p-c3xe", "2026-c8ja", "guide: reopening\nre-holds: [All of it]\n");
    assert!(open.code == 1 && open.stderr.contains("has not been closed"), "{open}");
    assert_eq!(super::course::record(&sandbox, "2026-c8ja")["visits"].as_sequence().map(Vec::len), before);
    // looking ahead to the end does not end it; a reason does, once more
    let ahead = "guide: mana-motuhake\nreason: To think ahead\nmm-4: [\"Rose, with a plant\"]\n";
    assert_eq!(walk(&sandbox, "p-c3xe", "2025-m3zp", ahead).code, 0);
    assert_eq!(super::course::record(&sandbox, "2025-m3zp")["status"], "reopened");
    let said = walk(&sandbox, "p-c3xe", "2025-m3zp", "guide: closing\ncl-reason: goals-met\n");
    assert_eq!(said.code, 0);
    for asked in ["was rated at the start", "Have whānau been told", "Has the school", "no day on which"] {
        assert!(said.stderr.contains(asked), "the second end is whole without an answer: {asked}: {said}");
    }
    let record = super::course::record(&sandbox, "2025-m3zp");
    assert_eq!(record["endings"].as_sequence().unwrap().len(), 1);
    assert_eq!(
        (record["status"].as_str(), record["closing"]["date"].as_str()),
        (Some("closed"), Some("2026-08-14"))
    );
    assert_eq!(record["course"].as_sequence().unwrap().len(), 6);
}

/// The case that the demo walks.
fn demo() -> Value {
    let sandbox = Sandbox::demo();
    let list: serde_json::Value = serde_json::from_str(&sandbox.ok(&["list", "--json"]).stdout).unwrap();
    let title = |case: &&serde_json::Value| case["title"] == "A good start to the morning";
    let case =
        list["cases"].as_array().unwrap().iter().find(title).unwrap()["id"].as_str().unwrap().to_owned();
    record(&sandbox, &case)
}

#[test]
fn the_course_of_the_demos_case() {
    let record = demo();
    shows_file(
        holds(&record, &["status", "course", "allocation", "check_ins"]),
        "transcripts/course/the-course-of-the-demos-case.txt",
    );
    assert_eq!(record["request"]["decided"], "2026-05-01");
    assert_eq!(record["request"]["first_contact"], "2026-05-04");
    assert_eq!(record["plan"]["state"], "closed");
}

#[test]
fn working_together_in_the_demos_case() {
    let record = demo();
    shows_file(
        holds(&record, &["partners", "services"]),
        "transcripts/course/working-together-in-the-demos-case.txt",
    );
    assert_eq!(record["working"]["roles"].as_sequence().unwrap().len(), 8);
    assert_eq!(record["working"]["agreed"].as_sequence().unwrap().len(), 5);
    assert_eq!(record["coaching"][0]["at"], "ata-whakaaro");
    let visits = record["visits"].as_sequence().unwrap();
    let together = visits.iter().find(|visit| visit["guide"] == "ata-whakaaro").unwrap();
    assert_eq!(together["with"][0], "p-h8qm");
}

#[test]
fn measures_in_the_demos_case() {
    let record = demo();
    for outcome in record["outcomes"].as_sequence().unwrap() {
        for key in ["start", "start_on", "start_why", "end", "end_on", "end_why", "by"] {
            assert!(!outcome[key].is_null(), "{key} of {outcome:?}");
        }
    }
    for goal in record["plan"]["goals"].as_sequence().unwrap() {
        assert!(goal["priority"].as_str().unwrap().starts_with("p-"), "{goal:?}");
    }
    let values = record["progress"].as_sequence().unwrap().iter().map(|entry| &entry["value"]);
    assert!(values.into_iter().any(|value| value == "12"));
    assert_eq!(record["reviews"][0]["celebrated"].as_sequence().unwrap().len(), 3);
}

#[test]
fn each_decision_about_a_request() {
    let cases = [
        ("declined", "al-reason: The school's own LSC has begun already\n"),
        ("returned", "al-reason: We could not see what was tried\n"),
        ("on-hold", "al-reason: The hearing test comes first\nal-until: 2026-09-11\n"),
        ("waitlisted", "al-until: 2026-09-11\n"),
    ];
    for (status, more) in cases {
        let sandbox = Sandbox::cluster();
        let head = "guide: allocation\nal-in-scope: yes\nal-date: 2026-08-13\nal-told: Anna\n";
        let said = walk(&sandbox, "kim", CASE, &format!("{head}al-decision: {status}\n{more}"));
        assert_eq!(said.code, 0, "{said}");
        assert!(
            !said.stderr.contains("does not say why") && !said.stderr.contains("looked at again."),
            "{said}"
        );
        let record = record(&sandbox, CASE);
        assert_eq!(record["status"], status);
        let steps = record["course"].as_sequence().unwrap();
        assert_eq!((&steps[1]["status"], &steps[1]["date"]), (&status.into(), &"2026-08-13".into()));
        assert!(!steps[1]["by"].is_null());
        assert_eq!(record["request"]["decided"].is_null(), status == "returned");
        assert!(record["allocation"].is_null());
    }
}

#[test]
fn a_step_that_cannot_come_next_is_explained() {
    let sandbox = Sandbox::cluster();
    let said = walk(&sandbox, "kim", CASE, "guide: standing\nst-status: paused\nst-reason: Holidays\n");
    assert_eq!(said.code, 1, "{said}");
    assert!(said.stderr.contains("“paused” does not come after “handed in”; what can"), "{said}");
    let declined = "guide: allocation\nal-decision: declined\nal-reason: Another service has begun\n";
    assert_eq!(walk(&sandbox, "kim", CASE, declined).code, 0);
    let said = walk(&sandbox, "kim", CASE, "guide: standing\nst-status: active\n");
    assert!(said.code == 1 && said.stderr.contains("anew by `allocation`"), "{said}");
    // a hand that sets it all the same is asked what happened in between
    sandbox.ok(&["set", CASE, "status=active"]);
    let said = sandbox.run(&["check", CASE]);
    assert!(said.stdout.contains("it was “declined” and then “active”"), "{said}");
    // an offer to somebody who may not be asked says why, and not that answers are missing
    let said = sandbox.run(&["walk", CASE, "reopening"]);
    assert!(said.code == 1 && said.stderr.contains("is not walked here now"), "{said}");
}

#[test]
fn whoever_said_why_something_is_not_needed_is_not_asked_again() {
    let sandbox = Sandbox::cluster();
    let held = "guide: allocation\nal-decision: on-hold\nal-until: 2026-09-11\nal-told: Anna\n\
                al-reason: {not-needed: The whānau need not give theirs}\n";
    let said = walk(&sandbox, "kim", CASE, held);
    assert!(said.code == 0 && !said.stderr.contains("does not say why"), "{said}");
    let said = sandbox.ok(&["check", CASE]);
    assert!(!said.stdout.contains("why is it on hold"), "{said}");
    assert!(!said.stdout.contains("It does not say why"), "{said}");
}

#[test]
fn only_what_was_begun_comes_to_its_end() {
    let sandbox = example();
    for (case, guide) in [("2026-v9dk", "closing"), ("2026-f2wm", "closing"), ("2026-kf3m", "check-in")] {
        let said = sandbox.run(&["walk", case, guide]);
        assert!(said.code == 1 && said.stderr.contains("is not walked here now"), "{case} {guide}: {said}");
    }
}

#[test]
fn looking_back_without_a_review_moves_no_day() {
    let sandbox = example();
    sandbox.ok(&["set", "2026-kf3m", "plan.review_on=2026-10-30"]);
    let measured =
        "guide: whai-whakaaro\nreason: again\nwk-1:\n  - latest: 6 of 10\n    latest_on: 2026-08-13\n";
    assert_eq!(walk(&sandbox, "p-4kd7", "2026-kf3m", measured).code, 0);
    let plan = record(&sandbox, "2026-kf3m")["plan"].clone();
    assert_eq!((plan["review_on"].as_str(), plan["state"].as_str()), (Some("2026-10-30"), Some("in-action")));
}

#[test]
fn a_refusal_without_a_reason_is_asked_about() {
    for status in ["declined", "returned", "on-hold"] {
        let sandbox = Sandbox::cluster();
        let said = walk(&sandbox, "kim", CASE, &format!("guide: allocation\nal-decision: {status}\n"));
        assert!(said.code == 0 && said.stderr.contains("It does not say why it was sent back"), "{said}");
    }
}

#[test]
fn a_request_that_was_sent_back_is_handed_in_once_more() {
    let sandbox = Sandbox::cluster();
    let course = || record(&sandbox, CASE)["course"].as_sequence().unwrap().len();
    // going back into it hands nothing in again
    let again = "guide: request\nrq-data: [Attendance]\n";
    assert_eq!(walk(&sandbox, "kim", CASE, again).code, 0);
    assert_eq!(course(), 1);
    let back = "guide: allocation\nal-decision: returned\nal-reason: What was tried?\n";
    assert_eq!(walk(&sandbox, "kim", CASE, back).code, 0);
    assert_eq!(walk(&sandbox, "kim", CASE, &again.replace("Attendance", "A plan")).code, 0);
    assert_eq!((course(), record(&sandbox, CASE)["status"].as_str()), (3, Some("submitted")));
}

#[test]
fn a_check_in_that_leads_on() {
    let (sandbox, case) = (example(), "2025-w7hd");
    let file = Sandbox::file_of(case);
    let planned = sandbox.read(&file);
    let planned = planned.lines().find(|line| line.contains("due: 2026-08-27")).unwrap().to_owned();
    sandbox.replace(&file, &format!("check_ins:\n{planned}\n"), "");
    sandbox.record_all("no check-in was planned");
    // none was planned: it gets its row, and another one for later
    let later = "\
guide: check-in
ci-new:
  - due: 2026-08-13
ci-held:
  - holds: [Role cards]
    decision: look-again
    next: 2026-11-20
    by: Tom
    date: 2026-08-13
";
    let said = walk(&sandbox, "p-7w2n", case, later);
    let yesterday = "`ci-new/due`: Thursday 13 August 2026 (T3 week 4): that was yesterday\n";
    assert_eq!((said.code, said.stderr.as_str()), (0, yesterday));
    // what the earlier one found is not asked again, and the one to come has its turn
    let reopen = "\
guide: check-in
ci-held:
  - holds: [The call to Dad]
    slips: [Mornings]
    decision: reopen
    by: Tom
    date: 2026-08-14
";
    let said = walk(&sandbox, "p-7w2n", case, reopen);
    assert!(said.code == 0 && said.stderr.contains("Who walks"), "{said}");
    shows_file(
        holds(&record(&sandbox, case), &["status", "check_ins"]),
        "transcripts/course/a-check-in-that-leads-on.txt",
    );
}

#[test]
fn what_the_kind_of_work_asks_stands_in_the_plan() {
    let sandbox = example();
    let made = |file: &str| {
        let from = crate_folder().join(format!("examples/answers/{file}.yaml"));
        let id = sandbox.ok(&["--user", "tarden", "new", "--from", from.to_str().unwrap()]).stdout;
        id.trim().to_owned()
    };
    let school = made("request-school");
    let notes = record(&sandbox, &school)["request"]["notes"].clone();
    let purpose =
        notes["rq-purpose"].as_str().unwrap().split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    assert!(!notes["rq-leaders"].is_null(), "{notes:?}");
    for document in ["plan", "case", "notes"] {
        let said = sandbox.ok(&["print", document, &school, "--to", "md"]).stdout;
        assert!(said.contains("**What should be different, and for whom:**"), "{document}: {said}");
        assert!(said.contains(&purpose), "{document}: {said}");
    }
    // the purpose comes before what people hope for and before any goal
    let plan = sandbox.ok(&["print", "plan", &school, "--for", "whanau", "--to", "md"]).stdout;
    assert!(plan.find(&purpose) < plan.find("What people want from it"), "{plan}");
    // how the request came about stays with the request
    assert!(!plan.contains("The talk about what success looks like"), "{plan}");
    for (file, label) in [
        ("request-project", "Its span, and what will be there at the end"),
        ("request-school-group", "What each school brings, and who speaks for it"),
        ("request-gateway", "The assessment, and school's part in it"),
        ("request-group", "What makes it right to work with them together"),
    ] {
        let plan = sandbox.ok(&["print", "plan", &made(file), "--to", "md"]).stdout;
        assert!(plan.contains(label), "{file}: {plan}");
    }
}

#[test]
fn who_works_on_it_and_how_it_came_to_us_is_printed_for_those_who_do_the_work() {
    let sandbox = example();
    let print = |document: &str, case: &str, audience: &str| {
        sandbox.ok(&["print", document, case, "--for", audience, "--to", "md"]).stdout
    };
    let case = "2026-g6tr";
    let (ours, theirs) = (print("plan", case, "practitioners"), print("plan", case, "whanau"));
    for plan in [&ours, &theirs] {
        assert!(plan.contains("The kura, the whānau, the plan"), "{plan}");
        assert!(plan.contains("**Layer of support:**"), "{plan}");
    }
    assert!(ours.contains("because different skills help"), "{ours}");
    assert!(!theirs.contains("because different skills help"), "{theirs}");
    let case = "2025-w7hd";
    let (ours, theirs) = (print("review", case, "practitioners"), print("review", case, "whanau"));
    assert!(ours.contains("From the request to now") && ours.contains("**Waited:**"), "{ours}");
    assert!(!theirs.contains("From the request to now"), "{theirs}");
}

#[test]
fn waiting_is_the_same_wherever_it_stands() {
    let sandbox = example();
    for case in ["2025-w7hd", "2026-h4ck", "2026-kf3m"] {
        let json: serde_json::Value =
            serde_json::from_str(&sandbox.ok(&["list", "--json", case]).stdout).unwrap();
        let days = json["cases"][0]["waiting_days"].as_i64().unwrap();
        let shown = sandbox.ok(&["show", case]).stdout;
        assert!(shown.contains(&format!("Waited: {days} day")), "{days}: {shown}");
    }
}

#[test]
fn supervision_is_no_form_of_hui() {
    let sandbox = example();
    let hui = "guide: hui\nhu-form: supervision\n";
    let said = walk(&sandbox, "p-7w2n", "2026-g6tr", hui);
    assert!(said.code == 1 && said.stderr.contains("leaves no notes"), "{said}");
    let said = sandbox.run(&["set", "2026-g6tr", "hui.h-5v58.form=supervision"]);
    assert!(said.code == 1 && said.stderr.contains("leaves no notes"), "{said}");
}

#[test]
fn a_partner_is_asked_for_where_check_would_ask() {
    let sandbox = example();
    let (case, file) = ("2026-g6tr", Sandbox::file_of("2026-g6tr"));
    assert!(sandbox.read(&file).contains("ethnicities: [maori]"), "{}", sandbox.read(&file));
    let asks = || sandbox.run(&["check", case]).stdout.contains("plan-without-partner");
    let reason = "guide: partners\npa-none: They would rather not\n";
    // somebody of the iwi is in it, so neither asks
    assert!(!asks());
    let said = walk(&sandbox, "p-7w2n", case, reason);
    assert!(said.stderr.contains("`pa-none` is not asked for this case"), "{said}");
    // a church beside them takes nobody's place
    sandbox.replace(&file, "kind: iwi-maori", "kind: community");
    assert!(asks());
    let said = walk(&sandbox, "p-7w2n", case, "guide: partners\npa-share: They tell us\n");
    assert!(said.stderr.contains("Neither somebody of"), "{said}");
    let said = walk(&sandbox, "p-7w2n", case, reason);
    assert!(said.code == 0 && !said.stderr.contains("Neither somebody of"), "{said}");
    assert!(!asks());
}

#[test]
fn each_kind_of_work_has_its_own_questions() {
    let sandbox = example();
    for (file, asked) in [
        ("request", "rq-best"),
        ("request-group", "rq-together"),
        ("request-school", "rq-leaders"),
        ("request-school-group", "rq-each-school"),
        ("request-project", "rq-span"),
        ("request-transition", "rq-move-kind"),
        ("request-gateway", "rq-assessment"),
    ] {
        assert!(answers(file).contains(&format!("{asked}:")), "{file} answers no `{asked}`");
        let from = crate_folder().join(format!("examples/answers/{file}.yaml"));
        let id = sandbox.ok(&["--user", "tarden", "new", "--from", from.to_str().unwrap()]).stdout;
        let record = record(&sandbox, id.trim());
        // a group or a school is no list of children
        let named = record["mokopuna"].as_sequence().into_iter().flatten().any(|m| !m["name"].is_null());
        let one = ["individual", "transition", "gateway"].contains(&record["kind"].as_str().unwrap());
        assert_eq!(named, one, "{file}");
        assert_eq!(record["course"].as_sequence().unwrap().len(), 1, "{file}");
        assert!(!record["request"]["strengths"].is_null(), "{file}");
    }
}

#[test]
fn a_plan_is_agreed_by_whanau_and_school() {
    let sandbox = Sandbox::cluster();
    let case = |kind: &str| {
        format!(
            "schema: 1\nid: 2026-n2aa\nkind: {kind}\nstatus: active\nteam:\n  \
             - {{id: t-aaaa, name: Mele Taufa, role: whanau}}\n  - {{id: t-bbbb, name: Grace Lee, role: kaiako}}\n"
        )
    };
    let goal = "guide: tatai\ntt-1:\n  - {what: Joins in}\n";
    let yes = |who: &str| format!("guide: tatai\nreason: A yes\ntt-8:\n  - {{who: {who}}}\n");
    let state = || record(&sandbox, "2026-n2aa")["plan"]["state"].as_str().unwrap().to_owned();
    let file = Sandbox::file_of("2026-n2aa");
    for (kind, after_school, after_whanau) in
        [("individual", "draft", "agreed"), ("project", "agreed", "agreed")]
    {
        sandbox.write(&file, case(kind));
        assert_eq!(walk(&sandbox, "kim", "2026-n2aa", goal).code, 0);
        assert_eq!(state(), "draft");
        assert_eq!(walk(&sandbox, "kim", "2026-n2aa", &yes("Grace")).code, 0);
        assert_eq!(state(), after_school, "{kind}");
        assert_eq!(walk(&sandbox, "kim", "2026-n2aa", &yes("Mele")).code, 0);
        assert_eq!(state(), after_whanau, "{kind}");
    }
    // after looking back an old yes is for the plan as it was
    sandbox.replace(&file, "state: agreed", "state: reviewed");
    let later = sandbox.read(&file) + "reviews:\n  - {id: b-aaaa, date: 2026-09-01}\n";
    sandbox.write(&file, later);
    assert_eq!(
        walk(&sandbox, "kim", "2026-n2aa", "guide: tatai\nreason: More\ntt-6: In the books\n").code,
        0
    );
    assert_eq!(state(), "reviewed");
}

#[test]
fn a_plan_that_was_changed_says_so_beside_each_yes() {
    let (sandbox, case) = (example(), "2026-kf3m");
    let change = "guide: tatai\nreason: One more\ntt-1:\n  - {what: Reads to the new entrants}\n";
    assert_eq!(walk(&sandbox, "p-4kd7", case, change).code, 0);
    assert_eq!(record(&sandbox, case)["plan"]["changed_on"], "2026-08-14");
    let plan = sandbox.ok(&["print", "plan", case]).stdout;
    assert!(plan.contains("the plan was changed since"), "{plan}");
    assert!(sandbox.ok(&["check", case]).stdout.contains("plan-changed-since-agreed"));
}

#[test]
fn a_plan_that_is_changed_anywhere_is_asked_about() {
    let set = |sandbox: &Sandbox, value: &str| drop(sandbox.ok(&["set", "2026-kf3m", value]));
    let changed_on = |sandbox: &Sandbox| record(sandbox, "2026-kf3m")["plan"]["changed_on"].clone();
    let sandbox = example();
    let goals = record(&sandbox, "2026-kf3m")["plan"]["goals"].clone();
    let goal = goals[0]["id"].as_str().unwrap().to_owned();
    let before = changed_on(&sandbox);
    set(&sandbox, &format!("plan.goals.{goal}.latest=Seven of ten"));
    set(&sandbox, "plan.contact=Every Friday");
    assert_eq!(changed_on(&sandbox), before, "how it goes changes no plan");
    set(&sandbox, &format!("plan.goals.{goal}.what=Another goal"));
    assert_eq!(changed_on(&sandbox), "2026-08-14");
    assert!(sandbox.ok(&["check", "2026-kf3m"]).stdout.contains("plan-changed-since-agreed"));
}

// the editor is a script for a Unix shell
#[cfg(unix)]
#[test]
fn a_plan_that_is_changed_in_an_editor_is_asked_about() {
    let sandbox = example();
    let goals = record(&sandbox, "2026-kf3m")["plan"]["goals"].clone();
    let file = sandbox.read(&Sandbox::file_of("2026-kf3m"));
    let what = goals[0]["what"].as_str().unwrap().split(' ').next().unwrap().to_owned();
    sandbox.edit(&["edit", "2026-kf3m"], &file.replacen(&format!("what: {what}"), "what: Otherwise", 1));
    sandbox.edit(
        &["edit", "2026-kf3m"],
        &sandbox.read(&Sandbox::file_of("2026-kf3m")).replace("by: 2026-0", "by: 2027-0"),
    );
    assert_eq!(record(&sandbox, "2026-kf3m")["plan"]["changed_on"], "2026-08-14");
    sandbox.assert_clean();
}

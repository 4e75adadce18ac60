//! Questions of built-in guides that show or offer what is known around them.

use serde_json::json;

use crate::guide::load::load;
use crate::guide::model::Guide;
use crate::guide::testing::{CASE, Run, World};
use crate::guide::walk::Input;

fn built_in(world: &World, name: &str, text: &str) -> Guide {
    load(name, text, &world.vocabulary).unwrap()
}

#[test]
fn what_the_agreement_says_stands_above_the_question_about_it() {
    let world = World::new();
    let guide = built_in(&world, "transition", include_str!("../../../../templates/guides/transition.toml"));
    let case = format!(
        "{CASE}agreements:\n  - {{id: a-aaaa, purpose: Working together, given_on: 2026-08-01}}\n  \
         - {{id: a-bbbb, purpose: Telling the college, what: One page, who_sees: [The dean, Her form teacher], given_on: 2026-08-01, until: 2027-04-01}}\n"
    );
    let mut run = Run::new(&world, &guide, &case);
    run.skip_to("tr-to-elsewhere");
    run.say("tr-to-elsewhere", "The college");
    run.skip_to("tr-agreement");
    run.say("tr-agreement", "telling");
    let question = run.question().unwrap();
    assert_eq!(question.id(), "tr-covers/to");
    assert_eq!(question.about, ["Telling the college"]);
    let said = [
        "What may be done or shared: One page",
        "Who may see it: The dean, Her form teacher",
        "When it ends: 1 April 2027",
    ];
    assert_eq!(question.beside, said);
    run.at("tr-covers/to", Input::Later);
    run.at("tr-covers/to_elsewhere", Input::Later);
    assert_eq!(run.question().unwrap().id(), "tr-look-again", "nothing is handed on");
    run.back();
    run.say("tr-covers/to_elsewhere", "The college");
    assert_eq!(run.question().unwrap().id(), "tr-hand-over");
}

#[test]
fn what_waits_is_looked_at_again_when_the_cluster_meets() {
    let world = World::new();
    let guide = built_in(&world, "allocation", include_str!("../../../../templates/guides/allocation.toml"));
    let mut run = Run::new(&world, &guide, &CASE.replace("draft", "submitted"));
    run.skip_to("al-decision");
    run.say("al-decision", "waitlisted");
    run.skip_to("al-until");
    assert_eq!(run.question().unwrap().default.as_deref(), Some("2026-08-21"));
}

#[test]
fn ethnic_groups_are_asked_for_where_nobody_has_said_them() {
    let world = World::new();
    let text = include_str!("../../../../templates/guides/whakawhanaungatanga.toml");
    let guide = built_in(&world, "whakawhanaungatanga", text);
    let two = "mokopuna:\n  - {id: m-aaaa, name: Mele, ethnicities: [tongan]}\n  - {id: m-bbbb, description: Six in Year 7}\n";
    let mut run = Run::new(&world, &guide, &format!("{CASE}{two}"));
    run.skip_to("ww-1-ethnicities/ethnicities");
    assert_eq!(run.question().unwrap().about, ["Six in Year 7"]);
    run.say("ww-1-ethnicities/ethnicities", "maori, samoan");
    assert_eq!(run.value("mokopuna")[1]["ethnicities"], json!(["maori", "samoan"]));
    run.at("ww-2", Input::Later);
}

#[test]
fn a_check_in_agreed_for_the_day_on_which_this_one_was_due_is_kept() {
    let world = World::new();
    let guide = built_in(&world, "check-in", include_str!("../../../../templates/guides/check-in.toml"));
    let case = CASE.replace("draft", "closed")
        + "closing: {date: 2026-06-30}\ncheck_ins:\n  - {id: c-aaaa, due: 2026-09-01}\n";
    let mut run = Run::new(&world, &guide, &case);
    run.skip_to("ci-held/holds");
    run.list("ci-held/holds", &["The bell song"]);
    run.skip_to("ci-held/decision");
    run.say("ci-held/decision", "look-again");
    run.say("ci-held/reason", "It is early days");
    run.say("ci-held/next", "2026-09-01");
    run.skip_to("ci-held/date");
    run.say("ci-held/date", "2026-08-14");
    run.skip_all();
    run.leave();
    let check_ins = run.value("check_ins");
    assert_eq!(check_ins.as_array().unwrap().len(), 2, "{check_ins}");
    assert_eq!((&check_ins[1]["due"], &check_ins[1]["date"]), (&json!("2026-09-01"), &json!(null)));
}

#[test]
fn when_somebody_asks_again_the_day_just_held_is_not_offered() {
    let world = World::new();
    let guide = built_in(&world, "check-in", include_str!("../../../../templates/guides/check-in.toml"));
    let case = CASE.replace("draft", "closed")
        + "closing: {date: 2026-02-27, check_in_on: 2026-08-14}\ncheck_ins:\n  - {id: c-aaaa, due: 2026-08-14}\n";
    let mut run = Run::new(&world, &guide, &case);
    run.skip_to("ci-held/decision");
    run.say("ci-held/decision", "look-again");
    run.skip_to("ci-held/next");
    let question = run.question().unwrap();
    assert_eq!((question.so_far, question.default), (None, None));
    run.skip_to("ci-held/date");
    run.say("ci-held/date", "2026-08-14");
    run.skip_all();
    run.leave();
    let check_ins = run.value("check_ins");
    assert_eq!(check_ins.as_array().unwrap().len(), 1, "nobody agreed on another day: {check_ins}");
}

#[test]
fn a_step_of_an_earlier_hui_gets_its_goal_later() {
    let world = World::new();
    let guide = built_in(&world, "hui", include_str!("../../../../templates/guides/hui.toml"));
    let case = CASE.replace("draft", "active")
        + "plan:\n  goals:\n    - {id: g-aaaa, what: Reading together}\nhui:\n  - id: h-aaaa\n    sensitive: true\n    next:\n      \
           - {id: n-aaaa, what: A seat by the window, becomes: action}\n      - {id: n-bbbb, what: Ring Nan, becomes: stays}\n";
    let mut run = Run::new(&world, &guide, &case);
    run.skip_to("hu-kept/goal");
    assert_eq!(run.question().unwrap().about, ["A seat by the window"]);
    run.say("hu-kept/goal", "reading");
    run.skip_all();
    run.leave();
    let actions = run.value("plan.goals.g-aaaa.actions");
    assert_eq!(actions.as_array().unwrap().len(), 1, "{actions}");
    assert_eq!(
        (&actions[0]["what"], &actions[0]["sensitive"]),
        (&json!("A seat by the window"), &json!(true))
    );
    assert_eq!(run.value("hui.h-aaaa.next.n-aaaa.became"), actions[0]["id"]);
}

#[test]
fn a_request_on_paper_bears_the_day_on_which_it_was_handed_in() {
    let world = World::new();
    let guide = built_in(&world, "request", include_str!("../../../../templates/guides/request.toml"));
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("rq-submitted");
    assert_eq!(run.question().unwrap().default.as_deref(), Some("2026-08-14"));
    run.say("rq-submitted", "10/8");
    run.skip_all();
    run.leave();
    assert_eq!(run.value("request.submitted"), json!("2026-08-10"));
    assert_eq!(run.value("course")[0]["date"], json!("2026-08-10"));
    // sent back with a question, it is handed in again today; the first day stays
    let returned = run.text.text().replace("status: submitted\nrequest", "status: returned\nrequest");
    let mut run = Run::new(&world, &guide, &returned.replace("\nstatus: submitted", "\nstatus: returned"));
    run.skip_all();
    run.leave();
    assert_eq!(run.value("request.submitted"), json!("2026-08-10"));
    assert_eq!(run.value("course")[1]["date"], json!("2026-08-14"));
}

#[test]
fn a_measure_from_a_file_is_of_the_day_of_its_review() {
    let world = World::new();
    let text = include_str!("../../../../templates/guides/whai-whakaaro.toml");
    let guide = built_in(&world, "whai-whakaaro", text);
    let case = CASE.replace("draft", "active")
        + "plan:\n  goals:\n    - {id: g-aaaa, what: Reading together, latest: 2 of 10, latest_on: 2026-06-01}\n";
    let latest = |answers: &str| {
        let text = crate::guide::testing::from_file(&world, &guide, &case, answers).unwrap();
        let case = crate::record::case_text::CaseText::read("case.yaml", &text).unwrap();
        let goal = &case.case().plan.goals[0];
        (goal.latest_on.unwrap().to_string(), goal.measures.len())
    };
    let of = |day: &str| (day.to_owned(), 1);
    let measured = "wk-1:\n  - latest: 5 of 10\nwk-7: carry-on\nwk-7-next: 2026-09-25\n";
    assert_eq!(latest(&format!("wk-1-date: 2026-08-06\n{measured}")), of("2026-08-06"));
    assert_eq!(latest(measured), of("2026-08-14"));
    let own = "wk-1:\n  - latest: 5 of 10\n    latest_on: 2026-08-04\n";
    assert_eq!(latest(&format!("wk-1-date: 2026-08-06\n{own}")), of("2026-08-04"));
}

#[test]
fn a_review_that_the_plan_has_a_day_for_asks_for_none() {
    let world = World::new();
    let text = include_str!("../../../../templates/guides/whai-whakaaro.toml");
    let guide = built_in(&world, "whai-whakaaro", text);
    let open = |plan: &str| {
        let case = CASE.replace("draft", "active") + plan;
        let mut run = Run::new(&world, &guide, &case);
        run.skip_to("wk-7");
        run.say("wk-7", "carry-on");
        run.skip_to("wk-7-next");
        run.give(Input::Later).unwrap();
        run.walk.open_criteria().unwrap().iter().any(|exit| exit.id == "next-review-set")
    };
    assert!(open("") && open("plan: {review_on: 2026-08-01}\n"));
    assert!(!open("plan: {review_on: 2026-09-25}\n"));
}

#[test]
fn what_was_handed_on_is_not_said_to_wait_for_an_agreement() {
    let world = World::new();
    let guide = built_in(&world, "transition", include_str!("../../../../templates/guides/transition.toml"));
    let open = |transition: &str| {
        let case = CASE.replace("draft", "active") + transition;
        let run = Run::new(&world, &guide, &case);
        run.walk.open_criteria().unwrap().iter().any(|exit| exit.id == "hand-over-agreed")
    };
    assert!(open(""));
    assert!(!open("transition: {hand_over: One page, handed_on: 2026-06-01}\n"));
}

#[test]
fn the_second_half_goes_on_with_the_first() {
    let world = World::new();
    let text = include_str!("../../../../templates/guides/critical-friend.toml");
    let guide = built_in(&world, "critical-friend", text);
    let file = |case: &str, answers: &str| crate::guide::testing::from_file(&world, &guide, case, answers);
    let first = file(CASE, "cf-friend: Tom\ncf-date: 2026-08-03\ncf-proud: Her voice\n").unwrap();
    let blank = |case: &str| {
        let case = crate::record::case_text::CaseText::read("case.yaml", case).unwrap();
        crate::guide::blank::blank(&guide, &world.known(), &crate::record::tree::of(case.case()))
    };
    let offered = blank(&first);
    let row = offered.lines().find_map(|line| line.strip_prefix("# row: ")?.split(' ').next()).unwrap();
    let second = file(&first, &format!("row: {row}\ncf-encourage: [You asked her nan first]\n")).unwrap();
    let case = crate::record::case_text::CaseText::read("case.yaml", &second).unwrap();
    assert_eq!((case.case().critical_friends.len(), case.case().visits.len()), (1, 2));
    let notes = &case.case().critical_friends[0].notes.0;
    assert!(notes.contains_key("cf-proud") && notes.contains_key("cf-encourage"));
    assert_eq!(case.case().critical_friends[0].date.unwrap().to_string(), "2026-08-03");
    // without a word of it, it is another one; and what nobody knows is said
    let another = file(&first, "cf-friend: Tom\n").unwrap();
    assert_eq!(another.matches("friend: p-7w2n").count(), 2);
    let wrong = file(&first, "row: f-zzzz\ncf-friend: Tom\n").unwrap_err();
    assert!(wrong[0].message.starts_with("`row`: `f-zzzz` is none of"), "{}", wrong[0].message);
}

#[test]
fn a_lens_that_goes_on_keeps_its_day() {
    let world = World::new();
    let guide = built_in(&world, "fonofale", include_str!("../../../../templates/guides/fonofale.toml"));
    let lens = "lenses:\n  - {id: s-aaaa, lens: fonofale, date: 2026-08-03, noted_by: p-7w2n, means: HIS drawing}\n  \
                - {id: s-bbbb, lens: ecological, date: 2026-08-04}\nvisits:\n  \
                - {id: v-aaaa, guide: ecological, opened: 2026-08-04, closed: 2026-08-04, rows: [s-bbbb]}\n";
    let mut run = Run::new(&world, &guide, &format!("{CASE}{lens}"));
    assert!(run.walk.goes_on_with("s-bbbb").is_err(), "another lens");
    assert!(run.walk.goes_on_with("nothing of it").is_err());
    let two = format!("{CASE}{lens}").replace(
        "visits:",
        "  - {id: s-cccc, lens: fonofale, date: 2026-08-03, means: His drawing}\nvisits:",
    );
    for several in ["3/8", "his drawing"] {
        let why = Run::new(&world, &guide, &two).walk.goes_on_with(several).unwrap_err().to_string();
        assert!(
            why.starts_with(&format!("`{several}` could be s-aaaa (")) && why.contains("s-cccc"),
            "{why}"
        );
    }
    // by its day in any words, or by words that stand in it alone
    for row in ["3/8", "Monday last week", "his drawing", "s-aaaa"] {
        Run::new(&world, &guide, &format!("{CASE}{lens}")).walk.goes_on_with(row).unwrap();
    }
    run.walk.goes_on_with("s-aaaa").unwrap();
    run.skip_to("means");
    run.say("means", "Church matters");
    run.skip_all();
    run.leave();
    assert_eq!(run.value("lenses").as_array().unwrap().len(), 2);
    assert_eq!(run.value("lenses.s-aaaa.means"), json!("Church matters"));
    assert_eq!(run.value("lenses.s-aaaa.date"), json!("2026-08-03"));
    assert_eq!(run.value("lenses.s-aaaa.noted_by"), json!("p-7w2n"));
    assert_eq!(run.visit("rows"), json!(["s-aaaa"]));
}

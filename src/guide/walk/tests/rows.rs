//! Rows: added, changed, gone through one by one, rows in rows, and the visit's own.

use serde_json::json;

use crate::guide::answer::Asked;
use crate::guide::testing::{CASE, Run, World};
use crate::guide::walk::Input;

const GOALS: &str = r#"
[[prompt]]
id = "goals"
ask = "What should change?"
kind = "rows"
to = "plan.goals"
  [[prompt.field]]
  id = "what"
  ask = "What?"
  kind = "line"
  to = "what"
  [[prompt.field]]
  id = "actions"
  ask = "What will be done?"
  kind = "rows"
  to = "actions"
    [[prompt.field.field]]
    id = "what"
    ask = "What?"
    kind = "line"
    to = "what"
    [[prompt.field.field]]
    id = "who"
    ask = "Who?"
    kind = "person"
    to = "who"
"#;

const LATER: &str = r#"
[[prompt]]
id = "state"
ask = "How does it go?"
help = "Dropped is no failure."
kind = "each"
to = "plan.goals.*.actions"
  [[prompt.field]]
  id = "state"
  ask = "How?"
  kind = "choice"
  to = "state"
  [[prompt.field]]
  id = "note"
  ask = "Why?"
  kind = "text"
  to = "note"
  when = "row.state == 'stopped'"

[[prompt]]
id = "sooner"
ask = "What sooner?"
kind = "text"
to = "plan.sooner"
"#;

const CASE_WITH_GOALS: &str = "schema: 1
id: 2026-kf3m
kind: individual
status: active
plan:
  goals:
    - id: g-aaaa
      what: Joins in
      actions:
        - {id: d-aaaa, what: Sing}
        - {id: d-bbbb, what: Drum}
    - id: g-bbbb
      what: Reads
    - id: g-cccc
      what: Writes
      actions:
        - {id: d-cccc, what: Draw}
";

#[test]
fn rows_with_rows_inside() {
    let world = World::new();
    let guide = world.guide(GOALS);
    let mut run = Run::new(&world, &guide, CASE);
    run.at("goals", Input::Add);
    run.say("goals/what", "Joins in");
    run.at("goals/actions", Input::Add);
    assert_eq!(run.question().unwrap().about, ["Joins in"]);
    run.say("goals/actions/what", "Sing");
    assert_eq!(run.question().unwrap().about, ["Joins in", "Sing"]);
    run.say("goals/actions/who", "tom");
    run.at("goals/actions", Input::Add);
    run.say("goals/actions/what", "Drum");
    run.at("goals/actions/who", Input::Later);
    run.at("goals/actions", Input::Later);
    run.at("goals", Input::Add);
    run.say("goals/what", "Reads");
    run.at("goals/actions", Input::Later);
    run.at("goals", Input::Later);
    assert_eq!(run.question(), None);
    let goals = run.value("plan.goals");
    let what: Vec<_> = goals.as_array().unwrap().iter().map(|g| &g["what"]).collect();
    assert_eq!(what, [&json!("Joins in"), &json!("Reads")]);
    assert_eq!(goals[0]["actions"][0]["who"], json!("p-7w2n"));
    assert_eq!(goals[0]["actions"][1]["what"], json!("Drum"));
    assert_eq!(goals[1]["actions"], json!([]));
    // the visit knows the rows it added, in the order of their first answers
    let ids =
        [&goals[0]["id"], &goals[0]["actions"][0]["id"], &goals[0]["actions"][1]["id"], &goals[1]["id"]];
    assert_eq!(run.visit("rows"), json!(ids));
}

#[test]
fn a_row_is_taken_out_and_the_question_stays() {
    let world = World::new();
    let guide = world.guide(GOALS);
    let mut run = Run::new(&world, &guide, CASE_WITH_GOALS);
    run.at("goals", Input::Row("g-aaaa".into()));
    run.say("goals/what", "Joins in at last");
    run.at("goals/actions", Input::TakeOut("d-aaaa".into()));
    let left = run.value("plan.goals.g-aaaa.actions");
    assert_eq!(left.as_array().unwrap().len(), 1);
    run.at("goals/actions", Input::Later);
    run.at("goals", Input::TakeOut("g-aaaa".into()));
    assert_eq!(run.value("plan.goals.g-aaaa"), json!(null));
    // what is gone is not gone back into, and not there to be taken out again
    assert!(run.give(Input::TakeOut("g-aaaa".into())).unwrap_err().contains("there is no row"));
    assert!(!run.walk.back().unwrap() || run.question().unwrap().id() == "goals");
    assert_eq!(run.visit("rows"), json!(["g-aaaa", "d-aaaa"]));
    assert!(!run.text.text().contains("Joins in"), "{}", run.text.text());
}

const TEAM: &str = r#"
[[prompt]]
id = "team"
ask = "Who?"
kind = "rows"
to = "team"
  [[prompt.field]]
  id = "name"
  ask = "What name?"
  kind = "line"
  to = "name"

[[prompt]]
id = "friend"
ask = "Who agreed?"
kind = "rows"
to = "agreements"
  [[prompt.field]]
  id = "given_by"
  ask = "Who gave it?"
  kind = "person"
  to = "given_by"
  of = ["whanau"]
"#;

const CASE_WITH_PEOPLE: &str = "schema: 1
id: 2026-kf3m
kind: individual
status: active
team:
  - {id: t-aaaa, name: Mele Taufa, role: whanau}
  - {id: t-bbbb, name: Hana Taufa, role: mokopuna}
agreements:
  - {id: a-aaaa, given_by: t-aaaa}
";

#[test]
fn somebody_who_is_named_elsewhere_is_not_taken_out_without_a_word() {
    let world = World::new();
    let guide = world.guide(TEAM);
    let mut run = Run::new(&world, &guide, CASE_WITH_PEOPLE);
    let why = run.give(Input::TakeOut("t-aaaa".into())).unwrap_err();
    assert!(why.contains("`agreements.a-aaaa.given_by`"), "{why}");
    run.at("team", Input::TakeOut("t-bbbb".into()));
    assert_eq!(run.value("team").as_array().unwrap().len(), 1);
}

#[test]
fn people_come_first_whom_a_question_is_for() {
    let world = World::new();
    let guide = world.guide(TEAM);
    let mut run = Run::new(&world, &guide, CASE_WITH_PEOPLE);
    run.at("team", Input::Later);
    run.at("friend", Input::Add);
    let question = run.question().unwrap();
    let Asked::Choice(people) = &question.asked else { panic!("people expected") };
    let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
    assert_eq!((ids, question.offered), (vec!["t-aaaa", "t-bbbb", "p-7w2n", "p-c3xe"], Some(1)));
    // it is an order only: somebody else is taken by name as before
    run.say("friend/given_by", "Hana");
    // where nobody is of those, everybody is offered
    let nobody = CASE_WITH_PEOPLE.replace("role: whanau", "role: kaiako");
    let mut run = Run::new(&world, &guide, &nobody);
    run.at("team", Input::Later);
    run.at("friend", Input::Add);
    assert_eq!(run.question().unwrap().offered, None);
}

#[test]
fn a_row_is_changed_by_its_id() {
    let world = World::new();
    let guide = world.guide(GOALS);
    let mut run = Run::new(&world, &guide, CASE_WITH_GOALS);
    let Asked::Rows(rows) = run.question().unwrap().asked else { panic!("rows expected") };
    let rows: Vec<_> = rows.iter().map(|r| (r.id.as_str(), r.label.as_str())).collect();
    assert_eq!(rows, [("g-aaaa", "Joins in"), ("g-bbbb", "Reads"), ("g-cccc", "Writes")]);
    run.at("goals", Input::Row("g-bbbb".into()));
    assert_eq!(run.question().unwrap().row.as_deref(), Some("g-bbbb"));
    run.say("goals/what", "Reads to Nana");
    run.at("goals/actions", Input::Later);
    assert_eq!(run.value("plan.goals.g-bbbb.what"), json!("Reads to Nana"));
    assert_eq!(run.visit("rows"), json!(["g-bbbb"]));
    assert_eq!(
        run.text.text().replace("Reads to Nana", "Reads").split("visits:").next(),
        Some(CASE_WITH_GOALS)
    );
}

#[test]
fn a_row_without_an_answer_is_no_row() {
    let world = World::new();
    let guide = world.guide(GOALS);
    let mut run = Run::new(&world, &guide, CASE);
    run.at("goals", Input::Add);
    run.at("goals/what", Input::Later);
    run.at("goals/actions", Input::Later);
    run.at("goals", Input::Later);
    assert_eq!(run.text.text(), CASE);
}

#[test]
fn each_goes_through_the_rows_of_all_lists() {
    let world = World::new();
    let guide = world.guide(LATER);
    let mut run = Run::new(&world, &guide, CASE_WITH_GOALS);
    assert_eq!(run.question().unwrap().trail, [("state".into(), 0), ("state".into(), 0)]);
    let question = run.question().unwrap();
    assert_eq!(question.part_of.as_deref(), Some("How does it go?"));
    assert_eq!(question.help, "Dropped is no failure.", "the field has no help of its own");
    run.say("state/state", "done");
    assert_eq!(run.question().unwrap().about, ["Drum"]);
    run.say("state/state", "stopped");
    run.say("state/note", "It was too loud");
    assert_eq!(run.question().unwrap().trail, [("state".into(), 2), ("state".into(), 0)]);
    run.at("state/state", Input::Later);
    assert_eq!(run.question().unwrap().part_of, None);
    run.at("sooner", Input::Later);
    assert_eq!(run.value("plan.goals.g-aaaa.actions.d-aaaa.state"), json!("done"));
    assert_eq!(run.value("plan.goals.g-aaaa.actions.d-bbbb.note"), json!("It was too loud"));
    assert_eq!(run.visit("rows"), json!(["d-aaaa", "d-bbbb"]));
}

#[test]
fn each_over_nothing_asks_nothing() {
    let world = World::new();
    let guide = world.guide(LATER);
    let mut run = Run::new(&world, &guide, CASE);
    assert_eq!(run.question().unwrap().id(), "sooner");
}

#[test]
fn rows_without_ids_get_theirs_before_the_walk() {
    let world = World::new();
    let guide = world.guide(&format!("{LATER}{GOALS}"));
    let by_hand =
        CASE_WITH_GOALS.replace("{id: d-bbbb, what: Drum}", "what: Drum").replace("id: g-cccc\n      ", "");
    let mut run = Run::new(&world, &guide, &by_hand);
    run.say("state/state", "done");
    run.say("state/state", "as-planned");
    run.say("state/state", "done");
    let goals = run.value("plan.goals");
    assert_eq!(goals.as_array().unwrap().len(), 3);
    assert_eq!(goals[0]["actions"].as_array().unwrap().len(), 2);
    assert_eq!(goals[0]["actions"][1]["state"], json!("as-planned"));
    assert_eq!(run.visit("rows"), json!(["d-aaaa", goals[0]["actions"][1]["id"], "d-cccc"]));
}

#[test]
fn rows_without_ids_are_answered_by_their_place_even_so() {
    let world = World::new();
    let guide = world.guide(LATER);
    let by_hand = CASE_WITH_GOALS.replace("{id: d-bbbb, what: Drum}", "what: Drum");
    let text = crate::record::case_text::CaseText::read("case.yaml", &by_hand).unwrap();
    let ids = crate::record::id::Ids::seeded(1);
    let walk = crate::guide::walk::Walk::new(&guide, text.case(), world.known(), ids);
    let mut run = Run { walk, text };
    run.say("state/state", "done");
    run.at("state/state", Input::NotNeeded("nobody knows".into()));
    run.back();
    run.say("state/state", "stopped");
    assert_eq!(run.value("plan.goals.g-aaaa.actions")[1]["state"], json!("stopped"));
    assert_eq!(run.visit("not_needed").as_object().map(serde_json::Map::len).unwrap_or_default(), 0);
}

#[test]
fn a_new_row_never_takes_the_id_of_another() {
    let world = World::new();
    let guide = world.guide(GOALS);
    // what the seed would give next is there already
    let mut run = Run::new(&world, &guide, CASE);
    run.at("goals", Input::Add);
    run.say("goals/what", "Joins in");
    let id = run.value("plan.goals")[0]["id"].as_str().unwrap().to_owned();
    let taken = format!("{CASE}plan:\n  goals:\n    - id: {id}\n      what: Reads\n");
    let mut run = Run::new(&world, &guide, &taken);
    run.at("goals", Input::Add);
    run.say("goals/what", "Joins in");
    let goals = run.value("plan.goals");
    assert_eq!((&goals[0]["what"], &goals[1]["what"]), (&json!("Reads"), &json!("Joins in")));
    assert_ne!(goals[1]["id"], json!(id));
}

#[test]
fn a_row_is_named_by_whom_and_what_it_is_about() {
    let world = World::new();
    let guide = world.guide(
        "[[prompt]]\nid = \"q\"\nask = \"?\"\nkind = \"rows\"\nto = \"team\"\n\
         [[prompt.field]]\nid = \"name\"\nask = \"?\"\nkind = \"line\"\nto = \"name\"\n",
    );
    let labels = |rows: &str, to: &str| {
        let guide = crate::guide::model::Guide {
            prompts: vec![crate::guide::model::Prompt { to: Some(to.into()), ..guide.prompts[0].clone() }],
            ..guide.clone()
        };
        let mut run = Run::new(&world, &guide, &format!("{CASE}{rows}"));
        let Asked::Rows(rows) = run.question().unwrap().asked else { panic!("rows expected") };
        rows.into_iter().map(|r| r.label).collect::<Vec<_>>()
    };
    let team = "team:\n  - {id: t-aaaa, name: Mele, connection: Mum}\n  - {id: t-bbbb, person: p-7w2n, connection: Lead}\n  - {id: t-cccc, role: whanau}\n  - {id: t-dddd}\n";
    assert_eq!(labels(team, "team"), ["Mele", "Tom Arden · Lead", "whānau", "t-dddd"]);
    let voice = format!(
        "{team}voice:\n  - {{id: w-aaaa, who: whanau, person: t-aaaa, words: I hope}}\n  - {{id: w-bbbb, words: So do I}}\n"
    );
    assert_eq!(labels(&voice, "voice"), ["whānau · Mele · I hope", "So do I"]);
    let allocation = format!("{team}allocation:\n  - {{id: r-aaaa, practitioner: t-aaaa, part: lead}}\n");
    assert_eq!(labels(&allocation, "allocation"), ["Mele · lead"]);
}

const OWN: &str = r#"
[[prompt]]
id = "date"
ask = "When?"
kind = "date"
to = "reviews.@.date"

[[prompt]]
id = "decision"
ask = "What was decided?"
kind = "choice"
to = "reviews.@.decision"

[[prompt]]
id = "next"
ask = "When again?"
kind = "date"
to = "reviews.@.next"
when = "record.reviews[-1:] | selectattr('decision', 'eq', 'step-back') | list | length == 0"
"#;

#[test]
fn a_visit_has_one_row_of_its_own() {
    let world = World::new();
    let guide = world.guide(OWN);
    let case = format!("{CASE}reviews:\n  - {{id: b-aaaa, date: 2026-05-01, decision: carry-on}}\n");
    let mut run = Run::new(&world, &guide, &case);
    assert_eq!(run.question().unwrap().so_far, None, "the earlier review is none of this visit's");
    run.at("date", Input::Later);
    assert_eq!(run.text.text(), case);
    run.say("decision", "carry-on");
    run.say("next", "2026-10-01");
    assert_eq!(run.value("reviews").as_array().unwrap().len(), 2);
    run.stop();

    // taken up again, the row is still its own
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    assert_eq!(run.question().unwrap().id(), "next");
    run.back();
    run.say("decision", "step-back");
    assert_eq!(run.question(), None, "and a condition sees it");
    assert_eq!(run.value("reviews").as_array().unwrap().len(), 2);
    run.leave();

    // the next visit makes another
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 3);
    run.skip_to("date");
    run.say("date", "today");
    assert_eq!(run.value("reviews").as_array().unwrap().len(), 3);
}

const MEASURED: &str = r#"
[[prompt]]
id = "measures"
ask = "Where is each goal now?"
kind = "each"
to = "plan.goals"
shows = ["measure", "baseline", "measures", "target"]
  [[prompt.field]]
  id = "latest"
  ask = "The latest?"
  kind = "line"
  to = "latest"
  [[prompt.field]]
  id = "latest_on"
  ask = "When?"
  kind = "date"
  to = "latest_on"
  default = "today"
"#;

fn with_goal(goal: &str) -> String {
    format!("{CASE}plan:\n  goals:\n    - {{id: g-aaaa, what: Joins in, {goal}}}\n")
}

#[test]
fn what_was_measured_before_stays_and_a_new_measure_is_of_today() {
    let world = World::new();
    let guide = world.guide(MEASURED);
    let case = with_goal("baseline: 2 of 10, latest: 4 of 10, latest_on: 2026-06-01, target: 8 of 10");
    let mut run = Run::new(&world, &guide, &case);
    run.say("measures/latest", "5 of 10");
    assert_eq!(run.value("plan.goals.g-aaaa.measures")[0]["value"], json!("4 of 10"));
    assert_eq!(run.value("plan.goals.g-aaaa.measures")[0]["date"], json!("2026-06-01"));
    assert_eq!(run.value("plan.goals.g-aaaa.latest_on"), json!("2026-08-14"), "not the old day");
    // a slip is mended, and is no measure
    run.back();
    run.say("measures/latest", "6 of 10");
    assert_eq!(run.value("plan.goals.g-aaaa.measures").as_array().unwrap().len(), 1);
    run.say("measures/latest_on", "yesterday");
    assert_eq!(run.value("plan.goals.g-aaaa.latest_on"), json!("2026-08-13"));
    // Enter keeps all of it
    let mut again = Run::new(&world, &guide, &case);
    again.skip_all();
    assert_eq!(again.value("plan.goals.g-aaaa.measures"), json!([]));
}

#[test]
fn a_row_is_asked_about_beside_what_is_known_of_it() {
    let world = World::new();
    let guide = world.guide(MEASURED);
    let case = with_goal(
        "measure: Times a day, baseline: 2 of 10, latest: 4 of 10, latest_on: 2026-06-01, target: 8 of 10",
    );
    let mut run = Run::new(&world, &guide, &case);
    let question = run.question().unwrap();
    assert_eq!(
        question.beside,
        [
            "What we would see, hear or count: Times a day",
            "Where it starts: 2 of 10",
            "The measures taken on the way: 4 of 10 (1 Jun 2026)",
            "Where it should get to: 8 of 10",
        ]
    );
    assert_eq!(question.drawn.as_deref(), Some("▁▃→█"));
    run.give(Input::Later).unwrap();
    assert_eq!(run.question().unwrap().beside, Vec::<String>::new(), "once for each row");
}

/// What made the team say so was about the rating before.
#[test]
fn another_rating_is_given_its_reason_anew() {
    let world = World::new();
    let guide = world.guide(
        "[[prompt]]\nid = 'goals'\nask = 'How far?'\nkind = 'each'\nto = 'plan.goals'\n\
         [[prompt.field]]\nid = 'rating'\nask = 'How far?'\nkind = 'choice'\nto = 'rating'\nrenews = ['rating_reason']\n",
    );
    let case = with_goal("rating: some, rating_reason: He said so");
    let mut run = Run::new(&world, &guide, &case);
    run.say("goals/rating", "some");
    assert_eq!(run.value("plan.goals.g-aaaa.rating_reason"), json!("He said so"), "it is the same");
    run.back();
    run.say("goals/rating", "met");
    assert_eq!(run.value("plan.goals.g-aaaa.rating_reason"), json!(null));
}

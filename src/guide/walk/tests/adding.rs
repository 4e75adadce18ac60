//! What leaving a guide adds: rows made of other rows, once.

use serde_json::json;

use crate::guide::testing::{CASE, Run, World, from_file};
use crate::guide::walk::Input;

const HUI: &str = r#"
[[prompt]]
id = "question"
ask = "What is the question?"
kind = "line"
to = "hui.@.question"

[[prompt]]
id = "next"
ask = "Who does what next?"
kind = "rows"
to = "hui.@.next"
  [[prompt.field]]
  id = "what"
  ask = "What?"
  kind = "line"
  to = "what"
  [[prompt.field]]
  id = "who"
  ask = "Who?"
  kind = "person"
  to = "who"
  [[prompt.field]]
  id = "goal"
  ask = "For which goal?"
  kind = "choice"
  to = "goal"
  from = "plan.goals"

[[exit]]
id = "asked"
ask = "What is the question?"
met = "own('hui').question is not none"

[[on_leave_add]]
each = "hui.@.next"
when = "row.what"
to = "plan.goals.*.actions"
of = "row.goal"
with = { what = "row.what", who = "row.who", by = "row.by", layer = "record.layer" }
became = "became"

[[on_leave_add]]
when = "own('hui').question is not none"
to = "progress"
with = { what = "own('hui').question", date = "today", shown_by = "none" }
"#;

const GOALS: &str = "plan:\n  goals:\n    - {id: g-aaaa, what: Joins in}\n    - {id: g-bbbb, what: Reads}\n";

#[test]
fn a_next_step_becomes_an_action_of_its_goal() {
    let world = World::new();
    let guide = world.guide(HUI);
    let mut run = Run::new(&world, &guide, &format!("{CASE}{GOALS}"));
    run.say("question", "What helps?");
    run.at("next", Input::Add);
    run.say("next/what", "Sings with him");
    run.say("next/who", "tom");
    run.say("next/goal", "joins");
    run.at("next", Input::Add);
    run.say("next/what", "Rings Nan");
    run.skip_all();
    run.leave();

    let action = run.value("plan.goals.g-aaaa.actions")[0].clone();
    assert_eq!((&action["what"], &action["who"]), (&json!("Sings with him"), &json!("p-7w2n")));
    assert_eq!(run.value("plan.goals.g-bbbb.actions"), json!([]));
    let next = run.value("hui")[0]["next"].clone();
    assert_eq!(next[0]["became"], action["id"], "the step remembers");
    assert_eq!(next[1]["became"], json!(null), "a step without a goal stays a step");
    let progress = run.value("progress")[0].clone();
    assert_eq!((&progress["what"], &progress["date"]), (&json!("What helps?"), &json!("2026-08-14")));
    let rows = run.visit("rows");
    for row in [&action["id"], &progress["id"]] {
        assert!(rows.as_array().unwrap().contains(row), "{rows}");
    }
    let written = format!(
        "  - id: {}\n    date: 2026-08-14\n    what: What helps?\n",
        progress["id"].as_str().unwrap()
    );
    assert!(run.text.text().contains(&written), "{}", run.text.text());
    // keys in the order of the schema, and nothing where there was nothing
    let text = run.text.text();
    let id = |row: &serde_json::Value| row["id"].as_str().unwrap().to_owned();
    let written =
        format!("        - id: {}\n          what: Sings with him\n          who: p-7w2n\n", id(&action));
    assert!(text.contains(&written), "{text}");
    assert!(!text.contains("shown_by") && !text.contains("null"), "{text}");
}

#[test]
fn it_becomes_one_only_once() {
    let world = World::new();
    let guide = world.guide(HUI);
    let mut run = Run::new(&world, &guide, &format!("{CASE}{GOALS}"));
    run.at("question", Input::Later);
    run.at("next", Input::Add);
    run.say("next/what", "Sings with him");
    run.at("next/who", Input::Later);
    run.say("next/goal", "joins");
    run.skip_all();
    run.leave();
    assert_eq!(run.value("progress"), json!([]), "without a question nothing is added");
    // the visit is taken up again by hand, and left once more
    let text = run.text.text().replace("    closed: 2026-08-14\n", "");
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    run.skip_all();
    run.leave();
    assert_eq!(run.value("plan.goals.g-aaaa.actions").as_array().unwrap().len(), 1);
    // and another visit has a meeting of its own
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 3);
    run.say("question", "And now?");
    run.skip_all();
    run.leave();
    assert_eq!(run.value("hui").as_array().unwrap().len(), 2);
    assert_eq!(run.value("plan.goals.g-aaaa.actions").as_array().unwrap().len(), 1);
    assert_eq!(run.value("progress")[0]["what"], json!("And now?"));
}

#[test]
fn a_goal_that_is_gone_gets_nothing() {
    let world = World::new();
    let guide = world.guide(HUI);
    let mut run = Run::new(&world, &guide, &format!("{CASE}{GOALS}"));
    run.skip_to("next");
    run.at("next", Input::Add);
    run.say("next/what", "Sings with him");
    run.at("next/who", Input::Later);
    run.say("next/goal", "joins");
    let text = run.text.text().replace("    - {id: g-aaaa, what: Joins in}\n", "");
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    run.skip_all();
    run.leave();
    assert_eq!(run.value("plan.goals").as_array().unwrap().len(), 1);
    assert_eq!(run.value("hui")[0]["next"][0]["became"], json!(null));
}

#[test]
fn its_own_row_is_what_criteria_look_at() {
    let world = World::new();
    let guide = world.guide(HUI);
    let case = format!("{CASE}hui:\n  - {{id: h-aaaa, question: An earlier one}}\n");
    let mut run = Run::new(&world, &guide, &case);
    assert_eq!(run.walk.open_criteria().unwrap().len(), 1, "an earlier meeting is another");
    run.say("question", "What helps?");
    assert_eq!(run.walk.open_criteria().unwrap().len(), 0);
}

#[test]
fn a_file_adds_the_same() {
    let world = World::new();
    let guide = world.guide(HUI);
    let case = format!("{CASE}{GOALS}");
    let mut run = Run::new(&world, &guide, &case);
    run.say("question", "What helps?");
    run.at("next", Input::Add);
    run.say("next/what", "Sings with him");
    run.say("next/who", "tom");
    run.say("next/goal", "g-bbbb");
    run.skip_all();
    run.leave();
    let file = "question: What helps?\nnext:\n  - {what: Sings with him, who: tom, goal: reads}\n";
    assert_eq!(from_file(&world, &guide, &case, file).unwrap(), run.text.text());
}

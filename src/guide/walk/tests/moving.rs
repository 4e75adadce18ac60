//! Moving in a walk: back, later, not needed, conditions.

use serde_json::json;

use crate::guide::answer::Answer;
use crate::guide::testing::{CASE, Run, World};
use crate::guide::walk::Input;

const GUIDE: &str = r#"
[[prompt]]
id = "kind"
ask = "What kind?"
kind = "choice"
to = "kind"

[[prompt]]
id = "title"
ask = "What is it about?"
kind = "line"
to = "title"

[[prompt]]
id = "group"
ask = "What of the group?"
kind = "text"
when = "kind.about == 'group'"

[[prompt]]
id = "team"
ask = "Who?"
kind = "rows"
to = "team"
  [[prompt.field]]
  id = "person"
  ask = "One of us?"
  kind = "person"
  to = "person"
  [[prompt.field]]
  id = "name"
  ask = "What name?"
  kind = "line"
  to = "name"
  when = "not row.person"
  [[prompt.field]]
  id = "connection"
  ask = "How connected?"
  kind = "line"
  to = "connection"

[[prompt]]
id = "contact"
ask = "How do they like to be kept in touch?"
kind = "each"
to = "team"
  [[prompt.field]]
  id = "contact"
  ask = "How?"
  kind = "line"
  to = "contact"

[[prompt]]
id = "success"
ask = "How would people notice?"
kind = "text"
to = "request.success"
"#;

#[test]
fn conditions_hide_and_show() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.say("kind", "individual");
    run.at("title", Input::Later);
    assert_eq!(run.question().unwrap().id(), "team");
    run.back();
    run.back();
    run.say("kind", "group");
    run.at("title", Input::Later);
    assert_eq!(run.question().unwrap().id(), "group");
}

#[test]
fn conditions_of_fields_see_their_row() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("team");
    run.at("team", Input::Add);
    run.say("team/person", "tom");
    run.say("team/connection", "Works beside");
    run.at("team", Input::Add);
    run.at("team/person", Input::Later);
    run.say("team/name", "Mele");
    assert_eq!(run.value("team")[1]["name"], json!("Mele"));
}

#[test]
fn the_first_question_has_none_before() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    assert_eq!(run.give(Input::Back).unwrap_err(), "this is the first question");
    assert_eq!(run.question().unwrap().id(), "kind");
    assert_eq!(run.text.text(), CASE);
}

#[test]
fn back_goes_into_rows_and_each_and_over_what_is_hidden() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("team");
    for name in ["Mele", "Sione"] {
        run.at("team", Input::Add);
        run.at("team/person", Input::Later);
        run.say("team/name", name);
        run.at("team/connection", Input::Later);
    }
    run.at("team", Input::Later);
    run.say("contact/contact", "text");
    run.say("contact/contact", "voice");
    run.at("success", Input::Later);
    assert_eq!(run.question(), None);
    // all the way back, from the end to the first question
    let mut seen = Vec::new();
    while run.walk.back().unwrap() {
        let question = run.question().unwrap();
        seen.push((question.id(), question.about.join(" ")));
    }
    let seen: Vec<_> = seen.iter().map(|(id, about)| (id.as_str(), about.as_str())).collect();
    let expected = [
        ("success", ""),
        ("contact/contact", "Sione"),
        ("contact/contact", "Mele"),
        ("team", ""),
        ("team/connection", "Sione"),
        ("team/name", "Sione"),
        ("team/person", "Sione"),
        ("team", ""),
        ("team/connection", "Mele"),
        ("team/name", "Mele"),
        ("team/person", "Mele"),
        ("team", ""),
        ("title", ""),
        ("kind", ""),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn back_and_another_answer_replaces_the_first() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("team");
    run.at("team", Input::Add);
    run.at("team/person", Input::Later);
    run.say("team/name", "Mela");
    run.back();
    assert_eq!(run.question().unwrap().so_far, Some(Answer::Text("Mela".into())));
    run.say("team/name", "Mele");
    run.at("team/connection", Input::Later);
    assert_eq!(run.value("team").as_array().unwrap().len(), 1);
    assert_eq!(run.value("team")[0]["name"], json!("Mele"));
}

#[test]
fn back_out_of_a_row_without_answers_leaves_nothing_behind() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("team");
    let straight = {
        let mut run = Run::new(&world, &guide, CASE);
        run.skip_to("team");
        run.at("team", Input::Add);
        run.at("team/person", Input::Later);
        run.say("team/name", "Mele");
        run.text.text().to_owned()
    };
    for _ in 0..3 {
        run.at("team", Input::Add);
        run.at("team/person", Input::Later);
        run.back();
        run.back();
    }
    run.at("team", Input::Add);
    run.at("team/person", Input::Later);
    run.say("team/name", "Mele");
    assert_eq!(run.text.text(), straight, "the same row, with the same id");
}

#[test]
fn back_to_the_rows_and_one_more_is_one_more() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("team");
    run.at("team", Input::Add);
    run.at("team/person", Input::Later);
    run.say("team/name", "Mele");
    for _ in 0..3 {
        run.back();
    }
    run.at("team", Input::Add);
    run.at("team/person", Input::Later);
    run.say("team/name", "Sione");
    let names: Vec<_> = run.value("team").as_array().unwrap().iter().map(|m| m["name"].clone()).collect();
    assert_eq!(names, ["Mele", "Sione"]);
}

#[test]
fn later_changes_nothing_and_opens_nothing() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_all();
    run.stop();
    assert_eq!(run.text.text(), CASE);
}

#[test]
fn not_needed_has_a_reason_and_goes_when_there_is_an_answer() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.at("kind", Input::Later);
    let why = run.give(Input::NotNeeded(" \n".into())).unwrap_err();
    assert_eq!(why, "say in a few words why it is not needed");
    run.at("title", Input::NotNeeded("nobody reads lists".into()));
    assert_eq!(run.visit("not_needed"), json!({"title": "nobody reads lists"}));
    run.back();
    assert_eq!(run.question().unwrap().not_needed.as_deref(), Some("nobody reads lists"));
    run.say("title", "Joining in");
    assert_eq!(run.visit("not_needed").as_object().map(serde_json::Map::len).unwrap_or_default(), 0);
    run.back();
    assert_eq!(run.question().unwrap().not_needed, None);
}

#[test]
fn not_needed_goes_also_when_the_answer_stood_there_before() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.at("kind", Input::Later);
    run.say("title", "Joining in");
    run.back();
    run.at("title", Input::NotNeeded("we leave it out".into()));
    assert_eq!(run.value("title"), json!("Joining in"), "nobody's words are thrown away");
    run.back();
    run.say("title", "Joining in");
    assert_eq!(run.visit("not_needed").as_object().map(serde_json::Map::len).unwrap_or_default(), 0);
}

#[test]
fn not_needed_inside_a_row_is_about_that_row() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let case = format!("{CASE}team:\n  - {{id: t-aaaa, name: Mele}}\n  - {{id: t-bbbb, name: Sione}}\n");
    let mut run = Run::new(&world, &guide, &case);
    run.skip_to("contact/contact");
    run.say("contact/contact", "text");
    run.at("contact/contact", Input::NotNeeded("he is at sea".into()));
    assert_eq!(run.visit("not_needed"), json!({"contact/t-bbbb/contact": "he is at sea"}));
    run.back();
    run.back();
    assert_eq!(run.question().unwrap().not_needed, None);
    run.at("contact/contact", Input::Later);
    assert_eq!(run.question().unwrap().not_needed.as_deref(), Some("he is at sea"));
}

#[test]
fn a_whole_list_of_rows_can_be_not_needed() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("team");
    run.at("team", Input::NotNeeded("a question by telephone".into()));
    assert_eq!(run.visit("not_needed"), json!({"team": "a question by telephone"}));
    run.back();
    run.at("team", Input::Add);
    run.say("team/person", "tom");
    // a row says more than the reason why there is none
    assert_eq!(run.visit("not_needed").as_object().map(serde_json::Map::len).unwrap_or_default(), 0);
}

#[test]
fn what_was_not_needed_counts_as_answered() {
    let world = World::new();
    let guide = world.guide(&format!(
        "{GUIDE}[[prompt]]\nid = \"after\"\nask = \"?\"\nkind = \"text\"\nwhen = \"answered('group')\"\n"
    ));
    let mut run = Run::new(&world, &guide, &CASE.replace("individual", "group"));
    run.skip_to("group");
    run.at("group", Input::NotNeeded("told already".into()));
    run.skip_to("after");
}

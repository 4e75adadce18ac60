//! Visits: stopped and taken up again, left, and walked once more.

use serde_json::json;

use crate::guide::answer::Answer;
use crate::guide::testing::{CASE, Run, World};
use crate::guide::walk::Input;

const GUIDE: &str = r#"
[[prompt]]
id = "title"
ask = "What is it about?"
kind = "line"
to = "title"

[[prompt]]
id = "seen"
ask = "Who has seen it?"
kind = "text"

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

[[exit]]
id = "somebody"
ask = "Nobody is in the team yet. Who could be asked?"
met = "record.team | length > 0"

[[exit]]
id = "pictured"
ask = "How would people notice?"
met = "record.request.success is not none"
when = "kind.about == 'mokopuna'"

[[on_leave]]
when = "record.status == 'draft'"
set = "status"
to = "'submitted'"

[[on_leave]]
when = "record.request.submitted is none"
set = "request.submitted"
to = "today"
"#;

#[test]
fn a_visit_is_opened_by_its_first_answer() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.at("title", Input::Later);
    assert_eq!(run.value("visits"), json!([]));
    run.say("seen", "Mele");
    assert_eq!(run.visit("guide"), json!("katoa"));
    assert_eq!(run.visit("by"), json!("p-c3xe"));
    assert_eq!(run.visit("opened"), json!("2026-08-14"));
    assert_eq!(run.visit("closed"), json!(null));
    assert_eq!(run.visit("answers"), json!({"seen": "Mele"}));
    assert_eq!(run.visit("returned_from"), json!(null));
}

#[test]
fn it_goes_on_after_the_last_answer() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    assert!(!run.walk.is_resumed());
    run.say("title", "Joining in");
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    assert!(run.walk.is_resumed());
    assert_eq!(run.question().unwrap().id(), "seen");
    run.say("seen", "Mele");
    assert_eq!(run.value("visits").as_array().unwrap().len(), 1);
}

#[test]
fn it_goes_on_where_it_was_stopped() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.say("title", "Joining in");
    run.at("seen", Input::Later);
    run.at("team", Input::Later);
    run.stop();
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    assert_eq!(run.question().unwrap().id(), "success", "not at what was left for later on the way");
}

#[test]
fn stopped_inside_a_row_it_goes_on_inside_that_row() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("team");
    run.at("team", Input::Add);
    run.say("team/name", "Mele");
    run.stop();
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    assert_eq!(run.question().unwrap().about, ["Mele"]);
    run.say("team/connection", "Mum");
    assert_eq!(run.question().unwrap().id(), "team");
    assert_eq!(run.value("team").as_array().unwrap().len(), 1);
    assert_eq!(run.value("team")[0]["connection"], json!("Mum"));
}

#[test]
fn stopped_in_a_row_that_had_no_answer_it_goes_on_at_the_rows() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.say("title", "Joining in");
    run.skip_to("team");
    run.at("team", Input::Add);
    run.stop();
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    assert_eq!(run.question().unwrap().id(), "team");
}

const THREE: &str = "team:
  - {id: t-aaaa, name: Mele}
  - {id: t-bbbb, name: Sione}
  - {id: t-cccc, name: Seini}
";

#[test]
fn stopped_inside_each_it_goes_on_with_that_row() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, &format!("{CASE}{THREE}"));
    run.skip_to("contact/contact");
    run.say("contact/contact", "text");
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    assert_eq!(run.question().unwrap().about, ["Sione"]);
    assert_eq!(run.question().unwrap().trail, [("contact".into(), 1), ("contact".into(), 0)]);
    run.back();
    assert_eq!(run.question().unwrap().about, ["Mele"]);
    run.at("contact/contact", Input::Later);
    run.say("contact/contact", "voice");
    run.say("contact/contact", "in person");
    assert_eq!(run.question().unwrap().id(), "success");
    assert_eq!(run.value("team.t-bbbb.contact"), json!("voice"));
    assert_eq!(run.value("team.t-cccc.contact"), json!("in person"));
}

#[test]
fn where_it_stopped_may_be_gone() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let at = |reached: &str| {
        let open = format!("visits:\n  - {{id: v-aaaa, guide: katoa, reached: {reached}}}\n");
        let mut run = Run::new(&world, &guide, &format!("{CASE}{THREE}{open}"));
        let question = run.question().unwrap();
        (question.id(), question.about.join(" "))
    };
    assert_eq!(at("contact/t-bbbb/contact"), ("contact/contact".into(), "Sione".into()));
    assert_eq!(at("contact/t-zzzz/contact"), ("contact/contact".into(), "Mele".into()));
    assert_eq!(at("contact/t-bbbb/gone"), ("contact/contact".into(), "Sione".into()));
    assert_eq!(at("contact/t-bbbb"), ("contact/contact".into(), "Mele".into()));
    assert_eq!(at("team/t-bbbb/connection"), ("team/connection".into(), "Sione".into()));
    assert_eq!(at("title/t-bbbb/x/y/z/"), ("title".into(), String::new()));
    assert_eq!(at("gone"), ("title".into(), String::new()));
    assert_eq!(at("gone/t-bbbb/x"), ("title".into(), String::new()));
}

#[test]
fn back_goes_before_the_place_where_it_was_taken_up() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, &format!("{CASE}{THREE}"));
    run.say("title", "Joining in");
    run.skip_to("success");
    run.stop();
    let text = run.text.text().to_owned();

    let mut run = Run::with_ids(&world, &guide, &text, 2);
    assert_eq!(run.question().unwrap().id(), "success");
    let mut seen = Vec::new();
    while run.walk.back().unwrap() {
        let question = run.question().unwrap();
        seen.push((question.id(), question.about.join(" ")));
    }
    let seen: Vec<_> = seen.iter().map(|(id, about)| (id.as_str(), about.as_str())).collect();
    let expected = [
        ("contact/contact", "Seini"),
        ("contact/contact", "Sione"),
        ("contact/contact", "Mele"),
        ("team", ""),
        ("seen", ""),
        ("title", ""),
    ];
    assert_eq!(seen, expected);
    assert_eq!(run.question().unwrap().so_far, Some(Answer::Text("Joining in".into())));
    assert!(!run.walk.back().unwrap());
    run.say("title", "Joining in");
    assert_eq!(run.question().unwrap().id(), "seen");
}

#[test]
fn open_criteria_are_asked_last_and_met_ones_are_not() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_to("leave/somebody");
    let question = run.question().unwrap();
    assert!(question.criterion);
    assert_eq!(question.ask, "Nobody is in the team yet. Who could be asked?");
    run.say("leave/somebody", "We meet the whānau on Friday");
    run.at("leave/pictured", Input::Later);
    assert_eq!(run.question(), None);
    assert_eq!(run.visit("left_open"), json!({"somebody": "We meet the whānau on Friday"}));
    let open: Vec<_> = run.walk.open_criteria().unwrap().iter().map(|e| e.id.as_str()).collect();
    assert_eq!(open, ["somebody", "pictured"]);

    let school = CASE.replace("individual", "school");
    let mut run = Run::new(&world, &guide, &format!("{school}team: [{{id: t-aaaa, name: Mele}}]\n"));
    run.skip_all();
    assert_eq!(run.walk.open_criteria().unwrap().len(), 0);
}

#[test]
fn leaving_closes_the_visit_and_sets_what_the_guide_says() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, CASE);
    run.say("title", "Joining in");
    run.skip_all();
    run.leave();
    assert_eq!(run.value("status"), json!("submitted"));
    assert_eq!(run.value("request.submitted"), json!("2026-08-14"));
    assert_eq!(run.visit("closed"), json!("2026-08-14"));
    assert_eq!(run.visit("reached"), json!(null));
}

#[test]
fn leaving_keeps_what_has_gone_further_already() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let case = CASE.replace("draft", "active") + "request: {submitted: 2026-05-01}\n";
    let mut run = Run::new(&world, &guide, &case);
    run.leave();
    assert_eq!(run.value("status"), json!("active"));
    assert_eq!(run.value("request.submitted"), json!("2026-05-01"));
}

const WALKED: &str = "visits:
  - {id: v-aaaa, guide: katoa, by: p-7w2n, opened: 2026-05-01, closed: 2026-05-02, answers: {seen: Mele}, rows: [t-aaaa]}
  - {id: v-bbbb, guide: tatai, by: p-7w2n, opened: 2026-06-01, closed: 2026-06-02}
";

#[test]
fn coming_back_asks_why_and_knows_where_from() {
    let world = World::new();
    let guide = crate::guide::model::Guide { element: Some(1), ..world.guide(GUIDE) };
    let mut run = Run::new(&world, &guide, &format!("{CASE}{WALKED}"));
    assert_eq!(run.question().unwrap().ask, "What brings the team back to Katoa?");
    run.say("reason", "We had not asked Sione");
    assert_eq!(run.visit("reason"), json!("We had not asked Sione"));
    assert_eq!(run.visit("returned_from"), json!("tatai"));
    assert_eq!(run.value("visits").as_array().unwrap().len(), 3);
    // earlier answers are shown, and the earlier visit stays as it is
    run.at("title", Input::Later);
    assert_eq!(run.question().unwrap().so_far, Some(Answer::Text("Mele".into())));
    assert!(run.question().unwrap().earlier);
    run.say("seen", "Mele and Sione");
    run.back();
    assert!(!run.question().unwrap().earlier);
    run.at("seen", Input::Later);
    assert_eq!(run.value("visits")[0]["answers"]["seen"], json!("Mele"));
    assert_eq!(run.visit("answers"), json!({"seen": "Mele and Sione"}));
}

#[test]
fn what_is_no_element_is_another_one_each_time() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, &format!("{CASE}{WALKED}"));
    assert_eq!(run.question().unwrap().id(), "title");
    run.say("title", "Joining in");
    assert_eq!(run.visit("returned_from"), json!(null));
    assert_eq!(run.value("visits").as_array().unwrap().len(), 3);
}

#[test]
fn a_visit_that_is_still_open_goes_on_and_asks_for_no_reason() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let open = "  - {id: v-cccc, guide: katoa, by: p-7w2n, opened: 2026-07-01, reached: team}\n";
    let mut run = Run::new(&world, &guide, &format!("{CASE}{WALKED}{open}"));
    assert_eq!(run.question().unwrap().id(), "team");
    run.at("team", Input::Add);
    run.say("team/name", "Sione");
    let visits = run.value("visits");
    assert_eq!(visits.as_array().unwrap().len(), 3);
    assert_eq!(visits[2]["by"], json!("p-7w2n"));
    assert_eq!(visits[2]["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_place_that_the_guide_no_longer_has_begins_again() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let open = "visits:\n  - {id: v-cccc, guide: katoa, opened: 2026-07-01, reached: gone}\n";
    let mut run = Run::new(&world, &guide, &format!("{CASE}{open}"));
    assert_eq!(run.question().unwrap().id(), "title");
}

#[test]
fn several_guides_are_open_at_once() {
    let world = World::new();
    let one = world.guide(GUIDE);
    let other = crate::guide::model::Guide { id: "rua".into(), ..one.clone() };
    let mut run = Run::new(&world, &one, CASE);
    run.say("title", "Joining in");
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &other, &text, 2);
    assert_eq!(run.question().unwrap().id(), "title", "the other guide begins at its beginning");
    run.at("title", Input::Later);
    run.say("seen", "Mele");
    let visits = run.value("visits");
    let visits: Vec<_> = visits.as_array().unwrap().iter().map(|v| (&v["guide"], &v["reached"])).collect();
    assert_eq!(visits, [(&json!("katoa"), &json!("seen")), (&json!("rua"), &json!("team"))]);
}

#[test]
fn a_visit_written_by_hand_goes_on_too() {
    let world = World::new();
    let guide = world.guide(GUIDE);
    let mut run = Run::new(&world, &guide, &format!("{CASE}visits:\n  - {{guide: katoa, reached: team}}\n"));
    assert_eq!(run.question().unwrap().id(), "team");
    run.skip_to("success");
    run.say("success", "She runs in");
    assert_eq!(run.value("visits").as_array().unwrap().len(), 1);
}

#[test]
fn leaving_can_take_away_and_say_a_word_as_people_read_it() {
    let world = World::new();
    let guide = world.guide(
        "[[on_leave]]\nset = \"closing.reason\"\nto = \"none\"\n\
         [[on_leave_add]]\nto = \"course\"\n\
         with = { reason = \"word('closing-reasons', record.closing.reason)\", told = \"word('layers', record.layer)\" }\n",
    );
    let case = format!("{CASE}closing: {{reason: goals-met, learning: To listen}}\n");
    let mut run = Run::new(&world, &guide, &case);
    run.leave();
    assert_eq!(run.value("closing.reason"), json!(null));
    assert_eq!(run.value("closing.learning"), json!("To listen"));
    assert_eq!(run.value("course")[0]["reason"], json!("goals met"));
    assert_eq!(run.value("course")[0]["told"], json!(null));
    assert!(!run.text.text().contains("reason: null"), "{}", run.text.text());
}

#[test]
fn leaving_can_set_the_same_in_every_row() {
    let world = World::new();
    let guide = world.guide(
        "[[on_leave]]\nwhen = \"row.start\"\nset = \"outcomes.*.end\"\nto = \"none\"\n\
         [[on_leave_move]]\nfrom = \"closing\"\nto = \"endings\"\n",
    );
    let case = format!(
        "{CASE}outcomes:\n  - {{id: k-aaaa, start: a, end: b}}\n  - {{id: k-bbbb, end: c}}\n\
         closing:\n  date: 2026-05-01\n  keeping: [{{id: q-aaaa, what: Songs}}]\n"
    );
    let mut run = Run::new(&world, &guide, &case);
    run.leave();
    assert_eq!(run.value("outcomes")[0]["end"], json!(null));
    assert_eq!(run.value("outcomes")[1]["end"], json!("c"));
    assert_eq!(run.value("endings")[0]["date"], json!("2026-05-01"));
    // and the visit knows that the end was before it, whatever else happened on the same day
    assert_eq!(run.visit("rows"), json!([run.value("endings")[0]["id"]]));
    assert_eq!(run.value("endings")[0]["keeping"][0]["what"], json!("Songs"));
    assert!(
        !run.text.text().contains("closing:") && !run.text.text().contains("null"),
        "{}",
        run.text.text()
    );
}

#[test]
fn a_guide_can_say_that_it_is_not_for_now() {
    let world = World::new();
    let guide = world.guide("when = \"record.status == 'closed'\"\notherwise = \"It is open.\"\n[[prompt]]\nid = \"a\"\nask = \"A?\"\nkind = \"line\"\n");
    let run = Run::new(&world, &guide, CASE);
    assert_eq!(run.walk.not_now(), Ok(Some("It is open.")));
    let closed = CASE.replace("status: draft", "status: closed");
    assert_eq!(Run::new(&world, &guide, &closed).walk.not_now(), Ok(None));
    // what was begun goes on
    let begun = format!("{CASE}visits:\n  - {{id: v-aaaa, guide: katoa, opened: 2026-05-01, reached: a}}\n");
    assert_eq!(Run::new(&world, &guide, &begun).walk.not_now(), Ok(None));
}

//! What is offered: some words of a list, the labels of a list beside one's own words, and guides.

use serde_json::json;

use crate::guide::answer::{Answer, Asked};
use crate::guide::blank::blank;
use crate::guide::testing::{CASE, Run, World, from_file};
use crate::guide::walk::Input;
use crate::record::term::Term;
use crate::record::value::Date;
use crate::record::vocabulary::Lists;

const PICKED: &str = r#"
[[prompt]]
id = "layer"
ask = "Which layer?"
kind = "choice"
to = "layer"
only = ["te-arotahi", "te-matua"]

[[prompt]]
id = "circles"
ask = "Which circles?"
kind = "choices"
options = "circles"
only = ["whanau"]
"#;

/// A world whose cluster has steps of its own for outcomes.
fn with_steps() -> World {
    let steps = "[outcome-steps.much]\nlabel = \"With much help\"\naliases = [\"lots\"]\n\
                 [outcome-steps.alone]\nlabel = \"By themself, āe\"\n[outcome-steps.true]\nlabel = \"true\"\n";
    let mut world = World::new();
    let built_in = Lists::parse(include_str!("../../../../templates/vocabulary.toml")).unwrap();
    world.vocabulary = built_in.with(Lists::parse(steps).unwrap()).words().unwrap();
    world
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

const STEP: &str = r#"
[[prompt]]
id = "start"
ask = "Where does it begin?"
kind = "line"
to = "outcomes.@.start"
options = "outcome-steps"
"#;

fn offered(run: &mut Run<'_>) -> Vec<String> {
    match run.question().unwrap().asked {
        Asked::Choice(choices) | Asked::Choices(choices) | Asked::Words(choices) => {
            choices.into_iter().map(|choice| choice.id).collect()
        }
        other => panic!("{other:?}"),
    }
}

const STANDS: &str = r#"
[[prompt]]
id = "stands"
ask = "How does it stand?"
kind = "choice"
to = "course.@.status"
only = ["active", "paused", "declined"]
"#;

#[test]
fn only_the_next_steps_of_the_way_are_offered() {
    let world = World::new();
    let guide = world.guide(STANDS);
    let active = CASE.replace("draft", "active");
    let mut run = Run::new(&world, &guide, &active);
    assert_eq!(offered(&mut run), ["active", "paused"]);
    let why = run.give(Input::answer("Declined")).unwrap_err();
    assert_eq!(why, "“declined” does not come after “active”; what can come next is active, paused");
    run.say("stands", "paused");
    assert_eq!(run.value("course")[0]["status"], json!("paused"));
}

#[test]
fn only_some_words_in_the_order_of_the_guide() {
    let world = World::new();
    let guide = world.guide(PICKED);
    let mut run = Run::new(&world, &guide, CASE);
    assert_eq!(offered(&mut run), ["te-arotahi", "te-matua"]);
    let why = run.give(Input::answer("te-kahui")).unwrap_err();
    assert_eq!(why, "`te-kahui` is none of: Te Arotahi, Te Matua");
    run.say("layer", "matua");
    assert_eq!(run.value("layer"), json!("te-matua"));
    assert_eq!(offered(&mut run), ["whanau"]);
    assert!(run.give(Input::answer("research")).is_err());
    run.list("circles", &["whānau"]);
    assert_eq!(run.visit("answers")["circles"], json!(["whanau"]));
}

#[test]
fn only_some_words_in_a_file_too() {
    let world = World::new();
    let guide = world.guide(PICKED);
    let problems = from_file(&world, &guide, CASE, "layer: te-kahui\ncircles: [research]\n").unwrap_err();
    let messages: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(messages[0], "`layer`: `te-kahui` is none of: Te Arotahi, Te Matua");
    assert!(messages[1].starts_with("`circles`: `research` is none of: "), "{messages:?}");
    let form = blank(&guide, &world.known(), &serde_json::Value::Null);
    assert!(form.contains("(one of: te-arotahi, te-matua)\n"), "{form}");
    assert!(form.contains("(any of: whanau)\n"), "{form}");
}

#[test]
fn a_line_with_words_keeps_what_people_read() {
    let world = with_steps();
    let guide = world.guide(STEP);
    for (typed, kept) in [
        ("much", "With much help"),
        ("LOTS", "With much help"),
        ("by themself, ae", "By themself, āe"),
        ("With much", "With much"),
        ("with a friend beside", "with a friend beside"),
        ("true", "true"),
    ] {
        let mut run = Run::new(&world, &guide, CASE);
        assert_eq!(offered(&mut run), ["much", "alone", "true"]);
        run.say("start", typed);
        assert_eq!(run.value("outcomes")[0]["start"], json!(kept), "{typed}");
        run.leave();
        let file = format!("start: {}\n", serde_json::to_string(typed).unwrap());
        assert_eq!(from_file(&world, &guide, CASE, &file).unwrap(), run.text.text(), "{typed}");
        run.back();
        assert_eq!(run.question().unwrap().so_far, Some(Answer::Text(kept.into())));
    }
    let form = blank(&guide, &world.known(), &serde_json::Value::Null);
    assert!(form.contains("(one of: With much help; By themself, āe; true; or other words)"), "{form}");
}

#[test]
fn a_line_without_words_is_a_line() {
    let world = World::new();
    let guide = world.guide(STEP);
    let mut run = Run::new(&world, &guide, CASE);
    assert_eq!(run.question().unwrap().asked, Asked::Line);
    run.say("start", "with help");
    assert_eq!(run.value("outcomes")[0]["start"], json!("with help"));
    let form = blank(&guide, &world.known(), &serde_json::Value::Null);
    assert!(form.contains("# Where does it begin?\nstart:\n"), "{form}");
}

#[test]
fn a_line_with_words_may_pick_some() {
    let world = with_steps();
    let guide = world.guide(&format!("{STEP}only = [\"alone\"]\n"));
    let mut run = Run::new(&world, &guide, CASE);
    assert_eq!(offered(&mut run), ["alone"]);
    // what is not offered is somebody's own word
    run.say("start", "much");
    assert_eq!(run.value("outcomes")[0]["start"], json!("much"));
}

#[test]
fn a_guide_is_chosen_by_its_name() {
    let world = World::new();
    let guide =
        world.guide("[[prompt]]\nid = \"at\"\nask = \"Where?\"\nkind = \"choice\"\nto = \"lenses.@.at\"\n");
    let mut run = Run::new(&world, &guide, CASE);
    assert_eq!(offered(&mut run), ["tatai", "hui"]);
    let why = run.give(Input::answer("nowhere")).unwrap_err();
    assert_eq!(why, "`nowhere` is none of: Tātai, Hui");
    run.say("at", "Tatai");
    assert_eq!(run.value("lenses")[0]["at"], json!("tatai"));
    let form = blank(&guide, &world.known(), &serde_json::Value::Null);
    assert!(form.contains("(one of: tatai, hui)\n"), "{form}");
}

#[test]
fn a_meeting_is_chosen_from_the_record() {
    let world = World::new();
    let guide = world.guide(
        "[[prompt]]\nid = \"hui\"\nask = \"Which?\"\nkind = \"choice\"\nto = \"lenses.@.hui\"\nfrom = \"hui\"\n",
    );
    let case = format!("{CASE}hui:\n  - {{id: h-aaaa, date: 2026-08-01, question: What helps?}}\n");
    let mut run = Run::new(&world, &guide, &case);
    run.say("hui", "what helps");
    assert_eq!(run.value("lenses")[0]["hui"], json!("h-aaaa"));
}

#[test]
fn a_week_is_one_of_the_school_that_the_case_is_told_of_with() {
    let mut world = World::new();
    let own = Term::new("2026-T3".parse().unwrap(), day("2026-07-27"), day("2026-09-25")).unwrap();
    world.calendar = world.calendar.clone().with_school("awa-school".into(), vec![own]).unwrap();
    let asked = "[[prompt]]\nid = \"when\"\nask = \"When?\"\nkind = \"date\"\nto = \"plan.review_on\"\n";
    let guide = world.guide(asked);
    for (setting, monday) in [("", "2026-09-14"), ("setting: awa-school\n", "2026-09-21")] {
        let mut run = Run::new(&world, &guide, &format!("{CASE}{setting}"));
        run.say("when", "T3 w9");
        assert_eq!(run.value("plan.review_on"), monday, "{setting}");
    }
}

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
         - {{id: a-bbbb, purpose: Telling the college, what: One page, who_sees: [The dean, Her form teacher], given_on: 2026-08-01}}\n"
    );
    let mut run = Run::new(&world, &guide, &case);
    run.skip_to("tr-to-elsewhere");
    run.say("tr-to-elsewhere", "The college");
    run.skip_to("tr-agreement");
    run.say("tr-agreement", "telling");
    let question = run.question().unwrap();
    assert_eq!(question.id(), "tr-covers/to");
    assert_eq!(question.about, ["Telling the college"]);
    let said = ["What may be done or shared: One page", "Who may see it: The dean, Her form teacher"];
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

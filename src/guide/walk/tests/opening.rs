//! How a visit begins: what it sets by itself, and who walks it too.

use serde_json::json;

use crate::guide::testing::{CASE, Run, World, from_file};
use crate::guide::walk::Input;

const LENS: &str = r#"
[[on_open]]
set = "lenses.@.lens"
to = "'katoa'"

[[on_open]]
set = "lenses.@.noted_by"
to = "user"

[[on_open]]
set = "lenses.@.date"
to = "today"

[[on_open]]
when = "record.layer is none"
set = "layer"
to = "'te-matua'"

[[on_open]]
set = "title"
to = "record.title"

[[prompt]]
id = "talked"
ask = "Who told you that it helps?"
kind = "line"

[[prompt]]
id = "chosen"
ask = "Who chose it, and why?"
kind = "text"
to = "lenses.@.chosen"

[[prompt]]
id = "wairua"
ask = "What lifts the spirit?"
kind = "text"
to = "lenses.@.seen.wairua"

[[on_leave]]
set = "lenses.@.means"
to = "'Looked at together'"
"#;

const TEAM: &str = "team:\n  - {id: t-aaaa, name: Mele Taufa}\n";

#[test]
fn the_first_answer_sets_what_nobody_is_asked() {
    let world = World::new();
    let guide = world.guide(LENS);
    let mut run = Run::new(&world, &guide, CASE);
    run.at("talked", Input::Later);
    assert_eq!(run.value("lenses"), json!([]), "nothing is set before the first answer");
    run.say("chosen", "Nan, because it is hers");
    let lens = run.value("lenses")[0].clone();
    assert_eq!(lens["lens"], json!("katoa"));
    assert_eq!(lens["noted_by"], json!("p-c3xe"));
    assert_eq!(lens["date"], json!("2026-08-14"));
    assert_eq!(lens["chosen"], json!("Nan, because it is hers"));
    assert_eq!(run.value("layer"), json!("te-matua"));
    assert_eq!(run.value("title"), json!(null), "what is nothing is not set");
    assert_eq!(run.visit("rows"), json!([lens["id"]]), "the row is noted once");
    run.say("wairua", "Singing");
    run.leave();
    assert_eq!(run.value("lenses").as_array().unwrap().len(), 1);
    assert_eq!(run.value("lenses")[0]["seen"], json!({"wairua": "Singing"}));
    assert_eq!(run.value("lenses")[0]["means"], json!("Looked at together"));
}

#[test]
fn an_answer_that_is_kept_elsewhere_opens_the_row_too() {
    let world = World::new();
    let guide = world.guide(LENS);
    let mut run = Run::new(&world, &guide, &CASE.replace("status", "layer: te-kahui\nstatus"));
    run.say("talked", "Mele");
    assert_eq!(run.value("lenses")[0]["lens"], json!("katoa"));
    assert_eq!(run.value("layer"), json!("te-kahui"), "`when` did not hold");
    // taken up again, it is the same row, and what was changed since stays
    let text = run.text.text().replace("date: 2026-08-14", "date: 2026-08-01");
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    run.say("chosen", "Nan");
    let lenses = run.value("lenses");
    assert_eq!(lenses.as_array().unwrap().len(), 1);
    assert_eq!((&lenses[0]["date"], &lenses[0]["chosen"]), (&json!("2026-08-01"), &json!("Nan")));
    run.leave();
    // and another visit has a row of its own
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 3);
    run.say("talked", "His cousin");
    assert_eq!(run.value("lenses").as_array().unwrap().len(), 2);
}

#[test]
fn leaving_without_an_answer_begins_no_row() {
    let world = World::new();
    let guide = world.guide(LENS);
    let mut run = Run::new(&world, &guide, CASE);
    run.skip_all();
    run.leave();
    assert_eq!(run.value("lenses"), json!([]));
    assert_eq!(run.visit("closed"), json!("2026-08-14"));
}

#[test]
fn a_file_sets_the_same() {
    let world = World::new();
    let guide = world.guide(LENS);
    for answers in [["Mele", "Nan", "Singing"], ["", "Nan", ""], ["", "", "Singing"]] {
        let mut run = Run::new(&world, &guide, CASE);
        let mut file = String::new();
        for (id, answer) in ["talked", "chosen", "wairua"].iter().zip(answers) {
            match answer {
                "" => run.at(id, Input::Later),
                _ => run.say(id, answer),
            }
            file += &format!("{id}: {answer}\n");
        }
        run.leave();
        assert_eq!(from_file(&world, &guide, CASE, &file).unwrap(), run.text.text());
    }
}

#[test]
fn a_walk_is_taken_by_two() {
    let world = World::new();
    let guide = world.guide(LENS);
    let case = format!("{CASE}{TEAM}");
    let mut run = Run::new(&world, &guide, &case);
    for name in ["tom", "Mele", "p-7w2n", "sela"] {
        run.walk.together_with(name).unwrap();
    }
    assert_eq!(run.walk.walked_with(), ["Tom Arden", "Mele Taufa"]);
    let why = run.walk.together_with("Rangi").unwrap_err();
    assert_eq!(why, "`Rangi` is none of: Mele Taufa, Tom Arden, Sela Fonua");
    run.stop();
    assert_eq!(run.value("visits"), json!([]), "a name alone is no visit");
    run.at("talked", Input::Later);
    run.say("chosen", "Nan");
    assert_eq!(run.visit("with"), json!(["p-7w2n", "t-aaaa"]));
    run.leave();
    let file = "with: [Tom Arden, mele, tom]\nchosen: Nan\n";
    assert_eq!(from_file(&world, &guide, &case, file).unwrap(), run.text.text());
}

#[test]
fn whoever_comes_later_is_added() {
    let world = World::new();
    let guide = world.guide(LENS);
    let mut run = Run::new(&world, &guide, &format!("{CASE}{TEAM}"));
    run.walk.together_with("tom").unwrap();
    run.say("talked", "Mele");
    let text = run.text.text().to_owned();
    let mut run = Run::with_ids(&world, &guide, &text, 2);
    run.walk.together_with("tom").unwrap();
    run.walk.together_with("mele").unwrap();
    // also where nothing is answered
    run.stop();
    assert_eq!(run.visit("with"), json!(["p-7w2n", "t-aaaa"]));
    assert_eq!(run.walk.walked_with(), ["Tom Arden", "Mele Taufa"]);
    let before = run.text.text().to_owned();
    run.walk.together_with("mele").unwrap();
    run.stop();
    assert_eq!(run.text.text(), before);
}

#[test]
fn nobody_of_that_name_in_a_file() {
    let world = World::new();
    let guide = world.guide(LENS);
    let problems = from_file(&world, &guide, CASE, "with: Rangi\nchosen: Nan\n").unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "`with`: `Rangi` is none of: Tom Arden, Sela Fonua");
    let problems = from_file(&world, &guide, CASE, "with: [tom, {a: b}]\nchosen: Nan\n").unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
}

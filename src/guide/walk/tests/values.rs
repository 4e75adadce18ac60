//! What a guide works out from the record must fit its place; otherwise nothing is written.

use serde_json::json;

use crate::guide::testing::{CASE, Run, World};
use crate::guide::walk::Input;

const LINE: &str = "[[prompt]]\nid = \"q\"\nask = \"What?\"\nkind = \"line\"\nto = \"title\"\n";

#[test]
fn nothing_is_left_where_a_value_does_not_fit() {
    let world = World::new();
    let guide = world.guide(&format!("{LINE}[[on_leave]]\nset = \"closing.date\"\nto = \"record.title\"\n"));
    let mut run = Run::new(&world, &guide, CASE);
    run.say("q", "soon");
    let before = run.text.text().to_owned();
    let why =
        "it would set `closing.date` to `soon` by `record.title`, and that is not a day, as in `2026-08-14`";
    assert_eq!(run.walk.leave().unwrap_err(), why);
    assert_eq!(run.text.text(), before);
    // the walk is as it was: with a day in its place it can be left, and the visit is closed
    run.back();
    run.say("q", "2026-08-10");
    run.leave();
    assert_eq!((run.value("closing.date"), run.visit("closed")), (json!("2026-08-10"), json!("2026-08-14")));
}

#[test]
fn nothing_is_opened_where_a_value_does_not_fit() {
    let world = World::new();
    let open = "[[on_open]]\nset = \"lenses.@.at\"\nto = \"record.title\"\n";
    let guide = world.guide(&format!("{LINE}{open}"));
    let mut run = Run::new(&world, &guide, &format!("{CASE}title: Not so\n"));
    let why = run.give(Input::answer("tatai")).unwrap_err();
    assert!(why.starts_with("it would set `lenses."), "{why}");
    assert!(why.ends_with(".at` to `Not so` by `record.title`, and that is not the id of a guide"), "{why}");
    assert_eq!(run.value("visits"), json!([]));
}

#[test]
fn a_word_is_kept_by_its_id_and_what_is_no_word_is_not() {
    let world = World::new();
    let leave = "[[on_leave]]\nset = \"layer\"\nto = \"record.title\"\n";
    let guide = world.guide(&format!("{LINE}{leave}"));
    let mut run = Run::new(&world, &guide, CASE);
    run.say("q", "Te Kāhui");
    run.leave();
    assert_eq!(run.value("layer"), json!("te-kahui"));
    let mut run = Run::new(&world, &guide, CASE);
    run.say("q", "te-kahu");
    assert!(
        run.walk.leave().unwrap_err().ends_with("is no word of the list `layers`; did you mean `te-kahui`?")
    );
}

#[test]
fn no_row_is_added_with_what_does_not_fit() {
    let world = World::new();
    let add = "[[on_leave_add]]\nto = \"progress\"\nwith = { what = \"'x'\", date = \"record.title\" }\n";
    let guide = world.guide(&format!("{LINE}{add}"));
    let mut run = Run::new(&world, &guide, CASE);
    run.say("q", "soon");
    assert!(run.walk.leave().unwrap_err().contains("is not a day"));
    assert_eq!(run.value("progress"), json!([]));
}

#[test]
fn what_enter_answers_may_be_a_number_or_yes() {
    let world = World::new();
    for (kind, default, said) in
        [("number", "3", "3"), ("yes-no", "true", "yes"), ("people", "[user]", "p-c3xe")]
    {
        let prompt =
            format!("[[prompt]]\nid = \"q\"\nask = \"?\"\nkind = \"{kind}\"\ndefault = \"{default}\"\n");
        let guide = world.guide(&prompt);
        let mut run = Run::new(&world, &guide, CASE);
        assert_eq!(run.question().and_then(|q| q.default).as_deref(), Some(said), "{kind}");
    }
}

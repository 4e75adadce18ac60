//! Every kind of prompt: what it takes, what it keeps, and why it does not take the rest.

use serde_json::json;

use crate::guide::answer::{Answer, Asked};
use crate::guide::testing::{CASE, Run, World};
use crate::guide::walk::Input;

const TEAM: &str =
    "team:\n  - id: t-aaaa\n    name: Mele Taufa\n    role: whanau\n  - {id: t-bbbb, person: p-7w2n}\n";

const AGREED: &str = "to = \"sense.priorities.@.agreed_with_whanau\"";

/// A guide's only prompt.
fn prompt(kind: &str, rest: &str) -> String {
    format!("[[prompt]]\nid = \"q\"\nask = \"What?\"\nkind = \"{kind}\"\n{rest}\n")
}

#[track_caller]
fn kept(kind: &str, rest: &str, input: Input, place: &str) -> serde_json::Value {
    let world = World::new();
    let guide = world.guide(&prompt(kind, rest));
    let mut run = Run::new(&world, &guide, &format!("{CASE}{TEAM}"));
    run.give(input).unwrap();
    if place.is_empty() { run.visit("answers")["q"].clone() } else { run.value(place) }
}

#[track_caller]
fn refused(kind: &str, rest: &str, input: Input) -> String {
    let world = World::new();
    let guide = world.guide(&prompt(kind, rest));
    let mut run = Run::new(&world, &guide, &format!("{CASE}{TEAM}"));
    let before = run.text.text().to_owned();
    let why = run.give(input).unwrap_err();
    assert_eq!(run.text.text(), before);
    assert_eq!(run.question().unwrap().id(), "q", "it is asked again");
    why
}

fn texts(texts: &[&str]) -> Input {
    Input::Answer(Answer::Texts(texts.iter().map(ToString::to_string).collect()))
}

#[test]
fn line_and_text() {
    assert_eq!(
        kept("line", "to = \"title\"", Input::answer("  Joining in \n"), "title"),
        json!("Joining in")
    );
    let lines = "first\r\n\r\nthird";
    assert_eq!(
        kept("text", "to = \"request.success\"", Input::answer(lines), "request.success"),
        json!("first\n\nthird")
    );
    assert_eq!(kept("text", "", Input::answer("nowhere else"), ""), json!("nowhere else"));
    assert_eq!(refused("line", "to = \"title\"", Input::answer(" \n ")), "nothing was written");
    assert_eq!(refused("line", "to = \"title\"", texts(&["a", "b"])), "one answer expected, not several");
}

#[test]
fn marks_are_only_text_by_now() {
    for text in ["<", "-", "!", "?", "q", "~", "null", "true", "[a]", "# no comment"] {
        assert_eq!(kept("line", "to = \"title\"", Input::answer(text), "title"), json!(text));
    }
}

#[test]
fn list() {
    let to = "to = \"request.strengths\"";
    assert_eq!(
        kept("list", to, texts(&["sings", " ", "builds"]), "request.strengths"),
        json!(["sings", "builds"])
    );
    assert_eq!(kept("list", to, Input::answer("one"), "request.strengths"), json!(["one"]));
    assert_eq!(kept("list", "", texts(&["a"]), ""), json!(["a"]));
}

#[test]
fn choice_and_choices() {
    assert_eq!(kept("choice", "to = \"layer\"", Input::answer("te-kahui"), "layer"), json!("te-kahui"));
    assert_eq!(kept("choice", "to = \"layer\"", Input::answer("Te Kāhui"), "layer"), json!("te-kahui"));
    assert_eq!(kept("choice", "to = \"layer\"", Input::answer("arotahi"), "layer"), json!("te-arotahi"));
    assert_eq!(kept("choice", "to = \"setting\"", Input::answer("awa"), "setting"), json!("awa-school"));
    assert_eq!(kept("choice", "options = \"layers\"", Input::answer("te-matua"), ""), json!("te-matua"));
    let both = json!(["learning", "behaviour"]);
    assert_eq!(kept("choices", "to = \"focus\"", texts(&["learning", "behaviour"]), "focus"), both);
    assert_eq!(kept("choices", "to = \"focus\"", Input::answer("learning, behav"), "focus"), both);
    assert_eq!(kept("choices", "options = \"circles\"", texts(&["research"]), ""), json!(["research"]));
}

#[test]
fn a_choice_that_is_not_there_is_refused_in_plain_words() {
    let why = refused("choice", "to = \"layer\"", Input::answer("te whare"));
    assert!(why.starts_with("`te whare` is none of: "), "{why}");
    let why = refused("choice", "to = \"layer\"", Input::answer("te"));
    assert!(why.starts_with("`te` could be "), "{why}");
    let why = refused("choices", "to = \"focus\"", texts(&["learning", "sport"]));
    assert!(why.starts_with("`sport` is none of: "), "{why}");
    let why = refused("choice", "to = \"progress.@.goal\"\nfrom = \"plan.goals\"", Input::answer("reading"));
    assert_eq!(why, "there is nothing to choose from yet, so `reading` cannot be meant");
}

#[test]
fn yes_and_no() {
    for (typed, meant) in [("yes", true), ("āe", true), ("no", false), ("kāo", false), ("true", true)] {
        let priorities = kept("yes-no", AGREED, Input::answer(typed), "sense.priorities");
        assert_eq!(priorities[0]["agreed_with_whanau"], json!(meant), "{typed}");
    }
    assert_eq!(refused("yes-no", "", Input::answer("maybe")), "`maybe` is neither yes nor no");
}

#[test]
fn yes_and_no_without_a_place_come_back_as_they_were_said() {
    let world = World::new();
    let guide = world.guide(&prompt("yes-no", ""));
    for (typed, other) in [("yes", "no"), ("no", "yes")] {
        let mut run = Run::new(&world, &guide, CASE);
        run.say("q", typed);
        run.back();
        assert_eq!(run.question().unwrap().so_far, Some(Answer::Text(typed.into())));
        let before = run.text.text().to_owned();
        run.say("q", typed);
        assert_eq!(run.text.text(), before, "the same answer changes nothing");
        run.back();
        run.say("q", other);
        assert_ne!(run.text.text(), before);
    }
}

#[test]
fn date() {
    let to = "to = \"request.noticed\"";
    for typed in ["2026-02-03", "3/2/2026", "3/2", " 03/02/2026 "] {
        assert_eq!(kept("date", to, Input::answer(typed), "request.noticed"), json!("2026-02-03"), "{typed}");
    }
    assert_eq!(kept("date", to, Input::answer("Today"), "request.noticed"), json!("2026-08-14"));
    assert_eq!(kept("date", "", Input::answer("today"), ""), json!("2026-08-14"));
    for typed in ["31/2", "soon", "2026-13-01", "14/13", "1/2/3/4", "2026-8-4"] {
        let why = refused("date", to, Input::answer(typed));
        let words =
            format!("`{typed}` is not a day of the calendar; write it as in `2026-08-14` or `14/8/2026`");
        assert_eq!(why, words);
    }
}

#[test]
fn number() {
    assert_eq!(kept("number", "", Input::answer(" 12 "), ""), json!("12"), "kept free, so read as text");
    assert_eq!(
        kept("number", "to = \"mokopuna.@.size\"", Input::answer("6"), "mokopuna")[0]["size"],
        json!(6)
    );
    assert_eq!(refused("number", "", Input::answer("six")), "`six` is not a whole number");
    assert_eq!(refused("number", "", Input::answer("1.5")), "`1.5` is not a whole number");
}

#[test]
fn person_and_people() {
    let to = "to = \"allocation.@.practitioner\"";
    for (typed, id) in
        [("p-7w2n", "p-7w2n"), ("tom", "p-7w2n"), ("Mele Taufa", "t-aaaa"), ("fonua", "p-c3xe")]
    {
        assert_eq!(kept("person", to, Input::answer(typed), "allocation")[0]["practitioner"], json!(id));
    }
    assert_eq!(kept("person", "", Input::answer("mele"), ""), json!("t-aaaa"));
    assert_eq!(kept("people", "", texts(&["Sela", "mele"]), ""), json!(["p-c3xe", "t-aaaa"]));
    let why = refused("person", to, Input::answer("Rangi"));
    assert_eq!(why, "`Rangi` is none of: Mele Taufa, Tom Arden, Sela Fonua");
    let why = refused("people", "", texts(&["tom", "nobody"]));
    assert!(why.starts_with("`nobody` is none of: "), "{why}");
}

#[test]
fn rows_are_not_answered_with_words() {
    let rest = "to = \"team\"\n[[prompt.field]]\nid = \"name\"\nask = \"?\"\nkind = \"line\"\nto = \"name\"";
    assert_eq!(refused("rows", rest, Input::answer("Mele")), "rows expected");
    assert_eq!(refused("rows", rest, Input::Row("t-zzzz".into())), "there is no row `t-zzzz` here");
    assert_eq!(refused("line", "to = \"title\"", Input::Add), "there are no rows here");
}

#[test]
fn a_default_is_offered_while_there_is_no_answer() {
    let world = World::new();
    let guide = world.guide(&prompt("date", "to = \"request.noticed\"\ndefault = \"today\""));
    let mut run = Run::new(&world, &guide, CASE);
    assert_eq!(run.question().unwrap().default.as_deref(), Some("2026-08-14"));
    run.say("q", "2026-02-03");
    run.back();
    let question = run.question().unwrap();
    assert_eq!(question.default, None);
    assert_eq!(question.so_far, Some(Answer::Text("2026-02-03".into())));
}

#[test]
fn a_day_that_is_over_is_no_answer_where_one_to_come_is_asked() {
    let world = World::new();
    let guide = world.guide(&prompt("date", "to = \"plan.review_on\""));
    let asked = |day: &str| {
        let case = format!("{CASE}plan: {{review_on: {day}}}\n");
        let question = Run::new(&world, &guide, &case).question().unwrap();
        (question.so_far, question.earlier)
    };
    let so_far = |day: &str| Some(Answer::Text(day.into()));
    assert_eq!(asked("2026-08-13"), (so_far("2026-08-13"), true));
    assert_eq!(asked("2026-08-14"), (so_far("2026-08-14"), false));
}

#[test]
fn a_default_can_depend_on_the_case() {
    let world = World::new();
    let expression = "default = \"'te-arotahi' if kind.about == 'mokopuna' else 'te-matua'\"";
    let guide = world.guide(&prompt("choice", &format!("to = \"layer\"\n{expression}")));
    let default = |case: &str| Run::new(&world, &guide, case).question().unwrap().default.unwrap();
    assert_eq!(default(CASE), "te-arotahi");
    assert_eq!(default(&CASE.replace("individual", "school")), "te-matua");
}

#[test]
fn choices_from_the_record_are_named_by_their_words() {
    let world = World::new();
    let guide = world.guide(&prompt("choices", "to = \"sense.hypotheses.@.evidence\"\nfrom = \"evidence\""));
    let case = format!(
        "{CASE}evidence:\n  - {{id: e-aaaa, source: Cloakroom and mat}}\n  - {{id: e-bbbb, source: Church}}\n"
    );
    let mut run = Run::new(&world, &guide, &case);
    let Asked::Choices(choices) = run.question().unwrap().asked else { panic!("choices expected") };
    assert_eq!(choices.iter().map(|c| c.label.as_str()).collect::<Vec<_>>(), ["Cloakroom and mat", "Church"]);
    run.list("q", &["church", "mat"]);
    assert_eq!(run.value("sense.hypotheses")[0]["evidence"], json!(["e-bbbb", "e-aaaa"]));
}

#[test]
fn a_case_is_named_by_its_id() {
    let world = World::new();
    let guide = world.guide(&prompt("line", "to = \"links.@.case\""));
    let mut run = Run::new(&world, &guide, CASE);
    let refused = run.give(Input::answer("the one with the boat")).unwrap_err();
    assert_eq!(refused, "`the one with the boat` is not the id of a case");
    run.say("q", "2025-w7hd");
    assert_eq!(run.value("links")[0]["case"], json!("2025-w7hd"));
}

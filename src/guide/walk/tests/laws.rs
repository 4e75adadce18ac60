//! Laws over generated answers: prompts and file come to the same, nothing panics, and back is no change.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value as Tree, json};

use crate::guide::answer::{Answer, Asked};
use crate::guide::load::load;
use crate::guide::model::Guide;
use crate::guide::testing::{CASE, Run, World, from_file};
use crate::guide::walk::{Input, Question};
use crate::record::case_text::CaseText;
use crate::record::path::Path;
use crate::record::tree;

const GUIDE_TEXTS: [&str; 9] = [
    EVERYTHING,
    include_str!("../../../../templates/guides/request.toml"),
    include_str!("../../../../templates/guides/whakawhanaungatanga.toml"),
    include_str!("../../../../templates/guides/kohikohi.toml"),
    include_str!("../../../../templates/guides/ata-whakaaro.toml"),
    include_str!("../../../../templates/guides/tatai.toml"),
    include_str!("../../../../templates/guides/whakamahi.toml"),
    include_str!("../../../../templates/guides/whai-whakaaro.toml"),
    include_str!("../../../../templates/guides/mana-motuhake.toml"),
];

/// Everything a guide can have that the built-in ones may not.
const EVERYTHING: &str = r#"
schema = 1
id = "katoa"
title = "Katoa"
gloss = "everything"
purpose = "To try."

[[on_open]]
set = "lenses.@.lens"
to = "'katoa'"
[[on_open]]
when = "not own('lenses').noted_by"
set = "lenses.@.noted_by"
to = "user"

[[prompt]]
id = "at"
ask = "What was looked at?"
minutes = 5
kind = "choice"
to = "lenses.@.at"
[[prompt]]
id = "hui"
ask = "In which hui?"
kind = "choice"
to = "lenses.@.hui"
from = "hui"
[[prompt]]
id = "seen"
ask = "What was seen?"
kind = "list"
to = "lenses.@.seen.wairua"
[[prompt]]
id = "place"
ask = "Where?"
kind = "line"
to = "hui.@.place"
options = "layers"
only = ["te-matua", "te-kahui"]
[[prompt]]
id = "form"
ask = "Which form?"
kind = "choice"
to = "hui.@.form"
only = ["progress", "planning"]
[[prompt]]
id = "next"
ask = "Who does what next?"
minutes = 10
kind = "rows"
to = "hui.@.next"
when = "own('hui').place is not none"
  [[prompt.field]]
  id = "what"
  ask = "What?"
  kind = "text"
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
id = "placed"
ask = "Where was it?"
met = "own('hui').place is not none"

[[on_leave]]
set = "lenses.@.date"
to = "today"
[[on_leave_add]]
each = "hui.@.next"
when = "row.what"
to = "plan.goals.*.actions"
of = "row.goal"
with = { what = "row.what", who = "row.who", by = "row.by" }
became = "became"
[[on_leave_add]]
when = "own('hui').place is not none"
to = "progress"
with = { date = "today", what = "own('hui').place" }
"#;

/// A case in which every guide finds something to ask about; one row was written by hand and has no id.
const FULL: &str = "schema: 1
id: 2026-kf3m
kind: individual # of one
status: active
title: 'Joining in'
team:
  - {id: t-aaaa, name: Mele Taufa, role: whanau}
  - name: Sione Taufa
  - id: t-cccc
    person: p-7w2n
evidence:
  - {id: e-aaaa, source: Cloakroom and mat, circle: practitioner}
hui:
  - {id: h-aaaa, question: What helps?}
outcomes:
- id: k-aaaa
  area: managing-self
  start: with help
plan:
  goals:
    - id: g-aaaa
      what: Joins in
      actions:
        - id: d-aaaa
          what: Sing
        - {id: d-bbbb, what: Drum}
    - {id: g-bbbb, what: Reads}
visits:
  - {id: v-aaaa, guide: kohikohi, by: p-7w2n, opened: 2026-05-01, closed: 2026-05-02}
  - {id: v-bbbb, guide: tatai, by: p-7w2n, opened: 2026-06-01, reached: tt-4}
";

static WORLD: LazyLock<World> = LazyLock::new(World::new);
static GUIDES: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    GUIDE_TEXTS.iter().map(|text| load("built in", text, &WORLD.vocabulary).unwrap()).collect()
});

/// Words that a file could take for something else.
fn words() -> impl Strategy<Value = String> {
    let awkward = [
        "-",
        "<",
        "true",
        "null",
        "~",
        "2026-05-01",
        "12",
        "a: b",
        "# no",
        "'",
        "\"q\"",
        "[x",
        "*x",
        "Tēnā koe",
    ];
    prop_oneof![
        prop::sample::select(awkward.to_vec()).prop_map(Into::into),
        "[a-zāēīōū ,.:#'\"-]{0,30}",
        "[a-z]{1,8}\n\n?[ a-z-]{1,8}\n[a-z]{1,8}",
    ]
}

/// What somebody may do, before it is known what is asked.
#[derive(Clone, Debug)]
enum Act {
    Answer(Vec<String>, prop::sample::Index),
    Later,
    NotNeeded(String),
    Row(prop::sample::Index),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (prop::collection::vec(words(), 1..4), any::<prop::sample::Index>()).prop_map(|(w, n)| Act::Answer(w, n)),
        2 => Just(Act::Later),
        1 => words().prop_map(Act::NotNeeded),
        3 => any::<prop::sample::Index>().prop_map(Act::Row),
    ]
}

/// What an act comes to for a question; some of it will not be taken.
fn input(act: &Act, question: &Question, with_changes: bool) -> Input {
    match (act, &question.asked) {
        (Act::Later, _) => Input::Later,
        (Act::NotNeeded(why), _) => Input::NotNeeded(why.clone()),
        // three rows are enough
        (Act::Row(_) | Act::Answer(..), Asked::Rows(_)) if question.trail.iter().any(|(_, nth)| *nth > 2) => {
            Input::Later
        }
        (Act::Row(n) | Act::Answer(_, n), Asked::Rows(rows)) if with_changes => {
            let n = n.index(rows.len() * 2 + 1);
            match (rows.get(n), rows.get(n.wrapping_sub(rows.len()))) {
                (Some(row), _) => Input::Row(row.id.clone()),
                (None, Some(row)) => Input::TakeOut(row.id.clone()),
                (None, None) => Input::Add,
            }
        }
        (Act::Row(_) | Act::Answer(..), Asked::Rows(_)) => Input::Add,
        (Act::Row(n), asked) => input(
            &Act::Answer(vec!["Tēnā koutou".into()], *n),
            &Question { asked: asked.clone(), ..question.clone() },
            with_changes,
        ),
        (Act::Answer(words, n), asked) => Input::Answer(answer(words, n, asked)),
    }
}

fn answer(words: &[String], n: &prop::sample::Index, asked: &Asked) -> Answer {
    let text = |text: &str| Answer::Text(text.into());
    match asked {
        Asked::Words(choices) if n.index(2) == 0 => text(&choices[n.index(choices.len())].label),
        Asked::Words(_) | Asked::Line | Asked::Text | Asked::Rows(_) => text(&words[0]),
        Asked::List => Answer::Texts(words.to_vec()),
        Asked::Date(_) => text(["2026-05-01", "today", "3/2", "1/12/2025"][n.index(4)]),
        Asked::Number => text(["7", "0", "-3"][n.index(3)]),
        Asked::YesNo => text(["yes", "no", "āe"][n.index(3)]),
        Asked::Choice(choices) if choices.is_empty() => text(&words[0]),
        Asked::Choice(choices) => text(&choices[n.index(choices.len())].id),
        Asked::Choices(choices) => {
            Answer::Texts(choices.iter().skip(n.index(choices.len() + 1)).map(|c| c.id.clone()).collect())
        }
    }
}

/// The file that says what was given to each question.
#[derive(Default)]
struct File(serde_json::Map<String, Tree>);

impl File {
    fn note(&mut self, question: &Question, input: &Input) {
        let (last, above) = question.trail.split_last().unwrap();
        let mut map = &mut self.0;
        for (id, nth) in above {
            let rows = map.entry(id.as_str()).or_insert_with(|| json!([]));
            let rows = rows.as_array_mut().unwrap();
            while rows.len() <= *nth {
                rows.push(json!({}));
            }
            map = rows[*nth].as_object_mut().unwrap();
        }
        let (map, id) = match last.0.split_once('/') {
            Some((leave, id)) => (map.entry(leave).or_insert_with(|| json!({})).as_object_mut().unwrap(), id),
            None => (map, last.0.as_str()),
        };
        match input {
            Input::Answer(Answer::Text(text)) => drop(map.insert(id.into(), json!(text))),
            // a list in a file comes to what stands there, and here the whole of it was given
            Input::Answer(Answer::Texts(texts))
                if matches!(question.asked, Asked::List | Asked::Choices(_)) =>
            {
                drop(map.insert(id.into(), json!({ "instead": texts })));
            }
            Input::Answer(Answer::Texts(texts)) => drop(map.insert(id.into(), json!(texts))),
            Input::NotNeeded(why) => drop(map.insert(id.into(), json!({"not-needed": why}))),
            Input::Add | Input::Row(_) | Input::TakeOut(_) => {
                let row = match input {
                    Input::Row(row) => json!({"id": row}),
                    Input::TakeOut(row) => json!({"id": row, "take-out": true}),
                    _ => json!({}),
                };
                let rows = map.entry(id).or_insert_with(|| json!([])).as_array_mut().unwrap();
                rows.truncate(last.1);
                rows.push(row);
            }
            Input::Later | Input::Back => {}
        }
    }

    fn text(&self) -> String {
        serde_yaml::to_string(&self.0).unwrap()
    }
}

/// Walks to the end by prompts. What is not taken is left for later; so is everything once the acts are used up.
fn walk(run: &mut Run<'_>, acts: &[Act], with_changes: bool) -> File {
    let mut file = File::default();
    let mut acts = acts.iter();
    for _ in 0..400 {
        let Some(question) = run.question() else { return file };
        let input = acts.next().map_or(Input::Later, |act| input(act, &question, with_changes));
        // a file says not needed of rows only in place of them
        let input = match input {
            Input::NotNeeded(_) if question.trail.last().is_some_and(|(_, nth)| *nth > 0) => Input::Later,
            input => input,
        };
        if run.give(input.clone()).is_ok() {
            file.note(&question, &input);
        } else {
            run.give(Input::Later).unwrap();
        }
    }
    panic!("this walk does not end");
}

fn same_by_prompts_and_file(guide: usize, case: &str, acts: &[Act]) -> Result<(), TestCaseError> {
    let (world, guide) = (&*WORLD, &GUIDES[guide]);
    let mut run = Run::new(world, guide, case);
    run.walk.rewind();
    let file = walk(&mut run, acts, true);
    run.leave();
    match from_file(world, guide, case, &file.text()) {
        Ok(text) => prop_assert_eq!(run.text.text(), text, "{}", file.text()),
        Err(problems) => prop_assert!(false, "{:?}\n{}", problems, file.text()),
    }
    Ok(())
}

fn kinds() -> impl Strategy<Value = String> {
    let kind = |kind: &str| FULL.replace("individual", kind);
    prop_oneof![
        Just(CASE.to_owned()),
        Just(FULL.to_owned()),
        Just(kind("group")),
        Just(kind("school")),
        Just(FULL.replace('\n', "\r\n")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn prompts_and_file_make_the_same_record(guide in 0..GUIDE_TEXTS.len(), case in kinds(), acts in prop::collection::vec(act(), 0..60)) {
        same_by_prompts_and_file(guide, &case, &acts)?;
    }

    #[test]
    fn nothing_that_is_given_panics(guide in 0..GUIDE_TEXTS.len(), case in kinds(), given in prop::collection::vec(anything(), 0..40)) {
        let (world, guide) = (&*WORLD, &GUIDES[guide]);
        let mut run = Run::new(world, guide, &case);
        for input in given {
            if run.question().is_none() {
                let _ = run.walk.back().unwrap();
            } else {
                let _ = run.give(input);
            }
        }
        run.stop();
        run.leave();
        // and the record can be walked again
        let text = run.text.text().to_owned();
        Run::new(world, guide, &text).question();
    }

    #[test]
    fn back_and_the_same_again_is_no_change(guide in 0..GUIDE_TEXTS.len(), acts in prop::collection::vec(act(), 1..40), steps in 1..6usize) {
        let (world, guide) = (&*WORLD, &GUIDES[guide]);
        let mut run = Run::new(world, guide, FULL);
        let mut given = Vec::new();
        for act in &acts {
            let Some(question) = run.question() else { break };
            let input = input(act, &question, false);
            if run.give(input.clone()).is_ok() {
                let row = run.walk.frames.last().and_then(|f| f.row()).map(ToString::to_string);
                given.push((input, row.unwrap_or_default()));
            }
        }
        let there = run.question();
        let before = record(&run.text);
        let steps = steps.min(given.len());
        for _ in 0..steps {
            run.back();
        }
        for (input, row) in &given[given.len() - steps..] {
            let asked = run.question().unwrap().asked;
            match (input, asked) {
                // a row that was added is there by now
                (Input::Add, Asked::Rows(rows)) if rows.iter().any(|r| r.id == *row) => run.give(Input::Row(row.clone())).unwrap(),
                _ => run.give(input.clone()).unwrap(),
            }
        }
        let shown = |q: Option<Question>| q.map(|q| (q.id(), q.about, q.so_far, q.not_needed));
        prop_assert_eq!(shown(run.question()), shown(there));
        prop_assert_eq!(record(&run.text), before);
    }
}

// what it says: where the walk stopped is another matter, and so is which of two notes of a visit was written first
fn record(text: &CaseText) -> Tree {
    let mut record = tree::of(text.case());
    tree::forget(&mut record, &Path::parse("visits"), "reached");
    record
}

fn anything() -> impl Strategy<Value = Input> {
    prop_oneof![
        2 => words().prop_map(Input::answer),
        2 => ".{0,12}".prop_map(Input::answer),
        1 => prop::collection::vec(words(), 0..4).prop_map(|w| Input::Answer(Answer::Texts(w))),
        1 => words().prop_map(Input::NotNeeded),
        1 => words().prop_map(Input::Row),
        1 => Just(Input::Row("t-aaaa".into())),
        3 => Just(Input::Add),
        3 => Just(Input::Back),
        6 => Just(Input::Later),
    ]
}

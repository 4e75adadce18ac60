//! From a file of answers to what somebody would type, line by line.

use std::path::Path;

use pikorua::change::{Clock, Desk, Opening};
use pikorua::guide::answer::{Answer, Asked};
use pikorua::guide::answers_file::Answers;
use pikorua::guide::known::choose;
use pikorua::guide::walk::{Input, Question, Walk};
use pikorua::record::case_text::CaseText;
use pikorua::record::id::Ids;
use pikorua::record::parse::parse;

/// A case that is not written yet.
pub(super) const NEW: &str = "schema: 1\nid: 2026-aaaa\nkind: individual\nstatus: draft\n";

/// What is typed for a guide on the day of the tests.
pub(super) fn typed(cluster: &Path, case: &str, guide: &str, answers: &str) -> Vec<String> {
    typed_on("2026-08-14", cluster, case, guide, answers)
}

/// What is typed for a guide, in plain mode, to give the answers of a file; one piece for each question.
pub(super) fn typed_on(day: &str, cluster: &Path, case: &str, guide: &str, answers: &str) -> Vec<String> {
    let now = format!("{day}T15:20:00[Pacific/Auckland]").parse().unwrap();
    let clock = Clock { now, ids: Ids::seeded(1) };
    let opening = Opening { start: cluster, folder: Some(cluster), user: Some("sela") };
    let desk = Desk::open(opening, clock).unwrap();
    let guide = desk.guide(guide).unwrap();
    let parsed = parse(answers);
    let mut answers = Answers::new(&parsed.root, &guide);
    let mut text = CaseText::read("case.yaml", case).unwrap();
    text = text.apply(&text.missing_ids(&mut desk.ids())).unwrap();
    let mut walk = Walk::new(&guide, text.case(), desk.known(), desk.ids());
    let mut lines = Vec::new();
    while let Some(question) = walk.question().unwrap() {
        let input = answers.input(&question);
        lines.extend(keys(&question, &input));
        let edits = walk.answer(&question, input).unwrap();
        text = text.apply(&edits).unwrap();
        walk.see(text.case());
    }
    // leave, or keep it open
    lines.push(if answers.leaves() { "1\n" } else { "2\n" }.into());
    lines
}

// nothing where nothing is asked, because there is nothing to choose from
fn keys(question: &Question, input: &Input) -> Option<String> {
    let Input::Answer(answer) = input else {
        return Some(match (input, &question.asked) {
            (_, Asked::Choice(choices) | Asked::Choices(choices)) if choices.is_empty() => return None,
            (Input::NotNeeded(why), _) => format!("!\n{}\n", line(why)),
            (Input::Row(id), Asked::Rows(rows)) => {
                format!("{}\n", rows.iter().position(|r| r.id == *id).unwrap() + 1)
            }
            (Input::Add, Asked::Rows(rows)) => format!("{}\n", rows.len() + 1),
            (Input::Later, Asked::Rows(rows)) => format!("{}\n", rows.len() + 2),
            _ => "-\n".into(),
        });
    };
    let number = |choices: &[pikorua::guide::known::Choice], name: &str| {
        let id = choose(choices, name).unwrap().id;
        choices.iter().position(|c| c.id == id).unwrap() + 1
    };
    Some(match (&question.asked, answer) {
        // somebody whom the question is not for first of all is behind one more entry
        (Asked::Choice(choices), Answer::Text(name))
            if question.offered.is_some_and(|offered| number(choices, name) > offered) =>
        {
            let offered = question.offered.unwrap();
            format!("{}\n{}\n", offered + 1, number(choices, name) - offered)
        }
        (Asked::Choice(choices), Answer::Text(name)) => format!("{}\n", number(choices, name)),
        (Asked::Choices(choices), Answer::Texts(names)) => {
            let numbers: Vec<String> = names.iter().map(|name| number(choices, name).to_string()).collect();
            format!("{}\n", numbers.join(" "))
        }
        (Asked::Words(words), Answer::Text(text)) => match words.iter().position(|word| word.is_called(text))
        {
            Some(n) => format!("{}\n", n + 1),
            None => format!("{}\n{}\n", words.len() + 1, line(text)),
        },
        (Asked::YesNo, Answer::Text(text)) => if text == "true" { "1\n" } else { "2\n" }.into(),
        (Asked::Text, Answer::Text(text)) => {
            assert!(!text.trim().contains("\n\n"), "this cannot be typed: {text}");
            format!("{}\n\n", line(text.trim()))
        }
        (Asked::List, Answer::Texts(items)) => {
            items.iter().map(|item| format!("{}\n", line(item))).collect::<String>() + "\n"
        }
        (_, Answer::Text(text)) => format!("{}\n", line(text)),
        other => panic!("{other:?}"),
    })
}

// what could be taken for a mark is marked as a text
fn line(text: &str) -> String {
    let text = text.trim();
    let is_mark = ["<", "-", "!", "?", "q", "e"].contains(&text.lines().next().unwrap_or_default());
    if is_mark { format!("\\{text}") } else { text.into() }
}

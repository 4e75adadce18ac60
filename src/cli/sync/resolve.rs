//! Going through the open questions, one at a time.

use serde_json::Value as Tree;

use crate::change::Desk;
use crate::change::questions::{Question, answer};
use crate::cli::words;
use crate::error::{Error, Result};
use crate::record::case::Case;
use crate::record::shape::{Field, Shape};
use crate::record::tree;
use crate::ui::{Reply, Ui};

/// Asks which of two versions holds, for one question after the other; says how many were decided.
pub(super) fn resolve(desk: &Desk, ui: &mut Ui, questions: &[Question]) -> Result<usize> {
    if !ui.can_ask() {
        return Err(Error::request("there is nobody to ask which version holds")
            .hint("Work at a terminal, or set `ACCESSIBLE=1` to answer line by line.")
            .hint("`pikorua sync --json` lists the questions; `pikorua set` and `pikorua edit` change the records."));
    }
    let mut decided = 0;
    for question in questions {
        match ask(desk, ui, question)? {
            Asked::Value(value) => {
                answer(desk, question, &value)?;
                decided += 1;
            }
            Asked::Later => {}
            Asked::Stop => break,
        }
    }
    Ok(decided)
}

enum Asked {
    Value(Tree),
    Later,
    Stop,
}

fn ask(desk: &Desk, ui: &mut Ui, question: &Question) -> Result<Asked> {
    let known = desk.known();
    let whose = |by: &Option<String>, on: &Option<String>| {
        let by = by.as_ref().map_or_else(|| "somebody".to_owned(), |by| desk.author_of(by).name);
        match on {
            Some(on) => format!("{by}, {on}"),
            None => by,
        }
    };
    let record = desk.look(&question.case)?.value.map(|case| tree::of(&case)).unwrap_or_default();
    let shape = Case::SHAPE.at(&question.path);
    let said = |value: &Tree| match (value, &shape) {
        (Tree::Null, _) => "took it away".to_owned(),
        // whoever decides must see all of it
        (Tree::String(text), Ok(Shape::Text) | Err(_)) => text.clone(),
        (value, Ok(shape)) => words::value(&known, &record, shape, value),
        (value, Err(_)) => value.to_string(),
    };
    let place = words::place(&known, &record, &question.path);
    ui.tell(
        &ui.fill(&format!("{}, {place}: two people wrote different things. Which holds?", question.case)),
    );
    let mut choices = vec![
        format!("{}: {}", whose(&question.one_by, &question.one_on), said(&question.one)),
        format!("{}: {}", whose(&question.other_by, &question.other_on), said(&question.other)),
    ];
    // what is more than one value is written in the record itself
    let one_value = !matches!(shape, Ok(Shape::List(_) | Shape::Map(_)) | Err(_));
    if one_value {
        choices.push("neither: write it anew".into());
    }
    choices.push("later".into());
    let last = choices.len() - 1;
    match ui.pick(&choices, None)? {
        Some(0) => Ok(Asked::Value(question.one.clone())),
        Some(1) => Ok(Asked::Value(question.other.clone())),
        Some(n) if n == last => Ok(Asked::Later),
        Some(_) => anew(ui),
        None => Ok(Asked::Stop),
    }
}

fn anew(ui: &mut Ui) -> Result<Asked> {
    ui.tell("What shall it say?");
    match ui.ask_line(None)? {
        Reply::Got(text) if !text.trim().is_empty() => Ok(Asked::Value(Tree::String(text.trim().into()))),
        Reply::Interrupted => Err(crate::ui::stopped()),
        _ => Ok(Asked::Later),
    }
}

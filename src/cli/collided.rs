//! Asking which of two holds, where a colleague wrote something else in the same place while somebody was at work.

use serde_json::Value as Tree;

use super::open::say_noticed;
use super::sync::resolve::{Asked, difference, pick};
use super::sync::undecided;
use crate::change::questions::{Open, edits};
use crate::change::{Collided, Desk, Session};
use crate::error::Result;
use crate::record::case::Case;
use crate::record::shape::{Field, Shape};
use crate::record::value::Date;
use crate::ui::Ui;
use crate::view::place_in_words;

/// Says what others did meanwhile, and asks about what collided; what nobody decided comes back.
pub(super) fn meet(desk: &Desk, session: &mut Session<'_>, ui: &mut Ui) -> Result<Vec<Open>> {
    say_noticed(ui, desk, &session.noticed());
    let collided = session.collided();
    ask_all(desk, session, ui, collided)
}

/// Asks about each of these; what nobody decided comes back.
pub(super) fn ask_all(
    desk: &Desk,
    session: &mut Session<'_>,
    ui: &mut Ui,
    mut collided: Vec<Collided>,
) -> Result<Vec<Open>> {
    let mut left = Vec::new();
    while !collided.is_empty() {
        let first = collided.remove(0);
        let asked = if ui.can_ask() { ask(desk, ui, &first)? } else { Asked::Stop };
        match asked {
            Asked::For(decided) => {
                match edits(session.text().text(), &first.open, &decided) {
                    Ok(edits) => session.apply(&edits)?,
                    // somebody may have decided it meanwhile
                    Err(error) => ui.error(&error),
                }
                say_noticed(ui, desk, &session.noticed());
                // somebody may be writing to the same place again
                collided.extend(session.collided());
            }
            Asked::Later => left.push(first.open),
            Asked::Stop => left.extend(std::iter::once(first).chain(collided.drain(..)).map(|c| c.open)),
        }
    }
    Ok(left)
}

/// The end of a verb that left questions open.
pub(super) fn is_decided(left: &[Open]) -> Result<()> {
    if left.is_empty() { Ok(()) } else { Err(undecided(left.len(), left)) }
}

fn ask(desk: &Desk, ui: &mut Ui, collided: &Collided) -> Result<Asked> {
    let question = &collided.open.question;
    let (stands, other) = (&question.one, &question.other);
    let (ours, theirs, by) = match collided.ours_stands {
        true => (stands, other, &question.other_by),
        false => (other, stands, &question.one_by),
    };
    let you = desk.author().name;
    let who = match by.as_ref().map(|by| desk.author_of(by.as_str()).name) {
        Some(name) if name == you => "you yourself, elsewhere,".to_owned(),
        Some(name) if !name.starts_with(crate::change::BY_HAND) => name,
        _ => "somebody".into(),
    };
    let place = capital(&place_in_words(&collided.open.path()));
    let (ours, theirs) = (said(desk, &collided.open, &ours.0), said(desk, &collided.open, &theirs.0));
    ui.tell("");
    let labels = match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            let did = |value: &str| match value {
                NOTHING => "took it away".to_owned(),
                value => format!("changed it to {value}"),
            };
            ui.tell(&ui.fill(&format!(
                "{place}: while you wrote, {who} {}; you {}. Which holds?",
                did(&theirs),
                did(&ours)
            )));
            [format!("{ours} (yours)"), format!("{theirs} ({})", who.trim_end_matches(','))]
        }
        _ => {
            let stands = if collided.ours_stands { "yours" } else { "the other's" };
            ui.tell(&ui.fill(&format!(
                "While you wrote, {who} wrote something else in the same place. It says {stands} now. With the other \
                 version, this would change:"
            )));
            for (depth, line) in difference(desk, &collided.open)? {
                ui.tell(&ui.hanging(&format!("{}{line}", " ".repeat(2 + 2 * depth)), 4 + 2 * depth));
            }
            ["what you wrote".to_owned(), format!("what {} wrote", who.trim_end_matches(','))]
        }
    };
    let [ours, theirs] = labels;
    pick(ui, &collided.open, if collided.ours_stands { [ours, theirs] } else { [theirs, ours] })
}

const NOTHING: &str = "nothing";

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default()
        + letters.as_str()
}

/// A value in a few words; nothing where it is more than a few.
fn said(desk: &Desk, open: &Open, value: &Tree) -> Option<String> {
    let words = match value {
        Tree::Null => return Some(NOTHING.into()),
        Tree::String(words) => words.clone(),
        Tree::Bool(yes) => return Some(if *yes { "yes" } else { "no" }.into()),
        Tree::Number(number) => return Some(number.to_string()),
        _ => return None,
    };
    if words.chars().count() > 60 || words.contains('\n') {
        return None;
    }
    let choices = match Case::SHAPE.at(&open.path()) {
        Ok(Shape::Date) => {
            return words.parse::<Date>().ok().map(|day| day.in_words());
        }
        Ok(Shape::Term(list)) => desk.known().words(list),
        Ok(Shape::Setting) => desk.known().places(),
        Ok(Shape::Person) => desk.known().everybody(&Tree::Null),
        _ => return Some(format!("“{words}”")),
    };
    Some(choices.into_iter().find(|choice| choice.id == words).map_or(words, |choice| choice.label))
}

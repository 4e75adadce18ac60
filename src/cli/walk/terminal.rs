//! Driving a walk at the terminal: a guide's prompt becomes a question on the screen, an answer becomes a change.

use console::style;

use super::ask::{Asker, Given};
use super::broken;
use crate::change::{Desk, Session};
use crate::cli::open::say_noticed;
use crate::error::Result;
use crate::guide::answer::Asked;
use crate::guide::model::Guide;
use crate::guide::walk::{Input, Question, Walk};
use crate::ui::{Mark, Reply, Ui};

/// How a walk ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ending {
    /// All was asked, and the guide is left.
    Left,
    /// It stays open.
    Stopped,
    /// Ctrl-C.
    Interrupted,
    /// The input ended at this prompt.
    NoMoreInput(String),
}

/// Walks until it ends; each answer is on disk before the next question.
pub(super) fn drive(desk: &Desk, session: &mut Session<'_>, guide: &Guide, ui: &mut Ui) -> Result<Ending> {
    let mut ids = desk.ids();
    // rows that were written by hand get their ids with the first answer
    let mut naming = session.text().missing_ids(&mut ids);
    let named = session.text().apply(&naming)?;
    let mut walk = Walk::new(guide, named.case(), desk.known(), ids);
    greet(ui, desk, guide, &walk);
    let mut went_back = false;
    loop {
        let Some(question) = walk.question().map_err(|why| broken(guide, &why))? else {
            match leave(&mut walk, session, guide, ui)? {
                Some(ending) => return put_down(&walk, session, ending),
                None => continue,
            }
        };
        if nothing_to_choose(&question) {
            let step = if went_back { Input::Back } else { Input::Later };
            if walk.answer(&question, step).is_ok() {
                continue;
            }
        }
        let draft = draft_name(session, guide, &question);
        let today = desk.today();
        let given = Asker { ui, question: &question, drafts: &desk.private, draft: &draft, today }.ask()?;
        let (input, then_back, ending) = match given {
            Given::Input(input) => (Some(input), false, None),
            Given::ThenBack(input) => (Some(input), true, None),
            Given::Last(input, ending) => (Some(input), false, Some(ending)),
            Given::End(ending) => (None, false, Some(ending)),
        };
        went_back = then_back || input == Some(Input::Back);
        if let Some(input) = input {
            let answered = matches!(input, Input::Answer(_));
            match walk.answer(&question, input) {
                Ok(edits) => {
                    // also an answer that changes nothing makes the case of a `new`
                    if !edits.is_empty() || answered && !session.is_written() {
                        naming.extend(edits);
                        session.apply(&std::mem::take(&mut naming))?;
                        say_noticed(ui, desk, &session.noticed());
                        walk.see(session.case());
                    }
                    if answered {
                        desk.private.remove_draft(&draft)?;
                    }
                }
                Err(why) => not_taken(ui, &why),
            }
        }
        if then_back && !twice_back(&mut walk).map_err(|why| broken(guide, &why))? {
            not_taken(ui, FIRST);
        }
        match ending {
            Some(Ending::NoMoreInput(_)) => {
                return put_down(&walk, session, Ending::NoMoreInput(question.id()));
            }
            Some(ending) => return put_down(&walk, session, ending),
            None => {}
        }
    }
}

const FIRST: &str = "this is the first question";

fn not_taken(ui: &mut Ui, why: &str) {
    let words = ui.fill(&format!("Not taken: {why}."));
    ui.tell(&style(words).yellow().for_stderr().to_string());
}

// from the question after to the one before
fn twice_back(walk: &mut Walk<'_>) -> Result<bool, String> {
    Ok(walk.back()? && walk.back()?)
}

fn nothing_to_choose(question: &Question) -> bool {
    matches!(&question.asked, Asked::Choice(choices) | Asked::Choices(choices) if choices.is_empty())
}

// a draft belongs to one question of one row
fn draft_name(session: &Session<'_>, guide: &Guide, question: &Question) -> String {
    let short = |text: &str, most: usize| -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(most).collect()
    };
    let row = question.row.as_ref().map(|row| format!("-{}", short(row, 12))).unwrap_or_default();
    format!("{}-{}-{}{row}.txt", session.id(), short(&guide.id, 20), short(&question.id(), 40))
}

/// A visit that stays open remembers where it stopped.
fn put_down(walk: &Walk<'_>, session: &mut Session<'_>, ending: Ending) -> Result<Ending> {
    let edits = walk.stop();
    if ending != Ending::Left && !edits.is_empty() {
        session.apply(&edits)?;
    }
    Ok(ending)
}

fn greet(ui: &mut Ui, desk: &Desk, guide: &Guide, walk: &Walk<'_>) {
    ui.say("");
    ui.tell(&style(guide.full_title()).bold().for_stderr().to_string());
    ui.say(&guide.purpose);
    if !guide.principles.is_empty() {
        let names: Vec<String> =
            guide.principles.iter().map(|p| desk.vocabulary.label("principles", p)).collect();
        ui.say(&format!("Principles: {}.", names.join(", ")));
    }
    if walk.is_resumed() {
        ui.say("This goes on where it stopped. Earlier answers stand; `<` goes back to them.");
    }
    let marks = Mark::ALL.map(|mark| format!("{} {}", mark.typed(), mark.means()));
    ui.say(&format!("Instead of an answer: {}", marks.join("  ")));
    ui.say(match ui.redraws() {
        true => "In a list: the arrow keys and Enter.",
        false => "In a list: write a number; Enter alone leaves it for later.",
    });
}

/// All was asked: leave the guide, stay, or go back.
fn leave(
    walk: &mut Walk<'_>,
    session: &mut Session<'_>,
    guide: &Guide,
    ui: &mut Ui,
) -> Result<Option<Ending>> {
    let open = walk.open_criteria().map_err(|why| broken(guide, &why))?;
    ui.say("");
    super::say_open(ui, guide, &open);
    ui.say(&format!("That was {}. You can come back to it at any time.", guide.title));
    let choices = [format!("leave {}", guide.title), "keep it open for now".to_owned()];
    let marks = [Mark::Back, Mark::Explain, Mark::Stop];
    Ok(Some(match ui.select(&choices, Some(0), &marks)? {
        Reply::Got(0) => {
            let edits = walk.leave().map_err(|why| broken(guide, &why))?;
            session.apply(&edits)?;
            Ending::Left
        }
        Reply::Mark(Mark::Back) => {
            if !walk.back().map_err(|why| broken(guide, &why))? {
                not_taken(ui, FIRST);
            }
            return Ok(None);
        }
        Reply::Mark(Mark::Explain) => {
            ui.say("Leaving says that the team moves on; nothing is locked. Keeping it open lets the next walk go on here.");
            return Ok(None);
        }
        Reply::Interrupted => Ending::Interrupted,
        Reply::End => Ending::NoMoreInput("leave".into()),
        _ => Ending::Stopped,
    }))
}

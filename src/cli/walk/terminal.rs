//! Driving a walk at the terminal: a guide's prompt becomes a question on the screen, an answer becomes a change.

use console::style;

use super::ask::{Asker, Given};
use super::broken;
use crate::change::{Desk, Session};
use crate::cli::open::say_noticed;
use crate::error::Result;
use crate::guide::model::Guide;
use crate::guide::walk::{Input, Walk};
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
    let mut walk = Walk::new(guide, session.case(), desk.known(), desk.ids());
    greet(ui, desk, guide, &walk);
    loop {
        let Some(question) = walk.question().map_err(|why| broken(guide, &why))? else {
            match leave(&mut walk, session, guide, ui)? {
                Some(ending) => return Ok(ending),
                None => continue,
            }
        };
        let draft = format!("{}-{}.txt", session.id(), question.id().replace('/', "-"));
        let given = Asker { ui, question: &question, drafts: &desk.private, draft: &draft }.ask()?;
        let (input, then) = match given {
            Given::Input(input) => (Some(input), None),
            Given::Last(input, ending) => (Some(input), Some(ending)),
            Given::End(ending) => (None, Some(ending)),
        };
        if let Some(input) = input {
            let answered = matches!(input, Input::Answer(_));
            match walk.answer(&question, input) {
                Ok(edits) => {
                    if !edits.is_empty() {
                        session.apply(&edits)?;
                        say_noticed(ui, desk, &session.noticed());
                    }
                    walk.see(session.case());
                    if answered {
                        desk.private.remove_draft(&draft)?;
                    }
                }
                Err(why) => ui.tell(&format!("{} {why}.", style("Not taken:").yellow().for_stderr())),
            }
        }
        match then {
            Some(Ending::NoMoreInput(_)) => return Ok(Ending::NoMoreInput(question.id())),
            Some(ending) => return Ok(ending),
            None => {}
        }
    }
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
    if let Some(prompt) = walk.resumes_at() {
        ui.say(&format!(
            "This goes on where it stopped, at {prompt}. Earlier answers stand; `<` goes back to them."
        ));
    }
    ui.say("Instead of an answer: < back  - later  ! not needed  ? explain  q stop");
}

/// All was asked: leave the guide, stay, or go back.
fn leave(
    walk: &mut Walk<'_>,
    session: &mut Session<'_>,
    guide: &Guide,
    ui: &mut Ui,
) -> Result<Option<Ending>> {
    let open = walk.open_criteria().map_err(|why| broken(guide, &why))?;
    super::say_open(ui, guide, &open);
    ui.say("");
    ui.say(&format!("That was {}. You can come back to it at any time.", guide.title));
    let choices = [format!("leave {}", guide.title), "keep it open for now".to_owned()];
    Ok(Some(match ui.select(&choices, Some(0))? {
        Reply::Got(0) => {
            let edits = walk.leave().map_err(|why| broken(guide, &why))?;
            session.apply(&edits)?;
            Ending::Left
        }
        Reply::Mark(Mark::Back) => {
            walk.back();
            return Ok(None);
        }
        Reply::Mark(Mark::Explain) => {
            ui.say("Leaving says that the team moves on; nothing is locked. Keeping it open lets the next walk go on here.");
            return Ok(None);
        }
        Reply::Interrupted => Ending::Interrupted,
        _ => Ending::Stopped,
    }))
}

//! `walk`: a guide over a case, by prompts or from a file of answers.

use std::path::PathBuf;

use clap::Args;

use super::{collided, open};
use crate::change::{Desk, Session};
use crate::error::{Error, ErrorKind, Result};
use crate::guide::blank::blank;
use crate::guide::model::Guide;
use crate::guide::walk::Walk as Machine;
use crate::history::Note;
use crate::record::tree;
use crate::ui::Ui;

mod ask;
mod by_file;
mod greet;
mod offer;
mod steps;
mod terminal;

pub(super) use by_file::{AnswersText, from_text};
pub(super) use terminal::Ending;

/// Walk a guide over a case: an element of He Pikorua, or another guide
#[derive(Args, Debug)]
pub(super) struct Walk {
    /// The case
    case: String,
    /// The guide; without one, those that are open and the next are offered
    guide: Option<String>,
    /// Take the answers from a file, all or none
    #[arg(long, value_name = "ANSWERS", conflicts_with = "blank")]
    from: Option<PathBuf>,
    /// Print an answers file to fill in
    #[arg(long)]
    blank: bool,
    #[command(flatten)]
    begins: Begins,
}

/// How a walk begins: with whom, and with what.
#[derive(Args, Debug, Default)]
pub(super) struct Begins {
    /// Who walks it with you, beside you or as your coach; may be given more than once (in a file: `with: [NAME]`)
    #[arg(long, value_name = "PERSON", conflicts_with = "blank")]
    with: Vec<String>,
    /// Go on with this one, in a guide that is about another each time: a hui, a lens, a time with a critical friend; by its
    /// id, its day or its words (in a file: `row: ROW`)
    #[arg(long, value_name = "ROW", conflicts_with = "blank")]
    row: Option<String>,
}

impl Walk {
    pub(super) fn run(&self, global: &super::Global, ui: &mut Ui) -> Result<()> {
        let desk = if self.blank { global.desk()? } else { global.desk_to_change(ui)? };
        let id = open::case(&desk, ui, &self.case)?;
        let mut session = Session::open(&desk, &id)?;
        open::say_noticed(ui, &desk, &session.noticed());
        let guide = match &self.guide {
            Some(name) => desk.guide(name)?,
            None => offer::offer(&desk, &session, ui)?,
        };
        if self.blank {
            return ui.print(&blank(&guide, &desk.known(), &tree::of(session.case())));
        }
        match &self.from {
            Some(file) => from_text(&desk, &mut session, &guide, &AnswersText::read(file)?, &self.begins, ui),
            None => by_prompts(&desk, &mut session, &guide, &self.begins, ui).map(|_| ()),
        }
    }
}

/// Walks with the person at the terminal; what was answered is recorded however it ends.
pub(super) fn by_prompts(
    desk: &Desk,
    session: &mut Session<'_>,
    guide: &Guide,
    begins: &Begins,
    ui: &mut Ui,
) -> Result<Ending> {
    if !ui.can_ask() {
        is_for_now(&Machine::new(guide, session.case(), desk.known(), desk.ids()))?;
        return Err(nobody(session, guide));
    }
    session.walking(&guide.id);
    let mut left = Vec::new();
    let ending = terminal::drive(desk, session, guide, begins, ui, &mut left);
    // whatever went wrong, what is on disk is recorded
    let how = match &ending {
        Ok(Ending::Left) => "left",
        _ => "so far",
    };
    let recorded = session.record(Note::new(format!("{}: {how}", guide.title)));
    let ending = ending?;
    let recorded = recorded?;
    match recorded {
        Some(_) => ui.say(&format!("Recorded for {}: {}, {how}.", session.id(), guide.title)),
        None => ui.say("Nothing new was answered, so nothing was recorded."),
    }
    let goes_on = if session.is_written() {
        format!("`pikorua walk {} {}{}` goes on where it stopped.", session.id(), guide.id, begins.again())
    } else {
        "Nothing was answered yet, so no case was made.".into()
    };
    match ending {
        Ending::Interrupted => {
            Err(Error::new(ErrorKind::Interrupted, "stopped; every answer is kept").hint(goes_on))
        }
        Ending::NoMoreInput(prompt) => {
            let message = format!("the input ended at `{prompt}`; the answers before it are kept");
            Err(Error::request(message).hint(goes_on))
        }
        other => {
            if other == Ending::Stopped && recorded.is_some() {
                ui.say(&goes_on);
            }
            collided::is_decided(&left).map(|()| other)
        }
    }
}

/// Says why the guide is not walked now, where it says so itself.
fn is_for_now(walk: &Machine<'_>) -> Result<()> {
    match walk.not_now().map_err(|why| broken(walk.guide(), &why))? {
        Some(why) => Err(Error::request(format!("`{}` is not walked here now", walk.guide().id)).hint(why)),
        None => Ok(()),
    }
}

impl Begins {
    /// How the same is said once more on the command line: which row it is about. Who walks it too, the visit remembers.
    fn again(&self) -> String {
        self.row.as_ref().map(|row| format!(" --row \"{row}\"")).unwrap_or_default()
    }

    /// Tells the walk.
    fn tell(&self, walk: &mut Machine<'_>) -> Result<()> {
        accompany(walk, &self.with)?;
        self.row.iter().try_for_each(|row| {
            walk.goes_on_with(row).map_err(|why| {
                Error::usage(format!("this walk cannot go on with `{row}`"))
                    .because(why.to_string())
                    .hint(why.remedy())
            })
        })
    }
}

/// Says who walks it too.
fn accompany(walk: &mut Machine<'_>, with: &[String]) -> Result<()> {
    for name in with {
        let is_another = walk.together_with(name).map_err(|why| {
            Error::usage(format!("nobody in the team or the cluster is `{name}`"))
                .because(why)
                .hint("Name a person by id or name; `pikorua edit people` adds one to the cluster.")
        })?;
        if !is_another {
            return Err(Error::usage(format!("`{name}` walks it already"))
                .hint("`--with` is for those who walk it with you; leave your own name out."));
        }
    }
    Ok(())
}

/// Which answers are missing where nobody can be asked, and how to give them.
fn nobody(session: &Session<'_>, guide: &Guide) -> Error {
    let command = match session.is_written() {
        true => format!("walk {} {}", session.id(), guide.id),
        false => "new".into(),
    };
    Error::request(format!("the answers to the guide `{}` are missing, and there is nobody to ask", guide.id))
        .hint(format!("Give them in a file: `pikorua {command} --from ANSWERS`."))
        .hint(format!("`pikorua {command} --blank` prints a file to fill in."))
        .hint("To be asked, work at a terminal, or set `ACCESSIBLE=1` to answer line by line.")
}

/// Shows which exit criteria are still open, as questions.
pub(super) fn say_open(ui: &mut Ui, guide: &Guide, open: &[&crate::guide::model::Exit]) {
    if open.is_empty() {
        return;
    }
    ui.say(&format!("Still open in {}, to come back to:", guide.title));
    for exit in open {
        ui.say(&format!("  • {}", exit.ask));
    }
}

/// A guide that cannot be walked after all.
pub(super) fn broken(guide: &Guide, why: &str) -> Error {
    Error::request(format!("the guide `{}` cannot go on", guide.id)).because(why).hint(
        "Mend the guide, or take the cluster's own copy of it out of `guides/`. What was answered is kept.",
    )
}

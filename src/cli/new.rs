//! `new`: a request for support becomes a case.

use std::path::PathBuf;

use clap::Args;

use super::walk::{self, Ending};
use super::{Global, near, open};
use crate::change::{Desk, Noticed, Session, again};
use crate::check::Other;
use crate::error::{Error, ErrorKind, Result};
use crate::guide::blank::blank;
use crate::guide::model::Guide;
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::tree;
use crate::ui::Ui;

/// The guide that a new case begins with, where its kind says nothing else.
const GUIDE: &str = "request";

/// Record a request for support, or begin a community or a project; prints the id of the new record
#[derive(Args, Debug)]
pub(super) struct New {
    /// The kind of work: individual, group, school … or community, improvement [default: the cluster's]
    #[arg(long)]
    kind: Option<String>,
    /// The same mokopuna again: take along what this earlier case knows, and link the two
    #[arg(long, value_name = "CASE")]
    after: Option<String>,
    /// Take the answers from a file, all or none
    #[arg(long, value_name = "ANSWERS", conflicts_with = "blank")]
    from: Option<PathBuf>,
    /// Print an answers file to fill in
    #[arg(long)]
    blank: bool,
}

impl New {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = if self.blank { global.desk()? } else { desk(global, ui)? };
        if self.blank && self.after.is_none() {
            let kind = self.kind.as_deref().map(|name| kind(&desk, Some(name))).transpose()?;
            let guide = beginning(&desk, kind.as_deref())?;
            return ui.print(&blank(&guide, &desk.known(), &serde_json::json!({ "kind": kind })));
        }
        let earlier = self.after.as_ref().map(|case| earlier(&desk, ui, case)).transpose()?;
        let kind = match (&self.kind, &earlier) {
            (None, Some((_, case))) => case.kind.as_str().to_owned(),
            (name, _) => kind(&desk, name.as_deref())?,
        };
        let guide = beginning(&desk, Some(&kind))?;
        let mut session = Session::create(&desk, &kind)?;
        if let Some((id, case)) = &earlier {
            session.begin_with(&again::taken_along(&desk, id, case, &guide)?)?;
            if self.blank {
                return ui.print(&blank(&guide, &desk.known(), &tree::of(session.case())));
            }
            ui.say(&format!("What {id} knows is taken along; Enter keeps it, question by question."));
        }
        let ended = match &self.from {
            Some(file) => walk::from_text(
                &desk,
                &mut session,
                &guide,
                &walk::AnswersText::read(file)?,
                &walk::Begins::default(),
                ui,
            )
            .map(|()| Ending::Left),
            None => walk::by_prompts(&desk, &mut session, &guide, &walk::Begins::default(), ui),
        };
        // the id is told also where the walk was broken off, because what was answered is kept under it
        if session.is_written() {
            ui.print(&format!("{}\n", session.id()))?;
        }
        if let Some((earlier, _)) = earlier.as_ref().filter(|_| session.is_written()) {
            again::link_back(&desk, earlier, session.id())?;
        }
        if session.is_written() {
            say_alike(&desk, &session, ui)?;
            near::say(&desk, session.id(), ui);
        }
        // who stopped was told how to go on
        if ended? == Ending::Left && session.is_written() && guide.id == GUIDE {
            ui.say(&format!("Next: `pikorua walk {}` begins with the people.", session.id()));
        }
        Ok(())
    }
}

/// Says which other records may be about the same mokopuna, without saying who that is.
fn say_alike(desk: &Desk, session: &Session<'_>, ui: &mut Ui) -> Result<()> {
    let this = Other::of(session.case(), &desk.vocabulary);
    if this.names.is_empty() {
        return Ok(());
    }
    for other in desk.every_other()?.into_iter().filter(|other| other.id != this.id) {
        let is_linked = this.links.contains(&other.id) || other.links.contains(&this.id);
        if is_linked || this.alike(&other).is_none() {
            continue;
        }
        let (new, id) = (&this.id, &other.id);
        let status = desk.vocabulary.label("statuses", &other.status);
        ui.warn(&format!(
            "{id} (“{status}”) bears the same name: is it about the same mokopuna? If so, go on there, or link the two: \
             `pikorua set {new} links.+.case={id} links.+.how=earlier`. If not, say it once: \
             `pikorua set {new} links.+.case={id} links.+.how=namesake`."
        ));
    }
    Ok(())
}

// who was ended at a new case does the same again, and would have it twice
fn desk(global: &Global, ui: &mut Ui) -> Result<Desk> {
    let desk = global.desk_of_somebody(ui)?;
    let brought = desk.bring_begun()?;
    open::say_noticed(ui, &desk, &brought);
    let own = brought.iter().find_map(|notice| match notice {
        Noticed::Begun { case, by } if by == desk.user.as_str() => Some(case),
        _ => None,
    });
    match own {
        Some(case) => Err(Error::new(
            ErrorKind::Decide,
            "a new case of yours was broken off last time, so no other was begun now",
        )
        .hint(format!(
            "`pikorua show {case}` shows what is kept of it, `pikorua walk {case} {GUIDE}` goes on with it."
        ))
        .hint("Where another case is meant, do the same again.")),
        None => Ok(desk),
    }
}

// a community or a project begins otherwise than with a request
fn beginning(desk: &Desk, kind: Option<&str>) -> Result<Guide> {
    let word = kind.and_then(|kind| desk.vocabulary.word("kinds", kind));
    desk.guide(word.and_then(|word| word.begins).as_deref().unwrap_or(GUIDE))
}

fn kind(desk: &Desk, name: Option<&str>) -> Result<String> {
    let word = match name {
        Some(name) => desk.vocabulary.find("kinds", name).filter(|word| !word.retired).ok_or_else(|| {
            let kinds: Vec<String> = desk.vocabulary.offered("kinds").into_iter().map(|k| k.id).collect();
            Error::usage(format!("there is no kind of work `{name}`"))
                .hint(format!("There are: {}.", kinds.join(", ")))
        })?,
        None => desk.vocabulary.default_of("kinds").ok_or_else(|| {
            Error::request("the vocabulary has no kinds of work")
                .hint("Add one to `[vocabulary.kinds]` in pikorua.toml.")
        })?,
    };
    Ok(word.id)
}

fn earlier(desk: &Desk, ui: &mut Ui, text: &str) -> Result<(CaseId, Case)> {
    let id = open::case(desk, ui, text)?;
    let case = desk.look(&id)?.value.ok_or_else(|| {
        Error::request(format!("the record of {id} cannot be read, so nothing can be taken along"))
            .hint(format!("`pikorua check {id}` says what is wrong with it."))
    })?;
    Ok((id, case))
}

//! `new`: a request for support becomes a case.

use std::path::PathBuf;

use clap::Args;

use super::{Global, walk};
use crate::change::Session;
use crate::error::{Error, Result};
use crate::guide::blank::blank;
use crate::ui::Ui;

/// The guide that a new case begins with.
const GUIDE: &str = "request";

/// Record a request for support; prints the id of the new case
#[derive(Args, Debug)]
pub(super) struct New {
    /// The kind of work: individual, group, school … [default: the cluster's]
    #[arg(long)]
    kind: Option<String>,
    /// Take the answers from a file, all or none
    #[arg(long, value_name = "ANSWERS", conflicts_with = "blank")]
    from: Option<PathBuf>,
    /// Print an answers file to fill in
    #[arg(long)]
    blank: bool,
}

impl New {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = if self.blank { global.desk()? } else { global.desk_to_change(ui)? };
        let guide = desk.guide(GUIDE)?;
        if self.blank {
            return ui.print(&blank(&guide, &desk.known(), &serde_json::Value::Null));
        }
        let kind = match &self.kind {
            Some(name) => desk.vocabulary.find("kinds", name).ok_or_else(|| {
                let kinds: Vec<String> = desk.vocabulary.list("kinds").into_iter().map(|k| k.id).collect();
                Error::usage(format!("there is no kind of work `{name}`"))
                    .hint(format!("There are: {}.", kinds.join(", ")))
            })?,
            None => desk.vocabulary.default_of("kinds").ok_or_else(|| {
                Error::request("the vocabulary has no kinds of work")
                    .hint("Add one to `[vocabulary.kinds]` in pikorua.toml.")
            })?,
        };
        let mut session = Session::create(&desk, &kind.id)?;
        let ended = match &self.from {
            Some(file) => walk::from_text(&desk, &mut session, &guide, &walk::AnswersText::read(file)?, ui),
            None => walk::by_prompts(&desk, &mut session, &guide, ui).map(|_| ()),
        };
        // the id is told also where the walk was broken off, because what was answered is kept under it
        if session.is_written() {
            ui.print(&format!("{}\n", session.id()))?;
        }
        ended?;
        if session.is_written() {
            ui.say(&format!("Next: `pikorua walk {}` begins with the people.", session.id()));
        }
        Ok(())
    }
}

//! `guides`: the walk-throughs there are, one of them described, as a paper form, as a copy to change, and compared.

use clap::{Args, Subcommand};

use super::Global;
use crate::change::Desk;
use crate::check;
use crate::error::{Error, Result};
use crate::folder::{Standing, TextFile, standing};
use crate::guide::load::{Names, astray};
use crate::guide::model::Guide;
use crate::ui::Ui;

mod compare;
mod copy;
mod list;
mod show;

/// List the guides; show one, print one as a paper form, or copy one to change it
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(super) struct Guides {
    #[command(subcommand)]
    act: Option<Act>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand, Debug)]
enum Act {
    Show(show::Show),
    Print(show::Print),
    Copy(copy::Copy),
    Compare(compare::Compare),
}

impl Guides {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        match &self.act {
            None => list::list(&global.desk()?, self.json, ui),
            Some(Act::Show(show)) => show.run(&global.desk()?, ui),
            Some(Act::Print(print)) => print.run(&global.desk()?, ui),
            Some(Act::Copy(copy)) => copy.run(&global.desk_to_change(ui)?, ui),
            Some(Act::Compare(compare)) => compare.run(&global.desk()?, ui),
        }
    }
}

/// A guide with the file it comes from.
struct Found<'d> {
    guide: Guide,
    file: &'d TextFile,
    standing: Standing,
}

/// The one guide that is meant.
fn find<'d>(desk: &'d Desk, name: &str) -> Result<Found<'d>> {
    let guide = desk.guide(name)?;
    // what is built in is walked in its place, and is not what was asked for
    if let Some(unreadable) = desk.library.unreadable_guide(&guide.id) {
        return Err(unreadable.clone());
    }
    let file = desk.library.guides().iter().find(|file| file.name == guide.id);
    let file = file.ok_or_else(|| Error::fault(format!("the file of the guide `{}` is gone", guide.id)))?;
    Ok(Found { standing: standing(file), guide, file })
}

/// The guide in a file, where it can be read, and what is wrong with it.
pub(super) fn read(desk: &Desk, file: &TextFile, names: &Names) -> (Option<Guide>, Option<Error>) {
    match desk.read_guide(file) {
        Ok(guide) => {
            let astray = astray(&file.origin.to_string(), &file.text, &guide, names);
            (Some(guide), astray)
        }
        Err(error) => (None, Some(error)),
    }
}

/// What the names in guides may mean.
pub(super) fn names(guides: &[Guide]) -> Names {
    Names::new(check::all().map(|rule| rule.id), guides.iter())
}

/// Where a guide or a document comes from, in words.
pub(super) fn origin(file: &TextFile, standing: &Standing) -> String {
    let of = |of: &String| if *of == file.name { String::new() } else { format!(" of `{of}`") };
    match standing {
        Standing::BuiltIn => "built in".into(),
        Standing::Own => format!("your own: {}", file.origin),
        Standing::Copied { changed: false, of: name } => {
            format!("your copy{}, not changed yet: {}", of(name), file.origin)
        }
        Standing::Copied { changed: true, of: name } => {
            format!("your copy{}, changed: {}", of(name), file.origin)
        }
        Standing::Drifted { of: name } => {
            format!("your copy{}: {} (built in has changed since this was copied)", of(name), file.origin)
        }
        Standing::Unknown => {
            format!(
                "yours, in place of the built-in one: {} (not known what it was copied from)",
                file.origin
            )
        }
    }
}

/// Says that the built-in guide has moved on, where it has.
fn say_drift(found: &Found<'_>, ui: &mut Ui) {
    if let Standing::Drifted { .. } = found.standing {
        let id = &found.guide.id;
        ui.warn(&format!(
            "what is built in has changed since `{}` was copied. `pikorua guides compare {id}` shows what differs.",
            found.file.origin
        ));
    }
}

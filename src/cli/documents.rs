//! `documents`: the documents there are, what a template can use, one as a copy to change, and all of them tried out.

use clap::{Args, Subcommand};

use super::{Global, print};
use crate::change::Desk;
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::folder::{Standing, TextFile, WordFile, standing};
use crate::record::text::{closest, fold};
use crate::ui::Ui;

mod check;
mod compare;
mod copy;
mod fields;
mod list;
mod report;
mod show;

/// List the documents; show one, what a template can use, copy one to change it, or try all of them out
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(super) struct Documents {
    #[command(subcommand)]
    act: Option<Act>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand, Debug)]
enum Act {
    Show(show::Show),
    Fields(fields::Fields),
    Copy(copy::Copy),
    Compare(compare::Compare),
    Check(check::Check),
}

impl Documents {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        match &self.act {
            None => list::list(&global.desk()?, self.json, ui),
            Some(Act::Show(show)) => show.run(&global.desk()?, ui),
            Some(Act::Fields(fields)) => fields.run(ui),
            Some(Act::Copy(copy)) => copy.run(&global.desk_to_change(ui)?, ui),
            Some(Act::Compare(compare)) => compare.run(&global.desk()?, ui),
            Some(Act::Check(check)) => check.run(&global.desk()?, ui),
        }
    }
}

/// A document: its template, its form for Word, or both.
struct Found<'d> {
    name: &'d str,
    about: String,
    template: Option<(&'d TextFile, Standing)>,
    form: Option<&'d WordFile>,
}

impl Found<'_> {
    /// A part of other templates.
    fn is_part(&self) -> bool {
        self.name.starts_with('_')
    }

    /// Where it comes from, in words: the template first.
    fn origins(&self) -> Vec<String> {
        let template = self.template.as_ref().map(|(file, standing)| super::guides::origin(file, standing));
        let form = self.form.map(|form| format!("your own form for Word: {}", form.path));
        template.into_iter().chain(form).collect()
    }
}

/// Every document, by name; parts of other templates come last.
fn all(desk: &Desk) -> Vec<Found<'_>> {
    let templates = print::templates(desk);
    let mut all: Vec<Found<'_>> =
        desk.library.documents().iter().map(|file| of(desk, &templates, file)).collect();
    for form in desk.library.forms().filter(|form| desk.library.document(&form.name).is_none()) {
        all.push(Found { name: &form.name, about: String::new(), template: None, form: Some(form) });
    }
    all.sort_by_key(|found| (found.is_part(), found.name));
    all
}

fn of<'d>(desk: &'d Desk, templates: &Templates, file: &'d TextFile) -> Found<'d> {
    let about = templates.about(&file.name).to_owned();
    Found {
        name: &file.name,
        about,
        template: Some((file, standing(file))),
        form: desk.library.form(&file.name),
    }
}

/// The one document that is meant.
fn find<'d>(desk: &'d Desk, name: &str) -> Result<Found<'d>> {
    let meant = fold(name.trim_end_matches(".md").trim_end_matches(".docx"));
    let mut all = all(desk);
    if let Some(place) = all.iter().position(|found| fold(found.name) == meant) {
        return Ok(all.swap_remove(place));
    }
    let error = Error::usage(format!("there is no document `{name}`"));
    Err(match closest(name, all.iter().map(|found| found.name)) {
        Some(near) => error.hint(format!("Did you mean `{near}`?")),
        None => error.hint("`pikorua documents` lists them."),
    })
}

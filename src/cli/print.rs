//! `print`: a document about a case, or one about each of several, for an audience, on the screen or in a file.

mod access;
mod each;
mod kept;
mod left;
mod left_out;
mod making;
mod names;
mod practice;
mod source;
pub(super) mod word;

use std::path::{Path, PathBuf};

use clap::Args;

use super::handing::Handing;
use super::seen::{self, Seen};
use super::then::{self, Then};
use super::{Global, filtered};
use crate::change::Desk;
use crate::document::{Document, Format, Templates};
use crate::error::{Error, Result};
use crate::folder::{Library, Origin, write_outside_once};
use crate::record::case::Case;
use crate::record::id::{CaseId, RowId};
use crate::ui::Ui;
use crate::view::{Audience, Needs, View};
pub(super) use each::{Each, Order, in_a_line};
use making::Making;
pub(super) use practice::Practice;
use source::Source;
pub(super) use source::only_of;

/// The look of web pages.
const STYLE: &str = "page.css";

/// Print a document about a case, or one about each of several: a plan, a review, a pack to look over, or any other that
/// `pikorua documents` lists
#[derive(Args, Debug)]
#[command(after_help = filtered::help())]
pub(super) struct Print {
    /// The document, by the name that `pikorua documents` lists: those that come with the program, and the cluster's own
    document: String,
    /// The case; or several, or a filter: one file with a page for each, and a cover
    #[arg(required = true, value_name = "CASE|FILTER")]
    cases: Vec<String>,
    /// Who will read it, such as `whanau`; `pikorua documents` lists them too [default: practitioners]
    #[arg(long = "for", value_name = "AUDIENCE")]
    audience: Option<String>,
    /// The format: docx, pdf, html, md or screen [default: what the file's ending says, else the screen]
    #[arg(long = "to", value_name = "FORMAT")]
    format: Option<String>,
    /// The row it is about, by its id or its day, such as one of several hui [default: the newest]
    #[arg(long, value_name = "ID|DAY")]
    row: Option<String>,
    /// Write it to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    handing: Handing,
    /// What stands for a name where it is told without names, kept in the case: `--say "Anna=the kaiako"`
    #[arg(long = "say", value_name = "NAME=WORDS")]
    say: Vec<String>,
    /// A word that is no name in this case, kept in the case
    #[arg(long = "not-a-name", value_name = "WORD")]
    not_names: Vec<String>,
}

impl Print {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let (desk, audience) = self.desk(global, ui)?;
        let cases = filtered::cases(&desk, ui, &self.cases)?;
        let format = match (&self.format, &self.output) {
            (Some(name), _) => Format::named(name)?,
            (None, Some(file)) => Format::of_file(file)?,
            (None, None) => Format::Screen,
        };
        // what is entered has to be there
        let is_kept = audience.needs.is_some() || ui.is_terminal();
        if self.output.is_none() && !format.is_text() && is_kept {
            return Err(self.not_for_a_terminal(format));
        }
        self.handing.refuse_another_basis(&audience)?;
        self.handing.refuse_afterwards(&desk)?;
        if self.handing.is_said() && audience.needs.is_none() {
            return Err(Error::usage(format!("nothing is entered of what {} get", audience.label))
                .hint("`--recipient`, `--basis`, `--why` and `--how` go with a document for somebody outside the team."));
        }
        let source = Source::of(&desk, &self.document, format)?;
        source.refuse_others(&cases)?;
        let practice = Practice::read(&desk, &source)?;
        let making =
            Making { print: self, desk: &desk, audience: &audience, source: &source, practice: &practice };
        let (made, left_out) = match cases.as_slice() {
            all if source.is_of_all() => making.of_all(all)?,
            [one] => (vec![making.one(one, ui)?], Vec::new()),
            several => making.several(several)?,
        };
        // somebody who looks at it hands nothing on
        let is_looked_at = format == Format::Screen && ui.is_terminal();
        let goes_out = made.iter().any(|(seen, _)| seen.pass().goes_out());
        if goes_out && self.output.is_none() && !is_looked_at {
            return Err(self.only_as_a_file(&audience));
        }
        let document = making.whole(&made, left_out.len())?;
        // a letterhead tells where something comes from
        let document =
            if audience.disguise { document } else { word::under_letterhead(&desk, document, format)? };
        match &self.output {
            Some(file) => {
                let entered = self.write(&desk, file, &document.file(format, style(&desk))?, &made)?;
                ui.say(&format!("Written: {}", file.display()));
                for (id, row) in entered {
                    ui.say(&format!("Entered among what was shared: `pikorua share {id}` lists it ({row})."));
                }
                word::say_without_letterhead(&desk, &audience, format, ui);
                word::say_ease(&document, &audience, ui);
            }
            None if format == Format::Screen => ui.print(&document.screen(ui.width(), ui.color()))?,
            None => ui.print_bytes(&document.file(format, style(&desk))?)?,
        }
        say_without_sign(ui, &document, format);
        say_missing(ui, &document);
        for (seen, document) in &made {
            kept::say_named(&desk, seen, document, ui);
            say_undecided(seen.pass().case(), ui);
        }
        left_out::are_all_in(&left_out, ui)
    }

    // what is handed out is entered, in the name of whoever hands it out
    fn desk(&self, global: &Global, ui: &mut Ui) -> Result<(Desk, Audience)> {
        let desk = global.desk()?;
        let audience = seen::audience_of(&desk, &self.document, self.audience.as_deref())?;
        let is_kept = self.output.is_some() || !self.say.is_empty() || !self.not_names.is_empty();
        let is_decided = audience.needs == Some(Needs::Asked) && ui.can_ask();
        let is_kept = is_kept && audience.needs.is_some() || is_decided;
        Ok((if is_kept { global.desk_to_change(ui)? } else { desk }, audience))
    }

    /// Writes the file. What goes out of each case in it is entered first, so that nothing is ever out that is not entered;
    /// where it cannot be written after all, the entries are taken back.
    fn write(
        &self,
        desk: &Desk,
        file: &Path,
        bytes: &[u8],
        made: &[(Seen, Document)],
    ) -> Result<Vec<(CaseId, RowId)>> {
        let mut entered = Vec::new();
        let written = write_outside_once(file, bytes, || {
            for (seen, document) in made.iter().filter(|(seen, _)| seen.pass().goes_out()) {
                let name = Some(self.document.clone());
                let entry = self.handing.entry(desk, seen, document.title.clone(), name)?;
                let id = seen.pass().case_id();
                entered.push((id.clone(), desk.disclose(id, &entry)?));
            }
            Ok(())
        });
        let Err(error) = written else { return Ok(entered) };
        let request = |id: &CaseId| {
            made.iter()
                .find(|(seen, _)| seen.pass().case_id() == id)
                .and_then(|(seen, _)| seen.pass().open_request())
        };
        let kept = entered.iter().filter(|(id, row)| desk.take_back(id, row, request(id)).is_err());
        let kept: Vec<String> = kept.map(|(id, row)| format!("{row} of {id}")).collect();
        Err(match (entered.as_slice(), kept.as_slice()) {
            ([], _) => error,
            (_, []) => error.hint("Nothing was shared, and the entry of it is taken back."),
            _ => {
                error.hint(format!("Entered as shared, and not: {}. Take that out by hand.", kept.join(", ")))
            }
        })
    }

    fn only_as_a_file(&self, audience: &Audience) -> Error {
        let (name, cases) = (self.document.trim_end_matches(".md"), self.cases.join(" "));
        let message = format!("it is not said which file this goes into, and it is for {}", audience.label);
        let command = format!("pikorua print {name} {cases} --for {} -o {name}.docx", audience.id);
        Error::usage(message)
            .hint(format!("What leaves is entered in the case, so name a file: `{command}`."))
            .hint("On a terminal, without `--to`, it is shown to you and goes nowhere.")
    }

    fn not_for_a_terminal(&self, format: Format) -> Error {
        let (what, ending) = match format {
            Format::Pdf => ("a pdf", "pdf"),
            _ => ("a Word document", "docx"),
        };
        Error::usage(format!("{what} is not for a screen")).hint(format!(
            "Name a file: `pikorua print {0} {1} -o {0}.{ending}`.",
            self.document.trim_end_matches(".md"),
            self.cases.join(" ")
        ))
    }
}

/// How web pages look here.
pub(super) fn style(desk: &Desk) -> &str {
    desk.library.style(STYLE).map(|file| file.text.as_str()).unwrap_or_default()
}

/// Says where two people wrote different things of which nobody has decided which holds: a document shows one of them.
pub(super) fn say_undecided(case: &Case, ui: &mut Ui) {
    let open = case.questions.len();
    if open > 0 {
        let are = super::sync::are_open(open);
        ui.warn(&format!(
            "{are}, and this shows one of the two. `pikorua sync --resolve` goes through them."
        ));
    }
}

/// Prints a document about a case that was read for those who do the work.
pub(super) fn on_screen(desk: &Desk, seen: &Seen, name: &str, ui: &mut Ui) -> Result<()> {
    let source = Source::of(desk, name, Format::Screen)?;
    show(&rendered(desk, seen.pass().case_id(), &source, seen, seen.view(desk), None)?, ui)
}

/// Prints a document on the screen.
pub(super) fn show(document: &Document, ui: &mut Ui) -> Result<()> {
    ui.print(&format!("\n{}", document.screen(ui.width(), ui.color())))
}

fn rendered(
    desk: &Desk,
    id: &CaseId,
    source: &Source<'_>,
    seen: &Seen,
    mut view: View,
    row: Option<&str>,
) -> Result<Document> {
    if let Some(row) = row {
        view = view.asking_for(&source.wanted(row)?);
    }
    let lists = source.lists();
    if !lists.is_empty() {
        view = view.with_lists(&lists, &seen.around(desk));
    }
    if source.takes_held() {
        view = view.with_all_held(&seen.around(desk));
    }
    if source.has("changes")
        && let Some(day) = then::met(desk, &view)
        // a document is no less true without it
        && let Ok(then) = Then::read(desk, id, day)
        && then.refuse_doubtful_marks(seen).is_ok()
    {
        view = view.since(&then.case, then.day, &seen.around(desk));
    }
    source.document(&view)
}

/// A document made of a view.
pub(super) fn document(desk: &Desk, name: &str, view: &View) -> Result<Document> {
    Document::render(name, &templates_for(desk, view.audience()), view)
}

/// The templates for an audience: where nothing may tell whose it is, it is known what this program brings along.
fn templates_for(desk: &Desk, audience: &Audience) -> Templates {
    if !audience.disguise {
        return templates(desk);
    }
    let built_in = desk.library.documents().iter().filter(|file| file.origin == Origin::BuiltIn);
    let built_in = built_in.map(|file| format!("{}.md", file.name));
    templates(desk).bringing(built_in, Library::built_in().phrases())
}

/// The templates of documents, each by the name of its file.
pub(super) fn templates(desk: &Desk) -> Templates {
    let files = desk.library.documents().iter();
    Templates::new(files.map(|f| (format!("{}.md", f.name), f.text.clone())))
        .with_forms(desk.library.forms().map(|form| form.name.as_str()))
}

/// Pages are made with the fonts of this program, the other formats with those of whoever reads them.
fn say_without_sign(ui: &mut Ui, document: &Document, format: Format) {
    let without = document.without_sign(format);
    if !without.is_empty() {
        let signs = without.iter().take(12).map(char::to_string).collect::<Vec<_>>().join(" ");
        ui.warn(&format!(
            "The pages show an empty box where these stand: {signs}. A Word document (`.docx`) or a web page (`.html`) shows them."
        ));
    }
}

fn say_missing(ui: &mut Ui, document: &Document) {
    if document.missing.is_empty() {
        return;
    }
    ui.say("Not recorded yet, and shown so in the document:");
    for what in &document.missing {
        ui.say(&format!("  • {what}"));
    }
}

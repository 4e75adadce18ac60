//! `print`: a document about a case, for an audience, on the screen or in a file.

mod names;
pub(super) mod word;

use std::path::PathBuf;

use clap::Args;

use super::handing::Handing;
use super::seen::{self, Seen};
use super::then::{self, Then};
use super::{Global, open};
use crate::change::Desk;
use crate::document::{Document, Form, Format, Templates};
use crate::error::{Error, Result};
use crate::folder::write_outside_once;
use crate::guide::day::day;
use crate::record::id::{CaseId, RowId};
use crate::ui::Ui;
use crate::view::View;

/// The look of web pages.
const STYLE: &str = "page.css";

/// Print a document about a case: `plan`, `review`, `request`, `agreement`, `allocation-letter`, `case-summary`, `hui`, `closing`,
/// `hand-over`, `shared`, `notes`, or one of the cluster's own
#[derive(Args, Debug)]
pub(super) struct Print {
    /// The document
    document: String,
    /// The case
    case: String,
    /// Who will read it: `whanau`, `practitioners`, `next-setting`, or one of the cluster's own [default: practitioners]
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
        let desk = self.desk(global, ui)?;
        let id = open::case(&desk, ui, &self.case)?;
        let format = match (&self.format, &self.output) {
            (Some(name), _) => Format::named(name)?,
            (None, Some(file)) => Format::of_file(file)?,
            (None, None) => Format::Screen,
        };
        if self.output.is_none() && !format.is_text() && ui.is_terminal() {
            return Err(self.not_for_a_terminal(format));
        }
        self.handing.refuse_afterwards(&desk)?;
        names::take(&desk, &id, &self.say, &self.not_names)?;
        let (seen, document) = self.made(&desk, &id, format, ui)?;
        let goes_out = seen.pass().agreements().is_some();
        if self.handing.is_said() && !goes_out {
            let whom = &seen.pass().audience().label;
            return Err(Error::usage(format!("nothing is entered of what {whom} get"))
                .hint("`--recipient`, `--basis`, `--why` and `--how` go with a document for somebody outside the team."));
        }
        // what is entered has to be there
        if goes_out && self.output.is_none() && !format.is_text() {
            return Err(self.not_for_a_terminal(format));
        }
        match &self.output {
            Some(file) => {
                let mut entered = None;
                write_outside_once(file, &document.file(format, style(&desk))?, || {
                    if goes_out {
                        let entry = self.handing.entry(
                            &desk,
                            &seen,
                            document.title.clone(),
                            Some(self.document.clone()),
                        )?;
                        entered = Some(desk.disclose(&id, &entry)?);
                    }
                    Ok(())
                })?;
                ui.say(&format!("Written: {}", file.display()));
                word::say_without_letterhead(&desk, seen.pass().audience(), format, ui);
                word::say_ease(&document, seen.pass().audience(), ui);
                if let Some(row) = entered {
                    ui.say(&format!("Entered among what was shared: `pikorua share {id}` lists it ({row})."));
                }
            }
            None if format == Format::Screen => ui.print(&document.screen(ui.width(), ui.color()))?,
            None => ui.print_bytes(&document.file(format, style(&desk))?)?,
        }
        say_without_sign(ui, &document, format);
        say_missing(ui, &document);
        say_undecided(&desk, &id, ui);
        Ok(())
    }

    // what is handed out is entered, in the name of whoever hands it out
    fn desk(&self, global: &Global, ui: &mut Ui) -> Result<Desk> {
        let desk = global.desk()?;
        let is_kept = self.output.is_some() || !self.say.is_empty() || !self.not_names.is_empty();
        let goes_out = seen::audience(&desk, self.audience.as_deref())?.needs.is_some();
        if is_kept && goes_out { global.desk_to_change(ui) } else { Ok(desk) }
    }

    /// The document, and for whom. Where nothing in it may tell whose it is, it is made anew until nothing does.
    fn made(&self, desk: &Desk, id: &CaseId, format: Format, ui: &mut Ui) -> Result<(Seen, Document)> {
        let file = self.output.as_ref().and_then(|file| file.file_name()).map(|name| name.to_string_lossy());
        loop {
            let seen = Seen::handed(desk, id, self.audience.as_deref(), Some(&self.handing))?;
            let document = rendered(desk, id, &self.document, &seen, self.row.as_deref(), format)?;
            if !seen.pass().audience().disguise {
                return Ok((seen, word::under_letterhead(desk, document, format)?));
            }
            let left = names::search(desk, id, &seen, &document, file.as_deref())?;
            if left.is_empty() {
                return Ok((seen, document));
            }
            if !ui.can_ask() || !names::ask(desk, id, ui, &left)? {
                return Err(names::refused(&seen, &left));
            }
        }
    }

    fn not_for_a_terminal(&self, format: Format) -> Error {
        let (what, ending) = match format {
            Format::Pdf => ("a pdf", "pdf"),
            _ => ("a Word document", "docx"),
        };
        Error::usage(format!("{what} is not for a screen")).hint(format!(
            "Name a file: `pikorua print {0} {1} -o {0}.{ending}`.",
            self.document.trim_end_matches(".md"),
            self.case
        ))
    }
}

/// How web pages look here.
pub(super) fn style(desk: &Desk) -> &str {
    desk.library.style(STYLE).map(|file| file.text.as_str()).unwrap_or_default()
}

/// Says where two people wrote different things of which nobody has decided which holds: a document shows one of them.
pub(super) fn say_undecided(desk: &Desk, id: &CaseId, ui: &mut Ui) {
    let case = desk.look(id).ok().and_then(|loaded| loaded.value);
    let open = case.map_or(0, |case| case.questions.len());
    if open > 0 {
        let are = super::sync::are_open(open);
        ui.warn(&format!(
            "{are}, and this shows one of the two. `pikorua sync --resolve` goes through them."
        ));
    }
}

/// Prints a document on the screen, as the practitioners see it.
pub(super) fn on_screen(desk: &Desk, id: &CaseId, name: &str, ui: &mut Ui) -> Result<()> {
    show(&render(desk, id, name, None, None)?, ui)
}

/// Prints a document on the screen.
pub(super) fn show(document: &Document, ui: &mut Ui) -> Result<()> {
    ui.print(&format!("\n{}", document.screen(ui.width(), ui.color())))
}

/// A document about a case for an audience.
pub(super) fn render(
    desk: &Desk,
    id: &CaseId,
    name: &str,
    audience: Option<&str>,
    row: Option<&str>,
) -> Result<Document> {
    rendered(desk, id, name, &Seen::new(desk, id, audience)?, row, Format::Screen)
}

fn rendered(
    desk: &Desk,
    id: &CaseId,
    name: &str,
    seen: &Seen,
    row: Option<&str>,
    format: Format,
) -> Result<Document> {
    let form = word::form(desk, name, format)?;
    let mut view = seen.view(desk);
    if let Some(row) = row {
        view = view.asking_for(&wanted(desk, name, form.as_ref(), row)?);
    }
    if source_has(desk, name, form.as_ref(), "changes")
        && let Some(day) = then::met(desk, &view)
        // a document is no less true without it
        && let Ok(then) = Then::read(desk, id, day)
        && then.refuse_doubtful_marks(seen).is_ok()
    {
        view = view.since(&then.case, then.day, &seen.around(desk));
    }
    match &form {
        Some(form) => Document::filled(form, &templates(desk), &view),
        None => document(desk, name, &view),
    }
}

/// A document made of a view.
pub(super) fn document(desk: &Desk, name: &str, view: &View) -> Result<Document> {
    Document::render(name, &templates(desk), view)
}

/// The templates of documents, each by the name of its file.
pub(super) fn templates(desk: &Desk) -> Templates {
    let files = desk.library.documents().iter();
    Templates::new(files.map(|f| (format!("{}.md", f.name), f.text.clone())))
        .with_forms(desk.library.forms().map(|form| form.name.as_str()))
}

// a row by its id as it is, and a day in any words that the prompts take
fn wanted(desk: &Desk, name: &str, form: Option<&Form>, row: &str) -> Result<String> {
    let known = form.is_some() || desk.library.document(name.trim_end_matches(".md")).is_some();
    if known && !source_has(desk, name, form, "| chosen") {
        return Err(Error::usage(format!(
            "the document `{name}` is about the whole case and not about one row"
        ))
        .hint("Leave `--row` out; it goes with documents such as `hui`."));
    }
    if row.parse::<RowId>().is_ok() {
        return Ok(row.to_owned());
    }
    day(row, desk.today(), &desk.cluster.calendar)
        .map(|day| day.to_string())
        .map_err(|why| Error::usage("`--row` is the id of a row or a day").because(why))
}

fn source_has(desk: &Desk, name: &str, form: Option<&Form>, word: &str) -> bool {
    if let Some(form) = form {
        return form.mentions(word);
    }
    desk.library.document(name.trim_end_matches(".md")).is_some_and(|f| f.text.contains(word))
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

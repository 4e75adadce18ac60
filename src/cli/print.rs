//! `print`: a document about a case, for an audience, on the screen or in a file.

use std::path::PathBuf;

use clap::Args;

use super::{Global, diff, open};
use crate::change::Desk;
use crate::document::{Document, Format, Templates, guide_names};
use crate::error::{Error, ErrorKind, Result};
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::path::Step;
use crate::record::problem::Problem;
use crate::record::text::closest;
use crate::ui::Ui;
use crate::view::{Around, Audience, Audiences, GuideName, View};

/// The look of web pages.
const STYLE: &str = "page.css";

/// The key that keeps a row with the practitioners.
const MARK: &str = "sensitive";

/// Print a document about a case: `plan`, `review`, `hui`, `closing`, `hand-over`, `notes`, or one of the cluster's own
#[derive(Args, Debug)]
pub(super) struct Print {
    /// The document
    document: String,
    /// The case
    case: String,
    /// Who will read it [default: practitioners]
    #[arg(long = "for", value_name = "AUDIENCE")]
    audience: Option<String>,
    /// The format: screen, md or html [default: what the file's ending says, else the screen]
    #[arg(long = "to", value_name = "FORMAT")]
    format: Option<String>,
    /// Write it to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Print {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let id = open::case(&desk, &self.case)?;
        let format = match (&self.format, &self.output) {
            (Some(name), _) => Format::named(name)?,
            (None, Some(file)) => Format::of_file(file)?,
            (None, None) => Format::Screen,
        };
        let document = render(&desk, &id, &self.document, self.audience.as_deref())?;
        let text = match format {
            Format::Screen if self.output.is_some() => document.screen(80, false),
            Format::Screen => document.screen(ui.width(), ui.color()),
            Format::Markdown => document.markdown(),
            Format::Html => {
                document.html(&desk.library.style(STYLE).map(|f| f.text.clone()).unwrap_or_default())
            }
        };
        match &self.output {
            None => ui.print(&text)?,
            Some(file) => {
                crate::folder::write_outside(file, text.as_bytes())?;
                ui.say(&format!("Written: {}", file.display()));
            }
        }
        say_missing(ui, &document);
        Ok(())
    }
}

/// Prints a document on the screen, as the practitioners see it.
pub(super) fn on_screen(desk: &Desk, id: &CaseId, name: &str, ui: &mut Ui) -> Result<()> {
    let document = render(desk, id, name, None)?;
    ui.print(&format!("\n{}", document.screen(ui.width(), ui.color())))
}

/// A document about a case for an audience.
pub(super) fn render(desk: &Desk, id: &CaseId, name: &str, audience: Option<&str>) -> Result<Document> {
    let seen = Seen::new(desk, id, audience)?;
    let mut view = seen.view(desk);
    if tells_what_changed(desk, name)
        && let Some(day) = diff::met(view.json(), desk.today())
        // a document is no less true without it
        && let Ok(then) = diff::then(desk, id, day)
        && then.refuse_doubtful_marks(&seen).is_ok()
    {
        view = view.since(&then.case, then.day, &seen.around(desk));
    }
    document(desk, name, &view)
}

/// A document made of a view.
pub(super) fn document(desk: &Desk, name: &str, view: &View) -> Result<Document> {
    let files = desk.library.documents().iter();
    let templates = Templates::new(files.map(|f| (format!("{}.md", f.name), f.text.clone())));
    Document::render(name, &templates, view)
}

fn tells_what_changed(desk: &Desk, name: &str) -> bool {
    desk.library.document(name.trim_end_matches(".md")).is_some_and(|f| f.text.contains("changes"))
}

/// A case as an audience may see it.
pub(super) fn view(desk: &Desk, id: &CaseId, audience: Option<&str>) -> Result<View> {
    Ok(Seen::new(desk, id, audience)?.view(desk))
}

/// A case, who looks at it, and what lies around it.
pub(super) struct Seen {
    case: Case,
    audience: Audience,
    guides: Vec<GuideName>,
    version: String,
}

impl Seen {
    /// Reads a case for an audience, and refuses what this audience may not see.
    pub(super) fn new(desk: &Desk, id: &CaseId, audience: Option<&str>) -> Result<Seen> {
        let audience = self::audience(desk, audience)?;
        let loaded = desk.look(id)?;
        let Some(case) = loaded.value else {
            let mut error = Error::request(format!("`{}` cannot be read", loaded.path));
            if let Some(problem) = loaded.problems.first() {
                error = error.because(&problem.message).hint(&problem.remedy);
            }
            return Err(error.hint(format!("`pikorua check {id}` shows every problem and where it stands.")));
        };
        audience.admit(&case, desk.today())?;
        let version = version(desk, id)?;
        let seen = Seen { case, audience, guides: guide_names(&desk.guides()), version };
        seen.refuse_doubtful_marks(&loaded.problems, &loaded.text)?;
        Ok(seen)
    }

    /// What lies around the case.
    pub(super) fn around<'a>(&'a self, desk: &'a Desk) -> Around<'a> {
        Around {
            cluster: &desk.cluster.name,
            words: &desk.cluster.words,
            vocabulary: &desk.vocabulary,
            people: &desk.people,
            settings: &desk.settings,
            guides: &self.guides,
            today: desk.today(),
            version: &self.version,
        }
    }

    /// The case as the audience sees it.
    pub(super) fn view(&self, desk: &Desk) -> View {
        View::new(&self.case, &self.around(desk), &self.audience)
    }

    /// A mark that was mistyped must not let through what it was to keep back.
    pub(super) fn refuse_doubtful_marks(&self, problems: &[Problem], text: &str) -> Result<()> {
        if self.audience.sensitive {
            return Ok(());
        }
        let meant = |p: &&Problem| match p.path.0.last() {
            Some(Step::Key(key)) => {
                key == MARK || p.rule == "unknown-key" && closest(key, [MARK].into_iter()).is_some()
            }
            _ => false,
        };
        let Some(problem) = problems.iter().find(meant) else { return Ok(()) };
        let id = &self.case.id;
        let line = text[..problem.span.start].matches('\n').count() + 1;
        let message = format!(
            "{id} is not printed for {}: it cannot be told what is sensitive in it",
            self.audience.label
        );
        Err(Error::new(ErrorKind::Refused, message)
            .because(format!("line {line}: {}", problem.message))
            .hint(format!("Write `{MARK}: true` there, or take the line out: `pikorua edit {id}`.")))
    }
}

fn audience(desk: &Desk, name: Option<&str>) -> Result<Audience> {
    let read = desk.library.audiences().iter().map(|file| Audiences::parse(&file.text));
    let all = read.reduce(|all, own| Ok(all?.with(own?)));
    let all = all.unwrap_or_else(|| Audiences::parse(""))?;
    let found = match name {
        Some(name) => Some(all.get(name)?),
        None => all.default(),
    };
    found.cloned().ok_or_else(|| Error::fault("there is no audience to print for"))
}

fn version(desk: &Desk, id: &CaseId) -> Result<String> {
    let file = desk.folder.case_path(id);
    let recorded = desk.history.version(&file)?;
    let changed = desk.history.status_of(&file)?.is_some();
    Ok(match (recorded, changed) {
        (None, _) => String::new(),
        (Some(version), false) => version,
        (Some(version), true) => format!("{version}, with changes not recorded yet"),
    })
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

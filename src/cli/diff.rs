//! `diff`: what changed in a case since a day, in plain words.

use clap::Args;
use serde_json::{Value as Tree, json};

use super::{Global, open, print};
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::guide::answer::day;
use crate::history::Commit;
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::problem::Problem;
use crate::record::read::read;
use crate::record::value::Date;
use crate::ui::Ui;
use crate::view::View;

/// The document that tells what changed.
const DOCUMENT: &str = "changes";

/// Show what changed in a case since a day, in plain words, as one audience sees it
#[derive(Args, Debug)]
pub(super) struct Diff {
    /// The case
    case: String,
    /// Since when: a day, `last-hui`, `last-review` or `agreed` [default: the last time people met or agreed]
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Who will read it [default: practitioners]
    #[arg(long = "for", value_name = "AUDIENCE")]
    audience: Option<String>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// A case as it was at the end of a day.
pub(super) struct Then {
    /// The day.
    pub(super) day: Date,
    /// The case.
    pub(super) case: Case,
    text: String,
    problems: Vec<Problem>,
}

impl Diff {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let id = open::case(&desk, &self.case)?;
        let seen = print::Seen::new(&desk, &id, self.audience.as_deref())?;
        let view = seen.view(&desk);
        let day = since(&desk, &view, self.since.as_deref())?;
        let then = then(&desk, &id, day)?;
        then.refuse_doubtful_marks(&seen)?;
        let view = view.since(&then.case, then.day, &seen.around(&desk));
        if self.json {
            return ui.print_json(&json!({
                "schema": "pikorua/diff/1",
                "case": id.to_string(),
                "since": day.to_string(),
                "for": view.audience().id,
                "changes": view.changes(),
            }));
        }
        let document = print::document(&desk, DOCUMENT, &view)?;
        ui.print(&document.screen(ui.width(), ui.color()))
    }
}

impl Then {
    /// What cannot be told to be sensitive was so then too.
    pub(super) fn refuse_doubtful_marks(&self, seen: &print::Seen) -> Result<()> {
        seen.refuse_doubtful_marks(&self.problems, &self.text)
    }
}

/// The day that is meant.
fn since(desk: &Desk, view: &View, text: Option<&str>) -> Result<Date> {
    let (today, json) = (desk.today(), view.json());
    let named = match text {
        None => met(json, today).ok_or("met or agreed to the plan before today"),
        Some("last-hui") => last(json, "/hui", today).ok_or("had a hui before today"),
        Some("last-review") => last(json, "/reviews", today).ok_or("looked back together before today"),
        Some("agreed") => last(json, "/plan/agreed", today).ok_or("agreed to the plan before today"),
        Some(text) => {
            let wrong = |why| {
                Error::usage(format!("`{text}` is not a day to look back to"))
                    .because(why)
                    .hint("Write a day, as in 2026-06-12, or `last-hui`, `last-review` or `agreed`.")
            };
            let day = day(text, today).map_err(wrong)?;
            if day > today {
                return Err(wrong("it is still to come".into()));
            }
            return Ok(day);
        }
    };
    named.map_err(|what| {
        Error::request(format!("{} does not say when people {what}", view.case_id()))
            .hint("Name a day: `--since 2026-06-12`.")
    })
}

/// The last day before today on which people met, looked back or agreed to the plan, as far as this audience sees it.
pub(super) fn met(json: &Tree, today: Date) -> Option<Date> {
    ["/hui", "/reviews", "/plan/agreed"].iter().filter_map(|list| last(json, list, today)).max()
}

fn last(json: &Tree, list: &str, today: Date) -> Option<Date> {
    let rows = json.pointer(list)?.as_array()?;
    let dates = rows.iter().filter_map(|row| row["date"].as_str()?.parse::<Date>().ok());
    dates.filter(|date| *date < today).max()
}

/// A case as it was last recorded on a day or before it.
pub(super) fn then(desk: &Desk, id: &CaseId, day: Date) -> Result<Then> {
    let file = desk.folder.case_path(id);
    let words = day.0.strftime("%-d %B %Y").to_string();
    let mut first: Option<Commit> = None;
    for commit in desk.history.commits(Some(&file))? {
        let commit = commit?;
        if commit.committer.when.date() > day.0 {
            first = Some(commit);
            continue;
        }
        let Some(bytes) = desk.history.content_at(&file, &commit.id)? else { break };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let read = read::<Case>(&text);
        let Some(case) = read.value else {
            let mut error = Error::request(format!("{id} could not be read as it was on {words}"));
            if let Some(problem) = read.problems.first() {
                error = error.because(&problem.message);
            }
            return Err(
                error.hint(format!("Name another day; `pikorua log {id}` lists when something changed."))
            );
        };
        return Ok(Then { day, case, text, problems: read.problems });
    }
    let error = Error::request(format!("{id} was not recorded yet on {words}"));
    Err(match first {
        Some(first) => {
            let when = first.committer.when.strftime("%-d %B %Y");
            error.hint(format!("It was recorded first on {when}; name that day or a later one."))
        }
        None => error.hint("Nothing of it is recorded so far."),
    })
}

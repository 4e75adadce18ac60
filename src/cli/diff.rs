//! `diff`: what changed in a case since a day, in plain words.

use clap::Args;
use serde_json::json;

use super::seen::Seen;
use super::then::{Then, last, met};
use super::{Global, open, print};
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::guide::day::day;
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

impl Diff {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let id = open::case(&desk, ui, &self.case)?;
        let seen = Seen::new(&desk, &id, self.audience.as_deref())?;
        let view = seen.view(&desk);
        let day = since(&desk, &view, self.since.as_deref())?;
        let then = Then::read(&desk, &id, day)?;
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
            let day = day(text, today, &desk.cluster.calendar).map_err(wrong)?;
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

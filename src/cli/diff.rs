//! `diff`: what changed in a case since a day, in plain words.

use clap::Args;
use serde_json::json;

use super::seen::Seen;
use super::then::{Then, When, last, met};
use super::{Global, open, print};
use crate::change::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::ui::Ui;
use crate::view::View;

/// The document that tells what changed.
const DOCUMENT: &str = "changes";

/// Show what changed in a case since a day, in plain words, as one audience sees it
#[derive(Args, Debug)]
pub(super) struct Diff {
    /// The case
    case: String,
    /// Since when: a day, `last-hui`, `last-review`, `agreed`, or a change as `log` shows it [default: the last time people
    /// met or agreed]
    #[arg(long, value_name = "WHEN")]
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
        view.audience().admit_past(&id)?;
        let then = Then::at(&desk, &id, since(&desk, &view, self.since.as_deref())?)?;
        then.refuse_doubtful_marks(&seen)?;
        let view = view.since(&then.case, then.day, &seen.around(&desk));
        if self.json {
            return ui.print_json(&json!({
                "schema": "pikorua/diff/1",
                "case": id.to_string(),
                "since": then.day.to_string(),
                "for": view.audience().id,
                "changes": view.changes(),
            }));
        }
        let document = print::document(&desk, DOCUMENT, &view)?;
        ui.print(&document.screen(ui.width(), ui.color()))
    }
}

/// The moment that is meant.
fn since(desk: &Desk, view: &View, text: Option<&str>) -> Result<When> {
    let (today, json) = (desk.today(), view.json());
    let named = match text {
        None => met(desk, view).ok_or("met or agreed to the plan before today"),
        Some("last-hui") => last(json, "/hui", today).ok_or("had a hui before today"),
        Some("last-review") => last(json, "/reviews", today).ok_or("looked back together before today"),
        Some("agreed") => last(json, "/plan/agreed", today).ok_or("agreed to the plan before today"),
        Some(text) => {
            return When::named(desk, text).map_err(|error| match error.kind {
                ErrorKind::Usage => error.hint(
                    "Write a day, as in 2026-06-12, a change as `log` shows it, or `last-hui`, `last-review` or `agreed`.",
                ),
                _ => error,
            });
        }
    };
    named.map(When::Day).map_err(|what| {
        Error::request(format!("{} does not say when people {what}", view.case_id()))
            .hint("Name a day: `--since 2026-06-12`.")
    })
}

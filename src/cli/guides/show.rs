//! One guide: described, whole for a script, or as a paper form with room to write.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Found, find, origin, say_drift};
use crate::change::Desk;
use crate::cli::print;
use crate::document::{Document, Format, Frame};
use crate::error::Result;
use crate::folder::Standing;
use crate::guide::paper::Paper;
use crate::ui::Ui;

/// The template that describes a guide, and that of its paper form.
const DESCRIPTION: &str = "_guide";
const FORM: &str = "_form";

/// Show a guide: what it is for, what it asks, where the answers go
#[derive(Args, Debug)]
pub(super) struct Show {
    /// The guide: its id, its title or the beginning of it, with or without macrons
    guide: String,
    /// Print the whole guide as one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// Print a guide as a paper form with room to write
#[derive(Args, Debug)]
pub(super) struct Print {
    /// The guide
    guide: String,
    /// Write it to a file; its ending says the format: .html (prints well on A4), .md or .txt
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Show {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let found = find(desk, &self.guide)?;
        if self.json {
            let origin = origin(found.file, &found.standing);
            return ui.print_json(&json!({
                "schema": "pikorua/guides/1", "guide": found.guide, "origin": origin, "status": found.standing.id(),
            }));
        }
        let document = document(desk, &found, DESCRIPTION)?;
        ui.print(&document.screen(ui.width(), ui.color()))?;
        say_drift(&found, ui);
        Ok(())
    }
}

impl Print {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let found = find(desk, &self.guide)?;
        let document = document(desk, &found, FORM)?;
        let Some(file) = &self.output else {
            return ui.print(&document.screen(ui.width(), ui.color()));
        };
        let format = Format::of_file(file)?;
        let document = print::word::under_letterhead(desk, document, format)?;
        let content = document.file(format, print::style(desk))?;
        crate::folder::write_outside(file, &content)?;
        ui.say(&format!("Written: {}", file.display()));
        Ok(())
    }
}

fn document(desk: &Desk, found: &Found<'_>, template: &str) -> Result<Document> {
    let templates = print::templates(desk);
    let paper = Paper::new(&found.guide, &desk.known());
    let version = env!("CARGO_PKG_VERSION");
    let origin = match found.standing {
        Standing::BuiltIn => format!("built in, pikorua {version}"),
        _ => origin(found.file, &found.standing),
    };
    let frame = Frame { cluster: &desk.cluster.name, today: desk.today(), origin: &origin };
    Document::of_guide(template, &templates, &paper, frame)
}

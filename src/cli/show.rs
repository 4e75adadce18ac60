//! `show`: one case at a glance.

use clap::Args;
use serde_json::json;

use super::seen::Seen;
use super::{Global, open, print};
use crate::error::Result;
use crate::ui::Ui;

/// The document that shows a case at a glance.
const DOCUMENT: &str = "case";

/// Show a case: who, what, where it stands, what is open
#[derive(Args, Debug)]
pub(super) struct Show {
    /// The case
    case: String,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let id = open::case(&desk, ui, &self.case)?;
        if self.json {
            let view = Seen::new(&desk, &id, None)?.view(&desk);
            return ui.print_json(&json!({ "schema": "pikorua/show/1", "case": view.json() }));
        }
        print::on_screen(&desk, &id, DOCUMENT, ui)?;
        if desk.history.status_of(&desk.folder.case_path(&id))?.is_some() {
            ui.warn("this case was edited by hand and that is not recorded yet; the next change to it records it first.");
        }
        Ok(())
    }
}

//! `share`: what was shared of a case with whom, and entering what was shared by other means.

use clap::Args;
use serde_json::json;

use super::handing::Handing;
use super::seen::Seen;
use super::{Global, open, print};
use crate::change::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::guide::day::day;
use crate::record::case::Basis;
use crate::record::value::Vocabulary as _;
use crate::ui::Ui;

/// The document that shows it.
const DOCUMENT: &str = "shared";

/// Show what was shared of a case and with whom; with `--what`, enter something that was shared by other means
#[derive(Args, Debug)]
#[command(
    after_help = "Documents that `print … -o FILE` writes for somebody outside the team are entered by themselves. What was said \
on the telephone, sent by e-mail or given in a meeting is entered here:\n\n  \
pikorua share kf3m --for partner --recipient \"Te Awa Health\" --what \"What helps at reading time\" --how \"by telephone\"\n\n\
pikorua keeps the record of it, and gives no legal advice."
)]
pub(super) struct Share {
    /// The case
    case: String,
    /// What was shared, in words
    #[arg(long, value_name = "TEXT")]
    what: Option<String>,
    /// Whom it was for: `school`, `partner`, `practice-leader`, or one of the cluster's own
    #[arg(long = "for", value_name = "AUDIENCE", requires = "what")]
    audience: Option<String>,
    #[command(flatten)]
    handing: Handing,
    /// When [default: today]
    #[arg(long, value_name = "DAY", requires = "what")]
    on: Option<String>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Share {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        if let Some(what) = &self.what {
            return self.enter(global, ui, what);
        }
        if self.handing.is_said() {
            return Err(Error::usage("it is not said what was shared").hint("Say it with `--what \"…\"`."));
        }
        let desk = global.desk()?;
        let id = open::case(&desk, ui, &self.case)?;
        if self.json {
            let view = Seen::new(&desk, &id, None)?.view(&desk);
            let shared = view.json().get("disclosures").cloned().unwrap_or_else(|| json!([]));
            return ui.print_json(
                &json!({ "schema": "pikorua/share/1", "case": id.to_string(), "disclosures": shared }),
            );
        }
        print::on_screen(&desk, &Seen::new(&desk, &id, None)?, DOCUMENT, ui)
    }

    fn enter(&self, global: &Global, ui: &mut Ui, what: &str) -> Result<()> {
        let desk = global.desk_to_change(ui)?;
        let id = open::case(&desk, ui, &self.case)?;
        let Some(audience) = &self.audience else {
            return Err(Error::usage("it is not said whom that was for")
                .hint("Say it with `--for`, such as `--for partner`: an agreement names those who may be given something."));
        };
        let seen = Seen::handed(&desk, &id, Some(audience), Some(&self.handing))
            .map_err(|refused| or_afterwards(&desk, refused))?;
        if !seen.pass().goes_out() {
            let whom = &seen.pass().audience().label;
            return Err(Error::usage(format!("nothing is entered of what {whom} hear"))
                .hint("Only what somebody outside the team was given is entered."));
        }
        let mut entry = self.handing.entry(&desk, &seen, what.trim().to_owned(), None)?;
        if let Some(text) = &self.on {
            entry.date = day(text, desk.today(), &desk.cluster.calendar)
                .ok()
                .filter(|day| *day <= desk.today())
                .ok_or_else(|| Error::usage(format!("`{text}` is no day on which something was shared")))?;
        }
        let row = desk.disclose(&id, &entry)?;
        if self.json {
            return ui.print_json(
                &json!({ "schema": "pikorua/share/1", "case": id.to_string(), "entered": row.to_string() }),
            );
        }
        ui.say(&format!("Entered among what was shared of {id} ({row})."));
        Ok(())
    }
}

// nobody can take back what was said already; it is written down for what it was
fn or_afterwards(desk: &Desk, refused: Error) -> Error {
    let bases = desk.vocabulary.offered(Basis::LIST);
    let words = bases.into_iter().find(|word| word.afterwards && word.needs_reason);
    match words.filter(|_| refused.kind == ErrorKind::Refused) {
        Some(word) => refused.hint(format!(
            "Was it said already, and nothing allowed it? Then write it down as that ({}): `--basis {} --why \"…\"`.",
            word.label, word.id
        )),
        None => refused,
    }
}

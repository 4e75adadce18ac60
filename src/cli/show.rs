//! `show`: one case at a glance, as it is or as it was.

use clap::Args;
use serde_json::json;

use super::seen::Seen;
use super::then::{Then, When};
use super::{Global, dispose, near, open, print, rows};
use crate::change::Desk;
use crate::error::Result;
use crate::record::id::CaseId;
use crate::ui::Ui;

/// The document that shows a case at a glance.
const DOCUMENT: &str = "case";

/// Show a case: who, what, where it stands, what is open
#[derive(Args, Debug)]
pub(super) struct Show {
    /// The case
    case: String,
    /// A list of it by its path, such as `community.resources`: its rows, one by one
    list: Option<String>,
    /// Only rows in which these words stand
    words: Vec<String>,
    /// Write the rows as csv, which `import rows` takes in again
    #[arg(long, requires = "list", conflicts_with = "json")]
    csv: bool,
    /// With rows that stay with those who do the work
    #[arg(long, requires = "csv")]
    sensitive: bool,
    /// As it was at the end of a day, or after a change as `log` shows it
    #[arg(long, value_name = "DAY|CHANGE", conflicts_with = "list")]
    at: Option<String>,
    /// What worked elsewhere with the same need, and what there is, as the communities here tell it
    #[arg(long, conflicts_with_all = ["list", "at"])]
    near: bool,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        if let Some(list) = &self.list {
            let (record, words) = (self.case.as_str(), self.words.as_slice());
            let (csv, sensitive, json) = (self.csv, self.sensitive, self.json);
            return rows::Show { record, list, words, csv, sensitive, json }.run(global, ui);
        }
        if self.near {
            return near::show(global, ui, &self.case, self.json);
        }
        let desk = global.desk()?;
        if let Some(at) = &self.at {
            return self.as_it_was(desk, ui, at);
        }
        let id = open::case(&desk, ui, &self.case)?;
        if self.json {
            let view = Seen::new(&desk, &id, None)?.view(&desk);
            return ui.print_json(&json!({ "schema": "pikorua/show/1", "case": view.json() }));
        }
        let seen = Seen::new(&desk, &id, None)?;
        print::on_screen(&desk, &seen, DOCUMENT, ui)?;
        let case = seen.pass().case();
        print::say_undecided(case, ui);
        dispose::say_linked(&desk, case, ui);
        near::say_projects(&desk, case, ui)?;
        if seen.is_unrecorded() {
            ui.warn("this case was edited by hand and that is not recorded yet; the next change to it records it first.");
        }
        Ok(())
    }

    // as one would have seen it then: what is due and how long something waits is counted from that day
    fn as_it_was(&self, mut desk: Desk, ui: &mut Ui, at: &str) -> Result<()> {
        let id = standing_or_gone(&desk, &self.case)?;
        let then = Then::at(&desk, &id, When::named(&desk, at)?)?;
        let noon = then.day.0.at(12, 0, 0, 0).to_zoned(desk.now.time_zone().clone());
        let now = noon.unwrap_or_else(|_| desk.now.clone());
        desk.hand_over(desk.user.clone(), now);
        let version = then.change.id.short();
        let seen = Seen::of(&desk, then.case.clone(), version.clone())?;
        then.refuse_doubtful_marks(&seen)?;
        let view = seen.view(&desk);
        if self.json {
            return ui.print_json(&json!({
                "schema": "pikorua/show/1", "at": then.day, "version": version, "case": view.json(),
            }));
        }
        print::show(&print::document(&desk, DOCUMENT, &view)?, ui)?;
        let words = then.day.in_words();
        ui.warn(&format!(
            "this is {id} as it was on {words}; `pikorua diff {id} --since {version}` shows what changed since."
        ));
        Ok(())
    }
}

// what is gone can still be looked back at
fn standing_or_gone(desk: &Desk, text: &str) -> Result<CaseId> {
    open::standing_case(desk, text).or_else(|error| {
        let away = desk.away_case(text)?;
        away.and_then(|away| away.path.case()).ok_or(error)
    })
}

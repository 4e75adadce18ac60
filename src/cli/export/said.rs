//! What an export says while it works: to a person, or as one JSON object a line.

use serde_json::{Value as Json, json};

use crate::error::Result;
use crate::folder::Put;
use crate::record::id::CaseId;
use crate::ui::Ui;

/// Where nobody watches, so many documents are made between two lines.
const BETWEEN: usize = 100;

/// A case that is not in it, and why.
pub(super) type LeftOut = (CaseId, String);

/// Whom it says it to.
pub(super) struct Said<'u> {
    pub(super) ui: &'u mut Ui,
    json: bool,
}

impl<'u> Said<'u> {
    pub(super) fn new(ui: &'u mut Ui, json: bool) -> Said<'u> {
        Said { ui, json }
    }

    fn event(&mut self, event: &Json) -> Result<()> {
        self.ui.print(&format!("{event}\n"))
    }

    /// How many cases there are.
    pub(super) fn begun(&mut self, title: &str, cases: usize) -> Result<()> {
        if self.json {
            return self.event(
                &json!({"schema": "pikorua/export/1", "event": "begun", "time": title, "cases": cases}),
            );
        }
        self.ui.say(&format!("{title}: {}.", many(cases)));
        Ok(())
    }

    /// How far the documents are.
    pub(super) fn document(&mut self, name: &str, done: usize, all: usize) -> Result<()> {
        if self.json {
            return self.event(&json!({"event": "document", "document": name, "done": done, "all": all}));
        }
        self.ui.progress(name, done, all, BETWEEN);
        Ok(())
    }

    /// Where it is entered.
    pub(super) fn entered(&mut self, file: &str) -> Result<()> {
        if self.json {
            return self.event(&json!({"event": "entered", "file": file}));
        }
        self.ui.say(&format!("Entered, because it tells whose it is: `{file}`."));
        Ok(())
    }

    /// Where it lies.
    pub(super) fn done(&mut self, place: &str, put: Put, cases: usize) -> Result<()> {
        if self.json {
            let put = match put {
                Put::New => "new",
                Put::Replaced => "replaced",
                Put::Same => "same",
            };
            return self.event(&json!({"event": "done", "folder": place, "put": put, "cases": cases}));
        }
        self.ui.say(&match put {
            Put::New => format!("Written: {place}"),
            Put::Replaced => format!("Written: {place}, in place of the export that was there."),
            Put::Same => format!("Nothing has changed: {place} holds the same already."),
        });
        Ok(())
    }

    /// What is not in it.
    pub(super) fn left_out(&mut self, left_out: &[LeftOut], unreadable: &[CaseId]) -> Result<()> {
        let unreadable = unreadable
            .iter()
            .map(|id| (id.clone(), format!("it cannot be read, and `pikorua check {id}` says why")));
        for (id, why) in unreadable.chain(left_out.iter().cloned()) {
            match self.json {
                true => self.event(&json!({"event": "left-out", "case": id, "why": why}))?,
                false => self.ui.warn(&format!("{id} is not in it: {why}.")),
            }
        }
        Ok(())
    }
}

fn many(cases: usize) -> String {
    if cases == 1 { "1 case".into() } else { format!("{cases} cases") }
}

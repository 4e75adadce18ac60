//! One thing that was found.

use console::style;
use serde_json::{Value as Tree, json};

use crate::error::{Error, ErrorKind};
use crate::ui::Ui;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// It is as it should be.
    Good,
    /// Worth knowing; nothing is lost by it.
    Note,
    /// Work could be lost.
    Risk,
}

impl Level {
    fn id(self) -> &'static str {
        match self {
            Level::Good => "good",
            Level::Note => "note",
            Level::Risk => "risk",
        }
    }
}

/// One thing that was found.
pub(super) struct Finding {
    id: &'static str,
    pub(super) level: Level,
    /// A fragment without a full stop.
    said: String,
    /// What to do: sentences.
    remedies: Vec<String>,
}

impl Finding {
    pub(super) fn good(id: &'static str, said: String) -> Finding {
        Finding { id, level: Level::Good, said, remedies: Vec::new() }
    }

    pub(super) fn note(id: &'static str, said: String, remedy: &str) -> Finding {
        Finding { id, level: Level::Note, said, remedies: vec![remedy.into()] }
    }

    pub(super) fn risk(id: &'static str, said: String, remedy: &str) -> Finding {
        Finding { id, level: Level::Risk, said, remedies: vec![remedy.into()] }
    }

    /// What could not even be looked at.
    pub(super) fn error(id: &'static str, error: &Error) -> Finding {
        // somebody who is writing at this moment endangers nothing
        let level = if error.kind == ErrorKind::Busy { Level::Note } else { Level::Risk };
        Finding { id, level, said: error.to_string(), remedies: error.hints.clone() }
    }

    pub(super) fn json(&self) -> Tree {
        json!({ "id": self.id, "level": self.level.id(), "said": self.said, "remedies": self.remedies })
    }

    pub(super) fn screen(&self, ui: &Ui) -> String {
        let mark = match self.level {
            Level::Good => style("good").green(),
            Level::Note => style("note").yellow(),
            Level::Risk => style("risk").red(),
        };
        let mut text = ui.hanging(&format!("{}  {}", mark.bold(), self.said), 6);
        for remedy in &self.remedies {
            text.push('\n');
            text.push_str(&ui.hanging(&format!("      {remedy}"), 6));
        }
        text.push('\n');
        text
    }
}

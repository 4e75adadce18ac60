//! How a cluster's copy of a guide differs from what is built in.

use clap::Args;
use serde_json::json;

use super::find;
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::folder::{Standing, built_in_as};
use crate::guide::compare::{Changed, Differences, Part, compare};
use crate::guide::load::load;
use crate::ui::{Ui, wrapping};

/// Show how the cluster's copy of a guide differs from the built-in one
#[derive(Args, Debug)]
pub(super) struct Compare {
    /// The guide
    guide: String,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Compare {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let found = find(desk, &self.guide)?;
        let id = &found.guide.id;
        let of = match &found.standing {
            Standing::Copied { of, .. } | Standing::Drifted { of } => of.clone(),
            Standing::Unknown => found.file.name.clone(),
            Standing::BuiltIn => {
                return Err(Error::request(format!(
                    "`{id}` is the built-in guide itself, so there is nothing to compare"
                ))
                .hint(format!("`pikorua guides copy {id}` makes a copy that you can change.")));
            }
            Standing::Own => {
                return Err(Error::request(format!(
                    "`{id}` is your own guide, and nothing like it is built in"
                ))
                .hint("`pikorua guides` lists what is built in."));
            }
        };
        let text = built_in_as(&of, &found.file.name).unwrap_or_default();
        let mut built_in = load("built in", &text, &desk.vocabulary)?;
        // a copy under another name says so in its title; beside one's own title stands that of the guide itself
        if built_in.title != found.guide.title
            && let Some(itself) = built_in_as(&of, &of)
        {
            built_in.title = load("built in", &itself, &desk.vocabulary)?.title;
        }
        let differences = compare(&found.guide, &built_in);
        if self.json {
            return ui.print_json(&json!({
                "schema": "pikorua/guides/1", "guide": id, "built_in": of, "status": found.standing.id(),
                "differences": differences,
            }));
        }
        ui.print(&words(&differences, &found.file.origin.to_string(), &of, ui.width()))?;
        if let Standing::Drifted { .. } = found.standing {
            ui.say(
                "What is built in has changed since this was copied, so either side may be the newer one.",
            );
        }
        if found.standing == Standing::Unknown {
            ui.say(
                "It does not say which text it was copied from, so it is not known which side has changed.",
            );
        }
        Ok(())
    }
}

fn words(differences: &Differences, file: &str, of: &str, width: usize) -> String {
    if differences.is_empty() {
        return format!("`{file}` says the same as the built-in guide `{of}`.\n");
    }
    let mut lines = vec![format!("`{file}` beside the built-in guide `{of}`")];
    for (head, parts) in [
        ("Only in your copy", &differences.added),
        ("Built in, and not in your copy", &differences.taken_out),
    ] {
        if !parts.is_empty() {
            lines.extend([String::new(), head.into()]);
            lines.extend(parts.iter().map(|part| line(part, width)));
        }
    }
    if !differences.changed.is_empty() {
        lines.extend([String::new(), "Said differently".into()]);
        lines.extend(differences.changed.iter().flat_map(|changed| sides(changed, width)));
    }
    if differences.reordered {
        lines.extend([String::new(), "What both have comes in another order.".into()]);
    }
    lines.join("\n") + "\n"
}

fn line(part: &Part, width: usize) -> String {
    let words = if part.words.is_empty() { String::new() } else { format!(": {}", part.words) };
    filled(&format!("  • {} {}{words}", part.what, part.id), "    ", width)
}

fn sides(changed: &Changed, width: usize) -> [String; 3] {
    let said = |text: &str| if text.is_empty() { "(nothing)".to_owned() } else { text.to_owned() };
    let whose = if changed.id.is_empty() {
        changed.what.to_owned()
    } else {
        format!("{} {}", changed.what, changed.id)
    };
    [
        filled(&format!("  • {whose}, {}", changed.side), "    ", width),
        filled(&format!("      yours:    {}", said(&changed.copy)), "                ", width),
        filled(&format!("      built in: {}", said(&changed.built_in)), "                ", width),
    ]
}

fn filled(text: &str, indent: &str, width: usize) -> String {
    textwrap::fill(text, wrapping(width).subsequent_indent(indent))
}

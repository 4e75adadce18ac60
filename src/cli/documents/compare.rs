//! How a cluster's copy of a document differs from what is built in.

use clap::Args;
use serde_json::json;
use similar::{ChangeTag, TextDiff};

use super::find;
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::folder::{Standing, built_in_document};
use crate::ui::Ui;

/// Show how the cluster's copy of a document differs from the built-in one
#[derive(Args, Debug)]
pub(super) struct Compare {
    /// The document
    document: String,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// So many lines around a change tell where it is.
const AROUND: usize = 2;

impl Compare {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let found = find(desk, &self.document)?;
        let name = found.name;
        let (file, of) = match &found.template {
            Some((file, Standing::Copied { of, .. } | Standing::Drifted { of })) => (file, of.as_str()),
            Some((file, Standing::Unknown)) => (file, name),
            Some((_, Standing::BuiltIn)) => {
                return Err(Error::request(format!(
                    "`{name}` is the built-in document itself, so there is nothing to compare"
                ))
                .hint(format!("`pikorua documents copy {name}` makes a copy that you can change.")));
            }
            _ => {
                return Err(Error::request(format!(
                    "`{name}` is your own document, and nothing like it is built in"
                ))
                .hint("`pikorua documents` lists what is built in."));
            }
        };
        let built_in = built_in_document(of).unwrap_or_default();
        let lines = differing(built_in, &without_head(&file.text));
        if self.json {
            return ui.print_json(
                &json!({ "schema": "pikorua/documents/1", "document": name, "built_in": of, "lines": lines }),
            );
        }
        if lines.is_empty() {
            return ui.print(&format!("`{}` says the same as the built-in document `{of}`.\n", file.origin));
        }
        ui.say(&format!("- is built in, + stands in `{}`.", file.origin));
        ui.print(&(lines.join("\n") + "\n"))
    }
}

fn without_head(text: &str) -> String {
    let is_head = |line: &&str| !line.starts_with("{# Copied from pikorua ");
    text.lines().filter(is_head).map(|line| format!("{line}\n")).collect()
}

fn differing(built_in: &str, own: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(built_in, own);
    let mut lines = Vec::new();
    for (i, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if i > 0 {
            lines.push("…".to_owned());
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let mark = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            lines.push(format!("{mark} {}", change.value().trim_end()).trim_end().to_owned());
        }
    }
    lines
}

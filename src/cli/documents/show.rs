//! One document: what it is for, where it comes from, what it uses.

use std::collections::BTreeSet;

use clap::Args;
use console::style;
use serde_json::json;

use super::find;
use crate::change::Desk;
use crate::cli::print::word;
use crate::document::{Field, fields};
use crate::error::Result;
use crate::folder::Standing;
use crate::ui::{Ui, wrapping};

/// Show a document: what it is for, where it comes from, which fields it uses
#[derive(Args, Debug)]
pub(super) struct Show {
    /// The document
    document: String,
    /// Print one JSON object for scripts, with the template itself
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let found = find(desk, &self.document)?;
        let text = found.template.as_ref().map(|(file, _)| file.text.as_str());
        let form = found.form.map(|file| word::read_form(desk, file)).transpose()?;
        let tags: String = form.iter().flat_map(|form| form.tags()).map(|tag| format!("{tag}\n")).collect();
        let used = used(&format!("{}\n{tags}", text.unwrap_or_default()));
        if self.json {
            return ui.print_json(&json!({
                "schema": "pikorua/documents/1", "document": found.name, "about": found.about, "origin": found.origins().join("; "),
                "fields": used, "template": text, "form": found.form.map(|form| form.path.as_str()),
            }));
        }
        let width = ui.width();
        let fill = |text: &str, indent: &str| textwrap::fill(text, wrapping(width).subsequent_indent(indent));
        let mut lines = vec![style(found.name).bold().to_string()];
        lines.extend((!found.about.is_empty()).then(|| fill(&found.about, "")));
        lines.extend(found.origins().iter().map(|origin| fill(&format!("It is {origin}."), "  ")));
        if !found.is_part() {
            lines.push(format!("To print it: `pikorua print {} CASE`", found.name));
        }
        lines.extend([String::new(), "It uses, beside what stands below these:".into()]);
        lines.extend(used.iter().map(|field| fill(&format!("  {}: {}", field.path, field.meaning), "    ")));
        ui.print(&(lines.join("\n") + "\n"))?;
        if matches!(&found.template, Some((_, Standing::BuiltIn))) {
            ui.say(&format!("`pikorua documents copy {}` makes a copy that you can change.", found.name));
        }
        Ok(())
    }
}

/// The fields that a text names from the top, as in `case.plan.goals`.
fn used(text: &str) -> Vec<Field> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let names: BTreeSet<&str> = text.split(|c| !is_name(c)).collect();
    fields()
        .into_iter()
        .filter(|field| !field.path.contains("[]") && names.contains(field.path.as_str()))
        .collect()
}

//! What a template or a form can use.

use std::collections::BTreeSet;

use clap::Args;
use console::style;
use serde_json::json;

use crate::document::{Field, TOOLS, fields};
use crate::error::{Error, Result};
use crate::record::text::closest;
use crate::ui::{Ui, wrapping};

/// List every field that a template, or a form typed in Word, can use, with its meaning
#[derive(Args, Debug)]
pub(super) struct Fields {
    /// Only those that begin so, such as `plan.goals`
    prefix: Option<String>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Fields {
    pub(super) fn run(&self, ui: &mut Ui) -> Result<()> {
        let all = fields();
        let shown: Vec<&Field> = match &self.prefix {
            None => all.iter().collect(),
            Some(prefix) => beginning(&all, prefix)?,
        };
        if self.json {
            let tools: Vec<_> =
                TOOLS.iter().map(|(tool, does)| json!({ "written": tool, "does": does })).collect();
            return ui
                .print_json(&json!({ "schema": "pikorua/documents/1", "fields": shown, "tools": tools }));
        }
        let width = ui.width();
        let fill = |text: &str| textwrap::fill(text, wrapping(width).subsequent_indent("    "));
        let line = |field: &&Field| {
            let text = fill(&format!("{}: {} ({})", field.path, field.meaning, field.kind));
            text.replacen(&field.path, &style(&field.path).cyan().to_string(), 1)
        };
        let mut lines: Vec<String> = shown.iter().map(line).collect();
        let sides = with_sides(&shown);
        if !sides.is_empty() {
            lines.extend([
                String::new(),
                style("Sides, as in `case.kind.note`").bold().underlined().to_string(),
            ]);
            lines.extend(sides.iter().map(|line| fill(line)));
        }
        if self.prefix.is_none() {
            lines.extend([String::new(), style("What a template can do").bold().underlined().to_string()]);
            lines.extend(TOOLS.iter().map(|(tool, does)| fill(&format!("{tool} {does}"))));
        }
        ui.print(&(lines.join("\n") + "\n"))?;
        ui.say("`[]` stands for one row of a list: `{% for goal in case.plan.goals %}{{ goal.what }}{% endfor %}`.");
        Ok(())
    }
}

/// What has sides among these, each kind once.
fn with_sides(fields: &[&Field]) -> BTreeSet<String> {
    let kind = |field: &Field| {
        let kind = field.kind.trim_start_matches("several: ");
        kind.split_once(" of the list").map_or(kind, |(kind, _)| kind).to_owned()
    };
    let sides =
        |field: &Field| field.sides.iter().map(|side| format!("`.{side}`")).collect::<Vec<_>>().join(" ");
    fields.iter().filter(|f| !f.sides.is_empty()).map(|f| format!("{}: {}", kind(f), sides(f))).collect()
}

fn beginning<'f>(all: &'f [Field], prefix: &str) -> Result<Vec<&'f Field>> {
    let plain = |path: &str| path.replace("[]", "");
    let meant = plain(prefix.trim());
    let begins = |field: &&Field| {
        let path = plain(&field.path);
        path.starts_with(&meant) || path.strip_prefix("case.").is_some_and(|path| path.starts_with(&meant))
    };
    let found: Vec<&Field> = all.iter().filter(begins).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let error = Error::usage(format!("no field begins with `{prefix}`"));
    Err(match closest(&meant, all.iter().map(|field| field.path.trim_start_matches("case."))) {
        Some(near) => error.hint(format!("Did you mean `{near}`?")),
        None => error.hint("`pikorua documents fields` lists all of them."),
    })
}

//! All documents, with where each comes from.

use console::style;
use serde_json::json;

use super::{Found, all};
use crate::change::Desk;
use crate::cli::not_all;
use crate::cli::seen::audiences;
use crate::error::Result;
use crate::folder::Standing;
use crate::record::text::fold;
use crate::ui::{Ui, wrapping};
use crate::view::Audience;

pub(super) fn list(desk: &Desk, as_json: bool, ui: &mut Ui) -> Result<()> {
    let all = all(desk);
    // of the parts of others only those that the cluster made its own
    let is_shown = |found: &&Found<'_>| !found.is_part() || !is_built_in(found);
    let shown: Vec<&Found<'_>> = all.iter().filter(is_shown).collect();
    let letterhead = desk.library.letterhead().map(|file| file.path.as_str());
    let readers: Vec<Audience> =
        audiences(desk)?.list().iter().filter(|audience| !audience.figures).cloned().collect();
    if as_json {
        let rows: Vec<_> = shown.iter().map(|found| row(found)).collect();
        let named: Vec<_> = readers.iter().map(|one| json!({ "id": one.id, "label": one.label })).collect();
        ui.print_json(
            &json!({ "schema": "pikorua/documents/1", "documents": rows, "letterhead": letterhead, "audiences": named }),
        )?;
    } else {
        let width = ui.width();
        let mut lines: Vec<String> = shown.iter().flat_map(|found| said(found, width)).collect();
        lines.extend(letterhead.map(|file| format!("\nYour letterhead for Word: {file}")));
        lines.push(format!("\n{}", for_whom(&readers, width)));
        ui.print(&(lines.join("\n") + "\n"))?;
        remarks(&shown, ui);
    }
    let problems = desk.library.problems().iter().filter(|problem| problem.message.contains("documents/"));
    let problems: Vec<_> = problems.collect();
    problems.iter().for_each(|problem| ui.error(problem));
    if problems.is_empty() { Ok(()) } else { Err(not_all()) }
}

fn is_built_in(found: &Found<'_>) -> bool {
    found.form.is_none() && matches!(&found.template, Some((_, Standing::BuiltIn)))
}

fn said(found: &Found<'_>, width: usize) -> Vec<String> {
    let head = match found.about.as_str() {
        "" => found.name.to_owned(),
        about => format!("{}: {about}", found.name),
    };
    let head = textwrap::fill(&head, wrapping(width).subsequent_indent("    "));
    let mut lines = vec![head.replacen(found.name, &style(found.name).cyan().to_string(), 1)];
    if !is_built_in(found) {
        let origins = found.origins().into_iter().filter(|origin| origin != "built in");
        lines.extend(origins.map(|origin| {
            textwrap::fill(&format!("    ({origin})"), wrapping(width).subsequent_indent("      "))
        }));
    }
    lines
}

/// Whom documents can be for: what `--for` takes, and what people read.
fn for_whom(readers: &[Audience], width: usize) -> String {
    let named = |one: &Audience| match fold(&one.label) == fold(&one.id) {
        true => one.id.clone(),
        false => format!("{} ({})", one.id, one.label),
    };
    let all = readers.iter().map(named).collect::<Vec<_>>().join(", ");
    textwrap::fill(&format!("For whom (`print --for`): {all}"), wrapping(width).subsequent_indent("    "))
}

fn remarks(shown: &[&Found<'_>], ui: &mut Ui) {
    for found in shown {
        if let Some((file, Standing::Drifted { .. })) = &found.template {
            ui.warn(&format!(
                "what is built in has changed since `{}` was copied. `pikorua documents compare {}` shows what differs.",
                file.origin, found.name
            ));
        }
    }
    ui.say("Where nothing else is said, a document is built in. `pikorua documents copy DOCUMENT` makes it yours to change.");
    ui.say("`pikorua documents fields` lists what a template, or a form typed in Word, can use.");
}

fn row(found: &Found<'_>) -> serde_json::Value {
    let status = found.template.as_ref().map_or("own", |(_, standing)| standing.id());
    let own = found.template.as_ref().filter(|(_, standing)| *standing != Standing::BuiltIn);
    json!({
        "name": found.name, "about": found.about, "origin": found.origins().join("; "), "status": status,
        "file": own.map(|(file, _)| file.origin.to_string()), "form": found.form.map(|form| form.path.as_str()),
    })
}

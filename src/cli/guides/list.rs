//! All guides: the elements in their order, then shelf by shelf.

use console::style;
use serde_json::json;

use super::{Found, names, origin, read};
use crate::change::Desk;
use crate::cli::not_all;
use crate::error::{Error, Result};
use crate::folder::{Standing, standing};
use crate::guide::known::shorten;
use crate::ui::{Ui, wrapping};

/// The list of the vocabulary whose words are the shelves.
const SHELVES: &str = "guide-shelves";

/// A heading, and the guides under it.
type Shelf<'d> = (String, Vec<Found<'d>>);

pub(super) fn list(desk: &Desk, as_json: bool, ui: &mut Ui) -> Result<()> {
    let (shelves, problems) = everything(desk);
    if as_json {
        ui.print_json(&json(&shelves, &problems))?;
    } else {
        ui.print(&text(&shelves, &problems, ui))?;
        remarks(&shelves, ui);
    }
    if problems.is_empty() { Ok(()) } else { Err(not_all()) }
}

fn everything(desk: &Desk) -> (Vec<Shelf<'_>>, Vec<Error>) {
    let mut problems = desk.library.guide_problems().to_vec();
    let names = names(&desk.guides());
    let mut all = Vec::new();
    for file in desk.library.guides() {
        let (guide, problem) = read(desk, file, &names);
        problems.extend(problem);
        all.extend(guide.map(|guide| Found { guide, file, standing: standing(file) }));
    }
    (shelved(desk, all), problems)
}

fn shelved<'d>(desk: &Desk, all: Vec<Found<'d>>) -> Vec<Shelf<'d>> {
    let words = desk.vocabulary.list(SHELVES);
    let (mut elements, mut rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|f| f.guide.element.is_some());
    elements.sort_by_key(|f| (f.guide.element, f.guide.id.clone()));
    let mut shelves = vec![("elements of He Pikorua".to_owned(), elements)];
    for word in &words {
        let (here, others) = rest.into_iter().partition(|f| f.guide.shelf.as_ref() == Some(&word.id));
        shelves.push((word.label.clone(), here));
        rest = others;
    }
    shelves.push(("others".into(), rest));
    shelves.retain(|(_, guides)| !guides.is_empty());
    shelves
}

fn text(shelves: &[Shelf<'_>], problems: &[Error], ui: &Ui) -> String {
    let width = ui.width();
    let mut lines = Vec::new();
    for (label, guides) in shelves {
        lines.push(style(capital(label)).bold().underlined().to_string());
        for found in guides {
            let head = format!("  {}: {}", found.guide.id, found.guide.full_title());
            let wrapped = textwrap::fill(&head, wrapping(width).subsequent_indent("    "));
            lines.push(wrapped.replacen(&found.guide.id, &style(&found.guide.id).cyan().to_string(), 1));
            lines.push(format!("    {}", shorten(first_sentence(&found.guide.purpose), width - 5)));
            if found.standing != Standing::BuiltIn {
                lines.push(hanging(&format!("    ({})", origin(found.file, &found.standing)), width));
            }
        }
        lines.push(String::new());
    }
    if !problems.is_empty() {
        lines.push(style("Cannot be used as they are").bold().underlined().to_string());
        for problem in problems {
            lines.push(hanging(&format!("  {}", problem.message), width));
            lines.extend(problem.causes.iter().map(|cause| hanging(&format!("    {cause}"), width)));
            lines.extend(problem.hints.iter().map(|hint| hanging(&format!("    remedy: {hint}"), width)));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

fn remarks(shelves: &[Shelf<'_>], ui: &mut Ui) {
    let all = || shelves.iter().flat_map(|(_, guides)| guides);
    let drifted: Vec<&str> = all()
        .filter(|f| matches!(f.standing, Standing::Drifted { .. }))
        .map(|f| f.guide.id.as_str())
        .collect();
    if let Some(first) = drifted.first() {
        ui.warn(&format!(
            "what is built in has changed since these were copied: {}. `pikorua guides compare {first}` shows what differs.",
            drifted.join(", ")
        ));
    }
    if all().any(|f| f.standing == Standing::BuiltIn) {
        ui.say("Where nothing else is said, a guide is built in. `pikorua guides copy GUIDE` makes it yours to change.");
    }
}

fn json(shelves: &[Shelf<'_>], problems: &[Error]) -> serde_json::Value {
    let guides: Vec<_> = shelves.iter().flat_map(|(_, guides)| guides).map(row).collect();
    let problems: Vec<_> = problems
        .iter()
        .map(|p| json!({ "message": p.message, "causes": p.causes, "remedies": p.hints }))
        .collect();
    json!({ "schema": "pikorua/guides/1", "guides": guides, "problems": problems })
}

fn row(found: &Found<'_>) -> serde_json::Value {
    let guide = &found.guide;
    let file = (found.standing != Standing::BuiltIn).then(|| found.file.origin.to_string());
    json!({
        "id": guide.id, "title": guide.title, "lang": guide.lang, "gloss": guide.gloss, "shelf": guide.shelf,
        "element": guide.element, "purpose": guide.purpose, "origin": origin(found.file, &found.standing),
        "file": file, "status": found.standing.id(), "prompts": guide.prompts.len(), "links": guide.links,
    })
}

fn hanging(text: &str, width: usize) -> String {
    textwrap::fill(text, wrapping(width).subsequent_indent("      "))
}

fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.')
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

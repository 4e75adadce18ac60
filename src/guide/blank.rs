//! An answers file to fill in, its prompts as comments, with the rows that a case has already.

use serde_json::Value as Tree;

mod there;

use super::clock::{in_all, in_minutes};
use super::expression::{Scene, holds};
use super::known::{Choice, Known};
use super::links::links;
use super::model::{Guide, Prompt, PromptKind};
use super::rows::{label as label_of, rows};
use super::wording;
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::tree;

/// What the file is for: what is known, the case, and the visit that is open, where one is.
#[derive(Clone, Copy)]
struct Here<'h> {
    known: &'h Known<'h>,
    record: &'h Tree,
    visit: &'h Tree,
}

/// The answers file of a guide, nothing answered; `record` is the case it is for, or null.
pub fn blank(guide: &Guide, known: &Known<'_>, record: &Tree) -> String {
    let here = Here { known, record, visit: there::open_visit(guide, record) };
    let mut text = String::new();
    comment(&mut text, "", &guide.full_title());
    comment(&mut text, "", &guide.purpose);
    for link in links(guide, known) {
        text.push_str(&format!("# {}\n", link.replace('\n', "\n# ")));
    }
    if let Some(minutes) = guide.minutes() {
        comment(&mut text, "", &in_all(minutes));
    }
    comment(
        &mut text,
        "",
        "Leave an answer empty to keep it for later; write `{not-needed: why}` where it does not apply.",
    );
    let prompts: Vec<&Prompt> =
        guide.prompts.iter().filter(|prompt| is_of_the_kind(prompt, known, record)).collect();
    if prompts.len() < guide.prompts.len() {
        let kind = known.vocabulary.label("kinds", record["kind"].as_str().unwrap_or_default());
        comment(
            &mut text,
            "",
            &format!("Kind of work: {kind}. What only other kinds are asked is left out."),
        );
    }
    text.push_str(&format!("guide: {}\n", guide.id));
    there::say_rows(&mut text, guide, here);
    for prompt in prompts {
        text.push('\n');
        comment(&mut text, "", &prompt.ask);
        comment(
            &mut text,
            "",
            &prompt.minutes.map(|minutes| format!("({})", in_minutes(minutes))).unwrap_or_default(),
        );
        comment(&mut text, "", &how(prompt, &Path::default(), here));
        comment(&mut text, "", &only(prompt, here));
        offer(&mut text, "", prompt, here);
        there::say(&mut text, "", prompt, &Path::default(), here);
        text.push_str(&format!("{}:\n", prompt.id));
        rows_of(&mut text, prompt, here);
    }
    if guide.on_leave.iter().any(|rule| rule.set == "status") {
        text.push('\n');
        let words = "Taking the file leaves the guide, and the case moves on. Write `leave: false` instead of what follows to keep it open.";
        comment(&mut text, "", words);
    }
    if !guide.exits.is_empty() {
        text.push('\n');
        comment(&mut text, "", "When the guide is left, why something is still open:");
        text.push_str("leave:\n");
        for exit in &guide.exits {
            comment(&mut text, "  ", &exit.ask);
            text.push_str(&format!("  {}:\n", exit.id));
        }
    }
    text
}

// the rows of a prompt that has any: those that are there, and what is asked of each
fn rows_of(text: &mut String, prompt: &Prompt, here: Here<'_>) {
    let place = Path::parse(prompt.to.as_deref().unwrap_or_default());
    let there = if prompt.fields.is_empty() { Vec::new() } else { present(prompt, &place, here) };
    match prompt.kind {
        // what may not be asked at all must stay empty
        PromptKind::Each if is_always_asked(prompt) && !there.is_empty() => {
            there.iter().for_each(|row| entry(text, prompt, row, &place, here));
        }
        _ => {
            fields(text, prompt, "  ", &place, here);
            mention(text, &there, prompt.kind == PromptKind::Rows);
        }
    }
}

// when it is asked, for what is not always asked; what the kind of work decides is decided here already
fn only(prompt: &Prompt, here: Here<'_>) -> String {
    let when =
        prompt.when.as_deref().filter(|when| !(here.record["kind"].is_string() && speaks_of_kind(when)));
    let words = || wording::when(prompt, here.known).unwrap_or_else(|| "where it applies".into());
    when.map(|_| format!("Only {}.", words())).unwrap_or_default()
}

// a question that is asked of other kinds of work only; what else a condition speaks of may still change
fn is_of_the_kind(prompt: &Prompt, known: &Known<'_>, record: &Tree) -> bool {
    let Some(when) = prompt.when.as_deref().filter(|when| record["kind"].is_string() && speaks_of_kind(when))
    else {
        return true;
    };
    let scene = Scene { record, known, row: None, visit: &Tree::Null };
    holds(Some(when), &scene).unwrap_or(true)
}

/// Whether a condition speaks of the kind of work and of nothing else.
fn speaks_of_kind(when: &str) -> bool {
    let unquoted: String = when.split(['\'', '"']).step_by(2).collect();
    let mut words =
        unquoted.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_')).filter(|w| !w.is_empty());
    words.all(|word| word.starts_with("kind.") || ["in", "not", "and", "or", "is"].contains(&word))
}

fn is_always_asked(prompt: &Prompt) -> bool {
    prompt.when.is_none() && prompt.fields.iter().any(|field| field.when.is_none())
}

/// A row of the case: its id, and what it is about.
struct Present {
    id: String,
    place: Path,
    label: String,
}

fn present(prompt: &Prompt, place: &Path, here: Here<'_>) -> Vec<Present> {
    let Here { known, record, .. } = here;
    let Some(shape) = Case::SHAPE.at(place).ok().and_then(Shape::rows) else { return Vec::new() };
    let named = rows(known, record, place);
    let is_asked =
        |path: &Path| prompt.kind != PromptKind::Each || asks_about(prompt, tree::at(record, path), here);
    let there = tree::rows(record, place).into_iter().filter(is_asked).map(|path| {
        let row = tree::at(record, &path);
        let id = row["id"].as_str().unwrap_or_default().to_owned();
        let label = named.iter().find(|row| row.id == id).map(|row| row.label.clone());
        Present { id, label: label.unwrap_or_else(|| label_of(known, record, shape, row)), place: path }
    });
    there.collect()
}

// whether something is asked about a row as it is now; what a condition says that cannot be worked out is left open
fn asks_about(prompt: &Prompt, row: &Tree, here: Here<'_>) -> bool {
    let scene = Scene { record: here.record, known: here.known, row: Some(row), visit: &Tree::Null };
    prompt.fields.iter().any(|field| holds(field.when.as_deref(), &scene).unwrap_or(true))
}

// a row that is there, and what it says so far
fn entry(text: &mut String, prompt: &Prompt, row: &Present, place: &Path, here: Here<'_>) {
    comment(text, "  ", &format!("“{}”", row.label));
    let below = place.key("*");
    text.push_str(if row.id.is_empty() { "  -\n" } else { "  - " });
    if !row.id.is_empty() {
        text.push_str(&format!("id: {}\n", row.id));
    }
    for field in &prompt.fields {
        comment(text, "    ", &format!("{} {}", field.ask, how(field, &below, here)));
        offer(text, "    ", field, here);
        there::say(text, "    ", field, &row.place, here);
        text.push_str(&format!("    {}:\n", field.id));
        fields(
            text,
            field,
            "      ",
            &below.join(&Path::parse(field.to.as_deref().unwrap_or_default())),
            here,
        );
    }
}

fn mention(text: &mut String, there: &[Present], takes_out: bool) {
    let named: Vec<&Present> = there.iter().filter(|row| !row.id.is_empty()).collect();
    if !named.is_empty() {
        comment(text, "  ", "There already; an entry that begins with its id changes it:");
    }
    for row in &named {
        text.push_str(&format!("  # - id: {}    # “{}”\n", row.id, row.label));
    }
    if takes_out && !named.is_empty() {
        comment(text, "  ", "With `take-out: yes` behind its id it is taken out.");
    }
}

// rows are shown as comments: an empty row would be a row
fn fields(text: &mut String, prompt: &Prompt, indent: &str, place: &Path, here: Here<'_>) {
    for (n, field) in prompt.fields.iter().enumerate() {
        let dash = if n == 0 { "- " } else { "  " };
        let below = place.key("*");
        let how = how(field, &below, here);
        let ask = field.ask.replace('\n', " ");
        text.push_str(&format!(
            "#{indent}{dash}{}:    # {ask}{}{how}\n",
            field.id,
            if how.is_empty() { "" } else { " " }
        ));
        offer(text, &format!("#{indent}    "), field, here);
        let inner = below.join(&Path::parse(field.to.as_deref().unwrap_or_default()));
        fields(text, field, &format!("{indent}    "), &inner, here);
    }
}

// the rows of the case that can be chosen, each by its id
fn offer(text: &mut String, indent: &str, prompt: &Prompt, here: Here<'_>) {
    for row in chosen_from(prompt, here) {
        text.push_str(&format!("{indent}#   {}    “{}”\n", row.id, row.label));
    }
}

fn chosen_from(prompt: &Prompt, here: Here<'_>) -> Vec<Choice> {
    let list = prompt.from.as_ref().map(|from| Path::parse(from));
    list.map(|list| rows(here.known, here.record, &list)).unwrap_or_default()
}

fn how(prompt: &Prompt, base: &Path, here: Here<'_>) -> String {
    let Here { known, record, .. } = here;
    let shape = prompt.to.as_deref().and_then(|to| Case::SHAPE.at(&base.join(&Path::parse(to))).ok());
    let offered = if prompt.from.is_none() { known.offered(prompt, shape, record) } else { Vec::new() };
    let named =
        |name: fn(&Choice) -> &str, between: &str| offered.iter().map(name).collect::<Vec<_>>().join(between);
    let ids = || named(|word| &word.id, ", ");
    let none = chosen_from(prompt, here).is_empty();
    match (prompt.kind, offered.is_empty()) {
        (PromptKind::Choice | PromptKind::Choices, _) if prompt.from.is_some() && none => {
            "(there is nothing to choose from yet)".into()
        }
        (PromptKind::Choice, _) if prompt.from.is_some() => "(the id of one of these)".into(),
        (PromptKind::Choices, _) if prompt.from.is_some() => "(a list of ids, any of these)".into(),
        (PromptKind::Choice, false) => format!("(one of: {})", ids()),
        (PromptKind::Choices, false) => format!("(any of: {})", ids()),
        // the words themselves may have commas in them
        (PromptKind::Line, false) => format!("(one of: {}; or other words)", named(|word| &word.label, "; ")),
        (PromptKind::List, _) => "(a list of texts)".into(),
        (PromptKind::Date, _) => "(a day, as 2026-08-14)".into(),
        (PromptKind::YesNo, _) => "(yes or no)".into(),
        (PromptKind::Number, _) => "(a whole number)".into(),
        (PromptKind::Person, _) => "(a name from the team or the cluster)".into(),
        (PromptKind::People, _) => "(a list of names from the team or the cluster)".into(),
        (PromptKind::Each, _) => "(once for each that is there, in order)".into(),
        _ => String::new(),
    }
}

fn comment(text: &mut String, indent: &str, words: &str) {
    for line in textwrap::wrap(words.trim(), 98).iter().filter(|line| !line.is_empty()) {
        text.push_str(&format!("{indent}# {line}\n"));
    }
}

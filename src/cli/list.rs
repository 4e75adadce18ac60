//! `list`: the cases.

use clap::Args;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use serde_json::json;

use super::sync::are_open;
use super::{Global, open};
use crate::change::Desk;
use crate::change::questions::{self, Open};
use crate::error::Result;
use crate::history::Change;
use crate::query::waiting::{self, Time};
use crate::record::case::Case;
use crate::record::file::RelPath;
use crate::record::standing::leaders;
use crate::record::term::Calendar;
use crate::record::text::fold;
use crate::ui::Ui;

/// List the cases: id, where each stands, its kind, school and title
#[derive(Args, Debug)]
pub(super) struct List {
    /// Only cases with all of these words, with or without macrons, in their id, status, kind, layer of support, school,
    /// title or people
    words: Vec<String>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

/// What scripts go by, which no cluster renames.
#[derive(Default)]
struct Ids {
    status: String,
    kind: String,
    setting: Option<String>,
    leads: Vec<String>,
}

/// One line of the list, in the words that people read.
struct Row {
    id: String,
    ids: Ids,
    status: String,
    kind: String,
    setting: String,
    title: String,
    lead: String,
    waiting: Option<Time>,
    work: Option<Time>,
    open: Vec<String>,
    questions: usize,
    unrecorded: bool,
    readable: bool,
    found_by: String,
}

impl List {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let cases = desk.folder.cases()?;
        let unrecorded = desk.history.status()?;
        let words: Vec<String> = self.words.iter().map(|w| fold(w)).collect();
        let mut rows = Vec::new();
        for file in &cases.files {
            let changed = unrecorded.iter().any(|(path, _)| *path == file.path);
            let loaded = desk.look(&file.id);
            let case = loaded.ok().and_then(|l| l.value);
            let row = row(&desk, file.id.to_string(), case.as_ref(), changed);
            if words.iter().all(|word| row.found_by.contains(word)) {
                rows.push(row);
            }
        }
        if self.json {
            return ui.print_json(&json(&rows, &unrecorded, &desk.cluster.calendar));
        }
        if ui.is_terminal() {
            ui.print(&table(&rows, ui.full_width()))?;
        } else {
            ui.print(&columns(&rows))?;
        }
        remarks(ui, &rows, cases.files.len(), &unrecorded, cases.odd.len());
        begun(ui, &desk)?;
        undecided(ui, &rows, &questions::around(&desk)?);
        Ok(())
    }
}

fn row(desk: &Desk, id: String, case: Option<&Case>, unrecorded: bool) -> Row {
    let Some(case) = case else {
        let title = "cannot be read; see `pikorua check`".to_owned();
        let found_by = id.clone();
        let empty = String::new;
        return Row {
            id,
            ids: Ids::default(),
            status: empty(),
            kind: empty(),
            setting: empty(),
            title,
            lead: empty(),
            waiting: None,
            work: None,
            open: Vec::new(),
            questions: 0,
            unrecorded,
            readable: false,
            found_by,
        };
    };
    let words = &desk.vocabulary;
    let known = desk.known();
    let place = case.setting.as_ref().map(|id| id.as_str());
    let setting = place.and_then(|id| known.places().into_iter().find(|p| p.id == id)).map(|p| p.label);
    let leads = leaders(case, words, desk.today());
    let names =
        leads.iter().filter_map(|id| desk.people.iter().find(|p| p.id == **id)).map(|p| p.name.as_str());
    let lead = names.collect::<Vec<_>>().join(", ");
    // the older names of the layers are still in people's mouths
    let layer = case.layer.as_ref().and_then(|layer| words.word("layers", layer.as_str()));
    let layer =
        layer.map(|word| [vec![word.id, word.label], word.aliases].concat().join(" ")).unwrap_or_default();
    let open = case
        .visits
        .iter()
        .filter(|v| v.closed.is_none())
        .filter_map(|v| v.guide.as_ref())
        .map(ToString::to_string);
    let people = case
        .mokopuna
        .iter()
        .filter_map(|m| m.name.as_ref())
        .chain(case.team.iter().filter_map(|t| t.name.as_ref()));
    let mut row = Row {
        id,
        status: words.label("statuses", case.status.as_str()),
        kind: words.label("kinds", case.kind.as_str()),
        setting: setting.or(place.map(Into::into)).unwrap_or_default(),
        title: case.title.as_ref().map(ToString::to_string).unwrap_or_default(),
        lead,
        ids: Ids {
            status: case.status.as_str().to_owned(),
            kind: case.kind.as_str().to_owned(),
            setting: place.map(Into::into),
            leads: leads.into_iter().map(ToString::to_string).collect(),
        },
        waiting: waiting::waited(case, words, desk.today()),
        work: waiting::open(case, words, desk.today()),
        open: open.collect(),
        questions: case.questions.len(),
        unrecorded,
        readable: true,
        found_by: String::new(),
    };
    let people: Vec<String> = people.map(ToString::to_string).collect();
    let found = [&row.id, &row.status, &row.kind, &row.setting, &row.title, &row.lead];
    row.found_by = fold(&format!(
        "{} {} {} {} {layer}",
        found.map(String::as_str).join(" "),
        row.open.join(" "),
        people.join(" "),
        case.status.as_str()
    ));
    row
}

fn table(rows: &[Row], width: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    // on a narrow screen what it is about is worth more than who leads it, which `show` says too
    let columns = if width < 90 { 5 } else { 6 };
    let head = ["case", "status", "kind", "school or service", "what it is about", "lead"];
    table.set_header(&head[..columns]);
    if width < 90 {
        let most = |columns| ColumnConstraint::UpperBoundary(Width::Fixed(columns));
        table.set_constraints([ColumnConstraint::ContentWidth, most(11), most(12), most(18)]);
    }
    for row in rows {
        let mark = |is: bool, sign: &'static str| if is { sign } else { "" };
        let id = format!("{}{}{}", row.id, mark(row.questions > 0, "?"), mark(row.unrecorded, "*"));
        let cells = [id.as_str(), &row.status, &row.kind, &row.setting, &row.title, &row.lead];
        table.add_row(&cells[..columns]);
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    format!("{}\n", lines.join("\n"))
}

// one line a case, columns divided by tabs, for other programs
fn columns(rows: &[Row]) -> String {
    let line = |row: &Row| {
        [&row.id, &row.status, &row.kind, &row.setting, &row.title, &row.lead].map(String::as_str).join("\t")
    };
    rows.iter().map(|row| line(row).replace('\n', " ") + "\n").collect()
}

fn json(rows: &[Row], unrecorded: &[(RelPath, Change)], calendar: &Calendar) -> serde_json::Value {
    let cases: Vec<_> = rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id, "status": row.ids.status, "status_label": row.status,
                "kind": row.ids.kind, "kind_label": row.kind, "setting": row.ids.setting, "setting_name": row.setting,
                "title": row.title, "lead": row.ids.leads, "lead_names": row.lead, "waiting_days": row.waiting.map(Time::days),
                "waiting_school_weeks": row.waiting.and_then(|time| time.school_weeks(calendar)),
                "open_days": row.work.map(Time::days), "open": row.open, "questions": row.questions,
                "unrecorded": row.unrecorded, "readable": row.readable,
            })
        })
        .collect();
    let gone = unrecorded.iter().filter(|(_, change)| *change == Change::Removed);
    let gone: Vec<&str> = gone.map(|(path, _)| path.as_str()).collect();
    json!({ "schema": "pikorua/list/1", "cases": cases, "gone": gone })
}

fn words(change: &Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Removed => "gone",
    }
}

/// Says which new cases somebody was recording when the program was ended, before there was a file.
fn begun(ui: &mut Ui, desk: &Desk) -> Result<()> {
    let begun: Vec<String> = desk.begun()?.iter().map(ToString::to_string).collect();
    if !begun.is_empty() {
        let names = begun.join(", ");
        ui.warn(&format!("begun when the program was ended, and not written yet: {names}. The next change in this folder brings it."));
    }
    Ok(())
}

/// Says where two people wrote different things and nobody decided yet.
fn undecided(ui: &mut Ui, rows: &[Row], around: &[Open]) {
    let cases = rows.iter().filter(|row| row.questions > 0);
    let mut names: Vec<String> = cases.map(|row| row.id.clone()).collect();
    let marked = if ui.is_terminal() && !names.is_empty() { " (marked ?)" } else { "" };
    names.extend(around.iter().map(Open::name));
    names.dedup();
    let count = rows.iter().map(|row| row.questions).sum::<usize>() + around.len();
    if count > 0 {
        let (are, names) = (are_open(count), names.join(", "));
        ui.warn(&format!("{are}{marked}: {names}. `pikorua sync --resolve` goes through them."));
    }
}

fn remarks(ui: &mut Ui, rows: &[Row], all: usize, unrecorded: &[(RelPath, Change)], odd: usize) {
    match rows.len() {
        0 if all == 0 => ui.say("No cases yet. `pikorua new` records a request for support."),
        0 => ui.say("No case like that."),
        1 => ui.say("1 case"),
        n => ui.say(&format!("{n} cases")),
    }
    let (gone, edited): (Vec<_>, Vec<_>) =
        unrecorded.iter().partition(|(_, change)| *change == Change::Removed);
    if !gone.is_empty() {
        ui.warn(&open::said_gone(gone.iter().map(|(path, _)| path)));
    }
    if !edited.is_empty() {
        let files: Vec<String> =
            edited.iter().map(|(path, change)| format!("{path} ({})", words(change))).collect();
        let marked = if ui.is_terminal() { " (marked *)" } else { "" };
        ui.warn(&format!(
            "edited by hand and not recorded yet{marked}: {}. The next change to a file records it first.",
            files.join(", ")
        ));
    }
    if odd > 0 {
        ui.warn("there are files in `cases/` that are no cases; `pikorua check` names them.");
    }
}

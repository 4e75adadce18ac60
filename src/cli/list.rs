//! `list`: the cases.

use std::collections::HashSet;

use clap::Args;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use serde_json::json;

use super::Global;
use super::filtered::{self, Filtered};
use crate::change::{Indexed, questions};
use crate::error::Result;
use crate::folder::Cases;
use crate::history::Change;
use crate::query::facts::Facts;
use crate::query::waiting::Time;
use crate::record::file::RelPath;
use crate::record::term::Calendar;
use crate::ui::Ui;

mod remarks;
mod row;

use remarks::{begun, remarks, second_versions, undecided};
use row::{Around, Row};

/// List the cases: id, where each stands, its kind, school and title
#[derive(Args, Debug)]
#[command(after_help = filtered::help())]
pub(super) struct List {
    /// Only cases with all of these words, with or without macrons, in their id, status, kind, layer of support, school,
    /// title or people; or with what a filter says, such as `status:active`
    #[arg(value_name = "FILTER")]
    words: Vec<String>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let filter = Filtered::read(&desk, &self.words)?;
        let Cases { files, odd, beside } = desk.folder.stamped_cases()?;
        let (all, around) = (files.len(), Around::of(&desk));
        let (mut contents, mut rows) = (Vec::with_capacity(all), Vec::new());
        let look = |case: Indexed<Facts>| {
            let row = filter.means(&case).then(|| around.row(&case));
            (case.content.map(|content| (case.file.path, content)), row)
        };
        desk.each_fact(files, look, |(content, row): (_, Option<Row>)| {
            contents.extend(content);
            rows.extend(row);
        })?;
        let unrecorded = desk.history.status_beside(&contents, odd.iter().map(|odd| odd.path.as_str()))?;
        let changed: HashSet<String> =
            unrecorded.iter().filter_map(|(path, _)| Some(path.case()?.to_string())).collect();
        rows.iter_mut().for_each(|row| row.unrecorded = changed.contains(&row.id));
        if self.json {
            return ui.print_json(&json(&rows, &unrecorded, &desk.cluster.calendar));
        }
        if ui.is_terminal() {
            ui.print(&table(&rows, ui.full_width()))?;
        } else {
            ui.print(&columns(&rows))?;
        }
        remarks(ui, &rows, all, &unrecorded, odd.len());
        begun(ui, &desk)?;
        undecided(ui, &rows, &questions::around(&desk)?);
        second_versions(ui, &desk.folder.second_versions(&beside)?);
        Ok(())
    }
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
        let status = row.status_and_waiting();
        let cells = [id.as_str(), &status, &row.kind, &row.setting, &row.title, &row.lead];
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
                "waiting_school_weeks": row.waiting.and_then(|time| time.school_weeks(calendar.at(row.ids.setting.as_deref()))),
                "open_days": row.work.map(Time::days), "open": row.open, "questions": row.questions,
                "unrecorded": row.unrecorded, "readable": row.readable,
            })
        })
        .collect();
    let gone = unrecorded.iter().filter(|(_, change)| *change == Change::Removed);
    let gone: Vec<&str> = gone.map(|(path, _)| path.as_str()).collect();
    json!({ "schema": "pikorua/list/1", "cases": cases, "gone": gone })
}

//! `log`: what happened, in the words of the practice.

use clap::Args;
use console::style;
use serde_json::{Value as Tree, json};

use super::{Global, change_lines, open, seen};
use crate::change::Desk;
use crate::error::Result;
use crate::history::Commit;
use crate::record::case::Case;
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::read::read;
use crate::ui::{self, Ui};
use crate::view::View;

/// Show what happened to a case, or in the whole folder: who changed what, from what, to what
#[derive(Args, Debug)]
pub(super) struct Log {
    /// The case; without one, everything
    case: Option<String>,
    /// At most this many entries, the newest
    #[arg(short = 'n', long, value_name = "COUNT")]
    count: Option<usize>,
    /// Print one JSON object for scripts
    #[arg(long)]
    json: bool,
}

impl Log {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let case = self.case.as_ref().map(|text| open::case(&desk, ui, text)).transpose()?;
        let path = case.as_ref().map(|id| desk.folder.case_path(id));
        // no further back than is asked for: a history may be long
        let commits = desk.history.commits(path.as_ref())?.take(self.count.unwrap_or(usize::MAX));
        let commits = commits.collect::<Result<Vec<_>>>()?;
        if self.json {
            let entries = entries(&desk, &commits, case.as_ref())?;
            return ui.print_json(&json!({ "schema": "pikorua/log/1", "entries": entries }));
        }
        for commit in &commits {
            let changes = case.as_ref().map(|id| changes(&desk, commit, id)).transpose()?;
            ui.print(&entry(commit, changes.as_deref(), ui.width()))?;
        }
        if let (Some(path), Some(id)) = (&path, &case)
            && desk.history.status_of(path)?.is_some()
        {
            ui.warn(&format!("{id} was edited by hand since; the next change to it records that first."));
        }
        Ok(())
    }
}

fn entry(commit: &Commit, changes: Option<&[Tree]>, width: usize) -> String {
    let about = match changes {
        Some(_) => commit.note.subject.clone(),
        None => subjects(commit),
    };
    format!("{}{}\n", head(commit, &about, width), lines(changes.unwrap_or_default(), width))
}

/// When, who, the id by which `undo` takes it, and what it is about.
pub(super) fn head(commit: &Commit, about: &str, width: usize) -> String {
    let when = commit.author.when.strftime("%-d %B %Y, %H:%M");
    let whom = match commit.author.name == commit.committer.name {
        true => commit.author.name.clone(),
        false => format!("{}, recorded by {}", commit.author.name, commit.committer.name),
    };
    let id = style(commit.id.short()).dim();
    let wrapped = ui::wrapping(width).initial_indent("  ").subsequent_indent("    ");
    format!("{}  {whom}  {id}\n{}\n", style(when).bold(), style(textwrap::fill(about, wrapped)).cyan())
}

/// What changed, line by line.
pub(super) fn lines(changes: &[Tree], width: usize) -> String {
    let mut text = String::new();
    for (depth, line) in change_lines::lines(changes) {
        let (first, next) = (" ".repeat(4 + 2 * depth), " ".repeat(6 + 2 * depth));
        let options = ui::wrapping(width).initial_indent(&first).subsequent_indent(&next);
        text.push_str(&textwrap::fill(&line, &options));
        text.push('\n');
    }
    text
}

/// What a change is about, and in which case.
pub(super) fn subjects(commit: &Commit) -> String {
    let case = commit.note.fact("Case").map(|id| format!("{id}: ")).unwrap_or_default();
    format!("{case}{}", commit.note.subject)
}

/// What a recorded change did to a case.
fn changes(desk: &Desk, commit: &Commit, id: &CaseId) -> Result<Vec<Tree>> {
    let path = desk.folder.case_path(id);
    let now = desk.history.content_at(&path, &commit.id)?;
    let before = match &commit.parent {
        Some(parent) => desk.history.content_at(&path, parent)?,
        None => None,
    };
    let Some(now) = version(now) else { return Ok(Vec::new()) };
    let around = seen::around(desk, "");
    let view = View::new(&seen::inside(desk, now)?, &around);
    Ok(view.changed_from(version(before).as_ref(), &around))
}

// an older version may not be in order; what can be read of it is
fn version(bytes: Option<Vec<u8>>) -> Option<Case> {
    read::<Case>(&String::from_utf8_lossy(&bytes?)).value
}

fn entries(desk: &Desk, commits: &[Commit], case: Option<&CaseId>) -> Result<Vec<Tree>> {
    commits
        .iter()
        .map(|commit| {
            let changes = case.map(|id| changes(desk, commit, id)).transpose()?.unwrap_or_default();
            Ok(json!({
                "version": commit.id.short(),
                "when": commit.author.when.timestamp().to_string(),
                "by": commit.author.name,
                "recorded_by": commit.committer.name,
                "what": commit.note.subject,
                "case": commit.note.fact("Case"),
                "guide": commit.note.fact("Guide"),
                "undoes": commit.note.fact("Undoes").map(|id| id.chars().take(8).collect::<String>()),
                "files": desk.history.changed(&commit.id)?.iter().map(RelPath::to_string).collect::<Vec<_>>(),
                "changes": changes,
            }))
        })
        .collect()
}

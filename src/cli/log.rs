//! `log`: what happened, in the words of the practice.

use clap::Args;
use console::style;
use serde_json::{Value as Tree, json};

use super::{Global, open, words};
use crate::change::Desk;
use crate::error::Result;
use crate::guide::known::{Known, shorten};
use crate::history::Commit;
use crate::record::case::Case;
use crate::record::difference::{Difference, differences};
use crate::record::file::RelPath;
use crate::record::id::CaseId;
use crate::record::path::Step;
use crate::record::read::read;
use crate::record::tree;
use crate::ui::Ui;

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

/// Values that say where a walk is, not what anybody said.
const BOOKKEEPING: [&str; 4] = ["reached", "rows", "id", "schema"];

impl Log {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        let desk = global.desk()?;
        let case = self.case.as_ref().map(|text| open::case(&desk, text)).transpose()?;
        let path = case.as_ref().map(|id| desk.folder.case_path(id));
        let mut commits = desk.history.log(path.as_ref())?;
        commits.truncate(self.count.unwrap_or(usize::MAX));
        if self.json {
            return ui.print_json(
                &json!({ "schema": "pikorua/log/1", "entries": entries(&desk, &commits, case.as_ref())? }),
            );
        }
        for commit in &commits {
            ui.print(&entry(&desk, commit, case.as_ref(), ui.width())?)?;
        }
        if let (Some(path), Some(id)) = (&path, &case)
            && desk.history.status_of(path)?.is_some()
        {
            ui.warn(&format!("{id} was edited by hand since; the next change to it records that first."));
        }
        Ok(())
    }
}

fn entry(desk: &Desk, commit: &Commit, case: Option<&CaseId>, width: usize) -> Result<String> {
    let when = commit.author.when.strftime("%-d %B %Y, %H:%M");
    let whom = match commit.author.name == commit.committer.name {
        true => commit.author.name.clone(),
        false => format!("{}, recorded by {}", commit.author.name, commit.committer.name),
    };
    let mut text = format!("{}  {whom}\n", style(when).bold());
    let about = match case {
        Some(_) => commit.note.subject.clone(),
        None => subjects(commit),
    };
    let wrapped = textwrap::Options::new(width).initial_indent("  ").subsequent_indent("    ");
    text.push_str(&format!("{}\n", style(textwrap::fill(&about, wrapped)).cyan()));
    let options = textwrap::Options::new(width).initial_indent("    ").subsequent_indent("      ");
    for line in case.map(|id| lines(desk, commit, id)).transpose()?.unwrap_or_default() {
        text.push_str(&textwrap::fill(&line, &options));
        text.push('\n');
    }
    text.push('\n');
    Ok(text)
}

fn subjects(commit: &Commit) -> String {
    let case = commit.note.fact("Case").map(|id| format!("{id}: ")).unwrap_or_default();
    format!("{case}{}", commit.note.subject)
}

fn lines(desk: &Desk, commit: &Commit, id: &CaseId) -> Result<Vec<String>> {
    let (before, after) = both(desk, commit, id)?;
    let known = desk.known();
    // a row that is gone is named from the version that had it
    let record = |d: &Difference| if d.after.is_null() { &before } else { &after };
    let (visits, others): (Vec<_>, Vec<_>) = told(&before, &after).into_iter().partition(is_visit);
    let mut lines: Vec<String> = others.iter().map(|d| words::difference(&known, record(d), d)).collect();
    for change in visits {
        lines.extend(walked_with(&known, record(&change), &change));
        lines.extend(said_in_visit(&change));
    }
    Ok(lines)
}

fn is_visit(change: &Difference) -> bool {
    change.path.0.first() == Some(&Step::Key("visits".into()))
}

/// What a visit keeps beside its place in the walk: answers that have no other place, and reasons.
const KEPT: [(&str, &str); 4] = [
    ("answers", ""),
    ("not_needed", " is not needed"),
    ("left_open", " is left open"),
    ("reason", "came back"),
];

// who joined the walk, by name
fn walked_with(known: &Known<'_>, record: &Tree, change: &Difference) -> Option<String> {
    let (before, after) = match change.path.0.last() {
        Some(Step::Key(last)) if last == "with" => (&change.before, &change.after),
        _ => (&change.before["with"], &change.after["with"]),
    };
    let new = after.as_array()?.iter().filter(|id| !before.as_array().is_some_and(|b| b.contains(id)));
    let names: Vec<String> =
        new.filter_map(Tree::as_str).map(|id| words::person(known, record, id)).collect();
    (!names.is_empty()).then(|| format!("walked with {}", names.join(" and ")))
}

fn said_in_visit(change: &Difference) -> Vec<String> {
    // a visit that is new holds everything; in one that was there, a part changed
    let parts = KEPT.iter().filter_map(|(key, words)| match change.path.0.last() {
        Some(Step::Key(last)) if last == key => Some((words, &Tree::Null, &change.after)),
        _ if change.after.is_object() => Some((words, &change.before[*key], &change.after[*key])),
        _ => None,
    });
    let text = |tree: &Tree| match tree {
        Tree::String(text) => shorten(text, 60),
        Tree::Array(items) => items.iter().filter_map(Tree::as_str).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    };
    parts
        .flat_map(|(words, before, after)| match after {
            Tree::Object(map) => {
                let new = map.iter().filter(|(key, value)| before[key.as_str()] != **value);
                new.map(|(key, value)| format!("{key}{words}: “{}”", text(value))).collect()
            }
            Tree::String(reason) => vec![format!("{words}: “{}”", shorten(reason, 60))],
            _ => Vec::new(),
        })
        .collect()
}

/// What differs, without what only says where a walk is.
fn told(before: &Tree, after: &Tree) -> Vec<Difference> {
    let is_bookkeeping = |d: &Difference| match d.path.0.last() {
        Some(Step::Key(last)) => BOOKKEEPING.contains(&last.as_str()),
        _ => false,
    };
    differences(before, after).into_iter().filter(|d| !is_bookkeeping(d)).collect()
}

fn both(desk: &Desk, commit: &Commit, id: &CaseId) -> Result<(Tree, Tree)> {
    let path = desk.folder.case_path(id);
    let now = desk.history.content_at(&path, &commit.id)?;
    let before = match &commit.parent {
        Some(parent) => desk.history.content_at(&path, parent)?,
        None => None,
    };
    Ok((version(before), version(now)))
}

// an older version may not be in order; what can be read of it is
fn version(bytes: Option<Vec<u8>>) -> Tree {
    let text = bytes.map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default();
    read::<Case>(&text).value.map(|case| tree::of(&case)).unwrap_or_default()
}

fn entries(desk: &Desk, commits: &[Commit], case: Option<&CaseId>) -> Result<Vec<Tree>> {
    commits
        .iter()
        .map(|commit| {
            let changes = case
                .map(|id| both(desk, commit, id))
                .transpose()?
                .map(|(before, after)| told(&before, &after));
            let changes: Vec<Tree> = changes
                .into_iter()
                .flatten()
                .map(|d| json!({ "path": d.path.to_string(), "before": d.before, "after": d.after }))
                .collect();
            Ok(json!({
                "version": commit.id.short(),
                "when": commit.author.when.timestamp().to_string(),
                "by": commit.author.name,
                "recorded_by": commit.committer.name,
                "what": commit.note.subject,
                "case": commit.note.fact("Case"),
                "guide": commit.note.fact("Guide"),
                "files": desk.history.changed(&commit.id)?.iter().map(RelPath::to_string).collect::<Vec<_>>(),
                "changes": changes,
            }))
        })
        .collect()
}

//! Prompts on a capable terminal: a line that can be edited, and lists to move in.

use std::io;

use console::Term;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{MultiSelect, Select};
use rustyline::Editor;
use rustyline::config::{Behavior, Config};
use rustyline::error::ReadlineError;
use rustyline::history::{History, MemHistory};

use super::prompt::{Mark, Named, Reply};

/// One answer: a paste of several lines stays one, and the arrow up brings back what was there before.
pub(super) fn line(prompt: &str, before: Option<&str>) -> io::Result<Reply<String>> {
    let config = Config::builder().behavior(Behavior::PreferTerm).bracketed_paste(true).build();
    let mut history = MemHistory::with_config(&config);
    if let Some(before) = before {
        history.add(before).map_err(io::Error::other)?;
    }
    let mut editor = Editor::<(), _>::with_history(config, history).map_err(io::Error::other)?;
    match editor.readline(prompt) {
        Ok(text) => Ok(Reply::Got(text)),
        Err(ReadlineError::Interrupted) => Ok(Reply::Interrupted),
        Err(ReadlineError::Eof) => Ok(Reply::End),
        Err(ReadlineError::Io(e)) => Err(e),
        Err(e) => Err(io::Error::other(e)),
    }
}

/// One of several, with marks as the last entries.
pub(super) fn select(items: &[String], chosen: Option<usize>, marks: &[Named]) -> io::Result<Reply<usize>> {
    let all = with_marks(items, marks);
    let picked = Select::with_theme(&ColorfulTheme::default())
        .items(&all)
        .default(chosen.unwrap_or(0))
        .max_length(rows())
        .interact_on_opt(&Term::stderr());
    Ok(match shown(picked)? {
        None => Reply::Mark(Mark::Stop),
        Some(n) if n < items.len() => Reply::Got(n),
        Some(n) => Reply::Mark(marks[n - items.len()].0),
    })
}

/// Any of several; a mark that is ticked counts instead of everything else.
pub(super) fn select_many(items: &[String], chosen: &[bool]) -> io::Result<Reply<Vec<usize>>> {
    let all = with_marks(items, &Mark::ALL);
    let ticks: Vec<bool> = (0..all.len()).map(|n| chosen.get(n).copied().unwrap_or(false)).collect();
    let picked = MultiSelect::with_theme(&ColorfulTheme::default())
        .items(&all)
        .defaults(&ticks)
        .max_length(rows())
        .interact_on_opt(&Term::stderr());
    Ok(match shown(picked)? {
        None => Reply::Mark(Mark::Stop),
        Some(picked) => match picked.iter().find(|n| **n >= items.len()) {
            Some(mark) => Reply::Mark(Mark::ALL[mark - items.len()].0),
            None => Reply::Got(picked),
        },
    })
}

fn with_marks(items: &[String], marks: &[Named]) -> Vec<String> {
    let room = usize::from(Term::stderr().size().1).saturating_sub(8).max(20);
    let marks = marks.iter().map(|(_, typed, means)| format!("{typed}  {means}"));
    let items = items.iter().map(|item| console::truncate_str(item, room, "…").into_owned());
    items.chain(marks).collect()
}

fn rows() -> usize {
    usize::from(Term::stderr().size().0).saturating_sub(6).max(8)
}

// a list that is left by Ctrl-C has hidden the cursor
fn shown<T>(picked: dialoguer::Result<Option<T>>) -> io::Result<Option<T>> {
    picked.map_err(|dialoguer::Error::IO(e)| {
        let _ = Term::stderr().show_cursor();
        e
    })
}

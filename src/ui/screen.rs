//! Prompts on a capable terminal: a line that can be edited, and lists to move in.

use std::fmt;
use std::io;

use console::{Term, style};
use dialoguer::theme::Theme;
use dialoguer::{MultiSelect, Select};
use rustyline::Editor;
use rustyline::config::{Behavior, Config};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;

use super::mark::{Mark, Reply};

/// Lines that can be edited while they are typed. One reader serves them all: where the terminal puts no brackets around
/// a paste, the lines behind the first wait in it.
#[derive(Default)]
pub(super) struct Lines {
    editor: Option<Editor<(), MemHistory>>,
}

impl Lines {
    /// One answer: a paste of several lines stays one, and the arrow up brings back what was there before.
    pub(super) fn line(&mut self, prompt: &str, before: Option<&str>) -> io::Result<Reply<String>> {
        let editor = self.editor()?;
        editor.clear_history().map_err(io::Error::other)?;
        if let Some(before) = before {
            editor.add_history_entry(before).map_err(io::Error::other)?;
        }
        match editor.readline(prompt) {
            Ok(text) => Ok(Reply::Got(text)),
            Err(ReadlineError::Interrupted) => Ok(Reply::Interrupted),
            Err(ReadlineError::Eof) => Ok(Reply::End),
            Err(ReadlineError::Io(e)) => Err(e),
            Err(e) => Err(io::Error::other(e)),
        }
    }

    fn editor(&mut self) -> io::Result<&mut Editor<(), MemHistory>> {
        let made = match self.editor.take() {
            Some(editor) => editor,
            None => {
                let config = Config::builder().behavior(Behavior::PreferTerm).bracketed_paste(true).build();
                let history = MemHistory::with_config(&config);
                Editor::with_history(config, history).map_err(io::Error::other)?
            }
        };
        Ok(self.editor.insert(made))
    }
}

/// One of several, with marks as entries. `later` comes first, and is where the cursor stands while nothing is chosen:
/// Enter alone must not make up an answer.
pub(super) fn select(items: &[String], chosen: Option<usize>, marks: &[Mark]) -> io::Result<Reply<usize>> {
    let (first, last): (Vec<Mark>, Vec<Mark>) = marks.iter().partition(|mark| **mark == Mark::Later);
    let all: Vec<String> = entries(&first).chain(fitting(items)).chain(entries(&last)).collect();
    // without `later` the cursor stands nowhere until it is moved
    let nowhere = if first.is_empty() { usize::MAX } else { 0 };
    let cursor = chosen.map_or(nowhere, |n| n + first.len());
    let mut asked = Select::with_theme(&Entries).items(&all).default(cursor);
    if all.len() > rows() {
        asked = asked.with_prompt(MORE).report(false);
    }
    let picked = shown(asked.max_length(rows()).interact_on_opt(&Term::stderr()))?;
    Ok(match picked {
        None => Reply::Mark(Mark::Stop),
        Some(n) if n < first.len() => Reply::Mark(first[n]),
        Some(n) if n < first.len() + items.len() => Reply::Got(n - first.len()),
        Some(n) => Reply::Mark(last[n - first.len() - items.len()]),
    })
}

/// Any of several; a mark that is ticked counts instead of everything else.
pub(super) fn select_many(items: &[String], chosen: &[bool]) -> io::Result<Reply<Vec<usize>>> {
    let all: Vec<String> = fitting(items).chain(entries(&Mark::ALL)).collect();
    let ticks: Vec<bool> = (0..all.len()).map(|n| chosen.get(n).copied().unwrap_or(false)).collect();
    let mut asked = MultiSelect::with_theme(&Entries).items(&all).defaults(&ticks);
    if all.len() > rows() {
        asked = asked.with_prompt(MORE).report(false);
    }
    let picked = shown(asked.max_length(rows()).interact_on_opt(&Term::stderr()))?;
    Ok(match picked {
        None => Reply::Mark(Mark::Stop),
        Some(picked) => match picked.iter().find(|n| **n >= items.len()) {
            Some(mark) => Reply::Mark(Mark::ALL[mark - items.len()]),
            None => Reply::Got(picked),
        },
    })
}

/// How entries look: the cursor and the ticks are seen without colour too.
struct Entries;

impl Theme for Entries {
    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, text: &str, active: bool) -> fmt::Result {
        let line = format!("{} {text}", if active { ">" } else { " " });
        write!(f, "{}", if active { style(line).cyan().for_stderr() } else { style(line).for_stderr() })
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let tick = if checked { "[x]" } else { "[ ]" };
        self.format_select_prompt_item(f, &format!("{tick} {text}"), active)
    }
}

/// What is said over a list that does not fit on the screen.
const MORE: &str = "More with ← and →";

fn entries(marks: &[Mark]) -> impl Iterator<Item = String> {
    marks.iter().map(|mark| format!("{}  {}", mark.typed(), mark.means()))
}

fn fitting(items: &[String]) -> impl Iterator<Item = String> {
    let room = usize::from(Term::stderr().size().1).saturating_sub(8).max(20);
    items.iter().map(move |item| console::truncate_str(item, room, "…").into_owned())
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

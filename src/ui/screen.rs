//! Prompts on a capable terminal: a line that can be edited, and lists to move in.

use std::io;

use console::Term;
use dialoguer::Confirm;
use rustyline::Editor;
use rustyline::config::{Behavior, Config};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;

use super::list::{Entry, List, Meant};
use super::mark::{Mark, Reply};
use super::window::Window;

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
pub(super) fn select(
    items: &[String],
    names: &[Vec<String>],
    chosen: Option<usize>,
    marks: &[Mark],
) -> io::Result<Reply<usize>> {
    let (first, last): (Vec<Mark>, Vec<Mark>) = marks.iter().partition(|mark| **mark == Mark::Later);
    let all: Vec<Entry> = entries(&first).chain(answers(items, names)).chain(entries(&last)).collect();
    // without `later` the cursor stands nowhere until it is moved
    let nowhere = (!first.is_empty()).then_some(0);
    let start = chosen.map_or(nowhere, |n| Some(n + first.len()));
    Ok(match ask(List::of_one(all, start))? {
        Meant::One(n) if n < first.len() => Reply::Mark(first[n]),
        Meant::One(n) if n < first.len() + items.len() => Reply::Got(n - first.len()),
        Meant::One(n) => Reply::Mark(last[n - first.len() - items.len()]),
        Meant::Stop | Meant::Ticked(_) => Reply::Mark(Mark::Stop),
    })
}

/// Any of several; a mark counts instead of everything else.
pub(super) fn select_many(
    items: &[String],
    names: &[Vec<String>],
    chosen: &[bool],
) -> io::Result<Reply<Vec<usize>>> {
    let all: Vec<Entry> = answers(items, names).chain(entries(&Mark::ALL)).collect();
    let ticks = (0..items.len()).map(|n| chosen.get(n).copied().unwrap_or(false)).collect();
    Ok(match ask(List::of_many(all, ticks))? {
        Meant::Ticked(picked) => Reply::Got(picked),
        Meant::One(n) => Reply::Mark(Mark::ALL[n - items.len()]),
        Meant::Stop => Reply::Mark(Mark::Stop),
    })
}

/// Yes or no; nothing where somebody goes away.
pub(super) fn confirm(question: &str) -> io::Result<Reply<bool>> {
    let asked = Confirm::new().with_prompt(question).wait_for_newline(true).default(false);
    let said = asked.interact_on_opt(&Term::stderr()).map_err(|dialoguer::Error::IO(e)| {
        let _ = Term::stderr().show_cursor();
        e
    })?;
    Ok(said.map_or(Reply::Mark(Mark::Stop), Reply::Got))
}

fn answers(items: &[String], names: &[Vec<String>]) -> impl Iterator<Item = Entry> {
    items.iter().enumerate().map(|(n, text)| Entry {
        text: text.clone(),
        names: names.get(n).cloned().unwrap_or_default(),
        mark: None,
    })
}

fn entries(marks: &[Mark]) -> impl Iterator<Item = Entry> {
    let text = |mark: Mark| format!("{}  {}", mark.typed(), mark.means());
    marks.iter().map(move |mark| Entry { text: text(*mark), names: Vec::new(), mark: Some(*mark) })
}

// draws the list anew at each key, until something was meant; nothing of it is left on the screen then
fn ask(mut list: List) -> io::Result<Meant> {
    let term = Term::buffered_stderr();
    term.hide_cursor()?;
    let mut window = Window::default();
    let meant = loop {
        let lines = window.lines(&list, &term);
        for line in &lines {
            term.write_line(line)?;
        }
        term.flush()?;
        // a list that is left by Ctrl-C has hidden the cursor
        let key = term.read_key().inspect_err(|_| drop(Term::stderr().show_cursor()))?;
        let meant = list.key(&key, window.page);
        term.clear_last_lines(lines.len())?;
        if let Some(meant) = meant {
            break meant;
        }
    };
    term.show_cursor()?;
    term.flush()?;
    Ok(meant)
}

//! Asking: what comes back from a prompt, and which make of prompt is used.

use std::io;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Asking, Ui};
use crate::error::{Error, ErrorKind, Result};

/// What comes back from a prompt.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply<T> {
    /// An answer.
    Got(T),
    /// A mark instead of an answer.
    Mark(Mark),
    /// Ctrl-C.
    Interrupted,
    /// No more input.
    End,
}

/// A mark that may be given instead of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `<`: to the question before.
    Back,
    /// `-`: later.
    Later,
    /// `!`: not needed.
    NotNeeded,
    /// `?`: explain.
    Explain,
    /// `q`: stop.
    Stop,
    /// `e`, for a long text only: write it in the editor.
    Editor,
}

impl Mark {
    /// The marks that every question takes.
    pub const ALL: [Mark; 5] = [Mark::Back, Mark::Later, Mark::NotNeeded, Mark::Explain, Mark::Stop];

    /// The mark that a whole answer is, if it is one.
    pub fn of(answer: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.typed() == answer.trim())
    }

    /// What is typed for it.
    pub fn typed(self) -> &'static str {
        match self {
            Mark::Back => "<",
            Mark::Later => "-",
            Mark::NotNeeded => "!",
            Mark::Explain => "?",
            Mark::Stop => "q",
            Mark::Editor => "e",
        }
    }

    /// What it means, in a word or two.
    pub fn means(self) -> &'static str {
        match self {
            Mark::Back => "back",
            Mark::Later => "later",
            Mark::NotNeeded => "not needed",
            Mark::Explain => "explain",
            Mark::Stop => "stop",
            Mark::Editor => "write it in the editor",
        }
    }
}

/// A whole answer: a mark, or a text in which `\-` stands for `-`.
pub(super) fn reply(answer: String) -> Reply<String> {
    if let Some(mark) = Mark::of(&answer) {
        return Reply::Mark(mark);
    }
    let escaped = answer
        .trim()
        .strip_prefix('\\')
        .filter(|rest| Mark::of(rest).is_some() || *rest == Mark::Editor.typed());
    Reply::Got(escaped.map_or(answer.clone(), Into::into))
}

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From the first question on, Ctrl-C is an answer and no longer the end of the program.
pub(super) fn listen() {
    LISTENING.call_once(|| {
        // where it cannot be listened to, Ctrl-C ends the program: every answer is on disk already
        let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
    });
}

/// Whether Ctrl-C was pressed and not answered yet.
#[cfg(unix)]
pub(super) fn pressed() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Whether Ctrl-C was pressed since this was asked last.
pub(super) fn interrupted() -> bool {
    INTERRUPTED.swap(false, Ordering::SeqCst)
}

impl Ui {
    /// Asks for one line; an empty answer is what Enter alone gives. `before` can be taken up again and changed.
    pub fn ask_line(&mut self, before: Option<&str>) -> Result<Reply<String>> {
        self.raw_line(before).map(|r| match r {
            Reply::Got(text) => reply(text),
            other => other,
        })
    }

    /// Asks for one line, where `e` asks for the editor.
    pub fn ask_item(&mut self) -> Result<Reply<String>> {
        self.line_or_editor(None)
    }

    fn line_or_editor(&mut self, before: Option<&str>) -> Result<Reply<String>> {
        self.raw_line(before).map(|r| match r {
            Reply::Got(text) if text.trim() == Mark::Editor.typed() => Reply::Mark(Mark::Editor),
            Reply::Got(text) => reply(text),
            other => other,
        })
    }

    fn raw_line(&mut self, before: Option<&str>) -> Result<Reply<String>> {
        if self.was_broken_off() {
            return Ok(Reply::Interrupted);
        }
        listen();
        let answer = match self.asking {
            Asking::Screen => super::screen::line("> ", before),
            Asking::Plain => self.input.line("> ", true),
            Asking::Never => return Err(nobody()),
        };
        self.done(answer)
    }

    /// Asks for any number of lines; an empty line ends them, and `e` asks for the editor.
    pub fn ask_text(&mut self, before: Option<&str>) -> Result<Reply<String>> {
        let first = match self.line_or_editor(before)? {
            Reply::Got(text) => text,
            other => return Ok(other),
        };
        let mut text = first;
        while !text.trim().is_empty() {
            let next = match self.asking {
                Asking::Screen => super::screen::line(". ", None),
                _ => self.input.line(". ", true),
            };
            match self.done(next)? {
                Reply::Got(line) if line.trim().is_empty() => break,
                Reply::Got(line) => text = format!("{text}\n{line}"),
                // what was typed is an answer, whatever ended it
                Reply::Interrupted => {
                    self.broken_off = true;
                    break;
                }
                Reply::End | Reply::Mark(_) => break,
            }
        }
        Ok(Reply::Got(text))
    }

    /// Asks for one of several, with these marks as entries. Where nothing is chosen yet, Enter alone chooses nothing.
    pub fn select(
        &mut self,
        items: &[String],
        chosen: Option<usize>,
        marks: &[Mark],
    ) -> Result<Reply<usize>> {
        if self.was_broken_off() {
            return Ok(Reply::Interrupted);
        }
        listen();
        let answer = match self.asking {
            Asking::Screen => super::screen::select(items, chosen, marks),
            Asking::Plain => self.plain_select(items, chosen, marks),
            Asking::Never => return Err(nobody()),
        };
        self.done(answer)
    }

    /// Asks for one of several outside of a walk, where marks mean nothing; nothing comes back where nobody chose.
    pub fn pick(&mut self, items: &[String], chosen: Option<usize>) -> Result<Option<usize>> {
        match self.select(items, chosen, &[])? {
            Reply::Got(n) => Ok(Some(n)),
            Reply::Interrupted => Err(Error::new(ErrorKind::Interrupted, "stopped; nothing was changed")),
            Reply::Mark(_) | Reply::End => Ok(None),
        }
    }

    /// Asks for any of several, with the marks as entries.
    pub fn select_many(&mut self, items: &[String], chosen: &[bool]) -> Result<Reply<Vec<usize>>> {
        if self.was_broken_off() {
            return Ok(Reply::Interrupted);
        }
        listen();
        let answer = match self.asking {
            Asking::Screen => super::screen::select_many(items, chosen),
            Asking::Plain => self.plain_select_many(items, chosen),
            Asking::Never => return Err(nobody()),
        };
        self.done(answer)
    }

    // Ctrl-C in the middle of a text counts for the next question, after the text was taken
    fn was_broken_off(&mut self) -> bool {
        std::mem::take(&mut self.broken_off)
    }

    fn done<T>(&mut self, answer: io::Result<Reply<T>>) -> Result<Reply<T>> {
        match answer {
            Ok(_) if interrupted() => Ok(Reply::Interrupted),
            Ok(reply) => Ok(reply),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {
                interrupted();
                Ok(Reply::Interrupted)
            }
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(Reply::End),
            Err(e) => Err(Error::request("the terminal cannot be read").because(e)),
        }
    }
}

fn nobody() -> Error {
    Error::new(ErrorKind::Request, "there is nobody to ask: this is not a terminal")
        .hint("Give the answers in a file with `--from ANSWERS`; `--blank` prints one to fill in.")
}

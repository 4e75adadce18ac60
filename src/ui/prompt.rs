//! Asking: which make of prompt is used, and what ends one.

use std::io;

use super::ctrl_c::{interrupted, listen};
use super::input::NOT_UTF8;
use super::mark::{Mark, Reply, reply};
use super::{Asking, Ui};
use crate::error::{Error, ErrorKind, Result};

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
            Asking::Screen => self.screen_line("> ", before),
            Asking::Plain => self.input.line("> ", true),
            Asking::Never => return Err(nobody()),
        };
        self.done(answer)
    }

    // what cannot be read as letters ends the line at once: the rest of it must not become the answer
    fn screen_line(&mut self, prompt: &str, before: Option<&str>) -> io::Result<Reply<String>> {
        loop {
            match self.lines.line(prompt, before) {
                Err(e) if e.kind() == io::ErrorKind::InvalidData => {
                    self.tell(&self.fill(NOT_UTF8));
                    self.tell("Press Enter first.");
                    self.input.skip_line()?;
                }
                other => return other,
            }
        }
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
                Asking::Screen => self.screen_line(". ", None),
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
        self.select_named(items, &[], chosen, marks)
    }

    /// The same, where each item has further names by which it can be typed.
    pub fn select_named(
        &mut self,
        items: &[String],
        names: &[Vec<String>],
        chosen: Option<usize>,
        marks: &[Mark],
    ) -> Result<Reply<usize>> {
        if self.was_broken_off() {
            return Ok(Reply::Interrupted);
        }
        listen();
        let answer = match self.asking {
            Asking::Screen => super::screen::select(items, names, chosen, marks),
            Asking::Plain => self.plain_select(items, names, chosen, marks),
            Asking::Never => return Err(nobody()),
        };
        self.done(answer)
    }

    /// Asks for one of several outside of a walk, where marks mean nothing; nothing comes back where nobody chose.
    pub fn pick(&mut self, items: &[String], chosen: Option<usize>) -> Result<Option<usize>> {
        match self.select(items, chosen, &[])? {
            Reply::Got(n) => Ok(Some(n)),
            Reply::Interrupted => Err(stopped()),
            Reply::Mark(_) | Reply::End => Ok(None),
        }
    }

    /// Asks for any of several, with the marks as entries and further names as in [`Ui::select_named`].
    pub fn select_many(
        &mut self,
        items: &[String],
        names: &[Vec<String>],
        chosen: &[bool],
    ) -> Result<Reply<Vec<usize>>> {
        if self.was_broken_off() {
            return Ok(Reply::Interrupted);
        }
        listen();
        let answer = match self.asking {
            Asking::Screen => super::screen::select_many(items, names, chosen),
            Asking::Plain => self.plain_select_many(items, names, chosen),
            Asking::Never => return Err(nobody()),
        };
        self.done(answer)
    }

    /// Asks whether to do something that is not done lightly; Enter alone, and going away, say no.
    pub fn confirm(&mut self, question: &str) -> Result<bool> {
        if self.was_broken_off() {
            return Err(stopped());
        }
        listen();
        let answer = match self.asking {
            Asking::Screen => super::screen::confirm(question),
            Asking::Plain => self.plain_confirm(question),
            Asking::Never => return Err(nobody()),
        };
        match self.done(answer)? {
            Reply::Interrupted => Err(stopped()),
            reply => Ok(reply == Reply::Got(true)),
        }
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

/// Ctrl-C where nothing was begun.
pub fn stopped() -> Error {
    Error::new(ErrorKind::Interrupted, "stopped; nothing was changed")
}

fn nobody() -> Error {
    Error::new(ErrorKind::Request, "there is nobody to ask: this is not a terminal")
        .hint("Give the answers in a file with `--from ANSWERS`; `--blank` prints one to fill in.")
}

//! The only room that owns the terminal: streams, colour, width, prompts, and how errors are printed.
//!
//! Results go to stdout, everything else to stderr. Prompts are of two makes: `screen` for a capable terminal, `plain`
//! for screen readers and simple terminals: numbered lines, nothing redrawn.

mod ctrl_c;
mod editor;
mod excerpt;
mod input;
mod list;
mod mark;
mod plain;
mod prompt;
mod screen;
mod window;

use std::io::{self, IsTerminal, Write};

use console::style;

pub use excerpt::{Place, excerpt};
pub use mark::{Mark, Reply};
pub use prompt::stopped;

use crate::error::{Error, Result};

/// When colour is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal that can show it, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Also in files and pipes.
    Always,
    /// Nowhere.
    Never,
}

/// How questions can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    Screen,
    Plain,
    Never,
}

/// The terminal.
pub struct Ui {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    color: bool,
    width: usize,
    table: bool,
    quiet: bool,
    asking: Asking,
    input: input::Input,
    lines: screen::Lines,
    broken_off: bool,
}

impl Ui {
    /// The terminal this program runs in.
    pub fn new(color: Color, quiet: bool, no_input: bool) -> Ui {
        let accessible = std::env::var_os("ACCESSIBLE").is_some_and(|v| !v.is_empty() && v != "0");
        let simple = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let terminal = io::stdin().is_terminal();
        let asking = match () {
            () if no_input || !(terminal || accessible) => Asking::Never,
            () if accessible || simple || !io::stderr().is_terminal() => Asking::Plain,
            () => Asking::Screen,
        };
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                io::stdout().is_terminal()
                    && !simple
                    && !accessible
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        console::set_colors_enabled(color);
        console::set_colors_enabled_stderr(color);
        let table = io::stdout().is_terminal();
        Ui {
            out: Box::new(io::stdout()),
            err: Box::new(io::stderr()),
            color,
            width: width(),
            table,
            quiet,
            asking,
            input: input::Input::default(),
            lines: screen::Lines::default(),
            broken_off: false,
        }
    }

    /// Columns that text may use: those of the terminal, at most 100.
    pub fn width(&self) -> usize {
        self.width.min(100)
    }

    /// All columns of the terminal, for tables.
    pub fn full_width(&self) -> usize {
        self.width
    }

    /// Whether colour may be used.
    pub fn color(&self) -> bool {
        self.color
    }

    /// Whether results are read by a person at a terminal, not by a program.
    pub fn is_terminal(&self) -> bool {
        self.table
    }

    /// Whether somebody can be asked.
    pub fn can_ask(&self) -> bool {
        self.asking != Asking::Never
    }

    /// Whether lists are redrawn while somebody moves in them.
    pub fn redraws(&self) -> bool {
        self.asking == Asking::Screen
    }

    /// A text on lines that fit.
    pub fn fill(&self, text: &str) -> String {
        self.hanging(text, 0)
    }

    /// Prints a result. A reader that closed the pipe early ends the printing, not the work.
    pub fn print(&mut self, text: &str) -> Result<()> {
        self.print_bytes(text.as_bytes())
    }

    /// Prints a result that is no text, for the program that reads it.
    pub fn print_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.out.write_all(bytes).and_then(|()| self.out.flush());
        match written {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::request("the result could not be written")
                    .because(e)
                    .hint("what was recorded stays recorded; `pikorua log` says what, once there is room or the disk answers"))
            }
            _ => Ok(()),
        }
    }

    /// Prints one JSON object as a result.
    pub fn print_json(&mut self, value: &serde_json::Value) -> Result<()> {
        let text = serde_json::to_string_pretty(value).map_err(|e| Error::fault(e.to_string()))?;
        self.print(&format!("{text}\n"))
    }

    /// Says something beside the result; `--quiet` keeps it back.
    pub fn say(&mut self, text: &str) {
        if !self.quiet {
            let indent = text.len() - text.trim_start_matches([' ', '•']).len();
            let hanging = " ".repeat(text[..indent].chars().count());
            let options = wrapping(self.width()).subsequent_indent(&hanging);
            self.tell(&textwrap::fill(text, options));
        }
    }

    /// Says how far something is: on a terminal on one line that changes, elsewhere on a line for every so many.
    pub fn progress(&mut self, what: &str, done: usize, all: usize, between: usize) {
        if self.quiet {
            return;
        }
        if !console::user_attended_stderr() {
            if done.is_multiple_of(between) || done == all {
                self.tell(&format!("{what}: {done} of {all}"));
            }
            return;
        }
        let width = 24;
        let full = width * done / all.max(1);
        let bar = format!("{}{}", "━".repeat(full), "─".repeat(width - full));
        let end = if done == all { "\n" } else { "" };
        // nobody is left to be told where stderr is closed
        let _ = write!(self.err, "\r{bar} {what}: {done} of {all}{end}").and_then(|()| self.err.flush());
    }

    /// Says something that must not be kept back, as it is.
    pub fn tell(&mut self, text: &str) {
        // nobody is left to be told where stderr is closed
        let _ = writeln!(self.err, "{text}");
    }

    /// Warns of something that does not stop the work.
    pub fn warn(&mut self, text: &str) {
        let head = style("note:").yellow().bold().for_stderr();
        self.tell(&textwrap::fill(&format!("{head} {text}"), wrapping(self.width())));
    }

    /// Prints an error: what, why, what to do.
    pub fn error(&mut self, error: &Error) {
        let head = style("error:").red().bold().for_stderr();
        self.tell(&self.headed(&head.to_string(), &error.message, 2));
        for cause in &error.causes {
            self.tell(&self.hanging(&format!("  {cause}"), 4));
        }
        let hint = style("hint:").cyan().bold().for_stderr().to_string();
        for text in &error.hints {
            self.tell(&self.headed(&format!("  {hint}"), text, 4));
        }
    }

    // a long path stays beside the word that says what it is about
    fn headed(&self, head: &str, text: &str, indent: usize) -> String {
        self.hanging(&format!("{head}\u{a0}{text}"), indent).replacen('\u{a0}', " ", 1)
    }

    /// A text wrapped to the width, its further lines set in.
    pub fn hanging(&self, text: &str, indent: usize) -> String {
        let indent = " ".repeat(indent);
        let options = wrapping(self.width()).subsequent_indent(&indent);
        text.split('\n').map(|line| textwrap::fill(line, &options)).collect::<Vec<_>>().join("\n")
    }
}

/// How texts are broken into lines: at blanks alone, so that ids, addresses and paths stay in one piece and can be copied.
pub fn wrapping(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false)
}

fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let seen = console::Term::stderr().size_checked().map(|(_, columns)| usize::from(columns));
    asked.or(seen).unwrap_or(80).clamp(40, 400)
}

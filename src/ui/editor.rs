//! Writing in the person's own editor, on a file that outlives a crash.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use super::Ui;
use crate::error::{Error, Result};

/// What is opened where nobody says which: one that shows on the screen how to save and how to leave.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "nano" };

impl Ui {
    /// Opens the editor on a file and waits until it is closed.
    pub fn edit_file(&mut self, file: &Path) -> Result<()> {
        let command = std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).unwrap_or_default();
        let mut words = command.split_whitespace();
        let named = words.next();
        let program = named.unwrap_or(USUAL);
        let status = Command::new(program).args(words).arg(file).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(Error::request(format!("the editor `{program}` stopped with an error"))
                .hint("What was written in it is kept as a draft and offered again.")),
            Err(e) if named.is_none() && e.kind() == ErrorKind::NotFound => {
                Err(Error::request("there is no editor to open")
                    .hint("Say which one: set `EDITOR`, for example to `nano` or to `code --wait`."))
            }
            Err(e) => {
                let error = Error::request(format!("the editor `{program}` cannot be started"));
                let error = if e.kind() == ErrorKind::NotFound { error } else { error.because(e) };
                Err(error.hint("Set `EDITOR` to one that is installed."))
            }
        }
    }
}

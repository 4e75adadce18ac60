//! An editor that does what a test wrote down for it.

use std::fs;
use std::process::Command;

use super::sandbox::{Ran, Sandbox};

impl Sandbox {
    /// Runs a command whose editor writes a text over whatever it is given.
    #[track_caller]
    pub(crate) fn edit(&self, args: &[&str], text: &str) -> Ran {
        let ran = self.finish(self.with_editor(args, text));
        assert_eq!(ran.code, 0, "pikorua {}\n{ran}", args.join(" "));
        ran
    }

    /// A command whose editor writes a text over whatever it is given.
    pub(crate) fn with_editor(&self, args: &[&str], text: &str) -> Command {
        let written = self.home().join("written.txt");
        fs::write(&written, text).unwrap();
        self.with_script(args, &format!("cat '{}' > \"$1\"", written.display()))
    }

    /// A command whose editor is a script; the file to edit is its `$1`.
    pub(crate) fn with_script(&self, args: &[&str], script: &str) -> Command {
        let editor = self.home().join("editor.sh");
        fs::write(&editor, format!("{script}\n")).unwrap();
        let mut command = self.command(args);
        // `sh FILE` needs no right to execute, and no file that another thread's child holds open
        command.env("EDITOR", format!("sh {}", editor.display()));
        command
    }
}

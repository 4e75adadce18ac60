//! The walk in a real pseudo-terminal: what a person types, sees, and can break off at any moment.
#![cfg(unix)]

use std::process::{Command, Stdio};

use rexpect::session::{PtySession, spawn_command};

use crate::common::{CASE, Sandbox};

const ENTER: &str = "\r";
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";

/// One run of the program in a terminal of its own.
struct Terminal(PtySession);

impl Terminal {
    fn start(sandbox: &Sandbox, args: &[&str], plain: bool) -> Terminal {
        let mut command = sandbox.command(args);
        if plain {
            command.env("ACCESSIBLE", "1");
        }
        Terminal::of(command)
    }

    fn of(mut command: Command) -> Terminal {
        command.stdin(Stdio::inherit()).env("TERM", "xterm-256color").env_remove("COLUMNS");
        Terminal(spawn_command(command, Some(20_000)).unwrap())
    }

    /// Waits until this is on the screen.
    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Terminal {
        if let Err(e) = self.0.exp_string(text) {
            panic!("never seen: {text}\n{e}");
        }
        self
    }

    /// Waits for a question, then for the place to answer it.
    #[track_caller]
    fn asked(&mut self, question: &str) -> &mut Terminal {
        self.sees(question).sees("> ")
    }

    /// Waits for a list, which ends with its marks.
    #[track_caller]
    fn offered(&mut self, question: &str) -> &mut Terminal {
        self.sees(question).sees("q  stop")
    }

    fn types(&mut self, keys: &str) -> &mut Terminal {
        self.0.send(keys).unwrap();
        self.0.flush().unwrap();
        self
    }

    fn answers(&mut self, text: &str) -> &mut Terminal {
        self.types(text).types(ENTER)
    }

    /// Waits for the end; gives what was shown last, and the exit code.
    #[track_caller]
    fn ends(&mut self) -> (String, i32) {
        let rest = self.0.exp_eof().unwrap();
        // the type of the status is not handed on by the library; its words are `Exited(Pid(7), 130)`
        let status = format!("{:?}", self.0.process().wait().unwrap());
        let code =
            status.strip_suffix(')').and_then(|s| s.rsplit(' ').next()).and_then(|code| code.parse().ok());
        match code {
            Some(code) if status.starts_with("Exited") => (rest, code),
            _ => panic!("{status}\n{rest}"),
        }
    }
}

fn file() -> String {
    Sandbox::file_of(CASE)
}

#[test]
fn a_whole_element() {
    let sandbox = Sandbox::cluster();
    let walk = ["walk", CASE, "whakamahi"];
    let mut t = Terminal::start(&sandbox, &walk, false);
    t.offered("What is different now").types(DOWN).types(ENTER);
    t.asked("What is worth celebrating").answers("?");
    // explained, pasted as one answer, gone back to and kept
    t.asked("Some love a certificate")
        .types("\x1b[200~Hana read to Tama.\nHe asked for more.\x1b[201~")
        .types(ENTER);
    t.sees(". ").types(ENTER).asked("What made it hard").answers("<");
    t.sees("So far").sees("He asked for more.").asked("").types(ENTER);
    t.asked("What made it hard").answers("A relief kaiako who did not know").asked("").types(ENTER);
    t.asked("What do the adults need next").answers("-");
    t.asked("Does what we do still sit well")
        .answers("!")
        .asked("Why is it not needed?")
        .answers("Asked at the last hui");
    t.asked("What have we told the wh").answers("q");
    assert_eq!(t.ends().1, 0);
    let record = sandbox.read(&file());
    for kept in [
        "wm-3: |-\n        Hana read to Tama.\n        He asked for more.",
        "- A relief kaiako who did not know",
        "wm-6: Asked at the last hui",
        "reached: wm-7",
    ] {
        assert!(record.contains(kept), "{kept}\n{record}");
    }
    assert!(!record.contains("wm-5"), "{record}");
    sandbox.assert_clean();

    // it goes on where it stopped; a mark can be written as a text; then the element is left
    let mut t = Terminal::start(&sandbox, &walk, false);
    t.asked("What have we told the wh").answers("\\-").sees(". ").types(ENTER);
    t.offered("And what did people answer").types(DOWN).types(ENTER);
    t.sees("leave Whakamahi").sees("stop").types(ENTER);
    assert_eq!(t.ends().1, 0);
    let record = sandbox.read(&file());
    assert!(
        record.contains("wm-7: '-'") && record.contains("closed: 2026-08-14") && !record.contains("reached"),
        "{record}"
    );
    sandbox.assert_clean();

    // coming back asks why, and an earlier answer is there to be changed
    let mut t = Terminal::start(&sandbox, &walk, false);
    t.asked("What brings the team back").answers("New reading groups").sees(". ").types(ENTER);
    t.offered("What is different now").types(DOWN).types(ENTER);
    t.asked("What is worth celebrating").answers("q");
    assert_eq!(t.ends().1, 0);
    assert!(sandbox.read(&file()).contains("reason: New reading groups"));
    sandbox.assert_clean();
}

#[test]
fn marks_are_entries_of_lists() {
    let sandbox = Sandbox::cluster();
    let mut t = Terminal::start(&sandbox, &["walk", CASE, "whakamahi"], false);
    // from the first entry upward is the last: stop
    t.offered("What is different now").types(UP).types(ENTER);
    assert_eq!(t.ends().1, 0);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn control_c_keeps_what_was_answered() {
    let sandbox = Sandbox::cluster();
    let walk = ["walk", CASE, "whakamahi"];
    let mut t = Terminal::start(&sandbox, &walk, false);
    t.offered("What is different now").types(CTRL_C);
    let (rest, code) = t.ends();
    assert_eq!(code, 130, "{rest}");
    assert!(rest.contains("\x1b[?25h"), "the cursor is shown again: {rest:?}");

    // in the middle of a text, the lines that were typed are kept
    let mut t = Terminal::start(&sandbox, &walk, false);
    t.offered("What is different now").types(DOWN).types(ENTER);
    t.asked("What is worth celebrating")
        .answers("Hana read to Tama.")
        .sees(". ")
        .answers("He asked for more.")
        .sees(". ");
    t.types(CTRL_C);
    assert_eq!(t.ends().1, 130);
    assert!(sandbox.read(&file()).contains("Hana read to Tama.\n        He asked for more."));
    sandbox.assert_clean();

    // while a reason is asked for, and at an empty question
    let mut t = Terminal::start(&sandbox, &walk, false);
    t.asked("What made it hard").answers("!").asked("Why is it not needed?").types(CTRL_C);
    assert_eq!(t.ends().1, 130);
    sandbox.assert_clean();
}

#[test]
fn the_end_of_input_keeps_what_was_answered() {
    let sandbox = Sandbox::cluster();
    let mut t = Terminal::start(&sandbox, &["walk", CASE, "whakamahi"], false);
    t.offered("What is different now").types(DOWN).types(ENTER);
    t.asked("What is worth celebrating").answers("Hana read to Tama.").sees(". ").types(ENTER);
    t.asked("What made it hard").types(CTRL_D);
    let (rest, code) = t.ends();
    assert_eq!(code, 1, "{rest}");
    assert!(rest.contains("wm-4"), "{rest}");
    assert!(sandbox.read(&file()).contains("wm-3: Hana read to Tama."));
    sandbox.assert_clean();
}

#[test]
fn a_long_answer_in_the_editor_outlives_a_crash() {
    let sandbox = Sandbox::cluster();
    let script = sandbox.home().join("editor.sh");
    std::fs::write(
        &script,
        "#!/bin/sh\nprintf 'Written at length.\\n\\nIn two parts.\\n' > \"$1\"\n[ -e \"$HOME/ok\" ]\n",
    )
    .unwrap();
    let walk = || {
        let mut command = sandbox.command(&["walk", CASE, "whakamahi"]);
        command.env("EDITOR", format!("sh {}", script.display()));
        Terminal::of(command)
    };
    // the editor breaks off: the draft stays, and the question is asked again
    let mut t = walk();
    t.offered("What is different now").types(DOWN).types(ENTER);
    t.asked("What is worth celebrating").answers("e").sees("stopped with an error").types(CTRL_C);
    assert_eq!(t.ends().1, 130);
    let draft = sandbox.path(".git/pikorua/drafts");
    assert_eq!(std::fs::read_dir(&draft).unwrap().count(), 1);
    // it is offered back, taken, and gone then
    let mut t = walk();
    t.offered("What is different now").types(DOWN).types(ENTER);
    t.sees("In two parts.").sees("throw it away").types(ENTER);
    t.asked("What made it hard").answers("q");
    assert_eq!(t.ends().1, 0);
    assert!(sandbox.read(&file()).contains("Written at length.\n\n        In two parts."));
    assert_eq!(std::fs::read_dir(&draft).unwrap().count(), 0);
    sandbox.assert_clean();
}

#[test]
fn plain_prompts_redraw_nothing() {
    let sandbox = Sandbox::cluster();
    let mut t = Terminal::start(&sandbox, &["walk", CASE, "whakamahi"], true);
    t.asked("number").answers("2");
    // two lines that arrive together are one answer
    t.asked("What is worth celebrating")
        .types("Hana read to Tama.\nHe asked for more.\n")
        .sees(". ")
        .types(ENTER);
    t.asked("What made it hard").answers("q");
    let (rest, code) = t.ends();
    assert_eq!(code, 0, "{rest}");
    assert!(!rest.contains('\x1b'), "{rest:?}");
    assert!(sandbox.read(&file()).contains("Hana read to Tama.\n        He asked for more."));
    // and Ctrl-C is heard there too
    let mut t = Terminal::start(&sandbox, &["walk", CASE, "whakamahi"], true);
    t.asked("What made it hard").types(CTRL_C);
    let (rest, code) = t.ends();
    assert_eq!(code, 130, "{rest}");
    sandbox.assert_clean();
}

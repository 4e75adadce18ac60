//! A terminal with the program in it.

use std::fs::File;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use rexpect::process::{PtyProcess, Signal, WaitStatus};

pub(super) const DOWN: &str = "\x1b[B";
pub(super) const UP: &str = "\x1b[A";
pub(super) const CTRL_C: &str = "\x03";
pub(super) const CTRL_D: &str = "\x04";

/// Nothing takes as long as this.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal of 24 lines and 80 columns with the program in it.
pub(super) struct Terminal {
    process: PtyProcess,
    keys: File,
    screen: Arc<(Mutex<Screen>, Condvar)>,
    // how much of what was shown has been looked at
    at: usize,
}

#[derive(Default)]
struct Screen {
    bytes: Vec<u8>,
    ended: bool,
}

impl Terminal {
    pub(super) fn new(program: &Command) -> Terminal {
        let mut command = Command::new("sh");
        command.args(["-c", "stty rows 24 cols 80; exec \"$0\" \"$@\""]);
        command.arg(program.get_program()).args(program.get_args());
        command.env_clear().current_dir(program.get_current_dir().unwrap());
        command.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
        // as wide as the terminal is, not as wide as somebody says
        command.env_remove("COLUMNS");
        if program.get_envs().all(|(key, _)| key != "TERM") {
            command.env("TERM", "xterm-256color");
        }
        let process = PtyProcess::new(command).unwrap();
        let mut shown = process.get_file_handle().unwrap();
        let keys = process.get_file_handle().unwrap();
        let screen = Arc::new((Mutex::new(Screen::default()), Condvar::new()));
        let theirs = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                // the terminal of a program that has ended cannot be read
                let n = shown.read(&mut bytes).unwrap_or(0);
                let mut screen = theirs.0.lock().unwrap();
                screen.bytes.extend_from_slice(&bytes[..n]);
                screen.ended = n == 0;
                theirs.1.notify_all();
                if n == 0 {
                    return;
                }
            }
        });
        Terminal { process, keys, screen, at: 0 }
    }

    /// Waits until this is shown, after what was looked at already; gives what came before it.
    #[track_caller]
    pub(super) fn sees(&mut self, text: &str) -> String {
        match self.sees_within(text, PATIENCE) {
            Some(before) => before,
            None => panic!("{text:?} is not shown, but:\n{}", self.rest()),
        }
    }

    fn sees_within(&mut self, text: &str, patience: Duration) -> Option<String> {
        let until = Instant::now() + patience;
        let mut screen = self.screen.0.lock().unwrap();
        loop {
            let unseen = &screen.bytes[self.at..];
            if let Some(found) = unseen.windows(text.len()).position(|w| w == text.as_bytes()) {
                let before = String::from_utf8_lossy(&unseen[..found]).into_owned();
                self.at += found + text.len();
                return Some(before);
            }
            let left = until.checked_duration_since(Instant::now()).filter(|_| !screen.ended)?;
            screen = self.screen.1.wait_timeout(screen, left).unwrap().0;
        }
    }

    /// What was shown and not looked at.
    pub(super) fn rest(&self) -> String {
        String::from_utf8_lossy(&self.screen.0.lock().unwrap().bytes[self.at..]).into_owned()
    }

    /// Everything that was shown.
    pub(super) fn all(&self) -> String {
        String::from_utf8_lossy(&self.screen.0.lock().unwrap().bytes).into_owned()
    }

    /// Presses keys.
    pub(super) fn keys(&mut self, keys: impl AsRef<[u8]>) {
        self.keys.write_all(keys.as_ref()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Types a line.
    pub(super) fn line(&mut self, text: &str) {
        self.keys(format!("{text}\r"));
    }

    /// Waits for a question and types the answer.
    #[track_caller]
    pub(super) fn answer(&mut self, question: &str, text: &str) {
        self.sees(question);
        self.sees("> ");
        self.line(text);
    }

    /// Waits for a question, and moves in its list to the entry that begins so.
    #[track_caller]
    pub(super) fn choose(&mut self, question: &str, entry: &str) {
        self.sees(question);
        self.move_to(entry);
        self.keys("\r");
    }

    /// Waits for a question with several answers, and goes on with those that are ticked.
    #[track_caller]
    pub(super) fn choose_none(&mut self, question: &str) {
        self.sees(question);
        self.sees("q  stop");
        self.keys("\r");
    }

    /// Moves in the list that is shown to the entry that begins so.
    #[track_caller]
    pub(super) fn move_to(&mut self, entry: &str) {
        for _ in 0..40 {
            // the one line that stands out
            self.sees("\x1b[36m> ");
            if self.sees("\x1b[0m").starts_with(entry) {
                return;
            }
            self.keys(DOWN);
        }
        panic!("there is no entry {entry:?}:\n{}", self.all());
    }

    /// Presses Ctrl-C until the program takes notice of it.
    #[track_caller]
    pub(super) fn interrupt(&mut self) {
        for _ in 0..10 {
            self.keys(CTRL_C);
            // between two keys of a list nobody may be listening
            if self.sees_within("stopped", Duration::from_secs(3)).is_some() {
                return;
            }
        }
        panic!("Ctrl-C does nothing:\n{}", self.rest());
    }

    /// Ends the program at once, as a fault of the machine would.
    pub(super) fn kill(&mut self) {
        self.process.kill(Signal::SIGKILL).unwrap();
    }

    /// Waits for the end; gives the exit code.
    #[track_caller]
    pub(super) fn ends(&mut self) -> i32 {
        let mut screen = self.screen.0.lock().unwrap();
        let until = Instant::now() + PATIENCE;
        while !screen.ended {
            let left = until.checked_duration_since(Instant::now());
            let Some(left) = left else {
                panic!("it does not end:\n{}", String::from_utf8_lossy(&screen.bytes[self.at..]))
            };
            screen = self.screen.1.wait_timeout(screen, left).unwrap().0;
        }
        drop(screen);
        match self.process.wait().unwrap() {
            WaitStatus::Exited(_, code) => code,
            other => panic!("{other:?}"),
        }
    }

    /// The cursor that a list hides is shown again.
    #[track_caller]
    pub(super) fn has_cursor(&self) {
        let all = self.all();
        assert!(all.rfind("\x1b[?25l") <= all.rfind("\x1b[?25h"), "{all:?}");
    }
}

/// What a terminal sends for a text that is pasted.
pub(super) fn pasted(text: &str) -> String {
    format!("\x1b[200~{text}\x1b[201~")
}

//! A folder of its own for each test, and the program run in it.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tempfile::TempDir;

/// The moment at which every test happens.
pub(super) const NOW: &str = "2026-08-14T10:00:00+12:00[Pacific/Auckland]";

const PREFIX: &str = "pikorua-test-";

/// No run takes as long.
const HOUR: Duration = Duration::from_secs(60 * 60);

/// A folder to work in, a home, and nothing else.
pub(crate) struct Sandbox {
    _temp: TempDir,
    temp: PathBuf,
    seed: AtomicU64,
}

/// What a command said and how it ended.
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Sandbox {
    /// An empty one.
    pub(crate) fn new() -> Sandbox {
        Sandbox::in_folder(&std::env::temp_dir())
    }

    /// One that the tests of a whole run share. Nothing takes it away at the end of the run, so later runs do.
    pub(crate) fn shared() -> Sandbox {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
        for entry in fs::read_dir(place).into_iter().flatten().flatten() {
            let old = entry
                .metadata()
                .and_then(|m| m.modified())
                .is_ok_and(|made| made.elapsed().is_ok_and(|age| age > HOUR));
            if old && entry.file_name().to_string_lossy().starts_with(PREFIX) {
                // another run may be taking it away at this moment
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        Sandbox::in_folder(place)
    }

    fn in_folder(place: &Path) -> Sandbox {
        let made = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place).unwrap();
        let temp = made.path().canonicalize().unwrap();
        for folder in ["work", "home", "tmp"] {
            fs::create_dir(temp.join(folder)).unwrap();
        }
        Sandbox { _temp: made, temp, seed: AtomicU64::new(0) }
    }

    /// Where the ids to come are counted from.
    pub(super) fn seed(&self) -> &AtomicU64 {
        &self.seed
    }

    /// The folder that commands run in; shown as `[FOLDER]`.
    pub(crate) fn folder(&self) -> PathBuf {
        self.temp.join("work")
    }

    /// A place in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    /// The home folder of whoever works here.
    pub(crate) fn home(&self) -> PathBuf {
        self.temp.join("home")
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Changes a text in a file by hand; it must be there.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}:\n{text}");
        self.write(path, text.replacen(old, new, 1));
    }

    /// A command of the program in this folder, knowing nothing of this computer.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pikorua"));
        self.isolate(&mut command);
        let seed = self.seed.fetch_add(1, Ordering::SeqCst) + 1;
        command.args(args).env("PIKORUA_SEED", seed.to_string()).env("PIKORUA_NOW", NOW);
        command.env("USER", "kim").env("COLUMNS", "80");
        command
    }

    /// Takes this computer's settings away from a command, the network's included: nothing here needs any.
    pub(crate) fn isolate(&self, command: &mut Command) {
        command.env_clear().current_dir(self.folder()).stdin(Stdio::null());
        for kept in ["PATH", "SystemRoot"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        for (name, place) in [
            ("HOME", "home"),
            ("APPDATA", "home/.config"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("TMPDIR", "tmp"),
            ("TMP", "tmp"),
            ("TEMP", "tmp"),
        ] {
            command.env(name, self.temp.join(place));
        }
        command.env("TZ", "Pacific/Auckland").env("LC_ALL", "C.UTF-8");
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.finish(self.command(args))
    }

    /// Runs the program, which must do what it was asked.
    #[track_caller]
    pub(crate) fn ok(&self, args: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "pikorua {}\n{ran}", args.join(" "));
        ran
    }

    /// Runs the program as a screen reader's user would, with these lines typed.
    pub(crate) fn typed(&self, args: &[&str], lines: impl AsRef<[u8]>) -> Ran {
        self.type_into(self.command(args), lines)
    }

    /// Runs a command that was made ready, in its plain mode and with these lines typed.
    pub(crate) fn type_into(&self, command: Command, lines: impl AsRef<[u8]>) -> Ran {
        let mut child = in_plain_mode(command);
        // who ends early does not read everything
        let _ = child.stdin.take().unwrap().write_all(lines.as_ref());
        self.ran(&child.wait_with_output().unwrap())
    }

    /// Starts the program in its plain mode, with a pipe to type into.
    pub(crate) fn start_typing(&self, args: &[&str]) -> Child {
        in_plain_mode(self.command(args))
    }

    /// Runs a command that was made ready.
    pub(crate) fn finish(&self, mut command: Command) -> Ran {
        self.ran(&command.output().unwrap())
    }

    fn ran(&self, output: &Output) -> Ran {
        let text = |bytes: &[u8]| self.plain(std::str::from_utf8(bytes).unwrap());
        let code = output.status.code().unwrap_or(-1);
        Ran { stdout: text(&output.stdout), stderr: text(&output.stderr), code }
    }

    /// A text without the places of this computer.
    pub(crate) fn plain(&self, text: &str) -> String {
        let shown = |path: &Path| path.to_str().unwrap().to_owned();
        let text = text.replace(&shown(&self.folder()), "[FOLDER]").replace(&shown(&self.temp), "[TEMP]");
        text.split_inclusive('\n').map(without_change).collect()
    }

    /// Runs one command after the other, and gives all that was typed and shown.
    pub(crate) fn transcript(&self, commands: &[&[&str]]) -> String {
        let shown = commands.iter().map(|args| format!("$ pikorua {}\n{}\n", typed_as(args), self.run(args)));
        shown.collect::<Vec<_>>().join("").trim_end().to_owned() + "\n"
    }
}

/// A line of `log` without the id of the change, which is another one whenever anything before it is.
fn without_change(line: &str) -> String {
    let is_id = |end: &str| end.len() == 8 && end.bytes().all(|b| b.is_ascii_hexdigit());
    match line.trim_end().rsplit_once("  ") {
        Some((head, id)) if is_id(id) => format!("{head}  [CHANGE]\n"),
        _ => line.to_owned(),
    }
}

fn in_plain_mode(mut command: Command) -> Child {
    command.env("ACCESSIBLE", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn typed_as(args: &[&str]) -> String {
    let quoted = |arg: &&str| match arg.contains([' ', '\'', ';']) {
        true => format!("{arg:?}"),
        false => (*arg).to_owned(),
    };
    args.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "--- stderr\n{}", self.stderr)?;
        }
        if self.code != 0 {
            writeln!(f, "exit {}", self.code)?;
        }
        Ok(())
    }
}

//! Running the program under strace, which counts its calls and makes one of them go wrong.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use super::point::{Call, Fault, Point};
use super::scene::Scene;
use crate::common::{Ran, Sandbox, has_git};

/// The calls by which something on a disk changes. Those that another computer lacks are passed over.
const CHANGING: &str = "?open,?openat,?creat,write,?pwrite64,?writev,fsync,?fdatasync,?rename,?renameat,?renameat2,\
                        ?link,?linkat,?symlink,?symlinkat,?unlink,?unlinkat,?rmdir,?mkdir,?mkdirat,?ftruncate,\
                        ?truncate,?chmod,?fchmod,?fchmodat,?utimensat,?msync";

/// How a run with a fault in it ended.
pub(super) struct Ended {
    pub(super) ran: Ran,
    /// Whether it came to the fault.
    pub(super) fault: bool,
}

/// Whether programs can be followed here, or why not.
pub(super) fn possible() -> Result<(), String> {
    if !has_git() {
        return Err("there is no git to look at what was recorded".into());
    }
    let tried = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-e", "inject=fsync:signal=SIGKILL:when=9", "true"])
        .output();
    match tried {
        Err(e) => Err(format!("strace cannot be started: {e}")),
        Ok(output) if !output.status.success() => {
            Err(format!("strace may not follow programs: {}", String::from_utf8_lossy(&output.stderr).trim()))
        }
        Ok(_) => Ok(()),
    }
}

/// Every call of a command that changes something, and how it ended.
pub(super) fn calls(sandbox: &Sandbox, scene: &Scene) -> (Vec<Call>, Ran) {
    let trace = sandbox.home().join("trace");
    let args = ["-f", "-o", trace.to_str().unwrap(), "-e", &format!("trace={CHANGING}")];
    let ran = run(sandbox, scene, &args);
    let text = String::from_utf8_lossy(&fs::read(&trace).unwrap()).into_owned();
    fs::remove_file(&trace).unwrap();
    let mut counts = BTreeMap::new();
    let call = |line: &str| {
        let (thread, call) = line.split_once(' ')?;
        let (name, rest) = call.trim_start().split_once('(')?;
        if !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let nth = counts.entry((thread.to_owned(), name.to_owned())).and_modify(|n| *n += 1).or_insert(1);
        let changes = !matches!(name, "open" | "openat")
            || ["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|flag| rest.contains(flag));
        let shown = rest.split(&*sandbox.folder().to_string_lossy()).collect::<String>();
        Some(Call { name: name.into(), nth: *nth, changes, shown: shown.chars().take(140).collect() })
    };
    (text.lines().filter_map(call).collect(), ran)
}

/// Runs a command in which something goes wrong.
pub(super) fn with_fault(sandbox: &Sandbox, scene: &Scene, point: &Point) -> Ended {
    let trace = sandbox.home().join("trace");
    let only = format!("trace={}", point.name);
    let args = ["-f", "-o", trace.to_str().unwrap(), "-e", &only, "-e", &point.inject()];
    let ran = run(sandbox, scene, &args);
    let text = fs::read(&trace).map(|text| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default();
    let fault = match point.fault {
        Fault::End => text.contains("killed by SIGKILL"),
        Fault::Once(_) | Fault::From(_) => text.contains("(INJECTED)"),
    };
    Ended { ran, fault }
}

/// Runs the command of a scene, followed, with what is typed into it.
fn run(sandbox: &Sandbox, scene: &Scene, args: &[&str]) -> Ran {
    let command = under(&scene.command(sandbox), args);
    match scene.typed {
        Some(lines) => sandbox.type_into(command, lines),
        None => sandbox.finish(command),
    }
}

/// The same command, followed.
fn under(command: &Command, args: &[&str]) -> Command {
    let mut strace = Command::new("strace");
    strace.args(args).arg(command.get_program()).args(command.get_args()).env_clear();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            strace.env(name, value);
        }
    }
    strace.current_dir(command.get_current_dir().unwrap()).stdin(std::process::Stdio::null());
    strace
}

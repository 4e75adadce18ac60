//! Who holds a guard, and whether they are still there.

use std::fs;

use jiff::Zoned;
use serde::{Deserialize, Serialize};

/// Who holds a guard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Holder {
    pub(super) person: String,
    pub(super) machine: String,
    pub(super) process: u32,
    pub(super) time: String,
    /// By what this guard is told from every other.
    pub(super) token: String,
    /// Where its process can be looked for: this computer, since it was started.
    pub(super) place: Option<String>,
    /// When the process began, as the system counts it: numbers of processes come again.
    pub(super) begun: Option<u64>,
    /// Whether the file is held open, so that it cannot be moved while its holder lives.
    #[serde(default)]
    pub(super) open: bool,
    /// Since when it is held, by the drive's clock in milliseconds, where its file was touched since.
    pub(super) since: Option<u64>,
}

/// What can be known of a process.
#[cfg_attr(not(unix), allow(dead_code, reason = "elsewhere nothing is known of a process by its number"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Lives,
    Gone,
    Unknown,
}

impl Holder {
    /// This process, for a person.
    pub(super) fn this(person: &str) -> Holder {
        let process = std::process::id();
        Holder {
            person: person.into(),
            machine: machine(),
            process,
            time: Zoned::now().strftime("%F %T %z").to_string(),
            token: format!("{:016x}", fastrand::u64(..)),
            place: place(),
            begun: begun(process).flatten(),
            open: cfg!(windows),
            since: None,
        }
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Holder> {
        toml::from_str(std::str::from_utf8(bytes).ok()?).ok()
    }

    pub(super) fn fate(&self) -> Fate {
        match (&self.place, place()) {
            (Some(there), Some(here)) if *there == here => fate_of(self.process, self.begun),
            _ => Fate::Unknown,
        }
    }
}

#[cfg(target_os = "linux")]
fn fate_of(process: u32, since: Option<u64>) -> Fate {
    match begun(process) {
        None if fs::metadata("/proc/self/stat").is_err() => Fate::Unknown,
        None | Some(None) => Fate::Gone,
        // its number was given to another
        Some(now) if since.is_some() && now != since => Fate::Gone,
        Some(_) => Fate::Lives,
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn fate_of(process: u32, _: Option<u64>) -> Fate {
    let id = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    match id.map(rustix::process::test_kill_process) {
        Some(Err(rustix::io::Errno::SRCH)) => Fate::Gone,
        Some(_) => Fate::Lives,
        None => Fate::Unknown,
    }
}

#[cfg(not(unix))]
fn fate_of(_: u32, _: Option<u64>) -> Fate {
    Fate::Unknown
}

/// When a process began; nothing where there is none, or only what is left of one that ended.
fn begun(process: u32) -> Option<Option<u64>> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // the name in brackets may hold anything
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let ended = matches!(fields.next(), Some("Z" | "X"));
    Some(fields.nth(18).and_then(|field| field.parse().ok()).filter(|_| !ended))
}

/// A name for this computer since it was started: numbers of processes mean something only there.
fn place() -> Option<String> {
    if cfg!(target_os = "linux") {
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        // a container counts its processes by itself
        let space = fs::read_link("/proc/self/ns/pid").ok()?;
        return Some(format!("{} {}", boot.trim(), space.display()));
    }
    Some(machine()).filter(|name| name != SOME_COMPUTER)
}

const SOME_COMPUTER: &str = "another computer";

/// The computer's name, for people.
fn machine() -> String {
    let name = machine_name().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| SOME_COMPUTER.into())
}

#[cfg(target_os = "linux")]
fn machine_name() -> Option<String> {
    fs::read_to_string("/proc/sys/kernel/hostname").ok()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn machine_name() -> Option<String> {
    rustix::system::uname().nodename().to_str().ok().map(str::to_owned)
}

#[cfg(not(unix))]
fn machine_name() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::process::Command;

    use super::{Fate, Holder};

    #[test]
    fn a_process_that_ended_is_gone() {
        let mut holder = Holder::this("Kim");
        assert_eq!(holder.fate(), Fate::Lives);
        assert_eq!(Holder::read(toml::to_string(&holder).unwrap().as_bytes()), Some(holder.clone()));
        // the same number, begun at another time
        holder.begun = holder.begun.map(|begun| begun + 1);
        assert_eq!(holder.fate(), Fate::Gone);
        let mut child = Command::new("sleep").arg("60").spawn().unwrap();
        (holder.process, holder.begun) = (child.id(), None);
        assert_eq!(holder.fate(), Fate::Lives);
        child.kill().unwrap();
        // ended, though nobody has asked how
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert_eq!(holder.fate(), Fate::Gone);
        child.wait().unwrap();
        assert_eq!(holder.fate(), Fate::Gone);
        holder.place = Some("elsewhere".into());
        assert_eq!(holder.fate(), Fate::Unknown);
    }
}

//! What this computer remembers about the person at its keyboard; it lies outside the cluster's folder.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::fail::cannot;
use super::safely::{Beside, Rights, make_folder};
use crate::error::{Error, Result};

/// This computer's settings of pikorua.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Machine {
    /// Who works here: the id of a person, or a name that people.yaml knows.
    pub user: Option<String>,
    /// Folders of somebody else that the person here trusts.
    #[serde(default)]
    pub trusted: Vec<PathBuf>,
}

impl Machine {
    /// The file they are in; none where the computer does not say where such files belong.
    pub fn path() -> Option<PathBuf> {
        let home = || variable("HOME").map(|home| Path::new(&home).join(".config"));
        let place = if cfg!(windows) {
            variable("APPDATA").map(PathBuf::from)
        } else {
            variable("XDG_CONFIG_HOME").map(PathBuf::from).filter(|p| p.is_absolute()).or_else(home)
        };
        place.map(|place| place.join("pikorua").join("settings.toml"))
    }

    /// Reads them; a file that is not there says nothing.
    pub fn read(path: &Path) -> Result<Machine> {
        Machine::parse(path, &text(path)?)
    }

    /// Whether the person here trusts a folder.
    pub fn trusts(&self, folder: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.trusted.iter().any(|trusted| real(trusted) == real(folder))
    }

    /// Remembers who works here, and leaves the rest of the file as it is.
    pub fn remember_user(path: &Path, user: &str) -> Result<()> {
        let old = text(path)?;
        let before = Machine::parse(path, &old)?;
        let line = format!("user = {}", toml::Value::from(user));
        let new = with_user(&old, &line);
        let meant = Machine { user: Some(user.into()), ..before };
        if toml::from_str::<Machine>(&new).ok().as_ref() != Some(&meant) {
            return Err(Error::request(format!("`{}` could not be changed safely", path.display()))
                .hint(format!("Open it and write the line `{line}` at its top.")));
        }
        let write = || {
            make_folder(path.parent().unwrap_or(path))?;
            // People who keep their settings elsewhere have a link here.
            let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
            Beside::write(path, new.as_bytes(), &Rights::Private)?.replace()
        };
        write().map_err(|e| cannot("written", path.display(), &e))
    }

    fn parse(path: &Path, text: &str) -> Result<Machine> {
        toml::from_str(text).map_err(|e| {
            let line = e.span().map(|span| text[..span.start].matches('\n').count() + 1).unwrap_or(1);
            Error::request(format!("`{}`, line {line}: {}", path.display(), e.message()))
                .hint("Correct the line, or delete the file: it only remembers who works at this computer.")
        })
    }
}

/// A setting of the computer's environment, where it is set and not empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The name that the person at the keyboard logged in with.
pub fn login_name() -> Option<String> {
    let names = if cfg!(windows) { ["USERNAME", "USER"] } else { ["USER", "LOGNAME"] };
    names.iter().find_map(|name| variable(name))
}

fn text(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(e) => Err(cannot("read", path.display(), &e)),
    }
}

/// The line that says it is replaced; without one, a line comes first of all, before any section begins.
fn with_user(old: &str, line: &str) -> String {
    let says =
        |l: &str| l.trim_start().strip_prefix("user").is_some_and(|rest| rest.trim_start().starts_with('='));
    let top = old.lines().take_while(|l| !l.trim_start().starts_with('['));
    match top.filter(|l| says(l)).last() {
        Some(there) => old.replacen(there, line, 1),
        None => format!("{line}\n{old}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::error::ErrorKind;
    use crate::folder::Machine;
    use crate::folder::testing::says;

    #[test]
    fn this_computer_remembers_who_works_here() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pikorua/settings.toml");
        assert_eq!(Machine::read(&path).unwrap(), Machine::default());
        Machine::remember_user(&path, "p-kf3m").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "user = \"p-kf3m\"\n");
        let trusted = format!("trusted = ['{}'] # mine\n", dir.path().display());
        fs::write(&path, format!("# me\n{trusted}user= \"x\"\n[other]\nuser = 1\n")).unwrap();
        Machine::remember_user(&path, "Aroha \"T\"").unwrap();
        let machine = Machine::read(&path).unwrap();
        assert_eq!(machine.user.as_deref(), Some("Aroha \"T\""));
        assert!(machine.trusts(dir.path()) && !machine.trusts(Path::new("/")));
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, format!("# me\n{trusted}user = 'Aroha \"T\"'\n[other]\nuser = 1\n"));
        fs::write(&path, "# x\nuser = 5\n").unwrap();
        says(Machine::read(&path).unwrap_err(), ErrorKind::Request, "line 2");
    }
}

//! Looking at what lies on the disk, and at what git says of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::Sandbox;

pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Nothing lies unrecorded in another place, and git finds nothing to complain of there.
pub(super) fn all_recorded(here: &Sandbox, place: &str) -> Result<(), String> {
    for args in [&["status", "--porcelain"][..], &["fsck", "--strict", "--full", "--no-dangling"]] {
        let said = git(here, &[&["-C", place], args].concat())?;
        if !said.is_empty() {
            return Err(format!("git finds in `{place}`: {said}"));
        }
    }
    Ok(())
}

/// What git says, or what it complains of.
pub(super) fn git(here: &Sandbox, args: &[&str]) -> Result<String, String> {
    let mut command = Command::new("git");
    here.isolate(&mut command);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
    let output = command.args(args).output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(said) } else { Err(format!("git {}: {said}", args.join(" "))) }
}

/// Every file below a folder, but nothing of git's.
pub(super) fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != ".git" {
                    open.push(path);
                }
            } else {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

//! A folder that may only be read, and a disk that is really full.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::said;
use crate::common::{CASE, Ran, Sandbox, copy_folder, has_git};

/// Somebody without rights.
const NOBODY: u32 = 65534;
const PAGE: usize = 4096;

/// Why something cannot be tried here.
type NotRun = String;

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout == b"0\n")
}

fn every(folder: &Path, what: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            every(&path, what);
        }
        what(&path);
    }
}

#[test]
fn a_folder_that_may_only_be_read() {
    if let Err(why) = only_read() {
        said!("a folder that may only be read: not run: {why}");
    }
}

fn only_read() -> Result<(), NotRun> {
    let sandbox = Sandbox::cluster();
    let (folder, file) = (sandbox.folder(), Sandbox::file_of(CASE));
    let old = sandbox.read(&file);
    let rights = |write: bool| {
        let mut set = |path: &Path| {
            let mode = match (path.is_dir(), write) {
                (true, true) => 0o755,
                (true, false) => 0o555,
                (false, true) => 0o644,
                (false, false) => 0o444,
            };
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        every(&folder, &mut set);
        set(&folder);
    };
    let mut command = sandbox.command(&["set", CASE, "status=active"]);
    if is_root() {
        // nothing keeps root from writing, so it is somebody else's folder and done as they
        let mut own = |path: &Path| chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        every(folder.parent().unwrap(), &mut own);
        own(folder.parent().unwrap());
        let as_nobody = |command: &Command| {
            let mut other = Command::new("setpriv");
            other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(command.get_program());
            other.args(command.get_args()).env_clear().current_dir(command.get_current_dir().unwrap());
            other.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
            other
        };
        let tried = as_nobody(&sandbox.command(&["--version"])).output();
        if !tried.is_ok_and(|said| said.status.success()) {
            return Err("the program cannot be run as somebody without rights".into());
        }
        command = as_nobody(&command);
    }
    rights(false);
    let said = sandbox.finish(command);
    rights(true);
    clear_refusal(&said);
    assert_eq!(sandbox.read(&file), old);
    said!("a folder that may only be read: refused, nothing changed");
    Ok(())
}

fn clear_refusal(said: &Ran) {
    assert!(matches!(said.code, 1 | 5), "{said}");
    assert!(said.stderr.starts_with("error: ") && said.stderr.contains("  hint: "), "{said}");
}

/// A small disk of its own; it goes with this.
struct Disk(PathBuf);

impl Disk {
    fn mount(place: PathBuf) -> Result<Disk, NotRun> {
        if !is_root() {
            return Err("only root can make a small disk".into());
        }
        fs::create_dir(&place).unwrap();
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]).arg(&place).output();
        match made {
            Ok(said) if said.status.success() => Ok(Disk(place)),
            Ok(said) => Err(String::from_utf8_lossy(&said.stderr).trim().to_owned()),
            Err(e) => Err(e.to_string()),
        }
    }

    /// Leaves so many pages free.
    fn fill(&self, free: usize) {
        let filler = self.0.join("filler");
        let mut size = 0;
        let full = |size: usize| fs::write(&filler, vec![1; size * PAGE]).is_err();
        for step in [512, 128, 32, 8, 1] {
            while !full(size + step) {
                size += step;
            }
        }
        fs::write(&filler, vec![1; size.saturating_sub(free) * PAGE]).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk() {
    if let Err(why) = full_disk() {
        said!("a full disk: not run: {why}");
    }
}

fn full_disk() -> Result<(), NotRun> {
    if !has_git() {
        return Err("there is no git to look at what was recorded".into());
    }
    let sandbox = Sandbox::cluster();
    let disk = Disk::mount(sandbox.home().join("disk"))?;
    copy_folder(&sandbox.folder(), &disk.0.join("work"));
    let here = |args: &[&str]| sandbox.run(&[&["-C", "../home/disk/work"], args].concat());
    let file = disk.0.join("work").join(Sandbox::file_of(CASE));
    let (mut refused, mut done) = (0, 0);
    for free in (0..24).chain([32, 64]) {
        let old = fs::read_to_string(&file).unwrap();
        let words = format!("words-{free}");
        disk.fill(free);
        let said = here(&["set", CASE, &format!("strengths.+.what={words}")]);
        let there = fs::read_to_string(&file).unwrap();
        if said.code == 0 {
            assert!(there.contains(&words), "{free} pages: {said}");
            done += 1;
        } else {
            clear_refusal(&said);
            assert!(there == old || there.contains(&words), "{free} pages: {there}");
            refused += 1;
        }
        fs::remove_file(disk.0.join("filler")).unwrap();
        let again = here(&["set", CASE, &format!("strengths.+.what=again-{free}")]);
        assert_eq!(again.code, 0, "{free} pages: {said}\nthen {again}");
        let place = disk.0.join("work");
        let git = |args: &[&str]| sandbox.git(&[&["-C", place.to_str().unwrap()], args].concat());
        assert_eq!(git(&["fsck", "--strict", "--full", "--no-dangling"]), "", "{free} pages");
        assert_eq!(git(&["status", "--porcelain"]), "", "{free} pages");
        let told = fs::read_to_string(&file).unwrap();
        assert!(said.code != 0 || told.contains(&words), "{free} pages: {told}");
    }
    said!("a full disk: {} times, {refused} refused and {done} done, nothing lost", refused + done);
    assert!(refused > 0 && done > 0);
    Ok(())
}

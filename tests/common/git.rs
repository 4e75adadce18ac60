//! The git program, to look at what was recorded as anybody else would.

use std::process::Command;

use super::sandbox::Sandbox;

impl Sandbox {
    /// What git says; its own settings of this computer do not count.
    #[track_caller]
    pub(crate) fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        self.isolate(&mut command);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
        let output = command.args(args).output().unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "git {}: {}", args.join(" "), said(&output.stderr));
        // what git warns of counts as said
        said(&output.stdout) + &said(&output.stderr)
    }

    /// Nothing lies unrecorded, and git finds nothing to complain of.
    #[track_caller]
    pub(crate) fn assert_clean(&self) {
        if has_git() {
            assert_eq!(self.git(&["status", "--porcelain"]), "");
            assert_eq!(self.git(&["fsck", "--strict", "--full"]), "");
        }
    }
}

/// Whether there is a git program. People who build pikorua need none; where tests run for everybody there must be one.
pub(crate) fn has_git() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok_and(|o| o.status.success());
    assert!(there || std::env::var_os("CI").is_none(), "git is not installed");
    there
}

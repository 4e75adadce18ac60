//! A hub behind an address: the user's own git carries, with its keys and passwords, and says what it has to say.

use std::process::{Command, Stdio};

use super::hub::{BRANCH, Sent};
use super::note::CommitId;
use super::open::History;
use crate::error::{Error, Result};

/// A hub behind an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The address.
    pub address: String,
    /// The computer it names.
    pub host: String,
    /// Whether git may ask for a password.
    pub may_ask: bool,
}

/// What is fetched lies here until somebody has looked at it.
const FETCHED: &str = "refs/pikorua/fetched";

impl Remote {
    /// The address that a text is; nothing where it is a path. `C:\work` is a path, and so is whatever is there on the disk.
    pub fn of(text: &str, may_ask: bool) -> Option<Remote> {
        let (user_and_host, scheme) = match text.split_once("://") {
            Some(("file", _)) => return None,
            Some((_, rest)) => (rest.split('/').next().unwrap_or_default(), true),
            None => (text.split_once(':')?.0, false),
        };
        let drive = user_and_host.len() == 1;
        let path = user_and_host.contains(['/', '\\']) || std::path::Path::new(text).exists();
        if !scheme && (drive || path) {
            return None;
        }
        let host = user_and_host.rsplit('@').next().unwrap_or_default();
        let host = if scheme { host.split(':').next().unwrap_or_default() } else { host };
        Some(Remote { address: text.into(), host: host.to_lowercase(), may_ask })
    }
}

impl History {
    /// Brings everything that is behind an address into this history's objects, and says what is newest there.
    pub fn fetch_from(&self, remote: &Remote) -> Result<Option<CommitId>> {
        let known = self.git(remote, &["ls-remote", "--", &remote.address, BRANCH], true)?;
        if !known.status.success() {
            return Err(unreachable(remote));
        }
        if known.stdout.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        let what = format!("+{BRANCH}:{FETCHED}");
        let fetch = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", &remote.address, &what];
        if !self.git(remote, &fetch, false)?.status.success() {
            return Err(unreachable(remote));
        }
        self.repo.refname_to_id(FETCHED).map(|id| Some(CommitId(id))).map_err(super::fail::plain("read"))
    }

    /// Sends a change and all that led to it, where the newest there is still what was seen of it.
    pub fn send_to(&self, remote: &Remote, newest: &CommitId, over: Option<&CommitId>) -> Result<Sent> {
        let seen = over.map(ToString::to_string).unwrap_or_default();
        let lease = format!("--force-with-lease={BRANCH}:{seen}");
        let what = format!("{newest}:{BRANCH}");
        let push = ["push", "--quiet", "--no-verify", &lease, "--", &remote.address, &what];
        if self.git(remote, &push, false)?.status.success() {
            return Ok(Sent::Done);
        }
        // either somebody was faster, or it cannot be sent at all: looking again tells
        match self.fetch_from(remote)? {
            newest if newest.as_ref() != over => Ok(Sent::Faster),
            _ => Err(Error::request(format!("`{}` did not take what was sent", remote.host))
                .hint("What git said stands above. Your work is recorded here; `pikorua sync` sends it another time.")),
        }
    }

    fn git(&self, remote: &Remote, args: &[&str], quiet: bool) -> Result<std::process::Output> {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder).args(args);
        // only ways that nobody on the way can read
        git.env("GIT_ALLOW_PROTOCOL", "https:ssh");
        if !remote.may_ask {
            git.env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null());
        } else {
            git.stdin(Stdio::inherit());
        }
        git.stdout(if quiet { Stdio::piped() } else { Stdio::null() }).stderr(Stdio::inherit());
        git.spawn().and_then(std::process::Child::wait_with_output).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => Error::request(
                "for a hub behind an address, pikorua uses the program git, and it is not installed",
            )
            .hint(
                "Install git (https://git-scm.com), or keep the hub on a shared drive, where none is needed.",
            ),
            _ => Error::request("the program git could not be started").because(e),
        })
    }
}

fn unreachable(remote: &Remote) -> Error {
    Error::request(format!("the hub at `{}` could not be reached", remote.host))
        .hint("What git said stands above. Your work is recorded here; `pikorua sync` sends it another time.")
}

#[cfg(test)]
mod tests {
    use super::Remote;

    #[test]
    fn addresses_are_told_from_paths() {
        let host = |text: &str| Remote::of(text, false).map(|remote| remote.host);
        for (text, named) in [
            ("https://Git.example.nz/x.git", "git.example.nz"),
            ("https://kim:secret@git.example.nz:8443/x", "git.example.nz"),
            ("ssh://git@hub.example/x", "hub.example"),
            ("git@hub.example:x/y.git", "hub.example"),
            ("ext::sh -c evil", "ext"),
        ] {
            assert_eq!(host(text).as_deref(), Some(named), "{text}");
        }
        for path in
            ["S:/hub", r"S:\hub", "../hub", "/share/te:awa", "file:///share/hub", r"\\server\share\hub"]
        {
            assert_eq!(host(path), None, "{path}");
        }
    }
}

//! Lines from a terminal that is not redrawn, or from a script.

use std::io::{self, IsTerminal, Write};

use super::ctrl_c::interrupted;
use super::mark::Reply;

/// Standard input, read without a buffer of its own: what was pasted is told apart from what was typed.
#[derive(Default)]
pub(super) struct Input {
    waiting: Vec<u8>,
    ended: bool,
}

impl Input {
    /// One answer. Where `paste` is true, lines that arrive together from a terminal stay together.
    pub(super) fn line(&mut self, prompt: &str, paste: bool) -> io::Result<Reply<String>> {
        let mut err = io::stderr();
        err.write_all(prompt.as_bytes())?;
        err.flush()?;
        let Some(mut text) = self.next()? else {
            return Ok(if interrupted() { Reply::Interrupted } else { Reply::End });
        };
        while paste && io::stdin().is_terminal() && self.more_is_waiting() {
            match self.next()? {
                Some(line) => text = format!("{text}\n{line}"),
                None => break,
            }
        }
        Ok(Reply::Got(text))
    }

    // the next line; nothing at the end or at Ctrl-C
    fn next(&mut self) -> io::Result<Option<String>> {
        loop {
            if let Some(end) = self.waiting.iter().position(|b| *b == b'\n') {
                let line: Vec<u8> = self.waiting.drain(..=end).collect();
                let line = String::from_utf8_lossy(&line);
                return Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()));
            }
            if self.ended {
                let rest = std::mem::take(&mut self.waiting);
                return Ok((!rest.is_empty()).then(|| String::from_utf8_lossy(&rest).into_owned()));
            }
            match read(&mut self.waiting)? {
                Read::Some => {}
                Read::End => self.ended = true,
                Read::Interrupted => return Ok(None),
            }
        }
    }
}

enum Read {
    Some,
    End,
    #[cfg_attr(not(unix), expect(dead_code, reason = "Ctrl-C ends a read by itself there"))]
    Interrupted,
}

#[cfg(unix)]
mod system {
    use std::io;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::{Input, Read};
    use crate::ui::ctrl_c::pressed;

    fn ready(milliseconds: i64) -> bool {
        let stdin = rustix::stdio::stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        let wait = Timespec { tv_sec: 0, tv_nsec: milliseconds * 1_000_000 };
        poll(&mut fds, Some(&wait)).is_ok_and(|n| n > 0)
    }

    // in short waits, so that Ctrl-C is seen whichever thread was told of it
    pub(super) fn read(into: &mut Vec<u8>) -> io::Result<Read> {
        loop {
            if ready(100) {
                let mut bytes = [0; 4096];
                match rustix::io::read(rustix::stdio::stdin(), &mut bytes) {
                    Ok(0) => return Ok(Read::End),
                    Ok(n) => into.extend_from_slice(&bytes[..n]),
                    Err(rustix::io::Errno::INTR) => continue,
                    Err(e) => return Err(e.into()),
                }
                return Ok(Read::Some);
            }
            if pressed() {
                return Ok(Read::Interrupted);
            }
        }
    }

    impl Input {
        /// Whether more arrived with what was read; nobody types the next line as fast as a paste brings it.
        pub(super) fn more_is_waiting(&self) -> bool {
            self.waiting.contains(&b'\n') || ready(20)
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::io::{self, BufRead};

    use super::{Input, Read};

    pub(super) fn read(into: &mut Vec<u8>) -> io::Result<Read> {
        let mut line = String::new();
        let n = io::stdin().lock().read_line(&mut line)?;
        into.extend_from_slice(line.as_bytes());
        Ok(if n == 0 { Read::End } else { Read::Some })
    }

    impl Input {
        /// Whether more arrived with what was read; this cannot be told here.
        pub(super) fn more_is_waiting(&self) -> bool {
            self.waiting.contains(&b'\n')
        }
    }
}

use system::read;

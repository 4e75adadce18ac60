//! Lines from a terminal that is not redrawn, or from a script.

use std::io::{self, IsTerminal, Write};

use super::ctrl_c::interrupted;
use super::mark::Reply;

/// What is said where an answer is made of other bytes than those of UTF-8.
pub(super) const NOT_UTF8: &str = "Not taken: some of the letters cannot be told, most likely those with macrons. \
Set the terminal to UTF-8, and write it again.";

/// Standard input, read without a buffer of its own: what was pasted is told apart from what was typed.
#[derive(Default)]
pub(super) struct Input {
    waiting: Vec<u8>,
    ended: bool,
}

impl Input {
    /// One answer. Where `paste` is true, lines that arrive together from a terminal stay together. What cannot be read
    /// as letters is not taken, and asked for again.
    pub(super) fn line(&mut self, prompt: &str, paste: bool) -> io::Result<Reply<String>> {
        loop {
            let mut err = io::stderr();
            err.write_all(prompt.as_bytes())?;
            err.flush()?;
            let Some(mut bytes) = self.next()? else {
                return Ok(if interrupted() { Reply::Interrupted } else { Reply::End });
            };
            while paste && io::stdin().is_terminal() && self.more_is_waiting() {
                let Some(line) = self.next()? else { break };
                bytes.push(b'\n');
                bytes.extend(line);
            }
            match String::from_utf8(bytes) {
                Ok(text) => return Ok(Reply::Got(text)),
                Err(_) => writeln!(err, "{NOT_UTF8}")?,
            }
        }
    }

    /// Takes away what is left of a line in which something could not be read.
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        while !self.ended && !self.waiting.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
            match read(&mut self.waiting)? {
                Read::Some => {}
                Read::End => self.ended = true,
                Read::Interrupted => break,
            }
        }
        self.waiting.clear();
        Ok(())
    }

    // the next line; nothing at the end or at Ctrl-C
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            if let Some(end) = self.waiting.iter().position(|b| *b == b'\n') {
                let mut line: Vec<u8> = self.waiting.drain(..=end).collect();
                while line.pop_if(|byte| matches!(byte, b'\n' | b'\r')).is_some() {}
                return Ok(Some(line));
            }
            if self.ended {
                let rest = std::mem::take(&mut self.waiting);
                return Ok((!rest.is_empty()).then_some(rest));
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

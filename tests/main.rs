#![allow(clippy::unwrap_used)]

#[cfg(unix)]
mod pty;

//! Who is writing in a folder at this moment: small files by which people in one folder keep out of each other's way.
//!
//! One file a case and one for recording, in `.git/pikorua/guards`, which lies on the same drive as the folder, so that
//! everybody sees it. It is made so that of two who make it at once only one succeeds, holds who, where, which process and
//! since when, and is there only while somebody writes or records, never while a person is waited for. Whoever needs two
//! takes the one for recording first, so that no two wait for each other. No lock of the system is asked for: drives keep
//! such promises badly.
//!
//! It is not what keeps work safe. What was not seen is never written over (`folder/write.rs`), and the branch moves only
//! from what was seen of it; so clearing a guard away wrongly costs at worst a second look, which joins the two. That is
//! why an old one may be cleared:
//!
//! - On the same computer, since it was started: when its process is gone.
//! - Where nothing can be known of the process: when the file was not touched for two minutes by the drive's own clock,
//!   which is that of a file one has just written there. Two computers' clocks are never compared. Holders of long work
//!   touch it every few seconds.
//! - One that says nothing (its maker died at once): after two seconds. Its maker looks again before it begins.
//!
//! It is cleared by moving it aside, looking at what was moved, and only then taking it away; what turns out to be
//! another's goes back. On a drive where two makers of one file both succeed (`doctor` finds that out), whoever made it
//! waits a moment and looks whether it is still their own.

mod clear;
mod clock;
mod died;
mod fail;
mod holder;
mod take;
#[cfg(test)]
mod tests;

pub use clear::{Aside, move_aside};

pub use take::{Guard, Guards, RECORDING};

//! Ctrl-C: an answer while somebody is asked, and no longer the end of the program.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From the first question on, Ctrl-C is an answer and no longer the end of the program.
pub(super) fn listen() {
    LISTENING.call_once(|| {
        // where it cannot be listened to, Ctrl-C ends the program: every answer is on disk already
        let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
    });
}

/// Whether Ctrl-C was pressed and not answered yet.
#[cfg(unix)]
pub(super) fn pressed() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Whether Ctrl-C was pressed since this was asked last.
pub(super) fn interrupted() -> bool {
    INTERRUPTED.swap(false, Ordering::SeqCst)
}

//! Where and how something goes wrong.

use std::collections::BTreeSet;
use std::fmt;

/// More calls of one kind than any command makes that does not go through hundreds of files.
const MANY: usize = 400;

/// What goes wrong at a call.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    /// The program is ended before it.
    End,
    /// It fails once.
    Once(&'static str),
    /// It and all like it fail from there on.
    From(&'static str),
}

/// One call of a run: the so-manieth of its kind in its thread.
pub(super) struct Call {
    pub(super) name: String,
    pub(super) nth: usize,
    /// Whether it changes something: files that are only read are opened too.
    pub(super) changes: bool,
    /// What it was called with, for people.
    pub(super) shown: String,
}

/// A fault at a call.
pub(super) struct Point {
    pub(super) fault: Fault,
    pub(super) name: String,
    pub(super) nth: usize,
    shown: String,
}

impl Fault {
    pub(super) fn points(self, calls: &[Call]) -> Vec<Point> {
        let mut seen = BTreeSet::new();
        let all = calls.iter().filter(|call| call.changes && seen.insert((call.name.clone(), call.nth)));
        let all = all.filter(|call| !call.is_one_of_many());
        // from an opening on, reading would fail too
        let fits = |call: &&Call| {
            !matches!(self, Fault::From(_)) || matches!(&*call.name, "write" | "mkdir" | "pwrite64")
        };
        let point = |call: &Call| Point {
            fault: self,
            name: call.name.clone(),
            nth: call.nth,
            shown: call.shown.clone(),
        };
        all.filter(fits).map(point).collect()
    }
}

impl Call {
    /// Of hundreds of calls one after the other, as where small files are packed, some stand for all.
    fn is_one_of_many(&self) -> bool {
        self.nth > MANY && !self.nth.is_multiple_of(50)
    }
}

impl Point {
    /// Whether nothing can be said any more either.
    pub(super) fn is_mute(&self) -> bool {
        self.name == "write" && (matches!(self.fault, Fault::From(_)) || self.shown.starts_with("2,"))
    }

    /// The same for strace.
    pub(super) fn inject(&self) -> String {
        let Point { name, nth, .. } = self;
        match self.fault {
            Fault::End => format!("inject={name}:signal=SIGKILL:when={nth}"),
            Fault::Once(error) => format!("inject={name}:error={error}:when={nth}"),
            Fault::From(error) => format!("inject={name}:error={error}:when={nth}+"),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.inject(), self.shown)
    }
}

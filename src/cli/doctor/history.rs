//! What the history says, and what was left lying, in words.

use std::time::Duration;

use super::finding::Finding;
use crate::change::{Desk, questions};
use crate::cli::open::said_gone;
use crate::error::Result;
use crate::folder::{Left, Leftover};
use crate::history::History;

/// Nobody writes one file, or holds a guard without a sign of life, for longer than this.
const LONG: Duration = Duration::from_secs(10 * 60);

/// Says whether the history is whole, and what was left in it.
pub(super) fn look(history: &History, left: &Left, found: &mut Vec<Finding>) {
    match history.examine() {
        Ok(health) => {
            let changes = match health.changes {
                1 => "1 change".to_owned(),
                n => format!("{n} changes"),
            };
            let newest = if health.whole { "" } else { " of the newest ones" };
            found.push(Finding::good("history", format!("the history can be read, {changes}{newest}")));
            if health.unfinished {
                found.push(Finding::note(
                    "unfinished",
                    "putting several files in place was broken off here".into(),
                    "The next change in this folder finishes it first.",
                ));
            }
        }
        Err(e) => found.push(Finding::error("history", &e)),
    }
    lying(left, found);
}

fn lying(left: &Left, found: &mut Vec<Finding>) {
    if !left.copies_in_history.is_empty() {
        found.push(Finding::risk(
            "copies-in-history",
            format!("a sync program left second versions within the history: {}", left.copies_in_history.join(", ")),
            "Keep a copy of the whole folder, take a new one from the hub, and stop the program copying this folder.",
        ));
    }
    if !left.copies.is_empty() {
        found.push(Finding::risk(
            "copies",
            format!("second versions of records lie here, left by a sync program or kept where two people wrote differently: {}", left.copies.join(", ")),
            "Somebody's work may stand only there: put what is missing into the record, then take the copy away.",
        ));
    }
    let old = |left: &&Leftover| left.age > LONG;
    let names = |left: Vec<&Leftover>| left.iter().map(|l| l.path.clone()).collect::<Vec<_>>().join(", ");
    let locks: Vec<&Leftover> = left.locks.iter().filter(old).collect();
    if !locks.is_empty() {
        found.push(Finding::risk(
            "locks",
            format!("a program that was ended left a lock in the history, so nothing can be recorded: {}", names(locks)),
            "Make sure that nobody works here with pikorua or git, then take that file away. What was typed is in the case files.",
        ));
    }
    let unfinished: Vec<&Leftover> = left.unfinished.iter().filter(old).collect();
    if !unfinished.is_empty() {
        found.push(Finding::note(
            "unfinished-files",
            format!("writing was broken off and left: {}", names(unfinished)),
            "The records themselves are whole. Look whether anything stands only there, then take the file away.",
        ));
    }
    for guard in left.guards.iter().filter(old) {
        let by = guard.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        found.push(Finding::note(
            "guards",
            format!("`{}` was left{by}, {} minutes ago", guard.path, guard.age.as_secs() / 60),
            "Whoever writes there next clears it by themselves.",
        ));
    }
}

/// Says what lies unrecorded or undecided, and who works here.
pub(super) fn look_at_work(desk: &Desk, found: &mut Vec<Finding>) {
    match asked(desk) {
        Ok(0) => {}
        Ok(n) => found.push(Finding::note(
            "questions",
            format!("{n} open: two people wrote different things, and both are kept until somebody decides"),
            "`pikorua sync --resolve` goes through them.",
        )),
        Err(e) => found.push(Finding::error("questions", &e)),
    }
    match desk.gone() {
        Ok(gone) if gone.is_empty() => {}
        Ok(gone) => {
            let said = said_gone(gone.iter());
            let (said, remedy) = said.split_once(". ").unwrap_or((&said, ""));
            found.push(Finding::risk("gone", said.into(), remedy));
        }
        Err(e) => found.push(Finding::error("gone", &e)),
    }
    if desk.person().is_none() {
        found.push(Finding::note(
            "person",
            format!("nobody in people.yaml is `{}`, who works here now", desk.user),
            "`pikorua edit people` adds them, or says by which login name they are known.",
        ));
    }
}

fn asked(desk: &Desk) -> Result<usize> {
    questions::open(desk).map(|open| open.len())
}

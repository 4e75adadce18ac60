//! What the drive does, in words.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::finding::Finding;
use crate::folder::{Drive, Surroundings, probe, remember};

/// A copy of one's own keeps everything that goes wrong on a drive away from the work.
const OWN_COPY: &str =
    "Work in a copy of your own, on this computer's disk: `pikorua init FOLDER --hub HUB`.";

/// How far two clocks may be apart without anybody noticing.
const APART: i64 = 120;

/// Tries out the folder's drive, and gives the moment by the drive's clock.
pub(super) fn look(
    place: &Path,
    private: Option<&Path>,
    around: &Surroundings,
    found: &mut Vec<Finding>,
) -> SystemTime {
    let here = SystemTime::now();
    let drive = match probe(place) {
        Ok(drive) => drive,
        Err(e) => {
            found.push(Finding::error("writing", &e));
            return here;
        }
    };
    if let Some(private) = private
        && let Err(e) = remember(private, &drive)
    {
        found.push(Finding::error("writing", &e));
    }
    said(&drive, around.network.is_some(), found);
    clock(drive.ahead, "the drive's clock", found);
    let ahead = Duration::from_secs(drive.ahead.unsigned_abs());
    if drive.ahead < 0 { here - ahead } else { here + ahead }
}

fn said(drive: &Drive, network: bool, found: &mut Vec<Finding>) {
    let whole = drive.moves_whole && drive.appends;
    found.push(match drive.exclusive {
        true => Finding::good("makers", "of several who make one file at once, only one succeeds".into()),
        false => Finding::risk(
            "makers",
            "of several who make one file at once, more than one succeeds, so two people may write at the same moment; that \
             is remembered, and each of us waits and looks again"
                .into(),
            OWN_COPY,
        ),
    });
    found.push(match whole {
        true => Finding::good(
            "whole",
            "a file is old or new for whoever opens it, and what is added stays".into(),
        ),
        false => Finding::risk(
            "whole",
            "a file that was moved into its place, or added to, was not what was written".into(),
            OWN_COPY,
        ),
    });
    if !drive.syncs {
        let said = "this drive does not say when a file is really on the disk: what was written just before a power cut may \
                    be missing";
        found.push(Finding::risk("synced", said.into(), OWN_COPY));
    }
    if !drive.replaces_open {
        let said =
            "a file that somebody has open cannot be replaced here: pikorua waits for a moment, then says so";
        found.push(Finding::note(
            "open-files",
            said.into(),
            "Close records in other programs before you go on.",
        ));
    }
    match drive.step {
        None => found.push(Finding::risk(
            "times",
            "the time of a file does not move when it is written, so changes may go unnoticed".into(),
            OWN_COPY,
        )),
        Some(step) if step > Duration::from_millis(900) => found.push(Finding::note(
            "times",
            format!("the time of a file moves in steps of {:.1} seconds here", step.as_secs_f64()),
            "Nothing needs to be done: the content is compared too.",
        )),
        Some(_) => {}
    }
    if !drive.long_paths {
        found.push(Finding::note(
            "long-paths",
            "paths of more than 260 letters do not work here".into(),
            "Keep the folder near the top of the drive.",
        ));
    }
    if drive.folds_case && network {
        let said = "`A` and `a` are the same file here, and may not be on other computers";
        found.push(Finding::note("letters", said.into(), "Name your own files in lower case."));
    }
}

fn clock(ahead: i64, whose: &str, found: &mut Vec<Finding>) {
    if ahead.abs() > APART {
        let which = if ahead > 0 { "ahead of" } else { "behind" };
        let said = format!("{whose} is {} minutes {which} this computer's", ahead.abs() / 60);
        let remedy = "Set the clock right, or let it set itself: `log` would tell the wrong times, and where two versions cannot \
                      be joined the later one stands.";
        found.push(Finding::note("clock", said, remedy));
    }
}

/// Tries out the place where the work is exchanged.
pub(super) fn look_at_hub(hub: &str, found: &mut Vec<Finding>) {
    let place = Path::new(hub);
    if !place.is_absolute() {
        found.push(Finding::good("layout", format!("this is a copy that exchanges its work with `{hub}`")));
        return;
    }
    if !place.is_dir() {
        found.push(Finding::note(
            "hub",
            format!("the hub `{hub}` cannot be reached now"),
            "Connect the drive before the next `pikorua sync`; until then your work is on this computer only.",
        ));
        return;
    }
    found.push(Finding::good(
        "layout",
        "this is a copy that exchanges its work with a hub, which can be reached".into(),
    ));
    match probe(place) {
        Ok(drive) => {
            if !drive.moves_whole {
                found.push(Finding::risk(
                    "hub",
                    "on the hub's drive a file that was moved into its place was not what was written".into(),
                    "Put the hub on another drive: `pikorua sync NEW-HUB`.",
                ));
            }
            clock(drive.ahead, "the clock of the hub's drive", found);
        }
        Err(e) => found.push(Finding::error("hub", &e)),
    }
}

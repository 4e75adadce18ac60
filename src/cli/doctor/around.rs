//! What lies around the folder, in words.

use std::env;

use super::finding::Finding;
use crate::folder::{Readers, Surroundings};

/// Less room than this may not be enough for a day's work.
const LITTLE: u64 = 200 * 1024 * 1024;

/// Says what lies around the folder, and who can read it.
pub(super) fn look(around: &Surroundings, found: &mut Vec<Finding>) {
    if let Some(program) = &around.synced_by {
        found.push(Finding::risk(
            "synced-folder",
            format!(
                "{program} copies this folder file by file, its history too: where two computers change it, {program} keeps one \
                 version of each file and the history no longer fits together"
            ),
            "Move the folder out of there: a hub on the shared drive, and a copy of your own with `pikorua init FOLDER --hub HUB`.",
        ));
    }
    if let Some(kind) = &around.network {
        found.push(Finding::note(
            "network",
            format!(
                "this folder lies on a network drive ({kind}): where the connection breaks, work here stops"
            ),
            "A copy of your own goes on without the network: `pikorua init FOLDER --hub HUB`.",
        ));
    }
    if let Some(free) = around.free {
        let mega = free / (1024 * 1024);
        found.push(match free < LITTLE {
            true => Finding::risk(
                "room",
                format!("only {mega} MB are free on this drive"),
                "Make room before you go on: what cannot be written cannot be kept.",
            ),
            false => Finding::good("room", "there is room on the drive".into()),
        });
    }
    found.push(readers(around.readers));
    found.extend(console());
}

fn readers(readers: Option<Readers>) -> Finding {
    let remedy = "Everybody who can open the folder can read every case in it. Take the right to read it away from others \
                  (`chmod -R go-rwx FOLDER`), and keep it on an encrypted disk.";
    match readers {
        Some(Readers { others: true, .. }) => {
            Finding::note("readers", "everybody who works at this computer can read this folder".into(), remedy)
        }
        Some(Readers { group: true, .. }) => {
            Finding::note("readers", "the group of this folder can read every case in it".into(), remedy)
        }
        Some(_) => Finding::good(
            "readers",
            "only you can read this folder at this computer, and whoever looks after it; is its disk encrypted?".into(),
        ),
        None => Finding::note(
            "readers",
            "who can read this folder cannot be seen from here".into(),
            "Look at its properties, under Security: everybody who is listed there can read every case in it. Keep it on an \
             encrypted disk.",
        ),
    }
}

/// What the terminal says about its letters; Windows is given Unicode whatever it says.
fn console() -> Option<Finding> {
    if cfg!(windows) {
        return None;
    }
    let says =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    let lower = says.clone().unwrap_or_default().to_lowercase();
    Some(match lower.contains("utf-8") || lower.contains("utf8") {
        true => Finding::good("letters-shown", "the terminal takes letters with macrons: ā ē ī ō ū".into()),
        false => Finding::note(
            "letters-shown",
            format!(
                "the terminal says its letters are `{}`, which has no macrons",
                says.unwrap_or("C".into())
            ),
            "Set `LC_ALL=C.UTF-8`, or the language of your system with UTF-8. What is written in the records is right all the \
             same.",
        ),
    })
}

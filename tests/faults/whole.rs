//! What must hold of a folder whatever happened in it.

use super::look::{files, git};
use super::scene::{HUB, KIM, NEXT, TOM};
use crate::common::Sandbox;

/// The cases in which Kim's words stand, or in whose mark, at this moment.
pub(super) fn typed(here: &Sandbox) -> Vec<String> {
    let holds = |content: &[u8]| String::from_utf8_lossy(content).contains(KIM);
    let marks =
        files(&here.path(".git/pikorua/pending")).into_iter().filter(|(name, _)| !name.starts_with('.'));
    let marked = marks.filter(|(_, content)| holds(content));
    let marked = marked.filter_map(|(name, _)| Some(Sandbox::file_of(name.strip_suffix(".yaml")?)));
    let cases = files(&here.folder())
        .into_iter()
        .filter(|(path, content)| path.starts_with("cases/") && path.ends_with(".yaml") && holds(content));
    marked.chain(cases.map(|(path, _)| path)).collect()
}

/// Nobody's words stand under another's name.
pub(super) fn own_words(here: &Sandbox) -> Result<(), String> {
    let mut by = String::new();
    for line in git(here, &["log", "-p", "--format=@%an", "--", "cases"])?.lines() {
        match line.strip_prefix('@') {
            Some(name) if !line.starts_with("@@") => name.clone_into(&mut by),
            _ if line.starts_with('+') => {
                for (words, person) in [(KIM, "Kim Ngata"), (TOM, "Tom Arden"), (NEXT, "Tom Arden")] {
                    if line.contains(words) && by != person {
                        return Err(format!("{words} stands under the name of {by}"));
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Nothing lies about that somebody would have to clear away.
pub(super) fn nothing_left(here: &Sandbox) -> Result<(), String> {
    let status = git(here, &["status", "--porcelain"])?;
    if !status.is_empty() {
        return Err(format!("lies unrecorded after the next command:\n{status}"));
    }
    let private = here.path(".git/pikorua");
    for folder in ["guards", "pending", "exchange"] {
        // a guard that says nothing is cleared by whoever comes two seconds later
        let mut there = files(&private.join(folder));
        there.retain(|name, content| {
            // the next mark sweeps it
            let is_not_whole = folder == "exchange" && name.starts_with(".tmp");
            !content.is_empty() && !is_not_whole
        });
        if let Some((name, _)) = there.first_key_value() {
            return Err(format!("`{folder}/{name}` is left after the next command"));
        }
    }
    Ok(())
}

/// Git finds nothing to complain of.
pub(super) fn whole(here: &Sandbox) -> Result<(), String> {
    for place in [".", HUB] {
        if here.path(place).exists() {
            let said = git(here, &["-C", place, "fsck", "--strict", "--full", "--no-dangling"])?;
            // a hub that nobody has sent anything to is one all the same
            if said.lines().any(|line| !line.starts_with("notice: ")) {
                return Err(format!("git finds in `{place}`: {said}"));
            }
        }
    }
    Ok(())
}

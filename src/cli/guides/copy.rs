//! A built-in guide as a file of the cluster, to be changed.

use clap::Args;

use super::find;
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::folder::{Standing, built_in_text, copied};
use crate::history::Note;
use crate::record::file::RelPath;
use crate::record::id::is_slug;
use crate::record::text::fold;
use crate::record::vocabulary::no_place;
use crate::ui::Ui;

/// Copy a built-in guide into the cluster's folder, to change it
#[derive(Args, Debug)]
pub(super) struct Copy {
    /// The guide
    guide: String,
    /// As a further guide with this id, beside the built-in one
    #[arg(long, value_name = "NEW-ID")]
    to: Option<String>,
}

impl Copy {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let id = built_in_id(desk, &self.guide)?;
        let to = self.to.as_deref().unwrap_or(&id);
        if !is_slug(to) {
            return Err(Error::usage(format!("`{to}` cannot be the id of a guide"))
                .hint("Use lower-case letters, digits and hyphens, as in `reading-request`."));
        }
        if let Some(word) = no_place(&desk.vocabulary, to) {
            let error = Error::request(format!("no guide is called `{to}`, on purpose: {}", word.label));
            return Err(word.note.iter().fold(error, |error, note| error.hint(note)));
        }
        if self.to.is_none()
            && let Some(own) = own_further(desk, &self.guide, &id)?
        {
            return Err(own);
        }
        let file: RelPath = format!("guides/{to}.toml").parse().map_err(Error::request)?;
        if desk.folder.read_if_there(&file).map_or(true, |there| there.is_some()) {
            return Err(there(&file, &id, to));
        }
        if to != id && desk.library.guides().iter().any(|guide| fold(&guide.name) == fold(to)) {
            return Err(Error::request(format!("there is a guide `{to}` already, and nothing was copied"))
                .hint("Choose another id: a guide of your own must not hide that one."));
        }
        let text = copied(&id, to).ok_or_else(|| Error::fault(format!("the guide `{id}` is not there")))?;
        desk.put(
            &file,
            &text,
            None,
            Note::new(format!("guide {id}: copied to be changed")).with("Guide", to),
        )?;
        ui.print(&format!("{file}\n"))?;
        ui.say("Next:");
        ui.say(&format!(
            "  Change it in any text editor; what begins with # is for people. `{to}` is now walked from it."
        ));
        if to != id {
            ui.say("  Give it a `title` of its own, by which people tell it from the built-in one.");
        }
        ui.say(&format!("  `pikorua guides show {to}` reads it, and says what is wrong where something is."));
        ui.say(&format!("  `pikorua guides compare {to}` shows how it differs from the built-in one."));
        Ok(())
    }
}

// a further guide of the cluster's own is no name of what it was made from
fn own_further(desk: &Desk, name: &str, of: &str) -> Result<Option<Error>> {
    if built_in_text(&fold(name)).is_some() {
        return Ok(None);
    }
    let found = find(desk, name)?;
    Ok((found.guide.id != of).then(|| {
        Error::request(format!("`{}` is your own guide already, made from `{of}`", found.guide.id))
            .hint(format!("Change `{}` itself.", found.file.origin))
            .hint(format!("`pikorua guides copy {of}` makes a copy of what is built in."))
    }))
}

// the cluster's own file may be broken, and what is built in can still be copied under another name
fn built_in_id(desk: &Desk, name: &str) -> Result<String> {
    if built_in_text(&fold(name)).is_some() {
        return Ok(fold(name));
    }
    let found = find(desk, name)?;
    match found.standing {
        Standing::Own => Err(Error::request(format!(
            "`{}` is your own guide, so there is nothing built in to copy",
            found.guide.id
        ))
        .hint(format!(
            "Change `{}` itself, or copy the file by hand and change its `id`.",
            found.file.origin
        ))),
        Standing::Copied { of, .. } | Standing::Drifted { of } => Ok(of),
        Standing::BuiltIn | Standing::Unknown => Ok(found.guide.id),
    }
}

fn there(file: &RelPath, id: &str, to: &str) -> Error {
    let error = Error::request(format!("`{file}` is there already, and nothing was copied over it"));
    let error =
        error.hint(format!("`pikorua guides compare {to}` shows how it differs from what is built in."));
    error.hint(format!(
        "To begin anew, move it elsewhere first. `pikorua guides copy {id} --to NEW-ID` makes a further guide."
    ))
}

//! A built-in document as a file of the cluster, to be changed.

use clap::Args;

use super::find;
use crate::change::Desk;
use crate::error::{Error, Result};
use crate::folder::{built_in_document, copied_document};
use crate::history::Note;
use crate::record::file::RelPath;
use crate::record::id::is_slug;
use crate::record::text::fold;
use crate::ui::Ui;

/// Copy a built-in document into the cluster's folder, to change it
#[derive(Args, Debug)]
pub(super) struct Copy {
    /// The document
    document: String,
    /// As a further document of this name, beside the built-in one
    #[arg(long, value_name = "NEW-NAME")]
    to: Option<String>,
}

impl Copy {
    pub(super) fn run(&self, desk: &Desk, ui: &mut Ui) -> Result<()> {
        let name = fold(self.document.trim_end_matches(".md"));
        let Some(text) = copied_document(&name) else {
            let found = find(desk, &self.document)?;
            return Err(Error::request(format!(
                "`{}` is your own document, so there is nothing built in to copy",
                found.name
            ))
            .hint("Change the file itself, or copy it by hand."));
        };
        let to = self.to.as_deref().unwrap_or(&name);
        // parts of other templates keep the low line that says so
        if !is_slug(to.trim_start_matches('_')) {
            return Err(Error::usage(format!("`{to}` cannot be the name of a document"))
                .hint("Use lower-case letters, digits and hyphens, as in `reading-plan`."));
        }
        if to != name && built_in_document(to).is_some() {
            return Err(Error::request(format!(
                "there is a document `{to}` already, and nothing was copied"
            ))
            .hint("Choose another name: a document of your own must not hide that one."));
        }
        let file: RelPath = format!("documents/{to}.md").parse().map_err(Error::request)?;
        if desk.folder.read_if_there(&file).map_or(true, |there| there.is_some()) {
            return Err(Error::request(format!("`{file}` is there already, and nothing was copied over it"))
                .hint(format!("`pikorua documents compare {to}` shows how it differs from what is built in."))
                .hint("To begin anew, move it elsewhere first."));
        }
        desk.put(&file, &text, None, Note::new(format!("document {name}: copied to be changed")))?;
        ui.print(&format!("{file}\n"))?;
        ui.say("Next:");
        ui.say(&match to.starts_with('_') {
            true => format!("  Change it in any text editor. Every document that takes in `{to}.md` now takes it from there."),
            false => format!("  Change it in any text editor. `pikorua print {to} CASE` now prints it from there."),
        });
        ui.say("  `pikorua documents fields` lists what can stand in it, `pikorua documents check` tries it out on every case.");
        Ok(())
    }
}

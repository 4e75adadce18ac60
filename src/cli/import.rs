//! `import`: taking in lists of other programs.

mod rows;
mod settings;

use clap::{Args, Subcommand};

use super::{Global, collided, open, rows as shown, seen, set};
use crate::error::Result;
use crate::ui::Ui;

/// Take in a list from another program
#[derive(Args, Debug)]
pub(super) struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Settings(settings::Settings),
    Rows(rows::Rows),
}

impl Import {
    pub(super) fn run(&self, global: &Global, ui: &mut Ui) -> Result<()> {
        match &self.what {
            What::Settings(settings) => settings.run(global, ui),
            What::Rows(rows) => rows.run(global, ui),
        }
    }
}

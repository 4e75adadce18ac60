//! pikorua keeps a cluster's case work as plain YAML files in a git-versioned folder, walks people through
//! He Pikorua, and writes the documents that they hand to each other.

pub mod change;
pub mod check;
pub mod cli;
pub mod document;
pub mod error;
pub mod folder;
pub mod guide;
pub mod history;
pub mod record;
pub mod ui;
pub mod view;

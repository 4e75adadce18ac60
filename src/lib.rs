//! pikorua keeps a cluster's case work as plain YAML files in a git-versioned folder, walks people through
//! He Pikorua, and writes the documents that they hand to each other.

pub mod error;
pub mod guide;
pub mod record;
pub mod ui;

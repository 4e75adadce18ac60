//! What a document can be written as, and how people say it.

use std::path::Path;

use crate::error::{Error, Result};

/// What a document can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines for a terminal.
    Screen,
    /// Markdown.
    Markdown,
    /// One web page with everything in it.
    Html,
    /// A file for Word.
    Docx,
    /// Pages, as they are printed.
    Pdf,
}

const NAMES: &str = "`docx`, `pdf`, `html`, `md` and `screen`";
const ENDINGS: &str = "End the name in `.docx`, `.pdf`, `.html`, `.md` or `.txt`.";

impl Format {
    /// The format of a name: `docx`, `pdf`, `html`, `md` or `screen`.
    pub fn named(name: &str) -> Result<Format> {
        match name.to_lowercase().as_str() {
            "screen" => Ok(Format::Screen),
            "md" | "markdown" => Ok(Format::Markdown),
            "html" | "htm" => Ok(Format::Html),
            "docx" | "word" => Ok(Format::Docx),
            "pdf" => Ok(Format::Pdf),
            _ => Err(Error::usage(format!("`{name}` is not a format that documents can be written in"))
                .hint(format!("The formats are {NAMES}."))),
        }
    }

    /// The format that the ending of a file tells.
    pub fn of_file(file: &Path) -> Result<Format> {
        match file.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
            Some("txt") => Ok(Format::Screen),
            Some("md" | "markdown") => Ok(Format::Markdown),
            Some("html" | "htm") => Ok(Format::Html),
            Some("docx") => Ok(Format::Docx),
            Some("pdf") => Ok(Format::Pdf),
            Some("doc") => Err(Error::usage("documents cannot be written as `.doc`, the Word of long ago")
                .hint("End the name in `.docx`, which every Word since 2007 opens.")),
            Some(ending) => {
                Err(Error::usage(format!("documents cannot be written as `.{ending}`")).hint(ENDINGS))
            }
            None => Err(Error::usage(format!("the ending of `{}` does not tell a format", file.display()))
                .hint(ENDINGS)),
        }
    }

    /// Whether people can read it as it is, and a terminal can show it.
    pub fn is_text(self) -> bool {
        !matches!(self, Format::Docx | Format::Pdf)
    }
}

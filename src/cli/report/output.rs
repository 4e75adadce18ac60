//! What a report can be written as.

use std::path::Path;

use crate::document::Format;
use crate::error::{Error, Result};

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// A document.
    Document(Format),
    /// Plain text for spreadsheets.
    Csv,
    /// A workbook for Excel.
    Xlsx,
}

const NAMES: &str =
    "The formats are `screen`, `md`, `html`, `docx`, `pdf`, `csv` and `xlsx`; `--json` is for scripts.";

impl Output {
    /// The one that is named, or that the ending of a file tells, or else the screen.
    pub(super) fn chosen(named: Option<&str>, file: Option<&Path>) -> Result<Output> {
        if let Some(name) = named {
            return match name.to_lowercase().as_str() {
                "csv" => Ok(Output::Csv),
                "xlsx" | "excel" => Ok(Output::Xlsx),
                _ => Format::named(name).map(Output::Document).map_err(|_| {
                    Error::usage(format!("`{name}` is not a format that a report can be written in"))
                        .hint(NAMES)
                }),
            };
        }
        let Some(file) = file else { return Ok(Output::Document(Format::Screen)) };
        match file.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
            Some("csv") => Ok(Output::Csv),
            Some("xlsx") => Ok(Output::Xlsx),
            Some("xls") => Err(Error::usage("a report cannot be written as `.xls`, the Excel of long ago")
                .hint("End the name in `.xlsx`, which every Excel since 2007 opens.")),
            _ => Format::of_file(file).map(Output::Document).map_err(|_| {
                Error::usage(format!("the ending of `{}` does not tell a format", file.display())).hint(NAMES)
            }),
        }
    }

    /// Whether people can read it as it is.
    pub(super) fn is_text(self) -> bool {
        match self {
            Output::Document(format) => format.is_text(),
            Output::Csv => true,
            Output::Xlsx => false,
        }
    }
}

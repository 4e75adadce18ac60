//! A report as plain text for spreadsheets: one figure a line.

use std::io::Write;

use super::about::{KEPT_BACK, Report};
use super::figures::Shown;
use crate::error::{Error, Result};

/// By this mark Excel knows that macrons are macrons.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The report, a line a figure.
pub fn csv(report: &Report) -> Result<Vec<u8>> {
    let about = &report.about;
    let mut lines = vec![
        ["period", "part", "table", "title", "row_id", "row", "column", "figure", "note"].map(str::to_owned),
    ];
    for (part, table) in
        report.figures.parts.iter().flat_map(|part| part.tables.iter().map(move |table| (part, table)))
    {
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let (figure, note) = match cell {
                    Shown::Number(number) => (number.to_string(), ""),
                    Shown::KeptBack => (String::new(), KEPT_BACK),
                    Shown::Nothing => (String::new(), ""),
                };
                let texts =
                    [&about.period, &part.title, &table.id, &table.title, &row.id, &row.label, column];
                let [a, b, c, d, e, f, g] = texts.map(|text| guarded(text));
                lines.push([a, b, c, d, e, f, g, figure, note.to_owned()]);
            }
        }
    }
    for said in [Some(about.rule.clone()), about.inside(), Some(about.stamp())]
        .into_iter()
        .flatten()
        .chain(about.missing.clone())
    {
        let mut line: [String; 9] = std::array::from_fn(|_| String::new());
        (line[0], line[8]) = (about.period.clone(), guarded(&said));
        lines.push(line);
    }
    written(lines.into_iter().map(Vec::from))
}

/// Lines of texts as a file for spreadsheets, none of them taken for a formula.
pub fn spreadsheet(lines: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    written(lines.into_iter().map(|line| line.iter().map(|text| guarded(text)).collect()))
}

/// A text as it was before it was guarded.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|plain| guarded(plain) == text).unwrap_or(text)
}

/// Lines as a file that Excel reads with its macrons.
pub(super) fn written(lines: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = lines_into(Vec::new())?;
    for line in lines {
        writer.write_record(&line).map_err(|e| unwritten(&e))?;
    }
    writer.into_inner().map_err(|e| unwritten(&e))
}

/// Begins lines that Excel reads with their macrons.
pub(super) fn lines_into<W: Write>(mut place: W) -> Result<::csv::Writer<W>> {
    place.write_all(MARK).map_err(|e| unwritten(&e))?;
    Ok(::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(place))
}

/// That something could not be written, and why.
pub(super) fn unwritten(e: &dyn std::fmt::Display) -> Error {
    Error::request("the tables could not be written").because(e)
}

/// A text that no spreadsheet takes for a formula. Numbers stay numbers, and what begins with a dash and a blank can be
/// read as it is.
pub fn guarded(text: &str) -> String {
    let mut signs = text.chars();
    let is_formula = match (signs.next(), signs.next()) {
        (Some('=' | '@' | '\t' | '\r' | '\n'), _) => true,
        (Some('+' | '-'), Some(' ') | None) => false,
        (Some('+' | '-'), _) => text.parse::<f64>().is_err(),
        _ => false,
    };
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded};

    #[test]
    fn what_a_spreadsheet_would_reckon_is_guarded_and_what_people_read_is_not() {
        for text in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1", "--1"] {
            assert_eq!(guarded(text), format!("'{text}"));
            assert_eq!(unguarded(&guarded(text)), text);
        }
        for text in ["-3", "+4", "-0.5", "– a dash", "- a dash", "", "Kōwhai", "a=b", "-"] {
            assert_eq!((guarded(text).as_str(), unguarded(text)), (text, text));
        }
    }
}

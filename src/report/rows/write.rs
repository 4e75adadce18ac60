//! The rows as files for other programs.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value as Json};

use super::{Cell, Sheet};
use crate::error::{Error, Result};
use crate::record::value::Date;
use crate::report::csv::{guarded, written};

/// A table as text for spreadsheets.
pub fn csv(sheet: &Sheet) -> Result<Vec<u8>> {
    let head = sheet.columns.iter().map(|(name, _)| guarded(name)).collect();
    let cell = |cell: &Cell| match cell {
        Cell::Nothing => String::new(),
        Cell::Words(words) => guarded(words),
        Cell::Day(day) => day.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::YesNo(is) => if *is { "yes" } else { "no" }.to_owned(),
    };
    let rows = sheet.rows.iter().map(|row| row.iter().map(cell).collect());
    written(std::iter::once(head).chain(rows))
}

/// A table as one JSON object a line.
pub fn json_lines(sheet: &Sheet) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    for row in &sheet.rows {
        let value = |cell: &Cell| match cell {
            Cell::Nothing => Json::Null,
            Cell::Words(words) => words.clone().into(),
            Cell::Day(day) => day.to_string().into(),
            Cell::Number(number) => (*number).into(),
            Cell::YesNo(is) => (*is).into(),
        };
        let object: Map<String, Json> =
            sheet.columns.iter().zip(row).map(|((name, _), cell)| (name.clone(), value(cell))).collect();
        serde_json::to_writer(&mut lines, &object)
            .map_err(|e| Error::fault("a row could not be written").because(e))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// All tables as a workbook, a sheet each, with one that says what every column is. The same tables on the same day are the
/// same bytes.
pub fn workbook(sheets: &[Sheet], title: &str, today: Date) -> Result<Vec<u8>> {
    whole(sheets, title, today).map_err(|e| Error::fault("the workbook could not be written").because(e))
}

fn whole(sheets: &[Sheet], title: &str, today: Date) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(title);
    book.set_properties(&properties.set_creation_datetime(&moment(today)?));
    for sheet in sheets {
        filled(book.add_worksheet(), sheet)?;
    }
    let dictionary = book.add_worksheet();
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    dictionary.set_name("Data dictionary")?;
    for (column, (name, wide)) in (0..).zip([("sheet", 14), ("column", 20), ("what it is", 80)]) {
        dictionary.set_column_width(column, wide)?.write_with_format(0, column, name, &bold)?;
    }
    let lines = sheets.iter().flat_map(|sheet| {
        let own = [sheet.name.as_str(), "", sheet.note.as_str()];
        std::iter::once(own)
            .chain(sheet.columns.iter().map(|(name, about)| [&sheet.name, name.as_str(), about.as_str()]))
    });
    for (row, texts) in (1..).zip(lines) {
        for (column, text) in (0..).zip(texts) {
            dictionary.write_with_format(row, column, text, &wrapped)?;
        }
    }
    dictionary.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

fn filled(sheet: &mut Worksheet, told: &Sheet) -> std::result::Result<(), XlsxError> {
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    sheet.set_name(&told.name)?;
    for (column, (name, _)) in (0..).zip(&told.columns) {
        sheet.set_column_width(column, 18)?.write_with_format(0, column, name, &bold)?;
    }
    for (at, row) in (1..).zip(&told.rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Nothing => continue,
                Cell::Words(words) => sheet.write_string(at, column, words)?,
                Cell::Day(date) => sheet.write_datetime_with_format(at, column, moment(*date)?, &day)?,
                Cell::Number(number) => sheet.write_number(at, column, *number as f64)?,
                Cell::YesNo(is) => sheet.write_boolean(at, column, *is)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn moment(day: Date) -> std::result::Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        day.0.year().unsigned_abs(),
        day.0.month().unsigned_abs(),
        day.0.day().unsigned_abs(),
    )
}

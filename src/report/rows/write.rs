//! The rows as files for other programs, written one by one: ten years of them need no more room than a few.

use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value as Json};

use super::{Cell, Sheet};
use crate::error::Result;
use crate::record::value::Date;
use crate::report::csv::{guarded, lines_into, unwritten};
use crate::report::xlsx::moment;

/// Takes the rows of tables, each by the place of its table among them.
pub trait Writes {
    /// Writes a row.
    fn row(&mut self, sheet: usize, cells: &[Cell]) -> Result<()>;
}

/// Tables as text for spreadsheets, each into a place of its own.
pub struct Csv<W: Write>(Vec<::csv::Writer<W>>);

/// Tables as one JSON object a line, each into a place of its own.
pub struct JsonLines<'s, W>(Vec<(&'s Sheet, W)>);

/// All tables as a workbook, a sheet each, with one that says what every column is. The same rows on the same day are the
/// same bytes.
pub struct Book<'s> {
    book: Workbook,
    sheets: &'s [Sheet],
    /// How many rows of each are written, with its head.
    rows: Vec<u32>,
    day: Format,
}

impl<W: Write> Csv<W> {
    /// Begins with the heads of the tables.
    pub fn begin(sheets: &[Sheet], places: Vec<W>) -> Result<Csv<W>> {
        let begun = sheets.iter().zip(places).map(|(sheet, place)| {
            let mut lines = lines_into(place)?;
            let head = sheet.columns.iter().map(|(name, _)| guarded(name));
            lines.write_record(head.collect::<Vec<_>>()).map_err(|e| unwritten(&e))?;
            Ok(lines)
        });
        begun.collect::<Result<_>>().map(Csv)
    }

    /// Gives the places back when everything is in them.
    pub fn finish(self) -> Result<Vec<W>> {
        self.0.into_iter().map(|lines| lines.into_inner().map_err(|e| unwritten(&e))).collect()
    }
}

impl<W: Write> Writes for Csv<W> {
    fn row(&mut self, sheet: usize, cells: &[Cell]) -> Result<()> {
        let text = |cell: &Cell| match cell {
            Cell::Nothing => String::new(),
            Cell::Words(words) => guarded(words),
            Cell::Day(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::YesNo(is) => if *is { "yes" } else { "no" }.to_owned(),
        };
        let Some(lines) = self.0.get_mut(sheet) else { return Ok(()) };
        lines.write_record(cells.iter().map(text).collect::<Vec<_>>()).map_err(|e| unwritten(&e))
    }
}

impl<'s, W: Write> JsonLines<'s, W> {
    /// Begins with nothing: each line says what it holds.
    pub fn begin(sheets: &'s [Sheet], places: Vec<W>) -> JsonLines<'s, W> {
        JsonLines(sheets.iter().zip(places).collect())
    }

    /// Gives the places back.
    pub fn finish(self) -> Vec<W> {
        self.0.into_iter().map(|(_, place)| place).collect()
    }
}

impl<W: Write> Writes for JsonLines<'_, W> {
    fn row(&mut self, sheet: usize, cells: &[Cell]) -> Result<()> {
        let value = |cell: &Cell| match cell {
            Cell::Nothing => Json::Null,
            Cell::Words(words) => words.clone().into(),
            Cell::Day(day) => day.to_string().into(),
            Cell::Number(number) => (*number).into(),
            Cell::YesNo(is) => (*is).into(),
        };
        let Some((sheet, place)) = self.0.get_mut(sheet) else { return Ok(()) };
        let object: Map<String, Json> =
            sheet.columns.iter().zip(cells).map(|((name, _), cell)| (name.clone(), value(cell))).collect();
        let mut line = serde_json::to_vec(&object).map_err(|e| unwritten(&e))?;
        line.push(b'\n');
        place.write_all(&line).map_err(|e| unwritten(&e))
    }
}

impl<'s> Book<'s> {
    /// Begins with the heads of the tables. Until it is finished, the rows lie in files of this folder that have no name.
    pub fn begin(sheets: &'s [Sheet], title: &str, today: Date, aside: &Path) -> Result<Book<'s>> {
        let begin = || {
            let mut book = Workbook::new();
            book.set_tempdir(aside)?;
            let properties = DocProperties::new().set_title(title);
            book.set_properties(&properties.set_creation_datetime(&moment(today)?));
            let bold = Format::new().set_bold();
            for sheet in sheets {
                let page = book.add_worksheet_with_constant_memory()?;
                page.set_name(&sheet.name)?.set_freeze_panes(1, 0)?;
                for (column, (name, _)) in (0..).zip(&sheet.columns) {
                    page.set_column_width(column, 18)?.write_with_format(0, column, name, &bold)?;
                }
            }
            let day = Format::new().set_num_format("yyyy-mm-dd");
            Ok(Book { book, sheets, rows: vec![1; sheets.len()], day })
        };
        begin().map_err(|e: XlsxError| unwritten(&e))
    }

    /// The bytes of the whole.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        self.dictionary().and_then(|()| self.book.save_to_buffer()).map_err(|e| unwritten(&e))
    }

    fn dictionary(&mut self) -> std::result::Result<(), XlsxError> {
        let page = self.book.add_worksheet();
        let bold = Format::new().set_bold();
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        page.set_name("Data dictionary")?;
        for (column, (name, wide)) in (0..).zip([("sheet", 14), ("column", 20), ("what it is", 80)]) {
            page.set_column_width(column, wide)?.write_with_format(0, column, name, &bold)?;
        }
        let lines = self.sheets.iter().flat_map(|sheet| {
            let own = [sheet.name.as_str(), "", sheet.note.as_str()];
            let columns =
                sheet.columns.iter().map(|(name, about)| [&sheet.name, name.as_str(), about.as_str()]);
            std::iter::once(own).chain(columns)
        });
        for (row, texts) in (1..).zip(lines) {
            for (column, text) in (0..).zip(texts) {
                page.write_with_format(row, column, text, &wrapped)?;
            }
        }
        page.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

impl Writes for Book<'_> {
    fn row(&mut self, sheet: usize, cells: &[Cell]) -> Result<()> {
        let Some(at) = self.rows.get_mut(sheet) else { return Ok(()) };
        let page = self.book.worksheet_from_index(sheet).map_err(|e| unwritten(&e))?;
        for (column, cell) in (0..).zip(cells) {
            put(page, (*at, column), cell, &self.day).map_err(|e| unwritten(&e))?;
        }
        *at += 1;
        Ok(())
    }
}

fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    day: &Format,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Nothing => return Ok(()),
        Cell::Words(words) => page.write_string(row, column, words)?,
        Cell::Day(date) => page.write_datetime_with_format(row, column, moment(*date)?, day)?,
        Cell::Number(number) => page.write_number(row, column, *number as f64)?,
        Cell::YesNo(is) => page.write_boolean(row, column, *is)?,
    };
    Ok(())
}

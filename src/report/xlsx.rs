//! A report as a workbook: a sheet a table, numbers as numbers, and a sheet that says what each of them is.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::about::{KEPT_BACK, Report};
use super::figures::{Shown, Told};
use crate::error::{Error, Result};
use crate::record::value::Date;

/// The names of sheets are no longer.
const LONGEST: usize = 31;

/// The report as a file for Excel: the same report is the same bytes.
pub fn xlsx(report: &Report) -> Result<Vec<u8>> {
    whole(report).map_err(|e| Error::fault("the figures could not be written").because(e))
}

/// A day as Excel has it.
pub(super) fn moment(day: Date) -> std::result::Result<ExcelDateTime, XlsxError> {
    let [month, day_of_month] = [day.0.month(), day.0.day()].map(i8::unsigned_abs);
    ExcelDateTime::from_ymd(day.0.year().unsigned_abs(), month, day_of_month)
}

fn whole(report: &Report) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let about = &report.about;
    let properties = DocProperties::new().set_title(&about.title).set_company(&about.cluster);
    book.set_properties(&properties.set_creation_datetime(&moment(about.today)?));
    head(book.add_worksheet(), report)?;
    for table in tables(report) {
        sheet(book.add_worksheet(), table)?;
    }
    dictionary(book.add_worksheet(), report)?;
    book.save_to_buffer()
}

fn tables(report: &Report) -> impl Iterator<Item = &Told> {
    report.figures.parts.iter().flat_map(|part| &part.tables)
}

fn head(sheet: &mut Worksheet, report: &Report) -> std::result::Result<(), XlsxError> {
    let about = &report.about;
    sheet.set_name("About")?.set_column_width(0, 100)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.write_with_format(0, 0, &about.title, &Format::new().set_bold().set_font_size(14))?;
    let said =
        [Some(about.cluster.clone()), Some(about.days.clone()), about.inside(), Some(about.rule.clone())];
    let said = said.into_iter().flatten().chain(about.missing.clone()).chain([about.stamp()]);
    for (row, text) in (1..).zip(said) {
        sheet.write_with_format(row, 0, text, &wrapped)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, table: &Told) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let above = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Right);
    let (plain, right) = (Format::new(), Format::new().set_align(FormatAlign::Right));
    sheet.set_name(sheet_name(&table.id))?.set_column_width(0, 44)?;
    sheet.write_with_format(0, 0, &table.by, &bold)?;
    for (column, name) in (1..).zip(&table.columns) {
        sheet.set_column_width(column, 18)?.write_with_format(0, column, name, &above)?;
    }
    for (at, row) in (1..).zip(&table.rows) {
        let look = if row.total { &bold } else { &plain };
        sheet.write_with_format(at, 0, &row.label, look)?;
        for (column, cell) in (1..).zip(&row.cells) {
            match cell {
                Shown::Number(number) => sheet.write_number_with_format(at, column, *number as f64, look)?,
                Shown::KeptBack => sheet.write_with_format(at, column, KEPT_BACK, &right)?,
                Shown::Nothing => continue,
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

// what each sheet is
fn dictionary(sheet: &mut Worksheet, report: &Report) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name("Data dictionary")?;
    let names =
        [("sheet", 28), ("part", 24), ("table", 36), ("rows are", 22), ("columns are", 40), ("to know", 60)];
    for (column, (name, wide)) in (0..).zip(names) {
        sheet.set_column_width(column, wide)?.write_with_format(0, column, name, &bold)?;
    }
    let parts =
        report.figures.parts.iter().flat_map(|part| part.tables.iter().map(move |table| (part, table)));
    for (row, (part, table)) in (1..).zip(parts) {
        let columns = table.columns.join("; ");
        let note = [Some(part.lead.as_str()), table.note.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        let name = sheet_name(&table.id);
        for (column, text) in (0..).zip([&name, &part.title, &table.title, &table.by, &columns, &note]) {
            sheet.write_with_format(row, column, text, &wrapped)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn sheet_name(id: &str) -> String {
    id.chars().take(LONGEST).collect()
}

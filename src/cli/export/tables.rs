//! The tables of an export, written row by row as the cases are gone through: no more than a few of them are at hand at a time.

use super::{Asked, Export, Format};
use crate::change::Desk;
use crate::error::Result;
use crate::folder::{Bundle, BundleFile};
use crate::record::id::CaseId;
use crate::record::overlaid::Own;
use crate::report::rows::{Book, Csv, JsonLines, Row, Sheet, Tables, Told, Writes};
use crate::view::{Counted, Named};

/// A format that is being written.
enum Writing<'w> {
    Csv(Csv<BundleFile<'w>>),
    JsonLines(JsonLines<'w, BundleFile<'w>>),
    Book(Box<Book<'w>>),
}

/// Writes the tables of some cases, which are in the order of their ids; gives the names of the files.
pub(super) fn put(
    export: &Export,
    desk: &Desk,
    asked: &Asked,
    cases: &[CaseId],
    bundle: &Bundle,
) -> Result<Vec<String>> {
    let tables = layout(desk)?;
    let sheets = tables.sheets(export.identified);
    let mut names = Vec::new();
    let mut writing = Vec::new();
    for format in &export.tables {
        writing.extend(begin(*format, &sheets, (desk, asked, bundle), &mut names)?);
    }
    let secret = if export.identified { None } else { Some(desk.secret()?) };
    let label = |list: &str, id: &str| match list {
        "guides" => desk.guide_names().iter().find(|guide| guide.id == id).map(|guide| guide.title.clone()),
        list => desk.vocabulary.word(list, id).map(|word| word.label),
    };
    let asks = tables.ask_for_names();
    let told = |case: &Counted| -> Result<Told> {
        Ok(match &secret {
            Some(secret) => Told::without_names(case, secret),
            None if asks => Told::identified(case, names_of(desk, case)?.as_ref()),
            None => Told::identified(case, None),
        })
    };
    let mut failed = None;
    desk.each_counted(|case| {
        let Some(counted) = case.known.filter(|_| cases.binary_search(&case.file.id).is_ok()) else { return };
        if failed.is_none() {
            let rows = told(&counted).map(|told| tables.rows(&told, &label));
            failed = rows.and_then(|rows| writing.iter_mut().try_for_each(|one| one.take(&rows))).err();
        }
    })?;
    failed.map_or(Ok(()), Err)?;
    for one in writing {
        one.finish(bundle)?;
    }
    Ok(names)
}

// which tables there are, built in or the cluster's own
fn layout(desk: &Desk) -> Result<Tables> {
    let texts = desk.library.export();
    let own = texts.get(1).map(|own| (own.origin.to_string(), own.text.as_str()));
    let built_in = texts.first().map(|text| text.text.as_str()).unwrap_or_default();
    Tables::read(built_in, own.as_ref().map(|(file, text)| Own { file, text }))
}

// what tells whose a case is, for tables that ask for it
fn names_of(desk: &Desk, case: &Counted) -> Result<Option<Named>> {
    let record = desk.look(&case.case)?.value;
    Ok(record.map(|record| Named::of(&record, &desk.vocabulary, &desk.people, &desk.settings)))
}

fn begin<'w>(
    format: Format,
    sheets: &'w [Sheet],
    (desk, asked, bundle): (&Desk, &Asked, &'w Bundle),
    names: &mut Vec<String>,
) -> Result<Option<Writing<'w>>> {
    let mut each = |ending: &str| -> Result<Vec<BundleFile<'w>>> {
        let files: Vec<String> =
            sheets.iter().map(|sheet| format!("tables/{}.{ending}", sheet.name)).collect();
        names.extend(files.iter().cloned());
        files.iter().map(|file| bundle.begin(file)).collect()
    };
    Ok(Some(match format {
        Format::Csv => Writing::Csv(Csv::begin(sheets, each("csv")?)?),
        Format::Jsonl => Writing::JsonLines(JsonLines::begin(sheets, each("jsonl")?)),
        Format::Xlsx => {
            names.push(BOOK.to_owned());
            let book = Book::begin(sheets, &asked.period.title(), desk.today(), bundle.aside())?;
            Writing::Book(Box::new(book))
        }
        Format::None => return Ok(None),
    }))
}

/// The workbook of all tables.
const BOOK: &str = "tables.xlsx";

impl Writing<'_> {
    fn take(&mut self, rows: &[Vec<Row>]) -> Result<()> {
        let to: &mut dyn Writes = match self {
            Writing::Csv(csv) => csv,
            Writing::JsonLines(lines) => lines,
            Writing::Book(book) => book.as_mut(),
        };
        for (sheet, rows) in rows.iter().enumerate() {
            rows.iter().try_for_each(|row| to.row(sheet, row))?;
        }
        Ok(())
    }

    fn finish(self, bundle: &Bundle) -> Result<()> {
        let files = match self {
            Writing::Csv(csv) => csv.finish()?,
            Writing::JsonLines(lines) => lines.finish(),
            Writing::Book(book) => return bundle.add(BOOK, &book.finish()?),
        };
        files.into_iter().try_for_each(BundleFile::finish)
    }
}

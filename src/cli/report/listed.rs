//! Reports over the lists of records of a kind: `report community`, and whatever the cluster's folder `reports` adds.

use super::{Asked, head, sources::Sources, told};
use crate::change::Desk;
use crate::cli::filtered::Filtered;
use crate::error::{Error, Result};
use crate::folder::TextFile;
use crate::report::listed::{Layout, Over};
use crate::report::{About, Figures, Period, Report, Shown, Words};

/// The report that is named, and the words behind its name.
pub(super) fn named<'d, 'w>(desk: &'d Desk, words: &'w [String]) -> Option<(&'d TextFile, &'w [String])> {
    let (name, rest) = words.split_first()?;
    Some((desk.library.report_of(name)?, rest))
}

/// Counts it, and puts it into words.
pub(super) fn report(desk: &Desk, sources: &Sources, file: &TextFile, asked: &Asked) -> Result<Report> {
    let layout = Layout::read(&file.origin.to_string(), &file.text)?;
    let filter = match asked.filter.as_slice() {
        [] => None,
        words => Some(Filtered::read(desk, words)?),
    };
    let records = sources.listed(desk, &layout.about, filter.as_ref())?;
    if records.is_empty() {
        return Err(nothing(desk, &layout, filter.is_some()));
    }
    let periods: Vec<&Period> = std::iter::once(&asked.period).chain(&asked.beside).collect();
    let names = sources.names();
    let words = Words { vocabulary: &sources.vocabulary, names: &names };
    let over = Over { records: &records, words, settings: &sources.settings, today: sources.today };
    let mut parts = over.parts(&layout, &periods);

    // told as there, so that no small number is told here that is kept back there
    let mut about = head(sources, asked, &format!("{}: {}", layout.title, asked.period.title()));
    let mut keeps_back = false;
    if !layout.takes.is_empty() {
        let taken = told(desk, sources, &sources.gather(desk, None)?, asked, None)?;
        let own = taken.figures.parts.into_iter().filter(|part| layout.takes.contains(&part.id));
        parts.extend(own);
        about = About { title: about.title, ..taken.about };
        let cells = parts.iter().flat_map(|part| &part.tables).flat_map(|table| &table.rows);
        keeps_back = cells.flat_map(|row| &row.cells).any(|cell| *cell == Shown::KeptBack);
    }
    let ids: Vec<&str> = records.iter().map(|record| record.record().as_str()).collect();
    about.missing.insert(0, format!("{} It is over {}.", layout.lead, ids.join(", ")));
    Ok(Report { about, figures: Figures { parts, keeps_back } })
}

fn nothing(desk: &Desk, layout: &Layout, is_filtered: bool) -> Error {
    let kind = desk.vocabulary.kind_about(&layout.about);
    let error = Error::request("no record of that kind is here");
    match (is_filtered, kind) {
        (true, _) => error.hint("Leave the filter out, and it is over all of them."),
        (_, Some(kind)) => error.hint(format!("`pikorua new --kind {}` begins one.", kind.id)),
        _ => error
            .hint(format!("No kind of work is about `{}`; see `kinds` in your vocabulary.", layout.about)),
    }
}

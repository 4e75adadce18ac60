//! A report as a document: a table a question, with bars where figures lie side by side.
//!
//! It is made of what a report shows, where small numbers are protected already, and of nothing else.

use super::chart::Chart;
use super::tree::{Align, Block, Cell, Inline, Span};
use super::{Document, LANG, Word};
use crate::report::{About, KEPT_BACK, Part, Report, Row, Shown, Told};

/// Tables with more columns are told without bars.
const FEW: usize = 1;

/// What is said in place of a table in which no figure is shown. Whether there are none or few would tell of those few.
const NO_FIGURE: &str = "None, or too few to be shown.";

impl Document {
    /// A report as a document.
    pub fn of_report(report: &Report) -> Document {
        let about = &report.about;
        let mut tree = head(about, report.figures.keeps_back);
        for part in &report.figures.parts {
            tree.extend(of_part(part));
        }
        tree.push(Block::Rule);
        tree.push(Block::Paragraph(vec![text(&about.stamp())]));
        Document {
            title: about.title.clone(),
            tree,
            missing: Vec::new(),
            lang: LANG.into(),
            day: Some(about.today),
            typed: None,
            more: Vec::new(),
            word: Word::Plain,
        }
    }
}

fn head(about: &About, keeps_back: bool) -> Vec<Block> {
    let mut tree = vec![Block::Heading { level: 1, class: None, text: vec![text(&about.title)] }];
    tree.push(Block::Paragraph(vec![text(&format!("{}: {}.", about.cluster, about.days))]));
    if let Some(inside) = about.inside() {
        tree.push(Block::Paragraph(vec![strong(&inside)]));
    }
    for missing in &about.missing {
        tree.push(Block::Paragraph(vec![text(missing)]));
    }
    if keeps_back || about.rounds {
        tree.push(Block::Paragraph(vec![text(&about.rule)]));
    }
    tree
}

fn of_part(part: &Part) -> Vec<Block> {
    let mut tree = vec![Block::Heading { level: 2, class: None, text: vec![text(&part.title)] }];
    if !part.lead.is_empty() {
        tree.push(Block::Paragraph(vec![text(&part.lead)]));
    }
    if part.tables.len() > 1 && part.tables.iter().all(has_none) {
        tree.push(Block::Paragraph(vec![text(NO_FIGURE)]));
        return tree;
    }
    for table in &part.tables {
        tree.push(Block::Heading { level: 3, class: None, text: vec![text(&table.title)] });
        tree.extend(of_table(table));
    }
    tree
}

fn of_table(table: &Told) -> Vec<Block> {
    if has_none(table) {
        return vec![Block::Paragraph(vec![text(NO_FIGURE)])];
    }
    let most = table.rows.iter().filter(|row| !row.total).flat_map(|row| &row.cells).filter_map(number).max();
    let most = most.filter(|most| table.drawn && table.columns.len() <= FEW && *most > 0);
    let mut header: Vec<Cell> = vec![vec![text(&table.by)]];
    header.extend(table.columns.iter().map(|name| vec![text(name)]));
    let mut align = vec![Align::Left];
    align.extend(table.columns.iter().map(|_| Align::Right));
    if most.is_some() {
        header.push(Vec::new());
        align.push(Align::Left);
    }
    let rows = table.rows.iter().map(|row| of_row(row, most)).collect();
    let mut blocks = vec![Block::Table { header, rows, align }];
    blocks.extend(table.note.as_ref().map(|note| Block::Paragraph(vec![text(note)])));
    blocks
}

fn has_none(table: &Told) -> bool {
    !table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .any(|cell| matches!(cell, Shown::Number(number) if *number > 0))
}

fn of_row(row: &Row, most: Option<i64>) -> Vec<Cell> {
    let look = |words: &str, lang: Option<&String>| {
        Inline::Text(Span { text: words.into(), lang: lang.cloned(), strong: row.total, ..Span::default() })
    };
    let mut cells: Vec<Cell> = vec![vec![look(&row.label, row.lang.as_ref())]];
    cells.extend(row.cells.iter().map(|cell| match cell {
        Shown::Number(number) => vec![look(&number.to_string(), None)],
        Shown::KeptBack => vec![look(KEPT_BACK, None)],
        Shown::Nothing => Vec::new(),
    }));
    if let Some(most) = most {
        let number = row.cells.first().and_then(number).filter(|number| !row.total && *number > 0);
        cells.push(
            number.map(|number| Inline::Chart(Box::new(Chart::bar(number, most)))).into_iter().collect(),
        );
    }
    cells
}

fn number(cell: &Shown) -> Option<i64> {
    match cell {
        Shown::Number(number) => Some(*number),
        Shown::KeptBack | Shown::Nothing => None,
    }
}

fn text(words: &str) -> Inline {
    Inline::Text(Span { text: words.into(), ..Span::default() })
}

fn strong(words: &str) -> Inline {
    Inline::Text(Span { text: words.into(), strong: true, ..Span::default() })
}

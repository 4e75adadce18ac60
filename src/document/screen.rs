//! Documents as lines for a terminal.

use comfy_table::{
    Attribute, Cell as TableCell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};
use textwrap::core::display_width;

use super::tree::{Align, Block, Cell, Inline, Span, has_words, is_tight, plain};

/// Prose is easier to read in lines that are not too long.
const PROSE: usize = 92;
const NARROWEST: usize = 16;
/// Below this width a column, a table is written row by row instead.
const COLUMN: usize = 14;

/// One line under the header, and blanks between the columns.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Writes a tree for a terminal of a width; colour also means bold and dim.
pub(super) fn write(tree: &[Block], width: usize, colour: bool) -> String {
    let screen = Screen { colour };
    let mut text = String::new();
    for line in screen.blocks(tree, width.max(NARROWEST)) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

struct Screen {
    colour: bool,
}

impl Screen {
    fn blocks(&self, blocks: &[Block], width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (i, block) in blocks.iter().filter(|block| has_words(block)).enumerate() {
            if i > 0 {
                lines.push(String::new());
            }
            if matches!(block, Block::Heading { level: 2, .. }) {
                lines.push(String::new());
            }
            lines.extend(self.block(block, width));
        }
        lines
    }

    fn block(&self, block: &Block, width: usize) -> Vec<String> {
        let prose = width.min(PROSE);
        match block {
            Block::Heading { level, text, .. } => self.heading(*level, text, prose),
            Block::Paragraph(text) => wrap(&self.line(text), prose),
            Block::List { start, items } => self.list(*start, items, prose),
            Block::Table { header, rows, align } if width >= COLUMN * header.len() => {
                self.table(header, rows, align, width)
            }
            Block::Table { header, rows, .. } => self.row_by_row(header, rows, prose),
            Block::Quote(blocks) => indented(self.blocks(blocks, prose.saturating_sub(2)), "│ ", "│ "),
            Block::Rule => vec!["─".repeat(prose)],
        }
    }

    fn heading(&self, level: u8, text: &[Inline], width: usize) -> Vec<String> {
        let strong = |inline: &Inline| match inline {
            Inline::Text(span) => Inline::Text(Span { strong: true, ..span.clone() }),
            other => other.clone(),
        };
        let mut lines = wrap(&self.line(&text.iter().map(strong).collect::<Vec<_>>()), width);
        let widest = lines.iter().map(|line| display_width(line)).max().unwrap_or_default();
        match level {
            1 => lines.push("═".repeat(widest)),
            2 => lines.push("─".repeat(widest)),
            _ => {}
        }
        lines
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], width: usize) -> Vec<String> {
        let tight = is_tight(items);
        let mut lines = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let mark = start.map_or_else(|| "• ".to_owned(), |first| format!("{}. ", first + i as u64));
            let indent = " ".repeat(display_width(&mark));
            if i > 0 && !tight {
                lines.push(String::new());
            }
            let width = width.saturating_sub(indent.len());
            let written = match tight {
                true => item.iter().flat_map(|block| self.block(block, width)).collect(),
                false => self.blocks(item, width),
            };
            lines.extend(indented(written, &mark, &indent));
        }
        lines
    }

    fn table(&self, header: &[Cell], rows: &[Vec<Cell>], align: &[Align], width: usize) -> Vec<String> {
        let mut table = Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        if self.colour {
            table.enforce_styling()
        } else {
            table.force_no_tty()
        };
        table.set_header(
            header.iter().map(|cell| TableCell::new(lines_of(cell)).add_attribute(Attribute::Bold)),
        );
        for row in rows {
            table.add_row(row.iter().map(table_cell));
        }
        // no word, and no date, is broken where there is room for it
        let longest = longest_words(header, rows);
        let is_room = longest.iter().map(|word| word + 3).sum::<usize>() < width;
        for (column, longest) in table.column_iter_mut().zip(longest).filter(|_| is_room) {
            let least = u16::try_from(longest + 2).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
        for (column, align) in table.column_iter_mut().zip(align) {
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Centre => CellAlignment::Center,
                Align::Right => CellAlignment::Right,
            });
        }
        let lines = table.lines().collect::<Vec<_>>();
        // rows of several lines need something between them to be told apart
        match lines.len() > rows.len() + 2 {
            true => table
                .load_style(STYLE.row_separator(LineStyle::none().fill(' ').junction(' ')))
                .lines()
                .collect(),
            false => lines,
        }
    }

    fn row_by_row(&self, header: &[Cell], rows: &[Vec<Cell>], width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            if i > 0 {
                lines.push(String::new());
            }
            for (name, cell) in header.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                let line = format!("{}: {}", plain(name), self.line(cell));
                lines.extend(indented(wrap(&line, width.saturating_sub(2)), "", "  "));
            }
        }
        lines
    }

    /// The words, styled; `\n` where the line breaks.
    fn line(&self, inlines: &[Inline]) -> String {
        let part = |inline: &Inline| match inline {
            Inline::Text(span) => self.span(span),
            Inline::Break => "\n".into(),
            Inline::Chart(chart) => chart.signs.clone(),
            Inline::Link { to, text } if plain(text) == *to => to.clone(),
            Inline::Link { to, text } => format!("{} ({to})", self.line(text)),
        };
        inlines.iter().map(part).collect()
    }

    /// Every word bears its own style, so that a line may break anywhere between.
    fn span(&self, span: &Span) -> String {
        let codes = [(span.strong, "1"), (span.missing, "2"), (span.emphasis, "3")];
        let codes = codes.iter().filter(|(on, _)| *on).map(|(_, code)| *code).collect::<Vec<_>>();
        if !self.colour || codes.is_empty() {
            return span.text.clone();
        }
        let codes = codes.join(";");
        let styled = |word: &str| match word.trim_end_matches(' ') {
            "" => word.to_owned(),
            bare => format!("\x1b[{codes}m{bare}\x1b[0m{}", &word[bare.len()..]),
        };
        span.text.split_inclusive(' ').map(styled).collect()
    }
}

fn table_cell(cell: &Cell) -> TableCell {
    let missing = |inline: &Inline| matches!(inline, Inline::Text(span) if span.missing);
    let written = TableCell::new(lines_of(cell));
    match cell.as_slice() {
        [inline] if missing(inline) => written.add_attribute(Attribute::Dim),
        _ => written,
    }
}

fn lines_of(cell: &Cell) -> String {
    Screen { colour: false }.line(cell)
}

// of each column
fn longest_words(header: &[Cell], rows: &[Vec<Cell>]) -> Vec<usize> {
    let of = |cell: Option<&Cell>| {
        let text = cell.map(lines_of).unwrap_or_default();
        text.split([' ', '\n']).map(display_width).max().unwrap_or_default()
    };
    let column =
        |n: usize| rows.iter().map(|row| of(row.get(n))).chain([of(header.get(n))]).max().unwrap_or_default();
    (0..header.len()).map(column).collect()
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let lines = text.split('\n').flat_map(|line| textwrap::wrap(line, breaks(line, width.max(1))));
    lines.map(|line| line.into_owned()).collect()
}

// ids and addresses stay in one piece, an address also where it is longer than the line: whoever copies it wants all of it
fn breaks(line: &str, width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(!line.contains("://"))
}

fn indented(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let indent = |(i, line): (usize, String)| format!("{}{line}", if i == 0 { first } else { rest });
    lines.into_iter().enumerate().map(indent).collect()
}

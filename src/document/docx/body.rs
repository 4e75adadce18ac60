//! The body of a Word document: paragraphs, lists and tables, each with its style.

use super::runs::Runs;
use crate::document::chart::Size;
use crate::document::columns::shares;
use crate::document::tree::{Align, Block, Cell, Inline, apart, is_box};
use crate::error::Result;

/// The width of the text on A4, in twentieths of a point.
pub(super) const WIDTH: f64 = 9638.0;
/// Room to write that is longer than so many letters takes a whole line.
const LINE: usize = 40;
const INDENT: usize = 360;
const DEEPEST: usize = 8;

// room to write that takes a whole line
fn is_line(text: &[Inline]) -> bool {
    matches!(text, [Inline::Text(span)] if span.room && span.text.len() >= LINE)
}

fn is_room(block: &Block) -> bool {
    matches!(block, Block::Paragraph(text) if is_line(text))
}

/// A body as it is written.
pub(super) struct Body<'a> {
    pub(super) runs: Runs<'a>,
    /// The width of the text.
    width: f64,
    /// Of each numbered list, how deep it lies and what it starts with.
    pub(super) numbered: Vec<(usize, u64)>,
    /// What the section is about.
    class: Option<String>,
    /// The level of the headings that are titles.
    top: u8,
    /// Whether the first section is still to come.
    is_opening: bool,
    /// The number of a document that begins with the next paragraph.
    begins: Option<usize>,
}

/// What a paragraph is, besides its words.
#[derive(Clone, Copy, Default)]
struct Look {
    style: Option<&'static str>,
    /// The number of its list, and how deep it lies.
    list: Option<(usize, usize)>,
    /// How many lists it lies within, where it bears no mark of its own.
    within: usize,
    align: Option<&'static str>,
    /// Whether it stays with what follows.
    keeps: bool,
    /// Whether it ends a list.
    ends: bool,
}

/// The first number that is free for numbered lists: before them come bullets, and the style for numbers.
pub(super) const FIRST_LIST: usize = 3;
const BULLETS: usize = 1;

impl<'a> Body<'a> {
    pub(super) fn new(lang: &'a str, width: f64) -> Body<'a> {
        Body {
            runs: Runs::new(lang),
            width,
            numbered: Vec::new(),
            class: None,
            top: 1,
            is_opening: true,
            begins: None,
        }
    }

    /// What comes next is another document in the same file, in its own language; `before` says what the pages up to here are
    /// like.
    pub(super) fn on_a_new_page(&mut self, number: usize, lang: &'a str, before: &str) {
        let xml = &mut self.runs.xml;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        // so low that it never needs a page of its own
        let low = [("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")];
        xml.empty("w:spacing", &low);
        xml.raw(before);
        xml.close("w:pPr");
        xml.close("w:p");
        self.begins = Some(number);
        self.class = None;
        (self.top, self.is_opening) = (2, true);
        self.runs.lang = lang;
    }

    /// Blocks one after another, in a style of their own where they stand in something.
    pub(super) fn blocks(&mut self, blocks: &[Block], style: Option<&'static str>) -> Result<()> {
        self.within(blocks, Look { style, ..Look::default() })
    }

    fn within(&mut self, blocks: &[Block], look: Look) -> Result<()> {
        // what stands at the foot is read together
        let foot = blocks.iter().rposition(|block| matches!(block, Block::Rule)).unwrap_or(blocks.len());
        for (i, block) in blocks.iter().enumerate() {
            let leads = matches!(blocks.get(i + 1), Some(Block::Table { .. } | Block::List { .. }));
            // lines to write on are one piece of paper
            let lines = is_room(block) && blocks.get(i + 1).is_some_and(is_room);
            let keeps = leads || lines || i >= foot && i + 1 < blocks.len();
            self.block(block, Look { keeps, ..look })?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, look: Look) -> Result<()> {
        match block {
            Block::Heading { level, class, text } => {
                if *level <= self.top + 1 {
                    self.class.clone_from(class);
                }
                self.is_opening &= *level == self.top;
                let style = match level {
                    1 => "Title",
                    2 => "Heading1",
                    3 => "Heading2",
                    4 => "Heading3",
                    _ => "Heading4",
                };
                // said beside the style, since a letterhead's own may not say it
                self.paragraph(text, Look { style: Some(style), keeps: true, ..Look::default() })
            }
            Block::Paragraph(text) => self.parted(text, look),
            Block::List { start, items } => self.list(*start, items, look),
            Block::Table { header, rows, align } => self.table(header, rows, align),
            Block::Quote(quoted) => self.quote(quoted),
            Block::Rule => {
                self.paragraph(&[], Look { style: Some("LineAcross"), keeps: look.keeps, ..Look::default() })
            }
        }
    }

    /// A paragraph, and below it what it draws.
    fn parted(&mut self, text: &[Inline], look: Look) -> Result<()> {
        let (words, drawn) = apart(text);
        if !words.is_empty() {
            self.paragraph(&words, Look { keeps: look.keeps || !drawn.is_empty(), ..look })?;
        }
        // the style of an item bears its mark
        let style = look.style.filter(|_| look.list.is_none());
        let below =
            Look { style, list: None, within: look.within + usize::from(look.list.is_some()), ..look };
        drawn.iter().try_for_each(|chart| self.paragraph(std::slice::from_ref(chart), below))
    }

    fn paragraph(&mut self, text: &[Inline], look: Look) -> Result<()> {
        let room = is_line(text);
        let look = if room { Look { style: Some("Room"), ..look } } else { look };
        self.runs.xml.open("w:p", &[]);
        let begins = self.begins.take();
        self.properties(look);
        if let Some(number) = begins {
            let id = number.to_string();
            self.runs.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &format!("d{id}"))]);
            self.runs.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        }
        if room {
            self.runs.xml.open("w:r", &[]);
            self.runs.xml.empty("w:tab", &[]);
            self.runs.xml.close("w:r");
        } else {
            self.runs.inlines(text)?;
        }
        self.runs.xml.close("w:p");
        Ok(())
    }

    /// In the order that Word wants.
    fn properties(&mut self, look: Look) {
        let xml = &mut self.runs.xml;
        xml.open("w:pPr", &[]);
        if let Some(style) = look.style {
            xml.value("w:pStyle", style);
        }
        if look.keeps {
            xml.empty("w:keepNext", &[]);
        }
        if let Some((list, depth)) = look.list {
            xml.open("w:numPr", &[]);
            xml.value("w:ilvl", &depth.to_string());
            xml.value("w:numId", &list.to_string());
            xml.close("w:numPr");
        }
        if look.ends {
            xml.empty("w:spacing", &[("w:after", "140")]);
        }
        if look.list.is_none() && look.within > 0 {
            xml.empty("w:ind", &[("w:left", &(INDENT * look.within).to_string())]);
        }
        if let Some(align) = look.align {
            xml.value("w:jc", align);
        }
        xml.close("w:pPr");
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], look: Look) -> Result<()> {
        let depth = look.within.min(DEEPEST);
        let (list, style) = match start {
            None => (BULLETS, "ListBullet"),
            Some(first) => {
                self.numbered.push((depth, first));
                (FIRST_LIST + self.numbered.len() - 1, "ListNumber")
            }
        };
        let below = Look { style: Some("ListContinue"), within: look.within + 1, ..Look::default() };
        for (i, item) in items.iter().enumerate() {
            let below = Look { ends: i + 1 == items.len() && look.within == 0, ..below };
            let marked = match item.first() {
                // whom it is about, and where: one line each
                Some(Block::Paragraph(_)) if self.is_opening => {
                    Some(Look { style: Some("Facts"), within: look.within, ..below })
                }
                // a box to tick is mark enough
                Some(Block::Paragraph(text)) if is_box(text) => Some(Look { within: look.within, ..below }),
                Some(Block::Paragraph(_)) => {
                    Some(Look { style: Some(style), list: Some((list, depth)), within: look.within, ..below })
                }
                _ => None,
            };
            match (marked, item.as_slice()) {
                (Some(look), [Block::Paragraph(text), rest @ ..]) => {
                    self.parted(text, Look { ends: look.ends && rest.is_empty(), ..look })?;
                    self.within(rest, below)?;
                }
                _ => self.within(item, below)?,
            }
        }
        Ok(())
    }

    fn quote(&mut self, quoted: &[Block]) -> Result<()> {
        let quote = Look { style: Some("Quote"), ..Look::default() };
        match quoted.split_last() {
            // the last line says whose words they are
            Some((source @ Block::Paragraph(_), words)) if !words.is_empty() => {
                self.within(words, Look { keeps: true, ..quote })?;
                self.block(source, Look { style: Some("QuoteSource"), ..quote })
            }
            _ => self.within(quoted, quote),
        }
    }

    fn table(&mut self, header: &[Cell], rows: &[Vec<Cell>], align: &[Align]) -> Result<()> {
        let widths: Vec<String> =
            shares(header, rows).iter().map(|share| format!("{:.0}", share * self.width)).collect();
        let style = if self.is_form() { "FormTable" } else { "DocumentTable" };
        let xml = &mut self.runs.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.value("w:tblStyle", style);
        xml.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
        let first_row = [("w:firstRow", "1"), ("w:lastRow", "0"), ("w:firstColumn", "0")];
        let nothing_else = [("w:lastColumn", "0"), ("w:noHBand", "1"), ("w:noVBand", "1")];
        xml.empty("w:tblLook", &[&[("w:val", "0620")], &first_row[..], &nothing_else[..]].concat());
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", width)]));
        xml.close("w:tblGrid");
        self.runs.size = Size::Cell;
        self.row(header, align, &widths, "TableHeading")?;
        rows.iter().try_for_each(|row| self.row(row, align, &widths, "TableText"))?;
        self.runs.size = Size::Page;
        self.runs.xml.close("w:tbl");
        // two tables side by side would be one
        self.paragraph(&[], Look { style: Some("TableEnd"), ..Look::default() })
    }

    fn row(&mut self, cells: &[Cell], align: &[Align], widths: &[String], style: &'static str) -> Result<()> {
        let has_room = cells.iter().flatten().any(|inline| matches!(inline, Inline::Text(s) if s.room));
        let xml = &mut self.runs.xml;
        xml.open("w:tr", &[]);
        xml.open("w:trPr", &[]);
        xml.empty("w:cantSplit", &[]);
        if has_room {
            xml.empty("w:trHeight", &[("w:val", "560"), ("w:hRule", "atLeast")]);
        }
        if style == "TableHeading" {
            xml.empty("w:tblHeader", &[]);
        }
        xml.close("w:trPr");
        for (i, cell) in cells.iter().enumerate() {
            let align = match align.get(i) {
                Some(Align::Centre) => Some("center"),
                Some(Align::Right) => Some("right"),
                _ => None,
            };
            let width = widths.get(i).map(String::as_str).unwrap_or("0");
            self.runs.xml.open("w:tc", &[]);
            self.runs.xml.open("w:tcPr", &[]);
            self.runs.xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            self.runs.xml.close("w:tcPr");
            // a cell is room enough
            let text = cell.iter().filter(|inline| !matches!(inline, Inline::Text(s) if s.room)).cloned();
            self.paragraph(&text.collect::<Vec<_>>(), Look { style: Some(style), align, ..Look::default() })?;
            self.runs.xml.close("w:tc");
        }
        self.runs.xml.close("w:tr");
        Ok(())
    }

    fn is_form(&self) -> bool {
        self.class.as_deref() == Some("form")
    }
}

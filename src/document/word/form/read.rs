//! A filled form as a small tree, for the screen and the other formats of a document that has no template but the form.

use crate::document::tree::{Block, Cell, Inline, Span, is_blank, tidy};
use crate::document::word::tree::Element;

use super::mend::line;

/// The blocks of a body; `styles` are what styles are called, by their ids.
pub(super) fn blocks(part: &Element, styles: &[(String, String)]) -> Vec<Block> {
    let Some(body) = part.child("w:body") else { return Vec::new() };
    let mut reader = Reader { styles, has_title: false, blocks: Vec::new() };
    let mut has_title = false;
    body.all(&mut |element| has_title |= element.is("w:p") && reader.style(element) == Some("title"));
    reader.has_title = has_title;
    reader.gather(body);
    reader.blocks
}

struct Reader<'a> {
    styles: &'a [(String, String)],
    /// Whether the title is said as such; else the first headings are.
    has_title: bool,
    blocks: Vec<Block>,
}

impl<'a> Reader<'a> {
    fn style(&self, paragraph: &Element) -> Option<&'a str> {
        let id = paragraph.child("w:pPr")?.value("w:pStyle")?;
        self.styles.iter().find(|(own, _)| own == id).map(|(_, name)| name.as_str())
    }

    fn gather(&mut self, element: &Element) {
        for child in element.elements() {
            match child.name.as_str() {
                "w:p" => self.paragraph(child),
                "w:tbl" => self.table(child),
                "w:sectPr" | "w:sdtPr" | "w:sdtEndPr" => {}
                _ => self.gather(child),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        let text = words(paragraph);
        if is_blank(&text) {
            return;
        }
        let style = self.style(paragraph).unwrap_or_default();
        let is_item = paragraph.child("w:pPr").is_some_and(|looks| looks.child("w:numPr").is_some());
        let deep = style.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
        let block = match (style, deep) {
            ("title", _) => Block::Heading { level: 1, class: None, text },
            (_, Some(level)) => {
                let level = (level + u8::from(self.has_title)).clamp(1, 6);
                Block::Heading { level, class: None, text }
            }
            _ if is_item || style.starts_with("list") => {
                if let Some(Block::List { items, .. }) = self.blocks.last_mut() {
                    items.push(vec![Block::Paragraph(text)]);
                    return;
                }
                Block::List { start: None, items: vec![vec![Block::Paragraph(text)]] }
            }
            _ => Block::Paragraph(text),
        };
        self.blocks.push(block);
    }

    fn table(&mut self, table: &Element) {
        let rows = table.elements().filter(|row| row.is("w:tr")).map(cells).collect::<Vec<_>>();
        let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut rows = rows.into_iter().map(|mut row| {
            row.resize(wide, Vec::new());
            row
        });
        let Some(header) = rows.next() else { return };
        let align = vec![crate::document::tree::Align::Left; wide];
        let rows = rows.collect();
        self.blocks.push(Block::Table { header, rows, align });
    }
}

fn cells(row: &Element) -> Vec<Cell> {
    let cell = |cell: &Element| {
        let mut text: Cell = Vec::new();
        cell.all(&mut |element| {
            if element.is("w:p") {
                if !text.is_empty() {
                    text.push(Inline::Break);
                }
                text.extend(words(element));
            }
        });
        tidy(text)
    };
    row.elements().filter(|child| child.is("w:tc")).map(cell).collect()
}

/// The words of a paragraph.
fn words(paragraph: &Element) -> Vec<Inline> {
    let text = line(paragraph);
    let mut inlines = Vec::new();
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::Text(Span { text: line.to_owned(), ..Span::default() }));
    }
    tidy(inlines)
}

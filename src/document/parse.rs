//! What a template made, read as Markdown into a tree; each token becomes the text it stands for.

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::token::{Aside, Piece};
use super::tree::{Align, Block, Cell, Inline, Span, is_blank, paragraphs, plain, tidy};
use super::unbroken;

/// A tree, and what is missing in it, in words.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) tree: Vec<Block>,
    pub(super) missing: Vec<String>,
}

/// Reads what a template made.
pub(super) fn parse(markdown: &str, aside: &Aside) -> Parsed {
    parsed(markdown, aside, false)
}

/// The same with signs where everybody is told the same: what was typed into the record, or by the cluster, is left.
pub(super) fn typed(markdown: &str, aside: &Aside) -> Parsed {
    parsed(markdown, aside, true)
}

fn parsed(markdown: &str, aside: &Aside, typed: bool) -> Parsed {
    let open = vec![Open::blocks()];
    let mut builder = Builder { aside, typed, missing: Vec::new(), strong: 0, emphasis: 0, open };
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            // a line across is made of hyphens or stars; one of low lines is there to be written on
            Event::Rule if markdown[range.clone()].trim_start().starts_with('_') => {
                let line = room(markdown[range].trim());
                builder.block(Block::Paragraph(vec![Inline::Text(line)]));
            }
            event => builder.event(event),
        }
    }
    let tree = builder.open.pop().map(Open::into_blocks).unwrap_or_default();
    Parsed { tree, missing: builder.missing }
}

/// Something that was begun and not yet ended.
enum Open {
    /// Blocks; text outside of any block is gathered into a paragraph.
    Blocks {
        blocks: Vec<Block>,
        loose: Vec<Inline>,
    },
    Inlines {
        of: Of,
        text: Vec<Inline>,
    },
    Items {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Table {
        header: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
        align: Vec<Align>,
    },
}

/// What a run of text is the text of.
enum Of {
    Paragraph,
    Heading(u8, Option<String>),
    Cell,
    Link(String),
}

struct Builder<'a> {
    aside: &'a Aside,
    /// Whether signs stand for what everybody is told.
    typed: bool,
    missing: Vec<String>,
    strong: usize,
    emphasis: usize,
    open: Vec<Open>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.template_text(&text),
            Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inlines(vec![Inline::Break]),
            Event::Rule => self.block(Block::Rule),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        let begun = match tag {
            Tag::Strong => return self.strong += 1,
            Tag::Emphasis => return self.emphasis += 1,
            Tag::TableRow => return self.row(),
            Tag::BlockQuote(_) | Tag::Item => Open::blocks(),
            Tag::List(start) => Open::Items { start, items: Vec::new() },
            Tag::Table(columns) => {
                let align = columns.into_iter().map(aligned).collect();
                Open::Table { header: Vec::new(), rows: Vec::new(), align }
            }
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => Open::text_of(Of::Paragraph),
            Tag::Heading { level, classes, .. } => {
                let class = classes.first().filter(|c| is_class(c)).map(|c| c.to_string());
                Open::text_of(Of::Heading(level as u8, class))
            }
            Tag::TableCell => Open::text_of(Of::Cell),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                Open::text_of(Of::Link(self.plain(&dest_url)))
            }
            _ => return,
        };
        self.open.push(begun);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::BlockQuote(_) => {
                let blocks = self.close().into_blocks();
                if !blocks.is_empty() {
                    self.block(Block::Quote(blocks));
                }
            }
            TagEnd::Item => {
                let blocks = self.close().into_blocks();
                if let (Some(Open::Items { items, .. }), false) = (self.open.last_mut(), blocks.is_empty()) {
                    items.push(blocks);
                }
            }
            TagEnd::List(_) | TagEnd::Table => self.list_or_table(),
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock | TagEnd::Heading(_) => {
                self.paragraph_or_heading()
            }
            TagEnd::TableCell | TagEnd::Link | TagEnd::Image => self.cell_or_link(),
            _ => {}
        }
    }

    fn list_or_table(&mut self) {
        match self.close() {
            Open::Items { start, items } if !items.is_empty() => self.block(Block::List { start, items }),
            Open::Table { header, mut rows, align } => {
                rows.retain(|row| row.iter().any(|cell| !is_blank(cell)));
                self.block(Block::Table { header, rows, align });
            }
            _ => {}
        }
    }

    fn paragraph_or_heading(&mut self) {
        match self.close() {
            Open::Inlines { of: Of::Heading(level, class), text } => {
                let blank = |inline| if inline == Inline::Break { text_node(" ") } else { inline };
                let text = tidy(text.into_iter().map(blank).collect());
                self.block(Block::Heading { level, class, text });
            }
            Open::Inlines { text, .. } => {
                paragraphs(text).into_iter().for_each(|text| self.block(Block::Paragraph(text)));
            }
            _ => {}
        }
    }

    fn cell_or_link(&mut self) {
        match self.close() {
            Open::Inlines { of: Of::Link(to), text } if is_safe(&to) && !is_blank(&text) => {
                self.inlines(vec![Inline::Link { to, text: tidy(text) }]);
            }
            Open::Inlines { of: Of::Link(_), text } => self.inlines(text),
            Open::Inlines { text, .. } => {
                let cell = unbroken::days(tidy(text));
                match self.open.last_mut() {
                    Some(Open::Table { header, rows, .. }) => rows.last_mut().unwrap_or(header).push(cell),
                    _ => self.inlines(cell),
                }
            }
            _ => {}
        }
    }

    fn row(&mut self) {
        if let Some(Open::Table { rows, .. }) = self.open.last_mut() {
            rows.push(Vec::new());
        }
    }

    fn close(&mut self) -> Open {
        // the outermost blocks stay open to the end
        if self.open.len() > 1 { self.open.pop().unwrap_or_else(Open::blocks) } else { Open::blocks() }
    }

    fn block(&mut self, block: Block) {
        if let Some(Open::Blocks { blocks, loose }) = self.open.last_mut() {
            blocks.extend(paragraphs(std::mem::take(loose)).into_iter().map(Block::Paragraph));
            blocks.push(block);
        }
    }

    fn text(&mut self, text: &str) {
        let style = Span { strong: self.strong > 0, emphasis: self.emphasis > 0, ..Span::default() };
        let pieces = self.pieces(text);
        for piece in &pieces {
            if let Piece::Missing(what) = piece
                && !self.missing.contains(what)
            {
                self.missing.push(what.clone());
            }
        }
        self.inlines(pieces.iter().flat_map(|piece| piece.inlines(&style)).collect());
    }

    fn pieces(&self, text: &str) -> Vec<Piece> {
        let pieces = self.aside.read(text).into_iter();
        pieces.map(|piece| if self.typed { piece.typed() } else { piece }).collect()
    }

    /// Text of the template itself: three low lines or more are room to write.
    fn template_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(begin) = rest.find("___") {
            let (before, after) = rest.split_at(begin);
            let length = after.find(|c| c != '_').unwrap_or(after.len());
            if !before.is_empty() {
                self.text(before);
            }
            self.inlines(vec![Inline::Text(room(&after[..length]))]);
            rest = &after[length..];
        }
        if !rest.is_empty() {
            self.text(rest);
        }
    }

    fn inlines(&mut self, inlines: Vec<Inline>) {
        if let Some(Open::Blocks { loose: text, .. } | Open::Inlines { text, .. }) = self.open.last_mut() {
            text.extend(inlines);
        }
    }

    fn plain(&self, text: &str) -> String {
        let inlines = self.pieces(text).iter().flat_map(|p| p.inlines(&Span::default())).collect::<Vec<_>>();
        plain(&inlines)
    }
}

impl Open {
    fn blocks() -> Open {
        Open::Blocks { blocks: Vec::new(), loose: Vec::new() }
    }

    fn text_of(of: Of) -> Open {
        Open::Inlines { of, text: Vec::new() }
    }

    fn into_blocks(self) -> Vec<Block> {
        match self {
            Open::Blocks { mut blocks, loose } => {
                blocks.extend(paragraphs(loose).into_iter().map(Block::Paragraph));
                blocks
            }
            _ => Vec::new(),
        }
    }
}

fn room(low_lines: &str) -> Span {
    Span { text: low_lines.into(), room: true, ..Span::default() }
}

fn text_node(text: &str) -> Inline {
    Inline::Text(Span { text: text.into(), ..Span::default() })
}

fn aligned(alignment: Alignment) -> Align {
    match alignment {
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
        Alignment::Left | Alignment::None => Align::Left,
    }
}

/// Whether a class can stand in every format: a word of lower-case letters and hyphens.
fn is_class(class: &str) -> bool {
    !class.is_empty() && class.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// Whether a link leads to a page, an address or a document that follows in the same file, and does nothing else.
fn is_safe(to: &str) -> bool {
    if let Some(number) = to.strip_prefix("#d") {
        return !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    }
    ["https://", "http://", "mailto:"].iter().any(|scheme| to.starts_with(scheme))
        && !to.contains(|c: char| c.is_whitespace() || c.is_control())
}

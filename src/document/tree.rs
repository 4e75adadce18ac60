//! A document between its template and its formats: a small tree in which what people typed is text and nothing else.

use super::chart::Chart;

/// A part of a document that stands on its own lines.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// How deep it lies, from 1.
        level: u8,
        /// What the section is about, for its looks: `## What is strong {.strengths}`.
        class: Option<String>,
        /// The words.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number, where it is numbered.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table {
        /// The cells of the header.
        header: Vec<Cell>,
        /// The rows; each has as many cells as the header.
        rows: Vec<Vec<Cell>>,
        /// How each column is aligned.
        align: Vec<Align>,
    },
    /// Somebody's words.
    Quote(Vec<Block>),
    /// A line across. What follows the last one is the document's foot.
    Rule,
}

/// A cell of a table.
pub type Cell = Vec<Inline>;

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    Left,
    /// To the middle.
    Centre,
    /// To the right.
    Right,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text.
    Text(Span),
    /// A link out of a template.
    Link {
        /// Where to: `https:`, `http:` or `mailto:`, or `#d1` for the first document that follows in the same file.
        to: String,
        /// The words.
        text: Vec<Inline>,
    },
    /// A drawing of what stands in words beside it.
    Chart(Box<Chart>),
    /// A line break.
    Break,
}

/// Text that looks the same all along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The text: one line, without control characters and without marks that turn the direction of what follows.
    pub text: String,
    /// Its language, where that is not the document's.
    pub lang: Option<String>,
    /// Strong.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Says that something is not recorded yet.
    pub missing: bool,
    /// Room to write by hand: its letters are low lines.
    pub room: bool,
    /// Holds letters that run from right to left, which must not turn what stands around them.
    pub apart: bool,
}

impl Span {
    fn looks_like(&self, other: &Span) -> bool {
        let looks = |s: &Span| (s.strong, s.emphasis, s.missing, s.room, s.apart);
        self.lang == other.lang && looks(self) == looks(other)
    }
}

/// The words alone; a line break is a blank.
pub fn plain(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(span) => span.text.clone(),
        Inline::Link { text, .. } => plain(text),
        Inline::Chart(chart) => chart.signs.clone(),
        Inline::Break => " ".into(),
    };
    inlines.iter().map(word).collect()
}

/// Every text of some blocks: words, the places that links lead to, what is drawn, and what sections are about.
pub fn texts(blocks: &[Block]) -> Vec<String> {
    let line =
        |inlines: &[Inline]| std::iter::once(plain(inlines)).chain(targets(inlines)).collect::<Vec<_>>();
    let of = |block: &Block| match block {
        Block::Heading { class, text, .. } => line(text).into_iter().chain(class.clone()).collect(),
        Block::Paragraph(text) => line(text),
        Block::List { items, .. } => items.iter().flat_map(|item| texts(item)).collect(),
        Block::Table { header, rows, .. } => {
            header.iter().chain(rows.iter().flatten()).flat_map(|cell| line(cell)).collect()
        }
        Block::Quote(blocks) => texts(blocks),
        Block::Rule => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

fn targets(inlines: &[Inline]) -> Vec<String> {
    let of = |inline: &Inline| match inline {
        Inline::Link { to, text } => std::iter::once(to.clone()).chain(targets(text)).collect(),
        Inline::Chart(chart) => vec![chart.alt.clone()],
        Inline::Text(_) | Inline::Break => Vec::new(),
    };
    inlines.iter().flat_map(of).collect()
}

/// Whether nothing would be seen.
pub fn is_blank(inlines: &[Inline]) -> bool {
    plain(inlines).trim().is_empty() && !inlines.iter().any(|inline| matches!(inline, Inline::Chart(_)))
}

/// A paragraph's words, and what it draws: drawings stand below.
pub fn apart(text: &[Inline]) -> (Vec<Inline>, Vec<Inline>) {
    let (drawn, words) = text.iter().cloned().partition(|inline| matches!(inline, Inline::Chart(_)));
    (tidy(words), drawn)
}

/// What comes before the last line across, and what comes after: the foot.
pub fn at_foot(tree: &[Block]) -> (&[Block], &[Block]) {
    match tree.iter().rposition(|block| *block == Block::Rule) {
        Some(place) => (&tree[..place], &tree[place + 1..]),
        None => (tree, &[]),
    }
}

/// More letters than this are no stamp.
const STAMP: usize = 700;

/// The lines of a foot that is a stamp: a few sentences, which can stand at the foot of each page of paper.
pub fn stamp(foot: &[Block]) -> Option<Vec<&[Inline]>> {
    let is_words = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::Break);
    let line = |block: &'_ Block| matches!(block, Block::Paragraph(text) if text.iter().all(is_words));
    if !foot.iter().all(line) {
        return None;
    }
    let lines: Vec<&[Inline]> = foot
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(text) => Some(text.as_slice()),
            _ => None,
        })
        .collect();
    let letters: usize = lines.iter().map(|line| plain(line).chars().count()).sum();
    (letters <= STAMP).then_some(lines)
}

/// A part of a document under a heading of the second level.
pub struct Section<'a> {
    /// What it is about, for its looks.
    pub class: Option<&'a str>,
    /// The heading, and what comes before the first heading of the third level.
    pub opening: &'a [Block],
    /// Each heading of the third level with what stands under it.
    pub parts: Vec<&'a [Block]>,
}

/// What comes before the first section, and the sections.
pub fn sections(tree: &[Block]) -> (&[Block], Vec<Section<'_>>) {
    let (opening, mut rest) = tree.split_at(next_heading(tree, 2));
    let mut sections = Vec::new();
    while let Some(first) = rest.first() {
        let (section, after) = rest.split_at(1 + next_heading(&rest[1..], 2));
        rest = after;
        let class = match first {
            Block::Heading { class, .. } => class.as_deref(),
            _ => None,
        };
        let (opening, mut below) = section.split_at(1 + next_heading(&section[1..], 3));
        let mut parts = Vec::new();
        while !below.is_empty() {
            let (part, after) = below.split_at(1 + next_heading(&below[1..], 3));
            below = after;
            parts.push(part);
        }
        sections.push(Section { class, opening, parts });
    }
    (opening, sections)
}

/// How many blocks come before the next heading of at most this level.
fn next_heading(blocks: &[Block], most: u8) -> usize {
    let heading = |block: &Block| matches!(block, Block::Heading { level, .. } if (2..=most).contains(level));
    blocks.iter().position(heading).unwrap_or(blocks.len())
}

/// Whether a block has words: a drawing whose words stand elsewhere has none for formats that are text alone.
pub fn has_words(block: &Block) -> bool {
    !matches!(block, Block::Paragraph(text) if plain(text).is_empty())
}

/// Whether a line is a box to tick, which is mark enough.
pub fn is_box(text: &[Inline]) -> bool {
    plain(text).starts_with('☐')
}

/// Whether a list is written without empty lines: its items are lines, and lists below them.
pub fn is_tight(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| {
        matches!(item.as_slice(), [Block::Paragraph(_)] | [Block::Paragraph(_), Block::List { .. }])
    })
}

/// Joins what looks the same, and takes the blanks and breaks at both ends away.
pub fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut tidy: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (tidy.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(next)) if last.looks_like(&next) => {
                last.text.push_str(&next.text)
            }
            (None | Some(Inline::Break), Inline::Text(mut next)) => {
                next.text = next.text.trim_start().into();
                tidy.push(Inline::Text(next));
            }
            (_, next) => tidy.push(next),
        }
        if matches!(tidy.last(), Some(Inline::Text(span)) if span.text.is_empty()) {
            tidy.pop();
        }
    }
    while let Some(Inline::Break) = tidy.first() {
        tidy.remove(0);
    }
    trim_end(&mut tidy);
    tidy
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Break => {}
            Inline::Text(span) => {
                span.text.truncate(span.text.trim_end().len());
                if !span.text.is_empty() {
                    return;
                }
            }
            Inline::Link { .. } | Inline::Chart(_) => return,
        }
        inlines.pop();
    }
}

/// Parts a text at its empty lines, so that each paragraph can be one.
pub fn paragraphs(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    let mut breaks = 2;
    for inline in inlines {
        let blank = matches!(&inline, Inline::Text(span) if span.text.trim().is_empty());
        match inline {
            Inline::Break => breaks += 1,
            _ if blank && breaks > 0 => {}
            inline => {
                match (parts.last_mut(), breaks) {
                    (Some(part), 0) => part.push(inline),
                    (Some(part), 1) => part.extend([Inline::Break, inline]),
                    _ => parts.push(vec![inline]),
                }
                breaks = 0;
            }
        }
    }
    parts.into_iter().map(tidy).filter(|part| !is_blank(part)).collect()
}

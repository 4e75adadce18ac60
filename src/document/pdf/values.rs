//! A tree as values for the template: text stays text.

use serde_json::{Value as Json, json};
use typst::foundations::Dict;
use unicode_normalization::char::is_combining_mark;

use crate::document::Document;
use crate::document::chart::{Picture, Size};
use crate::document::columns::shares;
use crate::document::tree::{
    Align, Block, Cell, Inline, Section, Span, apart, at_foot, is_box, plain, sections, stamp,
};
use crate::error::{Error, Result};

/// Room to write that is longer than so many letters takes a whole line.
const LINE: usize = 40;
/// Lines to write on that end a document go on to the end of the page, where there are so many of them.
const SEVERAL: usize = 3;
/// A cell that holds more than so many letters may go on on the next page.
const ROW: usize = 1500;
/// A word longer than this may be broken, every so many letters.
const LONGEST: usize = 28;
const BREAK: usize = 8;

/// What the template gets to see.
pub(super) fn of(document: &Document) -> Result<Dict> {
    let mut values = one(document)?;
    values["more"] = document.more.iter().map(one).collect::<Result<Vec<_>>>()?.into();
    serde_json::from_value(values).map_err(|why| Error::fault("a document has no pages").because(why))
}

/// One of the documents in a file.
fn one(document: &Document) -> Result<Json> {
    let (body, foot) = at_foot(&document.tree);
    let (opening, parts) = sections(body);
    // at the foot of each page and nowhere else: at the end of the text as well, it would now and then have a page to itself
    let (stamp, foot) = match stamp(foot) {
        Some(lines) => (lines, &[][..]),
        None => (Vec::new(), foot),
    };
    let stamp = stamp.into_iter().map(|line| inlines(line, Size::Page)).collect::<Result<Vec<_>>>()?;
    let last = parts.len();
    let section = |(n, section): (usize, Section<'_>)| -> Result<Json> {
        let ends = n + 1 == last && foot.is_empty() && section.parts.is_empty();
        Ok(json!({
            "class": section.class.unwrap_or_default(),
            "opening": blocks(section.opening, ends)?,
            "parts": section.parts.into_iter().map(|part| blocks(part, false)).collect::<Result<Vec<_>>>()?,
        }))
    };
    let day = document.day.map(|day| day.0);
    Ok(json!({
        "title": document.title,
        "lang": document.lang.split('-').next().unwrap_or("en"),
        "day": day.map(|day| json!({ "year": day.year(), "month": day.month(), "day": day.day() })),
        "opening": blocks(opening, false)?,
        "sections": parts.into_iter().enumerate().map(section).collect::<Result<Vec<_>>>()?,
        "foot": blocks(foot, false)?,
        "stamp": stamp,
    }))
}

// room to write that takes a whole line
fn is_line(block: &Block) -> bool {
    matches!(block, Block::Paragraph(text)
        if matches!(text.as_slice(), [Inline::Text(span)] if span.room && span.text.len() >= LINE))
}

/// Blocks one after another; `ends` where the document ends with them.
fn blocks(blocks: &[Block], ends: bool) -> Result<Json> {
    let mut all = Vec::new();
    let mut i = 0;
    while let Some(here) = blocks.get(i) {
        let lines = blocks[i..].iter().take_while(|block| is_line(block)).count();
        i += lines.max(1);
        let next = blocks.get(i);
        if lines > 0 {
            let last = ends && next.is_none() && lines >= SEVERAL;
            all.push(json!({ "kind": "lines", "lines": lines, "last": last }));
            continue;
        }
        let mut values = block(here)?;
        values["keeps"] = matches!(next, Some(Block::Table { .. } | Block::List { .. })).into();
        all.push(values);
    }
    Ok(Json::Array(all))
}

fn block(block: &Block) -> Result<Json> {
    Ok(match block {
        Block::Heading { level, text, .. } => {
            json!({ "kind": "heading", "level": level, "text": inlines(text, Size::Page)? })
        }
        Block::Paragraph(text) => {
            let (words, drawn) = apart(text);
            json!({
                "kind": "paragraph",
                "text": inlines(&words, Size::Page)?,
                "drawn": inlines(&drawn, Size::Page)?,
            })
        }
        Block::List { start, items } => {
            let box_to_tick =
                |item: &Vec<Block>| matches!(item.first(), Some(Block::Paragraph(t)) if is_box(t));
            json!({
                "kind": "list",
                "start": start,
                "bare": items.iter().all(box_to_tick),
                "items": items.iter().map(|item| blocks(item, false)).collect::<Result<Vec<_>>>()?,
            })
        }
        Block::Table { header, rows, align } => table(header, rows, align)?,
        Block::Quote(quoted) => json!({ "kind": "quote", "blocks": blocks(quoted, false)? }),
        Block::Rule => json!({ "kind": "rule" }),
    })
}

fn blocks_of(cells: &[Cell]) -> Result<Vec<Json>> {
    cells.iter().map(|cell| inlines(cell, Size::Cell)).collect()
}

fn table(header: &[Cell], rows: &[Vec<Cell>], align: &[Align]) -> Result<Json> {
    let side = |align: &Align| match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    };
    let is_room = |inline: &Inline| matches!(inline, Inline::Text(span) if span.room);
    Ok(json!({
        "kind": "table",
        "widths": shares(header, rows),
        "align": align.iter().map(side).collect::<Vec<_>>(),
        "header": blocks_of(header)?,
        "rows": rows.iter().map(|row| blocks_of(row)).collect::<Result<Vec<_>>>()?,
        "room": rows.iter().flatten().flatten().any(is_room),
        // a row stays in one piece unless no page would hold it
        "whole": rows.iter().flatten().all(|cell| plain(cell).len() < ROW),
    }))
}

fn inlines(inlines: &[Inline], size: Size) -> Result<Json> {
    inlines.iter().map(|part| inline(part, size)).collect()
}

fn inline(part: &Inline, size: Size) -> Result<Json> {
    Ok(match part {
        Inline::Text(span) => text(span),
        Inline::Break => json!({ "kind": "break" }),
        Inline::Link { to, text } => json!({ "kind": "link", "to": to, "text": inlines(text, size)? }),
        Inline::Chart(chart) => {
            let picture = Picture::of(chart, size)?;
            let wide = picture.width;
            json!({ "kind": "chart", "svg": picture.svg, "alt": chart.alt, "width": wide, "small": size == Size::Cell })
        }
    })
}

fn text(span: &Span) -> Json {
    if span.room {
        return json!({ "kind": "room", "letters": span.text.len() });
    }
    let words = breakable(&span.text);
    // what runs the other way stays among its own
    let words = if span.apart { format!("\u{2068}{words}\u{2069}") } else { words };
    json!({
        "kind": "text",
        "text": words,
        "lang": span.lang.as_deref().and_then(|lang| lang.split('-').next()),
        "strong": span.strong,
        "emphasis": span.emphasis,
        "missing": span.missing,
    })
}

/// A text in which a word that fits on no line may be broken all the same.
fn breakable(text: &str) -> String {
    if text.split(' ').all(|word| word.chars().count() <= LONGEST) {
        return text.to_owned();
    }
    let broken = |word: &str| match word.chars().count() > LONGEST {
        true => in_pieces(word),
        false => word.to_owned(),
    };
    text.split(' ').map(broken).collect::<Vec<_>>().join(" ")
}

fn in_pieces(word: &str) -> String {
    let mut pieces = String::with_capacity(word.len() * 2);
    let (mut letters, mut last) = (0, ' ');
    for c in word.chars() {
        // what belongs to the letter before stays with it
        let belongs = is_combining_mark(c)
            || c == '\u{200D}'
            || last == '\u{200D}'
            || ('\u{FE00}'..='\u{FE0F}').contains(&c);
        if letters >= BREAK && !belongs {
            pieces.push('\u{200B}');
            letters = 0;
        }
        pieces.push(c);
        (letters, last) = (letters + 1, c);
    }
    pieces
}

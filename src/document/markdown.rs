//! Documents as Markdown in which everything that people typed is still only text.

use super::tree::{Align, Block, Cell, Inline, Span, has_words, is_tight, plain, tidy};

/// Writes a tree as Markdown.
pub(super) fn write(tree: &[Block]) -> String {
    let mut text = String::new();
    for line in blocks(tree) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn blocks(blocks: &[Block]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut beside = false;
    let blocks = blocks.iter().filter(|block| has_words(block)).collect::<Vec<_>>();
    for (i, here) in blocks.iter().enumerate() {
        if i > 0 {
            lines.push(String::new());
            // two lists side by side would be read as one, did they not differ in their marks
            beside = !beside && alike(blocks[i - 1], here);
        }
        lines.extend(block(here, beside));
    }
    lines
}

fn alike(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::List { start: one, .. }, Block::List { start: other, .. }) => {
            one.is_some() == other.is_some()
        }
        _ => false,
    }
}

fn block(block: &Block, beside: bool) -> Vec<String> {
    match block {
        Block::Heading { level, text, .. } => {
            let line = written(text).join(" ").replace('#', "\\#");
            vec![format!("{} {line}", "#".repeat((*level).into()))]
        }
        Block::Paragraph(text) => paragraph(text),
        Block::List { start, items } => list(*start, items, beside),
        Block::Table { header, rows, align } => table(header, rows, align),
        Block::Quote(quoted) => {
            blocks(quoted).into_iter().map(|l| format!("> {l}").trim_end().into()).collect()
        }
        Block::Rule => vec!["---".into()],
    }
}

fn paragraph(text: &[Inline]) -> Vec<String> {
    let mut lines = written(text).iter().map(|line| at_start(line)).collect::<Vec<_>>();
    let last = lines.len().saturating_sub(1);
    lines.iter_mut().take(last).for_each(|line| line.push('\\'));
    lines
}

fn list(start: Option<u64>, items: &[Vec<Block>], beside: bool) -> Vec<String> {
    let tight = is_tight(items);
    let mut lines = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let mark = match (start, beside) {
            (Some(first), false) => format!("{}. ", first + i as u64),
            (Some(first), true) => format!("{}) ", first + i as u64),
            (None, false) => "- ".into(),
            (None, true) => "+ ".into(),
        };
        if i > 0 && !tight {
            lines.push(String::new());
        }
        let indent = " ".repeat(mark.len());
        let written = if tight { item.iter().flat_map(|b| block(b, false)).collect() } else { blocks(item) };
        for (i, line) in written.into_iter().enumerate() {
            let before = if i == 0 { &mark } else { &indent };
            lines.push(format!("{before}{line}").trim_end().to_owned());
        }
    }
    lines
}

fn table(header: &[Cell], rows: &[Vec<Cell>], align: &[Align]) -> Vec<String> {
    let line = |cells: &[Cell]| {
        let cells = cells.iter().map(|cell| written(cell).join("<br>")).collect::<Vec<_>>();
        format!("| {} |", cells.join(" | "))
    };
    let rule = align.iter().map(|align| match align {
        Align::Left => "---",
        Align::Centre => ":---:",
        Align::Right => "---:",
    });
    let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
    [line(header), rule].into_iter().chain(rows.iter().map(|row| line(row))).collect()
}

/// The lines of a text.
fn written(inlines: &[Inline]) -> Vec<String> {
    let inlines = tidy(inlines.iter().map(without_language).collect());
    let mut lines = vec![String::new()];
    for (i, inline) in inlines.iter().enumerate() {
        let next = inlines.get(i + 1).map(|next| plain(std::slice::from_ref(next)));
        let Some(line) = lines.last_mut() else { continue };
        match inline {
            Inline::Break => lines.push(String::new()),
            Inline::Text(span) => span_on(line, span, next.and_then(|n| n.chars().next())),
            // became text above
            Inline::Chart(_) => {}
            Inline::Link { to, text } => {
                let to = to.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E");
                line.push_str(&format!("[{}](<{to}>)", written(text).join(" ")));
            }
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

/// Markdown has no languages and draws with letters; what differs in nothing else is one text.
fn without_language(inline: &Inline) -> Inline {
    match inline {
        Inline::Text(span) => Inline::Text(Span { lang: None, apart: false, ..span.clone() }),
        Inline::Chart(chart) => Inline::Text(Span { text: chart.signs.clone(), ..Span::default() }),
        other => other.clone(),
    }
}

fn span_on(line: &mut String, span: &Span, next: Option<char>) {
    let words = span.text.trim();
    let blanks = span.text.len() - span.text.trim_start().len();
    let (before, after) = (&span.text[..blanks], &span.text[blanks + words.len()..]);
    line.push_str(before);
    let next = after.chars().next().or(next);
    let marks = marks(span).filter(|_| stands(line.chars().next_back(), words, next));
    let (open, close) = marks.unwrap_or_default();
    line.push_str(open);
    line.push_str(&if span.room { words.to_owned() } else { escape(words) });
    line.push_str(close);
    line.push_str(after);
}

fn marks(span: &Span) -> Option<(&'static str, &'static str)> {
    match (span.strong, span.emphasis || span.missing) {
        (true, true) => Some(("**_", "_**")),
        (true, false) => Some(("**", "**")),
        (false, true) => Some(("_", "_")),
        (false, false) => None,
    }
}

/// Whether marks around words would be read as such, and not as stars and lines.
fn stands(before: Option<char>, words: &str, after: Option<char>) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !words.is_empty() && apart(before) && apart(after) && !matches!(before, Some('*' | '_'))
}

/// Text in which nothing means anything to a Markdown reader.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '{' | '}' | '^'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A line that begins with nothing that would make it a list, a heading or a rule.
fn at_start(line: &str) -> String {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - number.len();
    match (digits, number.chars().next()) {
        (0, Some('#' | '+' | '-' | '=' | ':' | '%' | '@')) => format!("\\{line}"),
        (1.., Some('.' | ')')) => format!("{}\\{number}", &line[..digits]),
        _ => line.to_owned(),
    }
}

//! Documents as one web page: nothing is fetched and nothing runs.

use super::Document;
use super::chart::Size;
use super::tree::{Align, Block, Cell, Inline, Span, at_foot, is_blank, plain, sections};

/// Writes a document as a web page.
pub(super) fn write(document: &Document, css: &str) -> String {
    let mut page = Page { html: String::new(), lang: &document.lang, size: Size::Page, below: 0 };
    let (body, foot) = at_foot(&document.tree);
    page.body(body);
    page.more(document);
    let main = std::mem::take(&mut page.html);
    page.foot(foot);
    let footer = page.html;
    // a style sheet cannot end the element it stands in
    let css = css.trim().replace("</", "<\\/");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n<style>\n{css}\n</style>\n</head>\n<body>\n<main>\n{main}</main>\n{footer}</body>\n</html>\n",
        lang = escape(&document.lang),
        title = escape(&document.title),
    )
}

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/// Room to write that is longer than so many letters takes a whole line.
const LINE: usize = 40;

struct Page<'a> {
    html: String,
    lang: &'a str,
    /// How much room a drawing has.
    size: Size,
    /// How many headings stand above those of the first level.
    below: u8,
}

impl<'a> Page<'a> {
    /// The documents that follow, each an article with a foot of its own.
    fn more(&mut self, document: &'a Document) {
        self.below = 1;
        for (n, more) in document.more.iter().enumerate() {
            let differs = primary(&more.lang) != primary(&document.lang);
            let lang = if differs { format!(" lang=\"{}\"", escape(&more.lang)) } else { String::new() };
            self.html.push_str(&format!("<article id=\"d{}\"{lang}>\n", n + 1));
            self.lang = &more.lang;
            let (body, foot) = at_foot(&more.tree);
            self.body(body);
            self.foot(foot);
            self.html.push_str("</article>\n");
        }
        (self.below, self.lang) = (0, &document.lang);
    }

    fn foot(&mut self, foot: &[Block]) {
        if !foot.is_empty() {
            self.wrapped("<footer>", foot, "</footer>");
        }
    }

    /// The opening, then a section a heading of the second level, with a part a heading of the third.
    fn body(&mut self, tree: &[Block]) {
        let (opening, sections) = sections(tree);
        self.wrapped("<header>", opening, "</header>");
        for section in sections {
            let class = section.class.map(|class| format!(" class=\"{class}\"")).unwrap_or_default();
            self.html.push_str(&format!("<section{class}>\n"));
            self.blocks(section.opening);
            for part in section.parts {
                self.wrapped("<div class=\"part\">", part, "</div>");
            }
            self.html.push_str("</section>\n");
        }
    }

    fn wrapped(&mut self, open: &str, blocks: &[Block], close: &str) {
        self.html.push_str(open);
        self.html.push('\n');
        self.blocks(blocks);
        self.html.push_str(close);
        self.html.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, .. } => {
                self.element(&format!("h{}", (level + self.below).clamp(1, 6)), "", text)
            }
            Block::Paragraph(text) => self.element("p", "", text),
            Block::List { start, items } => self.list(*start, items),
            Block::Table { header, rows, align } => self.table(header, rows, align),
            Block::Quote(quoted) => self.wrapped("<blockquote>", quoted, "</blockquote>"),
            Block::Rule => self.html.push_str("<hr>\n"),
        }
    }

    fn element(&mut self, name: &str, attributes: &str, text: &[Inline]) {
        let text = self.inlines(text);
        self.html.push_str(&format!("<{name}{attributes}>{text}</{name}>\n"));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let (open, close) = match start {
            None => ("<ul>".to_owned(), "</ul>"),
            Some(1) => ("<ol>".to_owned(), "</ol>"),
            Some(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
        };
        self.html.push_str(&format!("{open}\n"));
        for item in items {
            match item.as_slice() {
                [Block::Paragraph(text)] => self.element("li", "", text),
                blocks => self.wrapped("<li>", blocks, "</li>"),
            }
        }
        self.html.push_str(&format!("{close}\n"));
    }

    /// On a phone the rows stack and each cell says what it is; the roles keep it a table for those who listen.
    fn table(&mut self, header: &[Cell], rows: &[Vec<Cell>], align: &[Align]) {
        let looks = |i: usize| match align.get(i) {
            Some(Align::Centre) => " class=\"centre\"",
            Some(Align::Right) => " class=\"right\"",
            _ => "",
        };
        self.html.push_str("<table role=\"table\">\n<thead role=\"rowgroup\">\n<tr role=\"row\">\n");
        for (i, cell) in header.iter().enumerate() {
            self.element("th", &format!(" scope=\"col\" role=\"columnheader\"{}", looks(i)), cell);
        }
        self.size = Size::Cell;
        self.html.push_str("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
        for row in rows {
            self.html.push_str("<tr role=\"row\">\n");
            for (i, cell) in row.iter().enumerate() {
                let name = header.get(i).map(|name| escape(&plain(name))).unwrap_or_default();
                let empty = if is_blank(cell) { " data-empty" } else { "" };
                let attributes = format!(" role=\"cell\" data-name=\"{name}\"{empty}{}", looks(i));
                self.element("td", &attributes, cell);
            }
            self.html.push_str("</tr>\n");
        }
        self.size = Size::Page;
        self.html.push_str("</tbody>\n</table>\n");
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let part = |inline: &Inline| match inline {
            Inline::Text(span) => self.span(span),
            Inline::Break => "<br>\n".into(),
            Inline::Chart(chart) => chart.svg(self.size),
            Inline::Link { to, text } => format!("<a href=\"{}\">{}</a>", escape(to), self.inlines(text)),
        };
        inlines.iter().map(part).collect()
    }

    fn span(&self, span: &Span) -> String {
        if span.room {
            let (class, letters) =
                (if span.text.len() < LINE { "room" } else { "room line" }, span.text.len());
            return format!("<span class=\"{class}\" style=\"--letters: {letters}\"></span>");
        }
        let mut html = escape(&span.text);
        if span.apart {
            html = format!("<bdi>{html}</bdi>");
        }
        if let Some(lang) = span.lang.as_deref().filter(|lang| primary(lang) != primary(self.lang)) {
            html = format!("<span lang=\"{}\">{html}</span>", escape(lang));
        }
        let wraps = [
            (span.missing, "<span class=\"missing\">", "</span>"),
            (span.emphasis, "<em>", "</em>"),
            (span.strong, "<strong>", "</strong>"),
        ];
        wraps
            .iter()
            .filter(|(on, ..)| *on)
            .fold(html, |html, (_, open, close)| format!("{open}{html}{close}"))
    }
}

fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

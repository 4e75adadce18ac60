//! Lines of a Word document: runs of text, links, pictures.

use super::drawing::{Refers, drawing};
use super::package::{LINK, PICTURE, Package};
use super::xml::Xml;
use crate::document::chart::{Chart, Picture, Size};
use crate::document::tree::{Inline, Span};
use crate::error::Result;

/// Where runs are written to.
pub(super) struct Runs<'a> {
    pub(super) xml: Xml,
    /// What links and pictures are put into.
    pub(super) package: Package,
    pub(super) lang: &'a str,
    pub(super) size: Size,
    pictures: usize,
}

impl Runs<'_> {
    pub(super) fn new(lang: &str) -> Runs<'_> {
        Runs { xml: Xml::new(), package: Package::default(), lang, size: Size::Page, pictures: 0 }
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> Result<()> {
        for inline in inlines {
            match inline {
                Inline::Text(span) => self.span(span, None),
                Inline::Break => self.line_end(),
                Inline::Chart(chart) => self.chart(chart)?,
                Inline::Link { to, text } => self.link(to, text),
            }
        }
        Ok(())
    }

    /// The words alone, where nothing can be referred to.
    pub(super) fn words(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(span) => self.span(span, None),
                Inline::Break => self.span(&Span { text: " ".into(), ..Span::default() }, None),
                Inline::Link { text, .. } => self.words(text),
                Inline::Chart(_) => {}
            }
        }
    }

    fn line_end(&mut self) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:br", &[]);
        self.xml.close("w:r");
    }

    fn link(&mut self, to: &str, text: &[Inline]) {
        match to.strip_prefix('#') {
            Some(anchor) => self.xml.open("w:hyperlink", &[("w:anchor", anchor)]),
            None => {
                let id = self.package.relation(LINK, to);
                self.xml.open("w:hyperlink", &[("r:id", &id)]);
            }
        }
        for inline in text {
            match inline {
                Inline::Text(span) => self.span(span, Some("Hyperlink")),
                Inline::Break => self.line_end(),
                _ => {}
            }
        }
        self.xml.close("w:hyperlink");
    }

    fn span(&mut self, span: &Span, style: Option<&str>) {
        self.xml.open("w:r", &[]);
        self.looks(span, style);
        self.xml.holding("w:t", &[("xml:space", "preserve")], &span.text);
        self.xml.close("w:r");
    }

    /// How a run looks, in the order that Word wants.
    fn looks(&mut self, span: &Span, style: Option<&str>) {
        let style = style.or(match span {
            Span { missing: true, .. } => Some("Missing"),
            Span { strong: true, .. } => Some("Strong"),
            Span { emphasis: true, .. } => Some("Emphasis"),
            _ => None,
        });
        let lang = span.lang.as_deref().map(tag).filter(|lang| *lang != tag(self.lang));
        if style.is_none() && lang.is_none() && !span.apart {
            return;
        }
        self.xml.open("w:rPr", &[]);
        if let Some(style) = style {
            self.xml.value("w:rStyle", style);
        }
        for (on, name) in [(span.strong, "b"), (span.emphasis, "i")] {
            let by_style = matches!((style, name), (Some("Strong"), "b") | (Some("Emphasis"), "i"));
            if on && !by_style {
                self.xml.empty(&format!("w:{name}"), &[]);
                self.xml.empty(&format!("w:{name}Cs"), &[]);
            }
        }
        if span.apart && !span.text.contains(|c: char| c.is_ascii_alphanumeric()) {
            self.xml.empty("w:rtl", &[]);
        }
        if let Some(lang) = lang {
            self.xml.value("w:lang", lang);
        }
        self.xml.close("w:rPr");
    }

    /// A picture as lines, and as dots for whoever cannot draw lines.
    fn chart(&mut self, chart: &Chart) -> Result<()> {
        let picture = Picture::of(chart, self.size)?;
        self.pictures += 1;
        let files =
            [format!("media/chart{}.png", self.pictures), format!("media/chart{}.svg", self.pictures)];
        let [dots, lines] = files.clone().map(|file| self.package.relation(PICTURE, file));
        let [png, svg] = files.map(|file| format!("word/{file}"));
        self.package.part(png, picture.png()?);
        self.package.part(svg, picture.svg.clone());
        let refers = Refers { dots: &dots, lines: &lines };
        drawing(&mut self.xml, &self.pictures.to_string(), &chart.alt, &picture, refers);
        Ok(())
    }
}

/// A language as Word knows it: with its country.
pub(in crate::document) fn tag(lang: &str) -> &str {
    match lang {
        "mi" => "mi-NZ",
        "en" => "en-NZ",
        other => other,
    }
}

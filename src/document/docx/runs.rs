//! Lines of a Word document: runs of text, links, pictures.

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

/// Word counts so many for a point of the screen.
const EMU: f32 = 9525.0;

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
        let name = format!("Chart {}", self.pictures);
        let files =
            [format!("media/chart{}.png", self.pictures), format!("media/chart{}.svg", self.pictures)];
        let [dots, lines] = files.clone().map(|file| self.package.relation(PICTURE, file));
        let [png, svg] = files.map(|file| format!("word/{file}"));
        self.package.part(png, picture.png()?);
        self.package.part(svg, picture.svg.clone());
        let side = |length: f32| ((length * EMU).round() as u64).to_string();
        self.drawing(&name, &chart.alt, &[&side(picture.width), &side(picture.height)], [&dots, &lines]);
        Ok(())
    }

    fn drawing(&mut self, name: &str, alt: &str, [wide, high]: &[&str; 2], [dots, lines]: [&str; 2]) {
        let id = self.pictures.to_string();
        let named = [("id", id.as_str()), ("name", name), ("descr", alt)];
        let extent = [("cx", *wide), ("cy", *high)];
        let xml = &mut self.xml;
        for name in ["w:r", "w:drawing"] {
            xml.open(name, &[]);
        }
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &extent);
        xml.empty("wp:docPr", &named);
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &named);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.open("a:blip", &[("r:embed", dots)]);
        xml.open("a:extLst", &[]);
        xml.open("a:ext", &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")]);
        let drawn = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
        xml.empty("asvg:svgBlip", &[("xmlns:asvg", drawn), ("r:embed", lines)]);
        for name in ["a:ext", "a:extLst", "a:blip"] {
            xml.close(name);
        }
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &extent);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        for name in [
            "a:prstGeom",
            "pic:spPr",
            "pic:pic",
            "a:graphicData",
            "a:graphic",
            "wp:inline",
            "w:drawing",
            "w:r",
        ] {
            xml.close(name);
        }
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

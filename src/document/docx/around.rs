//! Everything beside the body of a Word document: the page, its head and foot, the styles, as ours or as a letterhead has
//! them.

use super::edges::Edges;
use super::package::{Package, Types};
use super::{APPLICATION, SETTINGS, STYLES, properties, tag};
use crate::document::Document;
use crate::document::word::{Ids, Letterhead};

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
const PAGE: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1247\" \
                    w:left=\"1134\" w:header=\"567\" w:footer=\"510\" w:gutter=\"0\"/>";

/// What lies around the body.
pub(super) struct Around<'a> {
    letterhead: Option<&'a Letterhead>,
    styles: String,
    ids: Ids,
    parts: Vec<(String, String)>,
    types: Types,
}

impl<'a> Around<'a> {
    pub(super) fn new(document: &Document, letterhead: Option<&'a Letterhead>) -> Around<'a> {
        let lang = format!("w:lang w:val=\"{}\"", tag(&document.lang));
        let ours = STYLES.replace("w:lang w:val=\"en-NZ\"", &lang);
        let (styles, ids) = match letterhead {
            Some(letterhead) => letterhead.styles(&ours, tag(&document.lang)),
            None => (ours, Default::default()),
        };
        let types = letterhead.map(|letterhead| letterhead.types().clone()).unwrap_or_default();
        Around { letterhead, styles, ids, parts: Vec::new(), types }
    }

    /// The pages of a document, and what stands at their head and foot. The stamp and the number of the page stand below a
    /// letterhead's own foot; a letterhead without a foot, or without any head, gets ours.
    pub(super) fn pages(&mut self, edges: &Edges, package: &mut Package) -> String {
        let theirs = self.letterhead;
        let has = |kind: &str, pages: &str| theirs.is_some_and(|letterhead| letterhead.has(kind, pages));
        let has_head = ["default", "first", "even"].iter().any(|pages| has("header", pages));
        let first = theirs.is_some_and(|letterhead| letterhead.first);
        let even = theirs.is_some_and(|letterhead| letterhead.even);
        let opens = edges.first_header.as_deref();
        let has_first = opens.is_some() && (first || !has_head);
        let mut section = String::from("<w:sectPr>");
        let mut put = |kind: &'static str, pages: &str, ours: Option<&str>| {
            section.push_str(&self.edge(package, kind, pages, ours));
        };
        // what pages further on do not say is as before them
        if opens.is_some() || !has_head {
            put("header", "default", Some(&edges.header));
        }
        if has_first {
            put("header", "first", opens.filter(|_| !has_head));
        }
        put("footer", "default", Some(&edges.footer));
        if has_first {
            put("footer", "first", Some(&edges.footer));
        }
        if even && opens.is_some() {
            put("header", "even", None);
        }
        if even {
            put("footer", "even", Some(&edges.footer));
        }
        section.push_str(&theirs.and_then(Letterhead::page).unwrap_or_else(|| PAGE.to_owned()));
        if has_first {
            section.push_str("<w:titlePg/>");
        }
        section + "</w:sectPr>"
    }

    /// A head or a foot as a part, and the reference to it; nothing where there is none.
    fn edge(&mut self, package: &mut Package, kind: &'static str, pages: &str, ours: Option<&str>) -> String {
        let below = if kind == "footer" { ours.unwrap_or_default() } else { "" };
        // the foot of the first page is that of the others, where the letterhead makes no difference
        let whose = match self.letterhead {
            Some(letterhead) if !letterhead.first && pages == "first" && kind == "footer" => "default",
            _ => pages,
        };
        let below = self.named(below);
        let theirs = self.letterhead.and_then(|letterhead| letterhead.part(kind, whose, &below));
        let (part, relations) = match (theirs, ours) {
            (Some((part, relations)), _) => (part, Some(relations)),
            (None, Some(ours)) => (self.named(ours), None),
            (None, None) => return String::new(),
        };
        let alike = self.parts.iter().filter(|(name, _)| name.starts_with(&format!("word/{kind}"))).count();
        let name = format!("{kind}{}.xml", alike + 1);
        self.types.part(&format!("word/{name}"), &format!("{WORD}.{kind}+xml"));
        self.parts.push((format!("word/{name}"), part));
        self.parts.extend(relations.map(|relations| (format!("word/_rels/{name}.rels"), relations)));
        let id = package.relation(kind, name);
        format!("<w:{kind}Reference w:type=\"{pages}\" r:id=\"{id}\"/>")
    }

    fn named(&self, xml: &str) -> String {
        match self.letterhead {
            Some(letterhead) => letterhead.in_its_styles(xml, &self.ids),
            None => xml.to_owned(),
        }
    }

    /// Writes all of it.
    pub(super) fn write(
        mut self,
        document: &Document,
        package: &mut Package,
        body: String,
        numbering: String,
    ) {
        for (kind, file) in
            [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")]
        {
            package.relation(kind, file);
        }
        package.part("word/document.xml", self.named(&body));
        package.part("word/numbering.xml", self.named(&numbering));
        package.part("word/styles.xml", std::mem::take(&mut self.styles));
        let even = self.letterhead.is_some_and(|letterhead| letterhead.even);
        // in the order that Word wants
        let next = "<w:characterSpacingControl";
        let settings = if even {
            SETTINGS.replace(next, &format!("<w:evenAndOddHeaders/>{next}"))
        } else {
            SETTINGS.into()
        };
        package.part("word/settings.xml", settings);
        for (name, part) in std::mem::take(&mut self.parts) {
            package.part(name, part);
        }
        if let Some(letterhead) = self.letterhead {
            if let Some(theme) = letterhead.theme() {
                package.relation("theme", "theme/theme1.xml");
                self.types.part("word/theme/theme1.xml", THEME);
                package.part("word/theme/theme1.xml", theme);
            }
            letterhead.files().iter().for_each(|(name, file)| package.part(name, file.as_slice()));
        }
        package.part("docProps/core.xml", properties(&document.title, &document.lang, document.day));
        package.part("docProps/app.xml", APPLICATION);
        package.types(self.types);
    }
}

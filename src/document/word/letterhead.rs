//! A cluster's letterhead: its styles, its page, and what stands at the head and the foot of each page.

use super::opened::{Opened, Relation, ending};
use super::styles::{Ids, merged, renamed};
use super::tree::{Element, Node};
use super::{refuse_fetching, refuse_foreign, refuse_remarks};
use crate::document::docx::package::{Types, relations};
use crate::error::{Error, Result};

/// What is taken of the page, in the order that Word wants.
const PAGE: [&str; 4] = ["w:pgSz", "w:pgMar", "w:paperSrc", "w:pgBorders"];
/// What Word notes for itself in a head or a foot, what would be filled from elsewhere, and lists, which are not here.
const LEFT_BEHIND: [&str; 5] = ["w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:dataBinding", "w:numPr"];
/// Of an odd page that says nothing of its width: A4 with our margins.
const WIDTH: f64 = 9638.0;

/// A cluster's letterhead, under which every document for Word is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Letterhead {
    styles: Element,
    theme: Option<Vec<u8>>,
    page: Vec<Element>,
    /// Whether the first page has a head and a foot of its own, and pages with an even number.
    pub(in crate::document) first: bool,
    pub(in crate::document) even: bool,
    edges: Vec<Edge>,
    /// Pictures, by the names that they get.
    files: Vec<(String, Vec<u8>)>,
    types: Types,
}

/// What stands at the head or the foot of some pages.
#[derive(Clone, Debug, PartialEq)]
struct Edge {
    /// `header` or `footer`.
    kind: String,
    /// `default`, `first` or `even`.
    pages: String,
    part: Element,
    relations: Vec<Relation>,
}

impl Letterhead {
    /// Reads a letterhead; `file` is what people call it.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Letterhead> {
        let opened = Opened::read(file, bytes)?;
        let main = opened.main()?;
        let body = opened.tree(&main)?;
        let related = opened.relations(&main)?;
        let part =
            |kind: &str| related.iter().find(|r| r.kind == kind && !r.outside).map(|r| r.target.as_str());
        let styles = part("styles").map(|name| opened.tree(name)).transpose()?;
        let settings = part("settings").map(|name| opened.tree(name)).transpose()?;
        // one that refers to pictures of its own gives colours and letters only
        let theme = part("theme").filter(|name| opened.relations(name).is_ok_and(|list| list.is_empty()));
        let mut letterhead = Letterhead {
            styles: styles
                .unwrap_or_else(|| Element::new("w:styles", &[("xmlns:w", crate::document::docx::W)])),
            theme: theme.and_then(|name| opened.bytes(name)).map(<[u8]>::to_vec),
            page: Vec::new(),
            first: false,
            even: settings.is_some_and(|settings| settings.child("w:evenAndOddHeaders").is_some()),
            edges: Vec::new(),
            files: Vec::new(),
            types: Types::default(),
        };
        let mut sections = Vec::new();
        body.all(&mut |element| sections.extend(element.is("w:sectPr").then_some(element)));
        // what a later section does not say is as before it
        for section in sections {
            letterhead.section(&opened, section, &related)?;
        }
        Ok(letterhead)
    }

    fn section(&mut self, opened: &Opened, section: &Element, related: &[Relation]) -> Result<()> {
        let page: Vec<Element> = PAGE.iter().filter_map(|name| section.child(name).cloned()).collect();
        if !page.is_empty() {
            self.page = page;
        }
        self.first = section
            .child("w:titlePg")
            .is_some_and(|on| !matches!(on.attribute("w:val"), Some("0" | "false")));
        for reference in section.elements() {
            let kind = match reference.name.as_str() {
                "w:headerReference" => "header",
                "w:footerReference" => "footer",
                _ => continue,
            };
            let named = reference.attribute("r:id");
            let Some(found) = related.iter().find(|r| Some(r.id.as_str()) == named && !r.outside) else {
                continue;
            };
            let pages = reference.attribute("w:type").unwrap_or("default").to_owned();
            let edge = self.edge(opened, kind, pages, &found.target)?;
            self.edges.retain(|other| (&other.kind, &other.pages) != (&edge.kind, &edge.pages));
            self.edges.push(edge);
        }
        Ok(())
    }

    fn edge(&mut self, opened: &Opened, kind: &str, pages: String, name: &str) -> Result<Edge> {
        let mut part = opened.tree(name)?;
        refuse_remarks(&opened.file, &part)?;
        refuse_fetching(&opened.file, &part)?;
        if let Some(tag) = tag_in(&part) {
            return Err(Error::request(format!("`{}` holds `{tag}`, and a letterhead is not filled", opened.file))
                .hint("Take it out. A form of your own is filled, as `documents/plan.docx`, with its own head and foot."));
        }
        part.without(&LEFT_BEHIND);
        let mut relations = Vec::new();
        for mut relation in opened.relations(name)? {
            refuse_foreign(&opened.file, &relation.kind)?;
            match (relation.kind.as_str(), relation.outside) {
                ("image", false) => relation.target = self.picture(opened, &relation.target),
                ("hyperlink", _) => {}
                ("image", true) => return Err(elsewhere(&opened.file)),
                _ => continue,
            }
            relations.push(relation);
        }
        Ok(Edge { kind: kind.into(), pages, part, relations })
    }

    /// Takes a picture along under a name that no other has; which it is, seen from where it is referred to.
    fn picture(&mut self, opened: &Opened, part: &str) -> String {
        let ending = ending(part);
        let name = format!("media/letterhead{}.{ending}", self.files.len() + 1);
        self.types.ending(&ending, opened.kind(part).unwrap_or("application/octet-stream"));
        self.files.push((format!("word/{name}"), opened.bytes(part).unwrap_or_default().to_vec()));
        name
    }

    /// The width of the text, in twentieths of a point.
    pub(in crate::document) fn width(&self) -> f64 {
        let of = |name: &str, key: &str| -> Option<f64> {
            self.page.iter().find(|element| element.is(name))?.attribute(key)?.parse().ok()
        };
        let sides = || Some(of("w:pgSz", "w:w")? - of("w:pgMar", "w:left")? - of("w:pgMar", "w:right")?);
        sides().filter(|width| (1000.0..40_000.0).contains(width)).unwrap_or(WIDTH)
    }

    /// What is said of the page in a section, where it says anything.
    pub(in crate::document) fn page(&self) -> Option<String> {
        let mut text = String::new();
        self.page.iter().for_each(|element| element.write(&mut text));
        Some(text).filter(|_| !self.page.is_empty())
    }

    /// Whether it has a head or a foot for some pages.
    pub(in crate::document) fn has(&self, kind: &str, pages: &str) -> bool {
        self.edges.iter().any(|edge| edge.kind == kind && edge.pages == pages)
    }

    /// A head or a foot as a part, and what it refers to; `below` is what we print below it.
    pub(in crate::document) fn part(&self, kind: &str, pages: &str, below: &str) -> Option<(String, String)> {
        let edge = self.edges.iter().find(|edge| edge.kind == kind && edge.pages == pages)?;
        let mut part = edge.part.clone();
        if let Ok(ours) = Element::parse(below) {
            // who counts pages already need not be counted for
            let counts = counts_pages(&part);
            part.children.extend(ours.children.into_iter().filter(|node| !(counts && is_count(node))));
        }
        let referred =
            edge.relations.iter().map(|r| (r.id.clone(), r.kind.as_str(), r.target.as_str(), r.outside));
        Some((part.file(), relations(referred)))
    }

    /// The styles with ours among them, and what ours are called here.
    pub(in crate::document) fn styles(&self, ours: &str, lang: &str) -> (String, Ids) {
        match Element::parse(ours) {
            Ok(ours) => {
                let (all, ids) = merged(&self.styles, &ours, lang);
                (all.file(), ids)
            }
            Err(_) => (ours.to_owned(), Ids::new()),
        }
    }

    /// XML of ours with the styles' names as they are here.
    pub(in crate::document) fn in_its_styles(&self, xml: &str, ids: &Ids) -> String {
        renamed(xml, ids)
    }

    pub(in crate::document) fn theme(&self) -> Option<&[u8]> {
        self.theme.as_deref()
    }

    pub(in crate::document) fn files(&self) -> &[(String, Vec<u8>)] {
        &self.files
    }

    pub(in crate::document) fn types(&self) -> &Types {
        &self.types
    }
}

pub(super) fn elsewhere(file: &str) -> Error {
    Error::request(format!("`{file}` shows a picture that lies elsewhere, and only its place is in the file"))
        .hint("Put the picture itself into it: Insert, Pictures, and not as a link.")
}

fn tag_in(part: &Element) -> Option<String> {
    let mut text = String::new();
    part.all(&mut |element| {
        if element.is("w:t") {
            text.extend(element.children.iter().filter_map(|node| match node {
                Node::Text(text) => Some(text.as_str()),
                _ => None,
            }));
        }
    });
    let at = text.find("{{").or_else(|| text.find("{%"))?;
    Some(text[at..].chars().take(30).collect::<String>().trim().to_owned())
}

fn counts_pages(part: &Element) -> bool {
    let mut counts = false;
    part.all(&mut |element| {
        let said = match element.name.as_str() {
            "w:fldSimple" => element.attribute("w:instr").unwrap_or_default().to_owned(),
            "w:instrText" => element
                .children
                .iter()
                .filter_map(|node| match node {
                    Node::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
            _ => return,
        };
        counts |= said.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("PAGE"));
    });
    counts
}

fn is_count(node: &Node) -> bool {
    matches!(node, Node::Element(element) if counts_pages(element))
}

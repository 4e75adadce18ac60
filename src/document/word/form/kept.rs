//! What of a form's file goes along as it is: its looks and its pictures. Everything else is left behind: who wrote it and
//! where, what Word noted for itself, and whatever nobody can look into.

use crate::document::docx::package::{Types, relations};
use crate::document::word::letterhead::elsewhere;
use crate::document::word::opened::{Opened, Relation, ending};
use crate::document::word::refuse_foreign;
use crate::document::word::tree::{Element, Node};
use crate::error::Result;

/// Parts that are looks.
const LOOKS: [&str; 4] = ["styles", "numbering", "settings", "theme"];
/// What settings say that has no place in a document that is handed out.
const SETTINGS: [&str; 6] =
    ["w:attachedTemplate", "w:docVars", "w:mailMerge", "w:rsids", "w:trackRevisions", "w:saveThroughXslt"];

const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const RELS: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// The parts that go along, the lists of what parts refer to, and what parts are.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) parts: Vec<(String, Vec<u8>)>,
    pub(super) types: Types,
    /// Texts of it that a reader could come upon.
    pub(super) texts: Vec<String>,
    /// What styles are called, in every way.
    pub(super) labels: Vec<String>,
    /// What each style is called, by its id.
    pub(super) styles: Vec<(String, String)>,
}

impl Kept {
    pub(super) fn of(opened: &Opened, main: &str, filled: &[(String, Element)]) -> Result<Kept> {
        let mut kept = Kept {
            parts: Vec::new(),
            types: Types::default(),
            texts: Vec::new(),
            labels: Vec::new(),
            styles: Vec::new(),
        };
        for (ending, kind) in [("rels", RELS), ("xml", "application/xml")] {
            kept.types.ending(ending, kind);
        }
        kept.types.part("docProps/core.xml", CORE);
        kept.types.part("docProps/app.xml", APP);
        for (name, _) in filled {
            let kind = if name == main { MAIN } else { opened.kind(name).unwrap_or_default() };
            kept.types.part(name, kind);
            kept.referred(opened, name)?;
        }
        for relation in
            opened.relations(main)?.iter().filter(|r| LOOKS.contains(&r.kind.as_str()) && !r.outside)
        {
            kept.look(opened, relation)?;
        }
        Ok(kept)
    }

    fn look(&mut self, opened: &Opened, relation: &Relation) -> Result<()> {
        let name = &relation.target;
        let mut part = opened.tree(name)?;
        match relation.kind.as_str() {
            "settings" => part.without(&SETTINGS),
            "styles" => self.name_styles(&part),
            _ => {}
        }
        self.types.part(name, opened.kind(name).unwrap_or_default());
        self.parts.push((name.clone(), part.file().into_bytes()));
        if relation.kind != "settings" {
            self.referred(opened, name)?;
        }
        Ok(())
    }

    fn name_styles(&mut self, part: &Element) {
        for style in part.elements().filter(|element| element.is("w:style")) {
            let (Some(id), Some(name)) = (style.attribute("w:styleId"), style.value("w:name")) else {
                continue;
            };
            self.styles.push((id.to_owned(), name.to_lowercase()));
            // whoever made a style may have called it after somebody, whether Word marks it as theirs or not
            let others = style.value("w:aliases").into_iter().flat_map(|names| names.split([',', ';']));
            self.labels.extend([id, name].into_iter().chain(others).map(|text| text.trim().to_owned()));
        }
    }

    /// What a part refers to: other parts of the same file, pictures, and addresses of pages.
    fn referred(&mut self, opened: &Opened, name: &str) -> Result<()> {
        let mut list = Vec::new();
        for relation in opened.relations(name)? {
            refuse_foreign(&opened.file, &relation.kind)?;
            match (relation.kind.as_str(), relation.outside) {
                ("image", true) => return Err(elsewhere(&opened.file)),
                ("image", false) => self.picture(opened, &relation.target),
                ("hyperlink", true) => self.texts.push(relation.target.clone()),
                ("header" | "footer" | "footnotes" | "endnotes", false) => {}
                (kind, false) if LOOKS.contains(&kind) => {}
                _ => continue,
            }
            let target = if relation.outside { relation.target } else { format!("/{}", relation.target) };
            list.push((relation.id, relation.kind, target, relation.outside));
        }
        if !list.is_empty() {
            let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
            let lines =
                list.iter().map(|(id, kind, to, outside)| (id.clone(), kind.as_str(), to.as_str(), *outside));
            self.parts.push((format!("{folder}/_rels/{file}.rels"), relations(lines).into_bytes()));
        }
        Ok(())
    }

    fn picture(&mut self, opened: &Opened, part: &str) {
        if self.parts.iter().any(|(name, _)| name == part) {
            return;
        }
        // a picture made of lines has words that can be read, and some that only a program shows
        if let Some(svg) = opened.bytes(part).filter(|_| ending(part) == "svg") {
            self.texts.extend(words_of(&String::from_utf8_lossy(svg)));
        }
        self.types.ending(&ending(part), opened.kind(part).unwrap_or("application/octet-stream"));
        self.parts.push((part.to_owned(), opened.bytes(part).unwrap_or_default().to_vec()));
    }
}

// what attributes say to people; the others are colours and lines
const SVG_WORDS: [&str; 6] =
    ["aria-label", "title", "xlink:title", "inkscape:label", "sodipodi:docname", "data-name"];

// letters that stand apart for their places belong together, so that all are one text too; what cannot be read is looked
// through as it is
fn words_of(svg: &str) -> Vec<String> {
    let Ok(tree) = Element::parse(svg) else { return vec![svg.to_owned()] };
    let (mut words, mut whole) = (Vec::new(), String::new());
    tree.all(&mut |element| {
        let said = element.attributes.iter().filter(|(key, _)| SVG_WORDS.contains(&key.as_str()));
        words.extend(said.map(|(_, value)| value.clone()));
        for node in &element.children {
            if let Node::Text(text) = node {
                whole.push_str(text.trim());
                words.push(text.clone());
            }
        }
    });
    words.push(whole);
    words
}

//! The styles of a letterhead with ours among them: where both have one of a name, the letterhead's look holds.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Element, Node};

/// What our styles are called here, where that is not their own id.
pub(in crate::document) type Ids = BTreeMap<String, String>;

/// What names another style.
const REFERENCES: [&str; 3] = ["w:basedOn", "w:next", "w:link"];

/// Our styles joined with theirs; `lang` is the language of the document.
pub(super) fn merged(theirs: &Element, ours: &Element, lang: &str) -> (Element, Ids) {
    let mut merged = theirs.clone();
    // their lists are not here, and the language is the document's own
    merged.without(&["w:numPr"]);
    merged.each(&mut |element| {
        let is_document = element.is("w:rPrDefault");
        if let Some(rest) = element.child_mut("w:rPr").filter(|_| is_document) {
            rest.children.retain(|node| !matches!(node, Node::Element(child) if child.is("w:lang")));
            rest.children.push(Node::Element(Element::new("w:lang", &[("w:val", lang)])));
        }
    });
    for style in merged.children.iter_mut().filter_map(style_of) {
        style.without(&["w:lang"]);
    }
    let known: BTreeMap<(String, String), String> =
        styles(theirs).filter_map(|s| Some((named(s)?, id(s)?))).collect();
    let taken: BTreeSet<String> = styles(theirs).filter_map(id).collect();
    let defaults: BTreeSet<&str> =
        styles(theirs).filter(|s| is_default(s)).filter_map(|s| s.attribute("w:type")).collect();
    let mut ids = Ids::new();
    for style in styles(ours) {
        let (Some(own), Some(name)) = (id(style), named(style)) else { continue };
        let here = known.get(&name).cloned();
        let here =
            here.unwrap_or_else(|| if taken.contains(&own) { format!("Own{own}") } else { own.clone() });
        ids.insert(own, here);
    }
    for style in styles(ours).filter(|style| named(style).is_some_and(|name| !known.contains_key(&name))) {
        let mut added = style.clone();
        in_their_letters(&mut added, theirs);
        let own = id(style).unwrap_or_default();
        added.set("w:styleId", ids.get(&own).unwrap_or(&own));
        if added.attribute("w:type").is_some_and(|of| defaults.contains(of)) {
            added.attributes.retain(|(key, _)| key != "w:default");
        }
        added.each(&mut |element| {
            let named = element.attribute("w:val").and_then(|id| ids.get(id)).cloned();
            if let (true, Some(here)) = (REFERENCES.contains(&element.name.as_str()), named) {
                element.set("w:val", &here);
            }
        });
        merged.children.push(Node::Element(added));
    }
    ids.retain(|own, here| own != here);
    (merged, ids)
}

/// A style of ours in the letters of the letterhead, and where it is a heading in the colour of theirs.
fn in_their_letters(style: &mut Element, theirs: &Element) {
    style.without(&["w:rFonts"]);
    let is_heading = |style: &Element| {
        named(style).is_some_and(|(_, name)| name.starts_with("heading ") || name == "title")
    };
    if !is_heading(style) {
        return;
    }
    style.without(&["w:color"]);
    let looks = styles(theirs).filter(|style| is_heading(style)).find_map(|style| style.child("w:rPr"));
    let looks = looks
        .iter()
        .flat_map(|looks| looks.elements())
        .filter(|e| matches!(e.name.as_str(), "w:rFonts" | "w:color"));
    let looks: Vec<Node> = looks.cloned().map(Node::Element).collect();
    if let Some(own) = style.child_mut("w:rPr") {
        // letters come first and the colour after what makes them bold, as Word wants it
        for node in looks {
            let first = matches!(&node, Node::Element(e) if e.is("w:rFonts"));
            let is_size = |node: &Node| matches!(node, Node::Element(e) if matches!(e.name.as_str(), "w:sz" | "w:szCs"));
            let size = own.children.iter().position(is_size).unwrap_or(own.children.len());
            own.children.insert(if first { 0 } else { size }, node);
        }
    }
}

fn styles(part: &Element) -> impl Iterator<Item = &Element> {
    part.elements().filter(|element| element.is("w:style"))
}

fn style_of(node: &mut Node) -> Option<&mut Element> {
    match node {
        Node::Element(element) if element.is("w:style") => Some(element),
        _ => None,
    }
}

fn id(style: &Element) -> Option<String> {
    style.attribute("w:styleId").map(str::to_owned)
}

/// What a style is for, and what it is called whatever the language of the Word that wrote it.
fn named(style: &Element) -> Option<(String, String)> {
    Some((style.attribute("w:type")?.to_owned(), style.value("w:name")?.to_lowercase()))
}

fn is_default(style: &Element) -> bool {
    matches!(style.attribute("w:default"), Some("1" | "true" | "on"))
}

/// XML that names our styles by what they are called here.
pub(super) fn renamed(xml: &str, ids: &Ids) -> String {
    // text holds no quotes as they are, so that this stands in attributes only
    const NAMES: &str = "Style w:val=\"";
    let mut parts = xml.split(NAMES);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once('"').unwrap_or((part, ""));
        text.push_str(&format!("{NAMES}{}\"{rest}", ids.get(id).map_or(id, String::as_str)));
    }
    text
}

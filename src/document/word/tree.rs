//! XML of a Word file that somebody else wrote, as a tree that can be changed and written again.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::document::docx::xml::{HEAD, allowed};

/// Deeper than any Word lays its parts.
const DEEPEST: usize = 200;

/// A part of a tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
    /// Stands for a tag of a form, by its number.
    Mark(usize),
}

/// An element with what stands in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Element {
        let attributes = attributes.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        Element { name: name.into(), attributes, children: Vec::new() }
    }

    /// The element that a part is; the error says in a few words why it cannot be read.
    pub(super) fn parse(text: &str) -> Result<Element, String> {
        let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().map_err(|e| e.to_string())? {
                Event::Start(start) if open.len() > DEEPEST => {
                    return Err(format!("`{}` lies too deep", start.name().as_ref()));
                }
                Event::Start(start) => open.push(begun(&start)?),
                Event::Empty(start) => {
                    let element = begun(&start)?;
                    push(&mut open, Node::Element(element));
                }
                Event::End(_) => {
                    if let Some(element) = open.pop() {
                        push(&mut open, Node::Element(element));
                    }
                }
                Event::Text(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
                Event::CData(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    let named = quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned);
                    let numbered = reference.resolve_char_ref().map_err(|e| e.to_string())?;
                    let text = numbered.map(String::from).or(named).ok_or("it uses what no Word writes")?;
                    push(&mut open, Node::Text(text));
                }
                // what a document type may define is never needed, and can grow without end
                Event::DocType(_) => return Err("it defines a type of its own".into()),
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        let top = open.swap_remove(0);
        if !open.is_empty() {
            return Err("it ends too early".into());
        }
        let root = top.children.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        });
        root.ok_or_else(|| "it is empty".into())
    }

    /// The whole part as a file.
    pub(super) fn file(&self) -> String {
        let mut text = HEAD.to_owned();
        self.write(&mut text);
        text
    }

    /// Adds it to a text; a tag of a form has no place in a file any more.
    pub(super) fn write(&self, text: &mut String) {
        self.write_start(text);
        if self.children.is_empty() {
            return;
        }
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(text),
                Node::Text(words) => text.push_str(&escaped(words)),
                Node::Mark(_) => {}
            }
        }
        self.write_end(text);
    }

    /// Its beginning, which is all of it where nothing stands in it.
    pub(super) fn write_start(&self, text: &mut String) {
        text.push('<');
        text.push_str(&self.name);
        for (key, value) in &self.attributes {
            text.push_str(&format!(" {key}=\"{}\"", escaped(value)));
        }
        text.push_str(if self.children.is_empty() { "/>" } else { ">" });
    }

    pub(super) fn write_end(&self, text: &mut String) {
        text.push_str(&format!("</{}>", self.name));
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub(super) fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, key: &str, value: &str) {
        self.attributes.retain(|(name, _)| name != key);
        self.attributes.push((key.into(), value.into()));
    }

    /// The elements that stand directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.is(name))
    }

    pub(super) fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.children.iter_mut().find_map(|node| match node {
            Node::Element(element) if element.is(name) => Some(element),
            _ => None,
        })
    }

    /// What `w:val` of a child says.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }

    /// It, and everything below it, in order.
    pub(super) fn all<'e>(&'e self, visit: &mut impl FnMut(&'e Element)) {
        visit(self);
        self.elements().for_each(|element| element.all(visit));
    }

    /// Changes it and everything below it.
    pub(super) fn each(&mut self, change: &mut impl FnMut(&mut Element)) {
        change(self);
        for node in &mut self.children {
            if let Node::Element(element) = node {
                element.each(change);
            }
        }
    }

    /// The first element of one of these names, wherever it stands.
    pub(super) fn any_of(&self, names: &[&str]) -> Option<&Element> {
        let mut found = None;
        self.all(&mut |element| {
            if found.is_none() && names.contains(&element.name.as_str()) {
                found = Some(element);
            }
        });
        found
    }

    /// Takes everything of these names out, wherever it stands.
    pub(super) fn without(&mut self, names: &[&str]) {
        self.each(&mut |element| {
            element
                .children
                .retain(|node| !matches!(node, Node::Element(child) if names.contains(&child.name.as_str())));
        });
    }
}

fn begun(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut element = Element { name: start.name().as_ref().to_owned(), ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|e| e.to_string())?;
        element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(element)
}

// text that was read in parts is one text again
fn push(open: &mut [Element], node: Node) {
    let Some(last) = open.last_mut() else { return };
    match (last.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(more)) => before.push_str(&more),
        (_, node) => last.children.push(node),
    }
}

/// Text as it stands in XML.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(allowed(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_comes_out_as_it_went_in() {
        let text = "<w:p a=\"1 &amp; &quot;2&quot;\"><w:t xml:space=\"preserve\"> x &lt; y &#x101; </w:t><w:br/></w:p>";
        let tree = Element::parse(text).unwrap();
        let mut again = String::new();
        tree.write(&mut again);
        assert_eq!(again, text.replace("&#x101;", "ā"));
    }

    #[test]
    fn what_is_no_part_says_why() {
        let deep = "<a>".repeat(300);
        for (text, why) in [
            ("", "it is empty"),
            ("<a>", "it ends too early"),
            ("<a></b>", "expected"),
            (deep.as_str(), "lies too deep"),
            ("<!DOCTYPE x [<!ENTITY y \"z\">]><a>&y;</a>", "a type of its own"),
            ("<a>&y;</a>", "no Word writes"),
        ] {
            let said = Element::parse(text).unwrap_err();
            assert!(said.contains(why), "{text}: {said}");
        }
    }
}

//! XML, escaped once and here.

use quick_xml::escape::escape;

/// XML as it is written.
#[derive(Default)]
pub(in crate::document) struct Xml {
    text: String,
}

pub(in crate::document) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl Xml {
    /// XML that goes into other XML.
    pub(in crate::document) fn within() -> Xml {
        Xml::default()
    }

    pub(super) fn new() -> Xml {
        Xml { text: HEAD.into() }
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
    }

    pub(super) fn close(&mut self, name: &str) {
        self.text.push_str(&format!("</{name}>"));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>");
    }

    /// An element whose one attribute says it all: `<w:jc w:val="center"/>`.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An element that holds text.
    pub(super) fn holding(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.text.push_str(&escape(allowed(words)));
        self.close(name);
    }

    /// XML that is ready.
    pub(super) fn raw(&mut self, xml: &str) {
        self.text.push_str(xml);
    }

    pub(in crate::document) fn finish(self) -> String {
        self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.text.push_str(&format!("<{name}"));
        for (name, value) in attributes {
            self.text.push_str(&format!(" {name}=\"{}\"", escape(allowed(value))));
        }
        self.text.push_str(end);
    }
}

/// Text without the characters that no XML may hold, escaped or not.
pub(in crate::document) fn allowed(text: &str) -> String {
    let is_allowed = |c: &char| match c {
        '\t' | '\n' | '\r' => true,
        c => *c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'),
    };
    text.chars().filter(is_allowed).collect()
}

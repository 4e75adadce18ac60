//! Word files as somebody else's Word writes them, for the tests of letterheads and forms.

use std::io::{Cursor, Write};

/// The parts of a file, by name.
#[derive(Clone)]
pub(super) struct Office(pub(super) Vec<(String, Vec<u8>)>);

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                 xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
                 xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Office {
    /// A file with this in its body.
    pub(super) fn new(body: &str) -> Office {
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
            <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
            <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
            <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
            <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>";
        let root = relations(&[("rId1", "officeDocument", "word/document.xml")]);
        let core = "<cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"y\"><dc:creator>Secret Author</dc:creator></cp:coreProperties>";
        let mut office = Office(Vec::new());
        office.put("[Content_Types].xml", types);
        office.put("_rels/.rels", &root);
        office.put("docProps/core.xml", core);
        office.put("word/document.xml", format!("<w:document {W}><w:body>{body}</w:body></w:document>"));
        office.put("word/_rels/document.xml.rels", relations(&[("rId1", "styles", "styles.xml")]));
        office.put("word/styles.xml", format!("<w:styles {W}></w:styles>"));
        office
    }

    /// With a part in place of another, or as a new one.
    pub(super) fn put(&mut self, name: &str, content: impl AsRef<[u8]>) {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), content.as_ref().to_vec()));
    }

    /// The same, with the names of Word declared.
    pub(super) fn with(mut self, name: &str, root: &str, content: &str) -> Office {
        self.put(name, format!("<{root} {W}>{content}</{root}>"));
        self
    }

    /// With what the document refers to, beside its styles.
    pub(super) fn refers(mut self, more: &[(&str, &str, &str)]) -> Office {
        let all = [&[("rId1", "styles", "styles.xml")], more].concat();
        self.put("word/_rels/document.xml.rels", relations(&all));
        self
    }

    pub(super) fn zipped(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

pub(super) fn relations(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all: String = all.iter().map(one).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// A paragraph of one run.
pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of many runs.
pub(super) fn runs(texts: &[&str]) -> String {
    let runs: String =
        texts.iter().map(|text| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")).collect();
    format!("<w:p>{runs}</w:p>")
}

/// A row of cells.
pub(super) fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<w:tc><w:tcPr/>{}</w:tc>", p(cell))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

pub(super) fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

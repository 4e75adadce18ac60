//! The file that Word opens: parts in a zip, which say of each other what they are.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::{Error, Result};

/// The parts of a document, in the order they are written.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    /// What the body refers to: its kind, where it is, and whether that is outside of the file.
    relations: Vec<(&'static str, String, bool)>,
}

/// Kinds of what a part refers to.
pub(super) const LINK: &str = "hyperlink";
pub(super) const PICTURE: &str = "image";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = include_str!("types.xml");
const ROOT: &str = include_str!("root.xml");

impl Package {
    /// Something that the body refers to, by the id it is referred to with.
    pub(super) fn relation(&mut self, kind: &'static str, target: impl Into<String>) -> String {
        self.relations.push((kind, target.into(), kind == LINK));
        format!("rId{}", self.relations.len())
    }

    pub(super) fn part(&mut self, name: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.parts.push((name.into(), content.into()));
    }

    /// The whole file: the same parts make the same bytes on every day.
    pub(super) fn zipped(mut self) -> Result<Vec<u8>> {
        let relations = self.relations_of_the_body();
        self.part("word/_rels/document.xml.rels", relations);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let head =
            [("[Content_Types].xml".to_owned(), TYPES.into()), ("_rels/.rels".to_owned(), ROOT.into())];
        for (name, content) in head.into_iter().chain(self.parts) {
            zip.start_file(name, options).map_err(not_packed)?;
            zip.write_all(&content).map_err(not_packed)?;
        }
        Ok(zip.finish().map_err(not_packed)?.into_inner())
    }

    fn relations_of_the_body(&self) -> String {
        let relation = |(i, (kind, target, outside)): (usize, &(&str, String, bool))| {
            let mode = if *outside { " TargetMode=\"External\"" } else { "" };
            let target = quick_xml::escape::escape(target);
            format!("<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>", i + 1)
        };
        let all = self.relations.iter().enumerate().map(relation).collect::<String>();
        format!(
            "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    }
}

fn not_packed(why: impl std::fmt::Display) -> Error {
    Error::fault("the Word document could not be put together").because(why)
}

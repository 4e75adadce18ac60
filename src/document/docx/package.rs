//! The file that Word opens: parts in a zip, which say of each other what they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::{Error, Result};

/// The parts of a document, in the order they are written.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    /// What the body refers to: its kind, where it is, and whether that is outside of the file.
    relations: Vec<(&'static str, String, bool)>,
    /// What parts are that only some documents have.
    types: Types,
}

/// What parts are, by their endings and by their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::document) struct Types {
    endings: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
}

impl Types {
    pub(in crate::document) fn ending(&mut self, ending: &str, kind: &str) {
        self.endings.insert(ending.into(), kind.into());
    }

    pub(in crate::document) fn part(&mut self, name: &str, kind: &str) {
        self.parts.insert(name.into(), kind.into());
    }

    /// The lines that say so.
    pub(in crate::document) fn lines(&self) -> String {
        let one = |name: &str, key: &str, of: &str, kind: &str| {
            format!("<{name} {key}=\"{}\" ContentType=\"{}\"/>", escape(of), escape(kind))
        };
        let endings = self.endings.iter().map(|(of, kind)| one("Default", "Extension", of, kind));
        let parts = self.parts.iter().map(|(of, kind)| one("Override", "PartName", &format!("/{of}"), kind));
        endings.chain(parts).collect()
    }
}

/// Kinds of what a part refers to.
pub(super) const LINK: &str = "hyperlink";
pub(in crate::document) const PICTURE: &str = "image";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = include_str!("types.xml");
pub(in crate::document) const ROOT: &str = include_str!("root.xml");

impl Package {
    /// Something that the body refers to, by the id it is referred to with.
    pub(super) fn relation(&mut self, kind: &'static str, target: impl Into<String>) -> String {
        self.relations.push((kind, target.into(), kind == LINK));
        format!("rId{}", self.relations.len())
    }

    pub(super) fn part(&mut self, name: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.parts.push((name.into(), content.into()));
    }

    /// Takes what is said of parts that only this document has.
    pub(super) fn types(&mut self, types: Types) {
        self.types = types;
    }

    /// The whole file.
    pub(super) fn zipped(mut self) -> Result<Vec<u8>> {
        let relations = self.relations_of_the_body();
        self.part("word/_rels/document.xml.rels", relations);
        let types = TYPES.replace("</Types>", &(self.types.lines() + "</Types>"));
        let head =
            [("[Content_Types].xml".to_owned(), types.into()), ("_rels/.rels".to_owned(), ROOT.into())];
        zipped(head.into_iter().chain(self.parts))
    }

    fn relations_of_the_body(&self) -> String {
        let all = self.relations.iter().enumerate();
        relations(
            all.map(|(i, (kind, target, outside))| {
                (format!("rId{}", i + 1), *kind, target.as_str(), *outside)
            }),
        )
    }
}

/// What a part refers to, as a part of its own: ids, kinds, targets, and whether those lie outside of the file.
pub(in crate::document) fn relations<'a>(
    all: impl Iterator<Item = (String, &'a str, &'a str, bool)>,
) -> String {
    let relation = |(id, kind, target, outside): (String, &str, &str, bool)| {
        let mode = if outside { " TargetMode=\"External\"" } else { "" };
        let (id, target) = (escape(&id).into_owned(), escape(target));
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all = all.map(relation).collect::<String>();
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// Shorter parts are put in as they are, as pictures are, which are small already.
const SHORT: usize = 512;
/// Of 1 to 9: a file that is a little larger is made in half the time, and a thousand are made at a time.
const HARD: i64 = 2;

/// Parts in one file: the same parts make the same bytes on every day.
pub(in crate::document) fn zipped(parts: impl Iterator<Item = (String, Vec<u8>)>) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let as_it_is = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let smaller = as_it_is.compression_method(CompressionMethod::Deflated).compression_level(Some(HARD));
    for (name, content) in parts {
        let is_small = content.len() < SHORT || name.ends_with(".png");
        zip.start_file(name, if is_small { as_it_is } else { smaller }).map_err(not_packed)?;
        zip.write_all(&content).map_err(not_packed)?;
    }
    Ok(zip.finish().map_err(not_packed)?.into_inner())
}

fn not_packed(why: impl std::fmt::Display) -> Error {
    Error::fault("the Word document could not be put together").because(why)
}

//! Charts in a form: a picture each, with the files and the references that it needs.

use crate::document::chart::{Chart, Picture, Size};
use crate::document::docx::drawing::{Refers, drawing};
use crate::document::docx::package::{PICTURE, Types, relations};
use crate::document::docx::xml::Xml;
use crate::error::Result;

/// The pictures of a document, as they are made.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pictures {
    /// Their files.
    files: Vec<(String, Vec<u8>)>,
    /// What the part that is being filled refers to: ids and files.
    referred: Vec<(String, String)>,
}

/// Where a form's own pictures are not.
const FOLDER: &str = "word/media/pikorua";

impl Pictures {
    /// A run with the picture of a chart.
    pub(super) fn run(&mut self, chart: &Chart, size: Size) -> Result<String> {
        let picture = Picture::of(chart, size)?;
        let number = (self.files.len() / 2 + 1).to_string();
        let (dots, lines) = (format!("pikoruaDots{number}"), format!("pikoruaLines{number}"));
        let of = |ending: &str| format!("{FOLDER}{number}.{ending}");
        self.files.extend([(of("png"), picture.png()?), (of("svg"), picture.svg.clone().into_bytes())]);
        self.referred.extend([(dots.clone(), of("png")), (lines.clone(), of("svg"))]);
        let mut xml = Xml::within();
        drawing(&mut xml, &number, &chart.alt, &picture, Refers { dots: &dots, lines: &lines });
        Ok(xml.finish())
    }

    /// Puts what a part refers to beside what its form referred to already.
    pub(super) fn refer(&mut self, part: &str, parts: &mut Vec<(String, Vec<u8>)>) {
        if self.referred.is_empty() {
            return;
        }
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let new = std::mem::take(&mut self.referred);
        let lines = new.iter().map(|(id, to)| (id.clone(), PICTURE, format!("/{to}")));
        let lines: Vec<_> = lines.collect();
        let list = relations(lines.iter().map(|(id, kind, to)| (id.clone(), *kind, to.as_str(), false)));
        match parts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, there)) => {
                let own = list.split_once("/relationships\">").map_or("", |(_, own)| own);
                let before = String::from_utf8_lossy(there).replace("</Relationships>", own);
                *there = before.into_bytes();
            }
            None => parts.push((name, list.into_bytes())),
        }
    }

    /// Says what their files are.
    pub(super) fn say(&self, types: &mut Types) {
        if !self.files.is_empty() {
            types.ending("png", "image/png");
            types.ending("svg", "image/svg+xml");
        }
    }

    /// Their files.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }
}

//! A Word file that somebody else made, opened with care: nothing in it is run, and nothing outside of it is read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::tree::Element;
use crate::error::{Error, Result};

/// The most that a file may hold once it is unpacked: a few hundred bytes can unpack to more than any disk has.
const WHOLE: u64 = 48 * 1024 * 1024;
/// The most of one part that is text.
const PART: usize = 16 * 1024 * 1024;
const PARTS: usize = 500;

/// How old files begin, and those that a password keeps shut.
const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
const TYPES: &str = "[Content_Types].xml";

/// The parts of a file, by name.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    /// What people call it: `documents/plan.docx`.
    pub(super) file: String,
    parts: BTreeMap<String, Vec<u8>>,
    types: Vec<(String, String)>,
}

/// What a part refers to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `image`.
    pub(super) kind: String,
    /// The name of a part, or the address of something outside of the file.
    pub(super) target: String,
    pub(super) outside: bool,
}

impl Opened {
    /// Opens a file.
    pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Opened> {
        if bytes.starts_with(&OLD) {
            return Err(Error::request(format!("`{file}` is shut by a password, or is a Word file of before 2007"))
                .hint("Open it in Word, take the password away (File, Info, Protect Document), and save it as `.docx`."));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_word(file))?;
        if zip.len() > PARTS {
            return Err(too_much(file));
        }
        let (mut parts, mut left) = (BTreeMap::new(), WHOLE);
        for i in 0..zip.len() {
            let entry = zip.by_index(i).map_err(|e| damaged(file, e))?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name().map_err(|e| damaged(file, e))?.into_owned();
            let mut content = Vec::new();
            // what it says of its own size counts for nothing
            entry.take(left + 1).read_to_end(&mut content).map_err(|e| damaged(file, e))?;
            left = left.checked_sub(content.len() as u64).ok_or_else(|| too_much(file))?;
            if parts.insert(name, content).is_some() {
                return Err(damaged(file, "it has two parts of one name"));
            }
        }
        let mut opened = Opened { file: file.into(), parts, types: Vec::new() };
        opened.types = opened.read_types()?;
        if opened.types.iter().any(|(_, kind)| kind.contains("macroEnabled") || kind.contains("vbaProject")) {
            return Err(Error::request(format!("`{file}` holds macros, which are programs")).hint(
                "Save it in Word as `.docx`, without macros. What a template can do, `{{ … }}` in it does.",
            ));
        }
        Ok(opened)
    }

    fn read_types(&self) -> Result<Vec<(String, String)>> {
        if !self.parts.contains_key(TYPES) {
            return Err(not_word(&self.file));
        }
        let said = |element: &Element| {
            let of = element.attribute("PartName").or_else(|| element.attribute("Extension"))?;
            Some((of.to_lowercase(), element.attribute("ContentType")?.to_owned()))
        };
        Ok(self.tree(TYPES)?.elements().filter_map(said).collect())
    }

    /// The name of the part that is the document itself.
    pub(super) fn main(&self) -> Result<String> {
        let root = self.relations("")?;
        let named = root.into_iter().find(|relation| relation.kind == "officeDocument" && !relation.outside);
        let main = named.map(|relation| relation.target).filter(|name| self.parts.contains_key(name));
        main.ok_or_else(|| not_word(&self.file))
    }

    pub(super) fn bytes(&self, part: &str) -> Option<&[u8]> {
        self.parts.get(part).map(Vec::as_slice)
    }

    /// What kind of part one is.
    pub(super) fn kind(&self, part: &str) -> Option<&str> {
        let said = |name: &str| self.types.iter().find(|(of, _)| of == name).map(|(_, kind)| kind.as_str());
        said(&format!("/{}", part.to_lowercase())).or_else(|| said(&ending(part)))
    }

    /// A part as a tree.
    pub(super) fn tree(&self, part: &str) -> Result<Element> {
        let missing = || damaged(&self.file, format!("`{part}` is missing"));
        let bytes = self.parts.get(part).ok_or_else(missing)?;
        if bytes.len() > PART {
            return Err(too_much(&self.file));
        }
        let text = std::str::from_utf8(bytes).map_err(|e| damaged(&self.file, format!("`{part}`: {e}")))?;
        Element::parse(text).map_err(|why| damaged(&self.file, format!("`{part}`: {why}")))
    }

    /// What a part refers to; the file itself, where no part is named.
    pub(super) fn relations(&self, part: &str) -> Result<Vec<Relation>> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let list = format!("{folder}{slash}_rels/{name}.rels");
        if !self.parts.contains_key(&list) {
            return Ok(Vec::new());
        }
        let relation = |element: &Element| {
            let outside = element.attribute("TargetMode") == Some("External");
            let target = element.attribute("Target")?;
            let kind = element.attribute("Type")?.rsplit('/').next()?;
            Some(Relation {
                id: element.attribute("Id")?.into(),
                kind: kind.into(),
                target: if outside { target.into() } else { resolved(folder, target) },
                outside,
            })
        };
        Ok(self.tree(&list)?.elements().filter_map(relation).collect())
    }
}

/// The ending of a name.
pub(super) fn ending(part: &str) -> String {
    part.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

// a name as it is meant from within a folder
fn resolved(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn not_word(file: &str) -> Error {
    Error::request(format!("`{file}` is not a Word document"))
        .hint("Make it in Word or LibreOffice, and save it as `.docx`.")
}

pub(super) fn damaged(file: &str, why: impl std::fmt::Display) -> Error {
    Error::request(format!("`{file}` cannot be read: it is damaged")).because(why).hint(
        "Open it in Word or LibreOffice and save it anew as `.docx`. Where they cannot open it either, \
         `pikorua undo FILE` brings an earlier one back.",
    )
}

pub(super) fn too_much(file: &str) -> Error {
    Error::request(format!("`{file}` holds far more than a letterhead or a form needs")).hint(
        "Make its pictures smaller (Picture Format, Compress Pictures), or begin with an empty document.",
    )
}

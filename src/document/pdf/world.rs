//! All that Typst gets to see: one template, the values, the fonts. No disk, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("page.typ");

struct Fonts {
    all: Vec<Font>,
    book: LazyHash<FontBook>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts = crate::document::fonts::ALL.iter();
    let all: Vec<Font> = fonts.flat_map(|font| Font::iter(Bytes::new(*font))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&all));
    Fonts { all, book }
});

static PAGE: LazyLock<Source> = LazyLock::new(|| Source::detached(TEMPLATE));

/// Whether any of the fonts has a sign.
pub(super) fn has_sign(c: char) -> bool {
    FONTS.all.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

/// What one document is set from.
pub(super) struct Desk {
    library: LazyHash<Library>,
}

impl Desk {
    pub(super) fn new(values: Dict) -> Desk {
        Desk { library: LazyHash::new(Library::builder().with_inputs(values).build()) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        PAGE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == PAGE.id() { Ok(PAGE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

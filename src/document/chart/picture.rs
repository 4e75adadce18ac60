//! Charts as pictures that need no font where they are shown.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, WriteOptions, fontdb};

use super::{Chart, Size};
use crate::error::{Error, Result};

/// A picture: as lines whose letters are lines too, and as dots.
pub(in crate::document) struct Picture {
    pub(in crate::document) svg: String,
    pub(in crate::document) width: f32,
    pub(in crate::document) height: f32,
    tree: Tree,
    dots: OnceLock<Vec<u8>>,
}

/// Those drawn so far, by what they were drawn from: the same few small ones stand in a thousand documents.
static DRAWN: LazyLock<Mutex<HashMap<String, Arc<Picture>>>> = LazyLock::new(Mutex::default);
/// So many stay.
const MOST: usize = 256;

/// Dots for each point of the drawing: as fine as paper shows.
const FINE: f32 = 4.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    crate::document::fonts::ALL.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
    Arc::new(fonts)
});

impl Picture {
    pub(in crate::document) fn of(chart: &Chart, size: Size) -> Result<Arc<Picture>> {
        // within a page it is known what it is, alone it has to say so
        let named = chart.svg(size).replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1);
        let drawn = || DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(picture) = drawn().get(&named) {
            return Ok(picture.clone());
        }
        let picture = Arc::new(Picture::drawn(&named)?);
        let mut drawn = drawn();
        if drawn.len() >= MOST {
            drawn.clear();
        }
        drawn.insert(named, picture.clone());
        Ok(picture)
    }

    fn drawn(named: &str) -> Result<Picture> {
        let options = Options { fontdb: FONTS.clone(), ..Options::default() };
        let tree = Tree::from_str(named, &options).map_err(not_drawn)?;
        let svg = tree.to_string(&WriteOptions { preserve_text: false, ..WriteOptions::default() });
        let (width, height) = (tree.size().width(), tree.size().height());
        Ok(Picture { svg, width, height, tree, dots: OnceLock::new() })
    }

    pub(in crate::document) fn png(&self) -> Result<Vec<u8>> {
        if let Some(dots) = self.dots.get() {
            return Ok(dots.clone());
        }
        let side = |length: f32| (length * FINE).ceil() as u32;
        let mut dots = Pixmap::new(side(self.width), side(self.height))
            .ok_or_else(|| Error::fault("a chart has no size"))?;
        resvg::render(&self.tree, Transform::from_scale(FINE, FINE), &mut dots.as_mut());
        let dots = dots.encode_png().map_err(not_drawn)?;
        Ok(self.dots.get_or_init(|| dots).clone())
    }
}

fn not_drawn(why: impl std::fmt::Display) -> Error {
    Error::fault("a chart could not be drawn").because(why)
}

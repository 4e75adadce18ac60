//! Charts as pictures that need no font where they are shown.

use std::sync::{Arc, LazyLock};

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
}

/// Dots for each point of the drawing: as fine as paper shows.
const FINE: f32 = 4.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    crate::document::fonts::ALL.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
    Arc::new(fonts)
});

impl Picture {
    pub(in crate::document) fn of(chart: &Chart, size: Size) -> Result<Picture> {
        let options = Options { fontdb: FONTS.clone(), ..Options::default() };
        // within a page it is known what it is, alone it has to say so
        let named = chart.svg(size).replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1);
        let tree = Tree::from_str(&named, &options).map_err(not_drawn)?;
        let svg = tree.to_string(&WriteOptions { preserve_text: false, ..WriteOptions::default() });
        Ok(Picture { svg, width: tree.size().width(), height: tree.size().height(), tree })
    }

    pub(in crate::document) fn png(&self) -> Result<Vec<u8>> {
        let side = |length: f32| (length * FINE).ceil() as u32;
        let mut dots = Pixmap::new(side(self.width), side(self.height))
            .ok_or_else(|| Error::fault("a chart has no size"))?;
        resvg::render(&self.tree, Transform::from_scale(FINE, FINE), &mut dots.as_mut());
        dots.encode_png().map_err(not_drawn)
    }
}

fn not_drawn(why: impl std::fmt::Display) -> Error {
    Error::fault("a chart could not be drawn").because(why)
}

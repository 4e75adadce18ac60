//! A picture in a line of text, as Word writes one: lines, and dots for whoever cannot draw lines.

use super::xml::Xml;
use crate::document::chart::Picture;

/// Word counts so many for a point of the screen.
const EMU: f32 = 9525.0;

/// By which ids the two files of a picture are referred to.
#[derive(Clone, Copy)]
pub(in crate::document) struct Refers<'a> {
    pub(in crate::document) dots: &'a str,
    pub(in crate::document) lines: &'a str,
}

/// What the names of a drawing belong to: said with each, so that it can stand in anybody's document.
const SPACES: [(&str, &str); 4] = [
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// A run with a picture in it; `alt` says in words what it shows.
pub(in crate::document) fn drawing(
    xml: &mut Xml,
    id: &str,
    alt: &str,
    picture: &Picture,
    refers: Refers<'_>,
) {
    let side = |length: f32| ((length * EMU).round() as u64).to_string();
    let (wide, high) = (side(picture.width), side(picture.height));
    let name = format!("Chart {id}");
    let named = [("id", id), ("name", name.as_str()), ("descr", alt)];
    let extent = [("cx", wide.as_str()), ("cy", high.as_str())];
    xml.open("w:r", &[]);
    xml.open("w:drawing", &SPACES);
    xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
    xml.empty("wp:extent", &extent);
    xml.empty("wp:docPr", &named);
    xml.open("a:graphic", &[]);
    xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
    xml.open("pic:pic", &[]);
    xml.open("pic:nvPicPr", &[]);
    xml.empty("pic:cNvPr", &named);
    xml.empty("pic:cNvPicPr", &[]);
    xml.close("pic:nvPicPr");
    xml.open("pic:blipFill", &[]);
    xml.open("a:blip", &[("r:embed", refers.dots)]);
    xml.open("a:extLst", &[]);
    xml.open("a:ext", &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")]);
    let drawn = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
    xml.empty("asvg:svgBlip", &[("xmlns:asvg", drawn), ("r:embed", refers.lines)]);
    for name in ["a:ext", "a:extLst", "a:blip"] {
        xml.close(name);
    }
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close("a:stretch");
    xml.close("pic:blipFill");
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &extent);
    xml.close("a:xfrm");
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    let open =
        ["a:prstGeom", "pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"];
    open.iter().for_each(|name| xml.close(name));
}

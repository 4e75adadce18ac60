//! Every value of a file with what may stand there and where it stands.

use super::node::Node;
use super::path::{Path, row_id};
use super::shape::Shape;

/// Calls `visit` for every value that is no list or mapping of known keys, in the order of the file.
pub fn leaves<'n>(
    shape: &'static Shape,
    node: &'n Node,
    visit: &mut impl FnMut(&Path, &'static Shape, &'n Node),
) {
    walk(shape, node, &Path::default(), visit);
}

/// The place of an item of a list: by its id where it has one.
pub fn item_path(list: &Path, index: usize, item: &Node) -> Path {
    row_id(item).map_or_else(|| list.index(index), |id| list.key(id))
}

fn walk<'n>(
    shape: &'static Shape,
    node: &'n Node,
    path: &Path,
    visit: &mut impl FnMut(&Path, &'static Shape, &'n Node),
) {
    match shape {
        _ if node.is_null() => {}
        Shape::Map(map) => {
            for entry in node.entries() {
                if let Some(field) = map.field(&entry.key) {
                    walk(&field.shape, &entry.value, &path.key(&entry.key), visit);
                }
            }
        }
        Shape::List(item_shape) => {
            for (index, item) in node.items().iter().enumerate() {
                walk(item_shape, item, &item_path(path, index, item), visit);
            }
        }
        _ => visit(path, shape, node),
    }
}

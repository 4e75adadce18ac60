//! Reading a file of any kind of record: the value where one can be made, and every problem with its place.

use super::node::Node;
use super::parse::{Parsed, parse};
use super::path::Path;
use super::problem::Problem;
use super::shape::{Field, Reader};

/// The newest layout of a file that this version can read.
pub const LAYOUT: i64 = 1;

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// The text as a tree with places; nothing where it is no YAML.
    pub root: Node,
    /// What stands in it, where it can be read.
    pub value: Option<T>,
    /// What is wrong with it, in the order it was found.
    pub problems: Vec<Problem>,
}

/// Reads the text of a file. One of a newer layout is not looked into: nobody here knows what its keys mean.
pub fn read<T: Field>(text: &str) -> Read<T> {
    let Parsed { root, problems } = parse(text);
    read_node(root, problems)
}

/// Reads a tree that was made from a text, with the problems of making it.
pub fn read_node<T: Field>(root: Node, mut problems: Vec<Problem>) -> Read<T> {
    if let Some(newer) = newer(&root) {
        return Read { root, value: None, problems: vec![newer] };
    }
    let mut reader = Reader::default();
    // of a text that is no YAML only that is said, and not also everything that is missing
    let hopeless = root.is_null() && !problems.is_empty();
    let value = if hopeless { None } else { T::read(&root, &mut reader) };
    problems.extend(reader.problems);
    Read { root, value, problems }
}

fn newer(root: &Node) -> Option<Problem> {
    let schema = root.get("schema")?;
    let layout = schema.text()?.parse::<i64>().ok().filter(|layout| *layout > LAYOUT)?;
    let message = format!("this file was written by a newer version of pikorua (layout {layout})");
    let remedy = "Install the newer version; this one leaves the file as it is.";
    Some(Problem::new("newer-schema", Path::parse("schema"), schema.span.clone(), message, remedy))
}

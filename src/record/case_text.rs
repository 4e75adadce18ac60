//! The text of a case file and the case in it, kept together.

use super::case::Case;
use super::edit::{Edit, Source};
use super::leaves::item_path;
use super::node::Node;
use super::path::{Path, row_id};
use super::read::{Read, read_node};
use super::shape::{Field, Shape};
use crate::error::{Error, Result};

/// The text of a case file and the case in it.
#[derive(Clone, Debug)]
pub struct CaseText {
    file: String,
    source: Source,
    case: Case,
}

impl CaseText {
    /// Reads a case file; the error tells what keeps it from being changed. `file` names it in messages.
    pub fn read(file: &str, text: &str) -> Result<CaseText> {
        CaseText::of(file.into(), Source::read(text))
    }

    fn of(file: String, source: Source) -> Result<CaseText> {
        let Read { value, problems, .. } = read_node::<Case>(source.root.clone(), source.problems.clone());
        // what a case can be made of can be changed too, unless two readers disagree about the text itself
        let broken = source.problems.first().or(problems.first().filter(|_| value.is_none()));
        match (value, broken) {
            (Some(case), None) => Ok(CaseText { file, source, case }),
            (_, broken) => {
                let mut error = Error::request(format!("`{file}` cannot be read, so it is left as it is"));
                if let Some(problem) = broken {
                    error = error.because(&problem.message).hint(&problem.remedy);
                }
                Err(error.hint("`pikorua check` shows every problem and where it stands."))
            }
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The case.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The text as a tree with places.
    pub fn root(&self) -> &Node {
        &self.source.root
    }

    /// The text with edits made; rows without an id get one, as `ids` gives them.
    pub fn apply(&self, edits: &[Edit]) -> Result<CaseText> {
        let source = self.source.apply(edits, Some(&Case::SHAPE)).map_err(|e| {
            Error::request(format!("`{}` cannot be changed in this place", self.file))
                .because(e)
                .hint("Nothing was written. Make the change by hand with `pikorua edit`.")
        })?;
        CaseText::of(self.file.clone(), source)
    }

    /// The edits that give every row an id that has none.
    pub fn missing_ids(&self, ids: &mut super::id::Ids) -> Vec<Edit> {
        let mut edits = Vec::new();
        let record = super::tree::of(&self.case);
        nameless(&Case::SHAPE, self.root(), &Path::default(), &mut |path, prefix| {
            let id = ids.row(prefix, |id| super::tree::has_row(&record, id));
            edits.push(Edit::Set { path: path.key("id"), value: id.into() });
        });
        // inner rows first, so that the places of the outer ones still hold
        edits.reverse();
        edits
    }
}

fn nameless(shape: &'static Shape, node: &Node, path: &Path, found: &mut impl FnMut(&Path, char)) {
    match shape {
        Shape::Map(map) => {
            for entry in node.entries() {
                if let Some(field) = map.field(&entry.key) {
                    nameless(&field.shape, &entry.value, &path.key(&entry.key), found);
                }
            }
        }
        Shape::List(item_shape) => {
            for (index, item) in node.items().iter().enumerate() {
                let place = item_path(path, index, item);
                let prefix = shape.rows().and_then(|rows| rows.prefix);
                if let Some(prefix) = prefix.filter(|_| row_id(item).is_none() && !item.entries().is_empty())
                {
                    found(&place, prefix);
                }
                nameless(item_shape, item, &place, found);
            }
        }
        _ => {}
    }
}

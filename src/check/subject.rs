//! What a rule looks at: one case, its file, and what is known around it.

use std::ops::Range;

use super::Other;
use crate::guide::known::Known;
use crate::guide::model::Guide;
use crate::record::case::Case;
use crate::record::id::CaseId;
use crate::record::leaves::leaves;
use crate::record::node::Node;
use crate::record::path::Path;
use crate::record::problem::Problem;
use crate::record::shape::{Field, Shape};
use crate::record::vocabulary::Word;

/// One case under the eyes of the rules.
pub struct Subject<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its file as a tree with places.
    pub root: &'a Node,
    /// The name of its file, without the ending.
    pub file_name: &'a str,
    /// What is known around it.
    pub known: Known<'a>,
    /// The guides that can be walked.
    pub guides: &'a [Guide],
    /// The cases of the cluster, this one among them.
    pub others: &'a [Other],
    /// The cases that were disposed of.
    pub gone: &'a [CaseId],
}

impl Subject<'_> {
    /// A problem at a place, or at what stands nearest above it.
    pub fn problem(&self, rule: &'static str, path: &Path, message: String, remedy: &str) -> Problem {
        Problem::new(rule, path.clone(), self.span(path), message, remedy)
    }

    /// A problem with one row of a list.
    pub fn row_problem(
        &self,
        rule: &'static str,
        (list, index): (&str, usize),
        message: impl Into<String>,
        remedy: &str,
    ) -> Problem {
        self.problem(rule, &self.row(&Path::parse(list), index), message.into(), remedy)
    }

    fn span(&self, path: &Path) -> Range<usize> {
        let steps = (0..=path.0.len()).rev().map(|n| Path(path.0[..n].to_vec()));
        let found = steps.into_iter().find_map(|above| match above.find_entry(self.root) {
            // a key says more than the mapping under it
            Some(entry)
                if above != *path
                    || !matches!(entry.value.kind, crate::record::node::Kind::Scalar { .. }) =>
            {
                Some(entry.key_span.clone())
            }
            Some(entry) => Some(entry.value.span.clone()),
            None => above.find(self.root).map(|node| node.span.clone()),
        });
        found.unwrap_or(0..0)
    }

    /// Every value of one shape, with its place.
    pub fn each(&self, wanted: impl Fn(&Shape) -> bool) -> Vec<(Path, &'static Shape, String)> {
        let mut found = Vec::new();
        leaves(&Case::SHAPE, self.root, &mut |path, shape, node| {
            if let Some(text) = node.text().filter(|_| wanted(shape)) {
                found.push((path.clone(), shape, text.to_owned()));
            }
        });
        found
    }

    /// The place of a row of a list, by its id or else by its number.
    pub fn row(&self, list: &Path, index: usize) -> Path {
        let items = list.find(self.root).map(Node::items).unwrap_or_default();
        items
            .get(index)
            .map_or_else(|| list.index(index), |row| crate::record::leaves::item_path(list, index, row))
    }

    /// The kind of work, as the vocabulary describes it.
    pub fn kind(&self) -> Option<Word> {
        self.known.vocabulary.word("kinds", self.case.kind.as_str())
    }

    /// Whether the work is about `mokopuna`, a `group` or a `setting`.
    pub fn is_about(&self, what: &str) -> bool {
        self.known.vocabulary.is_about(self.case.kind.as_str(), what)
    }
}

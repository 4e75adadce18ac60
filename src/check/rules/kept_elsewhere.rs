//! A text does not carry what has no place in a record.

use std::ops::Range;

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Case;
use crate::record::leaves::leaves;
use crate::record::node::{Kind, Node};
use crate::record::problem::{Level, Problem};
use crate::record::shape::{Field, Shape};
use crate::record::spoken::kept_out;

pub(super) const RULE: Rule = Rule {
    id: "kept-elsewhere",
    level: Level::Look,
    practice: Some(Practice {
        theme: "people",
        question: "Where may something have been written down that belongs elsewhere?",
    }),
    reason: "supervision is confidential and leaves no notes in a record; what helps the work can be said otherwise",
    source: "RTLB toolkit, rtlb.tki.org.nz: supervision",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let words = subject.known.vocabulary.list("no-place");
    let mut found = Vec::new();
    leaves(&Case::SHAPE, subject.root, &mut |path, shape, node| {
        if !matches!(shape, Shape::Text | Shape::Notes | Shape::Free) {
            return;
        }
        let mut texts = Vec::new();
        gather(node, &mut texts);
        for (text, span) in texts {
            if let Some(word) = kept_out(&words, text) {
                let message = "does this belong here? It may speak of what is kept out of records".to_owned();
                let remedy = format!("{}. {}", word.label, word.note.as_deref().unwrap_or_default());
                found.push(Problem::new(RULE.id, path.clone(), span, message, remedy.trim()));
            }
        }
    });
    found
}

// answers by the ids of their prompts hold texts further down
fn gather<'n>(node: &'n Node, texts: &mut Vec<(&'n str, Range<usize>)>) {
    match &node.kind {
        Kind::Scalar { text, .. } => texts.push((text, node.span.clone())),
        _ => {
            node.entries().iter().for_each(|entry| gather(&entry.value, texts));
            node.items().iter().for_each(|item| gather(item, texts));
        }
    }
}

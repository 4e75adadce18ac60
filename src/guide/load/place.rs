//! Where in the text of a guide something stands.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A way into a guide: keys, and places in lists.
#[derive(Clone, Debug, Default)]
pub(super) struct At(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Key(&'static str),
    Nth(usize),
}

impl At {
    /// One key further in.
    pub(super) fn key(&self, key: &'static str) -> At {
        self.with(Step::Key(key))
    }

    /// One item of a list further in.
    pub(super) fn nth(&self, key: &'static str, nth: usize) -> At {
        self.key(key).with(Step::Nth(nth))
    }

    fn with(&self, step: Step) -> At {
        At(self.0.iter().cloned().chain([step]).collect())
    }
}

/// The line on which a byte stands.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// The line on which something stands; where it is not written, that of what it would stand in.
pub(super) fn line_of(text: &str, at: &At) -> usize {
    let Ok(table) = DeTable::parse(text) else { return 1 };
    let mut byte = 0;
    let mut here: Option<&Spanned<DeValue<'_>>> = None;
    for step in &at.0 {
        let next = match (step, here.map(Spanned::get_ref)) {
            (Step::Key(key), None) => table.get_ref().get(*key),
            (Step::Key(key), Some(DeValue::Table(table))) => table.get(*key),
            (Step::Nth(nth), Some(DeValue::Array(items))) => items.get(*nth),
            _ => None,
        };
        let Some(next) = next else { break };
        byte = next.span().start;
        here = Some(next);
    }
    line_at(text, byte)
}

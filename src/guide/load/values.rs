//! What a guide sets or offers by itself, where the guide alone says what it is: it must fit its place.

use super::faults::Faults;
use super::place::At;
use super::tried::{Empty, Row};
use crate::guide::expression::names;
use crate::guide::fits::{fitting, in_words, word};
use crate::guide::model::{Prompt, PromptKind};
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};

/// What an expression sees of a case and its visit: without these its value is of one kind whatever the case.
const OF_A_CASE: [&str; 6] = ["record", "row", "own", "visit", "answered", "word"];
/// What it sees of the day and of whoever is there.
const OF_THE_DAY: [&str; 4] = ["today", "next_meeting", "user", "kind"];

impl Faults<'_> {
    /// A value for a place.
    pub(super) fn value(
        &mut self,
        expression: &String,
        shape: Option<&'static Shape>,
        at: At,
        empty: &Empty<'_>,
        row: Option<&Row>,
    ) {
        let value = self.try_on(Some(expression), at.clone(), empty, row);
        let (Some(value), Some(shape)) = (value.filter(|value| !value.is_null()), shape) else { return };
        let alike = |these: &[&str]| !names(expression).iter().any(|name| these.contains(name));
        if alike(&OF_A_CASE)
            && alike(&OF_THE_DAY)
            && matches!(shape, Shape::Person | Shape::Row | Shape::Case)
        {
            let message = format!("`{expression}` is one and the same in every case");
            self.add(at, message, "Take it from the record, as in `record.setting`, or say `user`.");
        } else if alike(&OF_A_CASE)
            && let Err(why) = fitting(shape, &value, self.vocabulary)
        {
            let message = format!("`{}` cannot stand at its place: it {why}", in_words(&value));
            self.add(at, message, "Give a value that fits the place, or change the place.");
        }
    }

    /// What Enter answers.
    pub(super) fn default(
        &mut self,
        prompt: &Prompt,
        base: &Path,
        at: At,
        empty: &Empty<'_>,
        row: Option<&Row>,
    ) {
        let Some(default) = &prompt.default else { return };
        let shape = match (&prompt.to, prompt.kind) {
            (_, PromptKind::Rows | PromptKind::Each) => {
                let message = format!("prompt `{}` asks for rows, and Enter makes none", prompt.id);
                return self.add(at, message, "Take the default out, or give one to a field.");
            }
            // one or several, as they are typed
            (_, PromptKind::List | PromptKind::Choices | PromptKind::People) => &Shape::Free,
            (Some(to), _) => match Case::SHAPE.at(&base.join(&Path::parse(to))) {
                Ok(shape) => shape,
                Err(_) => return,
            },
            (None, PromptKind::Choice) => return self.chosen(default, prompt, at, empty, row),
            (None, PromptKind::Date) => &Shape::Date,
            (None, PromptKind::Number) => &Shape::Number,
            (None, PromptKind::YesNo) => &Shape::YesNo,
            (None, PromptKind::Person) => &Shape::Person,
            (None, _) => &Shape::Text,
        };
        self.value(default, Some(shape), at, empty, row);
    }

    // a word of the list from which a prompt without a place chooses
    fn chosen(&mut self, default: &String, prompt: &Prompt, at: At, empty: &Empty<'_>, row: Option<&Row>) {
        let value = self.try_on(Some(default), at.clone(), empty, row).filter(|value| !value.is_null());
        let (Some(value), Some(list)) = (value, &prompt.options) else { return };
        if !names(default).iter().any(|name| OF_A_CASE.contains(name))
            && let Err(why) = word(list, &in_words(&value), self.vocabulary)
        {
            let message = format!("`{}` cannot be the answer: it {why}", in_words(&value));
            self.add(at, message, "Give the id of a word of the list.");
        }
    }
}

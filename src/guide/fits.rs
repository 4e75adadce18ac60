//! Whether a value that a guide works out can stand at its place, and as what: nothing else is ever written.

use std::str::FromStr;

use serde_yaml::Value;

use crate::record::id::{CaseId, GuideId, PersonId, RowId, SettingId};
use crate::record::shape::Shape;
use crate::record::text::{closest, fold, tidy};
use crate::record::value::{Date, YesNo};
use crate::record::vocabulary::Vocabulary;

/// The value as the record will hold it; the error is a reason in plain words, to follow `“…”`.
pub(super) fn fitting(shape: &Shape, value: &Value, vocabulary: &Vocabulary) -> Result<Value, String> {
    if let Shape::List(item) = shape {
        let items = value.as_sequence().filter(|_| !matches!(item, Shape::Map(_)));
        let items = items.ok_or("is not several values, as they stand there: `['one', 'two']`")?;
        return items.iter().map(|value| fitting(item, value, vocabulary)).collect();
    }
    if let (Shape::Free, Some(items)) = (shape, value.as_sequence()) {
        return items.iter().map(|value| fitting(&Shape::Text, value, vocabulary)).collect();
    }
    let text = match value {
        Value::String(text) => tidy(text),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => return Err("is not one value".into()),
    };
    match shape {
        _ if text.is_empty() => Err("says nothing".into()),
        Shape::Text | Shape::Free | Shape::Place => Ok(text.into()),
        Shape::Date => as_it_is::<Date>(&text, "is not a day, as in `2026-08-14`"),
        Shape::Number => text.parse::<i64>().map(Value::from).map_err(|_| "is not a whole number".into()),
        Shape::YesNo => {
            text.parse::<YesNo>().map(|yes| yes.0.into()).map_err(|_| "is neither yes nor no".into())
        }
        Shape::Term(list) => word(list, &text, vocabulary),
        Shape::Person => as_it_is::<PersonId>(&text, "is not the id of a person"),
        Shape::Setting => as_it_is::<SettingId>(&text, "is not the id of a school or service"),
        Shape::Guide => as_it_is::<GuideId>(&text, "is not the id of a guide"),
        Shape::Row => as_it_is::<RowId>(&text, "is not the id of a row"),
        Shape::Case => as_it_is::<CaseId>(&text, "is not the id of a case"),
        Shape::Notes | Shape::List(_) | Shape::Map(_) => {
            Err("cannot stand in the place of several things".into())
        }
    }
}

fn as_it_is<T: FromStr>(text: &str, why: &str) -> Result<Value, String> {
    text.parse::<T>().map(|_| text.into()).map_err(|_| why.into())
}

/// The word of a list that is meant, by its id or by exactly one of its names.
pub(super) fn word(list: &str, text: &str, vocabulary: &Vocabulary) -> Result<Value, String> {
    let words = vocabulary.list(list);
    let is_it = |name: &String| fold(name) == fold(text);
    let word = words.iter().find(|word| word.id == text);
    let word =
        word.or_else(|| words.iter().find(|word| is_it(&word.label) || word.aliases.iter().any(is_it)));
    match (word, closest(text, words.iter().map(|word| word.id.as_str()))) {
        (Some(word), _) => Ok(word.id.clone().into()),
        (None, Some(near)) => Err(format!("is no word of the list `{list}`; did you mean `{near}`?")),
        (None, None) => Err(format!("is no word of the list `{list}`")),
    }
}

/// A value as people would write it.
pub(super) fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
    }
}

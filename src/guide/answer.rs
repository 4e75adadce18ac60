//! From what somebody typed to what the record holds.

use serde_json::Value as Tree;
use serde_yaml::Value;

use super::day;
use super::known::{Choice, Known, choose};
use crate::record::shape::When;
use crate::record::text::tidy;
use crate::record::value::YesNo;
use crate::record::vocabulary::no_place;

/// What somebody answered, before it is checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A text: words, a day, a number, yes or no, or the name of a choice.
    Text(String),
    /// Several texts: the items of a list, or the names of choices.
    Texts(Vec<String>),
}

/// How a question wants to be answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// One line.
    Line,
    /// Any number of lines.
    Text,
    /// Several texts.
    List,
    /// A day.
    Date(When),
    /// A whole number.
    Number,
    /// Yes or no.
    YesNo,
    /// One line: the label of one of these, or words of one's own.
    Words(Vec<Choice>),
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these.
    Choices(Vec<Choice>),
    /// Rows to add or change.
    Rows(Vec<Choice>),
}

impl Asked {
    /// What the record will hold; the error is the reason why the answer cannot be taken.
    pub fn accept(&self, answer: &Answer, known: &Known<'_>) -> Result<Value, String> {
        match (self, answer) {
            (Asked::List, Answer::Text(text)) => Ok(texts(std::slice::from_ref(text))),
            (Asked::List, Answer::Texts(items)) => Ok(texts(items)),
            (Asked::Choices(choices), Answer::Text(text)) => {
                picked(choices, text.split(',').map(str::trim).filter(|t| !t.is_empty()), known)
            }
            (Asked::Choices(choices), Answer::Texts(names)) => {
                picked(choices, names.iter().map(String::as_str), known)
            }
            (_, Answer::Texts(_)) => Err("one answer expected, not several".into()),
            (Asked::Rows(_), Answer::Text(_)) => Err("rows expected".into()),
            (asked, Answer::Text(text)) => {
                let text = tidy(text);
                if text.is_empty() {
                    Err("nothing was written".into())
                } else {
                    asked.accept_text(&text, known)
                }
            }
        }
    }

    fn accept_text(&self, text: &str, known: &Known<'_>) -> Result<Value, String> {
        match self {
            Asked::Date(when) => {
                day::read(text, *when, known.today, known.calendar).map(|day| day.to_string().into())
            }
            Asked::Number => {
                text.parse::<i64>().map(Value::from).map_err(|_| format!("`{text}` is not a whole number"))
            }
            Asked::YesNo => text.parse::<YesNo>().map(|y| y.0.into()),
            // a beginning may well be somebody's own word
            Asked::Words(words) => {
                let word = words.iter().find(|word| word.is_called(text));
                Ok(word.map_or(text, |word| &word.label).into())
            }
            Asked::Choice(choices) => one_of(choices, text, known).map(Value::from),
            _ => Ok(text.into()),
        }
    }
}

fn texts(items: &[String]) -> Value {
    items.iter().map(|i| tidy(i)).filter(|i| !i.is_empty()).map(Value::from).collect::<Vec<_>>().into()
}

// what is left out of records on purpose is no slip of the finger, and the reason helps more than a list of words
fn one_of(choices: &[Choice], text: &str, known: &Known<'_>) -> Result<String, String> {
    choose(choices, text).map(|choice| choice.id).map_err(|why| match no_place(known.vocabulary, text) {
        Some(word) => match word.note {
            Some(note) => format!("`{text}` has no place in a record. {}: {note}", word.label),
            None => format!("`{text}` has no place in a record. {}.", word.label),
        },
        None => why,
    })
}

fn picked<'t>(
    choices: &[Choice],
    names: impl Iterator<Item = &'t str>,
    known: &Known<'_>,
) -> Result<Value, String> {
    let ids = names.map(|name| one_of(choices, name, known)).collect::<Result<Vec<_>, _>>()?;
    Ok(ids.into_iter().map(Value::from).collect::<Vec<_>>().into())
}

/// A value of a record as it would be typed, to be shown as the answer so far.
pub fn as_typed(value: &Tree) -> Option<Answer> {
    match value {
        Tree::Null => None,
        Tree::Bool(yes) => Some(Answer::Text(if *yes { "yes" } else { "no" }.into())),
        Tree::Array(items) => {
            let texts: Vec<_> = items.iter().filter_map(Tree::as_str).map(Into::into).collect();
            (!texts.is_empty()).then_some(Answer::Texts(texts))
        }
        Tree::String(text) => Some(Answer::Text(text.clone())),
        Tree::Number(number) => Some(Answer::Text(number.to_string())),
        Tree::Object(_) => None,
    }
}

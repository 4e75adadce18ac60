//! The small values of a record: words, days, numbers, yes or no, words of a vocabulary, and what is kept without looking.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::node::{Kind, Node};
use super::shape::{Field, Reader, Shape};
use super::text::tidy;
use super::tree::each_text;

/// Somebody's words: not empty, NFC, without the line breaks around them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// The words, or nothing where there are none.
    pub fn new(words: &str) -> Option<Text> {
        let words: String = tidy(words);
        (!words.is_empty()).then_some(Text(words))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Field for Text {
    const SHAPE: Shape = Shape::Text;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.text() {
            Some(words) => Text::new(words),
            None => {
                let remedy = "Write the words on one line, or after `|` on indented lines.";
                reader.problem("wrong-type", node, "words expected".into(), remedy);
                None
            }
        }
    }
}

/// A day, written `2026-08-14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(pub civil::Date);

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Date, String> {
        let written = text.len() == 10;
        let date = written.then(|| civil::Date::strptime("%Y-%m-%d", text).ok()).flatten();
        date.map(Date).ok_or_else(|| format!("`{text}` is not a day of the calendar"))
    }
}

impl Date {
    /// The day as people read it: `14 August 2026`.
    pub fn in_words(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

// written for people as they read it, and as one number where only a program reads it
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            return s.collect_str(self);
        }
        let (year, month, day) =
            (i32::from(self.0.year()), i32::from(self.0.month()), i32::from(self.0.day()));
        s.serialize_i32(year * 10_000 + month * 100 + day)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Date, D::Error> {
        if d.is_human_readable() {
            return String::deserialize(d)?.parse().map_err(serde::de::Error::custom);
        }
        let number = i32::deserialize(d)?;
        let part = |n: i32| i8::try_from(n % 100);
        let day = i16::try_from(number / 10_000).ok().zip(part(number / 100).ok().zip(part(number).ok()));
        let day = day.and_then(|(year, (month, day))| civil::Date::new(year, month, day).ok());
        day.map(Date).ok_or_else(|| serde::de::Error::custom("no day"))
    }
}

impl Field for Date {
    const SHAPE: Shape = Shape::Date;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.parse(node, "bad-date", "Write year-month-day, as in `2026-08-14`.")
    }

    fn days(&self, take: &mut dyn FnMut(Date)) {
        take(*self);
    }
}

/// A whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Number(pub i64);

impl Field for Number {
    const SHAPE: Shape = Shape::Number;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let read = node.text().and_then(|t| t.parse().ok()).map(Number);
        if read.is_none() {
            reader.problem(
                "wrong-type",
                node,
                "a whole number expected".into(),
                "Write digits only, as in `12`.",
            );
        }
        read
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct YesNo(pub bool);

impl FromStr for YesNo {
    type Err = String;

    fn from_str(text: &str) -> Result<YesNo, String> {
        match text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "āe" | "ae" => Ok(YesNo(true)),
            "false" | "no" | "n" | "kāo" | "kao" => Ok(YesNo(false)),
            _ => Err(format!("`{text}` is neither yes nor no")),
        }
    }
}

impl Field for YesNo {
    const SHAPE: Shape = Shape::YesNo;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.parse(node, "wrong-type", "Write `true` or `false`.")
    }
}

/// Whether something stays with the practitioners. What cannot be read stays with them too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sensitive(pub bool);

impl Serialize for Sensitive {
    // like any other key that says nothing
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.0 { s.serialize_bool(true) } else { s.serialize_none() }
    }
}

impl Field for Sensitive {
    const SHAPE: Shape = Shape::YesNo;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Some(Sensitive(YesNo::read(node, reader).is_none_or(|yes| yes.0)))
    }

    fn absent() -> Option<Self> {
        Some(Sensitive(false))
    }
}

/// A list of the vocabulary, named at compile time so that a status cannot be taken for a kind.
pub trait Vocabulary {
    /// The name of the list in `vocabulary.toml`.
    const LIST: &'static str;
}

/// A word of a vocabulary by its id; an id that the list does not have is kept (a newer version may have written it).
pub struct Term<V>(String, PhantomData<V>);

impl<V> Term<V> {
    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<V> Clone for Term<V> {
    fn clone(&self) -> Self {
        Term(self.0.clone(), PhantomData)
    }
}

impl<V> fmt::Debug for Term<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<V> PartialEq for Term<V> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<V> Serialize for Term<V> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<V: Vocabulary> Field for Term<V> {
    const SHAPE: Shape = Shape::Term(V::LIST);

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.text() {
            Some(id) if !id.is_empty() => Some(Term(id.into(), PhantomData)),
            _ => {
                let message = format!("one word of the list `{}` expected", V::LIST);
                reader.problem("wrong-type", node, message, "Write one of the words in `vocabulary.toml`.");
                None
            }
        }
    }
}

/// Names the lists of the vocabulary that records use.
macro_rules! vocabulary {
    ($($(#[doc = $doc:literal])+ $name:ident = $list:literal;)*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {}

        impl $crate::record::value::Vocabulary for $name {
            const LIST: &'static str = $list;
        }
    )* };
}
pub(crate) use vocabulary;

/// Anything: known, kept, and not looked into.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Free(pub serde_json::Value);

impl Field for Free {
    const SHAPE: Shape = Shape::Free;

    fn read(node: &Node, _reader: &mut Reader) -> Option<Self> {
        Some(Free(plain(node)))
    }

    fn absent() -> Option<Self> {
        Some(Free(serde_json::Value::Null))
    }

    fn days(&self, take: &mut dyn FnMut(Date)) {
        each_text(&self.0, &mut |text| text.parse().into_iter().for_each(&mut *take));
    }
}

/// Answers by the ids of their prompts; what a prompt asks, its guide says.
#[derive(Clone, Debug, PartialEq)]
pub struct Notes(pub serde_json::Map<String, serde_json::Value>);

impl Serialize for Notes {
    // like any other key that says nothing
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.0.is_empty() { s.serialize_none() } else { self.0.serialize(s) }
    }
}

impl Field for Notes {
    const SHAPE: Shape = Shape::Notes;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match plain(node) {
            serde_json::Value::Object(notes) => Some(Notes(notes)),
            _ => {
                let remedy = "Write each as an indented line: the id of the question, a colon, the answer.";
                reader.problem(
                    "wrong-type",
                    node,
                    "answers by the ids of their questions expected".into(),
                    remedy,
                );
                None
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(Notes(serde_json::Map::new()))
    }

    // an answer may be a day, though nothing but its guide knows
    fn days(&self, take: &mut dyn FnMut(Date)) {
        for value in self.0.values() {
            each_text(value, &mut |text| text.parse().into_iter().for_each(&mut *take));
        }
    }
}

/// A node as a value without positions; scalars are texts.
pub fn plain(node: &Node) -> serde_json::Value {
    match &node.kind {
        Kind::Null => serde_json::Value::Null,
        Kind::Scalar { text, .. } => text.as_str().into(),
        Kind::List { items, .. } => items.iter().map(plain).collect(),
        Kind::Map { entries, .. } => entries.iter().map(|e| (e.key.clone(), plain(&e.value))).collect(),
    }
}

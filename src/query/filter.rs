//! Which cases are meant: a small grammar over what a case says.
//!
//! ```text
//! filter   = both { "or" both }
//! both     = one { [ "and" ] one }
//! one      = "not" one | "(" filter ")" | FIELD sign value | words
//! sign     = ":" | "=" | "<" | "<=" | ">" | ">="
//! value    = word | "several words"
//! words    = word | "several words"           in its id, status, kind, layer, school, title or people
//! ```
//!
//! Everything is read without regard to macrons and capitals. `FIELD:missing` is where nothing stands.

mod field;
mod parse;
mod seen;
mod token;

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use crate::record::cluster::{Person, Setting};
use crate::record::id::{CaseId, PersonId};
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

pub use field::FIELDS;

/// A case that is looked at.
#[derive(Clone, Copy)]
pub struct Looked<'a> {
    /// Its id.
    pub id: &'a CaseId,
    /// What finding needs to know of it.
    pub facts: &'a Facts,
    /// Whether folded words stand anywhere in it. That alone needs the whole case.
    pub says: &'a dyn Fn(&str) -> bool,
}

/// What lies around the cases that are looked for.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The words of the practice.
    pub words: &'a Vocabulary,
    /// The people of the cluster.
    pub people: &'a [Person],
    /// Schools, kura and services.
    pub settings: &'a [Setting],
    /// The day.
    pub today: Date,
    /// The school terms.
    pub calendar: &'a Calendar,
    /// Who asks.
    pub me: &'a PersonId,
}

/// The guides, by id and title.
pub type Guides<'a> = &'a dyn Fn() -> Vec<(String, String)>;

/// Which cases are meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// All that each of these means; of none, all cases.
    All(Vec<Filter>),
    /// Those that any of these means.
    Any(Vec<Filter>),
    /// Those that this does not mean.
    Not(Box<Filter>),
    /// Those in which a field holds one of these ids.
    Holds(&'static str, BTreeSet<String>),
    /// Those in which a day lies in a span of time, which may be another one at schools whose terms differ.
    Within(&'static str, Span, BTreeMap<String, Span>),
    /// Those in which nothing stands in a field.
    Missing(&'static str),
    /// Those whose id begins so, or the four letters of it.
    Begins(String),
    /// Those that are found by these words, folded.
    Found(String),
    /// Those in which these words stand anywhere, folded.
    Says(String),
}

/// From one day to another, each included; without one, open on that side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// Why a text is no filter, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct NoFilter {
    /// What is wrong, as a fragment without a full stop.
    pub message: String,
    /// Bytes of the text that it is about.
    pub at: std::ops::Range<usize>,
    /// What to do, as a sentence.
    pub remedy: String,
}

impl Filter {
    /// Reads a filter. The guides, by id and title, are asked for only where it names one.
    pub fn parse(text: &str, around: &Around<'_>, guides: Guides<'_>) -> Result<Filter, NoFilter> {
        parse::parse(text, around, guides)
    }

    /// Whether it means this case.
    pub fn means(&self, case: Looked<'_>, around: &Around<'_>) -> bool {
        let facts = case.facts;
        match self {
            Filter::All(all) => all.iter().all(|one| one.means(case, around)),
            Filter::Any(any) => any.iter().any(|one| one.means(case, around)),
            Filter::Not(one) => !one.means(case, around),
            Filter::Holds(field, ids) => seen::ids(field, facts).iter().any(|id| ids.contains(*id)),
            Filter::Within(field, span, at) => {
                let span = facts.setting.as_deref().and_then(|school| at.get(school)).unwrap_or(span);
                seen::days(field, facts).into_iter().any(|day| span.holds(day))
            }
            Filter::Missing(field) => seen::is_missing(field, facts, around),
            Filter::Begins(text) => {
                let id = case.id.as_str();
                id.starts_with(text) || id.split_once('-').is_some_and(|(_, short)| short.starts_with(text))
            }
            Filter::Found(words) => seen::is_found_by(case.id, facts, around, words),
            Filter::Says(words) => (case.says)(words),
        }
    }
}

impl Span {
    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}

impl NoFilter {
    /// The text with a mark below what is wrong.
    pub fn pointed(&self, text: &str) -> [String; 2] {
        let before = text.get(..self.at.start).unwrap_or_default().chars().count();
        let marks = text.get(self.at.clone()).unwrap_or_default().chars().count().max(1);
        [text.to_owned(), format!("{}{}", " ".repeat(before), "^".repeat(marks))]
    }
}

#[cfg(test)]
mod tests;

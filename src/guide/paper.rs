//! A guide in words, without any case: what it asks, how, and where the answers go. Paper forms and descriptions of a guide
//! are made from it.

mod grid;
#[cfg(test)]
mod tests;

pub use grid::{Cell, Grid, Room};

use grid::room;

use super::known::{Known, is_asked_for};
use super::model::{Guide, Link, Prompt, PromptKind};
use super::wording::{self, Numbers};
use crate::record::case::Case;
use crate::record::path::Path;
use crate::record::shape::{Field, Shape};
use crate::record::vocabulary::Word;

/// A guide in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The id of the guide.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// The title in English, or a few words.
    pub gloss: Words,
    /// What it is for.
    pub purpose: String,
    /// The principles it serves.
    pub principles: Vec<Words>,
    /// Where guidance is to be found: for whom, and what.
    pub links: Vec<(Vec<Words>, Link)>,
    /// How many minutes its timed steps take together; none where none is timed.
    pub minutes: Option<u32>,
    /// The questions.
    pub asks: Vec<Ask>,
    /// What is asked about while it is still open: the questions, and for whom each counts.
    pub exits: Vec<(String, Option<When>)>,
}

/// Words, and their language where it is not the document's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The language, as a language tag.
    pub lang: Option<String>,
}

/// A question in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The id; of a field, after those it stands in: `actions/what`.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What explains it.
    pub help: String,
    /// The few words it goes by, where it has any.
    pub label: Option<Words>,
    /// How many minutes a meeting gives it.
    pub minutes: Option<u32>,
    /// What kind of answer it wants.
    pub how: String,
    /// What can be chosen.
    pub words: Vec<Words>,
    /// Where the answer goes, from the outside in; nothing where the visit keeps it.
    pub place: Vec<String>,
    /// When it is asked.
    pub when: Option<When>,
    /// What is asked of each row, those of rows within rows included.
    pub fields: Vec<Ask>,
    /// The room to write.
    pub room: Room,
}

/// When something is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// In words.
    Words(String),
    /// As the guide writes it: too much for plain words.
    Written(String),
}

impl Paper {
    /// A guide in words, with those of the cluster.
    pub fn new(guide: &Guide, known: &Known<'_>) -> Paper {
        let numbers = wording::numbers(guide);
        let asks: Vec<Ask> =
            guide.prompts.iter().map(|prompt| ask(prompt, "", &Path::default(), known, &numbers)).collect();
        let minutes: u32 = asks.iter().filter_map(|ask| ask.minutes).sum();
        let role = |id: &String| {
            let mut lists = ["posts", "roles"].into_iter();
            lists.find_map(|list| known.vocabulary.word(list, id)).map_or_else(|| plain(id), worded)
        };
        let link = |link: &Link| (link.roles.iter().map(role).collect(), link.clone());
        let principle =
            |id: &String| known.vocabulary.word("principles", id).map_or_else(|| plain(id), worded);
        Paper {
            id: guide.id.clone(),
            title: Words { text: guide.title.clone(), lang: guide.lang.clone() },
            gloss: plain(&guide.gloss),
            purpose: quoted(&guide.purpose),
            principles: guide.principles.iter().map(principle).collect(),
            links: guide.links.iter().map(link).collect(),
            minutes: (minutes > 0).then_some(minutes),
            asks,
            exits: guide
                .exits
                .iter()
                .map(|e| (quoted(&e.ask), when(e.when.as_deref(), known, &numbers, None)))
                .collect(),
        }
    }
}

fn ask(prompt: &Prompt, above: &str, base: &Path, known: &Known<'_>, numbers: &Numbers) -> Ask {
    let path = prompt.to.as_deref().map(|to| base.join(&Path::parse(to)));
    let words = offered(prompt, path.as_ref(), known);
    let id = format!("{above}{}", prompt.id);
    let row = Some(base).filter(|base| !base.0.is_empty());
    let below = path.clone().unwrap_or_default().key("*");
    let fields: Vec<Ask> =
        prompt.fields.iter().map(|field| ask(field, &format!("{id}/"), &below, known, numbers)).collect();
    Ask {
        ask: quoted(&prompt.ask),
        help: quoted(&prompt.help),
        label: prompt.label.as_ref().map(|text| Words { text: text.clone(), lang: prompt.lang.clone() }),
        minutes: prompt.minutes,
        how: how(prompt, !words.is_empty()),
        place: path.as_ref().map(wording::place).unwrap_or_default(),
        when: match (&prompt.when, &prompt.when_words) {
            (Some(_), Some(words)) => Some(When::Words(quoted(words))),
            (expression, _) => when(expression.as_deref(), known, numbers, row),
        },
        room: room(prompt.kind, &words, &fields),
        id,
        words,
        fields,
    }
}

/// What can be chosen, where that is known without a case: words, or the cluster's schools.
fn offered(prompt: &Prompt, path: Option<&Path>, known: &Known<'_>) -> Vec<Words> {
    if !matches!(prompt.kind, PromptKind::Choice | PromptKind::Choices) {
        return Vec::new();
    }
    let shape = path.and_then(|path| Case::SHAPE.at(path).ok());
    let list = match (&prompt.options, shape) {
        (Some(list), _) => list.as_str(),
        (None, Some(Shape::Term(list) | Shape::List(Shape::Term(list)))) => list,
        (None, Some(Shape::Setting | Shape::List(Shape::Setting))) => {
            return known.places().into_iter().map(|place| plain(&place.label)).collect();
        }
        _ => return Vec::new(),
    };
    let is_offered =
        |word: &Word| is_asked_for(word) && (prompt.only.is_empty() || prompt.only.contains(&word.id));
    known.vocabulary.list(list).into_iter().filter(is_offered).map(worded).collect()
}

fn how(prompt: &Prompt, with_words: bool) -> String {
    match prompt.kind {
        PromptKind::Line => "one line",
        PromptKind::Text => "a text of any length",
        PromptKind::List => "several texts, one after the other",
        PromptKind::Choice if with_words => "one of these",
        PromptKind::Choices if with_words => "any of these",
        PromptKind::Choice => "one of those that are recorded already",
        PromptKind::Choices => "any of those that are recorded already",
        PromptKind::YesNo => "yes or no",
        PromptKind::Date => "a day",
        PromptKind::Number => "a whole number",
        PromptKind::Person => "somebody of the team or the cluster",
        PromptKind::People => "people of the team or the cluster",
        PromptKind::Rows => "any number of entries",
        PromptKind::Each => "the same for each entry that is there",
    }
    .into()
}

fn when(expression: Option<&str>, known: &Known<'_>, numbers: &Numbers, row: Option<&Path>) -> Option<When> {
    let expression = expression?;
    let words = wording::condition(expression, known, numbers, row);
    Some(words.map_or_else(|| When::Written(expression.into()), When::Words))
}

fn worded(word: Word) -> Words {
    Words { text: word.label, lang: word.lang }
}

fn plain(text: &str) -> Words {
    Words { text: quoted(text), lang: None }
}

/// A text in which backticks are the quotation marks of print.
fn quoted(text: &str) -> String {
    let mut open = false;
    let mark = |c: char| match c {
        '`' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        c => c,
    };
    text.chars().map(mark).collect()
}

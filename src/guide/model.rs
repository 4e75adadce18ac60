//! What a guide is: a walk-through as data.

use serde::Deserialize;

/// A walk-through: an element of the framework, a request, later a hui or a lens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// The layout of guide files.
    pub schema: i64,
    /// The id, which is also the name of its file.
    pub id: String,
    /// The name people read.
    pub title: String,
    /// The language of the title; English where it says nothing.
    pub lang: Option<String>,
    /// The name in English, or a few words.
    pub gloss: String,
    /// Its place among the elements of the framework; other guides have none.
    pub element: Option<u32>,
    /// What it is for.
    pub purpose: String,
    /// The practice principles it serves, by id.
    #[serde(default)]
    pub principles: Vec<String>,
    /// The questions, in order.
    #[serde(default, rename = "prompt")]
    pub prompts: Vec<Prompt>,
    /// What should be there when it is left: asked about, never a gate.
    #[serde(default, rename = "exit")]
    pub exits: Vec<Exit>,
    /// What leaving it sets.
    #[serde(default)]
    pub on_leave: Vec<OnLeave>,
}

/// One question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// The id that answers files and visits use.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What `?` explains.
    #[serde(default)]
    pub help: String,
    /// How it is asked.
    pub kind: PromptKind,
    /// The place of the answer in the record (in the row, for a field); without it the visit keeps the answer.
    pub to: Option<String>,
    /// Asked only where this expression is true.
    pub when: Option<String>,
    /// An expression for what Enter answers when there is nothing yet.
    pub default: Option<String>,
    /// The list of the vocabulary to choose from, where the place does not say it.
    pub options: Option<String>,
    /// The list of the record whose rows can be chosen.
    pub from: Option<String>,
    /// What is asked for each row.
    #[serde(default, rename = "field")]
    pub fields: Vec<Prompt>,
    /// An exit criterion that is still open.
    #[serde(skip)]
    pub criterion: bool,
}

/// How a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromptKind {
    /// One line.
    Line,
    /// Any number of lines.
    Text,
    /// Several texts.
    List,
    /// One of several.
    Choice,
    /// Any of several.
    Choices,
    /// Yes or no.
    YesNo,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// Somebody of the cluster or the team.
    Person,
    /// Several people.
    People,
    /// Rows to add or change.
    Rows,
    /// The same fields for each row that is there.
    Each,
}

/// One soft exit criterion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// The id that visits use.
    pub id: String,
    /// The question it asks while it is open.
    pub ask: String,
    /// An expression that is true when it is met.
    pub met: String,
    /// Counts only where this expression is true.
    pub when: Option<String>,
}

/// Something that leaving the guide sets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnLeave {
    /// Only where this expression is true.
    pub when: Option<String>,
    /// The place.
    pub set: String,
    /// An expression for the value.
    pub to: String,
}

impl Guide {
    /// The name with its English words: `Tātai – plan collaboratively`.
    pub fn full_title(&self) -> String {
        format!("{} – {}", self.title, self.gloss)
    }
}

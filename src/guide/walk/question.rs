//! What a walk asks, and what comes back.

use crate::guide::answer::{Answer, Asked};

/// A question, ready to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The way to it in an answers file: prompt ids, and which row of each, of those that are asked about.
    pub trail: Vec<(String, usize)>,
    /// What is asked of each row, where this is a part of it.
    pub part_of: Option<String>,
    /// The question.
    pub ask: String,
    /// What `?` explains.
    pub help: String,
    /// How many minutes a meeting gives it.
    pub minutes: Option<u32>,
    /// How it wants to be answered.
    pub asked: Asked,
    /// Of the people who can be chosen: how many are offered at once, where the others are only found by looking further.
    pub offered: Option<usize>,
    /// The rows it is inside of, in a few words each.
    pub about: Vec<String>,
    /// What the record says of the innermost of these rows, a line each, where its first part is asked.
    pub beside: Vec<String>,
    /// Its measures, drawn as a line of blocks; what they say in words stands in `beside`.
    pub drawn: Option<String>,
    /// The innermost of these rows by its id, where the record has it already.
    pub row: Option<String>,
    /// What the record already says.
    pub so_far: Option<Answer>,
    /// Whether that was said in an earlier visit, and stays there.
    pub earlier: bool,
    /// Why it is not needed, where this visit says so.
    pub not_needed: Option<String>,
    /// What Enter answers where the record says nothing yet.
    pub default: Option<String>,
    /// An exit criterion that is still open.
    pub criterion: bool,
}

impl Question {
    /// The id of the prompt, with its rows: `tt-1/what`.
    pub fn id(&self) -> String {
        self.trail.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join("/")
    }

    /// Of a list of rows: whether one was begun here already, though nothing may have come of it.
    pub fn was_begun(&self) -> bool {
        self.trail.last().is_some_and(|(_, begun)| *begun > 0)
    }
}

/// What comes back for a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// An answer.
    Answer(Answer),
    /// It stays as it is, or is left for later; for rows: no more.
    Later,
    /// It is not needed, and why.
    NotNeeded(String),
    /// To the question before.
    Back,
    /// One more row.
    Add,
    /// This row, by its id.
    Row(String),
    /// This row is taken out, by its id.
    TakeOut(String),
}

impl Input {
    /// A text as an answer.
    pub fn answer(text: impl Into<String>) -> Input {
        Input::Answer(Answer::Text(text.into()))
    }
}

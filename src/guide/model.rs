//! What a guide is: a walk-through as data.

use serde::{Deserialize, Serialize};

use crate::record::shape::Shape;

/// A walk-through: an element of the framework, a request, later a hui or a lens.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
    /// The shelf it is found on beside the elements: a word of the list `guide-shelves`.
    pub shelf: Option<String>,
    /// What its open questions are about, where many cases are looked at: a word of the list `check-themes`.
    pub theme: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// Walked only where this expression is true, or where it was begun.
    pub when: Option<String>,
    /// What is said to whoever walks it where that is not so.
    pub otherwise: Option<String>,
    /// What a new case takes along from earlier work with the same mokopuna, as places of the record.
    #[serde(default)]
    pub carries: Vec<String>,
    /// What of that is asked anew, because it changes with time: keys of rows, as in `mokopuna.*.year`.
    #[serde(default)]
    pub forgets: Vec<String>,
    /// The practice principles it serves, by id.
    #[serde(default)]
    pub principles: Vec<String>,
    /// Where guidance for one role or another is to be found.
    #[serde(default, rename = "link")]
    pub links: Vec<Link>,
    /// The questions, in order.
    #[serde(default, rename = "prompt")]
    pub prompts: Vec<Prompt>,
    /// What should be there when it is left: asked about, never a gate.
    #[serde(default, rename = "exit")]
    pub exits: Vec<Exit>,
    /// What is set without asking when a visit is opened by its first answer: a lens says which lens it is.
    #[serde(default)]
    pub on_open: Vec<Sets>,
    /// What leaving it sets.
    #[serde(default)]
    pub on_leave: Vec<Sets>,
    /// What leaving it moves into a row of a list, whole.
    #[serde(default)]
    pub on_leave_move: Vec<Moves>,
    /// Rows that leaving it adds.
    #[serde(default)]
    pub on_leave_add: Vec<OnLeaveAdd>,
}

/// Guidance outside the tool.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it is.
    pub title: String,
    /// Its address.
    pub url: String,
    /// For whom: words of the list `posts` or `roles`; for everybody where it says nothing.
    #[serde(default)]
    pub roles: Vec<String>,
}

/// One question.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// The id that answers files and visits use.
    pub id: String,
    /// The question.
    pub ask: String,
    /// The few words under which documents show the answer; the question itself where it says nothing.
    pub label: Option<String>,
    /// The language of the label; English where it says nothing.
    pub lang: Option<String>,
    /// Of an answer that the visit keeps: documents show it to everybody in the work, and not only to those who do it.
    #[serde(default)]
    pub shared: bool,
    /// What `?` explains.
    #[serde(default)]
    pub help: String,
    /// How many minutes a meeting gives it; a clock that is shown and never hurries.
    pub minutes: Option<u32>,
    /// How it is asked.
    pub kind: PromptKind,
    /// The place of the answer in the record (in the row, for a field); without it the visit keeps the answer.
    pub to: Option<String>,
    /// Asked only where this expression is true.
    pub when: Option<String>,
    /// That condition in plain words, for paper, where the expression says too much to be put into words by itself: goes on
    /// after "Only".
    pub when_words: Option<String>,
    /// An expression for what Enter answers when there is nothing yet.
    pub default: Option<String>,
    /// The list of the vocabulary to choose from, where the place does not say it. A `line` offers its labels beside
    /// words of one's own, and is an ordinary line where there is no such list.
    pub options: Option<String>,
    /// The words of its list that are offered here, in this order; all where it says nothing.
    #[serde(default)]
    pub only: Vec<String>,
    /// Whom of the people it offers first: words of the lists `roles` and `posts`, or the name of one of the two for all
    /// who have one. Where it says nothing, everybody.
    #[serde(default)]
    pub of: Vec<String>,
    /// The list of the record whose rows can be chosen.
    pub from: Option<String>,
    /// Of `each`: keys of the row that are shown with its name; a list of measures is drawn.
    #[serde(default)]
    pub shows: Vec<String>,
    /// Of a field: keys of its row that say something about the answer; another answer takes them away, to be said anew.
    #[serde(default)]
    pub renews: Vec<String>,
    /// What is asked for each row.
    #[serde(default, rename = "field")]
    pub fields: Vec<Prompt>,
    /// An exit criterion that is still open.
    #[serde(skip)]
    pub criterion: bool,
}

/// How a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
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
#[derive(Clone, Debug, Deserialize, Serialize)]
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
    /// The rule of `check` that asks the same of any record, so that nobody is asked twice.
    pub check: Option<String>,
}

/// Something that opening a visit or leaving the guide sets by itself.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sets {
    /// Only where this expression is true.
    pub when: Option<String>,
    /// The place; `@` in it is this visit's own row, which opening makes where there is none yet. On leaving, `*` in it is
    /// each row of a list, which the expressions see as `row`.
    pub set: String,
    /// An expression for the value.
    pub to: String,
}

/// Something that leaving the guide moves into a list of what there was before: nothing of it is lost.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Moves {
    /// Only where this expression is true.
    pub when: Option<String>,
    /// The place, which holds several things and is empty afterwards.
    pub from: String,
    /// The list, whose rows have the same keys.
    pub to: String,
}

/// A row that leaving the guide adds: a next step becomes an action, a decision a step of the course.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OnLeaveAdd {
    /// Once for each row of this list, which the expressions see as `row`.
    pub each: Option<String>,
    /// Only where this expression is true.
    pub when: Option<String>,
    /// The list it is added to; `*` in it stands for the row that `of` names.
    pub to: String,
    /// An expression for the id of the row that `*` stands for.
    pub of: Option<String>,
    /// The keys of the row, with an expression for each.
    pub with: std::collections::BTreeMap<String, String>,
    /// The key of the row of `each` that remembers what was made of it.
    pub became: Option<String>,
}

impl Guide {
    /// The name with its English words: `Tātai – plan collaboratively`.
    pub fn full_title(&self) -> String {
        format!("{} – {}", self.title, self.gloss)
    }

    /// The list in which each visit has a row of its own that stands beside the others: a hui, a lens. People come back to
    /// an element, and where the work stands is said anew each time.
    pub fn own_list(&self) -> Option<&str> {
        let follows = self.element.is_some() || self.on_leave.iter().any(|rule| rule.set == "status");
        let lists = self.prompts.iter().filter_map(|prompt| Some(prompt.to.as_ref()?.split_once(".@")?.0));
        lists.into_iter().next().filter(|_| !follows)
    }

    /// The minutes of all its steps; none where it gives no times.
    pub fn minutes(&self) -> Option<u32> {
        self.prompts.iter().filter_map(|prompt| prompt.minutes).reduce(u32::saturating_add)
    }
}

impl Exit {
    /// Whether it is about the visit's own row, such as this hui, and not about the record as a whole.
    pub fn is_about_own_row(&self) -> bool {
        self.met.contains("own('") || self.when.as_ref().is_some_and(|when| when.contains("own('"))
    }
}

impl Prompt {
    /// The list of the vocabulary whose words it offers at a place of this shape.
    pub fn list(&self, shape: Option<&Shape>) -> Option<&str> {
        match (&self.options, shape) {
            (Some(list), _) => Some(list),
            (None, Some(Shape::Term(list) | Shape::List(Shape::Term(list)))) => Some(list),
            _ => None,
        }
    }
}

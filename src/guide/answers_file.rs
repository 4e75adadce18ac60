//! Answering a whole guide from a file: the same walk, driven by YAML instead of a person.

mod again;
#[cfg(test)]
mod tests;
mod unused;

pub use again::taken_before;

use std::collections::BTreeSet;

use super::answer::{Answer, Asked};
use super::day;
use super::known::choose;
use super::model::Guide;
use super::walk::{Input, Question, Walk};
use crate::record::edit::Edit;
use crate::record::node::{Kind, Node};
use crate::record::path::Path;
use crate::record::problem::Problem;
use crate::record::text::{closest, tidy};
use crate::record::value::YesNo;

/// Answers in a file, by prompt id.
pub struct Answers<'n> {
    root: &'n Node,
    // where in the file an answer was taken from
    used: BTreeSet<usize>,
    /// What is wrong with the answers, all of it.
    pub problems: Vec<Problem>,
    /// What is worth saying about days, by their prompts.
    pub days: Vec<String>,
}

/// The key under which an answer says that it is not needed, and why.
const NOT_NEEDED: &str = "not-needed";
/// The key under which a list stands that takes the place of what was there.
const INSTEAD: &str = "instead";

/// The key by which a row says that it is taken out.
const TAKE_OUT: &str = "take-out";

impl<'n> Answers<'n> {
    /// The answers in a file for a guide.
    pub fn new(root: &'n Node, guide: &Guide) -> Answers<'n> {
        let mut answers = Answers { root, used: BTreeSet::new(), problems: Vec::new(), days: Vec::new() };
        if !matches!(root.kind, Kind::Map { .. } | Kind::Null) {
            answers.problem(root, "", "answers expected, one `prompt: answer` a line".into());
        }
        if let Some(named) = root.get("guide").filter(|n| n.text() != Some(&guide.id)) {
            answers.problem(named, "guide", format!("these answers are not for the guide `{}`", guide.id));
        }
        let how = |leave: &Node| match &leave.kind {
            Kind::Scalar { text, .. } => matches!(text.as_str(), "true" | "false"),
            Kind::List { .. } => false,
            Kind::Null | Kind::Map { .. } => true,
        };
        if let Some(leave) = root.get("leave").filter(|leave| !how(leave)) {
            let message = "`false` expected, or one `criterion: why it is still open` a line";
            answers.problem(leave, "leave", message.into());
        }
        answers
    }

    /// Whether the file wants the guide to be left when all is answered: it does unless it says `leave: false`.
    pub fn leaves(&self) -> bool {
        self.root.get("leave").and_then(Node::text) != Some("false")
    }

    /// What the file says to a question.
    pub fn input(&mut self, question: &Question) -> Input {
        let rows = matches!(question.asked, Asked::Rows(_));
        let Some(node) = self.node(question, rows) else { return Input::Later };
        if let Some(why) = node.get(NOT_NEEDED) {
            self.used.insert(node.span.start);
            return Input::NotNeeded(why.text().unwrap_or_default().into());
        }
        if rows {
            let gone = node.get(TAKE_OUT).filter(|gone| !gone.is_null());
            return match (node.get("id").and_then(Node::text), gone) {
                (Some(id), Some(gone)) if is_yes(gone) => Input::TakeOut(id.into()),
                (id, Some(gone)) => {
                    let message = match id {
                        Some(_) => {
                            format!("`{TAKE_OUT}: yes` takes a row out, and nothing else can be said with it")
                        }
                        None => format!("`{TAKE_OUT}` needs the `id` of the row that is meant"),
                    };
                    self.problem(gone, &question.id(), message);
                    Input::Add
                }
                (Some(id), None) => Input::Row(id.into()),
                (None, None) => Input::Add,
            };
        }
        if matches!(question.asked, Asked::List | Asked::Choices(_)) {
            return self.list(question, node);
        }
        match &node.kind {
            Kind::Null => Input::Later,
            Kind::Scalar { text, .. } => Input::Answer(Answer::Text(text.clone())),
            Kind::List { .. } => Input::Answer(Answer::Texts(self.texts(question, node))),
            Kind::Map { .. } => {
                self.problem(node, &question.id(), "an answer expected, not a mapping".into());
                Input::Later
            }
        }
    }

    // as at a prompt, what is written comes to what stands there; under `instead` it takes its place
    fn list(&mut self, question: &Question, node: &'n Node) -> Input {
        if self.has_other_keys(question, node) {
            return Input::Later;
        }
        if let Some(instead) = node.get(INSTEAD) {
            self.used.insert(instead.span.start);
            return Input::Answer(Answer::Texts(self.texts(question, instead)));
        }
        if node.is_null() {
            return Input::Later;
        }
        let there = match &question.so_far {
            Some(Answer::Texts(there)) if !question.earlier => there.clone(),
            _ => Vec::new(),
        };
        // whoever or whatever is chosen may be written by name, and stands there by id
        let is_there = |text: &String| match &question.asked {
            Asked::Choices(choices) => choose(choices, text).is_ok_and(|one| there.contains(&one.id)),
            _ => there.contains(&tidy(text)),
        };
        let mut new = self.texts(question, node);
        new.retain(|text| !is_there(text));
        Input::Answer(Answer::Texts([there, new].concat()))
    }

    // what is written beside `instead`, or in its place by a slip, would be lost without a word
    fn has_other_keys(&mut self, question: &Question, node: &Node) -> bool {
        if !matches!(node.kind, Kind::Map { .. }) {
            return false;
        }
        let others: Vec<_> = node.entries().iter().filter(|entry| entry.key != INSTEAD).collect();
        for entry in &others {
            let message = match closest(&entry.key, [INSTEAD, NOT_NEEDED].into_iter()) {
                Some(near) => format!("`{}` says nothing here; did you mean `{near}`?", entry.key),
                None => format!(
                    "`{}` has no place here; only `{INSTEAD}` stands in the place of a list",
                    entry.key
                ),
            };
            self.problem(&entry.value, &question.id(), message);
        }
        !others.is_empty()
    }

    fn texts(&mut self, question: &Question, node: &Node) -> Vec<String> {
        match &node.kind {
            Kind::Null => Vec::new(),
            Kind::Scalar { text, .. } => vec![text.clone()],
            Kind::List { items, .. } => {
                if items.iter().any(|item| item.text().is_none()) {
                    self.problem(node, &question.id(), "a list of plain texts expected".into());
                }
                items.iter().filter_map(Node::text).map(Into::into).collect()
            }
            Kind::Map { .. } => {
                let message = "an answer expected, not a mapping";
                self.problem(node, &question.id(), message.into());
                Vec::new()
            }
        }
    }

    // the answer itself, or for rows the row that comes next; what says of itself that it is not needed says so for
    // everything inside
    fn node(&mut self, question: &Question, rows: bool) -> Option<&'n Node> {
        let (last, above) = question.trail.split_last()?;
        let mut map = self.root;
        for (depth, (id, nth)) in above.iter().enumerate() {
            let list = self.found(get(map, id)?);
            if list.get(NOT_NEEDED).is_some() {
                return Some(list);
            }
            let row = question.row.as_deref().filter(|_| depth + 1 == above.len());
            map = self.found(entry(list.items(), *nth, row)?);
        }
        let node = self.found(get(map, &last.0)?);
        if !rows || node.get(NOT_NEEDED).is_some() {
            return Some(node);
        }
        node.items().get(last.1).map(|row| self.found(row))
    }

    fn found(&mut self, node: &'n Node) -> &'n Node {
        self.used.insert(node.span.start);
        node
    }

    /// Notes that an answer cannot be taken.
    pub fn refused(&mut self, question: &Question, why: String) {
        let rows = matches!(question.asked, Asked::Rows(_));
        if let Some(node) = self.node(question, rows) {
            self.problem(node, &question.id(), why);
        }
    }

    fn problem(&mut self, node: &Node, id: &str, message: String) {
        let message = if id.is_empty() { message } else { format!("`{id}`: {message}") };
        let remedy = "Mend this answer; nothing was recorded.";
        self.problems.push(Problem::new("answers", Path::parse(id), node.span.clone(), message, remedy));
    }
}

// the entry for a row: the one in its place, unless that names another row; then the one that names this row
fn entry<'n>(entries: &'n [Node], nth: usize, row: Option<&str>) -> Option<&'n Node> {
    let names = |entry: &'n Node| entry.get("id").and_then(Node::text);
    let in_place =
        entries.get(nth).filter(|entry| row.is_none() || names(entry).is_none_or(|id| Some(id) == row));
    in_place.or_else(|| entries.iter().find(|entry| row.is_some() && names(entry) == row))
}

fn is_yes(node: &Node) -> bool {
    node.text().and_then(|text| text.parse::<YesNo>().ok()).is_some_and(|said| said.0)
}

// an exit criterion `leave/contact` stands under `leave:`
fn get<'n>(map: &'n Node, id: &str) -> Option<&'n Node> {
    match id.split_once('/') {
        Some((outer, inner)) => map.get(outer)?.get(inner),
        None => map.get(id),
    }
}

impl Walk<'_> {
    /// Begins with a file: it is asked everything from the first question on, and says itself who walked it together, what it
    /// goes on with, and where the team comes from.
    pub fn begin(&mut self, answers: &mut Answers<'_>) {
        self.rewind();
        if let Some(with) = answers.root.get("with").filter(|with| !with.is_null()) {
            let one = std::slice::from_ref(with);
            let names = if let Kind::List { items, .. } = &with.kind { items } else { one };
            for name in names {
                if let Err(why) = self.together_with(name.text().unwrap_or_default()) {
                    answers.problem(name, "with", why);
                }
            }
        }
        if let Some(row) = answers.root.get("row").filter(|row| !row.is_null())
            && let Err(why) = self.goes_on_with(row.text().unwrap_or_default())
        {
            answers.problem(row, "row", why.to_string());
        }
        let Some(from) = answers.root.get("from").filter(|from| !from.is_null()) else { return };
        if let Err(why) = self.came_from(from.text().unwrap_or_default()) {
            answers.problem(from, "from", why);
        }
    }

    /// Asks the next question of a file; what cannot be taken is noted there and left for later.
    /// Gives the edits, or nothing when all was asked. The error is a fault of the guide.
    pub fn step(&mut self, answers: &mut Answers<'_>) -> Result<Option<Vec<Edit>>, String> {
        let Some(question) = self.question()? else { return Ok(None) };
        let input = answers.input(&question);
        let stays = matches!(input, Input::TakeOut(_));
        let instead = match input {
            // a row that is not there still has its fields looked at
            Input::Row(_) => Input::Add,
            _ => Input::Later,
        };
        let remark = self.remark(&question, &input);
        match self.answer(&question, input) {
            Ok(edits) => {
                answers.days.extend(remark.map(|remark| format!("`{}`: {remark}", question.id())));
                Ok(Some(edits))
            }
            Err(why) => {
                answers.refused(&question, why);
                if stays {
                    return Ok(Some(Vec::new()));
                }
                self.answer(&question, instead).map(Some)
            }
        }
    }

    // which day was understood, where that is worth saying
    fn remark(&self, question: &Question, input: &Input) -> Option<String> {
        let (Asked::Date(when), Input::Answer(Answer::Text(text))) = (&question.asked, input) else {
            return None;
        };
        let (today, calendar) = (self.known().today, self.known().calendar);
        let meant = day::read(text, *when, today, calendar).ok()?;
        day::remark(text, meant, *when, today, calendar)
    }
}

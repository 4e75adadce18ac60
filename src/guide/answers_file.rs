//! Answering a whole guide from a file: the same walk, driven by YAML instead of a person.

use std::collections::BTreeSet;

use super::answer::{Answer, Asked};
use super::model::{Guide, Prompt};
use super::walk::{Input, Question, Walk};
use crate::record::node::{Kind, Node};
use crate::record::path::Path;
use crate::record::problem::Problem;
use crate::record::text::closest;

/// Answers in a file, by prompt id.
pub struct Answers<'n> {
    root: &'n Node,
    // where in the file an answer was taken from
    used: BTreeSet<usize>,
    /// What is wrong with the answers, all of it.
    pub problems: Vec<Problem>,
}

/// Keys of an answers file that are no prompts.
const OTHER_KEYS: [&str; 4] = ["guide", "from", "leave", "id"];

impl<'n> Answers<'n> {
    /// The answers in a file for a guide.
    pub fn new(root: &'n Node, guide: &Guide) -> Answers<'n> {
        let mut answers = Answers { root, used: BTreeSet::new(), problems: Vec::new() };
        if !matches!(root.kind, Kind::Map { .. } | Kind::Null) {
            answers.problem(root, "", "answers expected, one `prompt: answer` a line".into());
        }
        if let Some(named) = root.get("guide").filter(|n| n.text() != Some(&guide.id)) {
            answers.problem(named, "guide", format!("these answers are not for the guide `{}`", guide.id));
        }
        answers
    }

    /// Whether the file wants the guide to be left when all is answered: it does unless it says `leave: false`.
    pub fn leaves(&self) -> bool {
        self.root.get("leave").and_then(Node::text) != Some("false")
    }

    /// What the file says to a question.
    pub fn input(&mut self, question: &Question) -> Input {
        let Some(node) = self.node(&question.trail, matches!(question.asked, Asked::Rows(_))) else {
            return Input::Later;
        };
        self.used.insert(node.span.start);
        if let Asked::Rows(_) = question.asked {
            return match node.get("id").and_then(Node::text) {
                Some(id) => Input::Row(id.into()),
                None => Input::Add,
            };
        }
        match (&node.kind, node.get("not-needed").and_then(Node::text)) {
            (Kind::Null, _) => Input::Later,
            (_, Some(why)) => Input::NotNeeded(why.into()),
            (Kind::Scalar { text, .. }, _) => Input::Answer(Answer::Text(text.clone())),
            (Kind::List { items, .. }, _) => {
                let texts = items.iter().filter_map(Node::text).map(Into::into).collect();
                if items.iter().any(|item| item.text().is_none()) {
                    self.problem(node, &question.id(), "a list of plain texts expected".into());
                }
                Input::Answer(Answer::Texts(texts))
            }
            (Kind::Map { .. }, _) => {
                self.problem(node, &question.id(), "an answer expected, not a mapping".into());
                Input::Later
            }
        }
    }

    // the answer itself, or for rows the row that comes next
    fn node(&mut self, trail: &[(String, usize)], rows: bool) -> Option<&'n Node> {
        let (last, above) = trail.split_last()?;
        let mut map = self.root;
        for (id, nth) in above {
            let list = get(map, id)?;
            self.used.insert(list.span.start);
            map = list.items().get(*nth)?;
            self.used.insert(map.span.start);
        }
        let node = get(map, &last.0)?;
        self.used.insert(node.span.start);
        if !rows {
            return Some(node);
        }
        if node.get("not-needed").is_some() {
            return (last.1 == 0).then_some(node);
        }
        if !matches!(node.kind, Kind::List { .. } | Kind::Null) && last.1 == 0 {
            self.problem(node, &last.0, "a list of rows expected, each beginning with `- `".into());
        }
        node.items().get(last.1)
    }

    /// Notes that an answer cannot be taken.
    pub fn refused(&mut self, question: &Question, why: String) {
        let rows = matches!(question.asked, Asked::Rows(_));
        if let Some(node) = self.node(&question.trail, rows) {
            self.problem(node, &question.id(), why);
        }
    }

    fn problem(&mut self, node: &Node, id: &str, message: String) {
        let message = if id.is_empty() { message } else { format!("`{id}`: {message}") };
        let remedy = "Mend this answer; nothing was recorded.";
        self.problems.push(Problem::new("answers", Path::parse(id), node.span.clone(), message, remedy));
    }

    /// Notes every answer in the file that no prompt asked for.
    pub fn unused(&mut self, guide: &Guide) {
        let mut found = Vec::new();
        for entry in self.root.entries().iter().filter(|e| !OTHER_KEYS.contains(&e.key.as_str())) {
            let known: Vec<&str> = guide.prompts.iter().map(|p| p.id.as_str()).chain(["reason"]).collect();
            let prompt = guide.prompts.iter().find(|p| p.id == entry.key);
            if prompt.is_none() && entry.key != "reason" {
                let remedy = match closest(&entry.key, known.into_iter()) {
                    Some(id) => format!("Did you mean `{id}`?"),
                    None => "`walk CASE GUIDE --blank` prints all of them.".into(),
                };
                let message = format!("this guide has no prompt `{}`", entry.key);
                found.push(Problem::new(
                    "answers",
                    Path::default().key(&entry.key),
                    entry.key_span.clone(),
                    message,
                    remedy,
                ));
            } else if !self.used.contains(&entry.value.span.start)
                && !entry.value.is_null()
                && self.problems.is_empty()
            {
                let message = format!("`{}` is not asked for this case", entry.key);
                let remedy = "Take the answer out, or look at what the guide asks this kind of case.";
                found.push(Problem::new(
                    "answers",
                    Path::default().key(&entry.key),
                    entry.key_span.clone(),
                    message,
                    remedy,
                ));
            }
            if let Some(prompt) = prompt.filter(|p| !p.fields.is_empty()) {
                unknown_fields(prompt, &entry.value, &mut found);
            }
        }
        self.problems.extend(found);
        self.problems.sort_by_key(|p| p.span.start);
    }
}

fn unknown_fields(prompt: &Prompt, rows: &Node, found: &mut Vec<Problem>) {
    for entry in rows.items().iter().flat_map(Node::entries).filter(|e| e.key != "id") {
        match prompt.fields.iter().find(|f| f.id == entry.key) {
            Some(field) => unknown_fields(field, &entry.value, found),
            None => {
                let ids: Vec<&str> = prompt.fields.iter().map(|f| f.id.as_str()).collect();
                let remedy = match closest(&entry.key, ids.iter().copied()) {
                    Some(id) => format!("Did you mean `{id}`?"),
                    None => format!("It has {}.", ids.join(", ")),
                };
                let message = format!("`{}` has no field `{}`", prompt.id, entry.key);
                found.push(Problem::new(
                    "answers",
                    Path::default().key(&entry.key),
                    entry.key_span.clone(),
                    message,
                    remedy,
                ));
            }
        }
    }
}

// an exit criterion `leave/contact` stands under `leave:`
fn get<'n>(map: &'n Node, id: &str) -> Option<&'n Node> {
    match id.split_once('/') {
        Some((outer, inner)) => map.get(outer)?.get(inner),
        None => map.get(id),
    }
}

impl Walk<'_> {
    /// Asks the next question of a file; what cannot be taken is noted there and left for later.
    /// Gives the edits, or nothing when all was asked. The error is a fault of the guide.
    pub fn step(
        &mut self,
        answers: &mut Answers<'_>,
    ) -> Result<Option<Vec<crate::record::edit::Edit>>, String> {
        let Some(question) = self.question()? else { return Ok(None) };
        let input = answers.input(&question);
        match self.answer(&question, input) {
            Ok(edits) => Ok(Some(edits)),
            Err(why) => {
                answers.refused(&question, why);
                self.answer(&question, Input::Later).map(Some)
            }
        }
    }
}
